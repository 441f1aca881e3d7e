/**
 * What the rest of the way costs at the least, from each place to the nearest target, in each criterion for itself.
 *
 * Waiting is taken for free and every connection for in time, so nobody can do better. A label that even so would arrive
 * no better than a route already found need not be followed: A* with several criteria (Stewart and White, "Multiobjective
 * A*", 1991). The rounds go backwards from the targets, one ride more in each, as RAPTOR's do forwards (Delling, Pajor,
 * Werneck, "Round-Based Public Transit Routing", 2012): so a label with few rides left is judged by what these can do.
 */
import type { Terms } from "./terms.ts";
import type { Edge, TimedService } from "./timetable.ts";

/** By how many rides are left, then by place or by stop of a service. Infinity where no target can be reached. */
export interface Least {
  /** For one who may walk first. */
  walking: readonly Float64Array[];
  /** For one whose last leg was a walk. */
  standing: readonly Float64Array[];
  /** For one aboard a service at one of its stops, by `TimedService.firstStop` and stop; this ride is not counted. */
  aboard: readonly Float64Array[];
}

export interface Bounds {
  minutes: Least;
  exposure: Least;
  price: Least;
}

interface Costs {
  board(service: TimedService): number;
  /** From the stop before to this one. */
  ride(service: TimedService, stop: number): number;
  edge(edge: Edge): number;
}

export function findBounds(terms: Terms): Bounds {
  const { query } = terms;
  const minutes = leastCosts(terms, {
    board: () => 0,
    ride: ({ leastMinutes }, stop) => leastMinutes[stop] ?? 0,
    edge: (edge) => edge.minutes,
  });
  const exposure = leastCosts(terms, {
    board: ({ service }) => terms.check(service.exposure, query.departAfter),
    ride: (timed, stop) =>
      terms.riding(timed.service.exposure, timed.leastMinutes[stop] ?? 0) +
      terms.checkpoints(timed.service.checkpoints[stop] ?? 0),
    edge: (edge) => terms.drive(edge, query.departAfter),
  });
  const price = leastCosts(terms, {
    board: ({ service }) => terms.fares * service.boardFare,
    ride: ({ service }, stop) => terms.fares * ((service.price[stop] ?? 0) - (service.price[stop - 1] ?? 0)),
    edge: (edge) => terms.drivePrice(edge),
  });
  return { minutes, exposure, price };
}

function leastCosts(terms: Terms, costs: Costs): Least {
  const { timetable, query } = terms;
  const least = { walking: [] as Float64Array[], standing: [] as Float64Array[], aboard: [] as Float64Array[] };
  let standing: Float64Array = new Float64Array(timetable.places.length).fill(Number.POSITIVE_INFINITY);
  for (const { index } of timetable.places) if (terms.isTarget[index] === 1) standing[index] = 0;
  for (let rides = 0; ; rides++) {
    const walking = walkFirst(terms, costs, standing);
    const aboard = stayAboard(terms, costs, walking);
    least.standing.push(standing);
    least.walking.push(walking);
    least.aboard.push(aboard);
    if (rides === query.maxRides) return least;
    const next = rideFirst(terms, costs, standing, walking, aboard);
    // One ride more changes nothing any more: nor will the ones after it.
    if (next === standing) return least;
    standing = next;
  }
}

function walkFirst({ timetable, usableEdge }: Terms, costs: Costs, standing: Float64Array): Float64Array {
  const walking = standing.slice();
  for (const edge of timetable.walks) {
    const beyond = standing[edge.to.index] ?? 0;
    if (beyond === Number.POSITIVE_INFINITY || usableEdge[edge.index] === 0) continue;
    const cost = beyond + costs.edge(edge);
    if (cost < (walking[edge.from.index] ?? 0)) walking[edge.from.index] = cost;
  }
  return walking;
}

/** To the next stop, and there to alight or to stay. */
function stayAboard({ timetable, usableService }: Terms, costs: Costs, walking: Float64Array): Float64Array {
  const aboard = new Float64Array(timetable.stops).fill(Number.POSITIVE_INFINITY);
  for (const timed of timetable.services) {
    if (usableService[timed.index] === 0) continue;
    let beyond = Number.POSITIVE_INFINITY;
    for (let stop = timed.stops.length - 1; stop > 0; stop--) {
      beyond = Math.min(beyond, walking[timed.stops[stop]?.index ?? 0] ?? 0);
      beyond += costs.ride(timed, stop);
      aboard[timed.firstStop + stop - 1] = beyond;
    }
  }
  return aboard;
}

function rideFirst(
  { timetable, usableService, usableEdge }: Terms,
  costs: Costs,
  standing: Float64Array,
  walking: Float64Array,
  aboard: Float64Array,
): Float64Array {
  let next = standing;
  const reach = (place: number, cost: number): void => {
    if (cost >= (next[place] ?? 0)) return;
    if (next === standing) next = standing.slice();
    next[place] = cost;
  };
  for (const timed of timetable.services) {
    if (usableService[timed.index] === 0) continue;
    const board = costs.board(timed);
    for (let stop = timed.stops.length - 2; stop >= 0; stop--)
      reach(timed.stops[stop]?.index ?? 0, board + (aboard[timed.firstStop + stop] ?? 0));
  }
  for (const edge of timetable.drives)
    if (usableEdge[edge.index] === 1) reach(edge.from.index, costs.edge(edge) + (walking[edge.to.index] ?? 0));
  return next;
}

/** @returns the round for so many rides left; the last is that for any more */
export function withRides(rounds: readonly Float64Array[], left: number): Float64Array | undefined {
  return rounds[Math.min(left, rounds.length - 1)];
}
