import { chanceFrom } from "../search/chance.ts";
import { nothingLearnt } from "./branch.ts";
import { deepest } from "./choice.ts";
import { violatedCovers } from "./covers.ts";
import { type Dived, type DiveOptions, dive } from "./dive.ts";
import { type Formulation, MANY_KINDS, type Row } from "./formulation.ts";
import { violatedHalves } from "./halves.ts";
import { type Highs, makeModel } from "./model.ts";
import { partOf } from "./part.ts";
import { slackOf } from "./slack.ts";

/**
 * The linear relaxation, kept to be tightened again: the more is known of good plans, the more it can say.
 *
 * Whoever makes it disposes of it.
 */
export type Relaxation = {
  /** Before all else. @returns `exhausted` where there is no plan, `stopped` where there is no answer yet */
  begin: (secondsLeft: () => number) => Answer;
  /**
   * Adds, round by round, rows that the relaxation's solution breaks, for as long as it helps.
   *
   * @param known a plan's columns and cost, or null: then only better ones are of interest, and columns that none of
   *   them takes are closed. The plan's own stay open.
   * @returns `exhausted` where there is no plan, or no better one
   */
  tighten: (known: Known | null, secondsLeft: () => number) => Answer;
  /** No plan costs less, or none that is better than the known one. */
  bound: () => number;
  /** By column: how much at least a plan that takes it costs beyond the bound. Infinity where it is closed. */
  losses: () => Float64Array;
  /** The relaxation's own solution: a plan when all its values are whole. */
  values: () => Float64Array;
  /** Kept by all plans that take no closed column. */
  cuts: () => readonly Row[];
  /** Branches on it, depth first.  */
  dive: (keep: (column: number) => boolean, options: DiveOptions) => Dived;
  dispose: () => void;
};

type Answer = "solved" | "exhausted" | "stopped";

export type Known = { columns: Float64Array; cost: number };

/** So many rounds together must close this share of the gap, or of the bound while no plan is known. */
const ROUNDS = 6;
const LEAST_PROGRESS = 0.02;
const LEAST_RISE = 0.0005;

/** @param onBound told after each round */
export function makeRelaxation(highs: Highs, formulation: Formulation, onBound: (bound: number) => void): Relaxation {
  const { costs, rows, kinds, blur } = formulation;
  const most = formulation.most.slice();
  const model = makeModel(highs, costs, most, rows, "relaxed");
  const { optimal, infeasible } = highs.constants.modelStatus;
  const chance = chanceFrom(1);
  const learnt = nothingLearnt(formulation);
  let cuts: Row[] = [];
  let bound = Number.NEGATIVE_INFINITY;
  let values: Float64Array = new Float64Array(costs.length);
  let reducedCosts: Float64Array = new Float64Array(costs.length);

  function solve(secondsLeft: () => number): Answer {
    model.options.set({ time_limit: model.getRunTime() + Math.max(secondsLeft(), 0.01) });
    const status = model.run().modelStatus;
    if (status === infeasible) return "exhausted";
    if (status !== optimal) return "stopped";
    ({ colValue: values, colDual: reducedCosts } = model.getSolution());
    bound = model.getObjectiveValue() - blur;
    onBound(bound);
    return "solved";
  }

  function close({ columns, cost }: Known): void {
    const closing: number[] = [];
    most.forEach((limit, column) => {
      if (limit === 0 || (columns[column] ?? 0) > 0 || bound + (reducedCosts[column] ?? 0) <= cost - 1 + 1e-6) return;
      most[column] = 0;
      closing.push(column);
    });
    if (closing.length === 0) return;
    const none = new Float64Array(closing.length);
    model.changeColsBounds({ kind: "set", indices: Int32Array.from(closing) }, none, none);
  }

  function addCuts(): boolean {
    const found = violatedCovers(formulation, values);
    // Looking for parity takes long among many and finds little.
    if (kinds.length <= MANY_KINDS) found.push(...violatedHalves([...rows, ...cuts, ...found], most, values, chance));
    const fresh = deepest(found, values);
    const loose = cuts.flatMap((row, place) => (slackOf(row, values) > 1e-6 ? [rows.length + place] : []));
    if (fresh.length === 0) return false;
    if (loose.length > 0) model.deleteRows({ kind: "set", indices: Int32Array.from(loose) });
    const gone = new Set(loose);
    cuts = [...cuts.filter((_, place) => !gone.has(rows.length + place)), ...fresh];
    for (const { lower, upper, columns, values: factors } of fresh)
      model.addRow(lower, upper, { indices: Int32Array.from(columns), values: Float64Array.from(factors) });
    return true;
  }

  return {
    begin: solve,
    tighten(known, secondsLeft) {
      const before: number[] = [];
      for (let round = 0; secondsLeft() > 0; round++) {
        if (known !== null) close(known);
        before.push(bound);
        const needed = known === null ? LEAST_RISE * Math.abs(bound) : LEAST_PROGRESS * (known.cost - bound);
        if (round >= ROUNDS && bound - (before[round - ROUNDS] ?? 0) < needed) break;
        if (!addCuts()) break;
        const answer = solve(secondsLeft);
        if (answer !== "solved") return answer;
        if (known !== null && Math.ceil(bound - 1e-6) >= known.cost) return "exhausted";
      }
      return "solved";
    },
    bound: () => bound,
    losses: () => reducedCosts.map((loss, column) => (most[column] === 0 ? Number.POSITIVE_INFINITY : loss)),
    values: () => values,
    cuts: () => cuts,
    dive(keep, options) {
      const part = partOf({ ...formulation, most }, [...rows, ...cuts], keep);
      return part === null ? { exhausted: true, effort: 1 } : dive(highs, part, learnt, options);
    },
    dispose: () => model.dispose(),
  };
}
