// One scenario with one client: broken, explained, mended.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { clients } from "./clients.mjs";
import * as machine from "./machine.mjs";
import { password, registries, user } from "./registries.mjs";

/** It has a home directory of its own. */
export class Cell {
  constructor(dir, scenario, tool, authorities) {
    Object.assign(this, { dir, scenario, tool, authorities, story: "" });
    this.client = clients[tool];
    this.host = registries[scenario.registry].host;
    this.image = scenario.image?.(this.host) ?? `${this.host}/acme/app:1`;
    this.home = path.join(dir, "home");
    this.runtime = path.join(dir, "run");
    this.bin = path.join(dir, "bin");
    this.config = this.client.config(this);
    this.env = {
      PATH: `${this.bin}:${process.env.PATH}`,
      HOME: this.home,
      XDG_RUNTIME_DIR: this.runtime,
      SHELL: "/bin/sh",
      LC_ALL: "C.UTF-8",
    };
  }

  /** Plays it; what went wrong, or null. */
  async play() {
    this.prepare();
    const { scenario } = this;
    const command = scenario.run?.(this) ?? this.look();
    const broken = await this.run(command, null, scenario.input);
    if (broken.code === 0) return "it works before anything is mended";
    const answer = this.explain(`$ ${command.join(" ")}\n${broken.output}`);
    const cause = answer.causes[0];
    if (!cause) return "no cause was found";
    const fix = scenario.fix ? cause.fixes.find(({ title }) => title.includes(scenario.fix)) : cause.fixes[0];
    this.tell(`cause: ${cause.id}: ${cause.summary}\nfix: ${fix?.title}`);
    const failure = await this.apply(fix);
    if (failure) return failure;
    // The command that failed, or the one that stands in the fix.
    const mended = await this.run(this.found ?? scenario.then?.(this) ?? command);
    return mended.code === 0 ? null : "the fix doesn't mend it";
  }

  /** The client's command for the image. */
  look() {
    return this.client.look(this.image);
  }

  prepare() {
    for (const dir of [this.home, this.runtime, this.bin]) fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    // We are root here, so sudo has nothing to do but to change the home.
    fs.mkdirSync(path.join(this.dir, "root"));
    this.program("sudo", `exec env HOME='${this.dir}/root' XDG_RUNTIME_DIR='${this.dir}/root' "$@"`);
    const config = this.scenario.config?.(this.host, this.tool);
    if (config !== undefined) {
      fs.mkdirSync(path.dirname(this.config), { recursive: true });
      fs.writeFileSync(this.config, typeof config === "string" ? config : `${JSON.stringify(config, null, 2)}\n`);
    }
    Object.assign(this.env, this.scenario.setup?.(this));
  }

  /** Puts a program on the PATH. */
  program(name, script) {
    fs.writeFileSync(path.join(this.bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** Makes a credential helper that answers so. */
  helper(name, script) {
    this.program(`docker-credential-${name}`, `cat > /dev/null\n${script}`);
  }

  /** Makes a credential helper that keeps what it is given, and this at first. */
  keeper(name, held) {
    const kept = path.join(this.dir, `${name}.json`);
    if (held) fs.writeFileSync(kept, JSON.stringify(held));
    this.program(`docker-credential-${name}`, `kept='${kept}'
case $1 in
store) cat > "$kept" ;;
get) cat > /dev/null; cat "$kept" 2>/dev/null || { echo 'credentials not found in native keychain'; exit 1; } ;;
erase) cat > /dev/null; rm -f "$kept" ;;
list) echo '{}' ;;
esac`);
  }

  explain(error) {
    const file = path.join(this.dir, "error.txt");
    fs.writeFileSync(file, error);
    const args = ["--error", file, "--image", this.image, "--tool", this.client.named, "--shell", "posix"];
    // What can be opened can be pasted.
    if (fs.statSync(this.config, { throwIfNoEntry: false })?.mode & 0o100400 && fs.statSync(this.config).isFile()) args.push("--config", this.config);
    const ran = spawnSync(process.env.WHY401, [...args, "--format", "json"], { encoding: "utf8" });
    if (ran.status !== 0 && ran.status !== 3) throw new Error(`why401: ${ran.stderr}`);
    return JSON.parse(ran.stdout);
  }

  /** Does what the fix says; what failed, or null. */
  async apply(fix) {
    if (!fix) return "there is no such fix";
    const commands = [];
    let done = 0;
    for (const step of fix.steps) {
      this.tell(`step: ${step.text}`);
      if (!step.command) continue;
      if (step.language !== "shell") {
        this.tell(step.command);
        if (!this.scenario.puts) return `nobody said where this goes: ${step.text}`;
        fs.mkdirSync(path.dirname(this.scenario.puts), { recursive: true });
        fs.writeFileSync(this.scenario.puts, step.command);
        done += 1;
        continue;
      }
      const command = this.fillIn(step.command);
      const left = command.match(/YOUR_[A-Z_0-9]+/);
      if (left) return `nobody said what ${left[0]} is: ${command}`;
      done += 1;
      const pulls = command.match(/^(?:\w+ pull|.* inspect(?: --raw)?) (?:docker:\/\/)?(\S+)$/);
      if (pulls) {
        // This is the client's next run. There is no engine here for docker.
        this.found = this.client.look(pulls[1]);
        continue;
      }
      commands.push(command);
    }
    if (commands.length) {
      // As they are pasted: all into one shell, at a terminal that asks.
      const ran = await this.run(["sh", "-e", "-c", commands.join("\n")], [
        [/username.*: *$/i, user],
        [/password: *$/i, password],
      ]);
      if (ran.code !== 0) return "a step of the fix fails";
    }
    if (this.scenario.by) {
      this.tell("by hand");
      this.scenario.by(this);
      done += 1;
    }
    return done ? null : "the fix has nothing to run";
  }

  fillIn(command) {
    const { known } = this.scenario;
    const words = { YOUR_USERNAME: user, ...(typeof known === "function" ? known(this) : known) };
    return command.replace(/YOUR_[A-Z_0-9]+/g, (name) => words[name] ?? name);
  }

  async run(argv, answers = null, input = "") {
    const started = Date.now();
    const ran = await machine.run(argv, { env: this.env, cwd: this.home, answers, input });
    const took = `${((Date.now() - started) / 1000).toFixed(1)} s`;
    this.tell(`$ ${argv.join(" ")}\n${ran.output.trimEnd()}\n(exit code ${ran.code}, ${took})`);
    return ran;
  }

  tell(text) {
    this.story += `${text.replace(/^/gm, "    ")}\n`;
  }

  remove() {
    fs.rmSync(this.dir, { recursive: true, force: true });
  }
}
