/** Problems that a seed decides. All parties and sites are invented. */
import type { Party, Placement, Problem, Site } from "@fairlead/planner/placements";

type Chance = { below: (limit: number) => number; from: (least: number, most: number) => number };

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

/**
 * Of the kind of `400-people-2.json` of the shared data, and about as tight as the tightest: twelve sites with room for
 * two fifths of the people, twelve periods, five urgencies, a quarter of all sites barred, three pairs in ten apart.
 */
export function tightProblem(people: number, seed: number): Problem {
  const chance = chanceOf(seed);
  const periods = 12;
  const names = Array.from({ length: 12 }, (_, index) => `s${index}`);
  const parties: Party[] = [];
  for (let left = people; left > 0; ) {
    const size = Math.min(left, [1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4][chance.below(11)] ?? 1);
    left -= size;
    const urgency = chance.from(1, 5);
    const earliest = chance.below(10);
    const open = names.filter(() => chance.below(100) >= 27);
    parties.push({
      id: `p${parties.length}`,
      people: size,
      earliest,
      latest: earliest + 2,
      stay: chance.from(2, 6),
      cost: Object.fromEntries(open.map((site) => [site, size * chance.below(61)])),
      delayCost: 15 * size * urgency,
      unplacedCost: 1000 * size * urgency,
      barred: Object.fromEntries(
        names.filter((site) => !open.includes(site)).map((site) => [site, "a hunter has reach there"]),
      ),
    });
  }
  const sites = names.map((id) => ({
    id,
    beds: new Array<number>(periods).fill(Math.max(2, Math.round((people / 30) * (0.5 + chance.below(1000) / 1000)))),
  }));
  const apart: [string, string][] = [];
  while (apart.length < Math.round(parties.length * 0.3)) {
    const [one, other] = [chance.below(parties.length), chance.below(parties.length)];
    if (one !== other) apart.push([`p${one}`, `p${other}`]);
  }
  return { format: "fairlead-placement/1", periods, sites, parties, apart, pinned: [] };
}

function chanceOf(seed: number): Chance {
  let state = (seed * 2654435761) >>> 0 || 1;
  const next = () => {
    // xorshift32, Marsaglia 2003
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  for (let warming = 0; warming < 8; warming++) next();
  const below = (limit: number) => next() % limit;
  return { below, from: (least, most) => least + below(most - least + 1) };
}
