// The page as a reader knows it: three labelled boxes and a region of causes.

import { test as base, expect } from "@playwright/test";

export { expect };

export const labels = { error: "Error message", image: "Image reference", config: "config.json" };

/** One of the three boxes: "error", "image" or "config". */
export const box = (page, name) => page.getByRole("textbox", { name: labels[name] });

/** Opens the page and waits until it has started. */
export async function open(page, { path = "/", base = process.env.WHY401_PAGE } = {}) {
  await page.goto(base + path);
  // The boxes are there from the first byte on; this goes when the page has started.
  await page.locator("#starting").waitFor({ state: "detached" });
  await box(page, "error").waitFor();
}

/** Fills the boxes that are given, each at once as a paste does: { error, image, config }. */
export async function paste(page, texts) {
  for (const [name, text] of Object.entries(texts)) await fill(box(page, name), text);
}

/** Fills a box at once; Playwright itself fills Firefox's letter by letter. */
export function fill(box, text) {
  if (box.page().context().browser().browserType().name() !== "firefox") return box.fill(text);
  return box.evaluate((one, text) => {
    one.focus();
    one.select();
    if (text === "") document.execCommand("delete");
    else document.execCommand("insertText", false, text);
  }, text);
}

/** Lets the page and the test use the clipboard; Firefox has a setting for it instead. */
export async function allowClipboard(page) {
  const context = page.context();
  if (context.browser().browserType().name() === "firefox") return;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
}

/** What a browser's console says of a request that the policy refused. */
export const refusal = /Content.Security.Policy|blocked the loading of a resource|violates the following directive/i;

/** The region of the causes. */
export const region = (page) => page.getByRole("region", { name: "Causes" });

/** The articles of the causes, best first, or those of one id. */
export const causes = (page, id) =>
  region(page).locator(id === undefined ? "article[data-cause]" : `article[data-cause="${id}"]`);

/** The ids of the causes, best first. */
export const causeIds = (page) =>
  causes(page).evaluateAll((articles) => articles.map((article) => article.dataset.cause));

/** Waits until the best cause is this one. */
export const expectFirstCause = (page, id) =>
  expect(causes(page).first()).toHaveAttribute("data-cause", id);

/** What the Copy buttons in a place put on the clipboard, in their order. */
export async function copied(page, place) {
  await allowClipboard(page);
  const texts = [];
  for (const button of await place.getByRole("button", { name: "Copy", exact: true }).all()) {
    if (!(await button.isVisible())) continue;
    await button.click();
    texts.push(await page.evaluate(() => navigator.clipboard.readText()));
  }
  return texts;
}

/**
 * `test` with a page that is open, and that fails the test when the console
 * shows an error (a refusal by the policy is one), when an exception is
 * thrown, or when anything is requested after the page has started.
 * A test that provokes such a thing takes it out of `trouble` itself.
 */
export const test = base.extend({
  trouble: async ({ page }, use) => {
    const trouble = [];
    page.on("console", (message) => {
      if (message.type() === "error") trouble.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => trouble.push(`exception: ${error.message}`));
    await use(trouble);
    expect(trouble).toEqual([]);
  },
  requests: async ({ page, trouble }, use) => {
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await use(requests);
  },
  opened: async ({ page, trouble, requests }, use) => {
    await open(page);
    const loaded = requests.length;
    await use(page);
    expect(requests.slice(loaded), "requests after the page has started").toEqual([]);
  },
});
