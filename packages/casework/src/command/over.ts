import { noConsents } from "../fold/consent.ts";
import { fieldOf, lastWritten, overlaps, overOf, overRefusal, type Written } from "../fold/over.ts";
import type { State } from "../fold/state.ts";
import { versionThere } from "../fold/versions.ts";
import type { MemberId, StreamId } from "../ids.ts";
import type { Operation } from "../operation.ts";
import type { Outcome, Write } from "../refusal.ts";
import { isNo, noMeanwhile, noPlace } from "../rule/consent.ts";
import { attempt, type Hand, noesPlace, type SeenBefore, versionPlace } from "./attempt.ts";

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

const consentIn = (state: State, stream: StreamId) => {
  const content = state.streams.get(stream)?.content;
  return content?.is === "contact" ? content.contact.consent : null;
};

const noesIn = (state: State, stream: StreamId, said: Parameters<typeof noPlace>[0]): number =>
  consentIn(state, stream)?.noes.get(noPlace(said))?.count ?? 0;

/** What they said to a colleague, of which the author of a yes had not heard by then; null where there is no such no. */
export const saidNoThere = (state: State, stream: StreamId, operation: Operation, seen: SeenBefore): Written | null => {
  const place = noesPlace(stream, operation);
  const consent = consentIn(state, stream);
  if (place === null || consent === null || operation.op !== "giveConsent") return null;
  const noes = seen.get(place) ?? operation.noes;
  const no = noes === undefined ? null : noMeanwhile(consent, { ...operation, noes });
  const record = no && consent.records.get(no.consent);
  const newest = record?.versions.at(-1);
  if (!record || newest?.kind !== "withdrawn") return null;
  const { why: words, how, by, at } = newest;
  const { consent: id, purpose, recipient } = record;
  // As an answer to the same question, so that the two answers stand beside each other.
  const none = { covers: [], until: null, refused: true, over: 0 };
  return { by, at, operation: { op: "giveConsent", consent: id, purpose, recipient, words, how, ...none } };
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
      const noes = noesPlace(stream, operation);
      if (noes !== null && operation.op === "giveConsent") seen.set(noes, noesIn(state, stream, operation));
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
      const noes = noesPlace(stream, operation);
      if (noes !== null && operation.op === "giveConsent" && from.streams.has(stream) && !seen.has(noes))
        seen.set(noes, noesIn(from, stream, operation));
    }
};

/** What an accepted write has made of the versions that it stood on. */
export type Step = { place: string; from: number; to: number };

export const stepsOf = (state: State, by: MemberId, { stream, operations }: Said): Step[] =>
  operations.flatMap((operation) => [
    ...noSteps(state, by, stream, operation),
    ...versionSteps(state, by, stream, operation),
  ]);

/** Whoever wrote a no knew of it when they wrote the yes that waits behind it. */
const noSteps = (state: State, by: MemberId, stream: StreamId, operation: Operation): Step[] => {
  const record = isNo(operation) ? consentIn(state, stream)?.records.get(operation.consent) : undefined;
  const last = record && consentIn(state, stream)?.noes.get(noPlace(record));
  if (!record || last?.consent !== record.consent || last.by !== by) return [];
  return [{ place: `${stream} ${noPlace(record)}`, from: last.count - 1, to: last.count }];
};

const versionSteps = (state: State, by: MemberId, stream: StreamId, operation: Operation): Step[] => {
  const place = versionPlace(stream, operation);
  const there = state.streams.get(stream);
  if (place === null || there === undefined) return [];
  if ("over" in operation && operation.over !== undefined)
    return [{ place, from: operation.over, to: operation.over + 1 }];
  const standing = versionThere(there.content, operation);
  return standing?.by === by ? [{ place, from: standing.version - 1, to: standing.version }] : [];
};

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
      const noes = noesPlace(write.stream, operation);
      if (noes !== null && operation.op === "giveConsent") {
        const said = { ...operation, noes: seen.get(noes) ?? noesIn(from, write.stream, operation) };
        seen.set(noes, said.noes);
        const late = noMeanwhile(consentIn(state, write.stream) ?? noConsents(), said);
        if (late) return { kind: "said-no-meanwhile", by: late.by, at: late.at };
        operations.push(said);
        continue;
      }
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
