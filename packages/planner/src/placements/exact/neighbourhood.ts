/**
 * Large-neighbourhood search: all but some dozens of parties stay where they are, and these are placed anew as well as
 * it can be done, by the solver. Parties are chosen that could take each other's places.
 */
import { type Assignment, costOf, LEFT_OUT, narrowed, type Option, sharePeriod, type Table } from "../table.ts";
import { formulate, toAssignment, toColumns } from "./formulation.ts";
import type { Highs } from "./model.ts";
import { solveWhole } from "./reduced.ts";

export type Neighbourhood = { parties: number[]; secondsLeft: () => number };

/**
 * @param useful whether an option is worth trying, by what it costs beyond the bound
 * @returns an assignment that costs at most as much, and whether the neighbourhood has been exhausted
 */
export function replace(
  highs: Highs,
  table: Table,
  at: Assignment,
  { parties, secondsLeft }: Neighbourhood,
  useful: (option: number) => boolean,
): { assignment: Assignment; exhausted: boolean } {
  const free = new Set(parties);
  const beds = Int32Array.from(table.beds);
  at.forEach((option, party) => {
    if (option === LEFT_OUT || free.has(party)) return;
    const row = (table.site[option] ?? 0) * table.periods;
    for (let bed = row + (table.start[option] ?? 0); bed < row + (table.end[option] ?? 0); bed++)
      beds[bed] = (beds[bed] ?? 0) - (table.people[party] ?? 0);
  });
  const origins: number[] = [];
  const options = parties.map((party) => {
    const others = (table.apart[party] ?? []).filter((other) => !free.has(other) && at[other] !== LEFT_OUT);
    const list: (Option & { origin: number })[] = [];
    for (let option = table.first[party] ?? 0; option < (table.first[party + 1] ?? 0); option++) {
      if (option !== at[party] && !useful(option)) continue;
      if (!fits(table, beds, party, option)) continue;
      if (others.some((other) => sharePeriod(table, at[other] ?? 0, option))) continue;
      list.push({
        origin: option,
        site: table.site[option] ?? 0,
        start: table.start[option] ?? 0,
        end: table.end[option] ?? 0,
        cost: table.cost[option] ?? 0,
      });
    }
    origins.push(...list.map(({ origin }) => origin)); // their order is by cost already, and stays
    return list;
  });
  const small = narrowed(table, parties, beds, options);
  const formulation = formulate(small);
  const placeOf = new Map(origins.map((origin, place) => [origin, place]));
  const start = Int32Array.from(parties, (party) => placeOf.get(at[party] ?? LEFT_OUT) ?? LEFT_OUT);
  let best: Assignment = start;
  const { exhausted } = solveWhole(highs, formulation, [], () => true, toColumns(formulation, start), secondsLeft, {
    onPlan: (values) => {
      const found = toAssignment(formulation, values);
      if (costOf(small, found) < costOf(small, best)) best = found;
    },
  });
  const assignment = at.slice();
  parties.forEach((party, place) => {
    const option = best[place] ?? LEFT_OUT;
    assignment[party] = option === LEFT_OUT ? LEFT_OUT : (origins[option] ?? LEFT_OUT);
  });
  return { assignment, exhausted };
}

/** Parties near in time to one of them, taken by chance; the nearer the likelier. */
export function nearInTime(table: Table, at: Assignment, size: number, chance: () => number): number[] {
  const middle = (party: number) => {
    const option = at[party] === LEFT_OUT ? (table.first[party] ?? 0) : (at[party] ?? 0);
    return ((table.start[option] ?? 0) + (table.end[option] ?? 0)) / 2;
  };
  const when = chance() * table.periods;
  const distances = Array.from(table.people, (_, party) => ({
    party,
    distance: Math.abs(middle(party) - when) + (chance() * table.periods) / 3,
  }));
  distances.sort((a, b) => a.distance - b.distance);
  return distances.slice(0, size).map(({ party }) => party);
}

/** Those in a few sites and those who have none, nearest to one moment first. */
export function inSomeSites(table: Table, at: Assignment, size: number, chance: () => number): number[] {
  const chosen = new Set(Array.from({ length: 3 }, () => Math.floor(chance() * table.sites)));
  const when = chance() * table.periods;
  const parties = Array.from(at.entries(), ([party, option]) => ({ party, option }))
    .filter(({ option }) => option === LEFT_OUT || chosen.has(table.site[option] ?? 0))
    .map(({ party, option }) => ({
      party,
      distance: option === LEFT_OUT ? -1 : Math.abs(((table.start[option] ?? 0) + (table.end[option] ?? 0)) / 2 - when),
    }));
  parties.sort((a, b) => a.distance - b.distance);
  return parties.slice(0, size).map(({ party }) => party);
}

/** Where two good plans differ, and some more: what both agree on is probably right. */
export function whereTheyDiffer(one: Assignment, other: Assignment): number[] {
  return Array.from(one.keys()).filter((party) => one[party] !== other[party]);
}

function fits(table: Table, beds: Int32Array, party: number, option: number): boolean {
  const row = (table.site[option] ?? 0) * table.periods;
  for (let bed = row + (table.start[option] ?? 0); bed < row + (table.end[option] ?? 0); bed++)
    if ((beds[bed] ?? 0) < (table.people[party] ?? 0)) return false;
  return true;
}
