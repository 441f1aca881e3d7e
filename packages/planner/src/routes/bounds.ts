/**
 * What the rest of the way costs at the least, from each place to the nearest target, in each criterion for itself.
 *
 * Waiting is taken for free and every connection for in time, so nobody can do better. A label that even so would
 * arrive no better than a route already found need not be followed (A* with several criteria: Stewart and White,
 * "Multiobjective A*", 1991).
 */
import { Heap } from "./heap.ts";
import type { Terms } from "./terms.ts";
import type { Edge, TimedService } from "./timetable.ts";

export interface Bounds {
  minutes: Float64Array;
  exposure: Float64Array;
  price: Float64Array;
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

/** Dijkstra's algorithm backwards from the targets, over the places and the stops of each service. */
function leastCosts(terms: Terms, costs: Costs): Float64Array {
  const { timetable, usableService, usableEdge, isTarget } = terms;
  const { places, services } = timetable;
  const firstNode: number[] = [];
  const serviceOf: TimedService[] = [];
  for (const timed of services) {
    firstNode.push(places.length + serviceOf.length);
    for (let stop = 0; stop < timed.stops.length; stop++) serviceOf.push(timed);
  }
  const least = new Float64Array(places.length + serviceOf.length).fill(Number.POSITIVE_INFINITY);
  const size = least.length;
  // Cost and node in one number, so that the heap orders by cost.
  const open = new Heap();
  const reach = (node: number, cost: number): void => {
    if (cost >= (least[node] ?? 0)) return;
    least[node] = cost;
    open.push(cost * size + node);
  };
  for (const { index } of places) if (isTarget[index] === 1) reach(index, 0);
  for (let next = open.pop(); next !== Number.POSITIVE_INFINITY; next = open.pop()) {
    const node = next % size;
    const cost = (next - node) / size;
    if (cost > (least[node] ?? 0)) continue;
    const stand = places[node];
    if (stand !== undefined) {
      for (const { service, stop } of stand.stops)
        if (usableService[service.index] === 1 && terms.mayRide(service, stop, stop))
          reach((firstNode[service.index] ?? 0) + stop, cost);
      for (const edge of stand.arriving)
        if (usableEdge[edge.index] === 1) reach(edge.from.index, cost + costs.edge(edge));
      continue;
    }
    const timed = serviceOf[node - places.length];
    if (timed === undefined) continue;
    const stop = node - (firstNode[timed.index] ?? 0);
    const here = timed.stops[stop];
    if (here === undefined || !terms.mayRide(timed, stop, stop)) continue;
    reach(here.index, cost + costs.board(timed));
    if (stop > 0) reach(node - 1, cost + costs.ride(timed, stop));
  }
  return least.subarray(0, places.length);
}
