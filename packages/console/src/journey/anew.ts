/** Legs that are looked at before they are written, and have their names only then. */
import {
  type JourneyLeg,
  type JourneyView,
  type LegId,
  type LegView,
  momentOf,
  type WatchedLeg,
} from "@fairlead/casework";

/** A name for each until then. */
export const anew = (): (() => LegId) => {
  let n = 0;
  return () => `new ${n++}` as LegId;
};

/** Whoever was asked for a leg stays asked where it stays the same. */
export const watchedLegs = (
  on: Pick<JourneyView, "date" | "offset">,
  legs: readonly JourneyLeg[],
  before: readonly LegView[],
): WatchedLeg[] =>
  legs.map((leg) => ({
    ...leg,
    departsAt: momentOf(on, leg.departs),
    arrivesAt: momentOf(on, leg.arrives),
    assigned: before.find((one) => one.leg === leg.leg && one.departs === leg.departs)?.assigned ?? [],
  }));
