// Takes pictures of the built page: each view whole, in all sizes and themes.
// Run: node screenshots.mjs DIRECTORY [CASE...]
// Or those of the README, as they stand on the screen: node screenshots.mjs --readme

import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { open, paste } from "./page.mjs";
import { address, serve } from "./server.mjs";
import { shots } from "./shots.mjs";

const sizes = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

/** What the README shows: the picture's name, the case, its size and theme. */
const readme = [
  ["page", "elsewhere", "wide", "light"],
  ["dark", "elsewhere", "wide", "dark"],
  ["long-log", "long-log", "wide", "light"],
  ["unknown", "unknown", "wide", "light"],
  ["phone", "elsewhere", "phone", "light"],
];

const [first = ".", ...only] = process.argv.slice(2);
const forReadme = first === "--readme";
const directory = forReadme ? fileURLToPath(new URL("../../.github/", import.meta.url)) : first;
mkdirSync(directory, { recursive: true });
const server = await serve();
const browser = await chromium.launch(launch);

/** A page with a case pasted and answered. */
async function shown(context, name) {
  const { name: _, ...texts } = shots.find((shot) => shot.name === name);
  const page = await context.newPage();
  await open(page, { base: address(server) });
  await paste(page, texts);
  // Typing is answered after a pause.
  await page.waitForTimeout(400);
  return page;
}

if (forReadme) {
  for (const [file, name, size, colorScheme] of readme) {
    const context = await browser.newContext({ viewport: sizes[size], colorScheme, reducedMotion: "reduce" });
    const page = await shown(context, name);
    // On a phone the page goes to the answer by itself when something is pasted.
    if (size === "phone") await page.locator("#answer").evaluate((answer) => answer.scrollIntoView());
    await page.screenshot({ path: join(directory, `${file}.png`) });
    await context.close();
  }
} else {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 2, reducedMotion: "reduce" });
      for (const { name } of shots) {
        if (only.length > 0 && !only.includes(name)) continue;
        const page = await shown(context, name);
        const file = join(directory, `${name}-${size}-${colorScheme}.png`);
        await page.screenshot({ path: file, fullPage: true });
        console.log(file);
        await page.close();
      }
      await context.close();
    }
  }
}

await browser.close();
server.close();
