/**
 * Neighbourhoods of the best plan, one after the other: which ones, how large, how long.
 *
 * A way of choosing them that has lately brought more for its effort comes up more often; each has a size of its own,
 * which grows while neighbourhoods are exhausted soon and shrinks when the effort does not suffice. Effort is counted in
 * nodes, not in seconds, so that the same seed makes the same choices on a slow machine.
 */
import type { Dived } from "./dive.ts";
import { type Around, type Keep, WAYS } from "./neighbourhood.ts";

/** Exhausted within this share of its nodes, the next one may be larger. */
const SOON = 0.3;
const LARGER = 1.07;
const SMALLER = 0.93;
/** Of its weight a way keeps this share whenever it is tried, and no way is forgotten. */
const MEMORY = 0.8;
const LEAST_WEIGHT = 0.1;
/** What a better plan adds to the weight of its way, for each node that it took. */
const GAIN = 200;

export type PolishOptions = {
  around: () => Around;
  /** @returns whether the plan has become better, and whether nothing better is left among these columns */
  solve: (keep: Keep, nodes: number) => Dived & { better: boolean };
  chance: () => number;
};

/** @returns what goes on with it until it is enough, which is asked before each neighbourhood */
export function makePolish({ around, solve, chance }: PolishOptions): (enough: () => boolean) => void {
  const ways = WAYS.map((way) => ({ ...way, size: way.begin, weight: 1 }));
  return (enough) => {
    while (!enough()) {
      const way = drawn(ways, chance);
      const { better, exhausted, nodes } = solve(way.choose(around(), way.size, chance), way.nodes);
      way.weight = Math.max(LEAST_WEIGHT, MEMORY * way.weight + (better ? ((1 - MEMORY) * GAIN) / nodes : 0));
      if (!exhausted) way.size *= SMALLER;
      else if (nodes < SOON * way.nodes) way.size *= LARGER;
    }
  };
}

function drawn<T extends { weight: number }>(ways: readonly T[], chance: () => number): T {
  let rest = chance() * ways.reduce((sum, { weight }) => sum + weight, 0);
  for (const way of ways) {
    rest -= way.weight;
    if (rest <= 0) return way;
  }
  throw new Error("there is no way to choose");
}
