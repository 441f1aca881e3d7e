/**
 * The routes found so far, of which none is worse than another, and the question that saves most of the work: can one who
 * is here, now, at this cost still add to them?
 */
import { type Bounds, type Least, withRides } from "./bounds.ts";
import { compareLegs, type Label } from "./label.ts";
import type { Terms } from "./terms.ts";
import type { Call, Stand } from "./timetable.ts";

interface Vector {
  at: number;
  exposure: number;
  price: number;
  rides: number;
}

export class Frontier {
  /** Whether it matters which of several routes with one vector is found. */
  readonly ties: boolean;
  readonly #terms: Terms;
  readonly #bounds: Bounds;
  /** All vectors that there are, where an earlier sweep has found them. */
  readonly #known: readonly Vector[] | null;
  #found: readonly Label[] = [];

  /** @param known all vectors of the answer, with the fewest rides of each; then the best route of each is sought */
  constructor(terms: Terms, bounds: Bounds, known: readonly Vector[] | null) {
    this.#terms = terms;
    this.#bounds = bounds;
    this.#known = known;
    this.ties = known !== null;
  }

  /** The last labels of the routes found, one per vector, earliest first. */
  get found(): readonly Label[] {
    return this.#found;
  }

  finish(label: Label): void {
    for (const other of this.#found) {
      if (other.at > label.at || other.exposure > label.exposure || other.price > label.price) continue;
      const equal = other.at === label.at && other.exposure === label.exposure && other.price === label.price;
      if (!equal || isPreferred(other, label)) return;
    }
    const isBehind = (other: Label): boolean =>
      label.at <= other.at && label.exposure <= other.exposure && label.price <= other.price;
    this.#found = [...this.#found.filter((other) => !isBehind(other)), label];
  }

  /** For one who has just come by a ride or drive, and may walk on. */
  mayWalk(stand: Stand, minute: number, exposure: number, price: number, rides: number): boolean {
    return this.#mayAdd("walking", stand.index, minute, exposure, price, rides);
  }

  /** For one who must board something here. */
  mayStand(stand: Stand, minute: number, exposure: number, price: number, rides: number): boolean {
    return this.#mayAdd("standing", stand.index, minute, exposure, price, rides);
  }

  /** For one aboard a trip, as it leaves a stop. */
  mayRide({ of, stop }: Call, minute: number, exposure: number, price: number, rides: number): boolean {
    return this.#mayAdd("aboard", of.timed.firstStop + stop, minute, exposure, price, rides);
  }

  #mayAdd(how: keyof Least, index: number, minute: number, exposure: number, price: number, rides: number): boolean {
    const left = this.#terms.query.maxRides - rides;
    const { minutes, exposure: exposures, price: prices } = this.#bounds;
    const at = minute + (withRides(minutes[how], left)?.[index] ?? 0);
    if (at > this.#terms.query.arriveBefore) return false;
    const leastExposure = exposure + (withRides(exposures[how], left)?.[index] ?? 0);
    const leastPrice = price + (withRides(prices[how], left)?.[index] ?? 0);
    if (this.#known !== null) {
      for (const known of this.#known)
        if (known.at >= at && known.exposure >= leastExposure && known.price >= leastPrice && known.rides >= rides)
          return true;
      return false;
    }
    for (const found of this.#found)
      if (found.at <= at && found.exposure <= leastExposure && found.price <= leastPrice) {
        const equal = found.at === at && found.exposure === leastExposure && found.price === leastPrice;
        if (!equal || found.rides <= rides) return false;
      }
    return true;
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
