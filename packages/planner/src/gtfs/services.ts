/** A feed's trips on the days that are wanted, gathered into services: same route, same stops. */
import type { Service, StopTime, Trip } from "../routes/network.ts";
import { type Calendar, dayAfter } from "./calendar.ts";
import { type RouteType, routeType } from "./route-types.ts";
import { readStopTimes, type StopCall, secondsOf } from "./stop-times.ts";
import type { Stops } from "./stops.ts";
import type { Feed, Row } from "./table.ts";

/** Two vehicles at one stop: without this, one that comes late is a missed connection. */
const MIN_CHANGE = 2;
const DAY_SECONDS = 86_400;
/** Letters of a stop's id that stand in the id of a service. */
const END = 24;

interface Wanted {
  calendar: Calendar;
  stops: Stops;
  /** Minutes that changing at a stop takes, where the feed says so. */
  changes: ReadonlyMap<string, number>;
  date: string;
  days: number;
}

interface Route {
  operator: string;
  type: RouteType;
}

interface Growing {
  service: Omit<Service, "trips">;
  trips: Trip[];
}

export function readServices(feed: Feed, wanted: Wanted): Service[] {
  const routes = readRoutes(feed);
  const rows = readTrips(feed, wanted.calendar, routes);
  const calls = readStopTimes(feed, wanted.stops, new Set(rows.keys()));
  const starts = readFrequencies(feed, rows);
  let latest = 0;
  for (const [id, trip] of calls)
    for (const { shift } of runsOf(trip, starts.get(id))) latest = Math.max(latest, (trip.at(-1)?.depart ?? 0) + shift);
  // The day before's trips may still be under way.
  const daysBack = Math.floor(latest / DAY_SECONDS);

  const growing = new Map<string, Growing>();
  for (const [id, row] of rows) {
    const stops = calls.get(id);
    const routeId = row.get("route_id");
    const route = routes.get(routeId);
    if (route === undefined) continue;
    if (stops === undefined) {
      row.broken("has fewer than two stops that can be used");
      continue;
    }
    for (let day = -daysBack; day < wanted.days; day++) {
      const name = dayAfter(wanted.date, day);
      if (!wanted.calendar.runs(row.get("service_id"), name)) continue;
      for (const run of runsOf(stops, starts.get(id))) {
        const times = timesOf(stops, day * DAY_SECONDS + run.shift);
        if (times.filter((time) => time !== null).length < 2) continue;
        const key = JSON.stringify([routeId, ...stops.map(({ stop }) => stop)]);
        let service = growing.get(key);
        if (service === undefined) {
          service = { service: newService(idOf(routeId, stops), route, stops, wanted.changes), trips: [] };
          growing.set(key, service);
        }
        service.trips.push({ id: `${id}${run.suffix}@${name}`, times });
      }
    }
  }
  return [...growing.values()].map(({ service, trips }) => ({ ...service, trips }));
}

/**
 * Route and stops, and nothing of the day: whoever keeps services of several days, and writes something about one, finds it
 * again. Its ends are there for people; what tells apart lines with the same ends is a digest of all stops (FNV-1a of 64
 * bits: a name, and no secret).
 */
function idOf(route: string, calls: readonly StopCall[]): string {
  const end = (call: StopCall | undefined): string =>
    [...(call?.stop ?? "")].slice(0, END).join("").replace(/[/~]/g, "-");
  let digest = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify(calls.map(({ stop }) => stop))))
    digest = BigInt.asUintN(64, (digest ^ BigInt(byte)) * 0x100000001b3n);
  return `${route}/${end(calls[0])}>${end(calls.at(-1))}.${digest.toString(36).padStart(13, "0")}`;
}

/** In minutes: departures rounded down and arrivals up, so that no connection is promised that is not there. */
function timesOf(calls: readonly StopCall[], shift: number): StopTime[] {
  return calls.map(({ arrive, depart, closed }) => {
    const left = Math.floor((depart + shift) / 60);
    if (closed || left < 0) return null;
    return [Math.max(0, Math.min(Math.ceil((arrive + shift) / 60), left)), left];
  });
}

function newService(id: string, { operator, type }: Route, calls: readonly StopCall[], changes: Wanted["changes"]) {
  return {
    id,
    mode: type.mode,
    operator,
    identity: type.identity,
    exposure: type.exposure,
    minChange: calls.reduce((most, { stop }) => Math.max(most, changes.get(stop) ?? 0), MIN_CHANGE),
    escort: true,
    stops: calls.map(({ stop }) => stop),
    checkpoints: calls.map(() => 0),
    price: calls.map(() => 0),
    boardFare: 0,
  };
}

function readRoutes(feed: Feed): Map<string, Route> {
  const agencies = new Map<string, string>();
  if (feed.has("agency.txt"))
    for (const row of feed.rows("agency.txt", [])) agencies.set(row.get("agency_id"), row.get("agency_name"));
  const only = agencies.size === 1 ? [...agencies.keys()][0] : undefined;
  const routes = new Map<string, Route>();
  for (const row of feed.rows("routes.txt", ["route_id", "route_type"])) {
    const id = row.get("route_id");
    const type = routeType(row.get("route_type"));
    const agency = row.get("agency_id") || (only ?? "");
    if (id === "") row.broken("has no route_id");
    else if (routes.has(id)) row.broken("has the id of an earlier route");
    else if (type === null) row.broken("has a route_type that nobody knows");
    // An operator who is not named is taken for one of his own.
    else routes.set(id, { operator: agencies.get(agency) || agency || id, type });
  }
  return routes;
}

function readTrips(feed: Feed, calendar: Calendar, routes: ReadonlyMap<string, Route>): Map<string, Row> {
  const trips = new Map<string, Row>();
  for (const row of feed.rows("trips.txt", ["route_id", "service_id", "trip_id"])) {
    const id = row.get("trip_id");
    if (id === "") row.broken("has no trip_id");
    else if (trips.has(id)) row.broken("has the id of an earlier trip");
    else if (!routes.has(row.get("route_id"))) row.broken("belongs to no route that is known");
    else if (!calendar.knows(row.get("service_id"))) row.broken("runs on days that no calendar names");
    else trips.set(id, row);
  }
  return trips;
}

/** @returns by trip when it starts, in seconds, for trips that are written once and run every so many seconds */
function readFrequencies(feed: Feed, trips: ReadonlyMap<string, Row>): Map<string, number[]> {
  const starts = new Map<string, number[]>();
  if (!feed.has("frequencies.txt")) return starts;
  for (const row of feed.rows("frequencies.txt", ["trip_id", "start_time", "end_time", "headway_secs"])) {
    const trip = row.get("trip_id");
    const [from, to] = [secondsOf(row.get("start_time")), secondsOf(row.get("end_time"))];
    const headway = row.get("headway_secs");
    if (!trips.has(trip)) row.broken("belongs to no trip that is known");
    else if (typeof from !== "number" || typeof to !== "number" || to < from)
      row.broken("has a start_time or end_time that is not HH:MM:SS, or they are the wrong way round");
    else if (!/^[1-9]\d*$/.test(headway)) row.broken("has a headway_secs that is no whole number above 0");
    else {
      const own = starts.get(trip) ?? [];
      for (let start = from; start < to; start += Number(headway)) own.push(start);
      starts.set(trip, own);
    }
  }
  return starts;
}

/** A trip with its first departure moved to each of its starts; one without is itself. */
function runsOf(
  calls: readonly StopCall[],
  starts: readonly number[] | undefined,
): { suffix: string; shift: number }[] {
  if (starts === undefined) return [{ suffix: "", shift: 0 }];
  return starts.map((start) => ({ suffix: `@${clock(start)}`, shift: start - (calls[0]?.depart ?? 0) }));
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
