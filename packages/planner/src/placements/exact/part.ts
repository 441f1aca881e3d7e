/**
 * The problem over some of its columns, all others being 0: what can then be only one way is taken out, and so are rows
 * that can no longer be broken. Most neighbourhoods are a tenth of the whole, and a tenth of a relaxation is solved in
 * less than a tenth of its time.
 */
import type { Formulation, Row } from "./formulation.ts";

export type Part = {
  /** Over the columns that are left; of its kinds, those that can be only one way have none. */
  formulation: Formulation;
  /** What is taken out costs so much. */
  fixedCost: number;
  /** @returns the values of all columns of the whole */
  whole: (values: Float64Array) => Float64Array;
};

/**
 * @param rows all factors positive, as all rows here are
 * @returns null where the rows cannot be kept over these columns
 */
export function partOf(whole: Formulation, rows: readonly Row[], keep: (column: number) => boolean): Part | null {
  const { kinds, kindOf, costs, options, table } = whole;
  const most = whole.most.map((limit, column) => (limit > 0 && keep(column) ? limit : 0));
  const ways: number[][] = kinds.map(() => []);
  most.forEach((limit, column) => {
    if (limit > 0) ways[kindOf[column] ?? 0]?.push(column);
  });
  const fixed = new Float64Array(most.length);
  const rest = rows.map(({ upper }) => upper);
  const rowsOf: [row: number, factor: number][][] = Array.from(most, () => []);
  rows.forEach((row, index) => {
    row.columns.forEach((column, place) => {
      if (most[column] !== 0) rowsOf[column]?.push([index, row.values[place] ?? 0]);
    });
  });
  const settled = ways.map((columns, kind) => (columns.length === 1 ? kind : -1)).filter((kind) => kind >= 0);
  if (ways.some(({ length }) => length === 0)) return null;
  const closing: number[] = [];
  for (let kind = settled.pop(); kind !== undefined; kind = settled.pop()) {
    const column = ways[kind]?.[0] ?? 0;
    const times = kinds[kind]?.length ?? 0;
    if ((most[column] ?? 0) < times) return null;
    fixed[column] = times;
    most[column] = 0;
    for (const [row, factor] of rowsOf[column] ?? []) {
      rest[row] = (rest[row] ?? 0) - factor * times;
      if ((rest[row] ?? 0) < 0) return null;
      rows[row]?.columns.forEach((other, place) => {
        if (most[other] !== 0 && (rows[row]?.values[place] ?? 0) > (rest[row] ?? 0)) closing.push(other);
      });
    }
    for (const other of closing.splice(0)) {
      if (most[other] === 0) continue;
      most[other] = 0;
      const own = kindOf[other] ?? 0;
      const left = (ways[own] ?? []).filter((each) => each !== other);
      if (left.length === 0) return null;
      ways[own] = left;
      if (left.length === 1) settled.push(own);
    }
  }
  const columns = Array.from(most.keys()).filter((column) => most[column] !== 0);
  const placeOf = new Int32Array(most.length).fill(-1);
  columns.forEach((column, place) => {
    placeOf[column] = place;
  });
  const beds = table.beds.slice();
  options.forEach((option, column) => {
    if (fixed[column] === 0) return;
    const first = (table.site[option] ?? 0) * table.periods;
    for (let bed = first + (table.start[option] ?? 0); bed < first + (table.end[option] ?? 0); bed++)
      beds[bed] = (beds[bed] ?? 0) - (fixed[column] ?? 0) * (table.people[table.party[option] ?? 0] ?? 0);
  });
  const formulation: Formulation = {
    table: { ...table, beds },
    kinds,
    options: Int32Array.from(
      columns.filter((column) => column < options.length),
      (column) => options[column] ?? 0,
    ),
    kindOf: Int32Array.from(columns, (column) => kindOf[column] ?? 0),
    costs: Float64Array.from(columns, (column) => costs[column] ?? 0),
    most: Float64Array.from(columns, (column) => most[column] ?? 0),
    rows: rows.flatMap((row, index) => shortened(row, rest[index] ?? 0, placeOf, most)),
    blur: whole.blur,
    covering: whole.covering.map((own) =>
      own.flatMap((column) => ((placeOf[column] ?? -1) < 0 ? [] : [placeOf[column] ?? 0])),
    ),
  };
  return {
    formulation,
    fixedCost: fixed.reduce((sum, times, column) => sum + times * (costs[column] ?? 0), 0),
    whole: (values) => {
      const all = fixed.slice();
      columns.forEach((column, place) => {
        all[column] = Math.round(values[place] ?? 0);
      });
      return all;
    },
  };
}

/** The row over the columns that are left; none when it can no longer be broken. */
function shortened(row: Row, upper: number, placeOf: Int32Array, most: Float64Array): Row[] {
  const columns: number[] = [];
  const values: number[] = [];
  let largest = 0;
  row.columns.forEach((column, index) => {
    const place = placeOf[column] ?? -1;
    if (place < 0) return;
    columns.push(place);
    values.push(row.values[index] ?? 0);
    largest += (row.values[index] ?? 0) * (most[column] ?? 0);
  });
  const equal = row.lower === row.upper;
  if (columns.length === 0 || (!equal && largest <= upper)) return [];
  return [{ lower: equal ? upper : row.lower, upper, columns, values }];
}
