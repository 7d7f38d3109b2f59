// The scenarios that the engine is tested with natively, on the built page.

import { readFileSync } from "node:fs";
import { causes, copied, expect, paste, region, test } from "./page.mjs";

const file = new URL("../scenarios.jsonl", import.meta.url);
const scenarios = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line));

for (const { name, error = "", image = "", config = "", first = [], fix_contains = [], fix_lacks = [] } of scenarios) {
  test(name, async ({ opened }) => {
    // What is empty stays so: filling it would be one more change to wait for.
    const texts = Object.fromEntries(Object.entries({ error, image, config }).filter(([, text]) => text !== ""));
    await paste(opened, texts);
    await expect(region(opened)).toBeVisible();
    if (first.length === 0) {
      await expect(causes(opened).filter({ hasText: "Likely" })).toHaveCount(0);
      return;
    }
    const best = causes(opened).first();
    await expect.poll(() => best.getAttribute("data-cause")).toMatch(new RegExp(`^(${first.join("|")})$`));
    for (const piece of fix_contains) await expect(best).toContainText(piece);
    const commands = (await best.locator("pre code").allTextContents()).join("\n");
    for (const piece of fix_lacks) expect(commands).not.toContain(piece);
    // A cause that fix_contains names a command for has one to copy.
    if (commands !== "") expect((await copied(opened, best)).length).toBeGreaterThan(0);
  });
}
