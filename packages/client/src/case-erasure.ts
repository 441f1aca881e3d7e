import {
  type CaseId,
  type Hand as CaseworkHand,
  type CloseCase,
  caseOf,
  casesWrittenTo,
  type DropTask,
  type KeepCase,
  mayWrite,
  type Refusal,
  type ReopenCase,
  type ReopenTask,
  type TurnTicket,
  writeToCase,
} from "@fairlead/casework";
import { type Framing, mayCommit } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { isElsewhere } from "./erasing.ts";
import type { Held } from "./held.ts";
import { threadSeen } from "./thread.ts";
import type { Draft, StreamWrite } from "./writing.ts";

/**
 * Closes a case, reopens or keeps it, and gives all its parts the hour of erasure that follows, or none: one append,
 * so that what the spine says and what the server will do are never two things. [P11]
 */
export function withErasure(
  held: Held,
  theCase: CaseId,
  operations: readonly (CloseCase | DropTask | ReopenTask | ReopenCase | KeepCase | TurnTicket)[],
  eraseAt: number | null,
  hand: CaseworkHand,
): Draft | Refusal {
  const outcome = writeToCase(held.state, theCase, operations, hand);
  if (outcome.kind !== "operations") return outcome;
  const framing: Framing = { kind: "retention", eraseAt };
  const writes: StreamWrite[] = outcome.writes.map((one) => ({ ...one, framing }));
  const known = caseOf(held.state, theCase);
  const streams = new Set(known?.parts.map(({ stream }) => stream));
  // What a pruned part was before goes with the case at the latest.
  for (const { from } of known?.contact.prunings ?? [])
    if (held.compartments.has(from) && !isElsewhere(held, theCase, from)) streams.add(from);
  for (const stream of streams) {
    if (writes.some((one) => one.stream === stream)) continue;
    if (eraseAt !== null || runsOut(held, stream)) writes.push({ stream, operations: [], framing });
  }
  return { kind: "draft", writes };
}

const runsOut = (held: Held, stream: StreamWrite["stream"]): boolean =>
  (held.compartments.get(stream)?.erasure ?? null) !== null;

/**
 * A closed case to which its party has written is not erased, whether a member has read the letter or not: any hand
 * that comes by withdraws the hour, and says so in the case. Part of every round. [P6]
 */
export async function keepCasesWrittenTo(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "keepCase") || !mayCommit(held.role, "retention")) return;
  const found = () =>
    casesWrittenTo(held.state, [...held.threads.values()].map(threadSeen)).filter(
      ({ contact, parts }) => contact.closed?.kept === null || parts.some(({ stream }) => runsOut(held, stream)),
    );
  for (const { case: theCase } of found()) {
    await appender.write((hand): Draft | Refusal => {
      const known = found().find((one) => one.case === theCase);
      if (known === undefined) return { kind: "draft", writes: [] };
      if (known.contact.closed?.kept === null)
        return withErasure(held, theCase, [{ op: "keepCase", reason: "" }], null, hand);
      // Kept before, and someone set an hour again.
      const writes = known.parts.filter(({ stream }) => runsOut(held, stream));
      const framing: Framing = { kind: "retention", eraseAt: null };
      return { kind: "draft", writes: writes.map(({ stream }) => ({ stream, operations: [], framing })) };
    });
  }
}
