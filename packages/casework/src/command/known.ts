import { caseOf, type State, streamOf } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import type { AddKnown, ConfirmKnown, MatchedWith, WithdrawKnown } from "../operation.ts";
import type { Outcome } from "../refusal.ts";
import type { MatchVerdict } from "../words.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

/** Put somebody on the organisation's list, confirm what another member said, or withdraw it. */
export const writeKnown = (state: State, operation: AddKnown | ConfirmKnown | WithdrawKnown, hand: Hand): Outcome => {
  const stream = streamOf(state, "intake");
  return stream ? attempt(state, hand, [{ stream, operations: [operation] }]) : notHeld("intake");
};

/** Two that may be one person: a thread, a case, or somebody on the list. */
export type Judged = Exclude<MatchedWith, { kind: "known" }>;

/**
 * Say whether two are one person. Where one of them is a case, it is said in that case's threat part and nowhere else:
 * a member without the case learns from nothing in the intake that its person was looked for.
 */
export const judgeMatch = (
  state: State,
  intent: { here: Judged; there: MatchedWith; verdict: MatchVerdict; reason: string },
  hand: Hand,
): Outcome => {
  const { here, there, verdict, reason } = intent;
  if (here.kind === "case") return inCase(state, here.case, there, { verdict, reason }, hand);
  if (there.kind === "case") return inCase(state, there.case, here, { verdict, reason }, hand);
  const stream = streamOf(state, "intake");
  if (!stream) return notHeld("intake");
  return attempt(state, hand, [
    { stream, operations: [{ op: "judgeMatch", mailbox: here.mailbox, other: there, verdict, reason }] },
  ]);
};

const inCase = (
  state: State,
  id: CaseId,
  other: MatchedWith,
  said: { verdict: MatchVerdict; reason: string },
  hand: Hand,
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  if (!known.threatStream) return notHeld("threat");
  return attempt(state, hand, [
    { stream: known.threatStream, operations: [{ op: "judgeMatch", mailbox: null, other, ...said }] },
  ]);
};
