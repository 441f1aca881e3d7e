import { proves } from "./exact/improve.ts";
import { reasonsOf } from "./explain/infeasible.ts";
import { PLAN_FORMAT, type Placement, type Plan, type Problem } from "./file/format.ts";
import { instantPlan } from "./search/anneal.ts";
import type { Answer, Conflict, StartSolver } from "./solver/message.ts";
import { type Assignment, costOf, LEFT_OUT, type Table, tableOf } from "./table.ts";

export type Clock = {
  /** Milliseconds; only differences count. */
  now: () => number;
  /** Calls back once after so many milliseconds. @returns what cancels it. */
  after: (milliseconds: number, callback: () => void) => () => void;
};

export type PlanOptions = {
  startSolver: StartSolver;
  clock: Clock;
  seconds: number;
  seed?: number;
  /** Ends the solver at once; the best plan so far is the answer. */
  signal?: AbortSignal;
  /** The best plan so far, each time that it or its bound has become better; the first comes at once. */
  onProgress?: (plan: Plan) => void;
  /** A placement that is not to be chosen: how a runner-up is found. */
  without?: Placement;
  /** false: where there is no plan, that is all that is asked, and nobody looks for the reasons. */
  reasons?: boolean;
  /** Told at the end, however it came: what the solver's memory had grown to when it was last heard. */
  onMemory?: (bytes: number) => void;
};

/** How long beyond its time a solver may take to say so itself, in milliseconds. */
const PATIENCE = 150;

/**
 * The best plan that can be had in the time: an instant one first, then HiGHS in a worker.
 *
 * For a seed the plan is the same as far as the time limit allows: what is proven optimal costs the same always.
 *
 * @returns `infeasible` with its reasons when parties that must be placed cannot all be; null when the time was too
 *   short to find a plan or to prove that there is none.
 * @throws when the solver broke and there is no plan at all.
 */
export function planPlacements(problem: Problem, options: PlanOptions): Promise<Plan | null> {
  const { clock, seed = 1, signal } = options;
  const began = clock.now();
  const table = tableOf(problem, options.without ?? null);
  let best = instantPlan(table, seed, () => clock.now() - began > options.seconds * 1000);
  let objective = costOf(table, best);
  let bound = leastCost(table);
  let impossible = false;
  let conflict: Conflict | null = null;
  let memory = 0;
  const planNow = (): Plan | null => {
    const seconds = (clock.now() - began) / 1000;
    if (impossible) return infeasiblePlan(problem, conflict, bound, seconds);
    return Number.isFinite(objective) ? planOf(problem, table, best, objective, bound, seconds) : null;
  };
  const tell = () => {
    const plan = planNow();
    if (plan !== null) options.onProgress?.(plan);
  };
  tell();
  const secondsLeft = options.seconds - (clock.now() - began) / 1000;
  if (proves(bound, objective) || secondsLeft <= 0 || signal?.aborted === true) return Promise.resolve(planNow());

  return new Promise((resolve, reject) => {
    const solver = options.startSolver();
    let over = false;
    const finish = () => {
      over = true;
      cancel();
      signal?.removeEventListener("abort", finish);
      solver.end();
      if (memory > 0) options.onMemory?.(memory);
      resolve(planNow());
    };
    const cancel = clock.after(secondsLeft * 1000 + PATIENCE, finish);
    signal?.addEventListener("abort", finish, { once: true });
    const hear = (answer: Answer) => {
      // Sent before it was ended, heard after.
      if (over) return;
      memory = Math.max(memory, answer.memoryBytes);
      if (answer.kind === "end") {
        if (answer.how === "finished") bound = Math.max(bound, objective);
        impossible = answer.how === "impossible";
        conflict = answer.conflict;
        return finish();
      }
      if (answer.kind === "bound") bound = Math.min(Math.max(bound, answer.bound), objective);
      else if (answer.objective < objective) [best, objective] = [answer.assignment, answer.objective];
      tell();
    };
    solver.listen(hear, (reason) => {
      if (Number.isFinite(objective)) return finish();
      cancel();
      solver.end();
      reject(new Error(`the solver broke: ${reason}`));
    });
    const { without = null, reasons = true } = options;
    solver.post({ problem, without, reasons, from: best, seed, seconds: secondsLeft });
  });
}

/** What every plan costs at least, before anything is solved: each party at its cheapest. */
function leastCost(table: Table): number {
  return table.people.reduce((sum, _, party) => {
    const from = table.first[party] ?? 0;
    const cheapest = from < (table.first[party + 1] ?? 0) ? (table.cost[from] ?? 0) : Number.POSITIVE_INFINITY;
    const out = table.mustPlace[party] ? Number.POSITIVE_INFINITY : (table.outCost[party] ?? 0);
    const least = Math.min(cheapest, out);
    return sum + (Number.isFinite(least) ? least : 0);
  }, 0);
}

function planOf(
  problem: Problem,
  table: Table,
  assignment: Assignment,
  objective: number,
  bound: number,
  seconds: number,
): Plan {
  const placements: Placement[] = [];
  const unplaced: string[] = [];
  problem.parties.forEach(({ id }, party) => {
    const option = assignment[party] ?? LEFT_OUT;
    if (option === LEFT_OUT) unplaced.push(id);
    else
      placements.push({
        party: id,
        site: problem.sites[table.site[option] ?? 0]?.id ?? "",
        start: table.start[option] ?? 0,
      });
  });
  return {
    format: PLAN_FORMAT,
    status: proves(bound, objective) ? "optimal" : "feasible",
    objective,
    bound,
    gap: (objective - bound) / Math.max(1, Math.abs(objective)),
    placements,
    unplaced,
    seconds,
  };
}

function infeasiblePlan(problem: Problem, conflict: Conflict | null, bound: number, seconds: number): Plan {
  return {
    format: PLAN_FORMAT,
    status: "infeasible",
    objective: null,
    bound,
    gap: null,
    placements: [],
    unplaced: problem.parties.map(({ id }) => id),
    seconds,
    ...(conflict === null ? {} : { reasons: reasonsOf(problem, conflict) }),
  };
}
