import { describe, expect, it } from "vitest";
import { tightProblem } from "../../../../../script/placement-problems.ts";
import { parseProblem } from "../file/parse.ts";
import { anneal } from "../search/anneal.ts";
import { tableOf } from "../table.ts";
import { violatedCovers } from "./covers.ts";
import { cliquesOf, formulate, type Row, toAssignment, toColumns } from "./formulation.ts";
import { loadHighs } from "./load.ts";
import { makeRelaxation } from "./relaxation.ts";

const highs = await loadHighs();

function formulated(people: number, seed: number) {
  const parsed = parseProblem(tightProblem(people, seed));
  if (parsed.kind !== "problem") throw new Error(parsed.reason);
  return formulate(tableOf(parsed.problem, null));
}

const activity = ({ columns, values }: Row, x: Float64Array) =>
  columns.reduce((sum, column, place) => sum + (values[place] ?? 0) * (x[column] ?? 0), 0);

describe("cuts", () => {
  it.each([1, 2, 3, 4])("cut off fractions of parties and no plan, problem %i", (seed) => {
    const formulation = formulated(120, seed);
    const bounds: number[] = [];
    const relaxation = makeRelaxation(highs, formulation, (bound) => bounds.push(bound));
    expect(relaxation.begin(() => 60)).toBe("solved");
    expect(relaxation.tighten(null, () => (bounds.length < 12 ? 60 : 0))).toBe("solved");
    const rows = [...formulation.rows, ...relaxation.cuts()];
    expect(relaxation.cuts().length).toBeGreaterThan(3);
    expect(relaxation.bound()).toBeGreaterThan(bounds[0] ?? Number.POSITIVE_INFINITY);
    relaxation.dispose();
    for (let chance = 1; chance <= 25; chance++) {
      // Plans of all kinds: from hardly better than the first that comes to good ones.
      const plan = anneal(formulation.table, { seed: chance, steps: 40 * chance ** 2 });
      const columns = toColumns(formulation, plan);
      for (const row of rows) {
        expect(activity(row, columns)).toBeLessThanOrEqual(row.upper);
        expect(activity(row, columns)).toBeGreaterThanOrEqual(row.lower);
      }
      expect(toAssignment(formulation, columns)).toEqual(plan);
    }
  });

  it("are found where two of three parties fit and each is there by two thirds", () => {
    const party = { people: 2, earliest: 0, latest: 0, stay: 1, delayCost: 0, unplacedCost: 9, barred: {} };
    const parties = ["oak", "elm", "ash"].map((id, index) => ({ ...party, id, cost: { farm: index } }));
    const sites = [{ id: "farm", beds: [5] }];
    const given = { format: "fairlead-placement/1" as const, periods: 1, sites, parties, apart: [], pinned: [] };
    const found = violatedCovers(formulate(tableOf(given, null)), Float64Array.of(0.83, 0.83, 0.83, 0.17, 0.17, 0.17));
    expect(found).toEqual([{ lower: Number.NEGATIVE_INFINITY, upper: 2, columns: [0, 1, 2], values: [1, 1, 1] }]);
  });
});

describe("pairs set apart", () => {
  it("become cliques that hold every pair", () => {
    const apart = [[1, 2, 3], [0, 2], [0, 1], [0]];
    expect(cliquesOf(apart)).toEqual([
      [0, 1, 2],
      [0, 3],
    ]);
  });
});
