// Starts the page: fetches the wasm, gives up the right to fetch anything
// more, and only then runs it. The names come from the links in index.html.
// An address that names a cause leads to the cause's own page instead.

// A fault of the engine's own stops it for good: said on the page, and the
// boxes with their text are left alone. No word of the error is shown, as it
// might hold what was pasted.
function stopped(error) {
  if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) return;
  if (document.querySelector(".broken")) return;
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.className = "broken";
  note.textContent =
    "This page has failed and shows no more answers until it is loaded again. The text in the boxes is still there to be copied. The fault is ours: it is a bug.";
  document.body.prepend(note);
}
addEventListener("error", (event) => stopped(event.error));
addEventListener("unhandledrejection", (event) => stopped(event.reason));

// The page did not come so far.
function failed(error) {
  console.error(error);
  const place = document.getElementById("starting");
  // It goes when the page has started.
  if (!place) return stopped(error);
  place.className = "broken";
  document.body.prepend(place);
  place.textContent =
    "This page could not start: a part of it did not load, or this browser can't run WebAssembly. Load it again, or use a newer browser.";
}

// The first view is on the screen before the page takes its time. A tab that
// isn't shown draws nothing.
const shown = new Promise((drawn) => {
  requestAnimationFrame(() => requestAnimationFrame(drawn));
  setTimeout(drawn, 200);
});

// Starts the page, which takes the place of what stood there. What was typed by
// then is given to it.
async function run(init, wasm) {
  await shown;
  const focused = document.activeElement?.id;
  const typed = [...document.querySelectorAll("textarea")].map(({ id, value }) => ({ id, value }));
  const drawn = new Promise((drawn) => {
    new MutationObserver(drawn).observe(document.getElementById("app"), { childList: true });
  });
  await init({ module_or_path: wasm });
  await drawn;
  for (const { id, value } of typed.filter(({ value }) => value)) {
    const box = document.getElementById(id);
    box.value = value;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  if (focused) document.getElementById(focused)?.focus();
}

// A text as a part of an address, and back: deflated, in the letters that
// base64 has for URLs.
async function through(stream, bytes) {
  const writer = stream.writable.getWriter();
  // What goes wrong is told where it is read.
  for (const done of [writer.write(bytes), writer.close()]) done.catch(() => {});
  // Not by a Response: what is no stream, Firefox then also tells its console.
  const reader = stream.readable.getReader();
  const parts = [];
  for (let part; !(part = await reader.read()).done; ) parts.push(part.value);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
globalThis.why401 = {
  // Resolves when the browser had its turn.
  turn() {
    const { port1, port2 } = new MessageChannel();
    return new Promise((done) => {
      port1.onmessage = () => done(port1.close());
      port2.postMessage(0);
    });
  },
  async pack(text) {
    const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text));
    const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  },
  async unpack(packed) {
    const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes));
  },
};

// ---- In why401.html, single.js stands in place of what follows. ----

// `#cause=not-logged-in` leads to the page of that cause.
function toCause() {
  const [, cause] = /^#cause=([a-z0-9-]+)$/.exec(location.hash) ?? [];
  if (cause) location.replace(`causes/${cause}.html`);
  return Boolean(cause);
}

// From here on the browser refuses every request of the page, whatever code
// asks for it. Policies add up: a later one can only forbid more.
function lock() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content =
    "default-src 'none'; connect-src 'none'; script-src 'wasm-unsafe-eval'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  document.head.append(policy);
}

// Names with a hash of the content, as Trunk makes them: they never change.
const FIXED = /-[0-9a-f]{8,16}(?:_bg)?\.(?:css|js|wasm)$/;

// Keeps the app's files for when there is no network, and registers the worker
// that hands them out. All is asked for at once, as the page is locked soon;
// the wasm is the answer that the page itself starts from.
async function keep(wasm) {
  const worker = navigator.serviceWorker;
  if (!worker) return;
  const type = window.trustedTypes?.createPolicy("offline", { createScriptURL: () => "offline.js" });
  const registered = worker.register(type?.createScriptURL("") ?? "offline.js");
  const parts = document.querySelectorAll("link[rel=stylesheet], #glue, #wasm, script[src]");
  const names = [...parts].map((part) => part.href ?? part.src);
  // Last, as it names the others.
  names.push(location.origin + location.pathname.replace(/\/index\.html$/, "/"));
  const cache = await caches.open("why401");
  const answers = await Promise.all(
    names.map(async (name) => {
      // A worker that is at work has kept the page itself, just now.
      const there = (FIXED.test(name) || worker.controller) && (await cache.match(name));
      if (name === wasm.url) return there ? wasm.body.cancel() : wasm;
      return there ? undefined : fetch(name, { cache: "force-cache" });
    }),
  );
  await registered;
  // What follows asks for nothing more.
  put(cache, names, answers).catch(() => {});
}

async function put(cache, names, answers) {
  for (const [at, name] of names.entries()) if (answers[at]?.ok) await cache.put(name, answers[at]);
  for (const { url } of await cache.keys()) {
    // An earlier version's.
    if (FIXED.test(url) && !names.includes(url)) await cache.delete(url);
  }
}

async function start() {
  const glue = import(document.getElementById("glue").href);
  const answer = await fetch(document.getElementById("wasm").href);
  if (!answer.ok) throw new Error(`the wasm file: status ${answer.status}`);
  // Where the browser keeps nothing, the page works all the same; nor does it
  // wait for long.
  const kept = Promise.race([keep(answer.clone()).catch(() => {}), new Promise((done) => setTimeout(done, 3000))]);
  // It is compiled as it arrives, if the host sends it as what it is.
  const wasm = await (/^application\/wasm/.test(answer.headers.get("content-type"))
    ? WebAssembly.compileStreaming(answer)
    : WebAssembly.compile(await answer.arrayBuffer()));
  const { default: init } = await glue;
  await kept;
  lock();
  await run(init, wasm);
}

addEventListener("hashchange", toCause);
if (!toCause()) start().catch(failed);
