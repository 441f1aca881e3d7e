import { commonsOf, type State } from "../fold/state.ts";
import type { Outside } from "../outside.ts";
import type { PersonRef } from "../view.ts";
import { namesIn } from "./person.ts";

/** What was last said of two accounts, by whom. `version` is what a change names as the one it saw. */
export type SamePersonView = {
  members: [PersonRef, PersonRef];
  same: boolean;
  reason: string;
  by: PersonRef;
  at: number;
  version: number;
};

/** Newest first. */
export const samePersonViews = (state: State, outside: Outside): SamePersonView[] => {
  const names = namesIn(state, outside);
  return [...commonsOf(state).same.values()]
    .map(({ member, other, same, reason, by, at, times }): SamePersonView => {
      const members: SamePersonView["members"] = [names(member), names(other)];
      return { members, same, reason, by: names(by), at, version: times };
    })
    .toSorted((a, b) => b.at - a.at);
};
