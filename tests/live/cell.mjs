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
    this.home = path.join(dir, "home");
    this.runtime = path.join(dir, "run");
    this.bin = path.join(dir, "bin");
  }

  tell(text) {
    this.story += text.replace(/^/gm, "    ") + "\n";
  }

  /** What went wrong, or null. */
  async play() {
    this.prepare();
    const image = this.scenario.image?.(this.host) ?? `${this.host}/acme/app:1`;
    const config = this.scenario.config?.(this.host);
    const file = this.client.config(this);
    if (config !== undefined) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, typeof config === "string" ? config : JSON.stringify(config, null, 2));
    }
    const broken = await this.run(this.client.look(image));
    if (broken.code === 0) return "it works before anything is mended";
    const said = `$ ${this.client.look(image).join(" ")}\n${broken.output}`;
    const answer = this.explain(said, image, file);
    const cause = answer.causes[0];
    if (!cause) return "no cause was found";
    const fix = cause.fixes[0];
    this.tell(`cause: ${cause.id}: ${cause.summary}\nfix: ${fix.title}`);
    const { failure, next } = await this.apply(fix, image);
    if (failure) return failure;
    const mended = await this.run(this.client.look(next));
    return mended.code === 0 ? null : "the fix doesn't mend it";
  }

  prepare() {
    for (const dir of [this.home, this.runtime, this.bin]) fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    // We are root here, so sudo has nothing to do.
    fs.writeFileSync(path.join(this.bin, "sudo"), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  }

  async run(argv, answers = null) {
    const started = Date.now();
    const ran = await machine.run(argv, { env: this.env(), cwd: this.home, answers });
    const took = `${((Date.now() - started) / 1000).toFixed(1)} s`;
    this.tell(`$ ${argv.join(" ")}\n${ran.output.trimEnd()}\n(exit code ${ran.code}, ${took})`);
    return ran;
  }

  env() {
    return {
      PATH: `${this.bin}:${process.env.PATH}`,
      HOME: this.home,
      XDG_RUNTIME_DIR: this.runtime,
      SHELL: "/bin/sh",
      LC_ALL: "C.UTF-8",
    };
  }

  explain(error, image, config) {
    const file = path.join(this.dir, "error.txt");
    fs.writeFileSync(file, error);
    const args = ["--error", file, "--image", image, "--tool", this.client.named, "--shell", "posix", "--format", "json"];
    if (fs.existsSync(config)) args.push("--config", config);
    const ran = spawnSync(process.env.WHY401, args, { encoding: "utf8" });
    if (ran.status !== 0 && ran.status !== 3) throw new Error(`why401: ${ran.stderr}`);
    return JSON.parse(ran.stdout);
  }

  /** Does what the fix says, and gives the reference that is then to be used. */
  async apply(fix, image) {
    let next = image;
    let done = 0;
    for (const step of fix.steps) {
      this.tell(`step: ${step.text}`);
      if (!step.command || step.language !== "shell") continue;
      const command = this.fillIn(step.command);
      const left = command.match(/YOUR_[A-Z_0-9]+/);
      if (left) return { failure: `nobody said what ${left[0]} is` };
      done += 1;
      const pulls = command.match(/^(?:\w+ pull|.* inspect(?: --raw)?) (?:docker:\/\/)?(\S+)$/);
      if (pulls) {
        // The client's next run is this very one.
        next = pulls[1];
        continue;
      }
      const ran = await this.run(["sh", "-c", command], [
        [/username.*: *$/i, user],
        [/password: *$/i, password],
      ]);
      if (ran.code !== 0) return { failure: `a step fails: ${command}` };
    }
    return done ? { next } : { failure: "the fix has nothing to run" };
  }

  fillIn(command) {
    const known = { YOUR_USERNAME: user, ...this.scenario.known };
    return command.replace(/YOUR_[A-Z_0-9]+/g, (name) => known[name] ?? name);
  }

  remove() {
    fs.rmSync(this.dir, { recursive: true, force: true });
  }
}
