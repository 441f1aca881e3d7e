/** Problems that a seed decides. All parties and sites are invented. */
import type { Party, Placement, Problem, Site } from "@fairlead/planner/placements";
import { chanceOf } from "../../../../script/placement-problems.ts";

/** Small enough for brute force, and with every rule in it: pins, a current plan, parties that must be placed. */
export function smallProblem(seed: number): Problem {
  const chance = chanceOf(seed);
  const periods = chance.from(1, 5);
  const sites: Site[] = Array.from({ length: chance.from(1, 3) }, (_, index) => ({
    id: `s${index}`,
    beds: Array.from({ length: periods }, () => chance.from(0, 4)),
  }));
  const optional = chance.below(4) > 0;
  const dear = chance.below(10) === 0 ? 1_000_000_000 : 60;
  const parties: Party[] = Array.from({ length: chance.from(1, 6) }, (_, index) => {
    const earliest = chance.below(periods + 1);
    const open = sites.filter(() => chance.below(4) > 0);
    return {
      id: `p${index}`,
      people: chance.from(1, 3),
      earliest,
      latest: earliest + chance.below(3),
      stay: chance.from(1, 4),
      cost: Object.fromEntries(open.map(({ id }) => [id, chance.below(4) === 0 ? 0 : chance.below(dear + 1)])),
      delayCost: chance.below(2) * chance.below(30),
      ...(optional || chance.below(2) === 0 ? { unplacedCost: chance.below(3) * chance.below(150) } : {}),
      barred: Object.fromEntries(
        sites.filter((site) => !open.includes(site)).map(({ id }) => [id, "an invented reason"]),
      ),
    };
  });
  const twin = parties[0];
  if (twin !== undefined && chance.below(4) === 0)
    for (let copies = chance.from(1, 2); copies > 0; copies--) parties.push({ ...twin, id: `twin${copies}` });
  const anyone = () => parties[chance.below(parties.length)]?.id ?? "p0";
  const apart = Array.from({ length: chance.below(4) }, (): [string, string] => [anyone(), anyone()]).filter(
    ([one, other]) => one !== other,
  );
  const somewhere = (party: string): Placement => ({
    party,
    site: sites[chance.below(sites.length)]?.id ?? "s0",
    start: chance.below(periods),
  });
  const problem: Problem = {
    format: "fairlead-placement/1",
    periods,
    sites,
    parties,
    apart,
    pinned: chance.below(5) === 0 ? [somewhere(anyone())] : [],
  };
  if (chance.below(3) > 0) return problem;
  const placements = parties.filter(() => chance.below(2) === 0).map(({ id }) => somewhere(id));
  return { ...problem, current: { moveCost: chance.below(40), placements } };
}
