import type { Operation } from "@fairlead/casework";
import { type Member, type MemberId, makeEpochKey, mayCommit, type Roster, sameBytes } from "@fairlead/protocol";
import type { Appender, Written } from "./append.ts";
import { hasKey } from "./card-book.ts";
import type { Compartment, Reader } from "./compartment.ts";
import type { Held } from "./held.ts";
import { isEndedLog, logOf, readsLog } from "./log-readers.ts";
import { mayHold } from "./role-compartments.ts";
import type { StreamWrite } from "./writing.ts";

/** Epochs begun in one append: its wraps stay within what a server takes at once. */
const WRAPS_AT_ONCE = 800;
const STREAMS_AT_ONCE = 48;

/**
 * Whether somebody holds the running epoch who should not: who is suspended or removed, whose role does not reach it any
 * more, or whose old keys may be in other hands. Then nothing is written under it. [CO3] [RO4]
 */
export function isRenewalDue({ roster }: Held, compartment: Compartment): boolean {
  if (isEndedLog(roster, compartment)) return false;
  return compartment.renewAnyway || isDueByRecord(roster, compartment);
}

/** By the roster and the newest commit: neither changes, and with thousands of compartments each round asks of all. */
const judged = new WeakMap<Compartment, { roster: Roster; newest: object | null; due: boolean }>();

function isDueByRecord(roster: Roster, compartment: Compartment): boolean {
  const { newest } = compartment;
  const before = judged.get(compartment);
  if (before?.roster === roster && before.newest === newest) return before.due;
  // Under an epoch that a member began who is out, he reads on, whomever he named.
  const due =
    compartment.leavesBehind(roster) ||
    [...compartment.acceptedReaders(roster)].some((reader) => !mayStay(roster, compartment, reader));
  judged.set(compartment, { roster, newest, due });
  return due;
}

function mayStay(roster: Roster, { about }: Compartment, [id, { rosterSeq }]: readonly [MemberId, Reader]): boolean {
  const member = roster.members.get(id);
  if (member?.standing !== "active") return false;
  if (about?.about === "access") {
    if (!readsLog(roster, member, about.member)) return false;
  } else if (about !== null && !mayHold(member.role, about.about)) return false;
  return hasSameKey(roster, member, rosterSeq);
}

/** Since he was named in that commit he has had no other KEM key: what was wrapped to an old one may be read by others. */
function hasSameKey(roster: Roster, { id, kemKey }: Member, rosterSeq: number): boolean {
  const then = roster.history(id).findLast(({ from }) => from <= rosterSeq);
  return then !== undefined && sameBytes(then.member.kemKey, kemKey);
}

/** Who may stay reads on. */
export function stayingReaders(held: Held, compartment: Compartment): Member[] {
  return [...compartment.acceptedReaders(held.roster)].flatMap((reader) => {
    const member = held.roster.members.get(reader[0]);
    if (member === undefined) return [];
    // With new keys he stays; only his old ones are left out.
    const stays = mayStay(held.roster, compartment, [member.id, { ...reader[1], rosterSeq: held.roster.seq }]);
    return stays ? [member] : [];
  });
}

/** The write that begins the next epoch for those who stay. */
export function renewalOf(held: Held, compartment: Compartment): StreamWrite {
  const { about, stream } = compartment;
  const begins = { key: makeEpochKey(held.effects.random), readers: stayingReaders(held, compartment), link: true };
  if (about?.about !== "intake-keys") return { stream, operations: [], begins };
  // Whoever gets the next intake key gets no old one with it; what the compartment is, it says anew. [RO3]
  const checkpoint: Operation = { op: "checkpoint", compartment: about, entries: [] };
  return { stream, operations: [checkpoint], begins: { ...begins, link: false } };
}

/** Compartments in which this hand can and must begin an epoch. */
export function dueForRenewal(held: Held): Compartment[] {
  if (!mayCommit(held.role, "epoch")) return [];
  return [...held.compartments.values()].filter(
    (one) =>
      one.halted === null &&
      isRenewalDue(held, one) &&
      !held.roster.erased.has(one.stream) &&
      hasKey(one.acceptedEpoch(held.roster)) &&
      // Nobody begins an epoch that he is not in himself.
      stayingReaders(held, one).some(({ id }) => id === held.keys.id),
  );
}

/** How many of this hand's compartments wait for a colleague who may begin their next epoch. */
export function renewalsWaiting(held: Held): number {
  if (mayCommit(held.role, "epoch")) return 0;
  // Each member renews their own log when they come by: that hinders no auditor.
  const due = (one: Compartment) => one.halted === null && logOf(one.about) === null && isRenewalDue(held, one);
  return [...held.compartments.values()].filter(due).length;
}

/**
 * Begins an epoch in every compartment that is due and that this hand holds. Interrupted, it goes on wherever it stood:
 * what is due is read from roster and record, not from memory. Part of every round, and of every removal. [CO3] [P5]
 */
export async function renewDue(held: Held, appender: Appender): Promise<Written> {
  const all = dueForRenewal(held).length;
  if (all === 0) return { kind: "done" };
  held.renewing = { done: 0, of: all };
  try {
    for (let left = all; left > 0; ) {
      const written = await appender.write(() => ({ kind: "draft", writes: nextBatch(held) }));
      if (written.kind !== "done") return written;
      const now = dueForRenewal(held).length;
      held.renewing = { done: Math.max(0, all - now), of: all };
      held.changed();
      // Colleagues may have renewed the rest; or a compartment halted, and is no longer ours to renew.
      if (now >= left) return { kind: "conflict" };
      left = now;
    }
    return { kind: "done" };
  } finally {
    held.renewing = null;
    held.changed();
  }
}

/**
 * Compartments in which something is set aside although nobody holds them who should not: somebody who is out wrote there
 * once, and was left out of it before. No epoch is due, so nobody would ever vouch for what stands behind it. [ST3]
 */
function lackVouching(held: Held): Compartment[] {
  if (!mayCommit(held.role, "write")) return [];
  return [...held.compartments.values()].filter((one) => {
    if (one.halted !== null || !hasKey(one.epoch) || held.roster.erased.has(one.stream)) return false;
    if (one.vouched(held.roster) === one.count || isRenewalDue(held, one)) return false;
    return one.acceptedHead(held.roster).hash === one.head.hash;
  });
}

/** Says in each of those that what stands there stands: a commit that holds nothing and knows of the removal. */
export async function vouch(held: Held, appender: Appender): Promise<void> {
  for (let left = lackVouching(held).length; left > 0; ) {
    const next = () => lackVouching(held).slice(0, STREAMS_AT_ONCE);
    const writes = () => next().map(({ stream }): StreamWrite => ({ stream, operations: [] }));
    const written = await appender.write(() => ({ kind: "draft", writes: writes() }));
    const now = lackVouching(held).length;
    if (written.kind !== "done" || now >= left) return;
    left = now;
  }
}

function nextBatch(held: Held): StreamWrite[] {
  const writes: StreamWrite[] = [];
  let wraps = 0;
  for (const compartment of dueForRenewal(held)) {
    const write = renewalOf(held, compartment);
    wraps += write.begins?.readers.length ?? 0;
    if (writes.length > 0 && (wraps > WRAPS_AT_ONCE || writes.length >= STREAMS_AT_ONCE)) break;
    writes.push(write);
  }
  return writes;
}
