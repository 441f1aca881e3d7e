import type { PlanOptions } from "@fairlead/planner/placements";
import { loadHighs } from "../../src/placements/exact/load.ts";
import { serve } from "../../src/placements/solver/serve.ts";

const highs = await loadHighs();

/** The solver without a worker: thousands of workers would only measure how long a worker takes to start. */
export const inThisThread: Pick<PlanOptions, "startSolver" | "clock"> = {
  clock: { now: () => performance.now(), after: () => () => {} },
  startSolver: () => {
    let hear: Parameters<ReturnType<PlanOptions["startSolver"]>["listen"]>[0] = () => {};
    return {
      post: (request) => queueMicrotask(() => serve(highs, () => performance.now() / 1000, request, hear)),
      listen: (listener) => {
        hear = listener;
      },
      end: () => {},
    };
  },
};
