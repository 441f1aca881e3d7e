import {
  askPruning as ask,
  type CaseId,
  type CaseState,
  type Hand as CaseworkHand,
  caseOf,
  casesOf,
  caseView,
  commonsOf,
  type DecisionId,
  isUnheard,
  mayApprove,
  mayWrite,
  movingViews,
  onePersonBy,
  pruneJourneys,
  pruningDue,
} from "@fairlead/casework";
import {
  type LastHead,
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
    const view = caseView(held.state, held.outside(), theCase);
    if (view !== null && movingViews([view], hand.at).some(isUnheard))
      return { kind: "not-to-be-pruned", missing: ["unheard"] };
    return { kind: "draft", writes: outcome.writes };
  });
  return written.kind === "done" ? { kind: "done", decision } : written;
}

/**
 * What two have decided to prune is pruned: the part begins anew, and the stream of before is erased, by a signature of each.
 * Interrupted anywhere it goes on: both are read from record and roster. Part of every round. [CO6]
 */
export async function keepPruning(held: Held, appender: Appender): Promise<void> {
  if (mayWrite(held.role, "pruneJourneys") && mayCommit(held.role, "epoch"))
    for (const { case: theCase } of casesOf(held.state))
      if (beginningOf(held, theCase, held.hand()).writes.length > 0)
        await appender.write((hand) => beginningOf(held, theCase, hand));
  if (mayDecide(held.role)) for (const one of unerased(held)) await signErasing(held, one);
}

/** Of two who come by at once the second finds it done, and writes nothing. */
function beginningOf(held: Held, theCase: CaseId, hand: CaseworkHand): Draft {
  const known = caseOf(held.state, theCase);
  const due = known && pruningDue(held.state, known, hand.at);
  const old = due?.prunes === undefined ? undefined : held.compartments.get(due.prunes.stream);
  if (!due || old === undefined || old.halted !== null || !hasKey(old.epoch)) return NOTHING;
  const to = newId<StreamId>(held.effects.random);
  const outcome = pruneJourneys(held.state, theCase, { decision: due.decision, to }, hand);
  // Journeys have been planned since: it waits until those are over too, or runs out.
  if (outcome.kind !== "operations") return NOTHING;
  const key = makeEpochKey(held.effects.random);
  const begins = { key, readers: stayingReaders(held, old), link: false, keeping: "perishable" as const };
  return { kind: "draft", writes: outcome.writes.map((one) => (one.stream === to ? { ...one, begins } : one)) };
}

/** Parts of cases that have gone on in another stream, and still stand. */
function unerased(held: Held): Pruning[] {
  const one = onePersonBy(commonsOf(held.state).same);
  return casesOf(held.state).flatMap(({ contact: { prunings } }) =>
    prunings.filter(({ from, asked, approved }) => !held.roster.erased.has(from) && !one(asked.by, approved.by)),
  );
}

/**
 * The signatures of the two who decided it, each given by their own console as it comes by: so nothing is destroyed at the
 * server, or in anybody's hand, that they have not said. Where one has left, somebody else signs by hand and knowing what;
 * where both have, it is laid before them by whoever comes by.
 */
async function signErasing(held: Held, one: Pruning): Promise<void> {
  const me = held.keys.id;
  const two = [one.asked.by, one.approved.by];
  const waiting = held.waiting.filter((entry) => erasesOnly(entry, one.from));
  for (const entry of waiting) if (entry.signers[0] === me && !fits(held, entry)) await withdrawWaiting(held, entry.id);
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
  const oneIsThere = two.some((id) => {
    const member = held.roster.members.get(id);
    return member?.standing === "active" && mayDecide(member.role);
  });
  if (head === null || (oneIsThere && !two.includes(me))) return;
  await proposeEntry(held, { kind: "erase", streams: [head] });
}

/** Whether an entry erases this one stream and nothing else. */
export function erasesOnly({ entry }: WaitingEntry, stream: StreamId): boolean {
  const body = entry?.body;
  return body?.kind === "erase" && body.streams.length === 1 && body.streams[0]?.stream === stream;
}

/** Whoever never held it goes by the spine, which names the stream; the server tests its head. */
function fits(held: Held, { entry, stale }: WaitingEntry): boolean {
  const named = entry?.body.kind === "erase" ? entry.body.streams[0] : undefined;
  const head = named && held.compartments.get(named.stream)?.head;
  return !stale && named !== undefined && (head === undefined || (head.seq === named.seq && head.hash === named.hash));
}

/** Where it ended; null where this hand does not hold it, or has not read so far. */
function endOf(held: Held, { from, to }: Pruning): LastHead | null {
  const compartment = held.compartments.get(from);
  const content = held.state.streams.get(from)?.content;
  if (compartment === undefined || compartment.halted !== null) return null;
  if (content?.is !== "part" || content.part.endedIn !== to) return null;
  return { stream: from, seq: compartment.head.seq, hash: compartment.head.hash };
}
