// Serves dist/ at a free port for as long as the tests run.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { address, dist, serve } from "./server.mjs";

export default async function () {
  if (!existsSync(join(dist, "index.html"))) throw new Error("dist/ is empty: run ./dev build first");
  const server = await serve();
  process.env.WHY401_PAGE = address(server);
  return () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
}
