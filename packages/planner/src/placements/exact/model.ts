import type { Highs, Model } from "highs";
import type { Row } from "./formulation.ts";

export type { Highs, Model } from "highs";

/** Rows and columns as HiGHS takes them. Whoever makes a model disposes of it: its memory is not collected. */
export function makeModel(
  highs: Highs,
  costs: Float64Array,
  most: Float64Array,
  rows: readonly Row[],
  kind: "relaxed" | "whole",
): Model {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => {
    starts[index + 1] = (starts[index] ?? 0) + row.columns.length;
  });
  const model = highs.createModel({
    numCols: costs.length,
    numRows: rows.length,
    colCost: costs,
    colLower: new Float64Array(costs.length),
    colUpper: most,
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    matrix: {
      format: "csr",
      numCols: costs.length,
      numRows: rows.length,
      starts,
      indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
      values: Float64Array.from(rows.flatMap(({ values }) => values)),
    },
    ...(kind === "whole" ? { integrality: new Int32Array(costs.length).fill(1) } : {}),
  });
  model.options.set({ output_flag: false });
  return model;
}
