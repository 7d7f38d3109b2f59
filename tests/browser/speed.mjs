// How fast the built page answers pastes and keys, and what memory a paste
// takes, in this machine's Chromium, beside a page that takes the same and does
// nothing with it: figures to read, nothing is asserted by them.
// Run, after ./dev build: node speed.mjs [keys|pastes [MB...]|memory]

import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { launch } from "./browser.mjs";
import { open } from "./page.mjs";
import { address, serve } from "./server.mjs";

const error = "ERROR: failed to push ghcr.io/acme/app:1: unauthorized: authentication required\n";

/** A CI log of so many bytes, with the error near its middle. */
export function log(size) {
  const lines = [];
  let length = error.length;
  for (let i = 0; length < size; i += 1) {
    const line = `2026-11-21T10:00:${String(i % 60).padStart(2, "0")}.0000000Z #${i % 30} ${i % 9}.345 \u001b[36mdownloading\u001b[0m layer ${i} of https://deb.example.com/pool/main/l/lib${i % 977}/lib${i}.deb\n`;
    lines.push(line);
    length += line.length;
  }
  lines.splice(lines.length >> 1, 0, error);
  return lines.join("");
}

const server = await serve();
const browser = await chromium.launch(launch);
const devtools = await browser.newBrowserCDPSession();

/** The two that are compared: how each is opened, and what shows that it has answered. */
const app = { name: "why401", answered: "article[data-cause]", open: (page) => open(page, { base: address(server) }) };
const box = {
  name: "a text box alone",
  answered: "article",
  async open(page) {
    await page.setContent('<!doctype html><textarea id="error" rows="6" style="width: 40rem"></textarea>');
    await page.evaluate(() => {
      document.addEventListener("paste", (event) => {
        // A long text is asked for and let go: in a box it takes seconds.
        if (event.clipboardData.getData("text/plain").length > 100 * 1024) event.preventDefault();
        document.body.append(document.createElement("article"));
      });
    });
  },
};

/** A fresh page with a text on the clipboard, and the cursor in the box. */
async function fresh(which, text) {
  const context = await browser.newContext();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  // The clipboard is there for pages of a host only.
  await page.goto(`${address(server)}/robots.txt`);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await which.open(page);
  await page.locator("#error").focus();
  await page.evaluate((answered) => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
    });
    const painted = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now())));
    // From the key to the answer on the screen.
    document.addEventListener("keydown", () => (window.started ??= performance.now()), { capture: true });
    new MutationObserver(() => {
      if (window.seen || !document.querySelector(answered)) return;
      window.seen = true;
      painted((now) => (window.ended = now));
    }).observe(document.body, { childList: true, subtree: true });
    // From each key to the next painted frame.
    window.keys = [];
    document.addEventListener(
      "input",
      () => {
        const start = performance.now();
        painted((now) => window.keys.push(now - start));
      },
      { capture: true },
    );
  }, which.answered);
  await page.waitForTimeout(500);
  return page;
}

async function paste(page) {
  await page.evaluate(() => (window.tasks.length = 0));
  await page.keyboard.press("Control+v");
  await page.waitForFunction(() => window.ended, undefined, { timeout: 60_000 });
  await page.waitForTimeout(300);
}

/** Has Chromium count for a page, in the time of its thread. */
async function counting(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return session;
}

/** What Chromium has counted. */
async function counted(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/**
 * From a paste to its painted answer, the longest task between, and the time
 * that the processor gave to the page's thread, which a busy machine doesn't
 * lengthen. In milliseconds.
 */
async function pasted(which, text) {
  const page = await fresh(which, text);
  const session = await counting(page);
  const before = await counted(session);
  await paste(page);
  const after = await counted(session);
  const figures = await page.evaluate(() => ({
    answer: window.ended - window.started,
    longest: Math.max(0, ...window.tasks),
  }));
  await page.context().close();
  return { ...figures, work: (after.TaskDuration - before.TaskDuration) * 1000 };
}

/**
 * From a key to the screen, the 95th percentile; and the mean of what the
 * page's code and the layout take of it. All in milliseconds.
 */
async function typed(which, text) {
  const page = await fresh(which, text);
  // Pasted, as filling types it line by line.
  await paste(page);
  await page.keyboard.press("Control+End");
  await page.waitForTimeout(300);
  const session = await counting(page);
  await page.evaluate(() => (window.keys.length = window.tasks.length = 0));
  const before = await counted(session);
  const count = 100;
  for (let i = 0; i < count; i += 1) await page.keyboard.press("x", { delay: 30 });
  await page.waitForTimeout(400);
  const after = await counted(session);
  const { keys, longest } = await page.evaluate(() => ({ keys: window.keys, longest: Math.max(0, ...window.tasks) }));
  await page.context().close();
  const mean = (name) => ((after[name] - before[name]) * 1000) / count;
  return {
    painted: keys.sort((a, b) => a - b)[Math.floor(keys.length * 0.95)],
    code: mean("ScriptDuration"),
    layout: mean("LayoutDuration") + mean("RecalcStyleDuration"),
    longest,
  };
}

/** What the pages' processes hold of their own, now or at most, in bytes; `undefined` where it isn't Linux. */
async function resident(field) {
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  try {
    return processInfo
      .filter(({ type }) => type === "renderer")
      .map(({ id }) => new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${id}/status`, "utf8")))
      .reduce((sum, [, kb]) => sum + kb * 1024, 0);
  } catch {
    return undefined;
  }
}

/** The memory that a paste takes, in bytes, when all is done and, of the process, at most. */
async function held(which, text) {
  const page = await fresh(which, text);
  const session = await counting(page);
  const heap = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return (await counted(session)).JSHeapUsedSize;
  };
  const wasm = async () => {
    const { result } = await session.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
    const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
    const { result: bytes } = await session.send("Runtime.callFunctionOn", {
      objectId: objects.objectId,
      functionDeclaration: "function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }",
    });
    return bytes.value;
  };
  const before = { heap: await heap(), wasm: await wasm(), process: await resident("VmRSS") };
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  for (const { type, id } of processInfo) {
    // Counts the most anew.
    if (type === "renderer" && before.process) writeFileSync(`/proc/${id}/clear_refs`, "5");
  }
  await paste(page);
  const most = (await resident("VmHWM")) - before.process;
  const after = { heap: await heap(), wasm: await wasm(), process: await resident("VmRSS") };
  await page.context().close();
  return { heap: after.heap - before.heap, wasm: after.wasm, grown: after.wasm - before.wasm, process: after.process - before.process, most };
}

const [wanted, ...megabytes] = process.argv.slice(2);
const sizes = (megabytes.length > 0 ? megabytes : [1, 10, 50]).map((mb) => mb * 1e6);
const ms = (number) => `${number.toFixed(1)} ms`.padStart(12);
const mb = (bytes) => (Number.isFinite(bytes) ? `${(bytes / 1e6).toFixed(1)} MB` : "?").padStart(12);
const head = (title, columns) => console.log(`\n${title.padEnd(34)}${columns.map((name) => name.padStart(12)).join("")}`);
const row = (name, cells) => console.log(`${name.padEnd(34)}${cells.join("")}`);

if (!wanted || wanted === "keys") {
  head("a key in a text of", ["painted p95", "code", "layout", "longest"]);
  for (const size of [2_000, 100_000]) {
    for (const which of [app, box]) {
      const { painted, code, layout, longest } = await typed(which, log(size));
      row(`${size / 1000} KB, ${which.name}`, [ms(painted), ms(code), ms(layout), ms(longest)]);
    }
  }
}
if (!wanted || wanted === "pastes") {
  head("a paste, the best of 3", ["answered", "work", "per MB", "longest"]);
  for (const size of sizes) {
    const text = log(size);
    for (const which of [app, box]) {
      const runs = [];
      for (let run = 0; run < 3; run += 1) runs.push(await pasted(which, text));
      const { answer, work, longest } = runs.reduce((best, run) => (run.answer < best.answer ? run : best));
      row(`${size / 1e6} MB, ${which.name}`, [answer, work, (work / size) * 1e6, longest].map(ms));
    }
  }
}
if (!wanted || wanted === "memory") {
  head("memory for a paste of 10 MB", ["wasm", "of it new", "JS heap", "process", "at most"]);
  for (const which of [app, box]) {
    const { wasm, grown, heap, process, most } = await held(which, log(10_000_000));
    row(which.name, [mb(wasm), mb(grown), mb(heap), mb(process), mb(most)]);
  }
}

await browser.close();
server.close();
server.closeAllConnections();
