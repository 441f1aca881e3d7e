/** What a file adds to the network that stands. */
import {
  type EntryView,
  entryKey,
  lineId,
  type NetworkEntry,
  type NetworkService,
  partOfLine,
} from "@fairlead/casework";
import { inParts, mostIn } from "./from-file.ts";
import { grouped } from "./grouped.ts";

type Standing = EntryView & { entry: NetworkService };
const isService = (view: EntryView): view is Standing => view.entry.kind === "service";

/** Days so long gone that nobody is under way by them any more. */
const PAST_DAYS = 7;
const DAY = 24 * 60 * 60_000;

/**
 * A public timetable knows nothing of who watches a station or records who rides: what the team wrote stays, and what it
 * retired stays retired. Of a known service only the departures of the file's day are taken, beside those of other days and
 * those that the team wrote for days of the week; days long past are let go of.
 */
export const whatItAdds = (
  entries: readonly NetworkEntry[],
  known: readonly EntryView[],
  now: number,
): NetworkEntry[] => {
  const there = new Map(known.map((view) => [entryKey(view.entry), view]));
  const byStops = grouped(known.filter(isService), ({ entry }) => JSON.stringify(entry.stops));
  const past = new Date(now - PAST_DAYS * DAY).toISOString().slice(0, 10);
  const isFree = (id: string): boolean => !there.has(`service ${id}`);

  const added = (service: NetworkService): NetworkService[] => {
    const parts = standingOf(service, byStops.get(JSON.stringify(service.stops)) ?? []);
    const [first] = parts;
    if (first !== undefined)
      return parts.some(({ retired }) => retired !== null) ? [] : onto(parts, lineId(first.entry.id), service);
    const other = there.get(entryKey(service));
    if (other === undefined || !isService(other)) return inParts(service);
    return other.retired === null ? beside(other, service) : [];
  };

  /** Each part keeps what it has of other days; what finds no room begins further parts. */
  const onto = (parts: readonly Standing[], line: string, { trips }: NetworkService): NetworkService[] => {
    const most = mostIn(trips);
    const left = [...trips];
    const written = parts.map(({ entry }) => {
      const stay = without(trips, entry);
      return { ...entry, trips: [...stay, ...left.splice(0, Math.max(0, most - stay.length))] };
    });
    const [first] = written;
    for (let part = 2; first !== undefined && left.length > 0; part += 1) {
      const id = partOfLine(line, part);
      if (isFree(id)) written.push({ ...first, id, trips: left.splice(0, most) });
    }
    return written;
  };

  const without = (trips: NetworkService["trips"], entry: NetworkService): NetworkService["trips"] => {
    const days = new Set(trips.map(({ on }) => on));
    return entry.trips.filter(({ on }) => on === null || (!days.has(on) && on >= past));
  };

  /** The same id, but it stops elsewhere: what departures the team wrote are of its own stops, what it said of the line holds for both. */
  const beside = ({ entry }: Standing, service: NetworkService): NetworkService[] => {
    let number = 2;
    while (!isFree(`${service.id}+${number}`)) number += 1;
    const { stops, checkpoints, price, trips } = service;
    const stay = without(trips, entry);
    return [
      ...(stay.length === entry.trips.length ? [] : [{ ...entry, trips: stay }]),
      ...inParts({ ...entry, id: `${service.id}+${number}`, stops, checkpoints, price, trips }),
    ];
  };

  return inOne(entries).flatMap((entry): NetworkEntry[] => {
    if (entry.kind === "service") return added(entry);
    return there.has(entryKey(entry)) ? [] : [entry];
  });
};

/** Lines that were cut into parts, whole again. */
const inOne = (entries: readonly NetworkEntry[]): NetworkEntry[] => {
  const whole = new Map<string, NetworkEntry>();
  for (const entry of entries) {
    const line = entry.kind === "service" ? whole.get(`service ${lineId(entry.id)}`) : undefined;
    if (entry.kind === "service" && line?.kind === "service" && `${line.stops}` === `${entry.stops}`)
      whole.set(entryKey(line), { ...line, trips: [...line.trips, ...entry.trips] });
    else whole.set(entryKey(entry), entry);
  }
  return [...whole.values()];
};

/** As importGtfs of @fairlead/planner names a service: its route, its ends and what tells its stops apart. */
const NAMED = /^(.*)\/[^/]*\.[0-9a-z]{13}$/;
/** As it did before: its route, and a number that another line had on another day. */
const NUMBERED = /^(.*)\/\d+$/;

/** The parts of the line that a service of a file is, of those that stop where it does: by its id, else by its route. */
const standingOf = ({ id }: NetworkService, alike: readonly Standing[]): readonly Standing[] => {
  const lineIn = ({ entry }: Standing): string => lineId(entry.id);
  const isOwn = (line: string): boolean =>
    line === id || (line.startsWith(`${id}+`) && /^\d+$/.test(line.slice(id.length + 1)));
  const route = NAMED.exec(id)?.[1];
  const isOfRoute = (line: string): boolean => route !== undefined && NUMBERED.exec(line)?.[1] === route;
  const own = alike.filter((view) => isOwn(lineIn(view)));
  const ofIt = own.length > 0 ? own : alike.filter((view) => isOfRoute(lineIn(view)));
  const chosen = ofIt.find(({ retired }) => retired === null) ?? ofIt[0];
  return chosen === undefined ? [] : ofIt.filter((view) => lineIn(view) === lineIn(chosen));
};
