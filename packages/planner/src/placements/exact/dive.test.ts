import { describe, expect, it } from "vitest";
import { tightProblem } from "../../../../../script/placement-problems.ts";
import { parseProblem } from "../file/parse.ts";
import { chanceFrom } from "../search/chance.ts";
import { costOf, tableOf } from "../table.ts";
import { formulate, toAssignment } from "./formulation.ts";
import { loadHighs } from "./load.ts";
import { everywhere } from "./neighbourhood.ts";
import { solveWhole } from "./reduced.ts";
import { makeRelaxation } from "./relaxation.ts";

const highs = await loadHighs();

describe("a dive", () => {
  it.each([1, 2, 3, 4, 5, 6])("that ends has found what HiGHS finds, problem %i", (seed) => {
    const parsed = parseProblem(tightProblem(45, seed));
    if (parsed.kind !== "problem") throw new Error(parsed.reason);
    const table = tableOf(parsed.problem, null);
    const formulation = formulate(table);
    let least = Number.POSITIVE_INFINITY;
    const answer = solveWhole(
      highs,
      formulation,
      [],
      () => true,
      null,
      () => 60,
      {
        onPlan: (values) => {
          least = Math.min(least, costOf(table, toAssignment(formulation, values)));
        },
      },
    );
    expect(answer.exhausted).toBe(true);

    const relaxation = makeRelaxation(highs, formulation, () => {});
    relaxation.begin(() => 60);
    relaxation.tighten(null, () => 60);
    const chance = chanceFrom(seed);
    const bound = relaxation.bound();
    let found = Number.POSITIVE_INFINITY;
    // Twice: what the first one left behind would show in the second.
    for (const below of [Number.POSITIVE_INFINITY, least + 1]) {
      found = below;
      const { exhausted } = relaxation.dive(everywhere, {
        below,
        effort: 1e8,
        hasty: chance() < 0.5,
        secondsLeft: () => 60,
        chance,
        onPlan: (values) => {
          found = Math.min(found, costOf(table, toAssignment(formulation, values)));
          return found;
        },
      });
      expect(exhausted).toBe(true);
      expect(found).toBe(least);
    }
    expect(bound).toBeLessThanOrEqual(least + 1e-6);
    // With a plan known that is better than all others, no column is left for another.
    const known = { columns: new Float64Array(formulation.costs.length), cost: least + 1 };
    expect(relaxation.tighten(known, () => 60)).toBe("solved");
    expect(relaxation.bound()).toBeLessThanOrEqual(least + 1e-6);
    relaxation.dispose();
  });
});
