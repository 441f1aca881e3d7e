/**
 * From an instant plan to the best one, or as near as the time allows, with a bound that says how near.
 *
 * 1. The relaxation, tightened with covers: a bound, and for every column how much a plan that takes it loses.
 * 2. A search that knows these losses.
 * 3. The whole problem by branch and bound, over the columns that can still be in a better plan. With a good plan and a
 *    tight bound these are few.
 * 4. While that does not end: neighbourhoods solved exactly, and longer searches; then again from 3.
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

/** Shares of the time that is left: the likeliest columns, then all that can help, then search, then those again. */
const LIKELY_SHARE = 0.1;
const FIRST_SHARE = 0.3;
const SEARCH_SHARE = 0.7;
/** Likeliest columns, a party. */
const LIKELY = 3;

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
  const search = (seed: number, steps: number, until: number, heat = 1, start?: Assignment) => {
    const found = anneal(table, {
      seed,
      steps,
      stopped: () => left() < until,
      reducedCosts: losses,
      heat,
      ...(start === undefined ? {} : { from: start }),
    });
    onPlan(found);
    return found;
  };
  search(options.seed + 2, quickSteps(table), 0);
  if (done()) return { kind: "finished" };

  /** @returns true when nothing better is left to find among these columns. */
  const branch = (seconds: number, columns: "likely" | "all"): boolean => {
    const start = Number.isFinite(objective) ? toColumns(formulation, best) : null;
    // Whoever takes a column loses at least so much against the root's bound: a better plan can not afford more.
    const most = Math.min(objective - 1 - root + 1e-6, columns === "likely" ? likelyLoss() : Number.POSITIVE_INFINITY);
    const keep = (column: number) => loss(column) <= most || (start?.[column] ?? 0) > 0;
    const answer = solveWhole(highs, formulation, relaxed.covers, keep, start, seconds, {
      onPlan: (values) => onPlan(toAssignment(formulation, values)),
      ...(columns === "all" ? { onBound: (found: number) => onBound(Math.min(found, objective)) } : {}),
    });
    if (columns === "all") onBound(Math.min(answer.bound, objective));
    return answer.exhausted;
  };
  const likelyLoss = () => {
    const sorted = relaxed.reducedCosts.slice(0, formulation.options.length).sort();
    return sorted[Math.min(sorted.length - 1, LIKELY * formulation.kinds.length)] ?? 0;
  };
  const whole = (seconds: number): Improvement | null => {
    if (!branch(seconds, "all")) return done() ? { kind: "finished" } : null;
    if (!Number.isFinite(objective)) return { kind: "impossible" };
    onBound(objective);
    return { kind: "finished" };
  };
  if (Number.isFinite(objective)) branch(left() * LIKELY_SHARE, "likely");
  if (done()) return { kind: "finished" };
  const first = whole(left() * (Number.isFinite(objective) ? FIRST_SHARE : 0.8));
  if (first !== null) return first;
  searchNeighbourhoods(left() * (1 - SEARCH_SHARE));
  if (done() || left() <= 0) return { kind: done() ? "finished" : "stopped" };
  return whole(left()) ?? { kind: "stopped" };

  function searchNeighbourhoods(until: number): void {
    const chance = chanceFrom(options.seed + 3);
    const steps = 4_000_000;
    const long = Math.max(until, left() - (left() - until) / 3);
    const elite: Assignment[] = [best];
    for (let seed = options.seed + 10; left() > long; seed++) elite.push(search(seed, steps, long));
    let size = 60;
    let idle = 0;
    for (let round = 0; left() > until && Number.isFinite(objective); round++) {
      const differing = whereTheyDiffer(best, elite[round % elite.length] ?? best);
      const parties =
        round % 4 === 3 && differing.length > 1
          ? differing.slice(0, 2 * size)
          : (round % 2 === 0 ? nearInTime : inSomeSites)(table, best, size, chance);
      const before = objective;
      const { assignment, exhausted } = replace(
        highs,
        table,
        best,
        { parties, seconds: Math.min(2, left()) },
        (option) => (losses[option] ?? 0) <= (objective - bound) / 3,
      );
      if (costOf(table, assignment) <= objective) best = assignment;
      onPlan(assignment);
      if (objective < before) idle = 0;
      else if (++idle > 10) [idle, size] = [0, Math.min(table.people.length, Math.ceil(size * 1.15))];
      if (!exhausted) size = Math.max(20, Math.floor(size * 0.95));
      if (done()) return;
    }
  }
}
