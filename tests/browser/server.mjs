// Serves the built page on loopback, for `./dev serve` and for the tests.
// Run: node server.mjs [PORT]

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

async function answer(request, response) {
  const end = (status) => response.writeHead(status, { "Content-Type": "text/plain" }).end(`${status}\n`);
  if (!["GET", "HEAD"].includes(request.method)) return end(405);
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  } catch {
    return end(400);
  }
  if (path.includes("\0")) return end(400);
  if (path.endsWith("/")) path += "index.html";
  // The leading slash keeps `..` inside.
  const file = join(dist, normalize(path));
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return end(404);
  response.writeHead(200, {
    "Content-Type": types[extname(file)] ?? "application/octet-stream",
    "Content-Length": found.size,
    // Asked for again at each visit, yet kept: as most hosts do.
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file).on("error", () => response.destroy()).pipe(response);
}

// Port 0 is any free one. Resolves to the server, which knows its address.
export function serve(port = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer(answer);
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

export const address = (server) => `http://127.0.0.1:${server.address().port}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 8080);
  try {
    const server = await serve(port);
    console.log(`==> Serving dist/ at ${address(server)} (Ctrl+C ends it)`);
  } catch (error) {
    const why = error.code === "EADDRINUSE" ? "it is in use; choose another with --port" : error.message;
    console.error(`dev: can't serve at port ${port}: ${why}`);
    process.exit(1);
  }
}
