/**
 * From an instant plan to the best one, or as near as the time allows, with a bound that says how near.
 *
 * 1. The relaxation, tightened with cuts: a bound, and for every column how much a plan that takes it loses.
 * 2. A search that knows these losses.
 * 3. The relaxation again: columns that no better plan takes are closed, and what is left can be cut closer.
 * 4. Where few columns are left, proof: by a dive, then by HiGHS.
 * 5. Where many are, a polish: neighbourhoods of the best plan, each a dive into the relaxation. From 3 again, when the gap
 *    has become narrower.
 *
 * For many parties, before 3, HiGHS has the whole problem over its likeliest columns.
 */
import { anneal, quickSteps } from "../search/anneal.ts";
import { chanceFrom } from "../search/chance.ts";
import { type Assignment, costOf, type Table } from "../table.ts";
import { formulate, MANY_KINDS, toAssignment, toColumns } from "./formulation.ts";
import type { Highs } from "./model.ts";
import { everywhere, type Keep } from "./neighbourhood.ts";
import { makePolish } from "./polish.ts";
import { solveWhole } from "./reduced.ts";
import { makeRelaxation } from "./relaxation.ts";

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

/** Shares of the time that is left. */
const FIRST_SHARE = 0.08;
const TIGHTEN_SHARE = 0.1;
const SEARCH_SHARE = 0.06;
const LIKELY_SHARE = 0.5;
const PROOF_SHARE = 0.9;
/** Beyond this gap a longer search is worth its time. */
const WIDE_GAP = 0.03;
const LONG_STEPS = 1_000_000;
/** So many a proof can do without a better plan. */
const FEW_COLUMNS = 1500;
/** So many, where a polish has for so many nodes found nothing. */
const SOME_COLUMNS = 2500;
const IDLE_EFFORT = 1e6;
/** What a dive that is to be a proof may take before HiGHS has its turn: of nodes times columns. */
const PROOF_EFFORT = 4e6;
const HASTY_SHARE = 0.25;
/** A proof that was cut off is tried again with this share of its columns. */
const FEWER = 0.7;
/** A better plan closes columns, and with fewer columns there is more to be cut: worth while from this share of the gap. */
const NARROWER = 0.75;
/** For each of many kinds. */
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

  const relaxation = makeRelaxation(highs, formulation, onBound);
  try {
    return work();
  } finally {
    relaxation.dispose();
  }

  function work(): Improvement {
    const within = (seconds: number) => {
      const until = left() - seconds;
      return () => left() - until;
    };
    const first = relaxation.begin(left);
    if (first === "stopped") return { kind: "stopped" };
    if (first === "exhausted" || relaxation.tighten(null, within(left() * FIRST_SHARE)) === "exhausted")
      return { kind: "impossible" };
    const whole = relaxation.values();
    if (whole.every((value) => Math.abs(value - Math.round(value)) < 1e-7)) onPlan(toAssignment(formulation, whole));
    if (done()) return { kind: "finished" };
    search(quickSteps(table), left() * SEARCH_SHARE);
    if (!done() && objective - bound > WIDE_GAP * objective) search(LONG_STEPS, left() * SEARCH_SHARE);
    if (done()) return { kind: "finished" };
    /** Over some columns, by HiGHS. */
    const branch = (seconds: number, keep: (column: number) => boolean, onFound?: (found: number) => void) =>
      solveWhole(highs, formulation, relaxation.cuts(), keep, startingAt(), within(seconds), {
        onPlan: (values) => onPlan(toAssignment(formulation, values)),
        ...(onFound === undefined ? {} : { onBound: onFound }),
      });
    /** Over the columns that can still be in a better plan. */
    const prove = (seconds: number): Improvement | null => {
      const losses = relaxation.losses();
      const start = startingAt();
      const keep = (column: number) => (losses[column] ?? 0) < Number.POSITIVE_INFINITY || (start?.[column] ?? 0) > 0;
      // Plans over other columns cost what the best plan cost when these were closed, or more.
      const answer = branch(seconds, keep, (found) => onBound(Math.min(found, objective)));
      if (answer.exhausted && !Number.isFinite(objective)) return { kind: "impossible" };
      onBound(answer.exhausted ? objective : Math.min(answer.bound, objective));
      return done() ? { kind: "finished" } : null;
    };
    if (!Number.isFinite(objective)) {
      const answer = prove(left() * 0.8);
      if (answer !== null || !Number.isFinite(objective) || left() <= 0) return answer ?? { kind: "stopped" };
    }
    if (formulation.kinds.length > MANY_KINDS) {
      const losses = relaxation.losses();
      const sorted = losses.slice(0, formulation.options.length).sort();
      const most = sorted[Math.min(sorted.length - 1, LIKELY_COLUMNS * formulation.kinds.length)] ?? 0;
      const start = startingAt();
      branch(left() * LIKELY_SHARE, (column) => (losses[column] ?? 0) <= most || (start?.[column] ?? 0) > 0);
      if (done()) return { kind: "finished" };
    }
    const chance = chanceFrom(options.seed + 3);
    let idle = 0;
    const into = (keep: Keep, effort: number, hasty: boolean) => {
      const before = objective;
      const dived = relaxation.dive(keep, {
        below: objective,
        effort,
        hasty,
        secondsLeft: left,
        chance,
        onPlan: (values) => {
          onPlan(toAssignment(formulation, values));
          return objective;
        },
      });
      if (dived.exhausted && keep === everywhere) onBound(objective);
      idle = objective < before ? 0 : idle + dived.effort;
      return { ...dived, better: objective < before };
    };
    const polish = makePolish({
      around: () => ({
        formulation,
        at: best,
        columns: toColumns(formulation, best),
        relaxed: relaxation.values(),
        losses: relaxation.losses(),
        gap: objective - bound,
      }),
      solve: (keep, effort) => into(keep, effort, chance() < HASTY_SHARE),
      chance,
    });
    let tried = Number.POSITIVE_INFINITY;
    while (left() > 0) {
      const known = { columns: toColumns(formulation, best), cost: objective };
      if (relaxation.tighten(known, within(left() * TIGHTEN_SHARE)) === "exhausted") onBound(objective);
      if (done()) return { kind: "finished" };
      const open = relaxation.losses().filter((loss) => loss < Number.POSITIVE_INFINITY).length;
      if (open <= Math.min(idle > IDLE_EFFORT ? SOME_COLUMNS : FEW_COLUMNS, FEWER * tried)) {
        tried = open;
        into(everywhere, PROOF_EFFORT, false);
        if (done()) return { kind: "finished" };
        const answer = prove(left() * PROOF_SHARE);
        if (answer !== null) return answer;
        if (objective < known.cost) continue;
      }
      const gap = objective - bound;
      idle = 0;
      polish(() => left() <= 0 || done() || objective - bound < NARROWER * gap || idle > IDLE_EFFORT);
      if (done()) return { kind: "finished" };
    }
    return { kind: "stopped" };
  }

  function startingAt(): Float64Array | null {
    return Number.isFinite(objective) ? toColumns(formulation, best) : null;
  }

  function search(steps: number, seconds: number): void {
    const until = left() - seconds;
    const used = () => (seconds - (left() - until)) / seconds;
    onPlan(anneal(table, { seed: options.seed + 2, steps, used, reducedCosts: lossesOf(relaxation.losses()) }));
  }

  function lossesOf(ofColumns: Float64Array): Float64Array {
    const losses = new Float64Array(table.cost.length);
    formulation.options.forEach((option, column) => {
      const leader = table.party[option] ?? 0;
      for (const party of formulation.kinds[formulation.kindOf[column] ?? 0] ?? [])
        losses[option - (table.first[leader] ?? 0) + (table.first[party] ?? 0)] = ofColumns[column] ?? 0;
    });
    return losses;
  }
}
