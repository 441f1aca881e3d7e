import type { JourneyId, MemberId } from "../ids.ts";
import type { CallAgain, Decide, Propose, WithdrawProposal } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { decideRefusal, verdictsOf } from "../rule/decision.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

export type Verdict = Said & { verdict: "approve" | "refuse"; reason: string; order: number };

/** Somebody has read what became of something, as far as it went by then. */
export type Reading = Said & { order: number };

/** A proposal and what became of it: about a case, or about a thread that never became one. */
export type DecisionRecord = Omit<Propose, "op"> &
  Said & {
    /** Its place in the stream, and its verdict's: later beats earlier whatever clocks say. */
    order: number;
    verdict: Verdict | null;
    /** Of a night move, after the first: that one may turn out to be the orderer's, under another account. */
    further?: readonly Verdict[];
    withdrawn: (Said & { reason: string; order: number }) | null;
    /** Of a night move whose second was called anew: how many reviews there had been by then. */
    calledAfter?: number;
    /** Who has read what became of it. */
    read?: readonly Reading[];
    /** Used by a move: one go opens one start. */
    spent: boolean;
    /** Of a go that two gave where they were safe already: the journey that set out on it, and used it up. */
    journey?: JourneyId;
  };

/** What a proposal says, on whichever subject. */
type Proposal = Pick<Propose, "decision" | "about" | "text" | "checklist" | "expires">;

export const isWaiting = ({ verdict, withdrawn }: DecisionRecord): boolean => verdict === null && withdrawn === null;

export const foldProposal = <P extends Proposal>(
  known: DecisionRecord | undefined,
  proposal: P,
  { by, at, order }: Place,
): (P & DecisionRecord) | Refusal => {
  if (known) return { kind: "decision-exists" };
  if (proposal.text.trim() === "") return { kind: "incomplete", field: "text" };
  if (proposal.expires <= at) return { kind: "expired", at: proposal.expires };
  return { ...proposal, by, at, order, verdict: null, withdrawn: null, spent: false };
};

/** `mayDecide`: whether the author's role may be the second of the two here. [P11] */
export const foldVerdict = <D extends DecisionRecord>(
  known: D,
  { verdict, reason }: Pick<Decide, "verdict" | "reason">,
  { by, at, order }: Place,
  mayDecide: boolean,
): D | Refusal => {
  if (reason.trim() === "") return { kind: "incomplete", field: "reason" };
  const refusal = decideRefusal(known, by, mayDecide, at);
  if (refusal) return refusal;
  const said: Verdict = { by, at, verdict, reason, order };
  return known.verdict === null ? { ...known, verdict: said } : { ...known, further: [...(known.further ?? []), said] };
};

export const foldWithdrawal = <D extends DecisionRecord>(
  known: D,
  { reason }: Pick<WithdrawProposal, "reason">,
  { by, at, order }: Place,
): D | Refusal => {
  if (reason.trim() === "") return { kind: "incomplete", field: "reason" };
  if (known.by !== by) return { kind: "not-your-proposal" };
  // An order that was carried out cannot be taken back into not having been given.
  if (!isWaiting(known) || known.about === "night-move") return { kind: "already-decided" };
  return { ...known, withdrawn: { by, at, reason, order } };
};

/** Whether anybody was called since its newest review; where it has none, since it was ordered. */
export const isCalled = (known: DecisionRecord): boolean =>
  verdictsOf(known).length === (known.calledAfter ?? 0) && known.paged !== undefined && known.paged.ladder.length > 0;

/**
 * Once for each review that turned out to be none, and once for an order for which nobody could be called: two hands that come
 * by at once ring nobody twice.
 */
export const foldCallAgain = <D extends DecisionRecord>(known: D, { page }: CallAgain): D | Refusal => {
  const reviews = verdictsOf(known).length;
  const isNew = reviews > (known.calledAfter ?? 0);
  if (known.about !== "night-move" || isCalled(known)) return { kind: "already-decided" };
  if (!isNew && page.ladder.length === 0) return { kind: "already-decided" };
  return { ...known, paged: page, calledAfter: reviews };
};

/** The alarm that still rings for it: until the next review, which clears it. */
export const ringingPage = (known: DecisionRecord): DecisionRecord["paged"] =>
  verdictsOf(known).length === (known.calledAfter ?? 0) ? known.paged : undefined;

/** The decisions with this one in the place of what was known of it. */
export const withDecision = <D extends DecisionRecord>(decisions: readonly D[], record: D): D[] =>
  decisions.map((one) => (one.decision === record.decision ? record : one));
