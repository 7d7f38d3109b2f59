// Opened once, the page opens again without a network; and what is kept for
// that is nothing but its own files.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { box, expect, expectFirstCause, open, paste, test as base } from "./page.mjs";
import { address, dist, serve } from "./server.mjs";

/** `test` with a host of its own, which can be switched off. */
const test = base.extend({
  host: async ({}, use) => {
    let server = await serve();
    const url = address(server);
    const off = () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      });
    const on = async () => {
      server = await serve(Number(new URL(url).port));
    };
    await use({ url, off, on });
    await off();
  },
});
test.use({ serviceWorkers: "allow" });

const ready = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));

/** The addresses and the texts of all that the browser keeps for the page. */
const keeps = (page) =>
  page.evaluate(async () => {
    const kept = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        kept.push({ url: request.url, text: await (await cache.match(request)).text() });
      }
    }
    return kept;
  });

test("works without a network after the first visit", async ({ page, host, trouble }) => {
  await open(page, { base: host.url });
  await ready(page);
  expect(trouble).toEqual([]);
  await host.off();
  await page.reload();
  await box(page, "error").waitFor();
  await paste(page, { error: "no basic auth credentials", image: "registry.example.com/acme/app:1" });
  await expectFirstCause(page, "not-logged-in");
  // By its other name, too.
  await page.goto(`${host.url}/index.html#example=ecr-expired`);
  await expectFirstCause(page, "credential-expired");
  await host.on();
  trouble.length = 0;
});

test("keeps the pages that were read, and says so of the others", async ({ page, host, trouble }) => {
  await open(page, { base: host.url });
  await ready(page);
  await page.goto(`${host.url}/causes/dns-failure.html`);
  await host.off();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The registry's name can't be resolved");
  await expect(page.locator(".is-text")).toHaveCSS("max-width", "864px");
  await page.goto(`${host.url}/causes/tag-not-found.html`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No network");
  await page.getByRole("link").click();
  await box(page, "error").waitFor();
  await host.on();
  trouble.length = 0;
});

test("keeps its own files and nothing of what is pasted", async ({ page, host, trouble }) => {
  await open(page, { base: host.url, path: "/?canary-query#example=ecr-expired" });
  await ready(page);
  await page.reload();
  await box(page, "error").waitFor();
  await paste(page, { error: "canary-error unauthorized", image: "canary.example.com/app", config: '{"canary-config": 1}' });
  await page.waitForTimeout(300);
  const kept = await keeps(page);
  expect(kept.map(({ url }) => url.replace(host.url, "").replace(/-[0-9a-f]{8,16}/, "")).sort()).toEqual(
    ["/", "/boot.js", "/page.js", "/page_bg.wasm", "/style.css"],
  );
  expect(kept.filter(({ text }) => text.includes("canary"))).toEqual([]);
  expect(trouble).toEqual([]);
});

test("lets go of an earlier version's files", async ({ page, host, trouble }) => {
  await open(page, { base: host.url });
  await ready(page);
  await page.evaluate(async () => {
    const cache = await caches.open("why401");
    await cache.put("style-0123456789abcdef.css", new Response("old"));
    await cache.put(location.href, new Response("old"));
  });
  await page.reload();
  await box(page, "error").waitFor();
  const kept = await keeps(page);
  expect(kept.filter(({ text }) => text === "old")).toEqual([]);
  expect(kept.length).toBe(5);
  expect(trouble).toEqual([]);
});

test("requests nothing after it has started, as without the worker", async ({ page, host, context }) => {
  const requests = [];
  // The worker's own requests, too. The browser itself looks whether the
  // worker's file has changed, whenever the page is opened.
  context.on("request", (request) => {
    if (!request.url().endsWith("/offline.js")) requests.push(request.url());
  });
  for (const visit of ["first", "second"]) {
    await open(page, { base: host.url });
    const loaded = requests.length;
    await ready(page);
    await paste(page, { error: "no basic auth credentials", image: "ghcr.io/acme/app:1", config: "{}" });
    await page.waitForTimeout(1500);
    expect(requests.slice(loaded), visit).toEqual([]);
  }
});

test("the worker takes no messages, and no other can be registered", async ({ page, host, trouble }) => {
  expect(readFileSync(join(dist, "offline.js"), "utf8")).not.toMatch(/onmessage|["'](?:message|sync|push|periodicsync)["']/);
  await open(page, { base: host.url });
  await ready(page);
  const outcome = await page.evaluate(() =>
    navigator.serviceWorker.register("find.js").then(
      () => "registered",
      (error) => error.name,
    ),
  );
  expect(["TypeError", "SecurityError"]).toContain(outcome);
  trouble.length = 0;
});

test("starts where the browser lets nothing be kept", async ({ page, host, trouble }) => {
  await page.addInitScript(() => {
    if (!globalThis.CacheStorage) return;
    CacheStorage.prototype.open = () => Promise.reject(new DOMException("no", "SecurityError"));
  });
  await open(page, { base: host.url });
  expect(trouble).toEqual([]);
});

test("can be installed: the manifest and its icons are there", async ({ page, host, trouble, browserName }) => {
  await page.goto(`${host.url}/keep.html`);
  const manifest = await page.evaluate(async () => document.querySelector("link[rel=manifest]").href);
  const request = page.context().request;
  const answer = await request.get(manifest);
  expect(answer.headers()["content-type"]).toBe("application/manifest+json");
  const { icons, start_url: start, display } = await answer.json();
  expect(new URL(start, manifest).href).toBe(`${host.url}/`);
  expect(display).toBe("standalone");
  for (const { src, sizes } of icons) {
    const icon = await request.get(new URL(src, manifest).href);
    expect(icon.status(), src).toBe(200);
    // A PNG has its width at byte 16.
    if (sizes !== "any") expect((await icon.body()).readUInt32BE(16)).toBe(Number(sizes.split("x")[0]));
  }
  if (browserName === "chromium") {
    const errors = await (await page.context().newCDPSession(page)).send("Page.getAppManifest");
    expect(errors.errors).toEqual([]);
  }
  expect(trouble).toEqual([]);
});
