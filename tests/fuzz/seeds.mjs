// Writes what the fuzz targets begin with: the corpus and the vectors, a file
// a text.
// Run: node seeds.mjs FOLDER

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tests = fileURLToPath(new URL("../", import.meta.url));
const folder = process.argv[2];

const lines = (file) =>
  readFileSync(tests + file, "utf8").split("\n").filter((line) => line.trim() !== "").map((line) => JSON.parse(line));

const corpus = readdirSync(tests + "corpus")
  .filter((name) => name.endsWith(".jsonl"))
  .flatMap((name) => lines(`corpus/${name}`));
const references = lines("vectors/reference-vectors.jsonl").map(({ ref }) => ({ image: ref }));
const resolutions = ["vectors/resolution-vectors.jsonl", "vectors/resolution-vectors-more.jsonl"]
  .flatMap(lines)
  .map(({ ref, config }) => ({ image: ref, config: JSON.stringify(config) }));
const auths = lines("vectors/base64-vectors.jsonl").map(({ input }) => ({
  config: JSON.stringify({ auths: { "registry.example.com": { auth: input } } }),
}));
const cases = [...corpus, ...references, ...resolutions, ...auths];

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
