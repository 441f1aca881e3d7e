import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import {
  differenceOf,
  explain,
  type Plan,
  type PlanOptions,
  type Problem,
  parseProblem,
  planPlacements,
  sizeInFile,
  tellDifference,
  tellExplanation,
  twoSearches,
  urgencyInFile,
  type Waiting,
  waitingBy,
} from "@fairlead/planner/placements";
import { startNodeSolver } from "@fairlead/planner/placements/node";
import type { Command, Given } from "../command.ts";
import type { Effects } from "../effects.ts";
import { Failure } from "../failure.ts";

const MOST_SECONDS = 86_400;
const EXPLAIN_SECONDS = 10;

export const planPlacement: Command = {
  name: "plan placement",
  summary: "give parties beds over time, provably well, and say why",
  manual: `fairlead plan placement --problem P.json [--time-limit 60] [--seed S] [--why PARTY] [--json]

Finds the cheapest plan for a fairlead-placement/1 problem: an instant one, then better ones until it is
proven that there is none, or the time is up, or Ctrl-C. Prints one fairlead-placement-plan/1 as JSON on
stdout; on stderr the plan, its bound and the gap as they change, then who waits, and what moves against
the problem's "current". What is not proven in two seconds is searched twice at once, on two cores.

  --problem P.json   the problem
  --time-limit N     seconds (1 to ${MOST_SECONDS}; default 60)
  --seed S           a whole number; the same seed searches in the same order (default 1)
  --why PARTY        print instead, as JSON, why this party is where it is or has no place
  --json             said for scripts; JSON is what is printed in any case

Exit codes: 0 answered ("infeasible" is an answer, with its reasons), 1 no plan was found in the time and
none was ruled out, 2 bad input, with the path of the offending value.`,
  options: {
    problem: { type: "string" },
    "time-limit": { type: "string" },
    seed: { type: "string" },
    why: { type: "string" },
    json: { type: "boolean" },
  },
  async run(given, effects) {
    const file = given.text("problem");
    if (file === undefined) throw new Failure("Which problem? Give --problem P.json.", 2);
    const seconds = numberOf(given, "time-limit", { least: 1, most: MOST_SECONDS, otherwise: 60 });
    const seed = numberOf(given, "seed", { least: 0, most: 2 ** 31 - 1, otherwise: 1 });
    const problem = await readProblem(file);
    const why = given.text("why");
    if (why !== undefined && !problem.parties.some(({ id }) => id === why))
      throw new Failure("--why names no party of this file.", 2);
    const stop = new AbortController();
    void effects.stopped.then(() => stop.abort());
    const clock = clockOf(effects);
    const options: PlanOptions = {
      startSolver: startNodeSolver,
      clock,
      seconds,
      seed,
      signal: stop.signal,
    };
    const startSolver = availableParallelism() > 1 ? twoSearches(startNodeSolver, clock.after) : startNodeSolver;
    const plan = await planPlacements(problem, {
      ...options,
      startSolver,
      onProgress: (each) => tellPlan(each, effects),
    });
    if (plan === null)
      throw new Failure("No plan was found in the time, nor is it proven that there is none. Give it more time.");
    tellOutcome(problem, plan, effects);
    if (why === undefined) return effects.print(JSON.stringify(plan));
    const explanation = await explain(problem, plan, why, { ...options, seconds: Math.min(seconds, EXPLAIN_SECONDS) });
    for (const sentence of tellExplanation(why, explanation)) effects.tell(sentence);
    effects.print(JSON.stringify({ party: why, ...explanation }));
  },
};

async function readProblem(file: string): Promise<Problem> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Failure(`${file} cannot be read.`, 2);
  });
  const parsed = parseProblem(jsonOf(text, file));
  if (parsed.kind === "malformed") throw new Failure(`${file}: ${parsed.path} ${parsed.reason}`, 2);
  return parsed.problem;
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(`${file}: (the whole file) is not JSON`, 2);
  }
}

function clockOf(effects: Effects): PlanOptions["clock"] {
  return {
    now: effects.clock,
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

function tellPlan({ objective, bound, gap, seconds }: Plan, effects: Effects): void {
  const percent = gap === null ? "" : `, gap ${(100 * gap).toFixed(2)} %`;
  effects.tellProgress(`${seconds.toFixed(1)} s: cost ${objective}, at least ${Math.ceil(bound - 1e-6)}${percent}`);
}

function tellOutcome(problem: Problem, plan: Plan, effects: Effects): void {
  effects.tell("");
  for (const reason of plan.reasons ?? []) effects.tell(reason);
  if (plan.objective === null) return;
  effects.tell(
    `${plan.status}: cost ${plan.objective}, ${plan.placements.length} placed, ${plan.unplaced.length} left out`,
  );
  if (problem.current !== undefined) effects.tell(tellDifference(differenceOf(problem, undefined, plan)));
  tellWaiting("by urgency", waitingBy(problem, plan, urgencyInFile), effects);
  tellWaiting("by party", waitingBy(problem, plan, sizeInFile), effects);
}

function tellWaiting(title: string, kinds: readonly Waiting[], effects: Effects): void {
  if (kinds.length === 0) return;
  const width = Math.max(title.length, ...kinds.map(({ label }) => label.length));
  effects.tell(`${title.padEnd(width)}  people  waiting  average  longest  left out`);
  for (const { label, people, waiting, averageWait, longestWait, leftOut } of kinds) {
    const cells = [`${people}`.padStart(6), `${waiting}`.padStart(7), averageWait.toFixed(2).padStart(7)];
    effects.tell([label.padEnd(width), ...cells, `${longestWait}`.padStart(7), `${leftOut}`.padStart(8)].join("  "));
  }
}

function numberOf(
  given: Given,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const text = given.text(name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new Failure(`--${name} takes a whole number from ${least} to ${most}.`, 2);
  return value;
}
