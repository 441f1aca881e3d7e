import { type State, streamOf } from "../fold/state.ts";
import type { EndShift, HandOver, HaveIt, MemberBell, PlanShift, SetLimits } from "../operation.ts";
import type { Outcome } from "../refusal.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

/** Rota, limits, bells, "I have it", and the note that goes with the end of a shift. */
export const writeDuty = (
  state: State,
  operations: readonly (SetLimits | MemberBell | PlanShift | EndShift | HaveIt | HandOver)[],
  hand: Hand,
): Outcome => {
  const stream = streamOf(state, "intake");
  return stream ? attempt(state, hand, [{ stream, operations: [...operations] }]) : notHeld("intake");
};
