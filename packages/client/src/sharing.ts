import {
  type CaseId,
  type CasePart,
  type ConsentId,
  caseOf,
  casesWhere,
  checkpointOf,
  type Entry,
  fitsCommit,
  mayWrite,
  type Operation,
  type Refusal,
  type SharePart,
  sharesRefused,
  type WithdrawPart,
  writeToCase,
} from "@fairlead/casework";
import {
  type Bytes,
  type Member,
  type MemberId,
  makeEpochKey,
  mayCommit,
  newId,
  type StreamId,
} from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { hasKey } from "./card-book.ts";
import { earlierClock } from "./clocks.ts";
import type { Compartment } from "./compartment.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { keepLadders } from "./ladders.ts";
import { stayingReaders } from "./renewal.ts";
import { wrapsOfAll } from "./role-holding.ts";
import { followCompartments } from "./sync.ts";
import { atOnce } from "./ticket-actions.ts";
import { Unreachable } from "./transport.ts";
import type { Beginning, Draft, StreamWrite } from "./writing.ts";

/** With everything that was written before, or only what is written from this moment on. [CO2] */
export type History = "all" | "from-now-on";

const NOTHING: Draft = { kind: "draft", writes: [] };

/** The part of a case that this hand holds and may give. */
function heldPart(held: Held, theCase: CaseId, part: CasePart): Compartment | null {
  const stream = caseOf(held.state, theCase)?.parts.find((one) => one.part === part)?.stream;
  const compartment = stream === undefined ? undefined : held.compartments.get(stream);
  return compartment !== undefined && compartment.halted === null && hasKey(compartment.epoch) ? compartment : null;
}

/** All that this hand has read of a compartment and that counts, in order. */
function entriesOf(held: Held, compartment: Compartment): Entry[] {
  return compartment.accepted.slice(0, compartment.vouched(held.roster)).flatMap(({ entries }) => entries);
}

/**
 * Share one part of a case with another member.
 *
 * He reads from this epoch on. What was written before stays closed to him unless `history` is "all", so that a hurried
 * click cannot expose a testimony. With `until` it is for a shift: whichever hand of the team comes after that hour takes
 * it back.
 *
 * Who reads from some moment on can be given the history later; never the other way round.
 *
 * @returns `already-shared` when he reads as much; safe to retry.
 * Rules: [CO1] [CO2]
 */
export async function share(
  held: Held,
  appender: Appender,
  theCase: CaseId,
  said: { part: CasePart; member: MemberId; history: History; until: number | null; rests?: ConsentId },
): Promise<Outcome> {
  const { part, member: id, history, until, rests } = said;
  if (!mayWrite(held.role, "sharePart")) return { kind: "not-your-role" };
  const written = await appender.write(async (hand) => {
    const member = held.roster.members.get(id);
    const compartment = heldPart(held, theCase, part);
    if (compartment === null) return { kind: "not-held", part };
    if (member?.standing !== "active") return { kind: "incomplete", field: "member" };
    const reads = compartment.readers.get(id);
    if (reads !== undefined && (history !== "all" || reads.from === null)) return { kind: "already-shared" };
    const record: Operation = {
      op: "sharePart",
      part,
      member: id,
      history: history === "all",
      until,
      ...(rests ? { rests } : {}),
    };
    const noted = writeToCase(held.state, theCase, [record], hand);
    if (noted.kind !== "operations") return noted;
    const given = await giving(held, compartment, member, history);
    if ("kind" in given) return given;
    return { kind: "draft", writes: joined([given.write], noted.writes), wraps: given.wraps } satisfies Draft;
  });
  return written;
}

async function giving(
  held: Held,
  compartment: Compartment,
  member: Member,
  history: History,
): Promise<{ write: StreamWrite; wraps: Bytes[] } | Extract<Refusal, { kind: "history-too-long" }>> {
  const { stream, about } = compartment;
  const given = [{ member: member.id, history: history === "all" }];
  if (history === "all")
    return { write: { stream, operations: [], given }, wraps: await wrapsOfAll(held, compartment, member) };
  if (about === null) throw new TypeError("a compartment that nobody has named");
  const begins = {
    key: makeEpochKey(held.effects.random),
    readers: [...stayingReaders(held, compartment), member],
    link: false,
  };
  const checkpoint = checkpointOf(about, entriesOf(held, compartment));
  if (!fitsCommit(checkpoint)) return { kind: "history-too-long" };
  return { write: { stream, operations: [checkpoint], given, begins }, wraps: [] };
}

/** What is noted of it goes into the commit of its own stream, where there is one. */
function joined(writes: readonly StreamWrite[], noted: readonly StreamWrite[]): StreamWrite[] {
  const isOf = (stream: StreamId) => (one: StreamWrite) => one.stream === stream;
  const own = writes.map((write) => ({
    ...write,
    operations: [...write.operations, ...noted.filter(isOf(write.stream)).flatMap(({ operations }) => operations)],
  }));
  return [...own, ...noted.filter(({ stream }) => !writes.some(isOf(stream)))];
}

/**
 * Takes parts of a case from a member, in one append: what is written from here on he does not read. [CO3]
 *
 * Nobody begins an epoch that he is not in himself, so whoever leaves says so, and the next hand of the team takes it.
 */
export async function withdrawFrom(
  held: Held,
  appender: Appender,
  theCase: CaseId,
  said: { part: CasePart; member: MemberId; with?: readonly CasePart[] },
): Promise<Outcome> {
  const { part, member: id } = said;
  if (!mayWrite(held.role, "withdrawPart")) return { kind: "not-your-role" };
  return appender.write((hand) => {
    const records: (SharePart | WithdrawPart)[] = [];
    const writes: StreamWrite[] = [];
    for (const each of new Set([part, ...(said.with ?? [])])) {
      const compartment = heldPart(held, theCase, each);
      if (compartment === null) return { kind: "not-held", part: each };
      if (!compartment.readers.has(id)) continue;
      const left = leaving(held, compartment, { part: each, member: id }, hand.at);
      if ("kind" in left) return left;
      records.push(left.record);
      if (left.write !== null) writes.push(left.write);
    }
    if (records.length === 0) return NOTHING;
    const noted = writeToCase(held.state, theCase, records, hand);
    return noted.kind === "operations" ? { kind: "draft", writes: joined(writes, noted.writes) } : noted;
  });
}

/** @param joins who reads it from the same commit on */
function leaving(
  held: Held,
  compartment: Compartment,
  { part, member: id }: { part: CasePart; member: MemberId },
  at: number,
  joins: readonly Member[] = [],
): { record: SharePart | WithdrawPart; write: StreamWrite | null } | Extract<Refusal, { kind: "last-reader" }> {
  const staying = stayingReaders(held, compartment).filter((one) => one.id !== id);
  const readers = [...staying, ...joins.filter((one) => !staying.some((each) => each.id === one.id))];
  // Somebody who may decide must be left: a compartment that nobody can give on is lost.
  if (!readers.some(({ role }) => mayCommit(role, "epoch"))) return { kind: "last-reader" };
  if (id === held.keys.id)
    return { record: { op: "sharePart", part, member: id, history: true, until: at }, write: null };
  const begins = { key: makeEpochKey(held.effects.random), readers, link: true };
  return {
    record: { op: "withdrawPart", part, member: id },
    write: { stream: compartment.stream, operations: [], begins },
  };
}

/** Begins a further part of a case, for those named; whoever begins it is among them. [CO5] */
export async function beginPart(
  held: Held,
  appender: Appender,
  theCase: CaseId,
  said: { part: CasePart; title: string; members: readonly MemberId[] },
): Promise<Outcome<{ stream: StreamId }>> {
  const { part, title, members } = said;
  if (!mayWrite(held.role, "beginPart")) return { kind: "not-your-role" };
  const stream = newId<StreamId>(held.effects.random);
  const key = makeEpochKey(held.effects.random);
  const written = await appender.write((hand) => {
    const named = [...new Set([held.keys.id, ...members])];
    const readers = named.flatMap((id) => held.roster.members.get(id) ?? []);
    if (readers.length < named.length || readers.some(({ standing }) => standing !== "active"))
      return { kind: "incomplete", field: "member" };
    const noted = writeToCase(held.state, theCase, [{ op: "beginPart", part, stream }], hand);
    if (noted.kind !== "operations") return noted;
    const operations: Operation[] = [{ op: "begin", compartment: { about: "case", case: theCase, part } }];
    if (title.trim() !== "") operations.push({ op: "titlePart", title: title.trim() });
    const begins: Beginning = { key, readers, link: false, keeping: "perishable" };
    return { kind: "draft", writes: [{ stream, operations, begins }, ...noted.writes] };
  });
  return written.kind === "done" ? { kind: "done", stream } : written;
}

/**
 * Hands a case over: the new owner is given every part that this hand holds, with its history, and becomes owner; whoever
 * had it before keeps reading only if asked. One append: no case has an owner who cannot read it. Safe to repeat.
 */
export async function handCaseOver(
  held: Held,
  appender: Appender,
  theCase: CaseId,
  said: { owner: MemberId; standIn: MemberId | null; keepReading: boolean },
): Promise<Outcome> {
  const { owner, standIn, keepReading } = said;
  if (!mayWrite(held.role, "sharePart")) return { kind: "not-your-role" };
  // Whom its author saw there, also where a colleague was first.
  const before = caseOf(held.state, theCase)?.contact.owner ?? null;
  const goes = keepReading || before === owner || before === standIn ? null : before;
  const written = await appender.write(async (hand) => {
    const known = caseOf(held.state, theCase);
    if (known === null) return { kind: "no-such-case" };
    const shares: SharePart[] = [];
    const leaves: (SharePart | WithdrawPart)[] = [];
    const writes: StreamWrite[] = [];
    const wraps: Bytes[] = [];
    for (const { part } of known.parts) {
      const compartment = heldPart(held, theCase, part);
      if (compartment === null) return { kind: "not-held", part };
      const joins: Member[] = [];
      for (const id of new Set([owner, standIn])) {
        const member = id === null ? null : held.roster.members.get(id);
        if (member === null) continue;
        if (member?.standing !== "active") return { kind: "incomplete", field: "member" };
        if (compartment.readers.get(member.id)?.from === null) continue;
        joins.push(member);
        shares.push({ op: "sharePart", part, member: member.id, history: true, until: null });
        wraps.push(...(await wrapsOfAll(held, compartment, member)));
      }
      const left =
        goes !== null && compartment.readers.has(goes)
          ? leaving(held, compartment, { part, member: goes }, hand.at, joins)
          : null;
      if (left !== null && "kind" in left) return left;
      if (left !== null) leaves.push(left.record);
      const given = joins.length === 0 ? {} : { given: joins.map(({ id }) => ({ member: id, history: true })) };
      const write = left?.write ?? (joins.length === 0 ? null : { stream: compartment.stream, operations: [] });
      if (write !== null) writes.push({ ...write, ...given });
    }
    const noted = writeToCase(held.state, theCase, [...shares, { op: "setOwner", owner, standIn }, ...leaves], hand);
    return noted.kind === "operations" ? { kind: "draft", writes: joined(writes, noted.writes), wraps } : noted;
  });
  // Tonight the server calls whoever has the case, not whoever had it. [P7]
  if (written.kind === "done") await atOnce(appender, () => keepLadders(held, appender));
  return written;
}

/**
 * Runs what must not wait: who takes access away, and believes that it is taken while it only waits, writes on what somebody still
 * reads.
 */
export async function withNetwork(held: Held, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    await followCompartments(held);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    held.online = false;
    return { kind: "needs-network" };
  }
  return work();
}

const casesRefusing = casesWhere(({ contact }) => sharesRefused(contact.consent).length > 0);
const casesLending = casesWhere(({ contact }) => contact.lent.length > 0);

/**
 * Takes a part from whoever reads it on a consent that the person has taken back: whoever comes by first, so that it hangs on nobody's
 * press. [P5]
 */
export async function takeBackRefused(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "withdrawPart")) return;
  for (const { case: theCase, contact } of casesRefusing(held.state))
    for (const { part, member } of sharesRefused(contact.consent))
      if (member !== held.keys.id) await withdrawFrom(held, appender, theCase, { part, member });
}

/** Takes back what was lent for a shift that is over. Part of every round. */
export async function takeBackLent(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "withdrawPart")) return;
  // Over by both clocks: a fast one takes nobody's case away in the middle of a shift.
  const now = earlierClock(held);
  for (const { case: theCase, contact } of casesLending(held.state)) {
    for (const { part, member, until } of contact.lent) {
      if (until > now || member === held.keys.id) continue;
      await withdrawFrom(held, appender, theCase, { part, member });
    }
  }
}
