// Packs the built app into one file that loads nothing: dist/why401.html.
// Run, after Trunk and third-party.mjs: node www/single.mjs

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, gzipSync } from "node:zlib";

// The tools of the build stand there.
const { build } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("esbuild");

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../dist");
const names = readdirSync(dist);

/** The one file of dist/ with this beginning and end. */
function named(start, end) {
  const [name, ...others] = names.filter((name) => name.startsWith(start) && name.endsWith(end));
  if (name === undefined || others.length > 0) throw new Error(`dist/: not one ${start}…${end}; run ./dev build`);
  return name;
}

const built = (start, end) => readFileSync(join(dist, named(start, end)));

/** The text without its part that matches, which has to be there once. */
function without(text, pattern, by = "") {
  const count = [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].length;
  if (count !== 1) throw new Error(`${pattern} matches ${count} times`);
  return text.replace(pattern, () => by);
}

/** A text that may stand in an element of that name, as it is. */
function contained(text, element) {
  if (new RegExp(`</${element}|<!--`, "i").test(text)) throw new Error(`it would end the ${element}`);
  return text;
}

const source = (name) => readFileSync(join(here, name), "utf8");
const [shared, own] = source("boot.js").split(/^\/\/ ---- In why401\.html.*$/m);
if (own === undefined) throw new Error("boot.js: where does the part end that why401.html shares?");
const bundle = await build({
  stdin: { contents: `import init from "./${named("page-", ".js")}";\n${shared}${source("single.js")}`, resolveDir: dist },
  bundle: true,
  format: "esm",
  minify: true,
  write: false,
});
const script = contained(bundle.outputFiles[0].text, "script");

const style = contained(`${built("style-", ".css")}\n/* What leads to the site isn't there. */\n.site { display: none; }\n`, "style");

const wasm = gzipSync(built("page-", "_bg.wasm"), { level: constants.Z_BEST_COMPRESSION }).toString("base64");

// Who copies the file copies the licences with it.
const licences = contained(built("third-party", ".txt").toString(), "script");

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

let page = readFileSync(join(dist, "index.html"), "utf8");
page = page.replace(/<!--.*?-->\n?/gs, "");
page = without(page, /(?<=http-equiv="Content-Security-Policy" content=")[^"]*/, policy);
page = without(page, /<link rel="modulepreload"[^>]*>\n/);
page = without(page, /<link rel="preload"[^>]*>\n/);
page = without(page, /<script\b[^>]*><\/script>/, `<script type="text/plain" id="wasm">${wasm}</script>\n<script type="module">${script}</script>`);
page = without(page, /<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`);

page = without(page, /(?=<\/body>)/, `<script type="text/plain">\n${licences}</script>\n`);

writeFileSync(join(dist, "why401.html"), page);
