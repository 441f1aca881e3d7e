/** Tries everything, party by party, straight from the file. For small problems only. @returns the least cost, or null. */
import type { Problem } from "@fairlead/planner/placements";

export function leastCostByTrying(problem: Problem): number | null {
  const beds = new Map(problem.sites.map((site) => [site.id, [...site.beds]]));
  const stays: { party: string; site: string; from: number; to: number }[] = [];
  let best: number | null = null;

  function place(index: number, cost: number): void {
    if (best !== null && cost >= best) return; // no cost is negative
    const party = problem.parties[index];
    if (party === undefined) {
      best = cost;
      return;
    }
    const now = problem.current?.placements.find((was) => was.party === party.id);
    const moving = now === undefined ? 0 : (problem.current?.moveCost ?? 0) * party.people;
    const pins = problem.pinned.filter((pin) => pin.party === party.id);
    for (const [site, price] of Object.entries(party.cost))
      for (let start = party.earliest; start <= party.latest && start < problem.periods; start++) {
        if (pins.some((pin) => pin.site !== site || pin.start !== start)) continue;
        const to = Math.min(problem.periods, start + party.stay);
        const free = beds.get(site) ?? [];
        if (free.slice(start, to).some((count) => count < party.people)) continue;
        const meets = stays.some(
          (other) =>
            other.site === site &&
            other.from < to &&
            start < other.to &&
            problem.apart.some((pair) => pair.includes(party.id) && pair.includes(other.party)),
        );
        if (meets) continue;
        for (let period = start; period < to; period++) free[period] = (free[period] ?? 0) - party.people;
        stays.push({ party: party.id, site, from: start, to });
        const stayed = now?.site === site && now.start === start;
        place(index + 1, cost + price + party.delayCost * (start - party.earliest) + (stayed ? 0 : moving));
        stays.pop();
        for (let period = start; period < to; period++) free[period] = (free[period] ?? 0) + party.people;
      }
    if (pins.length === 0 && party.unplacedCost !== undefined) place(index + 1, cost + party.unplacedCost + moving);
  }

  place(0, 0);
  return best;
}
