/**
 * What follows from rows by parity: zero-half cuts.
 *
 * Half the sum of some rows is a row too. A plan, being whole, keeps it with everything rounded down; where the sum's
 * right side is odd, a relaxation that is tight on all of them does not. Three parties of which any two are set apart from
 * or too many beside each other, each half here and half elsewhere, are the smallest example. Which rows to add up is a
 * question over 0 and 1: tight rows are added to each other until the split columns are gone from them (Gaussian
 * elimination), and a sum of little slack that is odd on the right is a cut. Cuts found before are rows as well.
 *
 * Sources: Caprara, Fischetti, {0,½}-Chvátal-Gomory cuts (Math. Programming 74, 1996); Koster, Zymolka, Kutschka,
 * Algorithms to separate {0,½}-Chvátal-Gomory cuts (Algorithmica 55, 2009).
 */

import { addBits, bitsOf, flipBit, hasBit, makeBits, weightOf } from "./bits.ts";
import type { Row } from "./formulation.ts";
import { slackOf } from "./slack.ts";

/** Rows added up. */
type Sum = { slack: number; odd: boolean; columns: Uint32Array; parts: Uint32Array };

/** A cut lacks half of what its rows' slack, and its odd columns' distance from being whole, leave of one. */
const MOST_LOSS = 0.98;
/** The first goes by size alone, the others let chance in: each order finds what others do not. */
const PASSES = 4;
const MOST_CUTS = 400;

/**
 * @param most by column, 0 where it is known not to be taken
 * @returns rows that `values` breaks and no plan does
 */
export function violatedHalves(
  rows: readonly Row[],
  most: Float64Array,
  values: Float64Array,
  chance: () => number,
): Row[] {
  const nearTop = Uint8Array.from(values, (value, column) => (value > (most[column] ?? 0) / 2 ? 1 : 0));
  const distance = values.map((value, column) => Math.max(0, nearTop[column] ? (most[column] ?? 0) - value : value));
  const split = Array.from(values.keys()).filter((column) => (distance[column] ?? 0) > 1e-6);
  const distances = Float64Array.from(split, (column) => distance[column] ?? 0);
  const bitOf = new Int32Array(values.length).fill(-1);
  split.forEach((column, bit) => {
    bitOf[column] = bit;
  });
  const tight = rows.filter((row) => slackOf(row, values) < MOST_LOSS);
  const summands = tight.map((row, index): Sum => {
    const columns = makeBits(split.length);
    const parts = makeBits(tight.length);
    flipBit(parts, index);
    let odd = row.upper % 2 !== 0;
    row.columns.forEach((column, place) => {
      if ((row.values[place] ?? 0) % 2 === 0) return;
      const bit = bitOf[column] ?? -1;
      if (bit >= 0) flipBit(columns, bit);
      if (nearTop[column] && (most[column] ?? 0) % 2 !== 0) odd = !odd;
    });
    return { slack: Math.max(0, slackOf(row, values)), odd, columns, parts };
  });

  const found = new Map<string, { loss: number; parts: Uint32Array }>();
  const look = ({ slack, odd, columns, parts }: Sum) => {
    if (!odd) return;
    const loss = slack + weightOf(columns, distances, MOST_LOSS - slack);
    if (loss < MOST_LOSS) found.set(parts.join(), { loss, parts: parts.slice() });
  };
  summands.forEach(look);
  for (let pass = 0; pass < PASSES; pass++) {
    const wander = pass === 0 ? 0 : 1;
    const keys = distances.map((each) => each * (1 + wander * chance()));
    const order = Array.from(keys.keys()).sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0));
    const sums = summands.map((sum) => ({ ...sum, columns: sum.columns.slice(), parts: sum.parts.slice() }));
    eliminate(sums, order, (sum) => sum.slack + 0.1 * wander * chance(), look);
  }
  const best = [...found.values()].sort((a, b) => a.loss - b.loss).slice(0, MOST_CUTS);
  const halved = halver(most, nearTop);
  return best.map(({ parts }) => halved(bitsOf(parts).flatMap((index) => tight[index] ?? [])));
}

/** Rids the sums of one column after the other, by adding the lightest that has it to all others that have it. */
function eliminate(
  all: readonly Sum[],
  order: readonly number[],
  weight: (sum: Sum) => number,
  look: (sum: Sum) => void,
): void {
  let sums = all;
  for (const bit of order) {
    let pivot: Sum | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const sum of sums) {
      if (!hasBit(sum.columns, bit)) continue;
      const own = weight(sum);
      if (own < least) [pivot, least] = [sum, own];
    }
    if (pivot === null) continue;
    const { slack, odd, columns, parts } = pivot;
    sums = sums.filter((sum) => {
      if (!hasBit(sum.columns, bit)) return true;
      if (sum === pivot) return false;
      sum.slack += slack;
      if (sum.slack >= MOST_LOSS) return false;
      sum.odd = sum.odd !== odd;
      addBits(sum.columns, columns);
      addBits(sum.parts, parts);
      look(sum);
      return true;
    });
  }
}

/** @returns what makes of rows half their sum, rounded: each odd column towards the bound to which it is near */
function halver(most: Float64Array, nearTop: Uint8Array): (rows: readonly Row[]) => Row {
  const sum = new Float64Array(most.length);
  return (rows) => {
    const touched: number[] = [];
    let upper = 0;
    for (const row of rows) {
      upper += row.upper;
      row.columns.forEach((column, place) => {
        if (most[column] === 0) return;
        if (sum[column] === 0) touched.push(column);
        sum[column] = (sum[column] ?? 0) + (row.values[place] ?? 0);
      });
    }
    const columns: number[] = [];
    const values: number[] = [];
    for (const column of touched) {
      const value = sum[column] ?? 0;
      sum[column] = 0; // also keeps one that was touched twice from being counted twice
      const up = value % 2 !== 0 && nearTop[column] === 1;
      if (up) upper += most[column] ?? 0;
      const half = up ? Math.ceil(value / 2) : Math.floor(value / 2);
      if (half === 0) continue;
      columns.push(column);
      values.push(half);
    }
    return { lower: Number.NEGATIVE_INFINITY, upper: Math.floor(upper / 2), columns, values };
  };
}
