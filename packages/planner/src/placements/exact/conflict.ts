/**
 * Why there is no plan: parties that must be placed and cannot all be, such that without any one of them the others can.
 *
 * QuickXplain (Junker, AAAI 2004) over the parties, then over the pairs set apart; each question is a small problem
 * without costs. Parties that may be left out never stand in the way.
 */
import type { Problem } from "../file/format.ts";
import type { Conflict } from "../solver/message.ts";
import { tableOf } from "../table.ts";
import { formulate } from "./formulation.ts";
import type { Highs } from "./model.ts";
import { solveWhole } from "./reduced.ts";

const SECONDS_A_QUESTION = 5;
/** Kept for the answer to travel. */
const RESERVE = 0.2;

export function findConflict(highs: Highs, problem: Problem, secondsLeft: () => number): Conflict {
  const musts = problem.parties.filter(
    ({ id, unplacedCost }) => unplacedCost === undefined || problem.pinned.some(({ party }) => party === id),
  );
  let smallest = true;
  /** Unanswered in time counts as possible: then more parties stay in the conflict than need to. */
  const impossible = (parties: readonly string[], apart: readonly [string, string][]): boolean => {
    if (secondsLeft() < RESERVE) {
      smallest = false;
      return false;
    }
    const among = new Set(parties);
    const part: Problem = {
      ...problem,
      parties: musts.filter(({ id }) => among.has(id)),
      apart: apart.filter(([one, other]) => among.has(one) && among.has(other)),
      pinned: problem.pinned.filter(({ party }) => among.has(party)),
    };
    const formulation = formulate(tableOf(part, null));
    formulation.costs.fill(0);
    const until = Math.max(RESERVE, secondsLeft() - SECONDS_A_QUESTION);
    const answer = solveWhole(
      highs,
      formulation,
      [],
      () => true,
      null,
      () => secondsLeft() - until,
      { onPlan: () => {} },
    );
    if (!answer.exhausted) smallest = false;
    return answer.bound === Number.POSITIVE_INFINITY;
  };
  const alone = musts.find(({ id }) => impossible([id], []));
  if (alone !== undefined) return { parties: [alone.id], apart: [], smallest: true };
  const parties = spared(
    musts.map(({ id }) => id),
    (some) => impossible(some, problem.apart),
  );
  const pairs = problem.apart.filter(([one, other]) => parties.includes(one) && parties.includes(other));
  const apart = spared(pairs, (some) => impossible(parties, some));
  return { parties, apart, smallest };
}

/** @returns a part of `all` that is still a conflict and no longer is when anything is taken from it. */
function spared<T>(all: readonly T[], conflicts: (some: readonly T[]) => boolean): T[] {
  if (conflicts([])) return [];
  const explain = (background: readonly T[], fresh: boolean, rest: readonly T[]): T[] => {
    if (fresh && conflicts(background)) return [];
    if (rest.length <= 1) return [...rest];
    const middle = rest.length >> 1;
    const [left, right] = [rest.slice(0, middle), rest.slice(middle)];
    const fromRight = explain([...background, ...left], left.length > 0, right);
    const fromLeft = explain([...background, ...fromRight], fromRight.length > 0, left);
    return [...fromLeft, ...fromRight];
  };
  return explain([], false, all);
}
