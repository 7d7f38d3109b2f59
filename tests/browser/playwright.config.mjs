// Run by `./dev test`; by hand, with dist/ built: npx playwright test -g "words of a test"
//
// Playwright stays at 1.60 until Debian's Firefox knows all that newer ones ask of it.

import { defineConfig } from "@playwright/test";
import { firefox, launch } from "./browser.mjs";

const projects = [{ name: "chromium", use: { launchOptions: launch } }];
// What depends most on the browser is tried in Firefox, too, where there is one.
if (firefox.executablePath) {
  projects.push({
    name: "firefox",
    testMatch: /(?:answer|habits|offline|page|scenarios|share|single|start)\.spec\.mjs$/,
    use: { browserName: "firefox", channel: "moz-firefox", launchOptions: firefox },
  });
}

export default defineConfig({
  testMatch: "*.spec.mjs",
  globalSetup: "./serve-dist.mjs",
  outputDir: "results",
  reporter: "list",
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  use: {
    locale: "en-GB",
    serviceWorkers: "block",
    // No trace: the recorder asks the host for the style sheet again, which the page refuses.
    screenshot: "only-on-failure",
    // On a busy machine a click lands beside what still glides into view.
    contextOptions: { reducedMotion: "reduce" },
  },
  projects,
});
