// The page before anything is pasted, and its examples.

import { box, causes, expect, labels, open, paste, region, test } from "./page.mjs";

test("an empty page invites, and shows no causes", async ({ opened }) => {
  for (const name of Object.keys(labels)) {
    await expect(opened.getByLabel(labels[name], { exact: true })).toHaveValue("");
  }
  await expect(region(opened)).toHaveCount(0);
  await expect(opened.getByRole("heading", { level: 2 })).toHaveText("Paste what the registry or the client said.");
});

test("a click on an example fills the boxes and answers", async ({ opened }) => {
  const links = opened.locator(".examples a");
  const addresses = await links.evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  expect(addresses.length).toBeGreaterThanOrEqual(6);
  for (const address of addresses) {
    await opened.locator(`.examples a[href="${address}"]`).click();
    await expect(box(opened, "error")).not.toHaveValue("");
    await expect(causes(opened).first(), address).toBeVisible();
    expect(new URL(opened.url()).hash).toBe(address);
    await opened.getByRole("button", { name: "Clear all" }).click();
    await expect(links).toHaveCount(addresses.length);
  }
});

test("an example's address opens it", async ({ page, trouble }) => {
  await open(page, { path: "/#example=ecr-expired" });
  await expect(box(page, "image")).toHaveValue(/dkr\.ecr/);
  await expect(region(page)).toContainText("aws ecr get-login-password --region eu-west-1");
  // Once the text is changed, the address no longer names the example.
  await box(page, "image").press("End");
  await page.keyboard.type("2");
  await expect.poll(() => new URL(page.url()).hash).toBe("");
  expect(trouble).toEqual([]);
});

test("clearing empties everything and starts anew", async ({ opened }) => {
  await paste(opened, { error: "unauthorized: authentication required", image: "ghcr.io/acme/app:1", config: "{}" });
  await expect(causes(opened).first()).toBeVisible();
  await opened.getByRole("button", { name: "Clear all" }).click();
  for (const name of Object.keys(labels)) await expect(box(opened, name)).toHaveValue("");
  await expect(region(opened)).toHaveCount(0);
  await expect(box(opened, "error")).toBeFocused();
});

test("what isn't known is said so", async ({ opened }) => {
  await paste(opened, { error: "error[E0308]: mismatched types\n --> src/lib.rs:7:5" });
  await expect(opened.getByRole("heading", { level: 2, name: "I don't know this one" })).toBeVisible();
  await expect(causes(opened)).toHaveCount(0);
  await expect(region(opened)).toContainText("What to paste next");
});

test("when the engine stops, the page says so and keeps the text", async ({ page }) => {
  await open(page);
  await paste(page, { error: "unauthorized: authentication required" });
  await page.evaluate(() => {
    // `unreachable`: what a panic comes to.
    const stops = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11);
    setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(stops)));
  });
  await expect(page.getByRole("alert")).toContainText("This page has failed");
  await expect(box(page, "error")).toHaveValue("unauthorized: authentication required");
});

test("what is typed while the page still loads is answered when it has started", async ({ page, trouble }) => {
  let go;
  const held = new Promise((resolve) => {
    go = resolve;
  });
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(process.env.WHY401_PAGE, { waitUntil: "commit" });
  await box(page, "error").fill("no basic auth credentials");
  await box(page, "image").fill("registry.example.com/acme/app:1");
  await expect(page.locator("#starting")).toHaveCount(1);
  go();
  await expect(causes(page, "not-logged-in")).toBeVisible();
  await expect(region(page)).toContainText("docker login registry.example.com");
  await expect(box(page, "error")).toHaveValue("no basic auth credentials");
  await expect(box(page, "image")).toBeFocused();
  expect(trouble).toEqual([]);
});

test("nothing moves when the page starts", async ({ page }) => {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(viewport);
    const places = () =>
      page.locator("h1, h2, textarea, .box-head button").evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(process.env.WHY401_PAGE);
    const message = page.getByText("could not start");
    await expect(message).toBeVisible();
    await message.evaluate((one) => one.remove());
    const before = await places();
    await page.unroute("**/*.wasm");
    await open(page);
    expect(await places()).toEqual(before);
  }
});
