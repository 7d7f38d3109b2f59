// A machine of our own to break: a process tree with its own network, which is
// loopback alone, its own /etc, /run and home, all of it gone afterwards.
//
// Linux namespaces do this without a container engine. Inside, host names
// such as registry.example.com and even Docker Hub's lead to this machine, so
// nothing here can put load on anything else, and no file of the real /etc
// changes.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const namespaces = ["--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"];

/** The command that starts a program in namespaces of its own, or null. */
export function enter() {
  if (process.platform !== "linux") return null;
  const ways = [
    ["unshare", ...namespaces],
    ["unshare", "--user", "--map-root-user", ...namespaces],
    ["sudo", "-n", "unshare", ...namespaces],
  ];
  if (process.getuid() !== 0) ways.shift();
  for (const [program, ...args] of ways) {
    const tried = spawnSync(program, [...args, "sh", "-c", "mount -t tmpfs none /mnt && ip link set lo up"]);
    if (tried.status === 0) return [program, ...args];
  }
  return null;
}

/** Makes the machine, from inside its namespaces. `dir` is empty and ours. */
export function build(dir) {
  const sh = (script) => execFileSync("sh", ["-eu", "-c", script], { env: { ...process.env, DIR: dir } });
  sh(`ip link set lo up
      mkdir -p "$DIR/etc"
      cp -a /etc/. "$DIR/etc" 2>"$DIR/etc.log" || true # a file that only root may read isn't needed
      mount --bind "$DIR/etc" /etc
      mount -t tmpfs -o mode=755 none /run
      mount -t tmpfs none /dev/shm # podman keeps its locks there
      mkdir -p "$DIR/share-ca" "$DIR/lib" "$DIR/etc/docker" "$DIR/etc/containers"
      mount --bind "$DIR/lib" /var/lib # podman keeps a cache there
      [ ! -d /usr/local/share/ca-certificates ] || mount --bind "$DIR/share-ca" /usr/local/share/ca-certificates`);
  // Only names in this file resolve: there is no way out to ask for others.
  fs.writeFileSync("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");
  fs.rmSync("/etc/resolv.conf", { force: true });
  fs.writeFileSync("/etc/resolv.conf", "");
}

/** Has all programs here trust this certificate authority. */
export function trust(certificate) {
  fs.mkdirSync("/etc/ssl/certs", { recursive: true });
  fs.appendFileSync("/etc/ssl/certs/ca-certificates.crt", fs.readFileSync(certificate));
}

/** What a fix may change outside the home directory; the result puts it back. */
export function remember(dir) {
  const changed = ["/etc/docker", "/etc/containers", "/etc/ssl/certs", "/usr/local/share/ca-certificates"];
  const kept = changed.map((file, at) => [file, path.join(dir, `kept-${at}`)]);
  for (const [file, copy] of kept) {
    if (fs.existsSync(file)) execFileSync("cp", ["-a", file, copy]);
  }
  return () => {
    for (const [file, copy] of kept) {
      if (!fs.existsSync(file)) continue;
      // The directory itself may be a mount.
      execFileSync("find", [file, "-mindepth", "1", "-delete"]);
      execFileSync("cp", ["-a", `${copy}/.`, file]);
    }
    // podman and buildah forget their images and logins.
    for (const files of [`${dir}/images`, "/run/containers"]) fs.rmSync(files, { recursive: true, force: true });
    fs.writeFileSync("/etc/containers/storage.conf", `[storage]
driver = "vfs"
graphroot = "${dir}/images"
runroot = "/run/containers/storage"
`);
  };
}

/** Names that lead to this machine: pairs of address and name. */
export function name(hosts) {
  const lines = [["127.0.0.1", "localhost"], ...hosts].map((line) => line.join(" "));
  fs.writeFileSync("/etc/hosts", `${lines.join("\n")}\n`);
  for (const address of new Set(hosts.map(([address]) => address))) {
    execFileSync("ip", ["address", "add", `${address}/32`, "dev", "lo"]);
  }
}

/** A program that runs on until the machine goes. */
export function keepRunning(program, args, env, log) {
  const out = fs.openSync(log, "a");
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", out, out] });
  fs.closeSync(out);
  child.unref();
  return child;
}

/**
 * Runs a program to its end.
 *
 * With `answers` it gets a terminal, and each prompt its answer: a list of
 * [pattern, text]. Gives { code, output }: both streams, as a terminal shows
 * them.
 */
export function run(argv, { env, cwd, input = "", answers = null, seconds = 60 }) {
  const shown = argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const [program, ...args] = answers
    ? ["script", "--quiet", "--return", "--echo", "never", "--command", shown, "/dev/null"]
    : argv;
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, cwd, stdio: "pipe" });
    const timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    let output = "";
    let read = 0;
    const hear = (data) => {
      output += data.toString("utf8");
      for (const [prompt, text] of answers ?? []) {
        const found = prompt.exec(output.slice(read));
        if (found) {
          read = output.length;
          child.stdin.write(`${text}\r`);
        }
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.stdin.on("error", () => {}); // it need not read what it is given
    if (!answers) child.stdin.end(input);
    child.on("error", (error) => {
      output += `${error.message}\n`;
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 127, output: output.replaceAll("\r\n", "\n") });
    });
  });
}
