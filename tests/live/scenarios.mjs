// What is broken, as data. Of each scenario:
//
// name      what is wrong
// registry  where, of registries.mjs
// image     the reference, of (host); acme/app:1 at the host when not given
// config    the client's config, of (host, tool): an object, or text as it is
// setup     what else is to be broken, of (cell); it may return environment
//           variables that the client then has
// run       the command that fails, of (cell), where it isn't a look at the image
// input     what that command reads
// then      the command that must work at last, of (cell), where it isn't the same
// known     what the human knows: the words YOUR_... of the commands
// fix       which of the fixes the human takes, by words of its title; the first
//           when not given
// puts      the file into which the human puts what is no command
// by        what the human does by hand, of (cell), where no command can know it
// skip      why a client can't have this, of its name
import * as fs from "node:fs";
import { password, user } from "./registries.mjs";

const auth = (text) => ({ auth: Buffer.from(text).toString("base64") });
const good = auth(`${user}:${password}`);
const entry = (host, value) => ({ auths: { [host]: value } });
const without = (host) => host.split(":")[0];

/** A token that ended a month ago, as registries make them. */
const old = (() => {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const then = Math.floor(Date.now() / 1000) - 30 * 86_400;
  return `${part({ alg: "ES256", typ: "JWT" })}.${part({ sub: user, iat: then - 3600, exp: then })}.c2lnbmF0dXJl`;
})();

/** A helper for all hosts; podman and its relatives only know one for each. */
const helpedBy = (name) => (host, tool) =>
  tool === "docker" ? { credsStore: name } : { credHelpers: { [host]: name } };

/** docker tells of a helper's failure when it logs in; before an image it keeps silent. */
const tellsAtLogin = {
  run: (cell) => (cell.tool === "docker" ? ["docker", "login", "-u", user, "--password-stdin", cell.host] : cell.look()),
  input: password,
  then: (cell) => cell.look(),
};

const saysLittle = "docker manifest inspect says \"no such manifest\", as for an image that isn't there";
const onlyDocker = (why) => ({ podman: why, buildah: why, skopeo: why });
const reads = (what) => `podman, buildah and skopeo ${what}`;

export const scenarios = [
  { name: "no credential", registry: "basic" },
  { name: "no credential, token server", registry: "token" },
  {
    name: "no credential, Docker Hub",
    registry: "hub",
    image: () => "docker.io/acme/app:1",
    // It answers the same for a repository that isn't there, whose first fix is its name.
    fix: "og in to Docker Hub",
  },
  {
    name: "wrong password",
    registry: "basic",
    config: (host) => entry(host, auth(`${user}:wrong`)),
    skip: { docker: saysLittle },
  },
  {
    name: "wrong password at the login",
    registry: "basic",
    run: (cell) => [cell.tool, "login", "-u", user, "--password-stdin", cell.host],
    input: "wrong",
    then: (cell) => cell.look(),
  },
  {
    name: "wrong password, token server",
    registry: "token",
    config: (host) => entry(host, auth(`${user}:wrong`)),
  },
  {
    name: "expired token",
    registry: "token",
    config: (host) => entry(host, auth(`${user}:${old}`)),
  },
  {
    name: "line break in the password",
    registry: "token",
    config: (host) => entry(host, auth(`${user}:${password}\n`)),
  },
  {
    name: "auth that isn't base64",
    registry: "basic",
    config: (host) => entry(host, { auth: `${user}:${password}` }),
  },
  {
    name: "auth without a colon",
    registry: "basic",
    config: (host) => entry(host, auth(password)),
  },
  {
    name: "auth encoded twice",
    registry: "basic",
    config: (host) => entry(host, auth(good.auth)),
  },
  {
    name: "key without the port",
    registry: "basic",
    config: (host) => entry(without(host), good),
  },
  {
    name: "key of a namespace",
    registry: "basic",
    config: (host) => entry(`${host}/other`, good),
    skip: { docker: "docker takes a namespace's key for the whole host" },
  },
  {
    name: "key with capital letters",
    registry: "basic",
    config: (host) => entry(host.replace("registry", "Registry"), good),
  },
  {
    name: "key of another host",
    registry: "basic",
    config: () => entry("https://index.docker.io/v1/", good),
  },
  {
    name: "Docker Hub's key is docker.io",
    registry: "hub",
    image: () => "docker.io/acme/app:1",
    config: () => entry("docker.io", good),
    skip: onlyDocker(reads("find this key")),
  },
  {
    name: "Docker Hub's key lacks its scheme",
    registry: "hub",
    image: () => "docker.io/acme/app:1",
    config: () => entry("index.docker.io/v1/", good),
  },
  {
    name: "Docker Hub's key has http://",
    registry: "hub",
    image: () => "docker.io/acme/app:1",
    config: () => entry("http://index.docker.io/v1/", good),
    skip: onlyDocker(reads("find this key")),
  },
  {
    name: "trailing comma",
    registry: "basic",
    config: (host) => `{"auths": {"${host}": ${JSON.stringify(good)},}}\n`,
    by: (cell) => fs.writeFileSync(cell.config, fs.readFileSync(cell.config, "utf8").replace(",}", "}")),
  },
  {
    name: "config is empty",
    registry: "basic",
    config: () => "",
  },
  {
    name: "config is a directory",
    registry: "basic",
    setup: (cell) => void fs.mkdirSync(cell.config, { recursive: true }),
  },
  {
    name: "config can't be read",
    registry: "basic",
    config: (host) => entry(host, good),
    setup: (cell) => void fs.chmodSync(cell.config, 0),
    // Root may read all, except without these rights.
    run: (cell) => ["setpriv", "--bounding-set=-dac_override,-dac_read_search", ...cell.look()],
    skip: {
      podman: "without these rights podman can't store an image either",
      buildah: "without these rights buildah can't store an image either",
    },
  },
  {
    name: "helper is missing",
    registry: "basic",
    config: helpedBy("nowhere"),
    ...tellsAtLogin,
  },
  {
    name: "helper fails",
    registry: "basic",
    config: helpedBy("failing"),
    setup: (cell) => cell.helper("failing", "echo 'pass not initialized: exit status 1'; exit 1"),
    fix: "do without it",
    ...tellsAtLogin,
  },
  {
    name: "helper finds nothing, over an entry",
    registry: "basic",
    config: (host, tool) => ({ ...entry(host, good), ...helpedBy("keeper")(host, tool) }),
    setup: (cell) => cell.keeper("keeper"),
  },
  {
    name: "the same: without the helper",
    registry: "basic",
    config: (host, tool) => ({ ...entry(host, good), ...helpedBy("keeper")(host, tool) }),
    setup: (cell) => cell.keeper("keeper"),
    fix: "take the helper out",
  },
  {
    name: "helper of one host, over an entry",
    registry: "token",
    config: (host) => ({ ...entry(host, good), credHelpers: { [host]: "keeper" } }),
    setup: (cell) => cell.keeper("keeper", { ServerURL: cell.host, Username: user, Secret: "wrong" }),
  },
  {
    name: "tag that isn't there",
    registry: "open",
    image: (host) => `${host}/acme/app:9`,
    known: { YOUR_TAG: "1" },
  },
  {
    name: "capital letters in the name",
    registry: "open",
    image: (host) => `${host}/Acme/App:1`,
  },
  {
    name: "doubled slash",
    registry: "open",
    image: (host) => `${host}//acme/app:1`,
    fix: "single slash",
  },
  {
    name: "scheme in the reference",
    registry: "open",
    image: (host) => `https://${host}/acme/app:1`,
  },
  {
    name: "unknown authority",
    registry: "strange",
    known: (cell) => ({ YOUR_CA_FILE: cell.authorities.strange }),
  },
  {
    name: "wrong port",
    registry: "basic",
    config: (host) => entry(host, good),
    image: (host) => `${without(host)}:5009/acme/app:1`,
  },
  {
    name: "plain HTTP",
    registry: "plain",
    fix: "Last resort",
    puts: "/etc/containers/registries.conf.d/insecure.conf",
    skip: { docker: saysLittle },
  },
  {
    name: "logged in as another user",
    registry: "basic",
    config: (host) => entry(host, good),
    run: (cell) => ["sudo", ...cell.look()],
  },
  {
    name: "empty password on stdin",
    registry: "basic",
    run: (cell) => ["sh", "-c", `printf '%s' "$CI_TOKEN" | ${cell.tool} login -u ${user} --password-stdin ${cell.host}`],
    fix: "Log in within the job",
    // The human has the secret in the variable that the command reads.
    setup: () => ({ REGISTRY_TOKEN: password }),
    then: (cell) => cell.look(),
  },
];
