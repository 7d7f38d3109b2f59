// Draws the PNG icons of the manifest from www/icon.svg. Run: node icons.mjs

import { chromium } from "@playwright/test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const www = new URL("../../www/", import.meta.url);
const icon = readFileSync(new URL("icon.svg", www), "utf8");
// Without its round corners, and smaller: systems cut icons to their own shape.
const full = icon.replace('rx="4" ', "").replace("<path ", '<path transform="translate(2 2) scale(0.75)" ');
if (full === icon) throw new Error("icon.svg has changed its form");

const browser = await chromium.launch(launch);
for (const [name, size, svg] of [
  ["icon-192.png", 192, icon],
  ["icon-512.png", 512, icon],
  ["icon-full.png", 512, full],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  const path = fileURLToPath(new URL(name, www));
  await page.screenshot({ path, omitBackground: true });
  console.log(path);
}
await browser.close();
