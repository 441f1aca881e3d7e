import { join } from "node:path";
import { type MemberId, newId, type StreamId } from "@fairlead/protocol";
import { openStore } from "@fairlead/server";
import { folderOnDisk } from "../disk.ts";
import type { Measure } from "../measure.ts";
import { foundBenchOrganisation, random, serve } from "../organisation.ts";

const ALARMS = 500;
const MINUTE = 60_000;
const LOOK_MS = 50;
const GRACE = 1;
/** Long enough to arm all of them before the first is due. */
const ROOM_MS = 20_000;

/**
 * Check-ins whose grace ends in the same minute, on the running server with its own timers: how long after that minute
 * begins the last of them is missed, with its first rung told. Nobody is online. [P7]
 */
export const measure: Measure = {
  name: "check-ins",
  run: async () => {
    const store = await openStore(join(folderOnDisk(), "check-ins.db"));
    const server = await serve(store, await foundBenchOrganisation());
    try {
      const member = newId<MemberId>(random);
      const stream = newId<StreamId>(random);
      const bytes = new Uint8Array(1_024);
      const hashOf = (seq: number) => seq.toString(16).padStart(64, "0");
      const place = { stream, epoch: 1, rosterSeq: 0, author: member, bytes };
      const begun = { kind: "epoch" as const, commitment: hashOf(0), keeping: "lasting" as const, linked: true };
      const wrap = { stream, epoch: 1, member, commitment: hashOf(0), hash: stream.repeat(2), bytes };
      await store.streams.append(
        member,
        [{ ...place, seq: 0, prev: hashOf(0), hash: hashOf(1), effect: begun }],
        [wrap],
      );
      const due = Math.floor((Date.now() + ROOM_MS) / MINUTE) + 1;
      for (let seq = 1; seq <= ALARMS; seq++) {
        const ladder = [{ delay: 0, token: "ab".repeat(16) }];
        const step = { verb: "arm" as const, alarm: newId<StreamId>(random), due, grace: GRACE, ladder };
        const commit = {
          ...place,
          seq,
          prev: hashOf(seq),
          hash: hashOf(seq + 1),
          effect: { kind: "alarm" as const, step },
        };
        await store.streams.append(member, [commit], []);
      }
      const over = (due + GRACE) * MINUTE;
      let alarmed = 0;
      let first: number | null = null;
      while (alarmed < ALARMS) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(LOOK_MS, over - Date.now())));
        alarmed = (await store.alarms.heldBy(member)).filter(
          ({ state, rungs }) => state === "missed" && rungs[0]?.reached === true,
        ).length;
        if (alarmed > 0) first ??= Date.now() - over;
      }
      const budget = { value: 5_000, what: "asked for" };
      return [
        {
          ...{
            name: `${ALARMS} check-ins whose grace ends in one minute, until the last is alarmed`,
            unit: "ms",
            runs: 1,
          },
          ...{ value: Date.now() - over, beside: [budget, { value: first ?? 0, what: "until the first" }] },
        },
      ];
    } finally {
      await server.close();
    }
  },
};
