import { type Assignment, LEFT_OUT, sharePeriod, type Table } from "../table.ts";

/** Who is where: an assignment that breaks no rule, changed move by move. Costs are the table's. */
export type Board = {
  readonly at: Assignment;
  /** With `priceOut` for each party that is left out. */
  cost: () => number;
  /** The cheapest option of the party that needs nobody to leave, or -1. */
  cheapestFit: (party: number) => number;
  put: (party: number, option: number) => void;
  take: (party: number) => void;
  /** Puts the party there, whoever must leave for it; tells them beforehand to `leaving`. */
  force: (party: number, option: number, leaving: (party: number) => void) => void;
};

/**
 * @param priceOut what leaving a party out counts as; for one that must be placed, more than any plan can cost
 * @param choose a number from 0 up to 1: which of the parties in the way leaves first
 */
export function makeBoard(table: Table, priceOut: Float64Array, choose: () => number): Board {
  const { periods, first, site, start, end, people, cost } = table;
  const at = new Int32Array(people.length).fill(LEFT_OUT);
  const free = Int32Array.from(table.beds);
  const inside: number[][] = Array.from({ length: table.sites }, () => []);
  const seat = new Int32Array(people.length);
  let total = priceOut.reduce((sum, price) => sum + price, 0);

  function occupy(party: number, option: number, sign: 1 | -1): void {
    const row = (site[option] ?? 0) * periods;
    const change = sign * (people[party] ?? 0);
    for (let bed = row + (start[option] ?? 0); bed < row + (end[option] ?? 0); bed++)
      free[bed] = (free[bed] ?? 0) - change;
    total += sign * ((cost[option] ?? 0) - (priceOut[party] ?? 0));
  }

  function put(party: number, option: number): void {
    occupy(party, option, 1);
    at[party] = option;
    const here = inside[site[option] ?? 0] ?? [];
    seat[party] = here.length;
    here.push(party);
  }

  function take(party: number): void {
    const option = at[party] ?? LEFT_OUT;
    occupy(party, option, -1);
    at[party] = LEFT_OUT;
    const here = inside[site[option] ?? 0] ?? [];
    const last = here.pop() ?? party;
    if (last === party) return;
    here[seat[party] ?? 0] = last;
    seat[last] = seat[party] ?? 0;
  }

  function keptApart(option: number, other: number): boolean {
    const theirs = at[other] ?? LEFT_OUT;
    return theirs !== LEFT_OUT && sharePeriod(table, theirs, option);
  }

  function fits(party: number, option: number): boolean {
    const row = (site[option] ?? 0) * periods;
    const count = people[party] ?? 0;
    for (let bed = row + (start[option] ?? 0); bed < row + (end[option] ?? 0); bed++)
      if ((free[bed] ?? 0) < count) return false;
    for (const other of table.apart[party] ?? []) if (keptApart(option, other)) return false;
    return true;
  }

  /** Somebody who sleeps there in that period, begun at a seat by chance. */
  function someoneIn(option: number, period: number): number {
    const here = inside[site[option] ?? 0] ?? [];
    let place = Math.floor(choose() * here.length);
    for (;;) {
      const party = here[place] ?? 0;
      const theirs = at[party] ?? 0;
      if ((start[theirs] ?? 0) <= period && period < (end[theirs] ?? 0)) return party;
      place = place + 1 < here.length ? place + 1 : 0;
    }
  }

  return {
    at,
    cost: () => total,
    put,
    take,
    cheapestFit(party) {
      for (let option = first[party] ?? 0; option < (first[party + 1] ?? 0); option++)
        if (fits(party, option)) return option;
      return LEFT_OUT;
    },
    force(party, option, leaving) {
      const leave = (other: number) => {
        leaving(other);
        take(other);
      };
      for (const other of table.apart[party] ?? []) if (keptApart(option, other)) leave(other);
      const row = (site[option] ?? 0) * periods;
      for (let period = start[option] ?? 0; period < (end[option] ?? 0); period++)
        while ((free[row + period] ?? 0) < (people[party] ?? 0)) leave(someoneIn(option, period));
      put(party, option);
    },
  };
}
