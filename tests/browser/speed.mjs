// How fast the built page answers, in this machine's Chromium: figures to read,
// nothing is asserted by them. Run: node speed.mjs

import { chromium } from "@playwright/test";
import { launch } from "./browser.mjs";
import { box, open, region } from "./page.mjs";
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
const context = await browser.newContext();
await context.grantPermissions(["clipboard-read", "clipboard-write"]);

async function fresh() {
  const page = await context.newPage();
  await open(page, { base: address(server) });
  await page.evaluate(() => {
    window.tasks = [];
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) window.tasks.push(task.duration);
    }).observe({ type: "longtask" });
  });
  return page;
}

/** Milliseconds from a paste to its painted answer, and the longest task between. */
async function pasted(size) {
  const page = await fresh();
  await page.evaluate((text) => navigator.clipboard.writeText(text), log(size));
  await box(page, "error").focus();
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    window.tasks.length = 0;
    document.addEventListener("keydown", () => (window.started ??= performance.now()), { capture: true });
    new MutationObserver(() => {
      if (!document.querySelector("article[data-cause]") || window.painted) return;
      window.painted = true;
      requestAnimationFrame(() => setTimeout(() => (window.ended = performance.now())));
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press("Control+v");
  await region(page).waitFor();
  await page.waitForFunction(() => window.ended, undefined, { timeout: 30_000 });
  await page.waitForTimeout(300);
  const figures = await page.evaluate(() => ({
    answer: Math.round(window.ended - window.started),
    longest: Math.round(Math.max(0, ...window.tasks)),
    tasks: window.tasks.map(Math.round),
  }));
  await page.close();
  return figures;
}

/** The 95th percentile from a key to the frame painted after its answer, in milliseconds. */
async function typed(size) {
  const page = await fresh();
  // Pasted, as filling types it line by line.
  await page.evaluate((text) => navigator.clipboard.writeText(text), log(size));
  await box(page, "error").focus();
  await page.keyboard.press("Control+v");
  await region(page).waitFor();
  await page.evaluate(() => {
    window.times = [];
    document.addEventListener(
      "input",
      () => {
        const start = performance.now();
        requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - start)));
      },
      { capture: true },
    );
  });
  await page.keyboard.press("Control+End");
  for (let i = 0; i < 60; i += 1) await page.keyboard.press("x", { delay: 30 });
  await page.waitForTimeout(400);
  const { times, tasks } = await page.evaluate(() => ({ times: window.times, tasks: window.tasks.map(Math.round) }));
  await page.close();
  times.sort((a, b) => a - b);
  return { p95: Math.round(times[Math.floor(times.length * 0.95)] * 10) / 10, longest: Math.max(0, ...tasks) };
}

if (!process.argv[2] || process.argv[2] === "typed")
for (const size of [2_000, 100_000]) {
  const { p95, longest } = await typed(size);
  console.log(`a key in ${size / 1000} KB: to the next painted frame p95 ${p95} ms, longest task ${longest} ms`);
}
for (const size of [1_000_000, 10_000_000, 50_000_000]) {
  const { answer, longest, tasks } = await pasted(size);
  console.log(`a paste of ${size / 1e6} MB: answered after ${answer} ms, longest task ${longest} ms (${tasks.slice(0,10)})`);
}

await browser.close();
server.close();
