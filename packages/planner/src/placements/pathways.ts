/**
 * Stage 2, first cut: pathways abroad as sites.
 *
 * A pathway has a quota in each period; whoever starts on it takes one place for each of the party then, and none later.
 * A requirement that is not met bars the pathway, with its reason; one that is hard to meet costs. The party's own
 * ranking costs too: the n-th wish n - 1 times `rankCost`; what it did not rank it is not sent on.
 */
import { type Party, PROBLEM_FORMAT, type Problem } from "./file/format.ts";

export type Pathway = { id: string /** Places in each period. */; quota: number[] };

export type Applicant = {
  id: string;
  people: number;
  earliest: number;
  latest: number;
  /** Pathways, the dearest wish first. */
  ranking: string[];
  /** By pathway: a number is what meeting its requirements costs, a text is why they cannot be met. */
  requirements: Record<string, number | string>;
  delayCost: number;
  unplacedCost?: number;
};

export function pathwayProblem(
  periods: number,
  pathways: Pathway[],
  applicants: Applicant[],
  rankCost: number,
): Problem {
  return {
    format: PROBLEM_FORMAT,
    periods,
    sites: pathways.map(({ id, quota }) => ({ id, beds: quota })),
    parties: applicants.map((applicant) => partyOf(applicant, rankCost)),
    apart: [],
    pinned: [],
  };
}

function partyOf({ ranking, requirements, unplacedCost, ...rest }: Applicant, rankCost: number): Party {
  const met = ranking.map((id, rank) => {
    const requirement = Object.hasOwn(requirements, id) ? requirements[id] : 0;
    return { id, rank, requirement: requirement ?? 0 };
  });
  return {
    ...rest,
    stay: 1,
    cost: Object.fromEntries(
      met.flatMap(({ id, rank, requirement }) =>
        typeof requirement === "number" ? [[id, rankCost * rank + requirement]] : [],
      ),
    ),
    barred: Object.fromEntries(
      met.flatMap(({ id, requirement }) => (typeof requirement === "string" ? [[id, requirement]] : [])),
    ),
    ...(unplacedCost === undefined ? {} : { unplacedCost }),
  };
}
