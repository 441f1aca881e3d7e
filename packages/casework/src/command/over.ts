import { factKey } from "../fold/facts.ts";
import { fieldOf, overOf, overRefusal, type Written } from "../fold/over.ts";
import type { State } from "../fold/state.ts";
import type { Content } from "../fold/stream.ts";
import type { StreamId } from "../ids.ts";
import type { Operation, SetFact } from "../operation.ts";
import type { Outcome, Write } from "../refusal.ts";
import { attempt, type Hand } from "./attempt.ts";

/** When each value was written that an author had before their eyes, by compartment and field; 0 where nothing stood. */
export type SeenBefore = Map<string, number>;

/** How {@link SeenBefore} names the value that an operation writes over; null where it only adds. */
export const placeWritten = (state: State, stream: StreamId, operation: Operation): string | null => {
  const field = fieldOf(operation, state.streams.get(stream)?.content.is === "contact");
  return field === null ? null : `${stream} ${field}`;
};

/** What stands there now, whoever wrote it; null where nothing does, or the operation only adds. */
export const standsThere = (state: State, stream: StreamId, operation: Operation): Written | null => {
  const there = state.streams.get(stream);
  if (operation.op === "setFact") return factThere(there?.content, operation);
  const field = fieldOf(operation, there?.content.is === "contact");
  return field === null ? null : (there?.written.get(field) ?? null);
};

/** Facts count their own versions: `over` says which one this is. */
const factThere = (content: Content | undefined, { person, fact }: SetFact): Written | null => {
  const last = content?.is === "part" ? content.part.facts.get(factKey({ person, fact }))?.versions.at(-1) : undefined;
  if (last === undefined) return null;
  const { value, version, by, at } = last;
  return { by, at, operation: { op: "setFact", person, fact, value, over: version - 1 } };
};

/** The same, said by somebody who has seen what stands there now. */
export const overWhatStands = (state: State, stream: StreamId, operation: Operation): Operation => {
  const there = operation.op === "setFact" ? standsThere(state, stream, operation)?.operation : undefined;
  return operation.op === "setFact" && there?.op === "setFact" ? { ...operation, over: there.over + 1 } : operation;
};

/**
 * Writes into each operation what its author had before their eyes, and asks whether it still stands there.
 *
 * @param seen from earlier times that this was asked: what the author saw stays what it was, however often it is tried.
 * What is missing is taken from `from` and noted there.
 */
export const withOver = <W extends { stream: StreamId; operations: readonly Operation[] }>(
  state: State,
  writes: readonly W[],
  seen: SeenBefore,
  from: State = state,
): { kind: "operations"; writes: W[] } | Exclude<Outcome, { kind: "operations" }> => {
  const stamped: W[] = [];
  for (const write of writes) {
    const operations: Operation[] = [];
    for (const operation of write.operations) {
      const place = overOf(operation) === undefined ? placeWritten(state, write.stream, operation) : null;
      if (place === null) {
        operations.push(operation);
        continue;
      }
      const over = seen.get(place) ?? standsThere(from, write.stream, operation)?.at ?? 0;
      seen.set(place, over);
      const said = { ...operation, over } as Operation;
      const refusal = overRefusal(said, standsThere(state, write.stream, said) ?? undefined);
      if (refusal) return refusal;
      operations.push(said);
    }
    stamped.push({ ...write, operations });
  }
  return { kind: "operations", writes: stamped };
};

/** Writes once more what was written down before, as far as it still counts. */
export const writeAgain = (state: State, writes: readonly Write[], hand: Hand): Outcome => attempt(state, hand, writes);
