import type { ContactState } from "../fold/contact.ts";
import type { ResourcesState } from "../fold/resources.ts";
import type { CaseState } from "../fold/state.ts";
import type { CaseId, HoldId, ThingId } from "../ids.ts";
import type { Names } from "../view/person.ts";
import type { PersonRef } from "../view.ts";
import { isOwnHold, type Sought } from "./fold.ts";

/** What a party needs; null: nobody has said. */
export type SoughtView = (Omit<Sought, "by"> & { by: PersonRef }) | null;

export const soughtView = ({ sought }: ContactState, names: Names): SoughtView =>
  sought && { ...sought, by: names(sought.by) };

/** Beds that are taken. `case` null: by a party that is not this reader's to know. */
export type HoldView = {
  hold: HoldId;
  from: number;
  until: number | null;
  beds: number;
  case: CaseId | null;
  by: PersonRef;
  at: number;
};

/** By shelter, those that stand. */
export const holdViews = (
  { holds }: ResourcesState,
  cases: readonly CaseState[],
  names: Names,
): Map<ThingId, HoldView[]> => {
  const whose = new Map<HoldId, CaseId>();
  for (const { case: id, contact } of cases)
    for (const use of contact.uses.values()) {
      const known = use.hold === undefined ? undefined : holds.get(use.hold);
      if (known !== undefined && isOwnHold(use, known)) whose.set(known.hold, id);
    }
  const found = new Map<ThingId, HoldView[]>();
  for (const { hold, thing, from, until, beds, by, at } of holds.values()) {
    if (beds === 0) continue;
    const view = { hold, from, until, beds, case: whose.get(hold) ?? null, by: names(by), at };
    const list = found.get(thing);
    if (list) list.push(view);
    else found.set(thing, [view]);
  }
  return found;
};
