/**
 * Every route that the rules allow, written as one reads them and as slowly: leg by leg, minute by minute. Shares no line
 * with the search; it is what the search is held against.
 */
import type { Network, OnDemand, Service, Trip, Walk } from "../src/routes/network.ts";
import type { Kept, RouteQuery } from "../src/routes/query.ts";

type Step =
  | { kind: "ride"; service: Service; trip: Trip; fromStop: number; toStop: number }
  /** `at`: agreed for that minute. */
  | { kind: "drive"; drive: OnDemand; at?: number }
  | { kind: "walk"; walk: Walk };

export interface PlainLeg {
  kind: "ride" | "drive" | "walk";
  id: string;
  trip: string;
  fromStop: number;
  toStop: number;
  from: string;
  to: string;
  depart: number;
  arrive: number;
}

export interface Plain {
  arrive: number;
  exposure: number;
  price: number;
  legs: PlainLeg[];
}

export function bruteForce(network: Network, query: RouteQuery): Plain[] {
  const kept = query.keep ?? [];
  if (query.to.includes(query.from))
    return kept.length > 0 ? [] : [{ arrive: query.departAfter, exposure: 0, price: 0, legs: [] }];
  const best = new Map<string, Plain>();
  const consider = (steps: readonly Step[]): void => {
    for (const legs of timings(network, query, steps)) {
      const route = judge(network, query, steps, legs);
      if (route === null || !kept.every((leg) => route.legs.some((one) => isKept(leg, one)))) continue;
      const vector = `${route.arrive} ${route.exposure} ${route.price}`;
      const other = best.get(vector);
      if (other === undefined || isPreferred(route, other)) best.set(vector, route);
    }
  };
  const extend = (steps: readonly Step[], here: string, earliest: number): void => {
    if (query.to.includes(here)) consider(steps);
    const rides = steps.filter(({ kind }) => kind !== "walk").length;
    if (steps.at(-1)?.kind !== "walk")
      for (const walk of network.walks)
        if (walk.from === here && !isBanned(query, walk.to))
          extend([...steps, { kind: "walk", walk }], walk.to, earliest + walk.minutes);
    if (rides === query.maxRides) return;
    for (const drive of network.onDemand)
      if (drive.from === here && mayUse(query, drive) && !isBanned(query, drive.to)) {
        const agreed = kept.flatMap((leg) => ("drive" in leg && leg.drive === drive.id ? [leg.depart] : []));
        if (agreed.length === 0) extend([...steps, { kind: "drive", drive }], drive.to, earliest + drive.minutes);
        for (const at of new Set(agreed))
          if (at >= earliest) extend([...steps, { kind: "drive", drive, at }], drive.to, at + drive.minutes);
      }
    for (const service of network.services) {
      if (!mayUse(query, service)) continue;
      for (const trip of service.trips)
        for (let fromStop = 0; fromStop < service.stops.length; fromStop++) {
          const from = trip.times[fromStop] ?? null;
          if (service.stops[fromStop] !== here || from === null || from[1] < earliest) continue;
          for (let toStop = fromStop + 1; toStop < service.stops.length; toStop++) {
            const to = trip.times[toStop] ?? null;
            const there = service.stops[toStop] ?? "";
            if (isBanned(query, there)) break;
            if (to === null || to[0] > query.arriveBefore) continue;
            extend([...steps, { kind: "ride", service, trip, fromStop, toStop }], there, to[0]);
          }
        }
    }
  };
  extend([], query.from, query.departAfter);
  const routes = [...best.values()];
  return routes
    .filter((route) => !routes.some((other) => other !== route && isNoWorse(other, route)))
    .sort((a, b) => a.arrive - b.arrive || a.exposure - b.exposure);
}

function isKept(leg: Kept, one: PlainLeg): boolean {
  if ("drive" in leg) return one.kind === "drive" && one.id === leg.drive && one.depart === leg.depart;
  const { service, trip, fromStop, toStop } = leg;
  return one.id === service && one.trip === trip && one.fromStop === fromStop && one.toStop === toStop;
}

function isNoWorse(a: Plain, b: Plain): boolean {
  return a.arrive <= b.arrive && a.exposure <= b.exposure && a.price <= b.price;
}

function isBanned({ ban, from, to }: RouteQuery, place: string): boolean {
  return ban.places.includes(place) && place !== from && !to.includes(place);
}

function mayUse({ ban, people, escort }: RouteQuery, vehicle: Service | OnDemand): boolean {
  return (
    !ban.services.includes(vehicle.id) &&
    !ban.modes.includes(vehicle.mode) &&
    !ban.operators.includes(vehicle.operator) &&
    (vehicle.seats === undefined || people <= vehicle.seats) &&
    (!escort || vehicle.escort)
  );
}

/** All ways to put times to the legs: each chain before a ride early or late, the last chain early. */
function timings(network: Network, query: RouteQuery, steps: readonly Step[]): PlainLeg[][] {
  let ways: PlainLeg[][] = [[]];
  let chain: Step[] = [];
  for (const step of steps) {
    const ride = timed(step);
    if (ride === null) {
      chain.push(step);
      continue;
    }
    const minChange = step.kind === "ride" ? step.service.minChange : 0;
    ways = ways.flatMap((legs) => {
      const since = legs.at(-1)?.arrive ?? query.departAfter;
      const change = legs.length + chain.length === 0 ? 0 : minChange;
      const runs = [early(network, query, chain, since, legs.length === 0)];
      if (chain.length > 0) runs.push(late(network, query, chain, since, ride.depart - change, legs.length === 0));
      return runs.flatMap((run) => {
        if (run === null || (run.at(-1)?.arrive ?? since) + change > ride.depart) return [];
        return [[...legs, ...run, ride]];
      });
    });
    chain = [];
  }
  return ways.flatMap((legs) => {
    const run = early(network, query, chain, legs.at(-1)?.arrive ?? query.departAfter, legs.length === 0);
    return run === null ? [] : [[...legs, ...run]];
  });
}

/** A leg whose minutes are fixed: on a trip, or with a driver who is agreed; null for one that is fitted in. */
function timed(step: Step): PlainLeg | null {
  if (step.kind === "drive" && step.at !== undefined) return untimed(step, step.at);
  if (step.kind !== "ride") return null;
  return {
    kind: "ride",
    id: step.service.id,
    trip: step.trip.id,
    fromStop: step.fromStop,
    toStop: step.toStop,
    from: step.service.stops[step.fromStop] ?? "",
    to: step.service.stops[step.toStop] ?? "",
    depart: step.trip.times[step.fromStop]?.[1] ?? Number.NaN,
    arrive: step.trip.times[step.toStop]?.[0] ?? Number.NaN,
  };
}

function early(network: Network, query: RouteQuery, chain: Step[], since: number, first: boolean): PlainLeg[] | null {
  const legs: PlainLeg[] = [];
  let now = since;
  for (const step of chain) {
    let start = now;
    while (start <= query.arriveBefore && !isAllowed(network, query, step, start, first && legs.length === 0)) start++;
    if (start > query.arriveBefore) return null;
    legs.push(untimed(step, start));
    now = start + minutesOf(step);
  }
  return legs;
}

function late(
  network: Network,
  query: RouteQuery,
  chain: Step[],
  since: number,
  until: number,
  first: boolean,
): PlainLeg[] | null {
  const legs: PlainLeg[] = [];
  let now = until;
  for (let index = chain.length - 1; index >= 0; index--) {
    const step = chain[index];
    if (step === undefined) return null;
    let start = now - minutesOf(step);
    while (start >= since && !isAllowed(network, query, step, start, first && index === 0)) start--;
    if (start < since) return null;
    legs.unshift(untimed(step, start));
    now = start;
  }
  return legs;
}

function minutesOf(step: Step): number {
  if (step.kind === "ride") throw new Error("a ride has its own times");
  return step.kind === "walk" ? step.walk.minutes : step.drive.minutes;
}

function untimed(step: Step, depart: number): PlainLeg {
  if (step.kind === "ride") throw new Error("a ride has its own times");
  const { from, to, minutes } = step.kind === "walk" ? step.walk : step.drive;
  const id = step.kind === "walk" ? `${from}>${to}` : step.drive.id;
  return { kind: step.kind, id, trip: "", fromStop: -1, toStop: -1, from, to, depart, arrive: depart + minutes };
}

function isAllowed(network: Network, query: RouteQuery, step: Step, start: number, first: boolean): boolean {
  if (first && !isWithin(query.leave, start)) return false;
  if (step.kind === "walk") {
    const { from, to, minutes } = step.walk;
    for (let minute = start; minute < start + minutes; minute++)
      if (isCurfew(network, query, from, minute) || isCurfew(network, query, to, minute)) return false;
    return true;
  }
  if (step.kind !== "drive") return false;
  const { hours, minutes, notice } = step.drive;
  return start >= query.asOf + notice && hours.some(([a, b]) => start >= a && start + minutes <= b);
}

function isWithin(windows: RouteQuery["leave"], minute: number): boolean {
  return windows === undefined || windows.some(([a, b]) => a <= minute && minute <= b);
}

function isCurfew(network: Network, query: RouteQuery, id: string, minute: number): boolean {
  if (id === query.from) return false;
  const place = network.places.find((one) => one.id === id);
  return place?.curfew.some(([from, to]) => from <= minute && minute < to) ?? false;
}

/** Adds up minute by minute; null where a rule is broken. */
function judge(network: Network, query: RouteQuery, steps: readonly Step[], legs: PlainLeg[]): Plain | null {
  const { noticed } = query;
  const weightAt = (minute: number): number => (noticed !== undefined && minute >= noticed.at ? noticed.factor : 1);
  let exposure = 0;
  let price = 0;
  let now = query.departAfter;
  for (const [index, leg] of legs.entries()) {
    if (index === 0 && !isWithin(query.leave, leg.depart)) return null;
    const place = network.places.find(({ id }) => id === leg.from);
    const points = (place?.watch ?? 0) + (Object.hasOwn(query.reach, leg.from) ? (query.reach[leg.from] ?? 0) : 0);
    for (let minute = now; minute < leg.depart; minute++) {
      if (isCurfew(network, query, leg.from, minute)) return null;
      if (index > 0 || !query.originFree) exposure += points * weightAt(minute);
    }
    now = leg.arrive;
    const step = steps[index];
    if (step === undefined || step.kind === "walk") continue;
    const vehicle = step.kind === "ride" ? step.service : step.drive;
    exposure += vehicle.exposure.idCheck * 60 * weightAt(leg.depart);
    for (let minute = leg.depart; minute < leg.arrive; minute++) exposure += vehicle.exposure.perHour;
    if (step.kind === "drive") {
      price += step.drive.price;
      exposure += step.drive.checkpoints * network.weights.checkpoint * 60;
    } else {
      const { fromStop, toStop, service } = step;
      price += query.people * ((service.price[toStop] ?? 0) - (service.price[fromStop] ?? 0) + service.boardFare);
      for (let stop = fromStop + 1; stop <= toStop; stop++)
        exposure += (service.checkpoints[stop] ?? 0) * network.weights.checkpoint * 60;
    }
  }
  return now > query.arriveBefore ? null : { arrive: now, exposure, price, legs };
}

/** Fewest rides, then latest first departure, then least sequence of leg keys. */
function isPreferred(a: Plain, b: Plain): boolean {
  const rides = (route: Plain): number => route.legs.filter(({ kind }) => kind !== "walk").length;
  if (rides(a) !== rides(b)) return rides(a) < rides(b);
  const [left, leftOther] = [a.legs[0]?.depart ?? 0, b.legs[0]?.depart ?? 0];
  if (left !== leftOther) return left > leftOther;
  for (let index = 0; index < Math.min(a.legs.length, b.legs.length); index++) {
    const [leg, other] = [a.legs[index], b.legs[index]];
    if (leg === undefined || other === undefined) break;
    const keys: [string | number, string | number][] = [
      [leg.kind, other.kind],
      [leg.id, other.id],
      [leg.trip, other.trip],
      [leg.fromStop, other.fromStop],
      [leg.toStop, other.toStop],
      [leg.depart, other.depart],
      [leg.arrive, other.arrive],
    ];
    for (const [key, otherKey] of keys) if (key !== otherKey) return key < otherKey;
  }
  return a.legs.length < b.legs.length;
}
