// The answer: copying, evidence, folding, the shell, references.

import { allowClipboard, box, causes, copied, expect, expectFirstCause, fill, paste, region, test } from "./page.mjs";

const ghcr = {
  error: 'Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": unauthorized: authentication required',
  image: "ghcr.io/acme/app:1",
  config: '{"auths":{"https://index.docker.io/v1/":{"auth":"xxxx"}}}',
};
const ecr = {
  error: "no basic auth credentials",
  image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1",
};

test("what is copied is exactly what is shown", async ({ opened }) => {
  await paste(opened, ecr);
  const first = causes(opened).first();
  await expect(first).toContainText("aws ecr get-login-password");
  for (const fold of await first.locator("details.other-fix > summary").all()) await fold.click();
  const shown = await first.locator("pre code").evaluateAll((all) => all.map((code) => code.textContent));
  expect(shown.length).toBeGreaterThan(1);
  expect(await copied(opened, first)).toEqual(shown);
});

test("copying is told, and the button keeps its name", async ({ opened }) => {
  await allowClipboard(opened);
  await paste(opened, ecr);
  await expect(causes(opened).first()).toContainText("aws ecr get-login-password");
  const button = causes(opened).first().getByRole("button", { name: "Copy", exact: true }).first();
  await button.click();
  await expect(opened.getByRole("status")).toHaveText("Copied");
  await expect(button).toHaveAccessibleName("Copy");
  await expect(opened.getByRole("status")).toHaveText("", { timeout: 5000 });
});

test("where the clipboard is refused, the command is selected", async ({ opened }) => {
  await opened.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  });
  await paste(opened, ecr);
  const first = causes(opened).first();
  await expect(first).toContainText("aws ecr get-login-password");
  await first.getByRole("button", { name: "Copy", exact: true }).first().click();
  await expect(opened.getByRole("status")).toContainText("selected");
  const command = await first.locator("pre code").first().textContent();
  expect(await opened.evaluate(() => getSelection().toString())).toBe(command);
});

test("evidence shows its words in the box, by mouse and by keyboard", async ({ opened }) => {
  await paste(opened, ghcr);
  // The config comes last, and changes what speaks for the cause.
  await expectFirstCause(opened, "logged-in-elsewhere");
  const evidence = causes(opened).first().locator(".evidence button").first();
  await expect(evidence).toBeVisible();
  const words = await evidence.locator("q").textContent();
  const active = opened.locator(".layer mark.is-active");
  await expect(active).toHaveCount(0);
  await evidence.hover();
  await expect(active).toHaveText(words);
  await opened.mouse.move(0, 0);
  await expect(active).toHaveCount(0);
  await evidence.focus();
  await expect(active).toHaveText(words);
});

test("marks lie under the words that they mark", async ({ opened }) => {
  const error = `${"a line of no interest, long enough to be wrapped in its box\n".repeat(40)}${ghcr.error}`;
  await paste(opened, { ...ghcr, error });
  await causes(opened).first().locator(".evidence button", { hasText: "unauthorized" }).first().focus();
  const geometry = () =>
    opened.evaluate(() => {
      const area = document.getElementById("error");
      const layer = document.querySelector(".box-error .layer");
      const mark = layer.querySelector(".is-active").getBoundingClientRect();
      const box = area.getBoundingClientRect();
      return {
        widths: [area.clientWidth, layer.clientWidth],
        heights: [area.scrollHeight, layer.scrollHeight],
        scroll: [area.scrollTop, layer.scrollTop],
        seen: mark.top >= box.top && mark.bottom <= box.bottom,
      };
    });
  await expect.poll(async () => (await geometry()).seen).toBe(true);
  const { widths, heights, scroll } = await geometry();
  expect(widths[0]).toBe(widths[1]);
  expect(Math.abs(heights[0] - heights[1])).toBeLessThanOrEqual(2);
  expect(scroll[0]).toBeGreaterThan(0);
  expect(scroll[0]).toBe(scroll[1]);
});

test("the first cause is open, the others unfold", async ({ opened }) => {
  // Words that several causes share.
  await paste(opened, {
    error: "pull access denied for myapp, repository does not exist or may require 'docker login'",
    image: "myapp",
  });
  await expect(causes(opened).first().locator("details").first()).toHaveAttribute("open", /.*/);
  const others = causes(opened).nth(1);
  if ((await others.count()) === 0) return;
  const body = others.locator(".body");
  await expect(body).toBeHidden();
  await others.locator("summary").first().focus();
  await opened.keyboard.press("Enter");
  await expect(body).toBeVisible();
});

test("commands are written for the shell that is chosen", async ({ opened }) => {
  await paste(opened, { ...ecr, image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1" });
  const commands = () => region(opened).locator("pre code").allTextContents();
  await expect(opened.getByRole("radio", { name: "sh, bash, zsh" })).toBeChecked();
  // The last step of the answer: a slow machine draws it in several turns.
  await expect(region(opened)).toContainText("--arg helper ecr-login");
  const posix = await commands();
  await opened.getByRole("radio", { name: "PowerShell" }).check();
  await expect.poll(commands).not.toEqual(posix);
  await opened.getByRole("radio", { name: "sh, bash, zsh" }).check();
  await expect.poll(commands).toEqual(posix);
});

test("the client can be chosen, and has rules of its own", async ({ opened }) => {
  // docker looks for Docker Hub under another key, podman for this one.
  await paste(opened, {
    error: "unauthorized: authentication required",
    image: "acme/app:1",
    config: '{"auths":{"docker.io":{"auth":"xxxx"}}}',
  });
  const panel = opened.getByRole("region", { name: "What the client will send" });
  await expect(panel).toContainText("docker finds no credential");
  await panel.getByRole("combobox", { name: "Client" }).selectOption({ label: "podman" });
  await expect(panel).toContainText("podman sends the entry docker.io");
});

test("the fix follows the place that is chosen, and the place that the log is from", async ({ opened }) => {
  await paste(opened, { error: "no basic auth credentials", image: "ghcr.io/acme/app:1", config: "{}" });
  const place = opened.getByRole("combobox", { name: "It runs in" });
  const fix = causes(opened).first().locator(".fix");
  await expect(place).toHaveValue("");
  await expect(fix.locator("pre").first()).toContainText("docker login ghcr.io");
  await place.selectOption({ label: "GitHub Actions" });
  await expect(fix).toContainText(".github/workflows/build.yml");
  await expect(fix.locator("pre").first()).toContainText("docker/login-action@");
  await expect(fix).toContainText("packages: read");
  await place.selectOption({ label: "Kubernetes" });
  await expect(fix.locator("pre").first()).toContainText("kubectl create secret docker-registry");
  await place.selectOption({ label: "my machine" });
  await expect(fix.locator("pre").first()).toContainText("docker login ghcr.io");
  await place.selectOption("");
  await paste(opened, { error: "##[group]Run docker/build-push-action@v6\nERROR: failed to push: no basic auth credentials" });
  await expect(place.locator("option").first()).toHaveText("GitHub Actions, as in the error");
});

test("what is filled in once stands in all commands, and is kept nowhere", async ({ opened }) => {
  await paste(opened, { error: "no basic auth credentials", image: "quay.io/acme/app:1", config: "{}" });
  const field = opened.getByRole("textbox", { name: /YOUR_USERNAME/ });
  await expect(field).toHaveAccessibleDescription("your user name at the registry");
  const commands = () => region(opened).locator("pre code").allTextContents();
  await field.pressSequentially("jane o'hara");
  await expect.poll(async () => (await commands()).join("\n")).toContain("'jane o'\\''hara'");
  expect((await commands()).join("\n")).not.toContain("YOUR_USERNAME");
  // The field stays, the focus too, and the shell quotes in its own way.
  await expect(field).toBeFocused();
  await opened.getByRole("radio", { name: "PowerShell" }).check();
  await expect.poll(async () => (await commands()).join("\n")).toContain("'jane o''hara'");
  await fill(field, "-rf");
  await expect(opened.getByText("Not used: it begins with -")).toBeVisible();
  await fill(field, `ghp_${"a1B2".repeat(9)}`);
  await expect(opened.getByText("Not used: it looks like a secret")).toBeVisible();
  expect((await commands()).join("\n")).toContain("YOUR_USERNAME");
  const stored = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.hash]);
  expect(await opened.evaluate(stored)).toBe('[{},{},"",""]');
  await fill(field, "jane");
  await opened.getByRole("button", { name: "Clear all" }).click();
  await paste(opened, { error: "no basic auth credentials", image: "quay.io/acme/app:1" });
  await expect(field).toHaveValue("");
});

test("an invalid reference is underlined, and the nearest valid one is a click away", async ({ opened }) => {
  await paste(opened, { error: "invalid reference format: repository name must be lowercase", image: "MyApp:1" });
  await expect(region(opened).locator("mark.is-wrong").first()).toContainText("M");
  await opened.getByRole("button", { name: "Use myapp:1" }).click();
  await expect(box(opened, "image")).toHaveValue("myapp:1");
  await expect(region(opened)).toContainText("library/myapp");
});

test("the image is found in the error, and said so", async ({ opened }) => {
  await paste(opened, { error: ghcr.error });
  await expect(opened.getByText("Found in your paste: ghcr.io/acme/app:1")).toBeVisible();
});

const hostile = ["nginx; rm -rf ~", "$(id)", "`id`", "nginx\nrm -rf ~", "nginx\u202e1:ppa", "-v", "a'b\"c", "nginx && id"];
for (const image of hostile) {
  test(`a hostile reference runs nothing: ${JSON.stringify(image)}`, async ({ opened }) => {
    await paste(opened, { error: "unauthorized: authentication required", image });
    await expect(region(opened)).toBeVisible();
    const commands = await region(opened).locator("pre code").allTextContents();
    for (const command of commands) {
      // The text as it was pasted may stand in a command only inside quotes,
      // where a shell takes it for a name.
      expect(command).not.toContain("\u202e");
      const bare = command.replace(/'[^']*'/g, "''");
      for (const piece of ["rm -rf", "$(id)", "`id`", "&& id"]) expect(bare).not.toContain(piece);
    }
  });
}

test("markup in a paste stays text", async ({ opened }) => {
  await paste(opened, { error: '<img src=x onerror="document.title=1"> unauthorized: authentication required', image: "ghcr.io/acme/app:1" });
  await expect(region(opened)).toBeVisible();
  expect(await opened.locator("img").count()).toBe(0);
  await expect(opened).toHaveTitle(/why401/);
});
