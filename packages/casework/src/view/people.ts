import { casesOf, refusedOf, type State, unknownOf } from "../fold/state.ts";
import type { MemberId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import type { AccountView, PeopleView } from "../view.ts";
import { namesIn } from "./person.ts";

/** Members with what they carry, as far as this reader can see cases. */
export const peopleView = (state: State, outside: Outside): PeopleView => {
  const names = namesIn(state, outside);
  const open = casesOf(state).filter(({ contact }) => contact.closed === null);
  const count = (is: (owner: MemberId | null, standIn: MemberId | null) => boolean) =>
    open.filter(({ contact }) => is(contact.owner, contact.standIn)).length;
  return {
    members: outside.members
      .map(({ id, role, standing }) => ({
        ...names(id),
        role,
        standing,
        owns: count((owner) => owner === id),
        standsIn: count((_, standIn) => standIn === id),
      }))
      .toSorted((a, b) => (a.handle ?? a.id).localeCompare(b.handle ?? b.id)),
  };
};

/** Operations that were refused or not understood: shown, never hidden. */
export const accountView = (state: State): AccountView => ({
  refused: refusedOf(state),
  unknown: unknownOf(state),
});
