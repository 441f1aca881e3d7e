/** The solver's side of its worker: the two entry files join this to what a worker is in a browser and in Node. */

import { findConflict } from "../exact/conflict.ts";
import { improve } from "../exact/improve.ts";
import type { Highs } from "../exact/model.ts";
import { tableOf } from "../table.ts";
import type { Answer, Request } from "./message.ts";

export type { Answer, Request, SolverPort, StartSolver } from "./message.ts";

/**
 * Works until the plan is proven or the time is up; meanwhile hears nothing. To stop it, end the worker.
 *
 * @param now seconds on a clock that only goes forward
 */
export function serve(
  highs: Highs,
  now: () => number,
  { problem, without, reasons, from, seed, seconds }: Request,
  send: (answer: Answer) => void,
): void {
  const began = now();
  const left = () => seconds - (now() - began);
  const { kind } = improve(highs, tableOf(problem, without), from, {
    seed,
    seconds,
    now,
    onPlan: (assignment, objective) => send({ kind: "plan", assignment, objective, memoryBytes: highs.memoryBytes }),
    onBound: (bound) => send({ kind: "bound", bound, memoryBytes: highs.memoryBytes }),
  });
  const conflict = kind === "impossible" && reasons ? findConflict(highs, problem, left) : null;
  send({ kind: "end", how: kind, conflict, memoryBytes: highs.memoryBytes });
}
