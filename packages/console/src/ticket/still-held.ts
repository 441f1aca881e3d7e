import type { CaseId, CaseView } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";
import { heldTickets } from "./turns.ts";

/** How many tickets of a case are held. */
export const heldIn = (cases: readonly CaseView[], id: CaseId): number =>
  heldTickets(cases.find((known) => known.case === id)?.tickets ?? []);

/** What whoever took a step back has still to see to: drivers who were stopped by it are let go on by a person. null: nothing. */
export const heldText = (t: Words["t"], cases: readonly CaseView[], id: CaseId): string | null => {
  const n = heldIn(cases, id);
  return n === 0 ? null : t("undo.tickets-held", { n });
};
