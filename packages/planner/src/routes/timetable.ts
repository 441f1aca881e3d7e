import type { Network, OnDemand, Place, Service, Trip } from "./network.ts";

/** Later than any minute. A small number, unlike Infinity: where many are kept it takes no room of its own. */
export const FOREVER = 2 ** 30;

/** Kinds of calls, as bits: what a trip does in this minute at this stop. At its last it does not depart. */
export const ARRIVES = 1;
export const DEPARTS = 2;

/**
 * A network made ready for searching, once for any number of queries: ids become small numbers, and every moment at
 * which something happens knows what.
 */
export interface Timetable {
  network: Network;
  places: readonly Stand[];
  placeById: ReadonlyMap<string, Stand>;
  services: readonly TimedService[];
  /** How many stops the services have in all, and how many trips; they are numbered through. */
  stops: number;
  trips: number;
  /** The fewest minutes that any service wants for changing. */
  leastChange: number;
  /** Walks first, then drives. */
  edges: readonly Edge[];
  walks: readonly Edge[];
  drives: readonly Edge[];
  /** Walks stand in the order of the places where they begin: those of a place from here up to the next place's. */
  firstWalk: Int32Array;
  /** Of each walk from where to where, and how long: places by index. */
  walkFrom: Int32Array;
  walkTo: Int32Array;
  walkMinutes: Int32Array;
  /** Walks by the place where they end: numbers of them in `walksInto`, those of a place from here up to the next place's. */
  firstWalkInto: Int32Array;
  walksInto: Int32Array;
  /** By the place where they end. */
  drivesInto: readonly (readonly Edge[] | undefined)[];
  /** Of each stop of each service the place. */
  stopPlaces: Int32Array;
  /** In order of time. */
  moments: readonly Moment[];
  /** What happens, moment by moment; within one by trip and stop, so that a trip's later stop comes after its earlier. */
  calls: readonly Call[];
  /** Of each of `calls` the trip, the place and the kind: most are passed over at a glance, and need not be fetched. */
  callTrips: Int32Array;
  callPlaces: Int32Array;
  callKinds: Uint8Array;
}

/** A place and what leaves it. */
export interface Stand {
  index: number;
  place: Place;
  walks: Edge[];
  drives: Edge[];
  /** Where services stop here. */
  stops: { service: TimedService; stop: number }[];
  /** The most minutes that any of them wants for changing. */
  mostChange: number;
  /** In order of time; the last stop of a trip is none. */
  departures: Call[];
}

export interface TimedService {
  index: number;
  service: Service;
  stops: readonly Stand[];
  /** The numbers of its first stop and its first trip among those of all services. */
  firstStop: number;
  firstTrip: number;
  /** Passed from the first stop to this one. */
  checkpoints: readonly number[];
  /** The fewest minutes that any trip takes from the stop before to this one; the first is 0. */
  leastMinutes: readonly number[];
  /** Its place in the order of ids. */
  rank: number;
}

export interface TimedTrip {
  index: number;
  timed: TimedService;
  trip: Trip;
  /** Its place in the order of ids within the service. */
  rank: number;
}

/** A trip at a stop where one may board and alight. */
export interface Call {
  of: TimedTrip;
  stop: number;
  /** Its service by index, and its stop's number among those of all services. */
  service: number;
  number: number;
  at: Stand;
  arrive: number;
  depart: number;
  next: Call | null;
}

/** A leg without a timetable: a walk, or a drive on demand. */
export interface Edge {
  index: number;
  from: Stand;
  to: Stand;
  minutes: number;
  drive: OnDemand | null;
  id: string;
  rank: number;
}

/** A minute in which trips arrive or depart: the calls from `first` up to, and without, `end`. */
export interface Moment {
  minute: number;
  first: number;
  end: number;
}

export function makeTimetable(network: Network): Timetable {
  const places = network.places.map(
    (place, index): Stand => ({
      index,
      place,
      walks: [],
      drives: [],
      stops: [],
      mostChange: 0,
      departures: [],
    }),
  );
  const placeById = new Map(places.map((stand) => [stand.place.id, stand]));
  const standOf = (id: string): Stand => {
    const stand = placeById.get(id);
    if (stand === undefined) throw new Error("a network that was not parsed: it names a place that is not there");
    return stand;
  };
  const edges = makeEdges(network, standOf);
  for (const edge of edges) {
    (edge.drive === null ? edge.from.walks : edge.from.drives).push(edge);
  }

  const ranks = rankOf(network.services.map(({ id }) => id));
  let [stops, trips] = [0, 0];
  const services = network.services.map((service, index) => {
    const timed = makeService(service, index, ranks(service.id), service.stops.map(standOf), stops, trips);
    stops += service.stops.length;
    trips += service.trips.length;
    return timed;
  });
  const leastChange = services.reduce(
    (least, { service }) => Math.min(least, service.minChange),
    Number.POSITIVE_INFINITY,
  );
  const byMinute = new Map<number, Call[]>();
  for (const timed of services) {
    timed.stops.forEach((stand, stop) => {
      stand.stops.push({ service: timed, stop });
      stand.mostChange = Math.max(stand.mostChange, timed.service.minChange);
    });
    const tripRanks = rankOf(timed.service.trips.map(({ id }) => id));
    for (const [number, trip] of timed.service.trips.entries())
      addCalls({ index: timed.firstTrip + number, timed, trip, rank: tripRanks(trip.id) }, byMinute);
  }
  for (const { departures } of places) departures.sort((a, b) => a.depart - b.depart);
  const calls: Call[] = [];
  const moments = [...byMinute]
    .sort(([a], [b]) => a - b)
    .map(([minute, own]): Moment => {
      const first = calls.length;
      for (const call of own) calls.push(call);
      return { minute, first, end: calls.length };
    });
  const [walks, drives] = [edges.filter(({ drive }) => drive === null), edges.filter(({ drive }) => drive !== null)];
  const walkFrom = Int32Array.from(walks, ({ from }) => from.index);
  const firstWalk = firstOfEach(places.length, walkFrom);
  const walkTo = Int32Array.from(walks, ({ to }) => to.index);
  const walkMinutes = Int32Array.from(walks, ({ minutes }) => minutes);
  const walksInto = Int32Array.from(walks.keys()).sort((a, b) => (walkTo[a] ?? 0) - (walkTo[b] ?? 0));
  const firstWalkInto = firstOfEach(places.length, walkTo);
  const drivesInto: Edge[][] = new Array(places.length);
  for (const edge of drives) drivesInto[edge.to.index] = [...(drivesInto[edge.to.index] ?? []), edge];
  const stopPlaces = Int32Array.from(services.flatMap((timed) => timed.stops.map(({ index }) => index)));
  const callTrips = Int32Array.from(calls, ({ of }) => of.index);
  const callPlaces = Int32Array.from(calls, ({ at }) => at.index);
  const callKinds = new Uint8Array(calls.length);
  for (const { minute, first, end } of moments)
    for (let index = first; index < end; index++) {
      const call = calls[index];
      if (call === undefined) continue;
      const departs = call.depart === minute && call.next !== null;
      callKinds[index] = (call.arrive === minute ? ARRIVES : 0) | (departs ? DEPARTS : 0);
    }
  return {
    network,
    places,
    placeById,
    services,
    stops,
    trips,
    leastChange,
    edges,
    walks,
    drives,
    moments,
    calls,
    callTrips,
    callPlaces,
    callKinds,
    firstWalk,
    walkFrom,
    walkTo,
    walkMinutes,
    firstWalkInto,
    walksInto,
    drivesInto,
    stopPlaces,
  };
}

/** @returns where those of each place begin in a list sorted by place; one number more, for where the last ends */
function firstOfEach(places: number, ofPlace: Int32Array): Int32Array {
  const first = new Int32Array(places + 1);
  for (const place of ofPlace) first[place + 1] = (first[place + 1] ?? 0) + 1;
  for (let place = 0; place < places; place++) first[place + 1] = (first[place + 1] ?? 0) + (first[place] ?? 0);
  return first;
}

/** Trips are added one after another, stop by stop, which is the order in which a moment wants its calls. */
function addCalls(of: TimedTrip, byMinute: Map<number, Call[]>): void {
  const add = (minute: number, call: Call): void => {
    const calls = byMinute.get(minute);
    if (calls === undefined) byMinute.set(minute, [call]);
    else calls.push(call);
  };
  let before: Call | null = null;
  for (const [stop, at] of of.timed.stops.entries()) {
    const time = of.trip.times[stop] ?? null;
    if (time === null) continue;
    const { index: service, firstStop } = of.timed;
    const [arrive, depart] = time;
    const call: Call = { of, stop, service, number: firstStop + stop, at, arrive, depart, next: null };
    if (before !== null) {
      before.next = call;
      before.at.departures.push(before);
    }
    before = call;
    add(call.arrive, call);
    if (call.depart !== call.arrive) add(call.depart, call);
  }
}

function makeService(
  service: Service,
  index: number,
  rank: number,
  stops: Stand[],
  firstStop: number,
  firstTrip: number,
): TimedService {
  let passed = 0;
  const checkpoints = service.checkpoints.map((here) => {
    passed += here;
    return passed;
  });
  const leastMinutes = stops.map((_, stop) => {
    if (stop === 0) return 0;
    return service.trips.reduce((least, { times }) => {
      const [before, here] = [times[stop - 1] ?? null, times[stop] ?? null];
      return Math.min(least, before === null || here === null ? 0 : here[0] - before[1]);
    }, Number.POSITIVE_INFINITY);
  });
  return { index, service, stops, firstStop, firstTrip, checkpoints, leastMinutes, rank };
}

function makeEdges(network: Network, standOf: (id: string) => Stand): Edge[] {
  const walks = network.walks
    .map(({ from, to, minutes }) => ({ from, to, minutes, drive: null, id: walkId(from, to) }))
    .sort((a, b) => standOf(a.from).index - standOf(b.from).index);
  const drives = network.onDemand.map((drive) => ({ ...drive, drive }));
  const ranks = [rankOf(walks.map(({ id }) => id)), rankOf(drives.map(({ id }) => id))] as const;
  return [...walks, ...drives].map(({ from, to, minutes, drive, id }, index) => ({
    index,
    from: standOf(from),
    to: standOf(to),
    minutes,
    drive,
    id,
    rank: ranks[drive === null ? 0 : 1](id),
  }));
}

/** Walks have no id of their own. */
function walkId(from: string, to: string): string {
  return `${from}>${to}`;
}

/** The place of each id in their order by code units, which is the same on every machine. */
function rankOf(ids: readonly string[]): (id: string) => number {
  const sorted = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));
  const ranks = new Map(sorted.map((id, rank) => [id, rank]));
  return (id) => ranks.get(id) ?? -1;
}
