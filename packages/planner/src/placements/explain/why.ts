/** Why a party is where it is, and why another has no place: questions that a team asks a plan. */

import type { Party, Placement, Plan, Problem } from "../file/format.ts";
import { groupedBy } from "../group.ts";
import { type PlanOptions, planPlacements } from "../plan.ts";
import { blockersAt, startsOf } from "./blockers.ts";
import { type Difference, differenceOf } from "./difference.ts";
import { smallestHitting } from "./hitting.ts";
import { type Rule, ruleName } from "./rule.ts";

export type Explanation =
  | {
      kind: "placed";
      placement: Placement;
      /** What this placement costs. */
      cost: number;
      /** What would cost this party less, and the rules that bind there while everybody else stays. Cheapest first. */
      better: { site: string; start: number; saves: number; rules: Rule[] }[];
      /**
       * The best plan in which the party is not there then, nor pinned. null: there is none, or none was found in the time.
       * Its price is below 0 where a pin holds the party there, or where the plan asked about is not the best.
       */
      runnerUp: { price: number; proven: boolean; placement: Placement | null; difference: Difference } | null;
    }
  | {
      kind: "unplaced";
      /** The smallest set of rules that together keep the party from everywhere, while everybody else stays. */
      conflict: Rule[];
      /**
       * The cheapest place that is free all the same, and what it costs more than leaving the party out. null: there is none.
       * Only a plan that is not the best leaves one that costs less.
       */
      room: { site: string; start: number; dearer: number } | null;
      /** Single changes, each of which would place the party; cheapest first. */
      changes: Change[];
      /** What it costs to place it all the same by moving others. null: nothing was found in the time. */
      forced: { price: number; proven: boolean; difference: Difference } | "impossible" | null;
    }
  | { kind: "unknown-party" }
  /** Nobody has a place: what the plan says is the reason. */
  | { kind: "no-plan"; reasons: string[] };

export type Change =
  /** Without this one rule the party can be there. `beds`: how many more are needed. */
  | { kind: "without"; rule: Rule; beds: number | null; site: string; start: number; cost: number }
  /** It could be there if it may start in another period than its terms say. */
  | { kind: "start"; site: string; start: number; cost: number };

const MOST_LISTED = 5;

/** @param options as for the plan; `seconds` are for this question */
export async function explain(problem: Problem, plan: Plan, party: string, options: PlanOptions): Promise<Explanation> {
  const asked = problem.parties.find(({ id }) => id === party);
  if (asked === undefined) return { kind: "unknown-party" };
  if (plan.objective === null) return { kind: "no-plan", reasons: plan.reasons ?? [] };
  const placement = plan.placements.find((placed) => placed.party === party);
  return placement === undefined
    ? whyNot(problem, plan, asked, options)
    : why(problem, plan, asked, placement, options);
}

async function why(
  problem: Problem,
  plan: Plan,
  party: Party,
  placement: Placement,
  options: PlanOptions,
): Promise<Explanation> {
  const cost = priceOf(problem, party, placement);
  const better = Object.keys(party.cost)
    .flatMap((site) => startsOf(problem, party).map((start) => ({ party: party.id, site, start })))
    .map((place) => ({ site: place.site, start: place.start, saves: cost - priceOf(problem, party, place), place }))
    .filter(({ saves }) => saves > 0)
    .sort((a, b) => b.saves - a.saves || a.start - b.start)
    .slice(0, MOST_LISTED)
    .map(({ place, ...shown }) => ({ ...shown, rules: blockersAt(problem, plan.placements, party, place) }));
  const free = { ...problem, pinned: problem.pinned.filter((pin) => pin.party !== party.id) };
  const other = await planPlacements(free, { ...options, without: placement, reasons: false });
  const runnerUp =
    other?.objective == null || plan.objective === null
      ? null
      : {
          price: other.objective - plan.objective,
          proven: plan.status === "optimal" && other.status === "optimal",
          placement: other.placements.find((placed) => placed.party === party.id) ?? null,
          difference: differenceOf(problem, plan.placements, other),
        };
  return { kind: "placed", placement, cost, better, runnerUp };
}

async function whyNot(problem: Problem, plan: Plan, party: Party, options: PlanOptions): Promise<Explanation> {
  const places = [...Object.keys(party.cost), ...Object.keys(party.barred)].flatMap((site) =>
    startsOf(problem, party).map((start) => ({ party: party.id, site, start })),
  );
  const blocked = places.map((place) => ({ place, rules: blockersAt(problem, plan.placements, party, place) }));
  const sets = blocked.map(({ rules }) => rules).filter((rules) => rules.length > 0);
  const room = roomAmong(problem, party, blocked);
  const changes = [...withoutOneRule(problem, party, blocked), ...otherStarts(problem, plan, party)]
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MOST_LISTED);
  const conflict: Rule[] =
    places.length > 0
      ? smallestHitting(sets, ruleName)
      : party.earliest >= problem.periods
        ? [{ kind: "too-late", earliest: party.earliest, periods: problem.periods }]
        : [{ kind: "no-site-open" }];
  const { unplacedCost: _, ...terms } = party;
  const must = { ...problem, parties: problem.parties.map((other) => (other.id === party.id ? terms : other)) };
  const other = await planPlacements(must, { ...options, reasons: false });
  if (other === null || plan.objective === null) return { kind: "unplaced", conflict, room, changes, forced: null };
  if (other.objective === null) return { kind: "unplaced", conflict, room, changes, forced: "impossible" };
  const forced = {
    price: other.objective - plan.objective,
    proven: plan.status === "optimal" && other.status === "optimal",
    difference: differenceOf(problem, plan.placements, other),
  };
  return { kind: "unplaced", conflict, room, changes, forced };
}

type Blocked = { place: Placement; rules: Rule[] }[];

function roomAmong(problem: Problem, party: Party, blocked: Blocked) {
  const out = (party.unplacedCost ?? 0) + movingFor(problem, party, null);
  const [cheapest] = blocked
    .filter(({ rules }) => rules.length === 0)
    .map(({ place: { site, start } }) => ({ site, start, dearer: priceOf(problem, party, { site, start }) - out }))
    .sort((a, b) => a.dearer - b.dearer);
  return cheapest ?? null;
}

function withoutOneRule(problem: Problem, party: Party, blocked: Blocked): Change[] {
  const single = blocked.flatMap(({ place, rules }): (Change & { kind: "without" })[] => {
    const [rule] = rules;
    if (rule === undefined || rules.length > 1) return [];
    const free = rule.kind === "full" ? rule.free : rule.kind === "too-small" ? rule.beds : null;
    const beds = free === null ? null : party.people - free;
    return [
      { kind: "without", rule, beds, site: place.site, start: place.start, cost: priceOf(problem, party, place) },
    ];
  });
  const byRule = groupedBy(single, ({ rule }) => ruleName(rule));
  const least = ({ beds, cost }: { beds: number | null; cost: number }) => [beds ?? 0, cost] as const;
  return [...byRule.values()].flatMap((same) => {
    const [change] = same.sort((a, b) => least(a)[0] - least(b)[0] || least(a)[1] - least(b)[1]);
    return change ?? [];
  });
}

function otherStarts(problem: Problem, plan: Plan, party: Party): Change[] {
  const usual = new Set(startsOf(problem, party));
  const changes: Change[] = [];
  for (let start = 0; start < problem.periods; start++) {
    if (usual.has(start)) continue;
    for (const site of Object.keys(party.cost)) {
      if (blockersAt(problem, plan.placements, party, { site, start }).length > 0) continue;
      const cost = (party.cost[site] ?? 0) + party.delayCost * Math.max(0, start - party.earliest);
      changes.push({ kind: "start", site, start, cost });
    }
  }
  // The nearest is what a team would ask for.
  const distance = ({ start }: { start: number }) =>
    start < party.earliest ? party.earliest - start : start - party.latest;
  return changes.sort((a, b) => distance(a) - distance(b) || a.cost - b.cost).slice(0, 1);
}

/** By the objective: site and delay, and the move when it is not where it is now. A barred site counts as free. */
function priceOf(problem: Problem, party: Party, { site, start }: { site: string; start: number }): number {
  const price = Object.hasOwn(party.cost, site) ? (party.cost[site] ?? 0) : 0;
  return price + party.delayCost * (start - party.earliest) + movingFor(problem, party, { site, start });
}

function movingFor(problem: Problem, party: Party, to: { site: string; start: number } | null): number {
  const now = problem.current?.placements.find((placed) => placed.party === party.id);
  const moves = now !== undefined && !(now.site === to?.site && now.start === to.start);
  return moves ? (problem.current?.moveCost ?? 0) * party.people : 0;
}
