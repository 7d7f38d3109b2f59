// Takes pictures of the built page. Run: node screenshots.mjs DIRECTORY [CASE...]

import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { open, paste } from "./page.mjs";
import { address, serve } from "./server.mjs";
import { shots } from "./shots.mjs";

const [directory = ".", ...only] = process.argv.slice(2);
mkdirSync(directory, { recursive: true });
const server = await serve();
const browser = await chromium.launch(launch);

for (const [size, viewport] of [
  ["wide", { width: 1280, height: 800 }],
  ["phone", { width: 390, height: 844 }],
]) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 2, reducedMotion: "reduce" });
    for (const { name, ...texts } of shots) {
      if (only.length > 0 && !only.includes(name)) continue;
      const page = await context.newPage();
      await open(page, { base: address(server) });
      await paste(page, texts);
      // Typing is answered after a pause.
      await page.waitForTimeout(400);
      const file = join(directory, `${name}-${size}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
      await page.close();
    }
    await context.close();
  }
}

await browser.close();
server.close();
