// What holds for the page whatever is pasted: it starts cleanly, is light, and
// can't send anything.

import { box, expect, open, paste, refusal, test } from "./page.mjs";
import { ceiling, firstLoad, weigh } from "./weight.mjs";

test("starts without an error, from its own files only", async ({ opened, requests }) => {
  const own = new URL(process.env.WHY401_PAGE).origin;
  // What is kept for later comes from the browser's cache.
  const loaded = await opened.evaluate(() =>
    performance.getEntriesByType("resource").filter((entry) => entry.transferSize > 0).map((entry) => entry.name),
  );
  expect(loaded.length, "each file once").toBe(new Set(loaded).size);
  // The icon is a data: URL in the page itself.
  expect(requests.filter((url) => !url.startsWith("data:") && new URL(url).origin !== own)).toEqual([]);
  await expect(opened).toHaveTitle("why401: why the registry said no");
  await expect(opened.getByRole("heading", { level: 1 })).toHaveText("why401");
  await expect(opened.locator("#starting")).toHaveCount(0);
});

test("requests nothing when something is pasted", async ({ opened }) => {
  await paste(opened, {
    error: "unauthorized: authentication required",
    image: "ghcr.io/acme/app:1",
    config: '{"auths":{"https://index.docker.io/v1/":{"auth":"xxxx"}}}',
  });
  await opened.waitForTimeout(500);
});

test("works in a folder of a host", async ({ page, trouble }) => {
  // The names in the page are relative, so the folder is put in by the test.
  await page.route("**/some/folder/**", async (route) => {
    const url = route.request().url().replace("/some/folder/", "/");
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  await open(page, { path: "/some/folder/" });
  expect(trouble).toEqual([]);
});

test("loads no more than it did", () => {
  const files = weigh();
  expect(files.filter((file) => file.first).length).toBeGreaterThanOrEqual(5);
  expect(firstLoad(files)).toBeLessThanOrEqual(ceiling);
});

// Each way in which a script could send something, to the page's own host too.
const ways = {
  fetch: (url) => fetch(url).then(() => "sent", () => "refused"),
  XMLHttpRequest: (url) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onload = () => resolve("sent");
      request.onerror = () => resolve("refused");
      request.open("POST", url);
      request.send("x");
    }),
  WebSocket: (url) =>
    new Promise((resolve) => {
      try {
        const socket = new WebSocket(url.replace("http", "ws"));
        socket.onopen = () => resolve("sent");
        socket.onerror = () => resolve("refused");
      } catch {
        resolve("refused");
      }
    }),
  sendBeacon: (url) => {
    navigator.sendBeacon(url, "x");
  },
  image: (url) =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve("sent");
      image.onerror = () => resolve("refused");
      image.src = url;
    }),
  script: (url) => import(url).then(() => "sent", () => "refused"),
  form: (url) => {
    const form = document.createElement("form");
    form.action = url;
    form.method = "post";
    document.body.append(form);
    form.submit();
  },
  frame: (url) => {
    const frame = document.createElement("iframe");
    frame.src = url;
    document.body.append(frame);
  },
};

for (const [name, way] of Object.entries(ways)) {
  for (const where of ["its own host", "another host"]) {
    test(`the browser refuses ${name} to ${where}`, async ({ page, trouble, browserName }) => {
      test.skip(browserName === "firefox" && ["form", "frame"].includes(name), "its driver sees these before the policy does");
      await open(page);
      const target = `${where === "its own host" ? process.env.WHY401_PAGE : "http://other.localhost:9"}/sent`;
      const sent = [];
      // Seen here only when the policy has let it through.
      await page.route("**/sent", (route) => {
        sent.push(route.request().url());
        return route.fulfill({ body: "" });
      });
      const told = Promise.any([
        page.waitForEvent("console", (message) => refusal.test(message.text())),
        page.waitForEvent("pageerror", (error) => refusal.test(error.message)),
      ]);
      expect(["refused", undefined]).toContain(await page.evaluate(way, target));
      await told;
      expect(sent).toEqual([]);
      // These errors are what was asked for.
      trouble.length = 0;
    });
  }
}

test("takes no text as HTML", async ({ opened, trouble }) => {
  const outcome = await opened.evaluate(() => {
    try {
      document.createElement("p").innerHTML = "<b>x</b>";
      return "taken";
    } catch (error) {
      return error.name;
    }
  });
  expect(outcome).toBe("TypeError");
  trouble.length = 0;
});

test("says so when the wasm does not load", async ({ page, trouble }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(process.env.WHY401_PAGE);
  await expect(page.getByRole("status")).toContainText("could not start");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("why401");
  expect(trouble.length).toBeGreaterThan(0);
  trouble.length = 0;
});

test("works where the host calls wasm something else", async ({ page, trouble }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, contentType: "text/plain" });
  });
  await open(page);
  await expect(box(page, "error")).toBeEditable();
  expect(trouble).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test.skip(({ browserName }) => browserName === "firefox", "its driver can't switch JavaScript off");
  test("says what it is and what it needs", async ({ page }) => {
    await page.goto(process.env.WHY401_PAGE);
    await expect(page.getByText("Explains container registry errors")).toBeVisible();
    // By its element: Playwright finds no text in a noscript.
    await expect(page.locator("noscript p")).toBeVisible();
    expect(await page.locator("noscript").innerHTML()).toContain("needs JavaScript");
  });
});
