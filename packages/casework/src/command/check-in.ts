import { lettersOf } from "../case-letters.ts";
import type { ContactState } from "../fold/contact.ts";
import { caseOf, type State } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import type { CloseCheckIn } from "../operation.ts";
import type { ThreadSeen } from "../outside.ts";
import type { Outcome, Refusal } from "../refusal.ts";
import { saidSince } from "../said-since.ts";
import type { Hand } from "./attempt.ts";
import { writeToCase } from "./case.ts";

/** Whoever says danger keeps no sign of life, until somebody has seen that and says that it is one all the same. [P7] */
const overDangerRefusal = (
  contact: ContactState,
  { alarm, done, overDanger }: CloseCheckIn,
  threads: readonly ThreadSeen[],
): Refusal | null => {
  const known = contact.checkIns.get(alarm);
  if (!known || known.drill === true || overDanger === true || (done !== "met" && done !== "met-late")) return null;
  const { danger } = saidSince(lettersOf(contact, threads), contact.signals, known.at);
  return danger && { kind: "danger-said", at: danger.at };
};

/** Closes one with the party's words before one's eyes: they stand in their letters, so the fold cannot ask for it. */
export const closeCheckIn = (
  state: State,
  id: CaseId,
  said: Omit<CloseCheckIn, "op">,
  hand: Hand,
  threads: readonly ThreadSeen[],
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const operation = { op: "closeCheckIn" as const, ...said };
  return overDangerRefusal(known.contact, operation, threads) ?? writeToCase(state, id, [operation], hand);
};
