// The one file to keep: opened from the disk, it works and loads nothing.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, expectFirstCause, open, paste, refusal, test } from "./page.mjs";
import { dist } from "./server.mjs";

const file = pathToFileURL(join(dist, "why401.html")).href;

test("works from the disk and requests nothing", async ({ page, trouble, requests }) => {
  await open(page, { base: file, path: "" });
  await paste(page, {
    error: 'Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": unauthorized: authentication required',
    image: "ghcr.io/acme/app:1",
    config: '{"auths":{"https://index.docker.io/v1/":{"auth":"xxxx"}}}',
  });
  await expectFirstCause(page, "logged-in-elsewhere");
  await expect(page.getByRole("region", { name: "Causes" })).toContainText("docker login ghcr.io");
  await page.waitForTimeout(500);
  // The icon is a data: URL in the file itself.
  expect(requests.filter((url) => url !== file && !url.startsWith("data:"))).toEqual([]);
  expect(trouble).toEqual([]);
});

test("shows nothing that leads to files it hasn't", async ({ page }) => {
  await open(page, { base: file, path: "" });
  await paste(page, { error: "no basic auth credentials" });
  await expectFirstCause(page, "not-logged-in");
  for (const link of await page.locator("a:visible").all()) {
    expect(await link.getAttribute("href")).toMatch(/^(?:https:\/\/|#)/);
  }
});

test("copies its commands", async ({ page }) => {
  await open(page, { base: file, path: "" });
  await paste(page, { error: "no basic auth credentials", image: "registry.example.com/acme/app:1" });
  await expectFirstCause(page, "not-logged-in");
  // From the disk there may be no clipboard; the page then selects the text.
  await page.getByRole("button", { name: "Copy", exact: true }).first().click();
  await expect(page.getByRole("status")).not.toHaveText("");
});

test("its policy allows its own script and style by their hashes, and nothing to load", () => {
  const page = readFileSync(join(dist, "why401.html"), "utf8");
  const [, policy] = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|'self'|unsafe-inline|'unsafe-eval'|connect-src/);
  expect(page.slice(0, page.indexOf(policy))).not.toMatch(/<script|<style|<link/);
  expect(page).not.toMatch(/<(?:script|img|iframe)\b[^>]*\bsrc=/);
});

test("the browser refuses it a request", async ({ page, trouble }) => {
  await open(page, { base: file, path: "" });
  const answer = page.evaluate((url) => fetch(url).then(() => "sent", () => "refused"), process.env.WHY401_PAGE);
  expect(await answer).toBe("refused");
  await expect.poll(() => trouble.join()).toMatch(refusal);
  trouble.length = 0;
});
