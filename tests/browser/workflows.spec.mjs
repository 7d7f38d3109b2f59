// Every snippet for a GitHub workflow that the answers to the corpus hold fits
// GitHub's own schema, by the parser that their editor uses; so do the
// project's own workflows. `./dev test` writes the answers (target/answers, see
// answers.rs).

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "@playwright/test";
import { build } from "esbuild";

// The parser imports its schema in a way that Node doesn't read, so it is bundled.
const bundle = await build({
  stdin: { contents: 'export * from "@actions/workflow-parser"', resolveDir: import.meta.dirname },
  bundle: true,
  format: "cjs",
  platform: "node",
  write: false,
});
const parser = { exports: {} };
new Function("module", "require", bundle.outputFiles[0].text)(parser, createRequire(import.meta.url));
const { NoOperationTraceWriter, parseWorkflow } = parser.exports;

const answers = readFileSync(new URL("../../target/answers/native.txt", import.meta.url), "utf8");

/** The snippets for a workflow in an answer. */
function snippets({ causes }) {
  const steps = causes.flatMap(({ confirm, fixes, verify, lasting }) => [
    ...confirm,
    ...fixes.flatMap((fix) => fix.steps),
    ...verify,
    ...lasting,
  ]);
  return steps.filter((step) => step.file?.startsWith(".github/workflows/")).map((step) => step.command);
}

const indented = (text, by) => text.replaceAll(/^/gm, " ".repeat(by));

/** A workflow around a snippet, which says by its first word where it belongs. */
function workflow(snippet) {
  const job = (part, steps = "    steps:\n      - run: make\n") =>
    `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n${part}${steps}`;
  if (snippet.startsWith("permissions:")) return `${snippet}\n${job("")}`;
  if (snippet.startsWith("container:")) return job(`${indented(snippet, 4)}\n`);
  if (snippet.startsWith("- ")) return job("", `    steps:\n${indented(snippet, 6)}\n`);
  return job("", `    steps:\n      - uses: docker/build-push-action@v6\n${indented(snippet, 8)}\n`);
}

const errors = (content) =>
  parseWorkflow({ name: "build.yml", content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map((error) => error.message);

test("snippets for GitHub's workflows fit its schema", () => {
  const all = new Set(answers.split("\n").filter(Boolean).flatMap((line) => snippets(JSON.parse(line))));
  expect(all.size).toBeGreaterThan(8);
  for (const snippet of all) expect(errors(workflow(snippet)), snippet).toEqual([]);
});

test("the project's own workflows fit it", () => {
  const folder = new URL("../../.github/workflows/", import.meta.url);
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) expect(errors(readFileSync(new URL(name, folder), "utf8")), name).toEqual([]);
});

test("the parser refuses what GitHub refuses", () => {
  expect(errors(workflow("permissions:\n  packages: maybe"))).not.toEqual([]);
  expect(errors(workflow("- use: docker/login-action@v3"))).not.toEqual([]);
});
