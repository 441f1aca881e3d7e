import { describe, expect, it } from "vitest";
import type { Row } from "./formulation.ts";
import { violatedHalves } from "./halves.ts";

const atMost = (upper: number, ...columns: number[]): Row => ({
  lower: Number.NEGATIVE_INFINITY,
  upper,
  columns,
  values: columns.map(() => 1),
});

describe("half the sum of rows", () => {
  it("says of three, no two of them together, that only one is there", () => {
    const pairs = [atMost(1, 0, 1), atMost(1, 1, 2), atMost(1, 0, 2)];
    const found = violatedHalves(pairs, Float64Array.of(1, 1, 1), Float64Array.of(0.5, 0.5, 0.5), () => 0.5);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ upper: 1, values: [1, 1, 1] });
    expect(found[0]?.columns.toSorted()).toEqual([0, 1, 2]);
  });

  it("says nothing where the sum is even or what is odd in it is far from whole", () => {
    const even = [atMost(1, 0, 1), atMost(1, 0, 1)];
    expect(violatedHalves(even, Float64Array.of(1, 1), Float64Array.of(0.5, 0.5), () => 0.5)).toEqual([]);
    const odd = [atMost(1, 0, 1)];
    expect(violatedHalves(odd, Float64Array.of(1, 1), Float64Array.of(0.5, 0.5), () => 0.5)).toEqual([]);
  });

  it("holds for every whole solution of random rows, and is broken by what it was found for", () => {
    let state = 7;
    const chance = () => {
      state = (state * 16807) % 2147483647;
      return state / 2147483647;
    };
    let cuts = 0;
    for (let round = 0; round < 300; round++) {
      const most = Float64Array.from({ length: 8 }, () => (chance() < 0.8 ? 1 : 2));
      const values = most.map((limit) => (limit * Math.floor(chance() * 5)) / 4);
      const rows = Array.from({ length: 7 }, (): Row => {
        const columns = Array.from(most.keys()).filter(() => chance() < 0.5);
        const factors = columns.map(() => 1 + Math.floor(chance() * 3));
        const sum = columns.reduce((all, column, place) => all + (factors[place] ?? 0) * (values[column] ?? 0), 0);
        return { lower: Number.NEGATIVE_INFINITY, upper: Math.ceil(sum), columns, values: factors };
      });
      const found = violatedHalves(rows, most, values, chance);
      cuts += found.length;
      const activity = (row: Row, x: ArrayLike<number>) =>
        row.columns.reduce((sum, column, place) => sum + (row.values[place] ?? 0) * (x[column] ?? 0), 0);
      for (const cut of found) expect(activity(cut, values)).toBeGreaterThan(cut.upper);
      for (const x of wholes(most))
        if (rows.every((row) => activity(row, x) <= row.upper))
          for (const cut of found) expect(activity(cut, x)).toBeLessThanOrEqual(cut.upper);
    }
    expect(cuts).toBeGreaterThan(100);
  });
});

function* wholes(most: Float64Array, from: number[] = []): Generator<number[]> {
  if (from.length === most.length) {
    yield from;
    return;
  }
  for (let value = 0; value <= (most[from.length] ?? 0); value++) yield* wholes(most, [...from, value]);
}
