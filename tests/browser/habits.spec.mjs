// What hands do by themselves: paste anywhere, keys, undo, pointing at words.

import { allowClipboard, box, causes, expect, expectFirstCause, paste, region, test } from "./page.mjs";

const error = 'Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": unauthorized: authentication required';
const config = '{"auths":{"https://index.docker.io/v1/":{"auth":"xxxx"}}}';

/** Pastes what the clipboard holds where the focus is. */
async function pasteHere(page, text) {
  await allowClipboard(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("Control+v");
}

test("what is pasted outside of the boxes goes into the right one", async ({ opened }) => {
  await opened.locator("h1").click();
  for (const [name, text] of Object.entries({ error, image: "ghcr.io/acme/app:1", config })) {
    await opened.evaluate(() => document.activeElement?.blur());
    await pasteHere(opened, text);
    await expect(box(opened, name)).toHaveValue(text);
    await expect(box(opened, name)).toBeFocused();
  }
  await expectFirstCause(opened, "logged-in-elsewhere");
});

test("what is pasted into the wrong box goes into its own, and that is said", async ({ opened }) => {
  await box(opened, "error").focus();
  await pasteHere(opened, config);
  await expect(box(opened, "error")).toHaveValue("");
  await expect(box(opened, "config")).toHaveValue(config);
  await expect(opened.getByText("This is a config.json, so it went into this box.")).toBeVisible();
  await box(opened, "image").focus();
  await pasteHere(opened, `$ docker pull ghcr.io/acme/app:1\n${error}`);
  await expect(box(opened, "image")).toHaveValue("");
  await expect(box(opened, "error")).toHaveValue(/unauthorized/);
  await expectFirstCause(opened, "logged-in-elsewhere");
});

test("a paste into its own box is the browser's, and can be undone", async ({ opened }) => {
  await box(opened, "error").focus();
  await opened.keyboard.type("denied ");
  await pasteHere(opened, error);
  await expect(box(opened, "error")).toHaveValue(`denied ${error}`);
  await opened.keyboard.press("Control+z");
  await expect(box(opened, "error")).toHaveValue("denied ");
  await opened.keyboard.press("Control+Shift+z");
  await expect(box(opened, "error")).toHaveValue(`denied ${error}`);
  await expect(causes(opened).first()).toBeVisible();
});

test("keys: to the answer, copy, help; and the single ones can be switched off", async ({ opened }) => {
  await allowClipboard(opened);
  await paste(opened, { error, image: "ghcr.io/acme/app:1", config });
  await expectFirstCause(opened, "logged-in-elsewhere");
  const headline = region(opened).getByRole("heading", { level: 2 }).first();
  await box(opened, "error").focus();
  // In a box they are letters.
  const before = await box(opened, "error").inputValue();
  await opened.keyboard.press("End");
  await opened.keyboard.type("c?");
  await expect(box(opened, "error")).not.toHaveValue(before);
  await opened.keyboard.press("Control+Enter");
  await expect(headline).toBeFocused();
  await opened.keyboard.press("c");
  const first = await region(opened).locator("pre code").first().textContent();
  await expect.poll(() => opened.evaluate(() => navigator.clipboard.readText())).toBe(first);
  await opened.keyboard.press("?");
  const keys = opened.locator("#keys");
  await expect(keys).toHaveAttribute("open", /.*/);
  await expect(keys.locator("summary")).toBeFocused();
  await keys.getByRole("checkbox").check();
  await paste(opened, { image: "ghcr.io/acme/app:2" });
  await expect(region(opened)).toContainText("ghcr.io/acme/app:2");
  await expect(keys.getByRole("checkbox")).toBeChecked();
  await opened.evaluate(() => navigator.clipboard.writeText("mine"));
  await keys.locator("summary").focus();
  await opened.keyboard.press("c");
  await opened.keyboard.press("?");
  await opened.waitForTimeout(200);
  expect(await opened.evaluate(() => navigator.clipboard.readText())).toBe("mine");
  await expect(keys).toHaveAttribute("open", /.*/);
});

test("words in the box show the evidence that rests on them", async ({ opened }) => {
  await paste(opened, { error, image: "ghcr.io/acme/app:1", config });
  await expectFirstCause(opened, "logged-in-elsewhere");
  const active = causes(opened).first().locator(".evidence .is-active");
  await expect(active).toHaveCount(0);
  await box(opened, "error").evaluate((area) => {
    const at = area.value.indexOf("authentication required");
    area.focus();
    area.setSelectionRange(at, at);
  });
  await opened.keyboard.press("ArrowRight");
  await expect(active).toHaveCount(1);
  await expect(active).toContainText("unauthorized");
  await opened.keyboard.press("Control+Home");
  await opened.keyboard.press("ArrowRight");
  await expect(active).toHaveCount(0);
});

test("what it could have been is named, with what speaks against it", async ({ opened }) => {
  await paste(opened, { error: "denied: denied", image: "ghcr.io/acme/app:1", config: '{"auths":{"ghcr.io":{"auth":"xxxx"}}}' });
  await expect(causes(opened).first()).toBeVisible();
  const why = region(opened).locator(".ruled-out");
  await why.locator("summary").click();
  await expect(why.locator("dt").first()).toBeVisible();
  await expect(why.locator("dd").first()).not.toBeEmpty();
});

test("text from right to left can't reorder what is shown", async ({ opened }) => {
  await paste(opened, { error: `שלום unauthorized: authentication required עולם`, image: "ghcr.io/acme/app:1" });
  await expect(causes(opened).first()).toBeVisible();
  const styles = await region(opened).locator("pre code").first().evaluate((code) => {
    const { unicodeBidi, direction } = getComputedStyle(code);
    return [unicodeBidi, direction];
  });
  expect(styles).toEqual(["isolate-override", "ltr"]);
  for (const quote of await region(opened).locator(".quoted").all()) {
    await expect(quote.locator("bdi")).toHaveAttribute("dir", "ltr");
  }
});
