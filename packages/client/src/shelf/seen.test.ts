import { type Hash, idFrom, type MailboxId } from "@fairlead/protocol";
import { expect, it } from "vitest";
import { bothSeen, type Seen } from "./seen.ts";

const hash = (number: number) => idFrom<Hash>(new Uint8Array(32).fill(number));
const mailbox = idFrom<MailboxId>(new Uint8Array(32));

function seen(threadsRead: number, kept: Hash): Seen {
  const thread = { up: { seq: 2, hash: hash(1) }, down: { seq: 1, hash: hash(2) }, kept };
  return {
    ...{ since: 1, syncedAt: 1, roster: { seq: 0, hash: hash(3) }, streams: new Map(), proposed: [], glance: null },
    ...{ threads: new Map([[mailbox, thread]]), threadsRead },
  };
}

it("[ST4] of a thread that was ended or frozen since, without another row, the word of who has read further counts", () => {
  const [older, newer] = [seen(90, hash(4)), seen(100, hash(5))];
  for (const both of [bothSeen(older, newer), bothSeen(newer, older)])
    expect([both.threadsRead, both.threads.get(mailbox)?.kept]).toEqual([100, hash(5)]);
});
