// Small screens, large type, the keyboard alone.

import { box, causes, expect, paste, region, test } from "./page.mjs";

const texts = {
  error: "Error response from daemon: no basic auth credentials",
  image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/a-group-with-a-long-name/app:1",
  config: "{}",
};
// The room kept for a scroll bar isn't part of the width.
const overflow = (page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

for (const [name, width, zoom] of [
  ["320 px", 320, 1],
  ["a phone", 390, 1],
  ["a desktop", 1366, 1],
  ["1280 px at 400 %", 320, 1],
  ["text at 200 %", 640, 2],
]) {
  test(`nothing is wider than the page: ${name}`, async ({ opened }) => {
    await opened.setViewportSize({ width, height: 800 });
    if (zoom !== 1) {
      await opened.evaluate((zoom) => {
        document.documentElement.style.fontSize = `${zoom * 100}%`;
      }, zoom);
    }
    expect(await overflow(opened)).toBe(0);
    await paste(opened, texts);
    await expect(causes(opened).first()).toBeVisible();
    for (const fold of await opened.locator("details:not([open]) > summary").all()) {
      if (await fold.isVisible()) await fold.click();
    }
    expect(await overflow(opened)).toBe(0);
  });
}

test("on a phone, a paste brings the answer and its first command into view", async ({ opened }) => {
  await opened.setViewportSize({ width: 390, height: 844 });
  await opened.locator('.examples a[href="#example=ecr-expired"]').click();
  await expect(region(opened).getByRole("heading", { level: 2 })).toBeInViewport({ ratio: 1 });
  await expect(region(opened).getByRole("button", { name: "Copy", exact: true }).first()).toBeInViewport({ ratio: 1 });
});

test("all can be reached with the keyboard, in the order in which it is read", async ({ opened }) => {
  await paste(opened, texts);
  const copy = causes(opened).first().getByRole("button", { name: "Copy", exact: true }).first();
  await expect(copy).toBeVisible();
  await opened.evaluate(() => document.activeElement.blur());
  await opened.locator("h1").click();
  const reached = [];
  for (let i = 0; i < 40; i += 1) {
    await opened.keyboard.press("Tab");
    const [what, ring] = await opened.evaluate(() => {
      const at = document.activeElement;
      const style = getComputedStyle(at);
      const marked = at.type === "radio" ? getComputedStyle(at.nextElementSibling) : style;
      return [at.id || at.name || at.textContent.trim(), marked.outlineStyle !== "none"];
    });
    reached.push(what);
    expect(ring, `a focus ring on ${what}`).toBe(true);
    if (await copy.evaluate((button) => button === document.activeElement)) break;
  }
  const order = ["error", "image", "config", "shell"].map((id) => reached.indexOf(id));
  expect(order.every((at) => at >= 0)).toBe(true);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(reached.at(-1)).toBe("Copy");
  // Nothing traps it: Tab leaves a text box.
  await box(opened, "error").focus();
  await opened.keyboard.press("Tab");
  await expect(box(opened, "error")).not.toBeFocused();
});

test("the headings make an outline", async ({ opened }) => {
  await paste(opened, texts);
  await expect(causes(opened).first()).toBeVisible();
  const levels = await opened.locator("h1, h2, h3, h4").evaluateAll((all) =>
    all.filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1])),
  );
  expect(levels[0]).toBe(1);
  for (let i = 1; i < levels.length; i += 1) expect(levels[i] - levels[i - 1]).toBeLessThanOrEqual(1);
});
