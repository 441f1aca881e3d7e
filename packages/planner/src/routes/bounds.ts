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

/** Minutes, exposure and price stand side by side, since they are always asked for together. */
export const CRITERIA = 3;

/**
 * By how many rides are left; the last is that for any more. In each, three numbers for each place, or for each stop of a
 * service by `TimedService.firstStop` and stop. Infinity where no target can be reached.
 */
export interface Bounds {
  /** For one who may walk first. */
  walking: readonly Float64Array[];
  /** For one whose last leg was a walk. */
  standing: readonly Float64Array[];
  /** For one aboard a service at one of its stops; this ride is not counted. */
  aboard: readonly Float64Array[];
}

export function findBounds(terms: Terms): Bounds {
  const { places } = terms.timetable;
  const bounds: { [how in keyof Bounds]: Float64Array[] } = { walking: [], standing: [], aboard: [] };
  const costs = new Costs(terms);
  let standing = costs.unknown(places.length);
  const isNew = new Uint8Array(places.length);
  for (const { index } of places)
    if (terms.isTarget[index] === 1) {
      standing.fill(0, index * CRITERIA, (index + 1) * CRITERIA);
      isNew[index] = 1;
    }
  for (let rides = 0; ; rides++) {
    const walking = walkFirst(terms, standing, bounds.walking.at(-1), isNew);
    const aboard = stayAboard(terms, costs, walking, bounds.aboard.at(-1), isNew);
    bounds.standing.push(standing);
    bounds.walking.push(walking);
    bounds.aboard.push(aboard);
    if (rides === terms.query.maxRides) return bounds;
    const next = rideFirst(terms, costs, standing, walking, aboard, isNew);
    // One ride more changes nothing any more: nor will the ones after it.
    if (next === null) return bounds;
    standing = next;
  }
}

/** What riding costs at the least, written out once for all rounds. */
class Costs {
  /** From each stop of each service to the next one. */
  readonly ride: Float64Array;
  readonly #terms: Terms;
  #weighsExposure = false;
  #weighsPrice = false;

  constructor(terms: Terms) {
    this.#terms = terms;
    const { services, drives, stops } = terms.timetable;
    this.ride = new Float64Array(stops * CRITERIA);
    for (const timed of services) {
      this.#weigh(this.board(timed));
      const { service, leastMinutes, firstStop } = timed;
      for (let stop = 1; stop < leastMinutes.length; stop++) {
        const minutes = leastMinutes[stop] ?? 0;
        const exposure = terms.riding(service.exposure, minutes) + terms.checkpoints(service.checkpoints[stop] ?? 0);
        const price = terms.fares * ((service.price[stop] ?? 0) - (service.price[stop - 1] ?? 0));
        const at = (firstStop + stop - 1) * CRITERIA;
        this.ride[at] = minutes;
        this.ride[at + 1] = exposure;
        this.ride[at + 2] = price;
        if (exposure > 0) this.#weighsExposure = true;
        if (price > 0) this.#weighsPrice = true;
      }
    }
    for (const edge of drives) this.#weigh(this.drive(edge));
  }

  #weigh([, exposure, price]: readonly [number, number, number]): void {
    if (exposure > 0) this.#weighsExposure = true;
    if (price > 0) this.#weighsPrice = true;
  }

  /** Infinity in every criterion that can cost anything here; in one that cannot, 0, and nothing is left to look for. */
  unknown(count: number): Float64Array {
    const numbers = new Float64Array(count * CRITERIA).fill(Number.POSITIVE_INFINITY);
    for (let at = 0; at < numbers.length; at += CRITERIA) {
      if (!this.#weighsExposure) numbers[at + 1] = 0;
      if (!this.#weighsPrice) numbers[at + 2] = 0;
    }
    return numbers;
  }

  board({ service }: TimedService): readonly [number, number, number] {
    const terms = this.#terms;
    return [0, terms.check(service.exposure, terms.query.departAfter), terms.fares * service.boardFare];
  }

  drive(edge: Edge): readonly [number, number, number] {
    const terms = this.#terms;
    return [edge.minutes, terms.drive(edge, terms.query.departAfter), terms.drivePrice(edge)];
  }
}

/** Lowers the three numbers at `to` to those at `from`, more by what the way there costs. Both are offsets. */
function lower(
  numbers: Float64Array,
  to: number,
  others: Float64Array,
  from: number,
  minutes: number,
  exposure: number,
  price: number,
): boolean {
  let lowered = false;
  const a = (others[from] ?? 0) + minutes;
  if (a < (numbers[to] ?? 0)) {
    numbers[to] = a;
    lowered = true;
  }
  const b = (others[from + 1] ?? 0) + exposure;
  if (b < (numbers[to + 1] ?? 0)) {
    numbers[to + 1] = b;
    lowered = true;
  }
  const c = (others[from + 2] ?? 0) + price;
  if (c < (numbers[to + 2] ?? 0)) {
    numbers[to + 2] = c;
    lowered = true;
  }
  return lowered;
}

/** @param isNew by place: whether `standing` is lower there than in the round before; then whether `walking` is, too */
function walkFirst(
  { timetable, usableEdge }: Terms,
  standing: Float64Array,
  before: Float64Array | undefined,
  isNew: Uint8Array,
): Float64Array {
  const { walkTo, walkFrom, walkMinutes } = timetable;
  const walking = before?.slice() ?? standing.slice();
  const reached = isNew.slice();
  for (let place = 0; place < isNew.length; place++)
    if (isNew[place] === 1) lower(walking, place * CRITERIA, standing, place * CRITERIA, 0, 0, 0);
  for (let walk = 0; walk < walkTo.length; walk++) {
    const to = walkTo[walk] ?? 0;
    if (isNew[to] === 0 || usableEdge[walk] === 0) continue;
    const from = walkFrom[walk] ?? 0;
    if (lower(walking, from * CRITERIA, standing, to * CRITERIA, walkMinutes[walk] ?? 0, 0, 0)) reached[from] = 1;
  }
  isNew.set(reached);
  return walking;
}

/** To the next stop, and there to alight or to stay. */
function stayAboard(
  { timetable, usableService }: Terms,
  costs: Costs,
  walking: Float64Array,
  before: Float64Array | undefined,
  isNew: Uint8Array,
): Float64Array {
  const { stopPlaces } = timetable;
  const { ride } = costs;
  const aboard = before?.slice() ?? costs.unknown(timetable.stops);
  for (const { index, firstStop, stops } of timetable.services) {
    if (usableService[index] === 0 || !touches(stopPlaces, firstStop, stops.length, isNew)) continue;
    for (let stop = firstStop + stops.length - 1; stop > firstStop; stop--) {
      const earlier = (stop - 1) * CRITERIA;
      const [minutes, exposure, price] = [ride[earlier] ?? 0, ride[earlier + 1] ?? 0, ride[earlier + 2] ?? 0];
      lower(aboard, earlier, aboard, stop * CRITERIA, minutes, exposure, price);
      lower(aboard, earlier, walking, (stopPlaces[stop] ?? 0) * CRITERIA, minutes, exposure, price);
    }
  }
  return aboard;
}

/** @returns null where no place is lowered; `isNew` says where */
function rideFirst(
  { timetable, usableService, usableEdge }: Terms,
  costs: Costs,
  standing: Float64Array,
  walking: Float64Array,
  aboard: Float64Array,
  isNew: Uint8Array,
): Float64Array | null {
  const { stopPlaces } = timetable;
  const next = standing.slice();
  const wasNew = isNew.slice();
  isNew.fill(0);
  for (const timed of timetable.services) {
    const { index, firstStop, stops } = timed;
    if (usableService[index] === 0 || !touches(stopPlaces, firstStop, stops.length, wasNew)) continue;
    const [minutes, exposure, price] = costs.board(timed);
    for (let stop = firstStop; stop < firstStop + stops.length - 1; stop++) {
      const place = stopPlaces[stop] ?? 0;
      if (lower(next, place * CRITERIA, aboard, stop * CRITERIA, minutes, exposure, price)) isNew[place] = 1;
    }
  }
  for (const edge of timetable.drives) {
    if (usableEdge[edge.index] === 0) continue;
    const { from, to } = edge;
    if (lower(next, from.index * CRITERIA, walking, to.index * CRITERIA, ...costs.drive(edge))) isNew[from.index] = 1;
  }
  return isNew.includes(1) ? next : null;
}

function touches(stopPlaces: Int32Array, first: number, count: number, places: Uint8Array): boolean {
  for (let stop = first; stop < first + count; stop++) if (places[stopPlaces[stop] ?? 0] === 1) return true;
  return false;
}
