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

type Way = { begin: number; effort: number; choose: (around: Around, size: number, chance: () => number) => Keep };

/** Nodes times columns that are looked at before another neighbourhood has its turn. */
const SHORT = 2e5;
const LONG = 6e5;
/** Of the gap: what a place may cost beyond the bound for a party to try it. */
const AFFORDABLE = 0.4;
/** For each party that may move; so few that most dives end. */
const PLACES = 8;

export const everywhere: Keep = () => true;

/** Sizes are numbers of parties, or of places for each, at the beginning. */
export const WAYS: readonly Way[] = [
  { begin: 5, effort: LONG, choose: likely },
  { begin: 50, effort: SHORT, choose: (around, ...how) => freeing(around, nearInTime(around, ...how)) },
  { begin: 50, effort: SHORT, choose: (around, ...how) => freeing(around, inSomeSites(around, ...how)) },
  { begin: 50, effort: SHORT, choose: (around, ...how) => freeing(around, inDoubt(around, ...how)) },
  { begin: 0, effort: LONG, choose: () => everywhere },
];

/** These parties may go to their likelier places, all others stay. */
function freeing({ formulation, columns, losses, gap }: Around, parties: readonly number[]): Keep {
  const free = new Set(parties);
  const freeKinds = formulation.kinds.map((members) => members.some((party) => free.has(party)));
  const open = Array.from(losses.keys()).filter(
    (column) => freeKinds[formulation.kindOf[column] ?? 0] && (losses[column] ?? 0) <= AFFORDABLE * gap,
  );
  open.sort((a, b) => (losses[a] ?? 0) - (losses[b] ?? 0));
  const likely = new Set(open.slice(0, PLACES * free.size));
  return (column) => (columns[column] ?? 0) > 0 || likely.has(column);
}

/** All may move, but only to the likeliest places. */
function likely({ formulation: { kinds }, columns, losses }: Around, size: number): Keep {
  const most = losses.toSorted()[Math.min(losses.length - 1, Math.round(size * kinds.length))] ?? 0;
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
