import { type CaseId, type CaseState, caseOf, mayApprove, propose } from "@fairlead/casework";
import { type LastHead, mayApprove as mayDecide, type StreamId, toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { proposeEntry, type Signing, signWaiting, type WaitingEntry, withdrawWaiting } from "./waiting.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Whether what this hand reads in a stream says that it is another case's, or none's. A spine names its parts in the words of
 * whoever writes there, and would else take any other stream with it. [P11]
 */
export function isElsewhere(held: Held, theCase: CaseId, stream: StreamId): boolean {
  const about = held.state.streams.get(stream)?.begun?.compartment;
  return about !== undefined && (about.about !== "case" || about.case !== theCase);
}

/** Its parts, and what a pruned one was before: that stands until two have signed. */
function streamsOf(held: Held, { case: theCase, parts, contact: { begun, prunings } }: CaseState): Set<StreamId> {
  const named = [...[...parts, ...begun].map(({ stream }) => stream), ...prunings.map(({ from }) => from)];
  return new Set(named.filter((stream) => !isElsewhere(held, theCase, stream)));
}

/** Where the parts of a case stand now; null where one of them is not held, and so cannot be named. */
function headsOf(held: Held, theCase: CaseId): LastHead[] | null {
  const known = caseOf(held.state, theCase);
  // Every case is opened with a threat part: who was given contact alone would destroy half of it and call it all.
  if (known === null || known.threatStream === null) return null;
  const streams = [...streamsOf(held, known)].filter((stream) => !held.roster.erased.has(stream));
  const heads: LastHead[] = [];
  for (const stream of streams) {
    const compartment = held.compartments.get(stream);
    if (compartment === undefined || compartment.halted !== null) return null;
    heads.push({ stream, seq: compartment.head.seq, hash: compartment.head.hash });
  }
  return heads;
}

/**
 * Asks for a case to be erased for ever: the reason stands in the case, the streams and their last heads in a roster
 * entry that a second member signs. What comes between asking and signing undoes it: it is asked anew. [CO6] [P11]
 */
export async function askErasing(
  held: Held,
  appender: Appender,
  theCase: CaseId,
  reason: string,
): Promise<Outcome<{ state: Signing }>> {
  if (!mayDecide(held.role) || !mayApprove(held.role)) return { kind: "not-your-role" };
  const decision = toHex(held.effects.random(16)) as Parameters<typeof propose>[2]["decision"];
  const written = await appender.write((hand) => {
    if (headsOf(held, theCase) === null) return { kind: "not-held", part: "every part" };
    const said = { decision, about: "erase" as const, text: reason, checklist: [], expires: hand.at + 14 * DAY_MS };
    const outcome = propose(held.state, theCase, said, hand);
    return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
  });
  if (written.kind !== "done") return written;
  const streams = headsOf(held, theCase);
  if (streams === null) return { kind: "not-held", part: "every part" };
  // What this member asked for before, and what has gone on since: this takes its place.
  for (const one of erasuresOf(held, theCase)) if (one.signers[0] === held.keys.id) await withdrawWaiting(held, one.id);
  return { kind: "done", state: await proposeEntry(held, { kind: "erase", streams }) };
}

function erasuresOf(held: Held, theCase: CaseId): WaitingEntry[] {
  return held.waiting.filter(
    ({ entry }) =>
      entry?.body.kind === "erase" &&
      namesOnly(held, theCase, entry.body.streams) &&
      !isOfPruning(held, theCase, entry.body.streams),
  );
}

/**
 * Whether these are parts of the case, and nothing that this member knows to be anything else: under the case's name he
 * would sign away another's. What he does not hold he cannot tell; the proposer's word and the server's test stand for it.
 */
export function namesOnly(held: Held, theCase: CaseId, streams: readonly LastHead[]): boolean {
  const known = caseOf(held.state, theCase);
  const parts = known === null ? new Set() : streamsOf(held, known);
  return (
    streams.some(({ stream }) => parts.has(stream)) &&
    streams.every(({ stream }) => parts.has(stream) || !held.compartments.has(stream))
  );
}

/** Whether it is what a pruned part of the case was before, and no more: the case stays. */
export function isOfPruning(held: Held, theCase: CaseId, streams: readonly LastHead[]): boolean {
  const before = caseOf(held.state, theCase)?.contact.prunings ?? [];
  return streams.every(
    ({ stream }) => before.some(({ from }) => from === stream) && !isElsewhere(held, theCase, stream),
  );
}

/** What waits for a second signature to erase this case; first what still can be signed. */
export function erasingOf(held: Held, theCase: CaseId): WaitingEntry | null {
  const all = erasuresOf(held, theCase);
  return all.find((one) => !hasGoneOn(held, one)) ?? all.at(-1) ?? null;
}

/** Whether the case has gone on since it was asked for: what came may be a reason to keep it. */
export function hasGoneOn(held: Held, { entry, stale }: WaitingEntry): boolean {
  if (entry?.body.kind !== "erase") return false;
  return (
    stale ||
    entry.body.streams.some(({ stream, seq }) => {
      const head = held.compartments.get(stream)?.head;
      return head !== undefined && head.seq !== seq;
    })
  );
}

/** The second signature. The server destroys keys and ciphertext before it answers. [CO6] */
export async function approveErasing(held: Held, theCase: CaseId): Promise<Outcome<{ state: Signing }>> {
  const waiting = erasingOf(held, theCase);
  if (waiting === null) return { kind: "nothing-waits" };
  if (waiting.mine !== "may-sign") return { kind: waiting.mine === "signed" ? "own-proposal" : "not-your-role" };
  if (hasGoneOn(held, waiting)) return { kind: "gone-on" };
  const signed = await signWaiting(held, waiting);
  if (signed === "stale") return { kind: "gone-on" };
  applyErasures(held);
  return { kind: "done", state: signed };
}

/**
 * Streams that the roster says are destroyed leave this hand: keys, words, whatever was opened through them. Before
 * anything is sent. One that never could be erased so stays, and alarms: two members tried to destroy what all share. [CO6]
 */
export function applyErasures(held: Held): StreamId[] {
  const gone: StreamId[] = [];
  for (const stream of held.roster.erased.keys()) {
    const compartment = held.compartments.get(stream);
    if (compartment === undefined) continue;
    // Of one whose commits this device no longer has, nothing can be said, and nothing is left.
    if (compartment.count > 0 && compartment.head.keeping !== "perishable") held.unlawful.add(stream);
    else {
      held.erase(stream);
      gone.push(stream);
    }
  }
  // From this device too, at once and not with the next round. [CO6]
  if (gone.length > 0) void held.device?.eraseStreams(gone);
  return gone;
}
