import { HOUR } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import type { DecisionRecord, Verdict } from "../fold/decision.ts";
import type { MemberId } from "../ids.ts";
import type { Refusal } from "../refusal.ts";
import { endedByNo, noToMoving } from "./consent.ts";

/** A night move is reviewed within this time [P11]. Later reviews count, and the screen says they are late. */
export const REVIEW_WITHIN = 12 * HOUR;

/** All that was said of it by others than its author, oldest first. */
export const verdictsOf = ({ verdict, further = [] }: Pick<DecisionRecord, "verdict" | "further">): Verdict[] =>
  verdict === null ? [] : [verdict, ...further];

/**
 * Why this member may not decide this proposal, or null.
 *
 * What counts is the member id of both signatures: whether someone acts as owner, as stand-in or in another role
 * makes no second person of one [P11].
 *
 * @param mayDecide whether the role may be the second here
 */
export const decideRefusal = (
  decision: DecisionRecord,
  by: MemberId,
  mayDecide: boolean,
  at: number,
): Refusal | null => {
  if (decision.by === by) return { kind: "own-proposal" };
  if (!mayDecide) return { kind: "not-your-role" };
  // Whether a review is the orderer's own, under another account, stands in another compartment: a command asks. So here
  // each further member's counts, once.
  const over =
    decision.about === "night-move" ? verdictsOf(decision).some((said) => said.by === by) : decision.verdict !== null;
  if (over || decision.withdrawn !== null) return { kind: "already-decided" };
  if (decision.about !== "night-move" && at > decision.expires) return { kind: "expired", at: decision.expires };
  return null;
};

/** Whoever reviewed it has said no. */
export const isRefusedOrder = (made: DecisionRecord): boolean =>
  made.about === "night-move" && verdictsOf(made).some(({ verdict }) => verdict === "refuse");

/** Before anybody has moved. */
export const isEarly = ({ stage }: Pick<ContactState, "stage">): boolean =>
  stage === "contact" || stage === "verification" || stage === "accepted";

/** First moves that were ordered of this party, and that their own no has not ended. */
export const standingOrders = ({ decisions, consent }: ContactState): DecisionRecord[] =>
  decisions.filter(
    ({ about, withdrawn, order }) => about === "night-move" && withdrawn === null && !endedByNo(consent, order),
  );

/**
 * The night exception: at urgency *now*, before anyone has moved, one member may order the first move to safety,
 * once. It moves no stage: evacuating still needs a go by two. Over their own no nobody orders it; one that their no has
 * ended was no move, and the next is the first. One that was refused has moved nobody either: by another road there may be one
 * more, and it says that it is that one. [P11]
 */
export const nightMoveRefusal = (state: ContactState, at: number, again: boolean): Refusal | null => {
  const no = noToMoving(state.consent, at);
  if (no) return no;
  const orders = standingOrders(state);
  const isOpen = orders.length === 0 || (again && orders.length === 1 && orders.every(isRefusedOrder));
  return state.urgency?.urgency === "now" && isEarly(state) && isOpen ? null : { kind: "not-a-night-move" };
};
