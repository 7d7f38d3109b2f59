// No view breaks a rule of accessibility that axe knows, in either theme.

import axe from "axe-core";
import { expect, open, paste, test } from "./page.mjs";

/** What axe finds wrong: the rule, and where. */
async function faults(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
}

const pages = [
  "causes/index.html",
  "causes/not-logged-in.html",
  "causes/tls-untrusted-ca.html",
  "causes/pull-secret-missing.html",
  "registries/index.html",
  "registries/docker-hub.html",
  "registries/ecr.html",
  "registries/public.html",
  "glossary.html",
  "keep.html",
];

const answers = {
  "an answer": {
    error: "unauthorized: authentication required",
    image: "ghcr.io/acme/app:1",
    config: '{"auths":{"https://index.docker.io/v1/":{"auth":"xxxx"}}}',
  },
  "an invalid reference": { error: "invalid reference format", image: "Acme//App" },
  "a broken config": { config: '{"auths":{},}' },
  "an unknown error": { error: "npm error code E404" },
};

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    for (const path of pages) {
      test(path, async ({ page }) => {
        await page.goto(`${process.env.WHY401_PAGE}/${path}`);
        expect(await faults(page)).toEqual([]);
      });
    }

    test("the start", async ({ page }) => {
      await open(page);
      expect(await faults(page)).toEqual([]);
    });

    for (const [name, texts] of Object.entries(answers)) {
      test(name, async ({ page }) => {
        await open(page);
        await paste(page, texts);
        await expect(page.getByRole("region", { name: "Causes" })).toBeVisible();
        // All of it, folded parts too.
        await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
        expect(await faults(page)).toEqual([]);
      });
    }
  });
}
