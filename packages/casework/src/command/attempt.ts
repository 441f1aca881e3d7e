/**
 * A command is a question to the fold: "would these operations count, written by me, now?" The rules stand in the
 * fold alone; a command that disagreed with it would promise what colleagues' clients then refuse.
 *
 * After a re-base (someone else appended first [ST2]) the client folds what came and runs the command again.
 */

import type { State } from "../fold/state.ts";
import { copyStream, emptyStream, take } from "../fold/stream.ts";
import type { MemberId } from "../ids.ts";
import type { Outcome, Refusal, Write } from "../refusal.ts";
import type { Role } from "../words.ts";

/** Whose hand writes, in which role, at what time (ms). */
export type Hand = { by: MemberId; role: Role; at: number };

export const attempt = (state: State, hand: Hand, writes: readonly Write[]): Outcome => {
  for (const { stream, operations } of writes) {
    const draft = copyStream(state.streams.get(stream) ?? emptyStream(stream));
    for (const operation of operations) {
      // What needs another's signature is written by whoever has just checked it.
      const whose = { author: hand.by, role: hand.role, at: hand.at, proven: true };
      const entry = { stream, seq: draft.seq + 1, ...whose, operation };
      const refusal = take(draft, entry);
      if (refusal) return refusal;
    }
  }
  return { kind: "operations", writes: writes.filter((write) => write.operations.length > 0) };
};

export const notHeld = (part: string): Refusal => ({ kind: "not-held", part });
