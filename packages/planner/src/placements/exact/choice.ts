import type { Row } from "./formulation.ts";
import { slackOf } from "./slack.ts";

const MOST_A_ROUND = 200;
const LEAST_DEPTH = 1e-3;
/** Of two rows that cut nearly the same way the second only makes the relaxation slower. Cosine of their angle. */
const NEARLY_PARALLEL = 0.8;

/** The rows that cut `values` off deepest, no two nearly parallel. */
export function deepest(rows: readonly Row[], values: Float64Array): Row[] {
  const deep = rows
    .map((row) => {
      const length = Math.hypot(...row.values);
      return { row, length, depth: -slackOf(row, values) / length };
    })
    .filter(({ depth }) => depth > LEAST_DEPTH)
    .sort((a, b) => b.depth - a.depth || a.row.columns.length - b.row.columns.length);
  const spread = new Float64Array(values.length);
  const chosen: typeof deep = [];
  for (const cut of deep) {
    if (chosen.length === MOST_A_ROUND) break;
    const { columns, values: own } = cut.row;
    for (let place = 0; place < columns.length; place++) spread[columns[place] ?? 0] = own[place] ?? 0;
    const parallel = chosen.some((other) => {
      let product = 0;
      other.row.columns.forEach((column, place) => {
        product += (spread[column] ?? 0) * (other.row.values[place] ?? 0);
      });
      return product > NEARLY_PARALLEL * cut.length * other.length;
    });
    for (const column of columns) spread[column] = 0;
    if (!parallel) chosen.push(cut);
  }
  return chosen.map(({ row }) => row);
}
