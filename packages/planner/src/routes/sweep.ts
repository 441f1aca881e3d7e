/**
 * The search: one sweep through time over everything that happens.
 *
 * Labels are compared only when they are at the same place in the same minute. Whoever came earlier has waited, and his
 * waiting is in the account: so an earlier arrival at a watched place pushes out a later one only if it is better after
 * the wait. Each place holds the labels of which none outdoes another; so does each trip, of those who are aboard.
 */
import type { Calm } from "./calm.ts";
import type { Frontier } from "./frontier.ts";
import { Heap } from "./heap.ts";
import { hasAll } from "./kept.ts";
import { Aboard, type Care, type Kind, Label, outdoes, RIDE, START, startOf, WALK } from "./label.ts";
import { LateChains } from "./late-chains.ts";
import { Moves } from "./moves.ts";
import { firstStart } from "./start-times.ts";
import type { Terms } from "./terms.ts";
import { type Call, type Edge, FOREVER, type Moment, type Stand } from "./timetable.ts";

export class Sweep {
  readonly #terms: Terms;
  readonly #calm: Calm;
  readonly #frontier: Frontier;
  readonly #moves: Moves;
  readonly #care: Care;
  readonly #origin: Label;
  /** By place. Lists are replaced, never changed: a leg of no minutes may come back while one is being read. */
  readonly #waiting: (readonly Label[] | undefined)[];
  readonly #lateChains: LateChains;
  /** By trip. */
  readonly #aboard: (readonly Aboard[] | undefined)[];
  /** By place and by trip: 0 where a call needs no look. */
  readonly #awakePlace: Uint8Array;
  readonly #awakeTrip: Uint8Array;
  /** How many of both are awake. */
  #awake = 0;
  /** Walks and drives that end later, by minute. */
  readonly #onTheWay = new Map<number, Label[]>();
  readonly #minutes = new Heap();
  #now: number;
  #nextMoment = 0;
  /** The call that is being worked at; those before it in this minute are done with. */
  #current: Call | null = null;

  constructor(terms: Terms, calm: Calm, frontier: Frontier, care: Care) {
    const { query, origin, timetable } = terms;
    this.#terms = terms;
    this.#calm = calm;
    this.#frontier = frontier;
    this.#care = care;
    this.#waiting = new Array(timetable.places.length);
    this.#moves = new Moves(terms, frontier);
    this.#lateChains = new LateChains(this.#moves, calm);
    this.#aboard = new Array(timetable.trips);
    this.#awakePlace = new Uint8Array(timetable.places.length);
    this.#awakeTrip = new Uint8Array(timetable.trips);
    this.#wake(this.#awakePlace, origin.index);
    this.#now = query.departAfter;
    this.#nextMoment = firstFrom(timetable.moments, query.departAfter);
    this.#origin = startOf(terms);
    this.#startLate(this.#origin);
    this.#startEarly(this.#origin);
  }

  get minute(): number {
    return this.#now;
  }

  get isDone(): boolean {
    const next = this.#next();
    if (next > this.#terms.query.arriveBefore || (this.#awake === 0 && this.#onTheWay.size === 0)) return true;
    return !this.#frontier.isOpen(this.#terms.origin, next);
  }

  /** Works through the next minute in which anything happens. */
  advance(): void {
    this.#now = this.#next();
    const minute = this.#now;
    this.#current = null;
    if (this.#minutes.least === minute) {
      this.#minutes.pop();
      const arriving = this.#onTheWay.get(minute) ?? [];
      this.#onTheWay.delete(minute);
      for (const label of arriving) this.#arrive(label);
    }
    const { usableTrip, timetable } = this.#terms;
    const { moments, calls, callTrips, callPlaces } = timetable;
    const [awakeTrip, awakePlace] = [this.#awakeTrip, this.#awakePlace];
    const moment = moments[this.#nextMoment];
    if (moment?.minute !== minute) return;
    this.#nextMoment++;
    for (let index = moment.first; index < moment.end; index++) {
      const trip = callTrips[index] ?? 0;
      if (awakeTrip[trip] === 0 && (awakePlace[callPlaces[index] ?? 0] === 0 || usableTrip[trip] === 0)) continue;
      const call = calls[index];
      if (call === undefined) continue;
      this.#current = call;
      if (call.arrive === minute) this.#alight(call);
      if (call.depart === minute && call.next !== null && usableTrip[trip] === 1) this.#board(call);
    }
  }

  #next(): number {
    const moment = this.#terms.timetable.moments[this.#nextMoment];
    return Math.min(this.#minutes.least, moment?.minute ?? Number.POSITIVE_INFINITY);
  }

  // Rides

  #board(call: Call): void {
    const { at, of, depart } = call;
    if (this.#awakePlace[at.index] === 0) return;
    const waiting = this.#waiting[at.index];
    if (waiting !== undefined) this.#boardWaiting(call, waiting);
    if (at === this.#terms.origin && this.#terms.mayLeaveAt(depart)) this.#step(this.#origin, call);
    for (const chain of this.#lateChains.endingAt(at)) {
      const label = this.#lateChains.run(chain, depart - of.timed.service.minChange);
      if (label !== null && this.#moves.until(label) >= depart) this.#step(label, call);
    }
    if (!this.#staysAwake(at, depart)) this.#sleep(this.#awakePlace, at.index);
  }

  /** Whether anybody may yet board here, from this minute on. Nothing that has become hopeless is hoped for again. */
  #staysAwake(at: Stand, minute: number): boolean {
    const anyChain = this.#lateChains.keep(at, ({ least }) =>
      this.#frontier.mayStand(at.index, Math.max(minute, least.at), least.exposure, least.price, least.rides),
    );
    return (
      anyChain ||
      (this.#waiting[at.index]?.length ?? 0) > 0 ||
      (at === this.#terms.origin && this.#mayYetBoard(this.#origin, minute))
    );
  }

  #wake(awake: Uint8Array, index: number): void {
    if (awake[index] === 0) this.#awake++;
    awake[index] = 1;
  }

  #sleep(awake: Uint8Array, index: number): void {
    if (awake[index] === 1) this.#awake--;
    awake[index] = 0;
  }

  #boardWaiting(call: Call, waiting: readonly Label[]): void {
    const latest = call.depart - call.of.timed.service.minChange;
    let gone = false;
    for (const label of waiting) {
      if (label.until < call.depart || !this.#mayYetBoard(label, call.depart)) gone = true;
      else if (label.boardsUntil >= call.depart && label.at <= latest) this.#step(label, call);
    }
    if (gone)
      this.#waiting[call.at.index] = this.#waiting[call.at.index]?.filter(
        (label) => label.until >= call.depart && this.#mayYetBoard(label, call.depart),
      );
  }

  #mayYetBoard(label: Label, minute: number): boolean {
    return this.#frontier.mayStand(
      label.stand.index,
      minute,
      this.#moves.exposureAt(label, minute),
      label.price,
      label.rides,
    );
  }

  /** One steps aboard, if he is not outdone by somebody there. */
  #step(label: Label, call: Call): void {
    const terms = this.#terms;
    const { of, service, number, depart } = call;
    if (label.rides >= terms.query.maxRides) return;
    const check = terms.check(of.timed.service.exposure, depart);
    const exposure = this.#moves.exposureAt(label, depart) + check;
    const price = label.price + (terms.boardFare[service] ?? 0);
    if (!this.#frontier.mayRide(call, depart, exposure, price, label.rides + 1)) return;
    const settled = exposure - (terms.perMinute[service] ?? 0) * depart - (terms.passed[number] ?? 0);
    const begun = terms.kept.begunBy(call, call.stop);
    const one = new Aboard(label, call, settled, price - (terms.fare[number] ?? 0), begun);
    const others = this.#aboard[of.index] ?? [];
    if (terms.kept.all !== 0)
      for (const other of others) other.kept = other.before.kept | terms.kept.begunBy(other.boarded, call.stop);
    for (const other of others) if (outdoes(other, one, this.#care)) return;
    this.#aboard[of.index] = [...others.filter((other) => !outdoes(one, other, this.#care)), one];
    this.#wake(this.#awakeTrip, of.index);
    // Stops of the same minute that this trip has already been seen at: they were too early for this passenger.
    for (let next = call.next; next !== null && next.arrive === this.#now && this.#hasArrived(next); next = next.next)
      this.#getOff(one, next);
  }

  #alight(call: Call): void {
    const aboard = this.#aboard[call.of.index];
    if (aboard === undefined || aboard.length === 0) return;
    let gone = false;
    for (const one of aboard) if (one.boarded.stop < call.stop && !this.#getOff(one, call)) gone = true;
    if (!gone) return;
    const left = this.#aboard[call.of.index]?.filter(
      (one) => one.boarded.stop >= call.stop || this.#mayStay(one, call),
    );
    this.#aboard[call.of.index] = left;
    if (left?.length === 0) this.#sleep(this.#awakeTrip, call.of.index);
  }

  /** @returns whether it may be worth it to stay aboard */
  #getOff(one: Aboard, call: Call): boolean {
    const terms = this.#terms;
    const { stop, arrive, of, at, service, number } = call;
    const exposure = one.settled + (terms.perMinute[service] ?? 0) * arrive + (terms.passed[number] ?? 0);
    const price = one.price + (terms.fare[number] ?? 0);
    const kept = one.before.kept | terms.kept.hadBy(one.boarded, call);
    if (
      terms.mayRide(of.timed, one.boarded.stop, stop) &&
      this.#frontier.mayWalk(at.index, arrive, exposure, price, one.rides) &&
      !this.#isPlainlyOutdone(at.index, arrive, exposure, price, one.rides, RIDE, kept)
    )
      this.#arrive(
        new Label({
          stand: at,
          at: arrive,
          exposure,
          price,
          rides: one.rides,
          firstDepart: one.firstDepart,
          kind: RIDE,
          before: one.before,
          depart: one.boarded.depart,
          boarded: one.boarded,
          alighted: call,
          edge: null,
          kept,
        }),
      );
    return this.#mayStay(one, call);
  }

  #mayStay(one: Aboard, call: Call): boolean {
    const terms = this.#terms;
    const { next, depart, service, number } = call;
    if (next === null) return false;
    const exposure = one.settled + (terms.perMinute[service] ?? 0) * depart + (terms.passed[number] ?? 0);
    const price = one.price + (terms.fare[number] ?? 0);
    return this.#frontier.mayRide(call, depart, exposure, price, one.rides);
  }

  // Arrivals

  #arrive(label: Label): void {
    const { stand } = label;
    // To go on from a target is never better than to have arrived, unless a kept leg is still to come.
    if (this.#terms.isTarget[stand.index] === 1 && label.kept === this.#terms.kept.all) {
      this.#frontier.finish(label);
      return;
    }
    label.until = this.#terms.stayUntil(stand, label.at);
    label.settled = label.exposure - this.#terms.stay(stand.index, 0, label.at);
    const { boards, startsEarly, startsLate } = this.#settle(label);
    if (startsLate) this.#startLate(label);
    if (startsEarly) this.#startEarly(label);
    if (boards) this.#offer(label);
  }

  /** A quick look, before a label is made: whether one who waits there may do all that the newcomer may. */
  #isPlainlyOutdone(
    place: number,
    at: number,
    exposure: number,
    price: number,
    rides: number,
    kind: Kind,
    kept: number,
  ): boolean {
    const others = this.#waiting[place];
    if (others === undefined || this.#calm.plain[place] === 0) return false;
    const settled = exposure - this.#terms.stay(place, 0, at);
    for (const other of others) {
      if (other.settled > settled || other.price > price || other.until < at) continue;
      if (!hasAll(other.kept, kept)) continue;
      if (kind !== WALK && other.kind === WALK) continue;
      if (this.#care === "rough") return true;
      if (other.rides > rides) continue;
      if (this.#care === "vectors") return true;
      if (other.settled < settled || other.price < price || other.rides < rides) return true;
    }
    return false;
  }

  /** Takes its place among those who wait here. @returns what nobody else here does as well */
  #settle(label: Label): { boards: boolean; startsEarly: boolean; startsLate: boolean } {
    const { stand, at, kind } = label;
    const others = this.#waiting[stand.index] ?? [];
    const mayWalk = kind !== WALK;
    const calmIfRode = this.#calm.isCalm(stand, mayWalk, true);
    const calm = this.#calm.isCalm(stand, mayWalk, false);
    let boards = true;
    let startsEarly = stand.drives.length > 0 || (mayWalk && stand.walks.length > 0);
    let startsLate = kind === RIDE && this.#calm.mayGainLate(stand);
    for (const other of others) {
      if (other.until < at || !outdoes(other, label, this.#care)) continue;
      boards = false;
      const asGood = other.at === at || (other.kind === RIDE ? calmIfRode : calm);
      if (asGood && (!mayWalk || other.kind !== WALK)) startsEarly = false;
      if (other.kind === RIDE) startsLate = false;
    }
    if (!boards) label.boardsUntil = -FOREVER;
    if (!boards && !startsEarly && !startsLate) return { boards, startsEarly, startsLate };
    const left: Label[] = [];
    for (const other of others) {
      if (other.until < at) continue;
      // One who is outdone himself pushes nobody out: of equals both would go.
      if (boards && outdoes(label, other, this.#care)) {
        if (kind === RIDE) other.outdoneFrom = Math.min(other.outdoneFrom, at);
        // Who came before can still board what is too soon for who comes now.
        other.boardsUntil = Math.min(other.boardsUntil, at + stand.mostChange - 1);
      }
      // What no longer boards is of use here only to compare with, and where nobody is calm only for its own minute.
      if (other.boardsUntil < at && other.at < at) continue;
      left.push(other);
    }
    left.push(label);
    this.#waiting[stand.index] = left;
    this.#wake(this.#awakePlace, stand.index);
    return { boards, startsEarly, startsLate };
  }

  /** Departures of this very minute that were looked at before this label came. */
  #offer(label: Label): void {
    const { departures } = label.stand;
    if (this.#current === null || this.#terms.timetable.leastChange > 0) return;
    for (let index = firstDeparture(departures, label.at); departures[index]?.depart === label.at; index++) {
      const call = departures[index];
      if (call === undefined || call.of.timed.service.minChange > 0 || !this.#hasDeparted(call)) continue;
      if (this.#terms.usableTrip[call.of.index] === 1) this.#step(label, call);
    }
  }

  /** Of calls in this minute: whether they have been worked at. */
  #hasDeparted({ of, stop }: Call): boolean {
    const current = this.#current;
    if (current === null) return false;
    return of.index < current.of.index || (of.index === current.of.index && stop < current.stop);
  }

  #hasArrived(call: Call): boolean {
    return call === this.#current || this.#hasDeparted(call);
  }

  // Legs without a timetable

  #startEarly(label: Label): void {
    const { stand, kind } = label;
    if (kind !== WALK) this.#walkEarly(label);
    for (const edge of stand.drives) this.#goEarly(label, edge);
  }

  /** Most walks lead nowhere, or where others are better off: these are passed over without being fetched. */
  #walkEarly(label: Label): void {
    const { curfewed, timetable } = this.#terms;
    const { firstWalk, walkTo, walkMinutes, walks } = timetable;
    const { stand, at, exposure, price, rides, kept } = label;
    const atOnce = label.kind !== START && curfewed[stand.index] === 0;
    const end = firstWalk[stand.index + 1] ?? 0;
    for (let index = firstWalk[stand.index] ?? 0; index < end; index++) {
      const to = walkTo[index] ?? 0;
      const arrive = at + (walkMinutes[index] ?? 0);
      if (!this.#frontier.mayStand(to, arrive, exposure, price, rides)) continue;
      if (atOnce && curfewed[to] === 0 && this.#isPlainlyOutdone(to, arrive, exposure, price, rides, WALK, kept))
        continue;
      const edge = walks[index];
      if (edge !== undefined) this.#goEarly(label, edge);
    }
  }

  #goEarly(label: Label, edge: Edge): void {
    const terms = this.#terms;
    if (terms.usableEdge[edge.index] === 0) return;
    const start = firstStart(terms, edge, label.at, label.kind === START);
    if (start + edge.minutes > terms.query.arriveBefore || label.until < start) return;
    const exposure = this.#moves.exposureAt(label, start);
    const arrived = this.#moves.go(label, edge, start, exposure);
    if (arrived === null) return;
    const sameMinute = this.#onTheWay.get(arrived.at);
    if (arrived.at === this.#now) this.#arrive(arrived);
    else if (sameMinute !== undefined) sameMinute.push(arrived);
    else {
      this.#onTheWay.set(arrived.at, [arrived]);
      this.#minutes.push(arrived.at);
    }
  }

  #startLate(label: Label): void {
    this.#lateChains.note(label, ({ index }) => this.#wake(this.#awakePlace, index));
  }
}

function firstFrom(moments: readonly Moment[], minute: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle]?.minute ?? 0) < minute) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstDeparture(departures: readonly Call[], minute: number): number {
  let [low, high] = [0, departures.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((departures[middle]?.depart ?? 0) < minute) low = middle + 1;
    else high = middle;
  }
  return low;
}
