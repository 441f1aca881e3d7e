import type { Formulation, Row } from "./formulation.ts";
import { type Highs, makeModel } from "./model.ts";

export type WholeAnswer = {
  /** Nothing better is there among the columns that were kept. */
  exhausted: boolean;
  /** Among the columns that were kept. */
  bound: number;
};

/**
 * HiGHS spends itself on sub-problems and trial branches where a good start is already at hand; what makes it fast here
 * is the short list of columns.
 */
const LIGHT = {
  mip_rel_gap: 0,
  // All costs are whole: a bound within less than one of the plan proves it.
  mip_abs_gap: 0.999,
  mip_pscost_minreliable: 1,
  mip_heuristic_run_root_reduced_cost: false,
  mip_heuristic_run_rins: false,
  mip_heuristic_run_rens: false,
} as const;

/**
 * Solves the problem over some of its columns, from a start, and streams what it finds.
 *
 * @param keep by column: whether it may be taken
 * @param start values of all columns, a plan, or null
 * @param secondsLeft asked often; none left ends the work with what there is
 */
export function solveWhole(
  highs: Highs,
  { costs, most, rows }: Formulation,
  covers: readonly Row[],
  keep: (column: number) => boolean,
  start: Float64Array | null,
  secondsLeft: () => number,
  { onPlan, onBound }: { onPlan: (values: Float64Array) => void; onBound?: (bound: number) => void },
): WholeAnswer {
  const kept = Array.from(costs.keys()).filter((column) => keep(column) && (most[column] ?? 0) > 0);
  if (kept.length === 0 && rows.every(({ lower }) => lower <= 0)) return { exhausted: true, bound: 0 };
  const placeOf = new Map(kept.map((column, place) => [column, place]));
  const short = [...rows, ...covers].flatMap((row) => shortened(row, placeOf, most, kept));
  if (short.some((row) => row.columns.length === 0)) return { exhausted: true, bound: Number.POSITIVE_INFINITY };
  const costsKept = Float64Array.from(kept, (column) => costs[column] ?? 0);
  const model = makeModel(
    highs,
    costsKept,
    Float64Array.from(kept, (column) => most[column] ?? 0),
    short,
    "whole",
  );
  const whole = (values: Float64Array) => {
    const all = new Float64Array(costs.length);
    kept.forEach((column, place) => {
      all[column] = Math.round(values[place] ?? 0);
    });
    return all;
  };
  try {
    model.options.set(LIGHT);
    if (start !== null) model.setSolution({ colValue: Float64Array.from(kept, (column) => start[column] ?? 0) });
    const { mipImprovingSolution, mipInterrupt, mipLogging } = highs.constants.callbackType;
    const { modelStatus } = model.run({
      [mipImprovingSolution]({ data }) {
        if (data.mip_solution !== undefined) onPlan(whole(data.mip_solution));
        return undefined;
      },
      [mipInterrupt](event) {
        if (secondsLeft() <= 0) event.interrupt();
        return undefined;
      },
      [mipLogging]({ data }) {
        if (data.mip_dual_bound !== undefined) onBound?.(data.mip_dual_bound);
        return undefined;
      },
    });
    const { optimal, infeasible } = highs.constants.modelStatus;
    if (modelStatus === infeasible) return { exhausted: true, bound: Number.POSITIVE_INFINITY };
    if (modelStatus === optimal) onPlan(whole(model.getSolution().colValue));
    const bound = model.info.get("mip_dual_bound");
    return { exhausted: modelStatus === optimal, bound: Number(bound) };
  } finally {
    model.dispose();
  }
}

/** The row over the columns that are kept; none when it can no longer be broken. */
function shortened(row: Row, placeOf: ReadonlyMap<number, number>, most: Float64Array, kept: readonly number[]): Row[] {
  const columns: number[] = [];
  const values: number[] = [];
  let largest = 0;
  row.columns.forEach((column, index) => {
    const place = placeOf.get(column);
    if (place === undefined) return;
    columns.push(place);
    values.push(row.values[index] ?? 0);
    largest += (row.values[index] ?? 0) * (most[kept[place] ?? 0] ?? 0);
  });
  return row.lower > 0 || largest > row.upper ? [{ lower: row.lower, upper: row.upper, columns, values }] : [];
}
