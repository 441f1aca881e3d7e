import type { CaseId, ThingId } from "@fairlead/casework";
import type { Plan, Problem } from "@fairlead/planner/placements";
import type { Roofs } from "./parties.ts";
import { spanOf } from "./problem.ts";
import type { Shelter } from "./shelters.ts";
import type { Span } from "./weeks.ts";

/**
 * there: sleeps there now · planned: is to come · proposed: would come by the plan on the screen · leaves: is or would be
 * there, and by that plan no longer · unknown: of a case that this reader does not hold.
 */
export type BarKind = "there" | "planned" | "proposed" | "leaves" | "unknown";

export type Bar = Span & {
  key: string;
  thing: ThingId;
  kind: BarKind;
  people: number;
  /** null: not this reader's to know. */
  party: { case: CaseId; alias: string } | null;
  pinned: boolean;
};

type Shown = { plan: Plan; problem: Problem } | null;

export const barsOf = (
  roofs: Roofs,
  shelters: readonly Shelter[],
  shown: Shown,
  pinned: (party: CaseId) => boolean,
): Bar[] => {
  const places = new Map(shown?.plan.placements.map((one) => [one.party, one]));
  const bars: Bar[] = [];
  for (const party of roofs.parties) {
    const who = { case: party.case, alias: party.alias };
    const push = (key: string, thing: ThingId, kind: BarKind, span: Span, pin = false) =>
      bars.push({ key: `${party.case} ${key}`, thing, kind, people: party.people, party: who, pinned: pin, ...span });
    for (const { use, thing, weeks, there } of party.others) push(use.use, thing, there ? "there" : "planned", weeks);
    const { stay } = party;
    const place = places.get(party.case);
    const same = stay !== null && place?.site === stay.thing && place.start === stay.weeks.start;
    const goes = shown !== null && !same && (place !== undefined || stay?.there === false);
    if (stay !== null)
      push(
        stay.use.use,
        stay.thing,
        goes ? "leaves" : stay.there ? "there" : "planned",
        stay.weeks,
        !goes && pinned(party.case),
      );
    const asked = shown?.problem.parties.find(({ id }) => id === party.case);
    if (place !== undefined && asked !== undefined && !same)
      push("proposed", place.site as ThingId, "proposed", spanOf(place.start, asked.stay), pinned(party.case));
  }
  for (const { alias, case: id, people, stay } of roofs.leftOver)
    bars.push({
      ...{ key: stay.use.use, thing: stay.thing, kind: stay.there ? "there" : "planned", people, pinned: false },
      ...{ party: { case: id, alias }, ...stay.weeks },
    });
  for (const { thing, unknown } of shelters)
    for (const { hold, start, end } of unknown)
      bars.push({ key: hold.hold, thing, kind: "unknown", people: hold.beds, party: null, pinned: false, start, end });
  return bars;
};

/** Bars under one another where they overlap in time: the fewest lines, earliest first. */
export const lanesOf = (bars: readonly Bar[]): Bar[][] => {
  const lanes: Bar[][] = [];
  for (const bar of bars.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const free = lanes.find((lane) => (lane.at(-1)?.end ?? 0) <= bar.start);
    if (free === undefined) lanes.push([bar]);
    else free.push(bar);
  }
  return lanes;
};

/** Beds that are free in each week, by the bars as they are drawn; below 0: more are promised than there are. */
export const freeIn = ({ beds }: Shelter, bars: readonly Bar[]): number[] =>
  beds.map(
    (all, week) =>
      all -
      bars
        .filter(({ kind, start, end }) => kind !== "leaves" && start <= week && week < end)
        .reduce((n, { people }) => n + people, 0),
  );
