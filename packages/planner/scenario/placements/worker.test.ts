/** The solver in a real worker of Node's: what streams, what stops, and when. */
import { type Plan, type PlanOptions, planPlacements } from "@fairlead/planner/placements";
import { startNodeSolver } from "@fairlead/planner/placements/node";
import { expect, it } from "vitest";
import { tightProblem } from "../../../../script/placement-problems.ts";
import { faultsOf } from "./checker.ts";
import { smallProblem } from "./problems.ts";

const clock: PlanOptions["clock"] = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
const TIGHT = tightProblem(400, 1);

it("streams a plan at once, then better ones and better bounds, and each of them is right", async () => {
  const told: Plan[] = [];
  const plan = await planPlacements(TIGHT, {
    startSolver: startNodeSolver,
    clock,
    seconds: 12,
    onProgress: (each) => told.push(each),
  });
  if (plan === null) throw new Error("no plan");
  for (const each of [...told, plan]) expect(faultsOf(TIGHT, each)).toEqual([]);
  told.push(plan);
  told.slice(1).forEach((each, index) => {
    expect(each.objective).toBeLessThanOrEqual(told[index]?.objective ?? 0);
    expect(each.bound).toBeGreaterThanOrEqual(told[index]?.bound ?? 0);
  });
  expect(plan.bound).toBeGreaterThan(told[0]?.bound ?? 0);
});

it("keeps to its time, within a second, whatever the solver is doing", async () => {
  let ended = false;
  let asked = 0;
  const plan = await planPlacements(TIGHT, {
    startSolver: () => ({
      post: ({ seconds }) => {
        asked = seconds;
      },
      listen: () => {},
      end: () => {
        ended = true;
      },
    }),
    clock: {
      now: clock.now,
      after: (milliseconds, callback) => {
        expect(milliseconds).toBeLessThan(60_000 + 1000);
        expect(milliseconds).toBeGreaterThanOrEqual(1000 * asked);
        return clock.after(1, callback);
      },
    },
    seconds: 60,
  });
  expect(ended).toBe(true);
  expect(asked).toBeLessThan(60);
  expect(plan?.status).toBe("feasible");
});

it("stops at any moment with the best plan so far", async () => {
  const stop = new AbortController();
  let last: Plan | null = null;
  let memory = 0;
  const plan = await planPlacements(TIGHT, {
    startSolver: startNodeSolver,
    clock,
    seconds: 60,
    signal: stop.signal,
    onMemory: (bytes) => {
      memory = bytes;
    },
    onProgress: (each) => {
      // The bound that the solver sent shows that it is at work.
      if (last !== null && each.bound > last.bound) stop.abort();
      last = each;
    },
  });
  expect(plan).toMatchObject({ status: "feasible", objective: (last as Plan | null)?.objective });
  expect(plan && faultsOf(TIGHT, plan)).toEqual([]);
  expect(plan?.seconds).toBeLessThan(50);
  // A worker that is ended says nothing any more; what it said before counts.
  expect(memory).toBeGreaterThan(1_000_000);
});

it("gives the same plan for the same seed", async () => {
  const problem = smallProblem(77);
  const once = () => planPlacements(problem, { startSolver: startNodeSolver, clock, seconds: 20, seed: 5 });
  const [first, second] = [await once(), await once()];
  expect(second?.placements).toEqual(first?.placements);
});

it("a worker that breaks leaves the plan that there is", async () => {
  const startSolver: PlanOptions["startSolver"] = () => ({
    post: () => {},
    listen: (_, failed) => setTimeout(() => failed("out of memory"), 10),
    end: () => {},
  });
  const plan = await planPlacements(TIGHT, { startSolver, clock, seconds: 20 });
  expect(plan?.status).toBe("feasible");
});
