import type { CheckInRecord, ContactState } from "../fold/contact.ts";
import type { ChecklistPoint, Propose } from "../operation.ts";
import type { Refusal } from "../refusal.ts";

/**
 * The sign of life by which somebody will notice: set, for later than `at`, and no drill. The last that was set. What a new go may
 * rest on is narrower, and asked where it is written (`signThatCalls`).
 */
export const signExpected = ({ checkIns }: Pick<ContactState, "checkIns">, at: number): CheckInRecord | null => {
  const open = [...checkIns.values()].filter(({ closed, due, drill }) => !closed && due > at && !drill);
  return open.toSorted((a, b) => b.at - a.at)[0] ?? null;
};

const saysWhy = ({ point, met, why = "" }: ChecklistPoint): boolean => point === undefined || met || why.trim() !== "";

/**
 * A go that goes without what the case says is missing gives the reason, or it is none. In a case where the sheet is the
 * rule it names the check-in, which this compartment knows of by itself: nobody ticks one that was never set. What stands in
 * the other parts is for whoever reads them; the second is warned of it when they approve. [P11]
 */
export const sheetRefusal = (
  state: ContactState,
  { about, checklist }: Pick<Propose, "about" | "checklist">,
  at: number,
): Refusal | null => {
  if (about !== "go") return null;
  if (!checklist.every(saysWhy)) return { kind: "incomplete", field: "why" };
  if (!state.goSheet) return null;
  const said = checklist.find(({ point }) => point === "check-in");
  const stands = said !== undefined && (!said.met || signExpected(state, at) !== null);
  return stands ? null : { kind: "incomplete", field: "checklist" };
};
