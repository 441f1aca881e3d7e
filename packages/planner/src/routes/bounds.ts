/**
 * What the rest of the way costs at the least, from each place to the nearest target, in each criterion for itself.
 *
 * Waiting is taken for free and every connection for in time, so nobody can do better. A label that even so would arrive
 * no better than a route already found need not be followed: A* with several criteria (Stewart and White, "Multiobjective
 * A*", 1991). The rounds go backwards from the targets, one ride more in each, as RAPTOR's do forwards (Delling, Pajor,
 * Werneck, "Round-Based Public Transit Routing", 2012): so a label with few rides left is judged by what these can do.
 */
import type { Terms } from "./terms.ts";
import type { Edge, TimedService, Timetable } from "./timetable.ts";

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
  aboard: readonly AboardBounds[];
}

export function findBounds(terms: Terms): Bounds {
  const { places } = terms.timetable;
  const costs = new Costs(terms);
  const bounds = { walking: [] as Float64Array[], standing: [] as Float64Array[], aboard: [] as AboardBounds[] };
  let standing = costs.unknown(places.length);
  const isNew = new Uint8Array(places.length);
  for (const { index } of places)
    if (terms.isTarget[index] === 1) {
      standing.fill(0, index * CRITERIA, (index + 1) * CRITERIA);
      isNew[index] = 1;
    }
  for (let rides = 0; ; rides++) {
    const walking = walkFirst(terms, standing, bounds.walking.at(-1), isNew);
    bounds.standing.push(standing);
    bounds.walking.push(walking);
    bounds.aboard.push(new AboardBounds(terms, costs, walking));
    if (rides === terms.query.maxRides) return bounds;
    const next = rideFirst(terms, costs, standing, walking, isNew);
    // One ride more changes nothing any more: nor will the ones after it.
    if (next === null) return bounds;
    standing = next;
  }
}

/**
 * For one aboard a service at one of its stops; this ride is not counted. Worked out for a service when it is first
 * asked about: a search boards few of them.
 */
export class AboardBounds {
  readonly #timetable: Timetable;
  readonly #costs: Costs;
  readonly #walking: Float64Array;
  readonly #numbers: Float64Array;
  readonly #isKnown: Uint8Array;

  constructor({ timetable }: Terms, costs: Costs, walking: Float64Array) {
    this.#timetable = timetable;
    this.#costs = costs;
    this.#walking = walking;
    this.#numbers = new Float64Array(timetable.stops * CRITERIA);
    this.#isKnown = new Uint8Array(timetable.services.length);
  }

  /** @returns three numbers for each stop of all services, those of this one known */
  of(timed: TimedService): Float64Array {
    if (this.#isKnown[timed.index] === 0) this.#find(timed);
    return this.#numbers;
  }

  /** To the next stop, and there to alight or to stay. */
  #find({ index, firstStop, stops }: TimedService): void {
    this.#isKnown[index] = 1;
    const { stopPlaces } = this.#timetable;
    const { ride, end } = this.#costs;
    const [numbers, walking] = [this.#numbers, this.#walking];
    const last = firstStop + stops.length - 1;
    let [a, b, c] = end;
    for (let stop = last; stop >= firstStop; stop--) {
      const at = stop * CRITERIA;
      numbers[at] = a += ride[at] ?? 0;
      numbers[at + 1] = b += ride[at + 1] ?? 0;
      numbers[at + 2] = c += ride[at + 2] ?? 0;
      const place = (stopPlaces[stop] ?? 0) * CRITERIA;
      a = least(a, walking[place] ?? 0);
      b = least(b, walking[place + 1] ?? 0);
      c = least(c, walking[place + 2] ?? 0);
    }
  }
}

/** What riding costs at the least, written out once for all rounds. */
class Costs {
  /** From each stop of each service to the next one. */
  readonly ride: Float64Array;
  /** Of each service exposure and price of boarding it. */
  readonly board: Float64Array;
  /** Infinity in every criterion that can cost anything here; in one that cannot, 0, and nothing is left to look for. */
  readonly end: readonly [minutes: number, exposure: number, price: number];
  readonly #terms: Terms;

  constructor(terms: Terms) {
    this.#terms = terms;
    const { services, drives, stops } = terms.timetable;
    this.ride = new Float64Array(stops * CRITERIA);
    this.board = new Float64Array(services.length * 2);
    let weighsExposure = false;
    let weighsPrice = false;
    const weigh = (exposure: number, price: number): void => {
      if (exposure > 0) weighsExposure = true;
      if (price > 0) weighsPrice = true;
    };
    for (const { index, service, leastMinutes, firstStop } of services) {
      const check = terms.check(service.exposure, terms.query.departAfter);
      const fare = terms.fares(service) * service.boardFare;
      this.board[index * 2] = check;
      this.board[index * 2 + 1] = fare;
      weigh(check, fare);
      for (let stop = 1; stop < leastMinutes.length; stop++) {
        const minutes = leastMinutes[stop] ?? 0;
        const number = firstStop + stop;
        const passed = (terms.passed[number] ?? 0) - (terms.passed[number - 1] ?? 0);
        const exposure = (terms.perMinute[index] ?? 0) * minutes + passed;
        const price = (terms.fare[number] ?? 0) - (terms.fare[number - 1] ?? 0);
        const at = (number - 1) * CRITERIA;
        this.ride[at] = minutes;
        this.ride[at + 1] = exposure;
        this.ride[at + 2] = price;
        weigh(exposure, price);
      }
    }
    for (const edge of drives) weigh(...this.drive(edge));
    const unknown = Number.POSITIVE_INFINITY;
    this.end = [unknown, weighsExposure ? unknown : 0, weighsPrice ? unknown : 0];
  }

  unknown(count: number): Float64Array {
    const numbers = new Float64Array(count * CRITERIA);
    for (let at = 0; at < numbers.length; at++) numbers[at] = this.end[at % CRITERIA] ?? 0;
    return numbers;
  }

  drive(edge: Edge): readonly [exposure: number, price: number] {
    const terms = this.#terms;
    return [terms.drive(edge, terms.query.departAfter), terms.drivePrice(edge)];
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
  const { firstWalkInto, walksInto, walkFrom, walkMinutes } = timetable;
  const walking = (before ?? standing).slice();
  const wasNew = isNew.slice();
  for (let to = wasNew.indexOf(1); to >= 0; to = wasNew.indexOf(1, to + 1)) {
    lower(walking, to * CRITERIA, standing, to * CRITERIA, 0, 0, 0);
    const end = firstWalkInto[to + 1] ?? 0;
    for (let index = firstWalkInto[to] ?? 0; index < end; index++) {
      const walk = walksInto[index] ?? 0;
      if (usableEdge[walk] === 0) continue;
      const from = walkFrom[walk] ?? 0;
      if (lower(walking, from * CRITERIA, standing, to * CRITERIA, walkMinutes[walk] ?? 0, 0, 0)) isNew[from] = 1;
    }
  }
  return walking;
}

/** @returns null where no place is lowered; `isNew` says where */
function rideFirst(
  { timetable, usableService, usableEdge }: Terms,
  costs: Costs,
  standing: Float64Array,
  walking: Float64Array,
  isNew: Uint8Array,
): Float64Array | null {
  const { stopPlaces } = timetable;
  const { ride, board, end } = costs;
  const next = standing.slice();
  const wasNew = isNew.slice();
  isNew.fill(0);
  for (const { index, firstStop, stops } of timetable.services) {
    if (usableService[index] === 0) continue;
    const stop = lastTouched(stopPlaces, firstStop, stops.length, wasNew);
    const [exposure, price] = [board[index * 2] ?? 0, board[index * 2 + 1] ?? 0];
    let [a, b, c] = end;
    for (let at = stop; at > firstStop; at--) {
      const place = (stopPlaces[at] ?? 0) * CRITERIA;
      const earlier = (at - 1) * CRITERIA;
      a = least(a, walking[place] ?? 0) + (ride[earlier] ?? 0);
      b = least(b, walking[place + 1] ?? 0) + (ride[earlier + 1] ?? 0);
      c = least(c, walking[place + 2] ?? 0) + (ride[earlier + 2] ?? 0);
      const from = stopPlaces[at - 1] ?? 0;
      const to = from * CRITERIA;
      if (a < (next[to] ?? 0)) {
        next[to] = a;
        isNew[from] = 1;
      }
      if (b + exposure < (next[to + 1] ?? 0)) {
        next[to + 1] = b + exposure;
        isNew[from] = 1;
      }
      if (c + price < (next[to + 2] ?? 0)) {
        next[to + 2] = c + price;
        isNew[from] = 1;
      }
    }
  }
  for (const edge of timetable.drives) {
    if (usableEdge[edge.index] === 0) continue;
    const { from, to, minutes } = edge;
    if (lower(next, from.index * CRITERIA, walking, to.index * CRITERIA, minutes, ...costs.drive(edge)))
      isNew[from.index] = 1;
  }
  return isNew.includes(1) ? next : null;
}

/** What a service brings that is new begins at the last of its stops where something is. @returns -1 if at none */
function lastTouched(stopPlaces: Int32Array, first: number, count: number, places: Uint8Array): number {
  for (let stop = first + count - 1; stop >= first; stop--) if (places[stopPlaces[stop] ?? 0] === 1) return stop;
  return -1;
}

/** Of numbers among which there is no NaN; quicker than `Math.min`, which has to look for one. */
function least(one: number, other: number): number {
  if (one < other) return one;
  return other;
}
