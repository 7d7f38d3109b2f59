// How the browsers are started: those on this machine, and quiet.

export const launch = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
};

/** Firefox, where the variable names one. */
export const firefox = {
  executablePath: process.env.FIREFOX,
  // The clipboard without a question to the reader.
  firefoxUserPrefs: { "dom.events.testing.asyncClipboard": true },
};
