// How the built page starts on a slow network and a slow machine, beside a bare
// page of Yew's built with the same settings: figures to read, nothing is
// asserted by them. Run, after ./dev build: ./dev bench, or node start.mjs [ROUNDS]
//
// A key is pressed in the first frame that shows a box. The page is interactive
// when its answer to that key is on the screen.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { transform } from "esbuild";
import { launch } from "./browser.mjs";
import { address, serve } from "./server.mjs";

/**
 * "Slow 4G" as Chromium's own developer tools and Lighthouse set it over this protocol: 1.6 Mbit/s and 150 ms a
 * round trip. The protocol delays requests, not packets, so that both multiply by what a request's round trips come
 * to (devtools-frontend, front_end/core/sdk/NetworkManager.ts).
 */
const network = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (0.75e6 / 8) * 0.9,
};
const slowdown = 4;

const built = fileURLToPath(new URL("../../target/bare", import.meta.url));

/** The bare page as a static host would have it, started as Trunk starts one. */
async function bare() {
  const root = join(built, "site");
  mkdirSync(root, { recursive: true });
  const { code } = await transform(readFileSync(join(built, "bare.js"), "utf8"), { minify: true, target: "es2022" });
  writeFileSync(join(root, "bare.js"), code);
  writeFileSync(join(root, "bare_bg.wasm"), readFileSync(join(built, "bare_bg.wasm")));
  writeFileSync(
    join(root, "index.html"),
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A bare page</title>
<link rel="icon" href="data:,">
<link rel="modulepreload" href="bare.js">
<link rel="preload" href="bare_bg.wasm" as="fetch" type="application/wasm" crossorigin>
<script type="module">
import init from "./bare.js";
await init({ module_or_path: "bare_bg.wasm" });
</script>
`,
  );
  return root;
}

/** Runs in the page, before all else: notes when what happens. */
function watch(answered) {
  const seen = (window.seen = { shift: 0, blocked: 0, answered: false });
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) if (!seen.answered) seen.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.blocked += duration - 50;
  }).observe({ type: "longtask", buffered: true });
  const painted = (then) => requestAnimationFrame(() => setTimeout(then));
  new MutationObserver(() => {
    const box = document.querySelector("textarea");
    if (box && !seen.box) {
      seen.box = performance.now();
      painted(() => {
        seen.key = performance.now();
        // It may be another one by now.
        const box = document.querySelector("textarea");
        box.focus();
        box.value = "x";
        box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: "x" }));
      });
    }
    if (!document.getElementById("starting") && box) seen.started ??= performance.now();
    if (seen.answered || !document.querySelector(answered)) return;
    seen.answered = true;
    painted(() => (seen.interactive = performance.now()));
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** One visit by a browser that has never been there. */
async function visit(browser, url, answered) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", network);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript(watch, answered);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => window.seen.interactive && performance.getEntriesByName("first-contentful-paint")[0], undefined, { timeout: 60_000 });
  const figures = await page.evaluate(() => {
    const [html] = performance.getEntriesByType("navigation");
    const entries = performance.getEntriesByType("resource");
    const wasm = entries.find(({ name }) => name.endsWith(".wasm"));
    return {
      html: html.responseEnd,
      readable: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      asked: wasm.requestStart,
      arrived: wasm.responseEnd,
      started: window.seen.started,
      interactive: window.seen.interactive,
      shift: window.seen.shift,
      blocked: window.seen.blocked,
      loaded: entries.reduce((sum, { transferSize }) => sum + transferSize, html.transferSize),
    };
  });
  await context.close();
  return figures;
}

/** The run that was disturbed least: a busy machine only makes it slower. */
const best = (runs) => runs.reduce((best, run) => (run.interactive < best.interactive ? run : best));

if (!existsSync(join(built, "bare_bg.wasm"))) throw new Error("target/bare is empty: run ./dev bench");
const rounds = Number(process.argv[2] ?? 5);
const pages = [
  { name: "bare Yew page", server: await serve(0, { root: await bare(), quality: 11 }), answered: "#count:not(:empty)", runs: [] },
  { name: "why401", server: await serve(0, { quality: 11 }), answered: "#answer h2", runs: [] },
];
const browser = await chromium.launch(launch);
// In turn, so that a busy moment of the machine is nobody's own. In the first
// round the hosts compress their files.
for (let round = 0; round <= rounds; round += 1) {
  for (const { server, answered, runs } of pages) {
    const figures = await visit(browser, address(server), answered);
    if (round > 0) runs.push(figures);
  }
}
await browser.close();
for (const { server } of pages) {
  server.close();
  server.closeAllConnections();
}

const rows = {
  "KB loaded until then, in brotli": (run) => run.loaded / 1000,
  "HTML there": (run) => run.html,
  "readable (first contentful paint)": (run) => run.readable,
  "wasm asked for": (run) => run.asked,
  "wasm there": (run) => run.arrived,
  "app on the page": (run) => run.started,
  "interactive (a key's answer is painted)": (run) => run.interactive,
  "  of it, from the wasm's last byte": (run) => run.interactive - run.arrived,
  "tasks beyond 50 ms, summed": (run) => run.blocked,
  "layout shift until then": (run) => run.shift,
};
console.log(`cold cache, ${network.downloadThroughput * 8 / 1e6} Mbit/s, ${network.latency} ms a request, CPU ${slowdown} times slower; ms, the best of ${rounds} visits`);
console.log(`${"".padEnd(42)}${pages.map(({ name }) => name.padStart(15)).join("")}${"times".padStart(8)}`);
for (const [name, of] of Object.entries(rows)) {
  const digits = name.startsWith("layout") ? 3 : 0;
  const [least, ours] = pages.map(({ runs }) => of(best(runs)));
  const cells = [least, ours].map((figure) => figure.toFixed(digits).padStart(15)).join("");
  console.log(`${name.padEnd(42)}${cells}${least > 0 ? (ours / least).toFixed(1).padStart(8) : ""}`);
}
