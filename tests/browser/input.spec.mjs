// How texts come into the boxes: secrets, files, the wrong box, long logs.

import { Buffer } from "node:buffer";
import { box, causes, expect, labels, paste, region, test } from "./page.mjs";

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
  // The config is not pasted again for this answer.
  await paste(opened, { error: "denied: denied" });
  await expect(box(opened, "image")).toHaveValue("ghcr.io/acme/app:1");
  await opened.waitForTimeout(300);
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

test("a log of 10 MB is answered without freezing", async ({ opened }) => {
  const lines = [];
  for (let size = 0, i = 0; size < 10_000_000; i += 1) {
    lines.push(long(i));
    size += lines.at(-1).length;
  }
  const at = Math.floor(lines.length / 2);
  lines.splice(at, 0, "ERROR: failed to push ghcr.io/acme/app:1: unauthorized: authentication required\n");
  await opened.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await opened.evaluate((text) => navigator.clipboard.writeText(text), lines.join(""));
  await box(opened, "error").focus();
  const pasted = Date.now();
  await opened.keyboard.press("Control+v");
  await opened.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const taken = Date.now() - pasted;
  await expect(causes(opened).first()).toBeVisible();
  expect(taken).toBeLessThan(3000);
  // The lines that matter are shown, as the box itself is too long to be searched.
  await expect(opened.locator(".excerpt mark").first()).toContainText("unauthorized");
  // Two lines before it are shown too, and lines count from 1.
  await expect(opened.locator(".excerpt ol").first()).toHaveAttribute("start", String(at + 1 - 2));
  // And a word in another box is still answered promptly.
  const start = Date.now();
  await box(opened, "image").fill("quay.io/acme/app:1");
  await expect(region(opened)).toContainText("quay.io");
  expect(Date.now() - start).toBeLessThan(4000);
});

test("typing is answered without a button", async ({ opened }) => {
  await box(opened, "error").pressSequentially("unauthorized: authentication required");
  await box(opened, "image").pressSequentially("ghcr.io/acme/app:1");
  await expect(causes(opened).first()).toBeVisible();
  await expect(box(opened, "image")).toBeFocused();
  await expect(box(opened, "error")).toHaveValue("unauthorized: authentication required");
  expect(Object.keys(labels)).toHaveLength(3);
});
