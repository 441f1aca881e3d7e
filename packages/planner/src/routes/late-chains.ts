/**
 * Chains of walks and drives that run late: each leg at its last allowed minute, backwards from what is boarded at the
 * end. So one leaves home just in time, or waits in the quiet town rather than at the watched station.
 *
 * Where chains lead is noted when somebody arrives; when they run is known only when something departs at their end.
 */
import type { Calm } from "./calm.ts";
import { type Label, START, WALK } from "./label.ts";
import type { Moves } from "./moves.ts";
import { lastStart } from "./start-times.ts";
import type { Edge, Stand } from "./timetable.ts";

export interface LateChain {
  start: Label;
  edges: readonly Edge[];
  /** Where it ends, as if nobody waited: it never costs less. */
  least: Label;
}

/** What is known of a chain's end while chains are being noted. */
interface Reached {
  edges: readonly Edge[];
  label: Label;
  /** Over eager legs alone, early is as good. */
  eager: boolean;
  /** Every leg may run at any minute: then the chain moves as one piece. */
  free: boolean;
}

export class LateChains {
  readonly #moves: Moves;
  readonly #calm: Calm;
  /** By the place where they end. */
  readonly #chains: (readonly LateChain[] | undefined)[];

  constructor(moves: Moves, calm: Calm) {
    this.#moves = moves;
    this.#calm = calm;
    this.#chains = new Array(moves.terms.timetable.places.length);
  }

  endingAt({ index }: Stand): readonly LateChain[] {
    return this.#chains[index] ?? [];
  }

  /** Keeps only those of which `isOf` is true. @returns whether any is left */
  keep({ index }: Stand, isOf: (chain: LateChain) => boolean): boolean {
    const chains = this.#chains[index];
    if (chains === undefined) return false;
    const kept = chains.filter(isOf);
    this.#chains[index] = kept;
    return kept.length > 0;
  }

  /** Notes all chains from a label on. @param wake is told each place where one ends */
  note(start: Label, wake: (stand: Stand) => void): void {
    const { terms } = this.#moves;
    const reached = new Map<Stand, Reached[]>();
    const open: Reached[] = [{ edges: [], label: start, eager: true, free: true }];
    for (let before = open.shift(); before !== undefined; before = open.shift()) {
      const { stand, kind } = before.label;
      const here = reached.get(stand) ?? [];
      if (here.some((other) => this.#isNeedless(before, other, start))) continue;
      reached.set(stand, [...here, before]);
      // Over eager legs only the first departure of all is wanted late, among equals.
      if (before.edges.length > 0 && (!before.eager || start.kind === START)) {
        this.#chains[stand.index] = [...this.endingAt(stand), { start, edges: before.edges, least: before.label }];
        wake(stand);
      }
      for (const edge of kind === WALK ? stand.drives : [...stand.walks, ...stand.drives]) {
        if (terms.usableEdge[edge.index] === 0) continue;
        // No chain of these legs costs less than one without a stay; `go` refuses those that cannot be worth it.
        const label = this.#moves.go(before.label, edge, before.label.at, before.label.exposure);
        if (label === null) continue;
        open.push({
          edges: [...before.edges, edge],
          label,
          eager: before.eager && this.#calm.isEager(edge),
          free: before.free && this.#isFree(edge, start.at),
        });
      }
    }
  }

  /** Whether a leg may run at any minute from `since` on, and costs the same whenever. */
  #isFree({ from, to, drive }: Edge, since: number): boolean {
    const { terms } = this.#moves;
    const { arriveBefore, asOf } = terms.query;
    if (terms.curfews(from).length > 0 || terms.curfews(to).length > 0) return false;
    if (drive === null) return true;
    const always = drive.hours.some(([a, b]) => a <= since && b >= arriveBefore);
    return always && asOf + drive.notice <= since && (drive.exposure.idCheck === 0 || terms.changeOfWeight === 1);
  }

  /**
   * Whether another free chain to the same place does as well: as long (or, where staying before it costs nothing, no
   * longer), no dearer in anything, cheaper in something. Without this, drives in circles would never end.
   */
  #isNeedless(chain: Reached, other: Reached, start: Label): boolean {
    if (!chain.free || !other.free) return false;
    if (other.label.kind === WALK && chain.label.kind !== WALK) return false;
    const { terms } = this.#moves;
    const waitsFree = terms.rates[start.stand.index] === 0 || (start.kind === START && terms.query.originFree);
    const anyLength = waitsFree && (start.kind !== START || terms.query.leave === undefined);
    const [one, two] = [other.label, chain.label];
    if (anyLength ? one.at > two.at : one.at !== two.at) return false;
    if (one.exposure > two.exposure || one.price > two.price || one.rides > two.rides) return false;
    return one.exposure < two.exposure || one.price < two.price || one.rides < two.rides;
  }

  /** @returns the label at the chain's end, for one who must be there by `end`; or null */
  run({ start, edges }: LateChain, end: number): Label | null {
    const { terms } = this.#moves;
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
      if (this.#moves.until(label) < begins) return null;
      const next = this.#moves.go(label, edge, begins, this.#moves.exposureAt(label, begins));
      if (next === null) return null;
      label = next;
    }
    return label;
  }
}
