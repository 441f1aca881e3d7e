/**
 * Neighbourhoods of the best plan, one after the other: which ones, how large, how long.
 *
 * A way of choosing them that has lately brought more for its effort gets more of it; each has a size of its own, which
 * grows while neighbourhoods are exhausted soon and shrinks when the effort does not suffice. Effort is counted in nodes
 * and columns, not in seconds, so that the same seed makes the same choices on a slow machine.
 */
import type { Dived } from "./dive.ts";
import { type Around, type Keep, WAYS } from "./neighbourhood.ts";

/** Exhausted within this share of its effort, the next one may be much larger. */
const SOON = 0.2;
const MUCH_LARGER = 1.25;
const LARGER = 1.05;
const SMALLER = 0.9;
/** Of its weight a way keeps this share whenever it is tried, and no way is forgotten. */
const MEMORY = 0.8;
const LEAST_WEIGHT = 0.1;
/** What a better plan adds to the weight of its way, for each part of its effort. */
const GAIN = 2e5;
/** What even the smallest neighbourhood takes. */
const SET_UP = 2e4;

export type PolishOptions = {
  around: () => Around;
  /** @returns whether the plan has become better, and whether nothing better is left among these columns */
  solve: (keep: Keep, effort: number) => Dived & { better: boolean };
  chance: () => number;
};

/** @returns what goes on with it until it is enough, which is asked before each neighbourhood */
export function makePolish({ around, solve, chance }: PolishOptions): (enough: () => boolean) => void {
  const ways = WAYS.map((way) => ({ ...way, size: way.begin, weight: 1, spent: 0 }));
  return (enough) => {
    while (!enough()) {
      const way = ways.reduce((least, each) => (each.spent < least.spent ? each : least));
      const { better, exhausted, effort } = solve(way.choose(around(), way.size, chance), way.effort);
      const cost = Math.max(effort, SET_UP);
      way.weight = Math.max(LEAST_WEIGHT, MEMORY * way.weight + (better ? ((1 - MEMORY) * GAIN) / cost : 0));
      way.spent += cost / way.weight;
      if (!exhausted) way.size *= SMALLER;
      else way.size *= effort < SOON * way.effort ? MUCH_LARGER : LARGER;
    }
  };
}
