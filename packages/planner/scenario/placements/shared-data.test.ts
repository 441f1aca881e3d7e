/** The problems that lie beside the checkout: what is known of them holds for what we find. */
import { parseProblem, planPlacements } from "@fairlead/planner/placements";
import { startNodeSolver } from "@fairlead/planner/placements/node";
import { expect, it } from "vitest";
import { readPlacementProblem } from "../../../../script/placement-problems.ts";
import { faultsOf } from "./checker.ts";

const clock = {
  now: () => performance.now(),
  after: (milliseconds: number, callback: () => void) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

const PROBLEMS = [
  { name: "40-people-1", seconds: 60, best: 12_335, proven: true },
  { name: "400-people-2", seconds: 8, best: 3048, proven: false },
  { name: "4000-people-1", seconds: 15, best: 27_095, proven: false },
];

for (const { name, seconds, best, proven } of PROBLEMS)
  it(`${name}: no rule is broken, and the bound is below the best that is known`, async (test) => {
    const found = readPlacementProblem(name);
    if ("missing" in found) return test.skip(found.missing);
    const parsed = parseProblem(found.value);
    if (parsed.kind !== "problem") throw new Error(`${parsed.path} ${parsed.reason}`);
    const plan = await planPlacements(parsed.problem, { startSolver: startNodeSolver, clock, seconds });
    expect(plan && faultsOf(parsed.problem, plan)).toEqual([]);
    expect(plan?.bound).toBeLessThanOrEqual(best);
    if (proven) expect(plan).toMatchObject({ status: "optimal", objective: best });
  });
