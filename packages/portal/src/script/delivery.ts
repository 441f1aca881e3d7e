/**
 * One sealed row on its way. [ST5] [MB2] [MB9]
 *
 * Sealed once, its bytes are kept and sent again until the server has said that it holds them: the same bytes twice
 * are one message there. So a dead network, a double tap or a restarted server loses nothing and doubles nothing.
 */
import { decodeBody, type MailboxKeys, type Row, solveWork } from "@fairlead/protocol/seal";
import type { Work } from "./door.ts";
import { type Head, readStale } from "./replies.ts";
import type { Transport } from "./transport.ts";

export type Delivered =
  | { kind: "accepted" }
  /** Another tab wrote first: seal anew after these heads, under the same message id. */
  | { kind: "stale"; up: Head; down: Head }
  | { kind: "refused"; code: string };

export type Carrier = {
  transport: Transport;
  /** A fresh challenge, or null without network. */
  freshWork: () => Promise<Work | null>;
  /** Waits; a tap on "try now" or a network that comes back ends it early. */
  pause: (milliseconds: number) => Promise<void>;
  onWaiting: (why: "network" | "busy" | null) => void;
  onWorked: () => void;
  /** True once the page is being left: nothing more is sent. */
  isOver: () => boolean;
};

const PAUSES = [2_000, 5_000, 10_000, 20_000];
// The server's words for "prove it again": a challenge that has aged while the network was away.
const WORK_CODES = new Set(["FL_WORK", "FL_NONCE"]);

export const deliver = async (
  row: Row,
  keys: MailboxKeys,
  work: Work | null,
  carrier: Carrier,
  files: readonly string[] = [],
): Promise<Delivered> => {
  let proof: { challenge: Uint8Array; answer: number } | null = null;
  let current = work;
  let renewed = 0;
  for (let attempt = 0; ; attempt++) {
    if (carrier.isOver()) return { kind: "refused", code: "FL_LEFT" };
    current ??= await carrier.freshWork();
    if (current !== null && proof === null) {
      proof = { challenge: current.challenge, answer: await solveWork(current.challenge, row.hash, current.bits) };
      carrier.onWorked();
    }
    const answer =
      proof === null
        ? ({ kind: "offline" } as const)
        : await carrier.transport.post("/api/mailbox/post", {
            keys: { verifyKey: keys.verifyKey, kemKey: keys.kemKey },
            row: row.bytes,
            work: proof,
            ...(files.length > 0 && { files }),
          });
    if (answer.kind === "answer") {
      carrier.onWaiting(null);
      const stale = readStale(decodeBody(answer.bytes));
      if (stale === null || stale.up.hash === row.hash) return { kind: "accepted" };
      return { kind: "stale", ...stale };
    }
    if (answer.kind === "refused") {
      // Sealed anew after an answer that was lost: these words are there, under their own message id. [MB7]
      if (answer.code === "FL_MESSAGE_USED") return { kind: "accepted" };
      if (!WORK_CODES.has(answer.code) || renewed++ > 2) return answer;
      current = null;
      proof = null;
      continue;
    }
    carrier.onWaiting(answer.kind === "busy" ? "busy" : "network");
    await carrier.pause(PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 20_000);
  }
};
