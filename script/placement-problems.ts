/** Placement problems for tests and measures: those that lie beside the checkout, never in it, and some that a seed makes. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DATA = process.env.FAIRLEAD_DATA ?? join(import.meta.dirname, "../../shared/data");

/** @returns what stands in the file, unjudged, or why it is not here */
export function readPlacementProblem(name: string): { value: unknown } | { missing: string } {
  const path = join(DATA, "placement", `${name}.json`);
  if (existsSync(path)) return { value: JSON.parse(readFileSync(path, "utf8")) };
  return {
    missing: `there is no ${name}.json beside the checkout (../shared/data/placement), nor where FAIRLEAD_DATA says`,
  };
}

type TightParty = {
  id: string;
  people: number;
  earliest: number;
  latest: number;
  stay: number;
  cost: Record<string, number>;
  delayCost: number;
  unplacedCost: number;
  barred: Record<string, string>;
};

type Chance = { below: (limit: number) => number; from: (least: number, most: number) => number };

/**
 * Of the kind of `400-people-2.json` of the shared data, and about as tight as the tightest: twelve sites with room for
 * two fifths of the people, twelve periods, five urgencies, a quarter of all sites barred, three pairs in ten apart.
 */
export function tightProblem(people: number, seed: number) {
  const chance = chanceOf(seed);
  const periods = 12;
  const names = Array.from({ length: 12 }, (_, index) => `s${index}`);
  const parties: TightParty[] = [];
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
  return { format: "fairlead-placement/1" as const, periods, sites, parties, apart, pinned: [] };
}

export function chanceOf(seed: number): Chance {
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
