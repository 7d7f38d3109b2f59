// Breaks something, lets the client fail, asks why401, does what it says, and
// lets the client try again. usage: node run.mjs [--verbose] [WORD...]; with
// words, only the scenarios whose name has one of them.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { Cell } from "./cell.mjs";
import { clients, version } from "./clients.mjs";
import * as machine from "./machine.mjs";
import { start } from "./registries.mjs";
import { scenarios } from "./scenarios.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
process.env.WHY401 ??= path.join(here, "../../target/debug/why401");
const inside = process.env.WHY401_MACHINE;
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const verbose = process.argv.includes("--verbose");

// Ends the registries too: the machine goes with its first process.
process.exit(await (inside ? test(inside) : outside()));

async function outside() {
  const way = machine.enter();
  if (!way) {
    console.log("live test skipped: it needs Linux, and the right to make namespaces (root, or unprivileged user namespaces)");
    return 0;
  }
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "why401-live-"));
  try {
    const [program, ...args] = way;
    // sudo may drop what is exported.
    const env = ["env", `PATH=${process.env.PATH}`, `WHY401=${process.env.WHY401}`, `WHY401_MACHINE=${dir}`];
    const node = [process.execPath, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
    const child = spawn(program, [...args, ...env, ...node], { stdio: "inherit" });
    const stop = () => child.kill("SIGKILL");
    process.on("SIGINT", stop).on("SIGTERM", stop);
    const timer = setTimeout(() => {
      console.log("the live test takes longer than 10 minutes: stopped");
      stop();
    }, 600_000);
    const code = await new Promise((resolve) => child.on("error", () => resolve(1)).on("close", resolve));
    clearTimeout(timer);
    return code ?? 1;
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

/** Runs what is asked for, and prints it. */
async function test(dir) {
  machine.build(path.join(dir, "machine"));
  const authorities = await start(path.join(dir, "registries"));
  machine.trust(authorities.known);
  const clean = machine.remember(path.join(dir, "machine"));
  const found = Object.keys(clients).filter((name) => version(name));
  console.log(`clients: ${Object.keys(clients).map((name) => `${name} ${version(name) ?? "missing"}`).join(", ")}`);
  const asked = scenarios.filter(({ name }) => !words.length || words.some((word) => name.includes(word)));
  const width = Math.max(...asked.map(({ name }) => name.length));
  console.log(`${" ".repeat(width)}  ${Object.keys(clients).map((name) => name.padEnd(8)).join("")}`);
  const count = { passed: 0, failed: 0, skipped: 0 };
  const reports = [];
  for (const [row, scenario] of asked.entries()) {
    process.stdout.write(`${scenario.name.padEnd(width)}  `);
    for (const tool of Object.keys(clients)) {
      const skip = scenario.skip?.[tool] ?? (found.includes(tool) ? null : `${tool} isn't here`);
      const cell = new Cell(path.join(dir, `cell-${row}-${tool}`), scenario, tool, authorities);
      clean();
      const failure = skip ? null : await cell.play().catch((error) => error.stack);
      const outcome = skip ? "skipped" : failure ? "failed" : "passed";
      count[outcome] += 1;
      process.stdout.write({ passed: "ok", failed: "FAILED", skipped: "-" }[outcome].padEnd(8));
      if (skip) reports.push(`${scenario.name}, ${tool}: skipped, ${skip}`);
      if (failure || verbose) reports.push(`\n${scenario.name}, ${tool}: ${failure ?? "ok"}\n${cell.story}`);
      cell.remove();
    }
    process.stdout.write("\n");
  }
  if (reports.length) console.log(reports.join("\n"));
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed ? 1 : 0;
}
