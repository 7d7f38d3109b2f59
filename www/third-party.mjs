// Writes the list of what the page's wasm is made of, with its licences.
// Run: node third-party.mjs FILE

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const metadata = JSON.parse(
  execFileSync(
    "cargo",
    ["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform=wasm32-unknown-unknown"],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  ),
);
const packages = new Map(metadata.packages.map((entry) => [entry.id, entry]));
const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));

// What runs while building (macros, build scripts, tests) isn't in the page.
const isMacro = (id) => packages.get(id).targets.some((target) => target.kind.includes("proc-macro"));
const inPage = new Set();
function visit(id) {
  if (inPage.has(id) || isMacro(id)) return;
  inPage.add(id);
  for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
    if (kinds.some(({ kind }) => kind === null)) visit(pkg);
  }
}
visit(metadata.resolve.root);
inPage.delete(metadata.resolve.root);

const crates = [...inPage].map((id) => packages.get(id)).sort((a, b) => (a.name < b.name ? -1 : 1));

// The same text is printed once, under the names of all that have it.
const texts = new Map();
for (const { name, version, manifest_path: manifest } of crates) {
  const folder = dirname(manifest);
  for (const file of readdirSync(folder).filter((file) => /^(licen[sc]e|copying|notice|unlicense)/i.test(file)).sort()) {
    const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
}

const list = crates.map(({ name, version, license }) => `${name} ${version}: ${license ?? "see its text below"}`);
const notices = [...texts].map(([text, names]) => `${"=".repeat(72)}\n${names.join(", ")}\n\n${text}\n`);
writeFileSync(
  process.argv[2],
  `The page's WebAssembly is built of why401 (MIT OR Apache-2.0), Rust's standard\nlibrary (MIT OR Apache-2.0) and these crates:\n\n${list.join("\n")}\n\n${notices.join("\n")}`,
);
