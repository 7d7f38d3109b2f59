// What is broken, as data.
import { password, user } from "./registries.mjs";

const auth = (text) => ({ auth: Buffer.from(text).toString("base64") });
const good = auth(`${user}:${password}`);

export const scenarios = [
  { name: "no credential", registry: "basic" },
  { name: "no credential, token server", registry: "token" },
  {
    name: "wrong password, token server",
    registry: "token",
    config: (host) => ({ auths: { [host]: auth(`${user}:wrong`) } }),
  },
  {
    name: "key without the port",
    registry: "basic",
    config: (host) => ({ auths: { [host.split(":")[0]]: good } }),
  },
  {
    name: "upper case in the name",
    registry: "open",
    image: (host) => `${host}/Acme/App:1`,
  },
];
