/**
 * Depth-first branch and bound on the tightened relaxation: down to a plan, then back and into what still can be better.
 *
 * A relaxation solved again after a branch needs a few dozen steps of the simplex method, so that hundreds of nodes pass
 * in the time in which a whole solver has only prepared the first. It is cut off after some nodes: begun anew with what
 * it has learnt, it finds more than it would deep in one corner.
 *
 * Source for what it learns: Bénichou et al., Experiments in mixed-integer linear programming (Math. Programming 1, 1971).
 */
import { type Bounds, branchAt, type Learnt, learn } from "./branch.ts";
import { type Highs, type Model, makeModel } from "./model.ts";
import type { Part } from "./part.ts";

export type DiveOptions = {
  /** Only plans cheaper than this are of interest. */
  below: number;
  /** Nodes times columns: about what it costs. */
  effort: number;
  /** Whoever is nearest to being in a place stays there: soon at some plan, later at a proof. */
  hasty: boolean;
  secondsLeft: () => number;
  chance: () => number;
  /** @returns what plans must cost less than from now on */
  onPlan: (values: Float64Array) => number;
};

export type Dived = { exhausted: boolean; effort: number };

/** What is decided at a node; the other side comes when this one is exhausted, or null when it came. */
type Node = { before: Bounds[]; other: Bounds[] | null; kind: number; share: number; stays: boolean; bound: number };

/** A place of which the relaxation has less than this is first tried without. */
const STAYING_FIRST = 0.4;
/** HiGHS takes no infinity for an option, and this for one. */
const NO_LIMIT = 1e20;

/** @returns what it took, and whether that is all: then there is no better plan. */
export function dive(
  highs: Highs,
  { formulation, fixedCost, whole }: Part,
  learnt: Learnt,
  { below, effort, hasty, secondsLeft, chance, onPlan }: DiveOptions,
): Dived {
  const { costs, most, rows, blur } = formulation;
  if (most.length === 0) {
    if (fixedCost < below) onPlan(whole(most));
    return { exhausted: true, effort: 1 };
  }
  const model = makeModel(highs, costs, most, rows, "relaxed");
  const lower = new Float64Array(most.length);
  const upper = most.slice();
  const set = (changes: readonly Bounds[]): Bounds[] => {
    const before = changes.map(({ column }) => ({ column, lower: lower[column] ?? 0, upper: upper[column] ?? 0 }));
    for (const change of changes) {
      lower[change.column] = change.lower;
      upper[change.column] = change.upper;
    }
    if (changes.length > 0) setBounds(model, changes);
    return before;
  };
  const brancher = { formulation, lower, upper, learnt, chance, hasty };
  const path: Node[] = [];
  let limit = below - fixedCost;

  /** @returns a bound for what is below this node, Infinity where nothing better is; null where there is no answer */
  const solve = (): number | null => {
    model.options.set({
      time_limit: model.getRunTime() + Math.max(secondsLeft(), 0.01),
      objective_bound: Math.min(limit - 1 + 1e-5 + blur, NO_LIMIT),
    });
    const { optimal, infeasible, objectiveBound } = highs.constants.modelStatus;
    const status = model.run().modelStatus;
    if (status !== optimal && status !== infeasible && status !== objectiveBound) return null;
    const found = status === optimal ? Math.min(model.getObjectiveValue() - blur, limit) : limit;
    const node = path.at(-1);
    if (node !== undefined) {
      const part = Math.max(0.05, node.stays ? 1 - node.share : node.share);
      learn(node.stays ? learnt.staying : learnt.leaving, node.kind, Math.max(0, found - node.bound) / part);
    }
    return found <= limit - 1 + 1e-6 ? found : Number.POSITIVE_INFINITY;
  };
  /** Back to where another side is left, and into it. */
  const turn = (): boolean => {
    for (let node = path.pop(); node !== undefined; node = path.pop()) {
      set(node.before);
      if (node.other === null) continue;
      path.push({ ...node, before: set(node.other), other: null, stays: !node.stays });
      return true;
    }
    return false;
  };

  let exhausted = false;
  let seen = 0;
  while (seen * most.length < effort && secondsLeft() > 0 && !exhausted) {
    seen++;
    const bound = solve();
    if (bound === null) break;
    const values = bound === Number.POSITIVE_INFINITY ? null : model.getSolution().colValue;
    const branch = values === null ? null : branchAt(brancher, values);
    if (branch !== null) {
      const { kind, share, stay, leave } = branch;
      const stays = share > STAYING_FIRST;
      path.push({ before: set(stays ? stay : leave), other: stays ? leave : stay, kind, share, stays, bound });
      continue;
    }
    if (values !== null) limit = Math.min(limit, onPlan(whole(values)) - fixedCost);
    exhausted = !turn();
  }
  model.dispose();
  return { exhausted, effort: seen * most.length };
}

function setBounds(model: Model, changes: readonly Bounds[]): void {
  model.changeColsBounds(
    { kind: "set", indices: Int32Array.from(changes, ({ column }) => column) },
    Float64Array.from(changes, ({ lower }) => lower),
    Float64Array.from(changes, ({ upper }) => upper),
  );
}
