import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  type Plan,
  type PlanOptions,
  type Problem,
  parseProblem,
  planPlacements,
  twoSearches,
} from "@fairlead/planner/placements";
import { startNodeSolver } from "@fairlead/planner/placements/node";
import { readPlacementProblem, tightProblem } from "../../../script/placement-problems.ts";
import type { Beside, Figure, Measure } from "../measure.ts";
import { hasCbc, solveByCbc } from "../native-cbc.ts";

const SECONDS = 60;
const FILES = ["40-people-1", "400-people-2", "4000-people-1"];
/** As tight as it gets: whether native CBC proves them in a minute depends on the machine. */
const TIGHT_SEEDS = [1, 2];
const MOMENTS = [1, 10, 60];

const clock: PlanOptions["clock"] = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Who sleeps where and when: the shared problems, and two made here of their kind that are as tight as it gets. */
export const measure: Measure = {
  name: "placements",
  run: async () => {
    const figures: Figure[] = [{ name: "highs.wasm", value: statSync(wasmFile()).size, unit: "bytes", runs: 1 }];
    const missing: string[] = [];
    const cbc = hasCbc();
    if (!cbc) missing.push("no native CBC beside it (apt-get install coinor-cbc)");
    const problems: [string, Problem][] = [];
    for (const name of FILES) {
      const found = readPlacementProblem(name);
      if ("missing" in found) missing.push(found.missing);
      else problems.push([name, problemOf(found.value)]);
    }
    for (const seed of TIGHT_SEEDS) problems.push([`tight-400-made-${seed}`, tightProblem(400, seed)]);
    for (const [name, problem] of problems) figures.push(...(await measureProblem(name, problem, cbc)));
    return missing.length > 0 ? { figures, missing: missing.join("; ") } : figures;
  },
};

async function measureProblem(name: string, problem: Problem, cbc: boolean): Promise<Figure[]> {
  const told: Plan[] = [];
  let memory = 0;
  const plan = await planPlacements(problem, {
    startSolver: twoSearches(startNodeSolver, clock.after),
    clock,
    seconds: SECONDS,
    onProgress: (each) => told.push(each),
    onMemory: (bytes) => {
      memory = bytes;
    },
  });
  if (plan === null) throw new Error(`${name}: no plan`);
  told.push(plan);
  const theirs = cbc ? await solveByCbc(problem, SECONDS) : null;
  const beside = (value: number | null | undefined, what: string): Pick<Figure, "beside"> | Record<string, never> =>
    value == null ? {} : { beside: [{ value, what } satisfies Beside] };
  const first = (holds: (each: Plan) => boolean) => told.find(holds)?.seconds;
  const timed = (what: string, value: number | undefined, rest = {}): Figure[] =>
    value === undefined ? [] : [{ name: `${name}: ${what}`, value, unit: "s", runs: 1, ...rest }];
  const count = (what: string, value: number, rest = {}): Figure => ({
    name: `${name}: ${what}`,
    value,
    unit: "count",
    runs: 1,
    ...rest,
  });
  // What the final bound shows in hindsight: how soon the plan was that good.
  const within = (share: number) => first(({ objective }) => (objective ?? 0) <= plan.bound * (1 + share) + 1e-9);
  return [
    ...timed("first plan", told[0]?.seconds),
    ...timed("within 1 %", within(0.01)),
    ...timed(
      "proof",
      plan.status === "optimal" ? plan.seconds : undefined,
      beside(theirs?.proven ? theirs.seconds : null, "s native CBC"),
    ),
    ...MOMENTS.flatMap((moment) => {
      const then = told.findLast(({ seconds }) => seconds <= moment);
      const theirsThen = moment === SECONDS || (theirs?.proven && theirs.seconds <= moment) ? theirs?.objective : null;
      return then === undefined
        ? []
        : [count(`cost after ${moment} s`, then.objective ?? 0, beside(theirsThen, "native CBC"))];
    }),
    count("bound", plan.bound, beside(theirs?.bound, "native CBC")),
    ...(memory > 0
      ? [{ name: `${name}: WASM memory at its peak`, value: memory, unit: "bytes" as const, runs: 1 }]
      : []),
  ];
}

function problemOf(value: unknown): Problem {
  const parsed = parseProblem(value);
  if (parsed.kind === "malformed") throw new Error(`${parsed.path} ${parsed.reason}`);
  return parsed.problem;
}

function wasmFile(): string {
  return join(
    dirname(createRequire(import.meta.resolve("@fairlead/planner/placements")).resolve("highs")),
    "highs.wasm",
  );
}
