/** Legs that are looked at before they are written, and have their names only then. */
import {
  type EntryView,
  type JourneyLeg,
  type JourneyView,
  type LegId,
  type LegView,
  momentOf,
  type RouteRest,
  type WatchedLeg,
} from "@fairlead/casework";
import { entryTitle, placeNames } from "../network/entry-words.ts";

/** A name for each until then. */
export const anew = (): (() => LegId) => {
  let n = 0;
  return () => `new ${n++}` as LegId;
};

/** Whether these legs lead over an entry, by the names that it has in the network now: a journey keeps names alone. */
export const leadsOver =
  (legs: readonly JourneyLeg[], network: readonly EntryView[]) =>
  ({ kind, id }: RouteRest): boolean => {
    const names = placeNames(network);
    const entry = network.find((one) => one.entry.kind === kind && one.entry.id === id)?.entry;
    if (entry === undefined) return false;
    if (entry.kind === "place") return legs.some(({ from, to }) => from === entry.name || to === entry.name);
    if (entry.kind === "walk")
      return legs.some((leg) => leg.kind === "walk" && leg.from === names(entry.from) && leg.to === names(entry.to));
    return legs.some(({ service }) => service === entryTitle(entry, names));
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
