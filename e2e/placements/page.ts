/** The page of {@link file://../placements.test.ts}: a plan is made where the plaintext is, by a worker of the browser's. */
import { type Plan, type PlanOptions, parseProblem, planPlacements } from "@fairlead/planner/placements";
import { browserSolver } from "@fairlead/planner/placements/browser";

const clock: PlanOptions["clock"] = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

async function planInBrowser(value: unknown, seconds: number, workerAddress: string) {
  const parsed = parseProblem(value);
  if (parsed.kind === "malformed") throw new Error(`${parsed.path} ${parsed.reason}`);
  const bounds: number[] = [];
  const plan: Plan | null = await planPlacements(parsed.problem, {
    startSolver: browserSolver(() => new Worker(workerAddress, { type: "module" })),
    clock,
    seconds,
    onProgress: ({ bound }) => bounds.push(bound),
  });
  return { plan, bounds, isolated: crossOriginIsolated };
}

declare global {
  interface Window {
    planInBrowser: typeof planInBrowser;
  }
}

window.planInBrowser = planInBrowser;
