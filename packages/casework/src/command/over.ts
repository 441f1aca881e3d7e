import { fieldOf, lastWritten, overlaps, overOf, overRefusal, type Written } from "../fold/over.ts";
import type { State } from "../fold/state.ts";
import { versionThere } from "../fold/versions.ts";
import type { MemberId, StreamId } from "../ids.ts";
import type { Operation } from "../operation.ts";
import type { Outcome, Write } from "../refusal.ts";
import { attempt, type Hand, type SeenBefore, versionPlace } from "./attempt.ts";

/** How {@link SeenBefore} names the value that an operation writes over; null where it only adds. */
export const placeWritten = (state: State, stream: StreamId, operation: Operation): string | null => {
  const field = fieldOf(operation, state.streams.get(stream)?.content.is === "contact");
  return field === null ? null : `${stream} ${field}`;
};

/** What stands there now, whoever wrote it; null where nothing does, or the operation only adds. */
export const standsThere = (state: State, stream: StreamId, operation: Operation): Written | null => {
  const there = state.streams.get(stream);
  if (there === undefined) return null;
  const field = fieldOf(operation, there.content.is === "contact");
  return field === null ? versionThere(there.content, operation) : (lastWritten(there.written, field) ?? null);
};

/**
 * What was written here wrote also over what `place` names, in part: a status of one of them, and then one of all. Whether whoever
 * had `seen` there has seen all but that one write, `before` being what its own author had seen.
 */
export const isSeenBut = (
  state: State,
  { stream, operation, before }: { stream: StreamId; operation: Operation; before: number },
  { place, seen }: { place: string; seen: number },
): boolean => {
  const there = state.streams.get(stream);
  if (there === undefined || !place.startsWith(`${stream} `)) return false;
  const own = fieldOf(operation, there.content.is === "contact");
  const field = place.slice(stream.length + 1);
  if (own === null || own === field || !overlaps(own, field)) return false;
  const other = [...there.written].findLast(([name]) => name !== own && overlaps(name, field))?.[1];
  return seen === (other === undefined ? before : other.at);
};

type Said = { stream: StreamId; operations: readonly Operation[] };

/** The versions that stand where these write, as seen by somebody who looked at them just now. */
export const versionsSeen = (state: State, writes: readonly Said[]): SeenBefore => {
  const seen: SeenBefore = new Map();
  for (const { stream, operations } of writes)
    for (const operation of operations) {
      const place = versionPlace(stream, operation);
      const there = state.streams.get(stream);
      const standing = there === undefined ? null : versionThere(there.content, operation);
      if (place !== null && standing !== null) seen.set(place, standing.version);
    }
  return seen;
};

/** Notes what these write over, as it stands in `from`; of a compartment that its reader had not read, nothing. */
export const noteSeen = (from: State, writes: readonly Said[], seen: SeenBefore): void => {
  for (const { stream, operations } of writes)
    for (const operation of operations) {
      const place = overOf(operation) === undefined ? placeWritten(from, stream, operation) : null;
      if (place !== null && from.streams.has(stream) && !seen.has(place))
        seen.set(place, standsThere(from, stream, operation)?.at ?? 0);
    }
};

/** What an accepted write has made of the versions that it stood on. */
export type Step = { place: string; from: number; to: number };

export const stepsOf = (state: State, by: MemberId, { stream, operations }: Said): Step[] =>
  operations.flatMap((operation) => {
    const place = versionPlace(stream, operation);
    const there = state.streams.get(stream);
    if (place === null || there === undefined) return [];
    if ("over" in operation && operation.over !== undefined)
      return [{ place, from: operation.over, to: operation.over + 1 }];
    const standing = versionThere(there.content, operation);
    return standing?.by === by ? [{ place, from: standing.version - 1, to: standing.version }] : [];
  });

/** The version that one of these has before its author's eyes at this place; null where none writes there. */
export const versionSaid = (writes: readonly Said[], place: string): number | null => {
  for (const { stream, operations } of writes)
    for (const operation of operations) if (versionPlace(stream, operation) === place) return overOf(operation) ?? null;
  return null;
};

/**
 * Writes into each operation what its author had before their eyes, and asks whether it still stands there.
 *
 * @param seen from earlier times that this was asked: what the author saw stays what it was, however often it is tried.
 * What is missing is taken from `from` and noted there.
 */
export const withOver = <W extends Said>(
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
