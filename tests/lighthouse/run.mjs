// Lighthouse's marks for the built page and some of the pages beside it, and
// what keeps a mark from 100. Run by ./dev lighthouse: node run.mjs [PATH...]

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";
import { launch as chromium } from "../browser/browser.mjs";
import { address, serve } from "../browser/server.mjs";

const paths = process.argv.length > 2 ? process.argv.slice(2) : ["", "causes/not-logged-in.html", "causes/index.html", "registries/ecr.html", "glossary.html", "keep.html"];

const server = await serve();
const chrome = await launch({ chromePath: chromium.executablePath, chromeFlags: ["--headless=new", ...chromium.args] });
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}` });

/** Lighthouse's result for an address. */
async function marked(url) {
  const flags = { port: chrome.port, logLevel: "error" };
  const { lhr } = await lighthouse(url, { ...flags, onlyCategories: ["performance", "accessibility", "best-practices"] });
  // For this one it fetches robots.txt through the page, whose policy forbids
  // that; so the policy is off.
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  const seo = await lighthouse(url, { ...flags, onlyCategories: ["seo"] }, undefined, page);
  await page.close();
  return { categories: { ...lhr.categories, ...seo.lhr.categories }, audits: { ...seo.lhr.audits, ...lhr.audits } };
}

let worst = 1;
for (const path of paths) {
  const lhr = await marked(`${address(server)}/${path}`);
  const marks = Object.values(lhr.categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
  console.log(`/${path}: ${marks.join(", ")}`);
  for (const { score, auditRefs } of Object.values(lhr.categories)) {
    worst = Math.min(worst, score);
    if (score === 1) continue;
    for (const { id, weight } of auditRefs) {
      const audit = lhr.audits[id];
      if (weight > 0 && audit.score !== null && audit.score < 1) {
        console.log(`  ${audit.title}: ${audit.displayValue ?? ""} (${Math.round(audit.score * 100)})`);
        for (const item of audit.details?.items?.slice(0, 5) ?? []) {
          console.log(`    ${item.node?.snippet ?? item.url ?? item.source ?? item.description ?? JSON.stringify(item).slice(0, 200)}`);
        }
      }
    }
  }
}
await browser.disconnect();
await chrome.kill();
server.close();
server.closeAllConnections();
process.exitCode = worst === 1 ? 0 : 1;
