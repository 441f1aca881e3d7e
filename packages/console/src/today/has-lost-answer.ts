import { lostAnswerOf } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";

/** Of this member's own cases: somebody waits for words that the team believes they have. */
export const hasLostAnswer = (one: CaseInHand, now: number): boolean =>
  (one.owner.me || one.standIn?.me === true) && lostAnswerOf(one, now) !== null;
