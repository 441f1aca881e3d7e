/**
 * Large-neighbourhood search: most parties stay where they are, and some are placed anew as well as it can be done, by the
 * solver. Parties are chosen that could take each other's places, or of which the relaxation thinks otherwise.
 */

import { type Assignment, LEFT_OUT } from "../table.ts";
import type { Formulation } from "./formulation.ts";

/** What is known when a neighbourhood is chosen. */
export type Around = {
  formulation: Formulation;
  at: Assignment;
  /** `at` by column. */
  columns: Float64Array;
  /** The relaxation's solution, and what a column costs beyond the bound. */
  relaxed: Float64Array;
  losses: Float64Array;
  /** What the best plan costs beyond the bound. */
  gap: number;
};

export type Keep = (column: number) => boolean;

type Way = { begin: number; nodes: number; choose: (around: Around, size: number, chance: () => number) => Keep };

/** Nodes that are looked at before another neighbourhood has its turn. */
const SHORT = 300;
const LONG = 1000;
/** Of the gap: what a place may cost beyond the bound for a party to try it. */
const AFFORDABLE = 0.4;

export const everywhere: Keep = () => true;

/** Sizes are numbers of parties, or of columns, at the beginning. */
export const WAYS: readonly Way[] = [
  { begin: 60, nodes: SHORT, choose: (around, ...how) => freeing(around, nearInTime(around, ...how)) },
  { begin: 60, nodes: SHORT, choose: (around, ...how) => freeing(around, inSomeSites(around, ...how)) },
  { begin: 60, nodes: SHORT, choose: (around, ...how) => freeing(around, inDoubt(around, ...how)) },
  { begin: 300, nodes: SHORT, choose: likely },
  { begin: 0, nodes: LONG, choose: () => everywhere },
];

/** These parties may go elsewhere, all others stay. */
function freeing({ formulation, columns, losses, gap }: Around, parties: readonly number[]): Keep {
  const free = new Set(parties);
  const freeKinds = formulation.kinds.map((members) => members.some((party) => free.has(party)));
  return (column) =>
    (columns[column] ?? 0) > 0 ||
    (freeKinds[formulation.kindOf[column] ?? 0] === true && (losses[column] ?? 0) <= AFFORDABLE * gap);
}

/** All may move, but only to the likeliest places. */
function likely({ columns, losses }: Around, size: number): Keep {
  const most = losses.toSorted()[Math.min(losses.length - 1, Math.round(size))] ?? 0;
  return (column) => (columns[column] ?? 0) > 0 || (losses[column] ?? 0) <= most;
}

/** Those of whom the relaxation has the least in their place: what relaxation and plan agree on is probably right. */
function inDoubt({ formulation, columns, relaxed }: Around, size: number, chance: () => number): number[] {
  const agreed = new Float64Array(formulation.kinds.length);
  columns.forEach((count, column) => {
    const kind = formulation.kindOf[column] ?? 0;
    agreed[kind] = (agreed[kind] ?? 0) + Math.min(count, relaxed[column] ?? 0);
  });
  const order = formulation.kinds
    .map((parties, kind) => ({ parties, doubt: 1 - (agreed[kind] ?? 0) / parties.length + chance() }))
    .sort((a, b) => b.doubt - a.doubt);
  return order.slice(0, size).flatMap(({ parties }) => parties);
}

/** Parties near in time to one of them, taken by chance; the nearer the likelier. */
function nearInTime({ formulation: { table }, at }: Around, size: number, chance: () => number): number[] {
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

/** All in a few sites, and those who have none. */
function inSomeSites({ formulation: { table }, at }: Around, size: number, chance: () => number): number[] {
  const siteOf = (party: number) => (at[party] === LEFT_OUT ? -1 : (table.site[at[party] ?? 0] ?? 0));
  const order = Array.from({ length: table.sites }, () => chance());
  const nearness = (party: number) => (siteOf(party) < 0 ? -1 : (order[siteOf(party)] ?? 0));
  return Array.from(at.keys())
    .sort((a, b) => nearness(a) - nearness(b))
    .slice(0, size);
}
