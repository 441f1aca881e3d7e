/**
 * When it is too late: for each place, each trip and each number of rides left, the last minute at which one may be there
 * and still reach a target by a given deadline.
 *
 * Deadlines come from routes that are known. Whoever can have no less exposure and pay no less than one of them must at
 * least arrive before it, and who is past his last chance cannot. The bounds alone would hope for it, since they take every
 * connection for in time.
 *
 * One scan through the calls, backwards in time, for all deadlines together (Dibbelt, Pajor, Strasser, Wagner, "Connection
 * Scan Algorithm", 2018). It heeds what may be used, how long it takes and how many rides are left, and no other rule: no
 * curfew, no time to change, no hours of drivers. So a last chance is never too early, and nobody is dropped who could
 * have come in time.
 */
import type { Terms } from "./terms.ts";
import type { Moment } from "./timetable.ts";
import { ARRIVES, DEPARTS } from "./timetable.ts";

/** Where the earliest arrivals from the origin are known, what nobody can catch is passed over. */
export interface Reach {
  /** By place. */
  arrival: Float64Array;
  /** They are known for all minutes before this one. */
  until: number;
}

export class LastChances {
  /** Deadlines in rising order, and how many. */
  readonly deadlines: readonly number[];
  /** For each row of a place or trip and of rides left: by deadline the last minute and one; 0 for never. */
  readonly table: Int32Array;
  /** Of how many rides left a row is known; the first rows of those who stand and of those aboard. Walkers come first. */
  readonly #rows: number;
  readonly #standing: number;
  readonly #aboard: number;
  readonly #terms: Terms;
  readonly #reach: Reach | null;
  /** By trip and rides left: the first of the deadlines that those aboard can keep. */
  readonly #kept: Int32Array;

  constructor(terms: Terms, deadlines: readonly number[], reach: Reach | null) {
    const { timetable, query } = terms;
    this.#terms = terms;
    this.#reach = reach;
    this.deadlines = deadlines;
    this.#rows = query.maxRides + 1;
    this.#standing = timetable.places.length * this.#rows;
    this.#aboard = 2 * this.#standing;
    this.#kept = new Int32Array(timetable.trips * this.#rows).fill(deadlines.length);
    this.table = new Int32Array((this.#aboard + this.#kept.length) * deadlines.length);
    this.#begin();
    this.#scan();
  }

  /** Where in `table` the row of one begins who may walk first. */
  walking(place: number, rides: number): number {
    return (place * this.#rows + rides) * this.deadlines.length;
  }

  /** Of one whose last leg was a walk. */
  standing(place: number, rides: number): number {
    return (this.#standing + place * this.#rows + rides) * this.deadlines.length;
  }

  /** Of one aboard; this ride is not counted. */
  aboard(trip: number, rides: number): number {
    return (this.#aboard + trip * this.#rows + rides) * this.deadlines.length;
  }

  /** At a target one is in time up to the deadline. */
  #begin(): void {
    const { isTarget } = this.#terms;
    for (let place = isTarget.indexOf(1); place >= 0; place = isTarget.indexOf(1, place + 1))
      for (let rides = 0; rides < this.#rows; rides++)
        for (const [number, deadline] of this.deadlines.entries()) this.#stand(place, rides, number, deadline + 1);
  }

  #scan(): void {
    const { timetable, query } = this.#terms;
    const last = this.deadlines.at(-1) ?? 0;
    for (let index = timetable.moments.length - 1; index >= 0; index--) {
      const moment = timetable.moments[index];
      if (moment === undefined || moment.minute < query.departAfter) return;
      if (moment.minute > last) continue;
      // Where no time is needed for changing, one may change in this very minute to what was looked at before.
      while (this.#lookAt(moment) && timetable.leastChange === 0);
    }
  }

  /** @returns whether anybody has a later last chance, or a sooner deadline, than before */
  #lookAt({ minute, first, end }: Moment): boolean {
    const { callTrips, callPlaces, callKinds } = this.#terms.timetable;
    const { usableTrip } = this.#terms;
    const known = this.#reach !== null && minute < this.#reach.until ? this.#reach.arrival : null;
    let changed = false;
    for (let call = end - 1; call >= first; call--) {
      const trip = callTrips[call] ?? 0;
      const place = callPlaces[call] ?? 0;
      if (usableTrip[trip] === 0 || (known !== null && (known[place] ?? 0) > minute)) continue;
      const kind = callKinds[call] ?? 0;
      if ((kind & DEPARTS) !== 0 && this.#board(trip, place, minute)) changed = true;
      if ((kind & ARRIVES) !== 0 && this.#alight(trip, place, minute)) changed = true;
    }
    return changed;
  }

  #board(trip: number, place: number, minute: number): boolean {
    const [table, kept, count] = [this.table, this.#kept, this.deadlines.length];
    let changed = false;
    for (let rides = this.#rows - 2; rides >= 0; rides--) {
      const from = kept[trip * this.#rows + rides] ?? 0;
      // With fewer rides left no more can be kept.
      if (from === count) break;
      const row = this.aboard(trip, rides);
      for (let number = from; number < count && table[row + number] === 0; number++) table[row + number] = minute + 1;
      if (this.#stand(place, rides + 1, from, minute + 1)) changed = true;
    }
    return changed;
  }

  #alight(trip: number, place: number, minute: number): boolean {
    const [table, kept, count] = [this.table, this.#kept, this.deadlines.length];
    let changed = false;
    for (let rides = this.#rows - 2; rides >= 0; rides--) {
      const row = this.walking(place, rides);
      // Too late here for all of them, and so with fewer rides left.
      if ((table[row + count - 1] ?? 0) <= minute) break;
      const at = trip * this.#rows + rides;
      const before = kept[at] ?? 0;
      let first = before;
      while (first > 0 && (table[row + first - 1] ?? 0) > minute) first--;
      if (first === before) continue;
      kept[at] = first;
      changed = true;
    }
    return changed;
  }

  /** One who stands here before minute `end` can keep the deadlines from number `from` on. */
  #stand(place: number, rides: number, from: number, end: number): boolean {
    if (!this.#raise(this.standing(place, rides), from, end)) return false;
    const { timetable, usableEdge } = this.#terms;
    const { firstWalkInto, walksInto, walkFrom, walkMinutes } = timetable;
    this.#walk(place, rides, from, end);
    const last = firstWalkInto[place + 1] ?? 0;
    for (let index = firstWalkInto[place] ?? 0; index < last; index++) {
      const walk = walksInto[index] ?? 0;
      if (usableEdge[walk] === 1) this.#walk(walkFrom[walk] ?? 0, rides, from, end - (walkMinutes[walk] ?? 0));
    }
    return true;
  }

  #walk(place: number, rides: number, from: number, end: number): void {
    if (!this.#raise(this.walking(place, rides), from, end) || rides + 1 === this.#rows) return;
    const { timetable, usableEdge } = this.#terms;
    for (const edge of timetable.drivesInto[place] ?? [])
      if (usableEdge[edge.index] === 1) this.#stand(edge.from.index, rides + 1, from, end - edge.minutes);
  }

  /** A later deadline leaves a last chance that is no sooner: rows never fall. */
  #raise(row: number, from: number, end: number): boolean {
    const [table, count] = [this.table, this.deadlines.length];
    let number = from;
    for (; number < count && (table[row + number] ?? 0) < end; number++) table[row + number] = end;
    return number > from;
  }
}
