// Run by `./dev test`; by hand, with dist/ built: npx playwright test -g "words of a test"

import { defineConfig } from "@playwright/test";
import { launch } from "./browser.mjs";

export default defineConfig({
  testMatch: "*.spec.mjs",
  globalSetup: "./serve-dist.mjs",
  outputDir: "results",
  reporter: "list",
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  use: { launchOptions: launch, locale: "en-GB", serviceWorkers: "block", trace: "retain-on-failure" },
});
