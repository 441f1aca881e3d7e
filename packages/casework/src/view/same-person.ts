import { pairOf, saidOf } from "../fold/same-person.ts";
import { commonsOf, type State } from "../fold/state.ts";
import type { Outside } from "../outside.ts";
import { countedOf, isOthersToUnsay } from "../rule/same-person.ts";
import type { PersonRef } from "../view.ts";
import { namesIn } from "./person.ts";

/** What holds of two accounts, and who said it last. `version` is what a change names as the one it saw. */
export type SamePersonView = {
  members: [PersonRef, PersonRef];
  same: boolean;
  reason: string;
  by: PersonRef;
  at: number;
  version: number;
  /** Said by others of the reader's own accounts: somebody else takes it back. [P11] */
  ofMe: boolean;
  /** Nobody in office has said so: it counts for nothing, until somebody says it again. */
  lapsed: boolean;
};

/** Newest first. */
export const samePersonViews = (state: State, outside: Outside): SamePersonView[] => {
  const names = namesIn(state, outside);
  const { same: said } = commonsOf(state);
  const counted = countedOf(said, outside);
  const pairs = new Map(said.map((word) => [pairOf(word), word]));
  return [...pairs]
    .map(([pair, last]): SamePersonView => {
      const stands = counted.get(pair)?.at(-1);
      const { member, other, same, reason, by, at } = stands ?? last;
      const ofMe = isOthersToUnsay(said, { by: outside.me, member, other }, outside);
      const version = saidOf(said, last).length;
      const lapsed = stands === undefined;
      return { members: [names(member), names(other)], same, reason, by: names(by), at, version, ofMe, lapsed };
    })
    .toSorted((a, b) => b.at - a.at);
};
