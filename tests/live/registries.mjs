// The registries of the test: Debian's docker-registry, once for each way of
// logging in, and the token server that one of the ways needs. They share one
// store with one small image in it.
import { execFileSync } from "node:child_process";
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as https from "node:https";
import * as net from "node:net";
import * as path from "node:path";
import * as zlib from "node:zlib";
import { keepRunning, name } from "./machine.mjs";

export const user = "alice";
export const password = "correct-horse";
/** What `htpasswd -nbBC 4 alice correct-horse` prints. */
const htpasswd = "alice:$2y$04$Xon6m7SCM7HnSaUUe2dTkOXHMXY7D.N5gxXRJM.25pXAAFBtlK/Qi\n";

/**
 * Where each listens, and how it wants to be asked. Each has an address of its
 * own, so that all may have port 443. The addresses are the loopback device's,
 * and not 127.0.0.1, for which clients make exceptions.
 */
export const registries = {
  open: { host: "open.example.com", address: "192.0.2.2" },
  basic: { host: "registry.example.com:5000", address: "192.0.2.3", auth: "htpasswd" },
  token: { host: "token.example.com", address: "192.0.2.4", auth: "token", realm: "auth.example.com" },
  hub: { host: "registry-1.docker.io", address: "192.0.2.5", auth: "token", realm: "auth.docker.io" },
  strange: { host: "strange.example.com:5001", address: "192.0.2.6", ca: "strange" },
  plain: { host: "plain.example.com:5002", address: "192.0.2.7", ca: null },
};
const tokens = { address: "192.0.2.8", hosts: ["auth.example.com", "auth.docker.io"] };

const portOf = (host) => Number(host.split(":")[1] ?? 443);
const nameOf = (host) => host.split(":")[0];

/** Starts all, fills the store, and says where the two authorities' certificates are. */
export async function start(dir) {
  fs.mkdirSync(dir, { recursive: true });
  const servers = Object.values(registries);
  name([
    ...servers.map((r) => [r.address, nameOf(r.host)]),
    ...tokens.hosts.map((host) => [tokens.address, host]),
  ]);
  const names = [...servers.map((r) => nameOf(r.host)), ...tokens.hosts];
  const known = authority(path.join(dir, "known"), names);
  const strange = authority(path.join(dir, "strange"), names);
  fs.writeFileSync(path.join(dir, "htpasswd"), htpasswd);
  tokenServer(known);
  for (const [id, registry] of Object.entries(registries)) {
    const { key, leaf } = registry.ca === "strange" ? strange : known;
    keepRunning("docker-registry", ["serve", config(dir, id)], {
      REGISTRY_HTTP_ADDR: `${registry.address}:${portOf(registry.host)}`,
      ...(registry.ca !== null && { REGISTRY_HTTP_TLS_CERTIFICATE: leaf, REGISTRY_HTTP_TLS_KEY: key }),
      ...(registry.auth === "htpasswd" && {
        REGISTRY_AUTH: "htpasswd",
        REGISTRY_AUTH_HTPASSWD_REALM: "example",
        REGISTRY_AUTH_HTPASSWD_PATH: path.join(dir, "htpasswd"),
      }),
      ...(registry.auth === "token" && {
        REGISTRY_AUTH: "token",
        REGISTRY_AUTH_TOKEN_REALM: `https://${registry.realm}/token`,
        REGISTRY_AUTH_TOKEN_SERVICE: "registry",
        REGISTRY_AUTH_TOKEN_ISSUER: "issuer",
        REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE: leaf,
      }),
    }, path.join(dir, `${id}.log`));
  }
  await Promise.all(servers.map(listens));
  await push(registries.plain, "acme/app", "1");
  return { known: known.certificate, strange: strange.certificate };
}

/** All serve the same store. */
function config(dir, id) {
  const file = path.join(dir, `${id}.yml`);
  fs.writeFileSync(file, `version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: ${path.join(dir, "store")}\n`);
  return file;
}

/** A certificate authority, and a server's key and certificate from it. */
function authority(dir, names) {
  fs.mkdirSync(dir);
  const openssl = (...args) => execFileSync("openssl", args, { cwd: dir, stdio: "pipe" });
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...curve, "-keyout", "ca.key", "-out", "ca.crt", "-days", "2", "-subj", "/CN=Test CA");
  openssl("req", ...curve, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=registry");
  fs.writeFileSync(path.join(dir, "names"), `subjectAltName=${names.map((n) => `DNS:${n}`).join(",")}\n`);
  openssl("x509", "-req", "-in", "leaf.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial",
    "-out", "leaf.crt", "-days", "2", "-extfile", "names");
  const file = (name) => path.join(dir, name);
  return { certificate: file("ca.crt"), key: file("leaf.key"), leaf: file("leaf.crt") };
}

/**
 * Gives tokens as Docker Hub does: for all who ask, but one without the right
 * to read to those who don't say who they are, and none for a wrong password.
 */
function tokenServer({ key, leaf }) {
  const pem = fs.readFileSync(leaf, "utf8");
  const signer = crypto.createPrivateKey(fs.readFileSync(key));
  const x5c = [pem.replace(/-----[^-]+-----|\s/g, "")];
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = (subject, access) => {
    const now = Math.floor(Date.now() / 1000);
    const text = `${part({ typ: "JWT", alg: "ES256", x5c })}.${part({
      iss: "issuer", sub: subject, aud: "registry", access, jti: crypto.randomUUID(),
      iat: now, nbf: now - 10, exp: now + 300,
    })}`;
    const signature = crypto.sign("sha256", Buffer.from(text), { key: signer, dsaEncoding: "ieee-p1363" });
    return `${text}.${signature.toString("base64url")}`;
  };
  https.createServer({ key: fs.readFileSync(key), cert: pem }, (request, response) => {
    const answer = (status, body) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    let body = "";
    request.on("data", (data) => (body += data));
    request.on("end", () => {
      const asked = new URL(request.url, "https://auth").searchParams;
      for (const [name, value] of new URLSearchParams(body)) asked.append(name, value);
      const [scheme, encoded] = (request.headers.authorization ?? "").split(" ");
      const given = scheme === "Basic" ? Buffer.from(encoded, "base64").toString() : "";
      const [name, ...secret] = asked.has("password")
        ? [asked.get("username"), asked.get("password")]
        : given.split(":");
      const anonymous = !name && !asked.has("refresh_token");
      if (!anonymous && (name !== user || secret.join(":") !== password)) {
        const message = "incorrect username or password";
        answer(401, { details: message, errors: [{ code: "UNAUTHORIZED", message }] });
        return;
      }
      const access = asked.getAll("scope").flatMap((scope) => scope.split(" ")).flatMap((scope) => {
        const [type, name, actions] = scope.split(":");
        return anonymous || !actions ? [] : [{ type, name, actions: actions.split(",") }];
      });
      const made = token(name ?? "", access);
      answer(200, { token: made, access_token: made, expires_in: 300 });
    });
  }).listen(443, tokens.address);
}

/** Waits until it takes connections. */
async function listens({ host, address }) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const socket = net.connect(portOf(host), address);
    const open = await new Promise((resolve) => {
      socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no registry at ${host} after 30 s`);
}

/** Puts a small image into a registry that lets everybody in. */
async function push(registry, repository, tag) {
  const at = `http://${registry.address}:${portOf(registry.host)}/v2/${repository}`;
  const put = async (url, type, body) => {
    const answer = await fetch(url, { method: "PUT", headers: { "content-type": type }, body });
    if (!answer.ok) throw new Error(`PUT ${url}: ${answer.status} ${await answer.text()}`);
  };
  const blob = async (content, mediaType) => {
    const digest = `sha256:${crypto.createHash("sha256").update(content).digest("hex")}`;
    const started = await fetch(`${at}/blobs/uploads/`, { method: "POST" });
    const url = new URL(started.headers.get("location"), at);
    url.searchParams.set("digest", digest);
    await put(url, "application/octet-stream", content);
    return { mediaType, digest, size: content.length };
  };
  const docker = "application/vnd.docker";
  const tar = Buffer.alloc(10240); // an archive without files
  const rootfs = { type: "layers", diff_ids: [`sha256:${crypto.createHash("sha256").update(tar).digest("hex")}`] };
  const manifest = {
    schemaVersion: 2,
    mediaType: `${docker}.distribution.manifest.v2+json`,
    config: await blob(
      Buffer.from(JSON.stringify({ architecture: arch(), os: "linux", config: {}, rootfs, history: [] })),
      `${docker}.container.image.v1+json`,
    ),
    layers: [await blob(zlib.gzipSync(tar), `${docker}.image.rootfs.diff.tar.gzip`)],
  };
  await put(`${at}/manifests/${tag}`, manifest.mediaType, JSON.stringify(manifest));
}

/** This machine's architecture, as images name it. */
const arch = () => ({ x64: "amd64", ia32: "386" })[process.arch] ?? process.arch;
