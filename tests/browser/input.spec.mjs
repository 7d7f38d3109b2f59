// How texts come into the boxes: secrets, files, the wrong box, long logs.

import { Buffer } from "node:buffer";
import { allowClipboard, box, causes, expect, labels, paste, region, test } from "./page.mjs";

const secret = "hunter2-canary-4711";
const auth = Buffer.from(`jane:${secret}`).toString("base64");
const config = JSON.stringify({ auths: { "ghcr.io": { auth } } }, null, 2);
const long = (name) => `#12 0.345 Downloading a layer of no interest, number ${name}\n`;

/** Everything of a page that could hold a text. */
const everything = (page) =>
  page.evaluate(() => {
    const texts = [location.href, document.documentElement.outerHTML, document.title, document.cookie];
    for (const area of document.querySelectorAll("textarea, input")) texts.push(area.value, area.defaultValue);
    for (const storage of [localStorage, sessionStorage]) texts.push(JSON.stringify(storage));
    return texts.join("\n");
  });

test("a secret in a config is masked at once, and is then nowhere", async ({ opened }) => {
  const told = [];
  opened.on("console", (message) => told.push(message.text()));
  await paste(opened, { error: "unauthorized: authentication required", image: "ghcr.io/acme/app:1", config });
  await expect(opened.getByText("A secret was masked here")).toBeVisible();
  await expect(box(opened, "config")).not.toHaveValue(new RegExp(auth));
  await expect(box(opened, "config")).toHaveValue(/ghcr\.io/);
  await expect(causes(opened).first()).toBeVisible();
  const all = await everything(opened);
  for (const canary of [secret, auth]) {
    expect(all).not.toContain(canary);
    expect(told.join("\n")).not.toContain(canary);
  }
  const databases = await opened.evaluate(async () => (indexedDB.databases ? (await indexedDB.databases()).length : 0));
  expect(databases).toBe(0);
  // Nor does undoing bring it back.
  await box(opened, "config").focus();
  await opened.keyboard.press("Control+z");
  await opened.waitForTimeout(300);
  expect(await everything(opened)).not.toContain(auth);
});

test("what was read off a secret stays known when it is masked", async ({ opened }) => {
  // The same characters again and again, so that it is plainly no real one.
  const token = `ghp_${"a1B2".repeat(9)}`;
  const entry = Buffer.from(`jane:${token}`).toString("base64");
  await paste(opened, { config: `{"auths":{"ghcr.io":{"auth":"${entry}"}}}`, image: "ghcr.io/acme/app:1" });
  const panel = opened.getByRole("region", { name: "What the client will send" });
  await expect(panel).toContainText("jane");
  await expect(panel).toContainText("classic GitHub");
  // Browsers may tell of one insertion several times.
  await box(opened, "config").evaluate((one) => one.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" })));
  // The config is not pasted again for this answer.
  await paste(opened, { error: "denied: denied" });
  await expect(box(opened, "image")).toHaveValue("ghcr.io/acme/app:1");
  await opened.waitForTimeout(300);
  await expect(opened.getByText("A secret was masked here")).toBeVisible();
  await expect(panel).toContainText("classic GitHub");
  const all = await everything(opened);
  for (const canary of [token, entry]) expect(all).not.toContain(canary);
});

test("a secret on a command line is masked too", async ({ opened }) => {
  await paste(opened, { error: `$ docker login -u jane -p ${secret} ghcr.io\nError: unauthorized: authentication required` });
  await expect(opened.getByText("A secret was masked here")).toBeVisible();
  expect(await everything(opened)).not.toContain(secret);
});

test("a config in the wrong box is moved with one click", async ({ opened }) => {
  await paste(opened, { error: config });
  await opened.getByRole("button", { name: "Move it to its box" }).click();
  await expect(box(opened, "error")).toHaveValue("");
  await expect(box(opened, "config")).toHaveValue(/ghcr\.io/);
  expect(await everything(opened)).not.toContain(auth);
});

test("a file can be opened into each box", async ({ opened }) => {
  const files = {
    error: ["build.log", "unauthorized: authentication required\n"],
    image: ["image.txt", "ghcr.io/acme/app:1\n"],
    config: ["config.json", config],
  };
  for (const [name, [file, text]] of Object.entries(files)) {
    const chooser = opened.waitForEvent("filechooser");
    await opened.locator(`.box-${name}`).getByRole("button", { name: "Open file" }).click();
    await (await chooser).setFiles({ name: file, mimeType: "text/plain", buffer: Buffer.from(text) });
  }
  await expect(box(opened, "error")).toHaveValue(/unauthorized/);
  await expect(box(opened, "image")).toHaveValue("ghcr.io/acme/app:1");
  await expect(box(opened, "config")).toHaveValue(/ghcr\.io/);
  await expect(causes(opened).first()).toBeVisible();
});

test("a file of UTF-16, as PowerShell writes it, is read", async ({ opened }) => {
  const chooser = opened.waitForEvent("filechooser");
  await opened.locator(".box-error").getByRole("button", { name: "Open file" }).click();
  const buffer = Buffer.from("\ufeffdenied: access forbidden", "utf16le");
  await (await chooser).setFiles({ name: "log.txt", mimeType: "text/plain", buffer });
  await expect(box(opened, "error")).toHaveValue("denied: access forbidden");
});

test("a dropped file goes to the box that it belongs to", async ({ opened }) => {
  const data = await opened.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "config.json", { type: "application/json" }));
    return transfer;
  }, config);
  await opened.dispatchEvent("main", "drop", { dataTransfer: data });
  await expect(box(opened, "config")).toHaveValue(/ghcr\.io/);
});

test("what is no text does no harm", async ({ opened }) => {
  const noise = Array.from({ length: 4000 }, (_, i) => String.fromCharCode((i * 7919) % 0xd7ff)).join("");
  await paste(opened, { error: noise, image: noise.slice(0, 500), config: noise });
  await expect(region(opened)).toBeVisible();
  await paste(opened, { error: "unauthorized: authentication required", image: "ghcr.io/acme/app:1", config: "" });
  await expect(causes(opened).first()).toBeVisible();
});

/** Pastes a text as the keyboard does; filling would type it line by line. */
async function pasteByKeyboard(page, name, text) {
  await allowClipboard(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await box(page, name).focus();
  await page.keyboard.press("Control+v");
}

/** A log of so many bytes, with a line in its middle; and that line's number. */
function logWith(line, bytes) {
  const lines = [];
  for (let size = 0; size < bytes; size += lines.at(-1).length) lines.push(long(lines.length));
  const at = Math.floor(lines.length / 2);
  lines.splice(at, 0, `${line}\n`);
  return [lines.join(""), at + 1, lines.length];
}

const pushFailed = "ERROR: failed to push ghcr.io/acme/app:1: unauthorized: authentication required";

test("a log of 10 MB is read in turns, and its lines that matter are shown", async ({ opened }) => {
  const [log, at, lines] = logWith(pushFailed, 10_000_000);
  await opened.evaluate(() => {
    window.tasks = [];
    // In the first, the browser hands out the clipboard, which is its own time.
    addEventListener("paste", () => (window.pasted = performance.now()), { capture: true });
    new PerformanceObserver((list) =>
      window.tasks.push(...list.getEntries().filter((task) => task.startTime > window.pasted).map((task) => task.duration)),
    ).observe({ type: "longtask" });
  });
  await pasteByKeyboard(opened, "error", log);
  await expect(causes(opened).first()).toBeVisible();
  await expect(opened.locator(".box-error .note")).toContainText(`were read: ${lines} lines. The box holds the`);
  // No turn is as long as all the others, however busy the machine is.
  const [longest, whole] = await opened.evaluate(() => [Math.max(0, ...window.tasks), performance.now() - window.pasted]);
  expect(longest).toBeLessThan(whole / 2);
  const shown = await box(opened, "error").inputValue();
  expect(shown.length).toBeLessThan(20_000);
  // Two lines before it are shown too, and lines count from 1.
  expect(shown).toContain(`to ${at - 3} left out …]\n${long(at - 3)}${long(at - 2)}${pushFailed}\n`);
  // The words are in sight, and marked.
  const mark = opened.locator(".box-error mark", { hasText: "unauthorized" }).first();
  await expect(mark).toBeVisible();
  const seen = await mark.evaluate((mark) => {
    const [inner, outer] = [mark, mark.closest(".paper")].map((one) => one.getBoundingClientRect());
    return inner.top >= outer.top && inner.bottom <= outer.bottom;
  });
  expect(seen).toBe(true);
  // A word in another box is answered, though little of the log is left.
  await box(opened, "image").fill("quay.io/acme/app:1");
  await expect(region(opened)).toContainText("quay.io");
});

test("a long text that is replaced while it is read is forgotten", async ({ opened }) => {
  const [log] = logWith(pushFailed, 30_000_000);
  await pasteByKeyboard(opened, "error", log);
  await expect(opened.locator(".box-error .note")).toContainText("Reading 30.0 MB");
  await box(opened, "error").fill("toomanyrequests: You have reached your pull rate limit.");
  await opened.waitForTimeout(1500);
  await expect(box(opened, "error")).toHaveValue(/^toomanyrequests/);
  await expect(opened.locator(".box-error .note")).toHaveCount(0);
});

test("of a file of more than 64 MB the end is read, and that is said", async ({ opened }, info) => {
  const { writeFile } = await import("node:fs/promises");
  const file = info.outputPath("build.log");
  const line = "#12 0.345 Downloading a layer of no interest, and so on and on and on and on\n";
  const filler = line.repeat(Math.ceil(70_000_000 / line.length));
  await writeFile(file, `denied: requested access to the resource is denied\n${filler}${pushFailed}\n`);
  const chooser = opened.waitForEvent("filechooser");
  await opened.locator(".box-error").getByRole("button", { name: "Open file" }).click();
  await (await chooser).setFiles(file);
  await expect(opened.locator(".box-error .note")).toContainText("This has 70.0 MB. Its last 64.0 MB were read", { timeout: 20_000 });
  await expect(box(opened, "error")).toHaveValue(/failed to push ghcr\.io/);
  await expect(box(opened, "error")).not.toHaveValue(/requested access/);
  await expect(causes(opened).first()).toBeVisible();
});

test("a long file of UTF-16 is read", async ({ opened }) => {
  const [log, , lines] = logWith(pushFailed, 400_000);
  const chooser = opened.waitForEvent("filechooser");
  await opened.locator(".box-error").getByRole("button", { name: "Open file" }).click();
  await (await chooser).setFiles({ name: "log.txt", mimeType: "text/plain", buffer: Buffer.from(`\ufeff${log}`, "utf16le") });
  await expect(opened.locator(".box-error .note")).toContainText(`${lines} lines`);
  await expect(box(opened, "error")).toHaveValue(/failed to push ghcr\.io/);
});

test("what is too long for a config is refused in a sentence", async ({ opened }) => {
  await pasteByKeyboard(opened, "config", `{"auths":{}}${" ".repeat(300_000)}`);
  await expect(opened.getByRole("alert")).toContainText("was left out");
  await expect(box(opened, "config")).toHaveValue("");
});

test("typing is answered without a button", async ({ opened }) => {
  await box(opened, "error").pressSequentially("unauthorized: authentication required");
  await box(opened, "image").pressSequentially("ghcr.io/acme/app:1");
  await expect(causes(opened).first()).toBeVisible();
  await expect(box(opened, "image")).toBeFocused();
  await expect(box(opened, "error")).toHaveValue("unauthorized: authentication required");
  expect(Object.keys(labels)).toHaveLength(3);
});
