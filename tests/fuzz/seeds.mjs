// Writes what the fuzz targets begin with: the corpus, a file a case.
// Run: node seeds.mjs FOLDER

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const corpus = fileURLToPath(new URL("../corpus/", import.meta.url));
const folder = process.argv[2];

const cases = readdirSync(corpus)
  .filter((name) => name.endsWith(".jsonl"))
  .flatMap((name) => readFileSync(corpus + name, "utf8").split("\n"))
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line));

const targets = {
  whole: ({ error, image, config }) => [error, image, config].map((text) => text ?? "").join("\0"),
  error: ({ error }) => error,
  reference: ({ image }) => image,
  config: ({ config }) => config,
  argument: ({ image }) => image,
};

for (const [target, seed] of Object.entries(targets)) {
  const place = join(folder, target);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const texts = new Set(cases.map(seed).filter(Boolean));
  [...texts].forEach((text, at) => writeFileSync(join(place, String(at)), text));
}
