/** Who sleeps where and when: beds over time, pathways with quotas, and why. See README.md beside this file. */

export { type Difference, differenceOf, tellDifference } from "./explain/difference.ts";
export type { Rule } from "./explain/rule.ts";
export { tellExplanation } from "./explain/tell.ts";
export { sizeInFile, urgencyInFile, type Waiting, waitingBy } from "./explain/waiting.ts";
export { type Change, type Explanation, explain } from "./explain/why.ts";
export type { Party, Placement, Plan, Problem, Site } from "./file/format.ts";
export { type Parsed, parseProblem } from "./file/parse.ts";
export { type Applicant, type Pathway, pathwayProblem } from "./pathways.ts";
export { type Clock, type PlanOptions, planPlacements } from "./plan.ts";
export type { StartSolver } from "./solver/message.ts";
export { twoSearches } from "./solver/second.ts";
