// Weighs the built page: what a first visit loads, in brotli.
// Run: node weight.mjs

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { Reader, imports, sections } from "../../www/sections.mjs";
import { dist } from "./server.mjs";

/** What a first visit is to load at most, in bytes of brotli: the goal. */
export const budget = 200_000;

/** What it may load until the goal is reached: it only ever goes down. */
export const ceiling = 290_000;

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

/** Where `www/minify.mjs` leaves the wasm with the names of its functions. */
const named = fileURLToPath(new URL("../../target/named.wasm", import.meta.url));

/**
 * The room of a function: the first of ours that its name tells of, as what a
 * library makes for one of our types is that one's weight. Else the crate.
 */
function room(name = "") {
  const [, ours] = /\bwhy401\[[0-9a-f]+\]::(\w+)/.exec(name) ?? [];
  if (ours) return `src/${ours}`;
  const [, crate] = /\b(\w+)\[[0-9a-f]+\]/.exec(name) ?? [];
  return crate ?? "other";
}

/** What the wasm is made of: by room the bytes, and what they are in brotli, alone. */
export function rooms(bytes) {
  const found = new Map();
  const add = (room, part) => found.set(room, [...(found.get(room) ?? []), part]);
  const all = sections(bytes);
  const content = (id) => all.find((section) => section.id === id).content;

  // Functions are numbered from the imported ones on.
  let number = imports(content(2)).filter(({ kind }) => kind === 0).length;

  const names = new Map();
  for (const { id, content } of all) {
    const reader = new Reader(content);
    if (id !== 0 || reader.part().toString() !== "name") continue;
    while (!reader.ended) {
      const kind = reader.byte();
      const list = new Reader(reader.part());
      if (kind !== 1) continue;
      for (let left = list.number(); left > 0; left -= 1) names.set(list.number(), list.part().toString());
    }
  }

  const code = new Reader(content(10));
  for (let left = code.number(); left > 0; left -= 1) {
    add(room(names.get(number)), code.part());
    number += 1;
  }
  for (const { id, content } of all) {
    if (id === 11) add("data: texts and tables", content);
    else if (id !== 0 && id !== 10) add("types, imports, tables of functions", content);
  }
  return [...found]
    .map(([name, parts]) => ({ name, raw: Buffer.concat(parts).length, brotli: brotli(Buffer.concat(parts)) }))
    .sort((one, other) => other.brotli - one.brotli);
}

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

  if (existsSync(named)) {
    // By what they weigh alone: together they are a little lighter.
    const found = rooms(readFileSync(named));
    const [shown, small] = [found.filter(({ brotli }) => brotli >= 1500), found.filter(({ brotli }) => brotli < 1500)];
    const sum = (of) => small.reduce((sum, room) => sum + room[of], 0);
    console.log("\nof which the wasm");
    for (const { name, raw, brotli } of [...shown, { name: `${small.length} others`, raw: sum("raw"), brotli: sum("brotli") }]) {
      console.log(`${name.padEnd(width)} ${kb(raw)} ${kb(brotli)}`);
    }
  }
}
