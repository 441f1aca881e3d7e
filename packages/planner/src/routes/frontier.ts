/**
 * The routes found so far, of which none is worse than another, and the question that saves most of the work: can one who
 * is here, now, at this cost still add to them?
 */
import { type AboardBounds, type Bounds, CRITERIA } from "./bounds.ts";
import { compareLegs, type Label } from "./label.ts";
import type { LastChances } from "./last-chances.ts";
import type { Terms } from "./terms.ts";
import type { Call, Stand } from "./timetable.ts";

/** How many numbers a limit has: its vector, its rides, and the number of its deadline. */
const NUMBERS = 5;
/** Of a limit without a deadline. */
const NONE = -1;

export interface Vector {
  readonly at: number;
  readonly exposure: number;
  readonly price: number;
  readonly rides: number;
}

export class Frontier {
  readonly #arriveBefore: number;
  readonly #notBefore: number;
  /** By how many rides have been taken. */
  readonly #walking: readonly Float64Array[];
  readonly #standing: readonly Float64Array[];
  readonly #aboard: readonly AboardBounds[];
  readonly #chances: LastChances;
  readonly #maxRides: number;
  /** Vectors that are known to be reachable, earliest first; whoever cannot do better is not followed. */
  #limits: readonly Vector[] = [];
  /** The same, side by side: they are asked for at every step. */
  #numbers = new Float64Array(0);
  #found: readonly Label[] = [];

  /**
   * @param limits vectors of routes that exist
   * @param chances with deadlines just before some of them
   * @param notBefore before which nobody can arrive: the bounds take waiting for free, and would hope for it
   */
  constructor({ query }: Terms, bounds: Bounds, limits: readonly Vector[], chances: LastChances, notBefore: number) {
    this.#notBefore = notBefore;
    this.#chances = chances;
    this.#maxRides = query.maxRides;
    this.#arriveBefore = query.arriveBefore;
    const byTaken = <Round>(rounds: readonly Round[]): Round[] =>
      Array.from({ length: query.maxRides + 1 }, (_, taken) => {
        const round = rounds[Math.min(query.maxRides - taken, rounds.length - 1)];
        if (round === undefined) throw new Error("bounds without a round");
        return round;
      });
    this.#walking = byTaken(bounds.walking);
    this.#standing = byTaken(bounds.standing);
    this.#aboard = byTaken(bounds.aboard);
    this.#limit(limits);
  }

  #limit(limits: readonly Vector[]): void {
    this.#limits = limits.toSorted((a, b) => a.at - b.at);
    this.#numbers = Float64Array.from(
      this.#limits.flatMap(({ at, exposure, price, rides }) => {
        const deadline = this.#chances.deadlines.indexOf(at - 1);
        return [at, exposure, price, rides, deadline];
      }),
    );
  }

  /** The last labels of the routes found, one per vector, earliest first. */
  get found(): readonly Label[] {
    return this.#found;
  }

  finish(label: Label): void {
    for (const other of this.#found) {
      if (!isNoWorse(other, label)) continue;
      if (!isNoWorse(label, other) || isPreferred(other, label)) return;
    }
    this.#found = [...this.#found.filter((other) => !isNoWorse(label, other)), label];
    this.#limit([...this.#limits.filter((other) => !isNoWorse(label, other) || label.rides > other.rides), label]);
  }

  /** Whether whoever starts at `origin` could still add anything that arrives at this minute or later. */
  isOpen({ index }: Stand, minute: number): boolean {
    const bounds = this.#walking[0];
    const exposure = bounds?.[index * CRITERIA + 1] ?? 0;
    const price = bounds?.[index * CRITERIA + 2] ?? 0;
    return !this.#limits.some((limit) => limit.at < minute && limit.exposure <= exposure && limit.price <= price);
  }

  /** For one who has just come by a ride or drive, and may walk on. */
  mayWalk(place: number, minute: number, exposure: number, price: number, rides: number): boolean {
    if (rides > this.#maxRides) return false;
    const chance = this.#chances.walking(place, this.#maxRides - rides);
    return this.#mayAdd(this.#walking[rides], place, chance, minute, exposure, price, rides);
  }

  /** For one who must board something here. */
  mayStand(place: number, minute: number, exposure: number, price: number, rides: number): boolean {
    if (rides > this.#maxRides) return false;
    const chance = this.#chances.standing(place, this.#maxRides - rides);
    return this.#mayAdd(this.#standing[rides], place, chance, minute, exposure, price, rides);
  }

  /** For one aboard a trip, as it leaves a stop. */
  mayRide({ of, number }: Call, minute: number, exposure: number, price: number, rides: number): boolean {
    if (rides > this.#maxRides) return false;
    const chance = this.#chances.aboard(of.index, this.#maxRides - rides);
    return this.#mayAdd(this.#aboard[rides]?.of(of.timed), number, chance, minute, exposure, price, rides);
  }

  /**
   * @param index whose bounds are asked for
   * @param chance where his row of last chances begins
   */
  #mayAdd(
    bounds: Float64Array | undefined,
    index: number,
    chance: number,
    minute: number,
    exposure: number,
    price: number,
    rides: number,
  ): boolean {
    if (bounds === undefined) return false;
    const soonest = minute + (bounds[index * CRITERIA] ?? 0);
    const at = Math.max(soonest, this.#notBefore);
    if (at > this.#arriveBefore) return false;
    const leastExposure = exposure + (bounds[index * CRITERIA + 1] ?? 0);
    const leastPrice = price + (bounds[index * CRITERIA + 2] ?? 0);
    const limits = this.#numbers;
    for (let limit = 0; limit < limits.length; limit += NUMBERS) {
      const itsExposure = limits[limit + 1] ?? 0;
      const itsPrice = limits[limit + 2] ?? 0;
      if (itsExposure > leastExposure || itsPrice > leastPrice) continue;
      const itsAt = limits[limit] ?? 0;
      const equal = itsExposure === leastExposure && itsPrice === leastPrice;
      if (itsAt <= at) {
        // An equal route may still be preferred, unless it takes more rides.
        if (!equal || itsAt < at || (limits[limit + 3] ?? 0) < rides) return false;
        continue;
      }
      const deadline = limits[limit + 4] ?? NONE;
      if (equal || deadline === NONE) continue;
      // Later limits have later deadlines, which are easier to keep.
      return minute < (this.#chances.table[chance + deadline] ?? 0);
    }
    return true;
  }
}

function isNoWorse(a: Vector, b: Vector): boolean {
  return a.at <= b.at && a.exposure <= b.exposure && a.price <= b.price;
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
