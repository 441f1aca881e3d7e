import { violatedCovers } from "./covers.ts";
import type { Formulation, Row } from "./formulation.ts";
import { type Highs, type Model, makeModel } from "./model.ts";

export type Relaxation =
  | {
      kind: "bound";
      /** No plan costs less. */
      bound: number;
      /** By column: how much at least a plan that takes it costs beyond the bound. */
      reducedCosts: Float64Array;
      covers: Row[];
      /** The relaxation's own solution: a plan when all its values are whole. */
      values: Float64Array;
    }
  | { kind: "impossible" }
  | { kind: "stopped" };

const MOST_ROUNDS = 40;

/**
 * Solves the linear relaxation and tightens it round by round with covers that its solution breaks.
 *
 * @param secondsLeft what remains; asked before each round, so that the answer comes in time
 * @param onBound told after each round
 */
export function relax(
  highs: Highs,
  formulation: Formulation,
  secondsLeft: () => number,
  onBound: (bound: number) => void,
): Relaxation {
  const { costs, most, rows } = formulation;
  const model = makeModel(highs, costs, most, rows, "relaxed");
  const { optimal, infeasible } = highs.constants.modelStatus;
  const run = (): number => {
    model.options.set({ time_limit: model.getRunTime() + Math.max(secondsLeft(), 0.01) });
    return model.run().modelStatus;
  };
  try {
    const status = run();
    if (status === infeasible) return { kind: "impossible" };
    if (status !== optimal) return { kind: "stopped" };
    let answer = answerOf(model, []);
    onBound(answer.bound);
    const known = new Set<string>();
    for (let round = 0; round < MOST_ROUNDS && secondsLeft() > 0; round++) {
      const fresh = violatedCovers(formulation, model.getSolution().colValue).filter((row) => {
        const name = `${row.upper}:${row.columns.join()}:${row.values.join()}`;
        return !known.has(name) && known.add(name);
      });
      if (fresh.length === 0) break;
      for (const row of fresh) addRow(model, row);
      const next = run();
      if (next === infeasible) return { kind: "impossible" };
      if (next !== optimal) break;
      answer = answerOf(model, [...answer.covers, ...fresh]);
      onBound(answer.bound);
    }
    return answer;
  } finally {
    model.dispose();
  }
}

function answerOf(model: Model, covers: Row[]) {
  const { colValue: values, colDual: reducedCosts } = model.getSolution();
  return { kind: "bound" as const, bound: model.getObjectiveValue(), reducedCosts, covers, values };
}

function addRow(model: Model, { lower, upper, columns, values }: Row): void {
  model.addRow(lower, upper, { indices: Int32Array.from(columns), values: Float64Array.from(values) });
}
