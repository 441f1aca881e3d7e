/** What stands on the map, from the network as this member reads it: who does not hold it sees none of it. */
import { type EntryView, freshness } from "@fairlead/casework";
import type { PlainRoute } from "@fairlead/planner/routes";
import { minuteText } from "../journey/labels.ts";
import { hoursText } from "../network/entry-words.ts";
import type { Position } from "./gaze.ts";

export type MapPlace = {
  id: string;
  name: string;
  at: Position;
  /** Points for each hour of staying there. */
  watch: number;
  shelter: boolean;
  /** 23:00–05:00; empty: none. */
  curfew: string;
  /** Somebody said so lately enough to lead anybody there. */
  holds: boolean;
};

/** How services, drives and walks run, each from place to place. */
export type MapWay = { kind: "service" | "drive" | "walk"; line: readonly Position[] };

export type MapRoute = {
  legs: readonly { kind: "ride" | "drive" | "walk" | "stay"; line: readonly Position[] }[];
  /** What is said beside the places it leads over, by place: when they come and go. */
  stops: readonly { place: string; text: string }[];
};

export type Ground = {
  places: MapPlace[];
  ways: MapWay[];
  /** Names of places of which nobody has said where they lie. */
  nowhere: string[];
};

const lineThrough = (stops: readonly string[], at: ReadonlyMap<string, Position>): Position[] =>
  stops.flatMap((id) => {
    const position = at.get(id);
    return position === undefined ? [] : [position];
  });

/** @param extra points for each hour that one case's hunters add, by place */
export const groundOf = (
  entries: readonly EntryView[],
  now: number,
  extra: ReadonlyMap<string, number> = new Map(),
): Ground => {
  const ground: Ground = { places: [], ways: [], nowhere: [] };
  const at = new Map<string, Position>();
  for (const view of entries) {
    const { entry, retired } = view;
    if (entry.kind !== "place" || retired !== null) continue;
    const { id, name, lat, lon, watch, shelter, curfew } = entry;
    if (lat === null || lon === null) {
      ground.nowhere.push(name);
      continue;
    }
    at.set(id, [lon, lat]);
    ground.places.push({
      ...{ id, name, shelter, at: [lon, lat], watch: watch + (extra.get(id) ?? 0) },
      ...{ curfew: hoursText(curfew), holds: freshness(view, now) !== "stale" },
    });
  }
  for (const { entry, retired } of entries) {
    if (entry.kind === "place" || retired !== null) continue;
    const stops = entry.kind === "service" ? entry.stops : [entry.from, entry.to];
    const line = lineThrough(stops, at);
    if (line.length > 1) ground.ways.push({ kind: entry.kind, line });
  }
  return ground;
};

/** Of each place on a way when they come there and when they go on. */
const stopTexts = (legs: readonly { from: string; to: string; departs: number; arrives: number }[]) => {
  const stops = new Map<string, string>();
  legs.forEach(({ from, to, departs, arrives }, index) => {
    if (index === 0) stops.set(from, minuteText(departs));
    const on = legs[index + 1]?.departs;
    const came = minuteText(arrives);
    stops.set(to, on === undefined || on === arrives ? came : `${came}–${minuteText(on)}`);
  });
  return [...stops].map(([place, text]) => ({ place, text }));
};

/** A route of the planner: rides through every stop on the way, where the team knows where it lies. */
export const routeOnMap = (
  { legs }: PlainRoute,
  entries: readonly EntryView[],
  places: readonly MapPlace[],
): MapRoute => {
  const at = new Map(places.map((place) => [place.id, place.at]));
  const services = new Map(
    entries.flatMap(({ entry }) => (entry.kind === "service" ? [[entry.id, entry] as const] : [])),
  );
  return {
    legs: legs.map(({ kind, id, from, to, fromStop, toStop }) => {
      const through =
        kind === "ride" && fromStop !== undefined && toStop !== undefined
          ? (services.get(id)?.stops.slice(fromStop, toStop + 1) ?? [from, to])
          : [from, to];
      return { kind, line: lineThrough(through, at) };
    }),
    stops: stopTexts(legs.map(({ from, to, depart, arrive }) => ({ from, to, departs: depart, arrives: arrive }))),
  };
};

type KeptLeg = { kind: "ride" | "drive" | "walk" | "stay"; from: string; to: string; departs: number; arrives: number };

/**
 * A journey that a case keeps: it names places in words, since the network may have changed.
 *
 * @returns null where none of its legs can be drawn
 */
export const journeyOnMap = (legs: readonly KeptLeg[], places: readonly MapPlace[]): MapRoute | null => {
  const byName = new Map(places.map((place) => [place.name, place]));
  const drawn = legs.map(({ kind, from, to }) => ({
    kind,
    line: [byName.get(from), byName.get(to)].flatMap((place) => (place === undefined ? [] : [place.at])),
  }));
  if (!drawn.some(({ line }) => line.length > 1)) return null;
  const stops = stopTexts(legs).flatMap(({ place, text }) => {
    const known = byName.get(place);
    return known === undefined ? [] : [{ place: known.id, text }];
  });
  return { legs: drawn, stops };
};
