import type { Network } from "./network.ts";
import { type Ban, DEFAULT_MAX_RIDES, DEFAULT_PATIENCE, type Kept, type RouteQuery } from "./query.ts";
import { Found, Misfit, MOST_POINTS, type Refusal } from "./reading.ts";

export type ParsedQuery = { kind: "query"; query: RouteQuery } | Refusal;

const MOST_FACTOR = 1000;
const MOST_PEOPLE = 10_000;
const MOST_RIDES = 100;
/** Routes are told apart by which of them they have: each doubles what has to be looked at. */
const MOST_KEPT = 8;

/**
 * @param value what JSON.parse made of a `fairlead-route-query/1` file.
 * @param network whose ids the query names. An id that it does not know is refused: a misspelt ban or reach would
 *   protect nobody, and nobody would see it. Modes and operators are kinds, not ids; any may be banned.
 */
export function parseQuery(value: unknown, network: Network): ParsedQuery {
  try {
    return { kind: "query", query: readQuery(new Found(value), network) };
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    return { kind: "refused", code: "FL_ROUTE_QUERY", path: error.path, reason: error.reason };
  }
}

function readQuery(file: Found, network: Network): RouteQuery {
  const field = file.fields(
    "format",
    "from",
    "to",
    "departAfter",
    "arriveBefore",
    "people",
    "reach",
    "noticed",
    "leave",
    "originFree",
    "escort",
    "ban",
    "keep",
    "maxRides",
    "asOf",
    "patience",
  );
  const format = field.format.exactly("fairlead-route-query/1");
  const places = new Set(network.places.map(({ id }) => id));
  const departAfter = field.departAfter.whole();
  const query: RouteQuery = {
    format,
    from: knownPlace(field.from, places),
    to: readTargets(field.to, places),
    departAfter,
    arriveBefore: field.arriveBefore.whole(),
    people: field.people.or(1, (people) => people.whole(MOST_PEOPLE, 1)),
    reach: field.reach.or({}, (reach) => readReach(reach, places)),
    ...field.noticed.or({}, (noticed) => ({ noticed: readNoticed(noticed) })),
    ...field.leave.or({}, (leave) => ({ leave: leave.list().map((window) => window.interval()) })),
    originFree: field.originFree.or(false, (flag) => flag.flag()),
    escort: field.escort.or(false, (flag) => flag.flag()),
    ban: field.ban.or({ places: [], services: [], modes: [], operators: [] }, (ban) => readBan(ban, network, places)),
    ...field.keep.or({}, (keep) => ({ keep: readKept(keep, network) })),
    maxRides: field.maxRides.or(DEFAULT_MAX_RIDES, (rides) => rides.whole(MOST_RIDES)),
    asOf: field.asOf.or(departAfter, (minute) => minute.whole()),
    patience: field.patience.or(DEFAULT_PATIENCE, (minutes) => minutes.whole()),
  };
  if (query.arriveBefore < departAfter)
    field.arriveBefore.misfit(`must not be before departAfter, which is ${departAfter}`);
  if (mostPointMinutes(query, network) > Number.MAX_SAFE_INTEGER)
    field.arriveBefore.misfit("is so far away that the exposure of a stay could not be added up exactly");
  return query;
}

function mostPointMinutes(query: RouteQuery, network: Network): number {
  const watch = network.places.reduce((most, place) => Math.max(most, place.watch), 0);
  const reach = Object.values(query.reach).reduce((most, points) => Math.max(most, points), 0);
  return (watch + reach) * (query.noticed?.factor ?? 1) * (query.arriveBefore + 1);
}

function knownPlace(found: Found, places: ReadonlySet<string>): string {
  const id = found.text();
  return places.has(id) ? id : found.misfit("names no place of this network");
}

function readTargets(found: Found, places: ReadonlySet<string>): string[] {
  const targets = found.list().map((target) => knownPlace(target, places));
  return targets.length === 0 ? found.misfit("must name at least one place") : targets;
}

function readReach(found: Found, places: ReadonlySet<string>): Record<string, number> {
  return Object.fromEntries(
    found
      .entries()
      .map(([id, points]) =>
        places.has(id) ? [id, points.whole(MOST_POINTS)] : points.misfit("names no place of this network"),
      ),
  );
}

function readNoticed(found: Found): { at: number; factor: number } {
  const { at, factor } = found.fields("at", "factor");
  return { at: at.whole(), factor: factor.whole(MOST_FACTOR, 1) };
}

function readKept(found: Found, network: Network): Kept[] {
  const kept = found.list();
  if (kept.length > MOST_KEPT) return found.misfit(`must not keep more than ${MOST_KEPT} legs`);
  const services = new Map(network.services.map((service) => [service.id, service]));
  const drives = new Set(network.onDemand.map(({ id }) => id));
  return kept.map((leg) => {
    const { service, trip, fromStop, toStop, drive, depart } = leg.fields(
      "service",
      "trip",
      "fromStop",
      "toStop",
      "drive",
      "depart",
    );
    if (drive.value !== undefined) {
      for (const other of [service, trip, fromStop, toStop])
        if (other.value !== undefined) return other.misfit("belongs to a ride, and this leg is a drive");
      const id = drive.text();
      if (!drives.has(id)) return drive.misfit("names no on-demand drive of this network");
      return { drive: id, depart: depart.whole() };
    }
    if (depart.value !== undefined) return depart.misfit("belongs to a drive: a trip has its own times");
    const known = services.get(service.text());
    if (known === undefined) return service.misfit("names no service of this network");
    const run = known.trips.find(({ id }) => id === trip.text());
    if (run === undefined) return trip.misfit("names no trip of this service");
    const stop = (one: Found, least: number): number => {
      const position = one.whole(known.stops.length - 1, least);
      return run.times[position] == null ? one.misfit("is a stop where this trip takes nobody") : position;
    };
    const boards = stop(fromStop, 0);
    return { service: known.id, trip: run.id, fromStop: boards, toStop: stop(toStop, boards + 1) };
  });
}

function readBan(found: Found, network: Network, known: ReadonlySet<string>): Ban {
  const { places, services, modes, operators } = found.fields("places", "services", "modes", "operators");
  const ids = new Set([...network.services, ...network.onDemand].map(({ id }) => id));
  const service = (one: Found): string => {
    const id = one.text();
    return ids.has(id) ? id : one.misfit("names no service and no on-demand drive of this network");
  };
  return {
    places: places.or([], (list) => list.list().map((place) => knownPlace(place, known))),
    services: services.or([], (list) => list.list().map(service)),
    modes: modes.or([], (list) => list.list().map((mode) => mode.text())),
    operators: operators.or([], (list) => list.list().map((operator) => operator.text())),
  };
}
