import { onePersonBy } from "../fold/same-person.ts";
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
  /** Of the reader's own accounts: somebody else takes it back. [P11] */
  ofMe: boolean;
};

/** Newest first. */
export const samePersonViews = (state: State, outside: Outside): SamePersonView[] => {
  const names = namesIn(state, outside);
  const { same: said } = commonsOf(state);
  const one = onePersonBy(said);
  return [...said.values()]
    .map(({ member, other, same, reason, by, at, times }): SamePersonView => {
      const members: SamePersonView["members"] = [names(member), names(other)];
      const ofMe = one(outside.me, member) || one(outside.me, other);
      return { members, same, reason, by: names(by), at, version: times, ofMe };
    })
    .toSorted((a, b) => b.at - a.at);
};
