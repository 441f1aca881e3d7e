import type { Placement, Problem } from "../file/format.ts";
import type { Assignment } from "../table.ts";

/** What goes to the solver's worker: one problem, then nothing more. */
export type Request = {
  problem: Problem;
  /** Not to be chosen again: how a runner-up is found. */
  without: Placement | null;
  /** Whether to look for who is in each other's way where there is no plan. */
  reasons: boolean;
  from: Assignment;
  seed: number;
  seconds: number;
};

/**
 * What comes back, in order; after `end` nothing more. Each says what the memory has grown to, which never shrinks: a solver
 * that is ended says nothing any more.
 */
export type Answer =
  | { kind: "plan"; assignment: Assignment; objective: number; memoryBytes: number }
  | { kind: "bound"; bound: number; memoryBytes: number }
  | { kind: "end"; how: "finished" | "impossible" | "stopped"; conflict: Conflict | null; memoryBytes: number };

/** Parties of which not all can be placed, and the pairs set apart that have a part in it; none can be spared. */
export type Conflict = {
  parties: string[];
  apart: [string, string][] /** false: time ran out, some may be spared */;
  smallest: boolean;
};

/** A worker as the planner sees it, in a browser or in Node. */
export type SolverPort = {
  post: (request: Request) => void;
  /** `failed` when the worker broke: its memory was not enough, or its program could not be loaded. */
  listen: (listener: (answer: Answer) => void, failed: (reason: string) => void) => void;
  /** At once, whatever it is doing. */
  end: () => void;
};

export type StartSolver = () => SolverPort;
