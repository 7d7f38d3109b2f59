// The clients: what why401 calls each, where its config is, and how each is
// asked for an image without a container engine.
import { spawnSync } from "node:child_process";

export const clients = {
  docker: {
    named: "docker",
    // `docker pull` is the engine's; this is the client's own way to the registry.
    look: (image) => ["docker", "manifest", "inspect", image],
    config: (cell) => `${cell.home}/.docker/config.json`,
  },
  podman: { named: "podman", look: (image) => ["podman", "pull", image], config: containers },
  buildah: { named: "podman", look: (image) => ["buildah", "pull", image], config: containers },
  skopeo: { named: "podman", look: (image) => ["skopeo", "inspect", `docker://${image}`], config: containers },
};

function containers(cell) {
  return `${cell.runtime}/containers/auth.json`;
}

/** A client's version, or null when it isn't here. */
export function version(client) {
  const asked = spawnSync(client, ["--version"], { encoding: "utf8" });
  return asked.status === 0 ? asked.stdout.match(/\d+\.\d+\.\d+/)?.[0] ?? "?" : null;
}
