/** From what the planner answered to what the case keeps: in names, since the network will have changed by then. */
import type {
  ChosenRoute,
  EntryView,
  JourneyLeg,
  JourneyReason,
  JourneyStretch,
  LegId,
  NetworkEntry,
  NetworkKind,
} from "@fairlead/casework";
import type { Leg, PlainRoute, Route } from "@fairlead/planner/routes";
import { entryTitle, type PlaceNames } from "../network/entry-words.ts";

/** Entries by how routes call them: a walk is called by its ends there. */
export type Known = { names: PlaceNames; ride(leg: Leg): EntryView | null; place(id: string): EntryView | null };

export const knownIn = (entries: readonly EntryView[], names: PlaceNames): Known => {
  const found = new Map<string, EntryView>();
  for (const view of entries) {
    const { entry } = view;
    if (view.retired === null)
      found.set(entry.kind === "walk" ? `walk ${entry.from}>${entry.to}` : `${entry.kind} ${entry.id}`, view);
  }
  const kindOf: Record<Leg["kind"], NetworkKind> = { ride: "service", drive: "drive", walk: "walk" };
  return {
    names,
    ride: ({ kind, id }) => found.get(`${kindOf[kind]} ${id}`) ?? null,
    place: (id) => found.get(`place ${id}`) ?? null,
  };
};

export const rideText = ({ ride, names }: Known, leg: Leg): string => {
  const entry: NetworkEntry | undefined = ride(leg)?.entry;
  return leg.kind === "walk" ? "" : entry === undefined ? leg.id : entryTitle(entry, names);
};

const stretchOf = (known: Known, leg: Leg): JourneyStretch => ({
  kind: leg.kind,
  from: known.names(leg.from),
  to: known.names(leg.to),
  departs: leg.depart,
  arrives: leg.arrive,
  service: rideText(known, leg),
});

export const legsOf = (known: Known, { legs }: PlainRoute, newLeg: () => LegId): JourneyLeg[] =>
  legs.map((leg) => ({ ...stretchOf(known, leg), leg: newLeg(), note: "" }));

const reasonOf = (known: Known, route: PlainRoute, legs: readonly JourneyLeg[], index: number): JourneyReason => {
  const { part, leg, place, pointMinutes } = route.reasons[index] ?? { part: "stay", pointMinutes: 0 };
  return {
    part,
    leg: leg === undefined ? null : (legs[leg]?.leg ?? null),
    place: place === undefined ? "" : known.names(place),
    pointMinutes,
  };
};

/** Everything that it leads over, in the version that the planner read. */
const restsOf = (known: Known, { legs }: Pick<PlainRoute, "legs">): ChosenRoute["rests"] => {
  const used = legs.flatMap((leg) => [known.place(leg.from), known.ride(leg), known.place(leg.to)]);
  const rests = new Map(
    used.flatMap((view): [string, ChosenRoute["rests"][number]][] =>
      view === null
        ? []
        : [
            [
              `${view.entry.kind} ${view.entry.id}`,
              { kind: view.entry.kind, id: view.entry.id, version: view.version },
            ],
          ],
    ),
  );
  return [...rests.values()];
};

export const chosenRoute = (
  known: Known,
  route: Route,
  legs: readonly JourneyLeg[],
  said: Pick<ChosenRoute, "label" | "among" | "plannedAt">,
): ChosenRoute => ({
  ...said,
  exposure: route.exposure,
  price: route.price,
  reasons: route.reasons.map((_, index) => reasonOf(known, route, legs, index)),
  fallbacks: route.fallbacks.flatMap(({ leg, at, leads, route: other }) => {
    const of = legs[leg];
    return of === undefined
      ? []
      : [
          {
            ...{ leg: of.leg, at, leads, legs: (other?.legs ?? []).map((one) => stretchOf(known, one)) },
            ...(other === null || other === undefined ? {} : { rests: restsOf(known, other) }),
          },
        ];
  }),
  rests: restsOf(known, route),
});
