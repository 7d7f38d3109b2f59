// The service worker: hands out the app's own files when there is no network.
// boot.js keeps the app's files before the page starts. This keeps the other
// pages as they are read. It takes no messages, so a page can give it nothing
// to send; it only passes on what the browser itself asks of this host.

const CACHE = "why401";

// Trunk puts a hash of the content into these names: they never change.
const FIXED = /-[0-9a-f]{8,16}(?:_bg)?\.(?:css|js|wasm)$/;

const GONE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>No network · why401</title><h1>No network</h1><p>This page was not opened before. <a href="${self.registration.scope}">The app itself is here.</a></p></html>`;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(answer(event.request));
});

async function answer(request) {
  const cache = await caches.open(CACHE);
  // Never with query or fragment: a fragment can hold what was pasted.
  const { origin, pathname } = new URL(request.url);
  const name = origin + pathname.replace(/\/index\.html$/, "/");
  const kept = () => cache.match(name);
  if (FIXED.test(pathname)) return (await kept()) ?? fetch(request);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await cache.put(name, response.clone());
    return response;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    if (request.mode !== "navigate") throw error;
    return new Response(GONE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
}
