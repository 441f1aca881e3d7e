/** A server of its own process, to be killed: `node child.ts <store> <time>` prints its address. */

import { openStore, startServer } from "../src/index.ts";
import { random } from "./organisation.ts";

const [place, time] = process.argv.slice(2);
if (place === undefined || time === undefined) throw new Error("which store, what time?");
const server = await startServer({
  store: await openStore(place),
  clock: () => Number(time),
  random,
  log: () => undefined,
  port: 0,
  settings: { workBits: 4 },
});
process.stdout.write(`${server.url}\n`);
