import { KeptLegs } from "./kept.ts";
import type { Exposure, Interval, Service } from "./network.ts";
import type { RouteQuery } from "./query.ts";
import { type Edge, FOREVER, type Stand, type TimedService, type Timetable } from "./timetable.ts";

/** One point weighs this many point-minutes. */
const POINT = 60;

/** Which criteria count. Those that do not are 0 in every route. */
export interface Criteria {
  exposure: boolean;
  price: boolean;
}

const ALL: Criteria = { exposure: true, price: true };

/** Beside a query: what has failed, or must not be shared with another route. */
export interface Without {
  trip?: { service: string; trip: string };
  drive?: string;
  operators?: ReadonlySet<string>;
  identities?: ReadonlySet<string>;
}

/** The rules of one query over one timetable: what may be used, when, and what it costs. */
export class Terms {
  readonly query: RouteQuery;
  readonly timetable: Timetable;
  readonly origin: Stand;
  readonly isTarget: Uint8Array;
  /** Points per hour of staying, by place. */
  readonly rates: Float64Array;
  /** By place: 1 where there is a curfew to heed. */
  readonly curfewed: Uint8Array;
  /** By service, trip and edge: 1 where this party may use it. */
  readonly usableService: Uint8Array;
  readonly usableTrip: Uint8Array;
  readonly usableEdge: Uint8Array;
  readonly criteria: Criteria;
  readonly kept: KeptLegs;
  /** By service: exposure of each minute aboard; what boarding costs. */
  readonly perMinute: Float64Array;
  readonly boardFare: Float64Array;
  /** By stop of all services: exposure of the checkpoints passed, and the price, from the first stop to this one. */
  readonly passed: Float64Array;
  readonly fare: Float64Array;
  readonly #banned: Uint8Array;
  readonly #anyBanned: boolean;
  readonly #noticed: { at: number; factor: number };

  constructor(timetable: Timetable, query: RouteQuery, criteria = ALL, without: Without = {}) {
    this.timetable = timetable;
    this.query = query;
    this.criteria = criteria;
    this.kept = new KeptLegs(query);
    this.#noticed = query.noticed ?? { at: Number.POSITIVE_INFINITY, factor: 1 };
    const standOf = (id: string): Stand => {
      const stand = timetable.placeById.get(id);
      if (stand === undefined) throw new Error("a query that was not parsed: it names a place that is not there");
      return stand;
    };
    this.origin = standOf(query.from);
    this.isTarget = new Uint8Array(timetable.places.length);
    for (const id of query.to) this.isTarget[standOf(id).index] = 1;

    this.rates = new Float64Array(timetable.places.length);
    if (criteria.exposure) {
      for (const { index, place } of timetable.places) this.rates[index] = place.watch;
      for (const [id, points] of Object.entries(query.reach)) {
        const { index, place } = standOf(id);
        this.rates[index] = place.watch + points;
      }
    }
    this.#banned = new Uint8Array(timetable.places.length);
    for (const id of query.ban.places) this.#banned[standOf(id).index] = 1;
    this.#banned[this.origin.index] = 0;
    for (const id of query.to) this.#banned[standOf(id).index] = 0;
    this.#anyBanned = this.#banned.includes(1);

    this.curfewed = new Uint8Array(timetable.places.length);
    for (const stand of timetable.places) if (this.curfews(stand).length > 0) this.curfewed[stand.index] = 1;

    const bans = new Bans(query, without);
    this.usableService = new Uint8Array(timetable.services.length);
    this.usableTrip = new Uint8Array(timetable.trips);
    for (const { index, service, firstTrip } of timetable.services) {
      if (!bans.allow(service)) continue;
      this.usableService[index] = 1;
      this.usableTrip.fill(1, firstTrip, firstTrip + service.trips.length);
      if (service.id !== without.trip?.service) continue;
      const lost = service.trips.findIndex(({ id }) => id === without.trip?.trip);
      if (lost >= 0) this.usableTrip[firstTrip + lost] = 0;
    }
    this.perMinute = Float64Array.from(timetable.services, ({ service }) => this.riding(service.exposure, 1));
    this.boardFare = Float64Array.from(timetable.services, ({ service }) => this.fares(service) * service.boardFare);
    this.passed = new Float64Array(timetable.stops);
    this.fare = new Float64Array(timetable.stops);
    for (const { service, firstStop, checkpoints } of timetable.services)
      for (let stop = 0; stop < checkpoints.length; stop++) {
        this.passed[firstStop + stop] = this.checkpoints(checkpoints[stop] ?? 0);
        this.fare[firstStop + stop] = this.fares(service) * (service.price[stop] ?? 0);
      }
    this.usableEdge = new Uint8Array(timetable.edges.length).fill(1);
    for (const { index, drive } of timetable.drives)
      if (drive !== null && (drive.id === without.drive || !bans.allow(drive))) this.usableEdge[index] = 0;
    if (this.#anyBanned)
      for (const { index, from, to } of timetable.edges)
        if (this.#isBanned(from) || this.#isBanned(to)) this.usableEdge[index] = 0;
  }

  #isBanned(stand: Stand): boolean {
    return this.#banned[stand.index] === 1;
  }

  /** Whether one may ride from one stop of a service to another: neither they nor what lies between is banned. */
  mayRide({ stops }: TimedService, from: number, to: number): boolean {
    if (!this.#anyBanned) return true;
    for (let stop = from; stop <= to; stop++) {
      const stand = stops[stop];
      if (stand !== undefined && this.#isBanned(stand)) return false;
    }
    return true;
  }

  mayLeaveAt(minute: number): boolean {
    const { leave } = this.query;
    return leave === undefined || leave.some(([a, b]) => a <= minute && minute <= b);
  }

  /** Point-minutes of staying at a place, from one minute to another. */
  stay(place: number, from: number, to: number): number {
    const rate = this.rates[place] ?? 0;
    return rate === 0 ? 0 : rate * (this.weighed(to) - this.weighed(from));
  }

  /** The minutes from 00:00 to this one, those after absence was noticed counted `factor` times. */
  weighed(minute: number): number {
    const { at, factor } = this.#noticed;
    return minute <= at ? minute : at + (minute - at) * factor;
  }

  /** Point-minutes of being checked when boarding at this minute. */
  check({ idCheck }: Exposure, minute: number): number {
    if (!this.criteria.exposure) return 0;
    return idCheck * POINT * (minute >= this.#noticed.at ? this.#noticed.factor : 1);
  }

  riding({ perHour }: Exposure, minutes: number): number {
    return this.criteria.exposure ? perHour * minutes : 0;
  }

  checkpoints(passed: number): number {
    return this.criteria.exposure ? passed * this.timetable.network.weights.checkpoint * POINT : 0;
  }

  /** Exposure of a drive that begins at this minute. */
  drive(edge: Edge, start: number): number {
    if (edge.drive === null) return 0;
    const { exposure, checkpoints } = edge.drive;
    return this.check(exposure, start) + this.riding(exposure, edge.minutes) + this.checkpoints(checkpoints);
  }

  drivePrice(edge: Edge): number {
    return this.criteria.price && edge.drive !== null ? edge.drive.price : 0;
  }

  /** What the party pays for each unit of a service's price. */
  fares({ agreed }: Service): number {
    if (!this.criteria.price) return 0;
    return agreed ? 1 : this.query.people;
  }

  /** How long one who came at this minute may stay: to the next curfew, and during one not at all. */
  stayUntil(stand: Stand, from: number): number {
    if (this.curfewed[stand.index] === 0) return FOREVER;
    let until = FOREVER;
    for (const [begins, ends] of this.curfews(stand))
      if (begins < ends && ends > from) until = Math.min(until, Math.max(begins, from));
    return until;
  }

  /** Whether there is one to heed at either end. */
  hasCurfew({ from, to }: Edge): boolean {
    return this.curfewed[from.index] === 1 || this.curfewed[to.index] === 1;
  }

  /** Of the origin there are none: home is home. */
  curfews(stand: Stand): readonly Interval[] {
    return stand === this.origin ? [] : stand.place.curfew;
  }

  /** Whether nothing can be lost by arriving earlier, no criterion but the arrival being asked for. */
  get earlierIsBetter(): boolean {
    const { timetable, query } = this;
    if (this.kept.all !== 0) return false;
    return !this.#anyBanned && query.leave === undefined && timetable.leastChange > 0 && !this.curfewed.includes(1);
  }

  /** Weight of `noticed` that begins to count while the party may still be under way; else 1. */
  get changeOfWeight(): number {
    const { at, factor } = this.#noticed;
    return at > this.query.departAfter && at < this.query.arriveBefore ? factor : 1;
  }
}

class Bans {
  readonly #query: RouteQuery;
  readonly #without: Without;
  readonly #services: ReadonlySet<string>;
  readonly #modes: ReadonlySet<string>;
  readonly #operators: ReadonlySet<string>;

  constructor(query: RouteQuery, without: Without) {
    this.#query = query;
    this.#without = without;
    this.#services = new Set(query.ban.services);
    this.#modes = new Set(query.ban.modes);
    this.#operators = new Set(query.ban.operators);
  }

  allow(vehicle: { id: string; mode: string; operator: string; identity: string; seats?: number; escort: boolean }) {
    const { id, mode, operator, identity, seats, escort } = vehicle;
    return (
      !this.#services.has(id) &&
      !this.#modes.has(mode) &&
      !this.#operators.has(operator) &&
      this.#without.operators?.has(operator) !== true &&
      this.#without.identities?.has(identity) !== true &&
      this.#query.people <= (seats ?? Number.POSITIVE_INFINITY) &&
      (escort || !this.#query.escort)
    );
  }
}
