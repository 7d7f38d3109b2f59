// Starts the app in why401.html, where all of it stands in the page. Its policy
// lets it load nothing, from the first byte on.

async function start() {
  const place = document.getElementById("wasm");
  const packed = Uint8Array.from(atob(place.textContent), (letter) => letter.charCodeAt(0));
  place.remove();
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const wasm = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
  await run(init, wasm);
}

start().catch(failed);
