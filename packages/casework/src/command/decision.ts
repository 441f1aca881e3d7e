import { type CaseState, caseOf, type State } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import type { Decide, Operation, Propose, WithdrawProposal } from "../operation.ts";
import type { Outcome } from "../refusal.ts";
import { attempt, type Hand } from "./attempt.ts";

type Body<O> = Omit<O, "op">;

const onSpine = (state: State, id: CaseId, operation: Operation, hand: Hand): Outcome => {
  const known: CaseState | null = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  return attempt(state, hand, [{ stream: known.contactStream, operations: [operation] }]);
};

/** Ask for a decision. A night move (`about: "night-move"`) stands at once and is reviewed afterwards [P11]. */
export const propose = (state: State, id: CaseId, intent: Body<Propose>, hand: Hand): Outcome =>
  onSpine(state, id, { op: "propose", ...intent }, hand);

/** Approve or refuse, with a reason. `own-proposal` for whoever proposed it, in any role [P11]. */
export const decide = (state: State, id: CaseId, intent: Body<Decide>, hand: Hand): Outcome =>
  onSpine(state, id, { op: "decide", ...intent }, hand);

export const withdrawProposal = (state: State, id: CaseId, intent: Body<WithdrawProposal>, hand: Hand): Outcome =>
  onSpine(state, id, { op: "withdrawProposal", ...intent }, hand);
