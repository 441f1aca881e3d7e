/**
 * The search: one sweep through time over everything that happens.
 *
 * Labels are compared only when they are at the same place in the same minute. Whoever came earlier has waited, and his
 * waiting is in the account: so an earlier arrival at a watched place pushes out a later one only if it is
 * better after the wait. Each place holds the labels of which none outdoes another; so does each trip, of those
 * who are aboard.
 */
import type { Bounds } from "./bounds.ts";
import type { Calm } from "./calm.ts";
import { Heap } from "./heap.ts";
import { Aboard, compareLegs, DRIVE, type Kind, Label, outdoes, RIDE, START, WALK } from "./label.ts";
import { firstStart, lastStart } from "./start-times.ts";
import type { Terms } from "./terms.ts";
import type { Call, Edge, Moment, Stand } from "./timetable.ts";

/** A chain of legs that may run late: from where somebody is, to where he boards. */
interface LateChain {
  start: Label;
  edges: readonly Edge[];
}

export class Sweep {
  readonly #terms: Terms;
  readonly #bounds: Bounds;
  readonly #calm: Calm;
  readonly #origin: Label;
  /** By place. Lists are replaced, never changed: a leg of no minutes may come back while one is being read. */
  readonly #waiting: (readonly Label[] | undefined)[] = [];
  readonly #lateChains: (LateChain[] | undefined)[] = [];
  /** By trip. */
  readonly #aboard: (readonly Aboard[] | undefined)[] = [];
  /** Walks and drives that end later, by minute. */
  readonly #onTheWay = new Map<number, Label[]>();
  readonly #minutes = new Heap();
  #found: readonly Label[] = [];
  #now: number;
  #nextMoment = 0;
  /** The call that is being worked at; those before it in this minute are done with. */
  #current: Call | null = null;

  constructor(terms: Terms, bounds: Bounds, calm: Calm) {
    this.#terms = terms;
    this.#bounds = bounds;
    this.#calm = calm;
    const { query, origin } = terms;
    this.#now = query.departAfter;
    this.#origin = new Label({
      stand: origin,
      at: query.departAfter,
      exposure: 0,
      price: 0,
      rides: 0,
      firstDepart: Number.POSITIVE_INFINITY,
      kind: START,
      before: null,
      depart: query.departAfter,
      boarded: null,
      alighted: null,
      edge: null,
    });
    if (terms.isTarget[origin.index] === 1) {
      this.#found = [this.#origin];
      return;
    }
    this.#nextMoment = firstFrom(terms.timetable.moments, query.departAfter);
    this.#startLate(this.#origin);
    this.#startEarly(this.#origin);
  }

  /** The routes found, by their last labels: of each vector one, earliest first. Complete once `isDone`. */
  get found(): readonly Label[] {
    return this.#found;
  }

  get minute(): number {
    return this.#now;
  }

  get isDone(): boolean {
    return this.#found[0]?.kind === START || this.#next() > this.#terms.query.arriveBefore;
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
    const moment = this.#terms.timetable.moments[this.#nextMoment];
    if (moment?.minute !== minute) return;
    this.#nextMoment++;
    for (const call of moment.calls) {
      if (this.#terms.usableService[call.of.timed.index] === 0) continue;
      this.#current = call;
      if (call.arrive === minute) this.#alight(call);
      if (call.depart === minute && call.next !== null) this.#board(call);
    }
  }

  #next(): number {
    return Math.min(this.#minutes.least, this.#terms.timetable.moments[this.#nextMoment]?.minute ?? Number.POSITIVE_INFINITY);
  }

  // Rides

  #board(call: Call): void {
    const { at, of } = call;
    const waiting = this.#waiting[at.index];
    if (waiting !== undefined) this.#boardWaiting(call, waiting);
    if (at === this.#terms.origin && this.#terms.mayLeaveAt(call.depart)) this.#step(this.#origin, call);
    const chains = this.#lateChains[at.index];
    if (chains !== undefined)
      for (const chain of chains) {
        const label = this.#runLate(chain, call.depart - of.timed.service.minChange);
        if (label !== null && this.#until(label) >= call.depart) this.#step(label, call);
      }
  }

  #boardWaiting(call: Call, waiting: readonly Label[]): void {
    const latest = call.depart - call.of.timed.service.minChange;
    let gone = false;
    for (const label of waiting) {
      if (label.until < call.depart || !this.#mayYetArrive(label, call.depart)) gone = true;
      else if (label.boardsUntil >= call.depart && label.at <= latest) this.#step(label, call);
    }
    if (gone)
      this.#waiting[call.at.index] = this.#waiting[call.at.index]?.filter(
        (label) => label.until >= call.depart && this.#mayYetArrive(label, call.depart),
      );
  }

  /** One steps aboard, if he is not outdone by somebody there. */
  #step(label: Label, call: Call): void {
    const terms = this.#terms;
    const { of, stop, depart } = call;
    if (of.trip === terms.lostTrip || label.rides >= terms.query.maxRides) return;
    const exposure = this.#exposureAt(label, depart);
    if (this.#isHopeless(label.stand, depart, exposure, label.price, label.rides)) return;
    const { service, checkpoints } = of.timed;
    const settled =
      exposure +
      terms.check(service.exposure, depart) -
      terms.riding(service.exposure, depart) -
      terms.checkpoints(checkpoints[stop] ?? 0);
    const price = label.price + terms.fares * (service.boardFare - (service.price[stop] ?? 0));
    const one = new Aboard(label, call, settled, price);
    const others = this.#aboard[of.index] ?? [];
    for (const other of others) if (outdoes(other, one)) return;
    this.#aboard[of.index] = [...others.filter((other) => !outdoes(one, other)), one];
    // Stops of the same minute that this trip has already been seen at: they were too early for this passenger.
    for (let next = call.next; next !== null && next.arrive === this.#now && this.#hasArrived(next); next = next.next)
      this.#getOff(one, next);
  }

  #alight(call: Call): void {
    for (const one of this.#aboard[call.of.index] ?? []) if (one.boarded.stop < call.stop) this.#getOff(one, call);
  }

  #getOff(one: Aboard, call: Call): void {
    const terms = this.#terms;
    const { stop, arrive, of } = call;
    const { service, checkpoints } = of.timed;
    if (!terms.mayRide(of.timed, one.boarded.stop, stop)) return;
    const exposure =
      one.settled + terms.riding(service.exposure, arrive) + terms.checkpoints(checkpoints[stop] ?? 0);
    const price = one.price + terms.fares * (service.price[stop] ?? 0);
    if (this.#isHopeless(call.at, arrive, exposure, price, one.rides)) return;
    this.#arrive(
      new Label({
        stand: call.at,
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
      }),
    );
  }

  // Arrivals

  #arrive(label: Label): void {
    const { stand } = label;
    if (this.#isHopeless(stand, label.at, label.exposure, label.price, label.rides)) return;
    // To go on from a target is never better than to have arrived.
    if (this.#terms.isTarget[stand.index] === 1) return this.#finish(label);
    label.until = this.#terms.stayUntil(stand, label.at);
    label.settled = label.exposure - this.#terms.stay(stand, 0, label.at);
    const { boards, startsEarly, startsLate } = this.#settle(label);
    if (startsLate) this.#startLate(label);
    if (startsEarly) this.#startEarly(label);
    if (boards) this.#offer(label);
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
      if (other.until < at || !outdoes(other, label)) continue;
      boards = false;
      const asGood = other.at === at || (other.kind === RIDE ? calmIfRode : calm);
      if (asGood && (!mayWalk || other.kind !== WALK)) startsEarly = false;
      if (other.kind === RIDE) startsLate = false;
    }
    if (!boards) label.boardsUntil = Number.NEGATIVE_INFINITY;
    if (!boards && !startsEarly && !startsLate) return { boards, startsEarly, startsLate };
    const left: Label[] = [];
    for (const other of others) {
      if (other.until < at) continue;
      if (outdoes(label, other)) {
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
    return { boards, startsEarly, startsLate };
  }

  /** Departures of this very minute that were looked at before this label came. */
  #offer(label: Label): void {
    const { departures } = label.stand;
    if (this.#current === null || departures.length === 0) return;
    for (let index = firstDeparture(departures, label.at); departures[index]?.depart === label.at; index++) {
      const call = departures[index];
      if (call === undefined || call.of.timed.service.minChange > 0 || !this.#hasDeparted(call)) continue;
      if (this.#terms.usableService[call.of.timed.index] === 1) this.#step(label, call);
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

  #finish(label: Label): void {
    for (const other of this.#found) {
      if (other.at > label.at || other.exposure > label.exposure || other.price > label.price) continue;
      const equal = other.at === label.at && other.exposure === label.exposure && other.price === label.price;
      if (!equal || isPreferred(other, label)) return;
    }
    const isBehind = (other: Label): boolean =>
      label.at <= other.at && label.exposure <= other.exposure && label.price <= other.price;
    this.#found = [...this.#found.filter((other) => !isBehind(other)), label];
  }

  // Legs without a timetable

  #startEarly(label: Label): void {
    const { stand, kind } = label;
    if (kind !== WALK) for (const edge of stand.walks) this.#goEarly(label, edge);
    for (const edge of stand.drives) this.#goEarly(label, edge);
  }

  #goEarly(label: Label, edge: Edge): void {
    const terms = this.#terms;
    if (terms.usableEdge[edge.index] === 0) return;
    const start = firstStart(terms, edge, label.at, label.kind === START);
    if (start + edge.minutes > terms.query.arriveBefore || this.#until(label) < start) return;
    const arrived = this.#go(label, edge, start, this.#exposureAt(label, start));
    if (arrived === null) return;
    if (arrived.at === this.#now) return this.#arrive(arrived);
    const sameMinute = this.#onTheWay.get(arrived.at);
    if (sameMinute !== undefined) sameMinute.push(arrived);
    else {
      this.#onTheWay.set(arrived.at, [arrived]);
      this.#minutes.push(arrived.at);
    }
  }

  /** @returns the label at the end of a walk or drive, or null where it leads nowhere */
  #go(label: Label, edge: Edge, start: number, exposureAtStart: number): Label | null {
    const terms = this.#terms;
    const rides = label.rides + (edge.drive === null ? 0 : 1);
    const at = start + edge.minutes;
    const exposure = exposureAtStart + terms.drive(edge, start);
    const price = label.price + terms.drivePrice(edge);
    if (rides > terms.query.maxRides || this.#isHopeless(edge.to, at, exposure, price, rides)) return null;
    const kind: Kind = edge.drive === null ? WALK : DRIVE;
    const firstDepart = label.kind === START ? start : label.firstDepart;
    return new Label({
      stand: edge.to,
      at,
      exposure,
      price,
      rides,
      firstDepart,
      kind,
      before: label,
      depart: start,
      boarded: null,
      alighted: null,
      edge,
    });
  }

  /** Notes where chains that run late lead to. When they run is known only when something is boarded there. */
  #startLate(start: Label): void {
    const terms = this.#terms;
    const extend = (edges: readonly Edge[], label: Label, eager: boolean): void => {
      const choices = label.kind === WALK ? label.stand.drives : [...label.stand.walks, ...label.stand.drives];
      for (const edge of choices) {
        if (terms.usableEdge[edge.index] === 0) continue;
        // No chain of these legs costs less than one without a stay; `go` refuses those that cannot be worth it.
        const next = this.#go(label, edge, label.at, label.exposure);
        if (next === null) continue;
        const chain = [...edges, edge];
        const nextEager = eager && this.#calm.isEager(edge);
        // Over eager legs early is as good; only the first departure of all is wanted late among equals.
        if (!nextEager || start.kind === START) {
          const chains = this.#lateChains[edge.to.index];
          if (chains === undefined) this.#lateChains[edge.to.index] = [{ start, edges: chain }];
          else chains.push({ start, edges: chain });
        }
        extend(chain, next, nextEager);
      }
    };
    extend([], start, true);
  }

  /** Each leg at its last allowed minute, backwards from `end`. @returns the label at the chain's end, or null */
  #runLate({ start, edges }: LateChain, end: number): Label | null {
    const terms = this.#terms;
    const starts: number[] = [];
    let latest = end;
    for (let leg = edges.length - 1; leg >= 0; leg--) {
      const edge = edges[leg];
      if (edge === undefined) return null;
      const begins = lastStart(terms, edge, latest - edge.minutes, leg === 0 && start.kind === START);
      if (begins < start.at) return null;
      starts.unshift(begins);
      latest = begins;
    }
    if (latest >= start.outdoneFrom) return null;
    let label = start;
    for (const [leg, edge] of edges.entries()) {
      const begins = starts[leg] ?? latest;
      if (this.#until(label) < begins) return null;
      const next = this.#go(label, edge, begins, this.#exposureAt(label, begins));
      if (next === null) return null;
      label = next;
    }
    return label;
  }

  // Accounts

  #exposureAt(label: Label, minute: number): number {
    if (label.kind === START && this.#terms.query.originFree) return label.exposure;
    return label.exposure + this.#terms.stay(label.stand, label.at, minute);
  }

  /** Labels on a late chain have never waited among others, so nobody has looked yet. */
  #until(label: Label): number {
    return label.kind === START ? Number.POSITIVE_INFINITY : this.#terms.stayUntil(label.stand, label.at);
  }

  #mayYetArrive(label: Label, minute: number): boolean {
    return !this.#isHopeless(label.stand, minute, this.#exposureAt(label, minute), label.price, label.rides);
  }

  /** Whether from here no target can be reached in time, or only by routes that one already found is better than. */
  #isHopeless({ index }: Stand, minute: number, exposure: number, price: number, rides: number): boolean {
    const { query } = this.#terms;
    const at = minute + (this.#bounds.minutes[index] ?? 0);
    if (at > query.arriveBefore) return true;
    const leastExposure = exposure + (this.#bounds.exposure[index] ?? 0);
    const leastPrice = price + (this.#bounds.price[index] ?? 0);
    for (const found of this.#found) {
      if (found.at > at || found.exposure > leastExposure || found.price > leastPrice) continue;
      if (found.at < at || found.exposure < leastExposure || found.price < leastPrice || found.rides < rides) return true;
    }
    return false;
  }
}

/** Of two ways with the same vector: fewest rides, then latest first departure, then least leg keys. */
function isPreferred(a: Label, b: Label): boolean {
  if (a.rides !== b.rides) return a.rides < b.rides;
  if (a.firstDepart !== b.firstDepart) return a.firstDepart > b.firstDepart;
  const order = compareLegs(a, b);
  return order !== 0 ? order < 0 : legsOf(a) <= legsOf(b);
}

function legsOf(label: Label): number {
  return label.before === null ? 0 : 1 + legsOf(label.before);
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
