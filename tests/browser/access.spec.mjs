// What a program can tell of accessibility: axe on each view in both themes,
// contrast of what axe can't see, and the size of what is clicked.

import axe from "axe-core";
import { box, causes, expect, fill, open, paste, region, test } from "./page.mjs";

const error = 'Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": unauthorized: authentication required';
const views = {
  "the start": async () => {},
  "an answer, all unfolded": async (page) => {
    await paste(page, { error, image: "ghcr.io/acme/app:1", config: '{"auths":{"https://index.docker.io/v1/":{"auth":"xxxx"}}}' });
    await expect(causes(page).first()).toHaveAttribute("data-cause", "logged-in-elsewhere");
    await page.getByRole("combobox", { name: "It runs in" }).selectOption({ label: "Kubernetes" });
    for (const fold of await page.locator("details:not([open]) > summary").all()) if (await fold.isVisible()) await fold.click();
  },
  "a field that is refused": async (page) => {
    await paste(page, { error: "no basic auth credentials", image: "quay.io/acme/app:1", config: "{}" });
    await fill(page.getByRole("textbox", { name: /YOUR_USERNAME/ }), "-rf");
    await expect(page.getByText("Not used:")).toBeVisible();
  },
  "a wrong reference and a broken config": async (page) => {
    await paste(page, { error: "invalid reference format: repository name must be lowercase", image: "MyApp:1", config: '{"auths":{},}' });
    await expect(page.locator("mark.is-wrong").first()).toBeVisible();
  },
  "a long log": async (page) => {
    const log = Array.from({ length: 200 }, (_, line) => `#${line % 20} fetching package ${line} of 200`);
    log.splice(150, 0, "#12 ERROR: failed to fetch oauth token: unexpected status: 401 Unauthorized");
    await paste(page, { error: log.join("\n"), image: "ghcr.io/acme/app:1" });
    await expect(causes(page).first()).toBeVisible();
  },
  "the list of keys": async (page) => {
    await page.locator("h1").click();
    await page.keyboard.press("?");
    await expect(page.locator(".keys")).toBeVisible();
  },
  "nothing recognised": async (page) => {
    await paste(page, { error: "npm error code E404" });
    await expect(region(page).getByRole("heading", { name: "I don't know this one" })).toBeVisible();
  },
};

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

/** What axe finds wrong: the rule, and where. */
async function faults(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  test.describe(`axe has nothing to say, ${colorScheme}, of`, () => {
    test.use({ colorScheme });

    for (const [name, show] of Object.entries(views)) {
      test(name, async ({ page }) => {
        await open(page);
        await show(page);
        expect(await faults(page)).toEqual([]);
      });
    }

    for (const path of pages) {
      test(path, async ({ page }) => {
        await page.goto(`${process.env.WHY401_PAGE}/${path}`);
        expect(await faults(page)).toEqual([]);
      });
    }
  });
}

test("what is clicked is 24 by 24 at least", async ({ opened }) => {
  await views["an answer, all unfolded"](opened);
  for (const width of [1280, 390]) {
    await opened.setViewportSize({ width, height: 800 });
    const small = await opened
      .locator("button, select, summary, .switch label, .blanks input, .keys label")
      .evaluateAll((all) =>
        all
          .filter((one) => one.checkVisibility())
          .map((one) => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 24 || height < 23.5)
          .map(([name, { width, height }]) => `${name}: ${width} × ${height}`),
      );
    expect(small).toEqual([]);
  }
});

test("nothing moves for those who asked for less motion", async ({ browser }) => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await open(page);
  await paste(page, { error, image: "ghcr.io/acme/app:1" });
  const moving = await page.locator("*").evaluateAll((all) =>
    all.filter((one) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(one);
      return parseFloat(transitionDuration) > 0.01 || parseFloat(animationDuration) > 0.01 || scrollBehavior === "smooth";
    }).length,
  );
  expect(moving).toBe(0);
  await context.close();
});

test("more contrast is given to those who ask for it", async ({ browser }) => {
  const line = async (contrast) => {
    const context = await browser.newContext({ contrast });
    const page = await context.newPage();
    await open(page);
    const colour = await box(page, "error").evaluate((area) => getComputedStyle(area).borderColor);
    await context.close();
    return colour;
  };
  expect(await line("more")).not.toBe(await line("no-preference"));
});
