/**
 * Placements apart from the desk: a plan at once, then a better one for as long as somebody lets it, each with the bound that
 * no plan can be under. It knows sites and parties and no case; beds and pathways are asked for alike.
 */
import {
  type Explanation,
  explain,
  type Plan,
  type PlanOptions,
  type Problem,
  planPlacements,
  twoSearches,
} from "@fairlead/planner/placements";
import { browserSolver } from "@fairlead/planner/placements/browser";

export type Asked =
  | { kind: "plan"; problem: Problem; seconds: number }
  | { kind: "explain"; problem: Problem; plan: Plan; party: string; seconds: number };

export type Answer =
  /** Better than the one before, or with a better bound. */
  | { kind: "so-far"; plan: Plan }
  /** null: none was found in the time, and none was ruled out. */
  | { kind: "plan"; plan: Plan | null }
  | { kind: "explanation"; explanation: Explanation }
  | { kind: "broken" };

const startSolver = browserSolver(() => new Worker(new URL("./solver-worker.ts", import.meta.url), { type: "module" }));

const clock: PlanOptions["clock"] = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

const options = (seconds: number): PlanOptions => ({ startSolver, clock, seconds });

/** The desk and the first search have a core each; what is left of the machine is for a second one. */
const startSearch = navigator.hardwareConcurrency > 2 ? twoSearches(startSolver, clock.after) : startSolver;

const answer = async (asked: Asked, tell: (answer: Answer) => void): Promise<Answer> => {
  if (asked.kind === "explain") {
    const { problem, plan, party, seconds } = asked;
    return { kind: "explanation", explanation: await explain(problem, plan, party, options(seconds)) };
  }
  const onProgress = (plan: Plan) => tell({ kind: "so-far", plan });
  return {
    kind: "plan",
    plan: await planPlacements(asked.problem, { ...options(asked.seconds), startSolver: startSearch, onProgress }),
  };
};

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  const tell = (said: Answer) => postMessage(said);
  answer(data, tell).then(tell, () => tell({ kind: "broken" }));
});
