/**
 * From an instant plan to the best one, or as near as the time allows, with a bound that says how near.
 *
 * 1. The relaxation, tightened with covers: a bound, and for every column how much a plan that takes it loses.
 * 2. A search that knows these losses.
 * 3. A polish: neighbourhoods solved exactly; for many parties, the whole problem over its likeliest columns.
 * 4. The whole problem by branch and bound, over the columns that can still be in a better plan. With a good plan and a
 *    tight bound these are few.
 * 5. While that does not end, or has no prospect: longer searches, more neighbourhoods; then again from 4.
 */
import { anneal, quickSteps } from "../search/anneal.ts";
import { chanceFrom } from "../search/chance.ts";
import { type Assignment, costOf, type Table } from "../table.ts";
import { formulate, toAssignment, toColumns } from "./formulation.ts";
import type { Highs } from "./model.ts";
import { inSomeSites, nearInTime, replace, whereTheyDiffer } from "./neighbourhood.ts";
import { solveWhole } from "./reduced.ts";
import { relax } from "./relaxation.ts";

export type Improvement = { kind: "finished" } | { kind: "impossible" } | { kind: "stopped" };

export type ImproveOptions = {
  seed: number;
  seconds: number;
  /** Seconds on any clock that only goes forward. */
  now: () => number;
  onPlan: (assignment: Assignment, objective: number) => void;
  onBound: (bound: number) => void;
};

/** Optimal by the rule of the plan's format: no whole number lies between. */
export function proves(bound: number, objective: number): boolean {
  return Math.ceil(bound - 1e-6) >= objective;
}

/** Shares of the time that is left: polish, then prove, then search, then prove. */
const POLISH_SHARE = 0.04;
/** So many are proven sooner than they are polished. */
const FEW_COLUMNS = 1200;
const FIRST_SHARE = 0.35;
const SEARCH_SHARE = 0.75;
/** Of the search: annealing, before neighbourhoods. */
const ANNEAL_SHARE = 0.4;
const LONG_STEPS = 4_000_000;
const NEIGHBOURHOOD_SECONDS = 2;
/** Beyond this gap a proof is out of reach, and its time better spent on searching. */
const WIDE_GAP = 0.03;
/**
 * From so many kinds on, sites are large against parties and the relaxation is nearly right: a few columns for each kind
 * hold a plan that is close to its bound.
 */
const MANY_KINDS = 800;
const LIKELY_SHARE = 0.5;
const LIKELY_COLUMNS = 3;

export function improve(highs: Highs, table: Table, from: Assignment, options: ImproveOptions): Improvement {
  const began = options.now();
  const left = () => options.seconds - (options.now() - began);
  const formulation = formulate(table);
  let best = from;
  let objective = costOf(table, from);
  let bound = Number.NEGATIVE_INFINITY;
  const onPlan = (assignment: Assignment) => {
    const cost = costOf(table, assignment);
    if (cost >= objective) return;
    [best, objective] = [assignment, cost];
    options.onPlan(assignment, cost);
  };
  const onBound = (found: number) => {
    if (found <= bound) return;
    bound = Math.min(found, objective);
    options.onBound(bound);
  };
  const done = () => proves(bound, objective);

  const relaxed = relax(highs, formulation, left, onBound);
  if (relaxed.kind === "impossible") return { kind: "impossible" };
  if (relaxed.kind === "stopped") return { kind: "stopped" };
  if (relaxed.values.every((value) => Math.abs(value - Math.round(value)) < 1e-7))
    onPlan(toAssignment(formulation, relaxed.values));
  if (done()) return { kind: "finished" };
  const root = relaxed.bound;
  const loss = (column: number) => relaxed.reducedCosts[column] ?? 0;
  const losses = new Float64Array(table.cost.length);
  formulation.kinds.forEach((parties) => {
    const leader = parties[0] ?? 0;
    formulation.options.forEach((option, column) => {
      if (table.party[option] !== leader) return;
      for (const party of parties)
        losses[option - (table.first[leader] ?? 0) + (table.first[party] ?? 0)] = loss(column);
    });
  });
  const search = (seed: number, steps: number, until: number): Assignment => {
    const from = left();
    const used = () => (from - left()) / Math.max(1e-9, from - until);
    const found = anneal(table, { seed, steps, used, reducedCosts: losses });
    onPlan(found);
    return found;
  };
  search(options.seed + 2, quickSteps(table), 0);
  if (done()) return { kind: "finished" };

  const branch = (seconds: number, most: number, onFound?: (found: number) => void) => {
    const until = left() - seconds;
    const start = Number.isFinite(objective) ? toColumns(formulation, best) : null;
    const keep = (column: number) => loss(column) <= most || (start?.[column] ?? 0) > 0;
    return solveWhole(highs, formulation, relaxed.covers, keep, start, () => left() - until, {
      onPlan: (values) => onPlan(toAssignment(formulation, values)),
      ...(onFound === undefined ? {} : { onBound: onFound }),
    });
  };
  /** Over the columns that can still be in a better plan: whoever takes another loses more than such a plan can afford. */
  const prove = (seconds: number): Improvement | null => {
    const most = objective - 1 - root + 1e-6;
    // Plans over other columns cost what the best plan cost when these were chosen, or more.
    const answer = branch(seconds, most, (found) => onBound(Math.min(found, objective)));
    if (answer.exhausted && !Number.isFinite(objective)) return { kind: "impossible" };
    onBound(answer.exhausted ? objective : Math.min(answer.bound, objective));
    return done() ? { kind: "finished" } : null;
  };
  /** Over a few columns for each kind. What comes of it proves nothing. */
  const tryLikely = (seconds: number) => {
    const sorted = relaxed.reducedCosts.slice(0, formulation.options.length).sort();
    branch(seconds, sorted[Math.min(sorted.length - 1, LIKELY_COLUMNS * formulation.kinds.length)] ?? 0);
  };
  const wide = () => objective - bound > WIDE_GAP * objective;

  if (!Number.isFinite(objective)) {
    const answer = prove(left() * 0.8);
    if (answer !== null || !Number.isFinite(objective) || left() <= 0) return answer ?? { kind: "stopped" };
  } else if (formulation.kinds.length > MANY_KINDS) tryLikely(left() * LIKELY_SHARE);
  else if (formulation.costs.filter((_, column) => root + loss(column) <= objective - 1).length > FEW_COLUMNS)
    searchNeighbourhoods(left() * (1 - POLISH_SHARE), []);
  if (done()) return { kind: "finished" };
  const first = wide() && formulation.costs.length > FEW_COLUMNS ? null : prove(left() * FIRST_SHARE);
  if (first !== null || left() <= 0) return first ?? { kind: "stopped" };
  const until = left() * (1 - SEARCH_SHARE);
  const annealUntil = left() - (left() - until) * ANNEAL_SHARE;
  const elite: Assignment[] = [];
  for (let seed = options.seed + 10; left() > annealUntil; seed++) elite.push(search(seed, LONG_STEPS, annealUntil));
  searchNeighbourhoods(until, elite);
  if (done()) return { kind: "finished" };
  return (left() > 0 ? prove(left()) : null) ?? { kind: "stopped" };

  /** @param elite good plans of other searches; where the best differs from them is worth another look */
  function searchNeighbourhoods(until: number, elite: readonly Assignment[]): void {
    const chance = chanceFrom(options.seed + 3);
    let size = Math.min(60, table.people.length);
    let idle = 0;
    for (let round = 0; left() > until && !done(); round++) {
      const other = elite[round % Math.max(1, elite.length)];
      const differing = other !== undefined && round % 4 === 3 ? whereTheyDiffer(best, other).slice(0, 2 * size) : [];
      const parties =
        differing.length > 1 ? differing : (round % 2 === 0 ? nearInTime : inSomeSites)(table, best, size, chance);
      const before = objective;
      const stop = Math.max(until, left() - NEIGHBOURHOOD_SECONDS);
      const affordable = (objective - bound) / 3;
      const { assignment, exhausted } = replace(
        highs,
        table,
        best,
        { parties, secondsLeft: () => left() - stop },
        (option) => (losses[option] ?? 0) <= affordable,
      );
      if (costOf(table, assignment) === objective) best = assignment; // as good, and somewhere else
      onPlan(assignment);
      if (objective < before) idle = 0;
      else if (++idle > 10) [idle, size] = [0, Math.min(table.people.length, Math.ceil(size * 1.15))];
      if (!exhausted) size = Math.max(20, Math.floor(size * 0.95));
    }
  }
}
