// The static pages beside the app, and the ways between the two.

import { causes, expect, open, paste, test } from "./page.mjs";

const url = (path) => `${process.env.WHY401_PAGE}/${path}`;

test("an answer leads to its cause's page, and that page back", async ({ page, context, trouble }) => {
  await open(page);
  await paste(page, { error: "no basic auth credentials", image: "registry.example.com/acme/app:1" });
  const first = causes(page, "not-logged-in");
  const [about] = await Promise.all([
    context.waitForEvent("page"),
    first.getByRole("link", { name: "About this cause" }).click(),
  ]);
  await expect(about).toHaveURL(url("causes/not-logged-in.html"));
  await expect(about.getByRole("heading", { level: 1 })).toHaveText("Not logged in to this registry");
  await expect(about.getByText("no basic auth credentials").first()).toBeVisible();
  await about.getByRole("link", { name: "Explain my error" }).click();
  await expect(about).toHaveURL(url("index.html"));
  // What was pasted is still in the first tab.
  await expect(first).toBeVisible();
  expect(trouble).toEqual([]);
});

test("each cause of an answer has its page", async ({ opened, page }) => {
  await paste(opened, { error: "unauthorized: authentication required", image: "ghcr.io/acme/app:1" });
  const links = opened.getByRole("region", { name: "Causes" }).locator("a.site");
  await expect(links).toHaveCount(await causes(opened).count());
  const request = page.context().request;
  for (const href of await links.evaluateAll((all) => all.map((a) => a.href))) {
    expect((await request.get(href)).status(), href).toBe(200);
  }
});

test("the footer leads to the lists and the glossary", async ({ opened, page }) => {
  const links = opened.locator("footer a.site");
  expect(await links.count()).toBeGreaterThanOrEqual(3);
  for (const href of await links.evaluateAll((all) => all.map((a) => a.href))) {
    expect((await page.context().request.get(href)).status(), href).toBe(200);
  }
});

test("#cause= leads to the cause's page, at the start and later", async ({ page, trouble }) => {
  await page.goto(url("#cause=tag-not-found"));
  await expect(page).toHaveURL(url("causes/tag-not-found.html"));
  await open(page);
  await page.evaluate(() => {
    location.hash = "#cause=dns-failure";
  });
  await expect(page).toHaveURL(url("causes/dns-failure.html"));
  // Nothing but the name of a cause leads anywhere.
  await open(page, { path: "/#cause=//other.localhost" });
  await expect(page).toHaveURL(url("#cause=//other.localhost"));
  expect(trouble).toEqual([]);
});

test("the list of causes is searched by the words of a message", async ({ page, trouble }) => {
  await page.goto(url("causes/index.html"));
  const entries = page.locator(".entries > li");
  const all = await entries.count();
  const words = page.getByRole("searchbox", { name: "Words of the message" });
  await words.fill("x509 unknown authority");
  await expect(page.getByRole("status")).toHaveText(/^\d of \d+$/);
  await expect(page.getByRole("link", { name: "The registry's certificate isn't trusted" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Too many requests to the registry" })).toBeHidden();
  // A whole line, with names that stand on no page.
  await words.fill('Error response from daemon: Head "https://hub.acme.test/v2/shop/cart/manifests/7": no basic auth credentials');
  await expect(page.getByRole("link", { name: "Not logged in to this registry" })).toBeVisible();
  expect(await entries.filter({ visible: true }).count()).toBeLessThan(all / 2);
  await words.fill("mismatched types");
  await expect(entries.filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole("status")).toContainText("Paste the whole error");
  await words.fill("");
  await expect(entries.filter({ visible: true })).toHaveCount(all);
  expect(trouble).toEqual([]);
});

for (const path of ["causes/not-logged-in.html", "causes/index.html", "registries/ecr.html", "glossary.html"]) {
  test(`${path} fits a narrow screen, and breaks no rule of its policy`, async ({ page, trouble }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(url(path));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(trouble).toEqual([]);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the list is there as a whole, and the start leads to it", async ({ page }) => {
    await page.goto(process.env.WHY401_PAGE);
    await page.getByRole("link", { name: "all errors, explained" }).click();
    expect(await page.locator(".entries > li").count()).toBeGreaterThan(50);
    await expect(page.locator("#find")).toBeHidden();
    await page.getByRole("link", { name: "Not logged in to this registry" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not logged in to this registry");
  });
});
