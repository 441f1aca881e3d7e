import {
  askPruning as ask,
  type CaseId,
  type CaseState,
  type Hand as CaseworkHand,
  type Outcome as CaseworkOutcome,
  caseOf,
  casesWhere,
  caseView,
  type DecisionId,
  decide,
  goesOnIn,
  isAsDecided,
  isUnheard,
  mayApprove,
  mayWrite,
  movingViews,
  onePersonIn,
  pruneJourneys,
  pruningDue,
  type Refusal,
} from "@fairlead/casework";
import {
  type LastHead,
  type MemberId,
  makeEpochKey,
  mayCommit,
  mayApprove as mayDecide,
  newId,
  type StreamId,
  toHex,
} from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { hasKey } from "./card-book.ts";
import { applyErasures } from "./erasing.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { stayingReaders } from "./renewal.ts";
import { proposeEntry, signWaiting, type WaitingEntry, withdrawWaiting } from "./waiting.ts";
import type { Draft } from "./writing.ts";

const DAY_MS = 24 * 3_600_000;
const NOTHING: Draft = { kind: "draft", writes: [] };

type Pruning = CaseState["contact"]["prunings"][number];

/**
 * Asks for the hours and places of a case's journeys to go: a second member decides it in the case, and then whichever hand
 * of the team comes by carries it out. Not while somebody of the party is not heard of: where they were is looked for there.
 * [P11] [P7]
 */
export async function askPruning(
  held: Held,
  appender: Appender,
  theCase: CaseId,
  reason: string,
): Promise<Outcome<{ decision: DecisionId }>> {
  // What is erased in the end is signed by both.
  if (!mayDecide(held.role) || !mayApprove(held.role)) return { kind: "not-your-role" };
  const decision = toHex(held.effects.random(16)) as DecisionId;
  const written = await appender.write((hand) => {
    const outcome = ask(held.state, theCase, { decision, text: reason, expires: hand.at + 14 * DAY_MS }, hand);
    if (outcome.kind !== "operations") return outcome;
    return whileUnheard(held, theCase, hand.at) ?? { kind: "draft", writes: outcome.writes };
  });
  return written.kind === "done" ? { kind: "done", decision } : written;
}

function whileUnheard(held: Held, theCase: CaseId, at: number): Refusal | null {
  const view = caseView(held.state, held.outside(), theCase);
  const unheard = view !== null && movingViews([view], at).some(isUnheard);
  return unheard ? { kind: "not-to-be-pruned", missing: ["unheard"] } : null;
}

/** The second reads the case themselves: what was asked for may be written by another client than ours. [P7] [P11] */
export function decideInCase(
  held: Held,
  theCase: CaseId,
  said: { decision: DecisionId; verdict: "approve" | "refuse"; reason: string },
  hand: CaseworkHand,
): CaseworkOutcome {
  const made = caseOf(held.state, theCase)?.contact.decisions.find(({ decision }) => decision === said.decision);
  const outcome = decide(held.state, theCase, said, hand);
  if (outcome.kind !== "operations" || made?.about !== "prune" || said.verdict !== "approve") return outcome;
  return whileUnheard(held, theCase, hand.at) ?? outcome;
}

const casesToPrune = casesWhere(({ contact }) => contact.decisions.some(({ about }) => about === "prune"));
const casesPruned = casesWhere(({ contact }) => contact.prunings.length > 0);

/**
 * What two have decided to prune is pruned: the part begins anew, and the stream of before is erased, by a signature of each.
 * Interrupted anywhere it goes on: both are read from record and roster. Part of every round. [CO6]
 */
export async function keepPruning(held: Held, appender: Appender): Promise<void> {
  if (mayWrite(held.role, "pruneJourneys") && mayCommit(held.role, "epoch"))
    for (const { case: theCase } of casesToPrune(held.state))
      if (beginningOf(held, theCase, held.hand()).writes.length > 0)
        await appender.write((hand) => beginningOf(held, theCase, hand));
  if (mayDecide(held.role)) for (const { known, one } of unerased(held)) await signErasing(held, known, one);
}

/** Of two who come by at once the second finds it done, and writes nothing. */
function beginningOf(held: Held, theCase: CaseId, hand: CaseworkHand): Draft {
  const known = caseOf(held.state, theCase);
  const due = known && pruningDue(held.state, known, hand);
  const old = due?.prunes === undefined ? undefined : held.compartments.get(due.prunes.stream);
  if (!due || old === undefined || old.halted !== null || !hasKey(old.epoch)) return NOTHING;
  // What stood on the way is said by the register: a summary without it would lose every house and route for good.
  const register = held.compartment("resources");
  if (register === null || register.halted !== null || register.missed !== null) return NOTHING;
  const to = newId<StreamId>(held.effects.random);
  const outcome = pruneJourneys(held.state, theCase, { decision: due.decision, to }, hand);
  // Journeys have been planned since: it waits until those are over too, or runs out.
  if (outcome.kind !== "operations") return NOTHING;
  const key = makeEpochKey(held.effects.random);
  const begins = { key, readers: stayingReaders(held, old), link: false, keeping: "perishable" as const };
  return { kind: "draft", writes: outcome.writes.map((one) => (one.stream === to ? { ...one, begins } : one)) };
}

/** Parts of cases that have gone on in another stream, and still stand. */
function unerased(held: Held): { known: CaseState; one: Pruning }[] {
  return casesPruned(held.state).flatMap((known) =>
    known.contact.prunings.filter(({ from }) => !held.roster.erased.has(from)).map((one) => ({ known, one })),
  );
}

/**
 * Whether this hand may sign unasked that a stream goes: two people have decided, and what it reads in that stream, and in the
 * one that stands in its place, is what they decided. A spine says what whoever writes there makes it say. [P11] [CO6]
 */
function isSure(held: Held, known: CaseState, one: Pruning): boolean {
  const isOne = onePersonIn(held.state, held);
  const isRead = (stream: StreamId) => {
    const there = held.compartments.get(stream);
    return there !== undefined && there.halted === null && there.missed === null;
  };
  if (isOne(one.asked.by, one.approved.by) || !isRead(one.from) || !isRead(goesOnIn(known, one))) return false;
  return isAsDecided(held.state, known, one);
}

/**
 * Whether this member asked for it, or approved it, in a commit of their own: who reads a case from some moment on is told by a
 * colleague what was decided before, and could be told a word of their own that they never said. [P11]
 */
function hasSaidSo(held: Held, { contactStream }: CaseState, { decision, from }: Pruning): boolean {
  const own = held.compartments.get(contactStream)?.accepted.flatMap(({ entries }) => entries) ?? [];
  return own.some(
    ({ author, operation }) =>
      author === held.keys.id &&
      ((operation.op === "propose" && operation.decision === decision && operation.prunes?.stream === from) ||
        (operation.op === "decide" && operation.decision === decision && operation.verdict === "approve")),
  );
}

/** Whether the console of this member, who is one of the two, does not sign by itself: somebody has to look. */
export function isDoubted(held: Held, theCase: CaseId, from: StreamId): boolean {
  // As long as this device is still being read, or nothing was fetched yet, what is not here looks like what is not there.
  if (held.reading !== null || !held.syncedHere) return false;
  const known = caseOf(held.state, theCase);
  const one = known?.contact.prunings.find((each) => each.from === from);
  if (!known || one === undefined || ![one.asked.by, one.approved.by].includes(held.keys.id)) return false;
  return !isSure(held, known, one) || !hasSaidSo(held, known, one);
}

/**
 * The signatures of the two who decided it, each given by their own console as it comes by, once it has looked: so nothing is
 * destroyed at the server, or in anybody's hand, that they have not said. Where one has left, somebody else signs by hand and
 * knowing what; where both have, it is laid before them by whoever comes by.
 */
async function signErasing(held: Held, known: CaseState, one: Pruning): Promise<void> {
  const me = held.keys.id;
  const two = [one.asked.by, one.approved.by];
  const waiting = held.waiting.filter((entry) => erasesOnly(entry, one.from));
  for (const entry of waiting) if (entry.signers[0] === me && !fits(held, entry)) await withdrawWaiting(held, entry.id);
  if (!isSure(held, known, one) || (two.includes(me) && !hasSaidSo(held, known, one))) return;
  const standing = waiting.filter((entry) => fits(held, entry));
  const theirs = standing.find(({ mine }) => mine === "may-sign");
  if (theirs !== undefined) {
    if (!two.includes(me)) return;
    await signWaiting(held, theirs);
    applyErasures(held);
    return;
  }
  if (standing.length > 0) return;
  const head = endOf(held, one);
  const oneIsThere = two.some((id) => maySignStill(held, id));
  if (head === null || (oneIsThere && !two.includes(me))) return;
  await proposeEntry(held, { kind: "erase", streams: [head] });
}

/** Whether the console of one of the two can still come by and sign: a member who was taken out, or decides no more, cannot. */
export function maySignStill({ roster }: Held, id: MemberId): boolean {
  const member = roster.members.get(id);
  return member?.standing === "active" && mayDecide(member.role);
}

/** Whether an entry erases this one stream and nothing else. */
export function erasesOnly({ entry }: WaitingEntry, stream: StreamId): boolean {
  const body = entry?.body;
  return body?.kind === "erase" && body.streams.length === 1 && body.streams[0]?.stream === stream;
}

function fits(held: Held, { entry, stale }: WaitingEntry): boolean {
  const named = entry?.body.kind === "erase" ? entry.body.streams[0] : undefined;
  const head = named && held.compartments.get(named.stream)?.head;
  return !stale && head !== undefined && head.seq === named?.seq && head.hash === named.hash;
}

function endOf(held: Held, { from }: Pruning): LastHead | null {
  const head = held.compartments.get(from)?.head;
  return head === undefined ? null : { stream: from, seq: head.seq, hash: head.hash };
}
