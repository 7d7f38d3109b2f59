// Handing a case on: as Markdown, and as a link that restores it.

import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import { allowClipboard, box, causes, expect, expectFirstCause, open, paste, region, test } from "./page.mjs";

const secret = "hunter2-canary-4711";
const auth = Buffer.from(`jane:${secret}`).toString("base64");
const texts = {
  error: `$ docker login -u jane -p ${secret} quay.io\nError response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": unauthorized: authentication required`,
  image: "ghcr.io/acme/app:1",
  config: `{"auths":{"https://index.docker.io/v1/":{"auth":"${auth}"}}}`,
};

async function copyBy(page, name) {
  await allowClipboard(page);
  await page.getByRole("button", { name, exact: true }).click();
  await expect(page.locator(".share .note")).toContainText("Copied, without secrets");
  return page.evaluate(() => navigator.clipboard.readText());
}

const unpacked = (link) => inflateRawSync(Buffer.from(link.split("#paste=")[1], "base64url")).toString();

test("a link restores everything, and holds no secret", async ({ opened, browser }) => {
  await paste(opened, texts);
  await expectFirstCause(opened, "logged-in-elsewhere");
  await opened.getByRole("radio", { name: "PowerShell" }).check();
  await opened.getByRole("combobox", { name: "It runs in" }).selectOption({ label: "Jenkins" });
  const link = await copyBy(opened, "Copy link");
  // Nothing is put into the address by itself.
  expect(new URL(opened.url()).hash).toBe("");
  for (const canary of [secret, auth]) {
    expect(link).not.toContain(canary);
    expect(unpacked(link)).not.toContain(canary);
  }
  const context = await browser.newContext();
  const other = await context.newPage();
  const asked = [];
  other.on("request", (request) => asked.push(request.url()));
  await other.goto(link);
  await expectFirstCause(other, "logged-in-elsewhere");
  for (const name of ["error", "image", "config"]) {
    expect(await box(other, name).inputValue()).toBe(await box(opened, name).inputValue());
  }
  await expect(other.getByRole("radio", { name: "PowerShell" })).toBeChecked();
  await expect(other.getByRole("combobox", { name: "It runs in" })).toHaveValue("jenkins");
  // The part behind the # is never sent.
  for (const url of asked) expect(url).not.toContain("paste");
  // Once the text is changed, the address no longer names the case.
  await box(other, "image").fill("ghcr.io/acme/app:2");
  await expect.poll(() => new URL(other.url()).hash).toBe("");
  await context.close();
});

test("what is still being typed holds no secret in a link either", async ({ opened }) => {
  await paste(opened, { error: "denied: denied", image: "ghcr.io/acme/app:1" });
  await expect(causes(opened).first()).toBeVisible();
  await box(opened, "error").press("End");
  await opened.keyboard.insertText(`\ndocker login -u jane -p ${secret} ghcr.io`);
  expect(unpacked(await copyBy(opened, "Copy link"))).not.toContain(secret);
});

test("a damaged link is said to be one", async ({ page, trouble }) => {
  for (const rest of ["AAAA", "!!", "x".repeat(200_000)]) {
    await page.goto("about:blank");
    await open(page, { path: `/#paste=${rest}` });
    await expect(page.getByRole("alert")).toContainText("This link is damaged");
  }
  expect(trouble).toEqual([]);
});

test("Markdown holds what was pasted and the answer, and no secret", async ({ opened }) => {
  await paste(opened, { ...texts, error: `${texts.error}\n\`\`\`` });
  await expectFirstCause(opened, "logged-in-elsewhere");
  const markdown = await copyBy(opened, "Copy as Markdown");
  for (const canary of [secret, auth]) expect(markdown).not.toContain(canary);
  expect(markdown).toContain("Error:\n````text\n$ docker login -u jane -p *** quay.io\n");
  expect(markdown).toContain("## The image is at ghcr.io");
  expect(markdown).toContain("```sh\ndocker login ghcr.io");
  expect(markdown).toContain("[logged-in-elsewhere]");
});

test("a file's name stands above its lines, and in Markdown", async ({ opened }) => {
  await paste(opened, { error: "no basic auth credentials", image: "ghcr.io/acme/app:1", config: "{}" });
  await opened.getByRole("combobox", { name: "It runs in" }).selectOption({ label: "GitLab CI" });
  await expect(region(opened).locator(".command .language").first()).toHaveText(".gitlab-ci.yml · YAML");
  expect(await copyBy(opened, "Copy as Markdown")).toContain("In .gitlab-ci.yml:\n\n```yaml\nbefore_script:");
});
