// Serves the built page on loopback, for `./dev serve` and for the tests.
// Run: node server.mjs [PORT]

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

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

/** What shrinks: text and wasm. Each file is compressed once, until it changes. */
const shrinks = /^(?:text\/|image\/svg|application\/(?:json|manifest|wasm))/;
const compressed = new Map();

async function brotli(file, { mtimeMs }, bytes, quality) {
  const known = compressed.get(file);
  if (known?.mtimeMs === mtimeMs) return known.body;
  const body = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  compressed.set(file, { mtimeMs, body });
  return body;
}

async function answer(request, response, { root, quality }) {
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
  const file = join(root, normalize(path));
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return end(404);
  const type = types[extname(file)] ?? "application/octet-stream";
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return end(404);
  // As good hosts do: a browser that asks for brotli gets it.
  const shrunk = shrinks.test(type) && /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
  const body = shrunk ? await brotli(file, found, bytes, quality) : bytes;
  response.writeHead(200, {
    "Content-Type": type,
    ...(shrunk && { "Content-Encoding": "br" }),
    "Content-Length": body.length,
    Vary: "Accept-Encoding",
    // Asked for again at each visit, yet kept: as most hosts do.
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

// Port 0 is any free one. Resolves to the server, which knows its address.
// Another folder may be served, and files be compressed better, which takes
// seconds: 11 is what a host does that keeps them compressed.
export function serve(port = 0, { root = dist, quality = 6 } = {}) {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => answer(request, response, { root, quality }));
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
