import type { Operation, Refusal, State } from "@fairlead/casework";
import type { StreamId } from "@fairlead/protocol";
import type { Envelope } from "../envelope.ts";
import type { UnsentWrite } from "./unsent.ts";

/** Why the first of them does not count, and all of them, as they were said. */
export type PassedOver = { why: Refusal; writes: UnsentWrite[] };

export type OnRecord = { stream: StreamId; seq: number; envelope: Envelope };

/**
 * What stands on the record and every fold passes over, though casework had agreed to it: seen by nobody, and nobody but
 * its author would ever miss it. null where all of it counts.
 */
export function passedOver(state: State, commits: readonly OnRecord[]): PassedOver | null {
  const writes: UnsentWrite[] = [];
  let why: Refusal | null = null;
  for (const { stream, seq, envelope } of commits) {
    const refused = state.streams.get(stream)?.refused.filter((one) => one.seq === seq) ?? [];
    why ??= refused[0]?.refusal ?? null;
    const operations = refused.flatMap(({ nth }) => envelope.operations[nth] ?? []).filter(isKnown);
    if (operations.length > 0) writes.push({ stream, operations });
  }
  return why === null ? null : { why, writes };
}

export const isKnown = (operation: Envelope["operations"][number]): operation is Operation =>
  operation.op !== "unknown";

/**
 * By which a chore is known again in the next round: where it writes, what it does, and what that is about. Moments, ladders
 * and the like are made anew each time, as is a token, by which the ledger counts.
 */
export function choreOf(stream: StreamId, operation: Operation | { op: "unknown" }): string {
  const about = Object.entries(operation).filter(
    ([field, value]) => field !== "token" && (field === "seq" || typeof value === "string"),
  );
  return JSON.stringify([stream, about]);
}
