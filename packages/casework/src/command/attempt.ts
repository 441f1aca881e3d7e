/**
 * A command is a question to the fold: "would these operations count, written by me, now?" The rules stand in the
 * fold alone; a command that disagreed with it would promise what colleagues' clients then refuse.
 *
 * What a reader would not take back as it was written is `incomplete`, by the field: most often a text that is too long.
 * So is what does not say why, where somebody has to.
 *
 * After a re-base (someone else appended first [ST2]) the client folds what came and runs the command again.
 */

import type { State } from "../fold/state.ts";
import { copyStream, emptyStream, take } from "../fold/stream.ts";
import { versionedOf } from "../fold/versions.ts";
import type { MemberId, StreamId } from "../ids.ts";
import type { Operation } from "../operation.ts";
import type { MemberSeen } from "../outside.ts";
import { malformedField } from "../read/operation.ts";
import type { Outcome, Refusal, Write } from "../refusal.ts";
import { noPlace } from "../rule/consent.ts";
import { onePersonRefusal } from "../rule/one-person.ts";
import { unreasoned } from "../rule/reason.ts";
import { onePersonIn } from "../rule/same-person.ts";
import type { Role } from "../words.ts";

/**
 * What an author had before their eyes, by compartment and place: when it was written (0: nothing stood there), or its
 * version where versions are counted.
 */
export type SeenBefore = Map<string, number>;

/**
 * Whose hand writes, in which role, at what time (ms). `members`: the roster, by which it is known whose word on accounts counts. `seen`: the versions that they have come to know since they wrote
 * it down; what is asked again is over those. Nobody stumbles over their own earlier word.
 */
export type Hand = { by: MemberId; role: Role; at: number; members?: readonly MemberSeen[]; seen?: SeenBefore };

/** How {@link SeenBefore} names what counts versions of its own; null where an operation counts none. */
export const versionPlace = (stream: StreamId, operation: Operation): string | null => {
  const versioned = versionedOf(operation);
  return versioned === null ? null : `${stream} ${versioned}`;
};

/** How {@link SeenBefore} names the noes over which a yes would stand; null of anything else. */
export const noesPlace = (stream: StreamId, operation: Operation): string | null =>
  operation.op === "giveConsent" && operation.refused !== true ? `${stream} ${noPlace(operation)}` : null;

const noesSeen = (seen: SeenBefore | undefined, stream: StreamId, operation: Operation): Operation => {
  const noes = seen?.get(noesPlace(stream, operation) ?? "");
  return noes === undefined ? operation : ({ ...operation, noes } as Operation);
};

const overSeen = (seen: SeenBefore | undefined, stream: StreamId, operation: Operation): Operation => {
  const place = seen === undefined || !("over" in operation) ? null : versionPlace(stream, operation);
  const over = place === null ? undefined : seen?.get(place);
  return over === undefined ? operation : ({ ...operation, over } as Operation);
};

export const attempt = (state: State, hand: Hand, asked: readonly Write[]): Outcome => {
  const writes = asked.map(({ operations, ...write }) => ({
    ...write,
    operations: operations.map((operation) =>
      noesSeen(hand.seen, write.stream, overSeen(hand.seen, write.stream, operation)),
    ),
  }));
  const one = onePersonIn(state, hand);
  for (const { stream, operations } of writes) {
    const draft = copyStream(state.streams.get(stream) ?? emptyStream(stream));
    for (const operation of operations) {
      const field = malformedField(operation) ?? unreasoned(operation);
      if (field !== null) return { kind: "incomplete", field };
      // What needs another's signature is written by whoever has just checked it.
      const whose = { author: hand.by, role: hand.role, at: hand.at, proven: true };
      const entry = { stream, seq: draft.seq + 1, ...whose, operation };
      // The one rule that the fold cannot keep: it would have to look into another compartment.
      const refusal = onePersonRefusal(draft.content, operation, hand, one) ?? take(draft, entry);
      if (refusal) return refusal;
    }
  }
  return { kind: "operations", writes: writes.filter((write) => write.operations.length > 0) };
};

export const notHeld = (part: string): Refusal => ({ kind: "not-held", part });
