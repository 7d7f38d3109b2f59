// The panel What the client will send: the same answers as the real clients
// gave, and never a secret.

import { readFileSync } from "node:fs";
import { box, expect, paste, test } from "./page.mjs";

const vectors = readFileSync(new URL("../vectors/resolution-vectors.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const panel = (page) => page.getByRole("region", { name: "What the client will send" });

async function choose(page, tool) {
  await panel(page).getByRole("combobox", { name: "Client" }).selectOption(tool);
}

const chosen = [
  ["docker", "hub-01"],
  ["docker", "hub-02"],
  ["podman", "hub-02"],
  ["docker", "host-10"],
  ["docker", "host-15"],
  ["kubelet", "host-15"],
  ["docker", "port-06"],
  ["crane", "hub-14"],
  ["podman", "host-17"],
  ["kubelet", "hub-07"],
  ["docker", "hub-21"],
];

for (const [tool, id] of chosen) {
  test(`${tool} with ${id}`, async ({ opened: page }) => {
    const vector = vectors.find((one) => one.tool === tool && one.id === id);
    await paste(page, { image: vector.ref, config: JSON.stringify(vector.config) });
    await choose(page, tool);
    if (vector.finds === "none") {
      await expect(panel(page)).toContainText("finds no credential for this registry");
    } else {
      await expect(panel(page)).toContainText(`sends the entry ${vector.finds}`);
      await expect(panel(page)).toContainText(vector.username);
    }
  });
}

// Made up, and as long as real ones are.
const secrets = [
  ["dckr_pat_" + "aB3dE5gH7jK9mN1pQ3sT5vX7zA9", "a Docker Hub personal access token"],
  ["ghp_" + "R4nd0mL00k1ngButMadeUpForThisTest0123", "a classic GitHub personal access token"],
  ["glpat-" + "Zx8Cv7Bn6Mm5Lk4Jh3Gf", "a GitLab access token"],
  ["correct-horse-battery-staple-77", "a secret"],
];

for (const [secret, kind] of secrets) {
  test(`a pasted secret is masked at once: ${kind}`, async ({ opened: page }) => {
    const auth = Buffer.from(`acme:${secret}`).toString("base64");
    const config = JSON.stringify({ auths: { "registry.example.com": { auth } } });
    await paste(page, { image: "registry.example.com/acme/app:1", config });
    await expect(panel(page)).toContainText("sends the entry registry.example.com");
    await expect(panel(page)).toContainText("acme");
    await expect(panel(page)).toContainText(kind);
    await expect(box(page, "config")).not.toHaveValue(new RegExp(auth.slice(0, 12)));
    const everything = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll("textarea, input")].map((one) => one.value);
      const stored = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
      return [document.documentElement.outerHTML, location.href, stored, ...boxes].join("\n");
    });
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(auth);
    // What was read off it stays when something else changes.
    await paste(page, { error: "unauthorized: authentication required" });
    await expect(panel(page)).toContainText(kind);
  });
}
