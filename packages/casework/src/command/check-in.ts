import { lettersOf } from "../case-letters.ts";
import type { ContactState } from "../fold/contact.ts";
import { caseOf, type State } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import type { CloseCheckIn } from "../operation.ts";
import type { ThreadSeen } from "../outside.ts";
import type { Outcome, Refusal } from "../refusal.ts";
import type { Hand } from "./attempt.ts";
import { writeToCase } from "./case.ts";

/** When they tapped that they are in danger, as the last tap since it was set; null: they did not. */
const dangerSince = (contact: ContactState, threads: readonly ThreadSeen[], since: number): number | null => {
  const taps = lettersOf(contact, threads).flatMap(({ row: { letter } }) =>
    letter !== null && letter.tap !== "none" && (letter.at ?? 0) >= since
      ? [{ tap: letter.tap, at: letter.at ?? 0 }]
      : [],
  );
  const last = taps.toSorted((a, b) => a.at - b.at).at(-1);
  return last?.tap === "danger" ? last.at : null;
};

/** A tap that says danger is no sign of life that was kept, until somebody has seen it and says that it is one all the same. [P7] */
const overDangerRefusal = (
  contact: ContactState,
  { alarm, done, overDanger }: CloseCheckIn,
  threads: readonly ThreadSeen[],
): Refusal | null => {
  const known = contact.checkIns.get(alarm);
  if (!known || known.drill === true || overDanger === true || (done !== "met" && done !== "met-late")) return null;
  const at = dangerSince(contact, threads, known.at);
  return at === null ? null : { kind: "danger-tapped", at };
};

/** Closes one with the party's taps before one's eyes: they stand in their letters, so the fold cannot ask for it. */
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
