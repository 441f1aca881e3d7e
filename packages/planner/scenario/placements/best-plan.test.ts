import { type Plan, type Problem, planPlacements } from "@fairlead/planner/placements";
import { expect, it } from "vitest";
import { leastCostByTrying } from "./brute-force.ts";
import { faultsOf } from "./checker.ts";
import { inThisThread } from "./in-this-thread.ts";
import { smallProblem } from "./problems.ts";

const LONG = process.env.FAIRLEAD_LONG === "1";
const PROBLEMS = LONG ? 10_000 : 2_000;

function plan(problem: Problem, seed: number): Promise<Plan | null> {
  return planPlacements(problem, { ...inThisThread, seconds: 60, seed });
}

it(`${PROBLEMS} random problems: the plan costs what trying everything finds, and breaks no rule`, {
  timeout: 900_000,
}, async () => {
  const met = { optimal: 0, infeasible: 0, leftOut: 0, kept: 0 };
  for (let seed = 1; seed <= PROBLEMS; seed++) {
    const problem = smallProblem(seed);
    const least = leastCostByTrying(problem);
    const found = await plan(problem, seed);
    if (least === null) {
      expect(found, `seed ${seed}`).toMatchObject({ status: "infeasible", objective: null, placements: [] });
      expect(found?.reasons?.length, `seed ${seed}`).toBeGreaterThan(0);
      met.infeasible++;
      continue;
    }
    expect(found, `seed ${seed}`).toMatchObject({ status: "optimal", objective: least });
    expect(found && faultsOf(problem, found), `seed ${seed}`).toEqual([]);
    met.optimal++;
    if (found && found.unplaced.length > 0) met.leftOut++;
    if (problem.current !== undefined) met.kept++;
  }
  // That the problems are of all kinds is part of what is claimed.
  for (const [kind, count] of Object.entries(met)) expect(count, kind).toBeGreaterThan(PROBLEMS / 20);
});
