import type { Party, Problem } from "../file/format.ts";
import type { Conflict } from "../solver/message.ts";
import { blockersAlone } from "./blockers.ts";
import { listed, tellRule } from "./words.ts";

/** Why there is no plan, one sentence each, in the team's words. */
export function reasonsOf(problem: Problem, { parties, apart, smallest }: Conflict): string[] {
  const members = problem.parties.filter(({ id }) => parties.includes(id));
  const [only] = members;
  if (members.length === 1 && only !== undefined)
    return [`${only.id} ${duty(problem, only)} and cannot be.`, ...why(problem, only)];
  const pins = problem.pinned.filter(({ party }) => parties.includes(party));
  return [
    `${listed(parties)} must all be placed, and there is no way to place all of them${smallest ? "; without any one of them there is" : ""}.`,
    ...pins.map((pin) => tellRule({ kind: "pinned", ...pin })),
    ...apart.map(([one, other]) => `${one} and ${other} are to be kept apart.`),
    ...members
      .filter(({ id }) => !pins.some(({ party }) => party === id))
      .map((party) => `${party.id} can go to ${listed(Object.keys(party.cost))} only.`),
  ];
}

function duty(problem: Problem, party: Party): string {
  return problem.pinned.some((pin) => pin.party === party.id) ? "is pinned" : "must be placed";
}

function why(problem: Problem, party: Party): string[] {
  const pins = problem.pinned.filter((pin) => pin.party === party.id);
  const [pin, other] = pins;
  if (pin !== undefined && other !== undefined) return pins.map((each) => tellRule({ kind: "pinned", ...each }));
  return blockersAlone(problem, party, pin).map(tellRule);
}
