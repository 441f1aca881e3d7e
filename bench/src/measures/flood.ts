import { join } from "node:path";
import { solveWork } from "@fairlead/protocol";
import { openStore } from "@fairlead/server";
import { folderOnDisk } from "../disk.ts";
import { bodiesOf, sealLanes } from "../letters.ts";
import { type Figure, figureOf, type Measure, medianOf, timesOf } from "../measure.ts";
import { foundBenchOrganisation, random, serve } from "../organisation.ts";
import { postAll } from "../poster.ts";

/** As many as one script sends in a minute and a half at ten thousand an hour; here as fast as they are taken. */
const FLOOD = { lanes: 8, mailboxes: 30, perMailbox: 1 };
const REAL = 10;

/**
 * What a flood costs the server and a caller who writes meanwhile. Its work is set to nothing, so that the flood is as
 * heavy as one machine can make it; what the work costs its sender is measured beside it.
 */
export const measure: Measure = {
  name: "flood",
  run: async () => {
    const organisation = await foundBenchOrganisation();
    const store = await openStore(join(folderOnDisk(), "flood.db"));
    const server = await serve(store, organisation, { settings: { workBits: 0, calmLettersPerHour: 1e9 } });
    try {
      const [flood, real, quiet] = await Promise.all([
        sealLanes(organisation, FLOOD),
        sealLanes(organisation, { lanes: 1, mailboxes: REAL, perMailbox: 1 }),
        sealLanes(organisation, { lanes: 1, mailboxes: REAL, perMailbox: 1 }),
      ]);
      const bodies = await Promise.all(flood.map((lane) => bodiesOf(lane, server.url)));
      const [alone = [], meanwhile = []] = [quiet[0], real[0]];
      const calm = await timeCallers(server.url, alone);
      const before = process.cpuUsage();
      let ended = false;
      const under = postAll({ url: `${server.url}/api/mailbox/post`, lanes: bodies }).then((posted) => {
        ended = true;
        return posted;
      });
      const pressed = await timeCallers(server.url, meanwhile, () => ended);
      const posted = await under;
      const used = process.cpuUsage(before);
      const letters = posted.each.length;
      const quietly = { value: medianOf(calm), what: "in a quiet hour" };
      const figures: Figure[] = [
        figureOf("letters of a flood kept, SQLite", "per second", [(letters / posted.whole) * 1000]),
        figureOf("processor time of one of them", "ms", [(used.user + used.system) / 1000 / letters]),
        figureOf("a caller's letter while it runs, from the door to kept", "ms", pressed, quietly),
        await timeWork(16),
        await timeWork(20),
      ];
      return figures;
    } finally {
      await server.close();
      await store.close();
    }
  },
};

/** Each one fetches the door, then posts: one after the other, as long as the flood lasts. */
async function timeCallers(
  url: string,
  letters: Parameters<typeof bodiesOf>[0],
  ended: () => boolean = () => false,
): Promise<number[]> {
  const taken: number[] = [];
  for (const letter of letters) {
    if (ended()) break;
    const started = performance.now();
    const [body] = await bodiesOf([letter], url);
    if (body === undefined) continue;
    const answer = await fetch(`${url}/api/mailbox/post`, {
      method: "POST",
      headers: { "content-type": "application/cbor" },
      body: Buffer.from(body),
    });
    if (!answer.ok) throw new Error(`a caller was answered ${answer.status}`);
    taken.push(performance.now() - started);
  }
  return taken;
}

async function timeWork(bits: number): Promise<Figure> {
  const row = Buffer.from(random(32)).toString("hex") as Parameters<typeof solveWork>[1];
  const taken = await timesOf(bits > 16 ? 3 : 9, () => solveWork(random(32), row, bits), 0);
  return figureOf(`work of ${bits} bits, Node, one core`, "ms", taken);
}
