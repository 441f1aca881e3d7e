/**
 * Judges a plan by the problem's file alone: shares no code and no idea with search or solver.
 *
 * @returns every rule that the plan breaks, in words; empty when it is right, its own objective included.
 */
import type { Plan, Problem } from "@fairlead/planner/placements";

export function faultsOf(problem: Problem, plan: Plan): string[] {
  const faults: string[] = [];
  const parties = new Map(problem.parties.map((party) => [party.id, party]));
  const sites = new Map(problem.sites.map((site) => [site.id, site]));
  const placed = new Map(plan.placements.map((placement) => [placement.party, placement]));
  if (placed.size !== plan.placements.length) faults.push("a party is placed twice");
  const named = [...placed.keys(), ...plan.unplaced].sort();
  if (
    named.join() !==
    problem.parties
      .map(({ id }) => id)
      .sort()
      .join()
  )
    faults.push("not every party is placed or unplaced, once");
  const beds = new Map<string, number>();
  const sleeping = new Map<string, string[]>();
  let objective = 0;
  for (const { party: id, site, start } of plan.placements) {
    const party = parties.get(id);
    const price = party?.cost[site];
    if (party === undefined || price === undefined || !sites.has(site)) {
      faults.push(`${id} may not go to ${site}`);
      continue;
    }
    if (!Number.isInteger(start) || start < party.earliest || start > party.latest || start >= problem.periods)
      faults.push(`${id} may not start in ${start}`);
    objective += price + party.delayCost * (start - party.earliest);
    for (let period = start; period < start + party.stay && period < problem.periods; period++) {
      const key = `${site} ${period}`;
      beds.set(key, (beds.get(key) ?? 0) + party.people);
      sleeping.set(key, [...(sleeping.get(key) ?? []), id]);
    }
  }
  for (const site of problem.sites)
    site.beds.forEach((count, period) => {
      if ((beds.get(`${site.id} ${period}`) ?? 0) > count) faults.push(`${site.id} is overfull in ${period}`);
    });
  for (const [one, other] of problem.apart)
    for (const [key, there] of sleeping)
      if (there.includes(one) && there.includes(other)) faults.push(`${one} and ${other} meet at ${key}`);
  for (const { party, site, start } of problem.pinned) {
    const is = placed.get(party);
    if (is?.site !== site || is.start !== start) faults.push(`${party} is not where it is pinned`);
  }
  for (const id of plan.unplaced) {
    const price = parties.get(id)?.unplacedCost;
    if (price === undefined) faults.push(`${id} must be placed`);
    objective += price ?? 0;
  }
  for (const was of problem.current?.placements ?? []) {
    const is = placed.get(was.party);
    if (is?.site !== was.site || is.start !== was.start)
      objective += (problem.current?.moveCost ?? 0) * (parties.get(was.party)?.people ?? 0);
  }
  if (objective !== plan.objective) faults.push(`the objective is ${objective}, not ${plan.objective}`);
  if (plan.bound > objective + 1e-6) faults.push(`the bound ${plan.bound} is above the objective`);
  const optimal = Math.ceil(plan.bound - 1e-6) >= objective;
  if ((plan.status === "optimal") !== optimal) faults.push(`${plan.status} with bound ${plan.bound} for ${objective}`);
  const gap = (objective - plan.bound) / Math.max(1, Math.abs(objective));
  if (plan.gap === null || Math.abs(plan.gap - gap) > 1e-9) faults.push(`the gap is ${gap}, not ${plan.gap}`);
  return faults;
}
