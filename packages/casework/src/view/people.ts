import { HOUR } from "../day.ts";
import { casesOf, refusedOf, type State, unknownOf } from "../fold/state.ts";
import type { MemberId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import type { AccountView, PeopleView } from "../view.ts";
import { namesIn } from "./person.ts";

/** Members with what they carry, as far as this reader can see cases. */
export const peopleView = (state: State, outside: Outside): PeopleView => {
  const names = namesIn(state, outside);
  const open = casesOf(state).filter(({ contact }) => contact.closed === null);
  // Each case is looked at once, however many members there are.
  const [owns, standsIn] = [new Map<MemberId | null, number>(), new Map<MemberId | null, number>()];
  for (const { contact } of open) {
    owns.set(contact.owner, (owns.get(contact.owner) ?? 0) + 1);
    standsIn.set(contact.standIn, (standsIn.get(contact.standIn) ?? 0) + 1);
  }
  return {
    members: outside.members
      .map(({ id, role, standing, enrolled }) => ({
        ...names(id),
        role,
        standing,
        enrolled: enrolled === undefined ? null : { by: enrolled.by.map(names), at: enrolled.hour * HOUR },
        owns: owns.get(id) ?? 0,
        standsIn: standsIn.get(id) ?? 0,
      }))
      .toSorted((a, b) => (a.handle ?? a.id).localeCompare(b.handle ?? b.id)),
  };
};

/** Operations that were refused or not understood: shown, never hidden. */
export const accountView = (state: State): AccountView => ({
  refused: refusedOf(state),
  unknown: unknownOf(state),
});
