import { hasAll } from "./kept.ts";
import type { Terms } from "./terms.ts";
import { type Call, type Edge, FOREVER, type Stand } from "./timetable.ts";

/** In the order of leg keys. */
export const DRIVE = 0;
export const RIDE = 1;
export const WALK = 2;
export const START = 3;
export type Kind = typeof DRIVE | typeof RIDE | typeof WALK | typeof START;

/** What orders one leg among others: kind, id, trip, stops, times. */
interface LegKey {
  readonly kind: Kind;
  readonly rank: number;
  readonly tripRank: number;
  readonly fromStop: number;
  readonly toStop: number;
  readonly depart: number;
  readonly at: number;
  readonly before: Label | null;
}

/** A way to be at a place at a minute. The legs are found by going back over `before`. */
export class Label implements LegKey {
  readonly stand: Stand;
  readonly at: number;
  readonly exposure: number;
  readonly price: number;
  readonly rides: number;
  /** Of the whole way; FOREVER while nothing has been left. */
  readonly firstDepart: number;
  readonly kind: Kind;
  readonly before: Label | null;
  /** Of the last leg. */
  readonly depart: number;
  readonly boarded: Call | null;
  readonly alighted: Call | null;
  readonly edge: Edge | null;
  /** Which of the kept legs it has had. */
  readonly kept: number;
  /** Exposure less what staying here from minute 0 would have cost: equal for all who wait here at equal cost. */
  settled = 0;
  /** How long one may stay. */
  until = FOREVER;
  /** Until when it boards what comes: afterwards somebody else here is as good, and has had time to change. */
  boardsUntil = FOREVER;
  /** From when on somebody else is as good for legs that run late. */
  outdoneFrom = FOREVER;

  constructor(way: {
    stand: Stand;
    at: number;
    exposure: number;
    price: number;
    rides: number;
    firstDepart: number;
    kind: Kind;
    before: Label | null;
    depart: number;
    boarded: Call | null;
    alighted: Call | null;
    edge: Edge | null;
    kept: number;
  }) {
    this.stand = way.stand;
    this.at = way.at;
    this.exposure = way.exposure;
    this.price = way.price;
    this.rides = way.rides;
    this.firstDepart = way.firstDepart;
    this.kind = way.kind;
    this.before = way.before;
    this.depart = way.depart;
    this.boarded = way.boarded;
    this.alighted = way.alighted;
    this.edge = way.edge;
    this.kept = way.kept;
  }

  get rank(): number {
    return this.boarded?.of.timed.rank ?? this.edge?.rank ?? -1;
  }

  get tripRank(): number {
    return this.boarded?.of.rank ?? -1;
  }

  get fromStop(): number {
    return this.boarded?.stop ?? -1;
  }

  get toStop(): number {
    return this.alighted?.stop ?? -1;
  }
}

/** Where every way begins. */
export function startOf({ query, origin }: Terms): Label {
  return new Label({
    stand: origin,
    at: query.departAfter,
    exposure: 0,
    price: 0,
    rides: 0,
    firstDepart: FOREVER,
    kind: START,
    before: null,
    depart: query.departAfter,
    boarded: null,
    alighted: null,
    edge: null,
    kept: 0,
  });
}

/** Someone aboard a trip, not yet alighted. */
export class Aboard implements LegKey {
  readonly before: Label;
  readonly boarded: Call;
  readonly rides: number;
  readonly firstDepart: number;
  /** Exposure less what riding this trip from its first stop and minute 0 would have cost. */
  readonly settled: number;
  /** Price less that of riding from the first stop. */
  readonly price: number;
  /** Which of the kept legs it has had, and which this ride may yet be: those end where it has not been. */
  kept: number;
  readonly kind = RIDE;
  /** All who are aboard alight in the same minute at the same stop. */
  readonly toStop = -1;
  readonly at = -1;

  constructor(before: Label, boarded: Call, settled: number, price: number, begun: number) {
    this.before = before;
    this.boarded = boarded;
    this.rides = before.rides + 1;
    this.firstDepart = before.firstDepart === FOREVER ? boarded.depart : before.firstDepart;
    this.settled = settled;
    this.price = price;
    this.kept = before.kept | begun;
  }

  get rank(): number {
    return this.boarded.of.timed.rank;
  }

  get tripRank(): number {
    return this.boarded.of.rank;
  }

  get fromStop(): number {
    return this.boarded.stop;
  }

  get depart(): number {
    return this.boarded.depart;
  }
}

interface Standing {
  readonly settled: number;
  readonly price: number;
  readonly rides: number;
  readonly firstDepart: number;
  readonly kept: number;
}

/**
 * How much care is taken. "rough": good routes, soon; rides are not counted. "vectors": every vector of the Pareto set,
 * whichever route it is that reaches it. "routes": of each vector the best route.
 */
export type Care = "rough" | "vectors" | "routes";

/**
 * Whether `a` makes `b` needless, both being at the same place in the same minute (or on the same trip) from now on.
 *
 * Rides count because one who has fewer left cannot always follow. Of equals the one that left later, then the one whose
 * legs come first in the order of keys; with less care, the one that is asked about.
 */
export function outdoes(a: Standing & LegKey, b: Standing & LegKey, care: Care): boolean {
  if (a.settled > b.settled || a.price > b.price || !hasAll(a.kept, b.kept)) return false;
  if (care === "rough") return true;
  if (a.rides > b.rides) return false;
  if (care === "vectors") return true;
  if (a.settled < b.settled || a.price < b.price || a.rides < b.rides) return true;
  return a.firstDepart > b.firstDepart || (a.firstDepart === b.firstDepart && compareLegs(a, b) < 0);
}

/**
 * Compares leg by leg from the start. 0 where one way begins with all of the other: then what follows decides, and
 * neither may push the other out. (Only a walk in a circle can bring that about.)
 */
export function compareLegs(a: LegKey, b: LegKey): number {
  if (a.before === b.before && a.kind !== START && b.kind !== START) return compareLeg(a, b);
  const [before, after] = [legsOf(a), legsOf(b)];
  for (let leg = 0; leg < Math.min(before.length, after.length); leg++) {
    const [one, other] = [before[leg], after[leg]];
    if (one === undefined || other === undefined || one === other) continue;
    const order = compareLeg(one, other);
    if (order !== 0) return order;
  }
  return 0;
}

function legsOf(last: LegKey): LegKey[] {
  const legs: LegKey[] = [];
  for (let leg: LegKey | null = last; leg !== null && leg.kind !== START; leg = leg.before) legs.push(leg);
  return legs.reverse();
}

function compareLeg(a: LegKey, b: LegKey): number {
  return (
    a.kind - b.kind ||
    a.rank - b.rank ||
    a.tripRank - b.tripRank ||
    a.fromStop - b.fromStop ||
    a.toStop - b.toStop ||
    a.depart - b.depart ||
    a.at - b.at
  );
}
