// Weighs the built page: what a first visit loads, in brotli.
// Run: node weight.mjs

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { dist } from "./server.mjs";

/** What a first visit is to load at most, in bytes of brotli: the goal. */
export const budget = 200_000;

/** What it may load until the goal is reached: it only ever goes down. */
export const ceiling = 340_000;

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;

/**
 * Each file of dist/: its name, its bytes, and whether a first visit loads it.
 * Only of these the bytes in brotli.
 */
export function weigh() {
  const index = readFileSync(join(dist, "index.html"), "utf8");
  const named = [...index.matchAll(/<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]*)"/g)].map(([, url]) =>
    url.replace(/^\.\//, ""),
  );
  return readdirSync(dist, { recursive: true })
    .filter((name) => statSync(join(dist, name)).isFile())
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(dist, name));
      const first = name === "index.html" || named.includes(name);
      return { name, first, raw: bytes.length, brotli: first ? brotli(bytes) : undefined };
    });
}

/** The bytes in brotli of a first visit. */
export const firstLoad = (files) => files.filter((file) => file.first).reduce((sum, file) => sum + file.brotli, 0);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`.padStart(10);
  const files = weigh();
  const others = files.filter((file) => !file.first);
  const width = Math.max(30, ...files.map((file) => file.name.length));
  console.log(`${"".padEnd(width)} ${"raw".padStart(10)} ${"brotli".padStart(10)}`);
  for (const file of files.filter((file) => file.first)) {
    console.log(`${file.name.padEnd(width)} ${kb(file.raw)} ${kb(file.brotli)}`);
  }
  const total = firstLoad(files);
  const rest = others.reduce((sum, file) => sum + file.raw, 0);
  const room = budget - total;
  const verdict = room >= 0 ? `${kb(room).trim()} under` : `${kb(-room).trim()} OVER`;
  console.log(`${"first load".padEnd(width)} ${"".padStart(10)} ${kb(total)}  ${verdict} the budget of ${kb(budget).trim()}`);
  console.log(`${`not in it: ${others.length} files`.padEnd(width)} ${kb(rest)}`);
}
