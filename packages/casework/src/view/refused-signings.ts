import { HOUR } from "../day.ts";
import { commonsOf, type State } from "../fold/state.ts";
import type { Hash } from "../ids.ts";
import type { SigningAsks } from "../operation.ts";
import type { Outside } from "../outside.ts";
import type { PersonRef } from "../view.ts";
import { namesIn } from "./person.ts";

/** What waited for another signature and was let go by somebody else than its author. `askedAt` and `at` in ms. */
export type RefusedSigningView = {
  entry: Hash;
  asks: Omit<SigningAsks, "members"> & { members: PersonRef[] };
  askedBy: PersonRef;
  askedAt: number;
  by: PersonRef;
  at: number;
  reason: string;
  /** Whoever looks had asked for it, and has not said that they read this. */
  news: boolean;
};

/** Newest first. */
export const refusedSigningViews = (state: State, outside: Outside): RefusedSigningView[] => {
  const names = namesIn(state, outside);
  return [...commonsOf(state).refusedSignings.values()]
    .map(({ entry, asks, askedBy, hour, by, at, reason, read }) => ({
      entry,
      asks: { ...asks, members: asks.members.map(names) },
      askedBy: names(askedBy),
      askedAt: hour * HOUR,
      by: names(by),
      at,
      reason,
      news: askedBy === outside.me && read !== true,
    }))
    .toSorted((a, b) => b.at - a.at);
};
