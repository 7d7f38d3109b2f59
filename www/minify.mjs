// Takes comments and space out of the built scripts and the style sheet, and
// what is for tools out of the wasm. With the names of its functions, from which
// it is weighed, the wasm goes to target/named.wasm.
// Run, after Trunk: node www/minify.mjs

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { bare } from "./sections.mjs";

// The tools of the build stand there.
const { transform } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("esbuild");

const dist = new URL("../dist/", import.meta.url);
for (const name of readdirSync(dist).filter((name) => /^(?:boot|page|style)-[0-9a-f]+\.(?:js|css)$/.test(name))) {
  const file = new URL(name, dist);
  const { code } = await transform(readFileSync(file, "utf8"), {
    loader: extname(name).slice(1),
    minify: true,
    target: "es2022",
  });
  writeFileSync(file, code);
}

const [wasm] = readdirSync(dist).filter((name) => /^page-[0-9a-f]+_bg\.wasm$/.test(name));
const named = readFileSync(new URL(wasm, dist));
writeFileSync(new URL("../target/named.wasm", import.meta.url), named);
writeFileSync(new URL(wasm, dist), bare(named));
