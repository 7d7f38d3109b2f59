// What `./dev screenshots` takes pictures of. Each is taken in the light and
// in the dark, wide and on a phone.

const log = Array.from(
  { length: 3000 },
  (_, line) => `2026-11-21T10:00:00.0000000Z #${line % 20} ${line}.1 fetching package ${line} of 3000`,
);
log.splice(2900, 0, "#12 ERROR: failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized");

export const shots = [
  { name: "start" },
  {
    name: "elsewhere",
    error: "Error response from daemon: Head \"https://ghcr.io/v2/acme/app/manifests/1\": unauthorized: authentication required",
    image: "ghcr.io/acme/app:1",
    config: '{"auths":{"https://index.docker.io/v1/":{"auth":"xxxx"}}}',
  },
  {
    name: "malformed",
    error: "Error response from daemon: pull access denied for myapp, repository does not exist or may require 'docker login'",
    image: "nginx",
    config: '{"auths":{},}',
  },
  { name: "long-log", error: log.join("\n"), image: "ghcr.io/acme/app:1" },
  { name: "unknown", error: "npm error code E404\nnpm error 404 Not Found" },
];
