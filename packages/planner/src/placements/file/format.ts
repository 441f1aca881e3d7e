/**
 * The planner's files, as `fairlead plan placement` reads and writes them.
 *
 * Periods, beds, people and costs are integers; a cost holds for the whole stay of the whole party.
 */

export const PROBLEM_FORMAT = "fairlead-placement/1";
export const PLAN_FORMAT = "fairlead-placement-plan/1";

export type Site = { id: string /** Beds in each period. */; beds: number[] };

export type Party = {
  id: string;
  people: number;
  /** First and last period in which the stay may start. */
  earliest: number;
  latest: number;
  /** Periods; cut at the horizon. */
  stay: number;
  /** By site. Where no cost stands, the party may not go. */
  cost: Record<string, number>;
  /** For each period that the start is after `earliest`. */
  delayCost: number;
  /** Absent: the party must be placed. */
  unplacedCost?: number;
  /** By site: why not, in the team's words. */
  barred: Record<string, string>;
};

export type Placement = { party: string; site: string; start: number };

export type Problem = {
  format: typeof PROBLEM_FORMAT;
  periods: number;
  sites: Site[];
  parties: Party[];
  /** Pairs that never share a site in the same period. */
  apart: [string, string][];
  /** Hard: the party is there, and the plan is made around it. */
  pinned: Placement[];
  /** What holds now. Leaving it costs `moveCost` for each person, once; otherwise it binds nothing. */
  current?: { moveCost: number; placements: Placement[] };
};

export type Plan = {
  format: typeof PLAN_FORMAT;
  status: "optimal" | "feasible" | "infeasible";
  /** null: there is no plan. */
  objective: number | null;
  /** No plan can cost less than this. */
  bound: number;
  gap: number | null;
  placements: Placement[];
  unplaced: string[];
  seconds: number;
  /** Why there is no plan, in the team's words. */
  reasons?: string[];
};
