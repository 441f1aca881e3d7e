/**
 * Seeded chance for an invented season: the same seed, the same season, on every machine. Never for a secret.
 * (mulberry32, public domain, Tommy Ettinger 2017.)
 */
export type Chance = {
  /** 0 ≤ x < 1. */
  part: () => number;
  /** Whole, both ends included. */
  between: (least: number, most: number) => number;
  /** One of at least one. */
  oneOf: <T>(things: readonly T[]) => T;
  /** true in `share` of the cases. */
  in: (share: number) => boolean;
};

export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0;
  const part = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number): number => least + Math.floor(part() * (most - least + 1));
  return {
    part,
    between,
    oneOf: (things) => {
      const thing = things[between(0, things.length - 1)];
      if (thing === undefined) throw new RangeError("one of nothing");
      return thing;
    },
    in: (share) => part() < share,
  };
};

/** A chance of its own for one purpose, so that adding an event to one story does not change all others. */
export const chanceFor = (seed: number, purpose: number): Chance =>
  chanceFrom(Math.imul(seed + 1, 2_654_435_761) ^ Math.imul(purpose + 1, 40_503));
