/** Who could go abroad by which way, and when: a proposal over the cases that this member holds. */
import type { ApplicationView, CaseView, PathwayView } from "@fairlead/casework";
import { type Plan, pathwayProblem, planPlacements } from "@fairlead/planner/placements";
import { monthsFrom } from "./typed.ts";

const MONTHS = 12;
/** What one wish further down costs, and a requirement that is met with pains: set against a month of waiting. */
const RANK_COST = 15;
const HARD_COST = 20;
const MONTH_COST = { now: 60, soon: 20, later: 8, unknown: 8 } as const;
const UNPLACED_COST = 1_000;
/** It is there at once; more than this no screen waits. */
const SECONDS = 0.3;

/** Still to be sent: what was sent has taken its place, and is not moved about. */
const isOpen = ({ state }: ApplicationView): boolean => state === "considered" || state === "preparing";
const hasTaken = ({ state }: ApplicationView): boolean =>
  state === "submitted" || state === "asked" || state === "granted";

export const applicationsOf = (one: Pick<CaseView, "parts">): ApplicationView[] =>
  one.parts.flatMap(({ applications }) => applications);

/** The month in which it was sent last. */
const sentIn = ({ steps }: ApplicationView): string => steps.find(({ to }) => to === "submitted")?.on.slice(0, 7) ?? "";

/** By month. Whoever was sent and has no month takes the first places that are free since: they go some time, and are not to be promised twice. */
const placesByMonth = ({ pathway, quota }: PathwayView, cases: readonly CaseView[]): Map<string, number> => {
  const left = new Map(
    quota.map(({ month, places }) => [month, places] as const).toSorted(([a], [b]) => a.localeCompare(b)),
  );
  const sent = cases.flatMap(applicationsOf).filter((one) => one.pathway === pathway && hasTaken(one));
  for (const { month, party } of sent) if (month !== null) left.set(month, (left.get(month) ?? 0) - party.length);
  for (const one of sent.filter(({ month }) => month === null)) {
    let people = one.party.length;
    for (const [month, places] of [...left].filter(([month]) => month >= sentIn(one))) {
      const some = Math.min(people, Math.max(0, places));
      left.set(month, places - some);
      people -= some;
    }
  }
  return left;
};

/** Places left in a month, as far as the cases held say: others may have taken some. */
export const placesLeft = (pathway: PathwayView, month: string, cases: readonly CaseView[]): number =>
  Math.max(0, placesByMonth(pathway, cases).get(month) ?? 0);

export type Proposed = {
  one: CaseView;
  /** null: no place for them. */
  application: ApplicationView | null;
  month: string | null;
  /** Why they are kept from a way, in the team's words. */
  barred: { name: string; why: string }[];
};

const proposedFrom = (plan: Plan | null, cases: readonly CaseView[], months: readonly string[]): Proposed[] =>
  cases.map((one) => {
    const open = applicationsOf(one).filter(isOpen);
    const placed = plan?.placements.find(({ party }) => party === one.case);
    return {
      one,
      application: open.find(({ pathway }) => pathway === placed?.site) ?? null,
      month: placed === undefined ? null : (months[placed.start] ?? null),
      barred: open.filter(({ fit }) => fit === "barred").map(({ name, why }) => ({ name, why })),
    };
  });

/** Each open case with something to send, by its wishes; nobody who has gone, and nobody who has an answer. */
export const proposePathways = async (
  cases: readonly CaseView[],
  pathways: readonly PathwayView[],
  now: number,
): Promise<Proposed[]> => {
  const months = monthsFrom(now, MONTHS);
  const open = pathways.filter(({ retired }) => retired === null);
  const ids = new Set<string>(open.map(({ pathway }) => pathway));
  const asking = cases.filter(
    (one) => one.closed === null && applicationsOf(one).some(isOpen) && !applicationsOf(one).some(hasTaken),
  );
  const problem = pathwayProblem(
    MONTHS,
    open.map((pathway) => ({
      id: pathway.pathway,
      quota: months.map((month) => placesLeft(pathway, month, cases)),
    })),
    asking.map((one) => {
      const wishes = applicationsOf(one)
        .filter((application) => isOpen(application) && ids.has(application.pathway))
        .toSorted((a, b) => a.rank - b.rank);
      return {
        id: one.case,
        people: Math.max(1, ...wishes.map(({ party }) => party.length)),
        earliest: 0,
        latest: MONTHS - 1,
        ranking: [...new Set(wishes.map(({ pathway }) => pathway as string))],
        requirements: Object.fromEntries(
          wishes.map(({ pathway, fit, why }) => [pathway, fit === "barred" ? why : fit === "hard" ? HARD_COST : 0]),
        ),
        delayCost: MONTH_COST[one.urgency.level],
        unplacedCost: UNPLACED_COST,
      };
    }),
    RANK_COST,
  );
  // The plan that is there at once; no solver is started for it.
  const plan = await planPlacements(problem, {
    startSolver: () => {
      throw new Error("no solver is asked");
    },
    clock: { now: () => performance.now(), after: () => () => undefined },
    seconds: SECONDS,
    signal: AbortSignal.abort(),
  });
  return proposedFrom(plan, asking, months);
};
