// The engine in the browser and the native one give the same answers, to the
// letter. `./dev test` builds both (target/answers, see answers.rs).

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const place = (path) => fileURLToPath(new URL(path, import.meta.url));
const answers = place("../../target/answers/");
const corpus = place("../corpus/");

test("the browser's answers are the native ones", async ({ page }) => {
  test.setTimeout(120_000);
  const files = readdirSync(corpus).filter((name) => name.endsWith(".jsonl"));
  const cases = files
    .sort()
    .map((name) => readFileSync(corpus + name, "utf8"))
    .join("\n");
  const native = readFileSync(`${answers}native.txt`, "utf8").split("\n");
  expect(native.length).toBeGreaterThan(2000);

  // A page of no policy, which loads the engine from target/answers.
  await page.route("**/answers/*", (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop();
    if (name === "") return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>answers</title>" });
    return route.fulfill({ path: answers + name });
  });
  const base = `${process.env.WHY401_PAGE}/answers/`;
  await page.goto(base);
  const told = await page.evaluate(
    async ([base, cases]) => {
      globalThis.cases = cases;
      const { default: init } = await import(`${base}answers.js`);
      await init();
      return globalThis.answers;
    },
    [base, cases],
  );
  // Line by line: a whole difference would be megabytes.
  const lines = told.split("\n");
  expect(lines.length).toBe(native.length);
  for (const [at, line] of lines.entries()) expect(line, `answer ${at + 1}`).toBe(native[at]);
});
