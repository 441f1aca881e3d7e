import { describe, expect, it } from "vitest";
import { tableOf } from "../table.ts";
import type { Formulation } from "./formulation.ts";
import { formulate } from "./formulation.ts";
import { partOf } from "./part.ts";

/** Two of oak and one of elm fit into four beds at the farm; ash and elm have a house as well, of two beds. */
function threeParties(): Formulation {
  const party = { earliest: 0, latest: 0, stay: 1, delayCost: 0, unplacedCost: 90, barred: {} };
  return formulate(
    tableOf(
      {
        format: "fairlead-placement/1",
        periods: 1,
        sites: [
          { id: "farm", beds: [4] },
          { id: "house", beds: [2] },
        ],
        parties: [
          { ...party, id: "oak", people: 3, cost: { farm: 7 } },
          { ...party, id: "elm", people: 2, cost: { farm: 1, house: 5 } },
          { ...party, id: "ash", people: 2, cost: { farm: 2, house: 4 } },
        ],
        apart: [],
        pinned: [],
      },
      null,
    ),
  );
}

/** Columns: oak at the farm; elm at the farm, in the house; ash at the farm, in the house; each left out. */
const among =
  (...columns: number[]) =>
  (column: number) =>
    columns.includes(column);

describe("the problem over some of its columns", () => {
  it("follows from one party to the next: oak at the farm leaves elm and ash one house", () => {
    const whole = threeParties();
    const part = partOf(whole, whole.rows, among(0, 1, 2, 3, 4, 6, 7));
    expect(part?.fixedCost).toBe(7);
    expect(part?.formulation.table.beds).toEqual(Int32Array.of(1, 2));
    expect(Array.from(part?.formulation.costs ?? [])).toEqual([5, 4, 90, 90]);
    expect(part?.formulation.rows.map(({ upper, values }) => [upper, values])).toEqual([
      [1, [1, 1]],
      [1, [1, 1]],
      [2, [2, 2]],
    ]);
    expect(Array.from(part?.whole(Float64Array.of(1, 0, 0, 1)) ?? [])).toEqual([1, 0, 1, 0, 0, 0, 0, 1]);
  });

  it("is settled where one thing follows from the other to the end", () => {
    const whole = threeParties();
    const part = partOf(whole, whole.rows, among(0, 2, 3, 7));
    expect(part?.formulation.costs.length).toBe(0);
    expect(part?.fixedCost).toBe(7 + 5 + 90);
    expect(Array.from(part?.whole(new Float64Array(0)) ?? [])).toEqual([1, 0, 1, 0, 0, 0, 0, 1]);
  });

  it("is not there where the columns hold no plan", () => {
    const whole = threeParties();
    expect(partOf(whole, whole.rows, among(0, 2, 4))).toBeNull();
    expect(partOf(whole, whole.rows, among(0, 2))).toBeNull();
  });
});
