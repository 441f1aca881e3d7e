import type { Placement, Problem } from "./file/format.ts";
import { groupedBy } from "./group.ts";

/**
 * A problem in numbers: what search and solver work on. Sites and parties by their place in the file.
 *
 * An *option* is one site and start that a party may have. Its cost holds everything that the objective charges for it,
 * moving away from the current placement included.
 */
export type Table = {
  periods: number;
  sites: number;
  /** beds[site * periods + period] */
  beds: Int32Array;
  people: Int32Array;
  /** What it costs to leave the party out; `mustPlace` where that is not allowed. */
  outCost: Float64Array;
  mustPlace: Uint8Array;
  /** Options of party p are first[p] … first[p + 1] - 1, cheapest first. */
  first: Int32Array;
  party: Int32Array;
  site: Int32Array;
  start: Int32Array;
  /** Period after the last one that is occupied. */
  end: Int32Array;
  cost: Float64Array;
  /** Parties that never share a site with this one in the same period. */
  apart: readonly (readonly number[])[];
};

export type Option = { site: number; start: number; end: number; cost: number };

/** Each party's option, or -1 where it is left out. */
export type Assignment = Int32Array;

export const LEFT_OUT = -1;

/**
 * Pins that contradict each other or the party's own terms leave it without an option and without a way out.
 *
 * @param without a placement that may not be chosen
 */
export function tableOf(problem: Problem, without: Placement | null): Table {
  const { periods, sites, parties } = problem;
  const siteAt = new Map(sites.map(({ id }, index) => [id, index]));
  const partyAt = new Map(parties.map(({ id }, index) => [id, index]));
  const current = new Map(problem.current?.placements.map((placement) => [placement.party, placement]));
  const pins = groupedBy(problem.pinned, ({ party }) => party);
  const beds = Int32Array.from(sites.flatMap((site) => site.beds));
  const chosen: Option[][] = [];
  const outCost = new Float64Array(parties.length);
  const mustPlace = new Uint8Array(parties.length);
  parties.forEach((party, index) => {
    const now = current.get(party.id);
    const moving = now === undefined ? 0 : (problem.current?.moveCost ?? 0) * party.people;
    const pinned = pins.get(party.id) ?? [];
    const out = party.unplacedCost === undefined || pinned.length > 0 ? null : party.unplacedCost + moving;
    outCost[index] = out ?? 0;
    mustPlace[index] = out === null ? 1 : 0;
    const options: Option[] = [];
    for (const [site, price] of Object.entries(party.cost)) {
      const place = siteAt.get(site);
      if (place === undefined) continue;
      /** Of the later starts whose stay the horizon cuts, what the cheapest costs. */
      let least = Number.POSITIVE_INFINITY;
      for (let start = Math.min(party.latest, periods - 1); start >= party.earliest; start--) {
        if (pinned.some((pin) => pin.site !== site || pin.start !== start)) continue;
        if (without?.party === party.id && without.site === site && without.start === start) continue;
        const end = Math.min(start + party.stay, periods);
        const stays = now !== undefined && now.site === site && now.start === start;
        const cost = price + party.delayCost * (start - party.earliest) + (stays ? 0 : moving);
        if (out !== null && cost > out) continue; // leaving it out is cheaper and takes no bed
        if (!fitsAlone(beds, place * periods, start, end, party.people)) continue;
        if (end === periods) {
          // Near the horizon a later start is a shorter stay: one that costs no less and takes more beds is of no use.
          if (cost >= least) continue;
          least = cost;
        }
        options.push({ site: place, start, end, cost });
      }
    }
    chosen.push(options);
  });
  return {
    ...columnsOf(chosen),
    periods,
    sites: sites.length,
    beds,
    ...partiesOf(problem, partyAt),
    outCost,
    mustPlace,
  };
}

function partiesOf(problem: Problem, partyAt: ReadonlyMap<string, number>) {
  const apart: Set<number>[] = problem.parties.map(() => new Set());
  for (const [one, other] of problem.apart) {
    const [left, right] = [partyAt.get(one), partyAt.get(other)];
    if (left === undefined || right === undefined) continue;
    apart[left]?.add(right);
    apart[right]?.add(left);
  }
  return {
    people: Int32Array.from(problem.parties, ({ people }) => people),
    apart: apart.map((others) => [...others].sort((a, b) => a - b)),
  };
}

function columnsOf(chosen: readonly Option[][]) {
  const first = new Int32Array(chosen.length + 1);
  chosen.forEach((options, party) => {
    first[party + 1] = (first[party] ?? 0) + options.length;
  });
  const all = chosen.flatMap((options) =>
    options.toSorted((a, b) => a.cost - b.cost || a.start - b.start || a.site - b.site),
  );
  return {
    first,
    party: Int32Array.from(chosen.flatMap((options, party) => options.map(() => party))),
    site: Int32Array.from(all, ({ site }) => site),
    start: Int32Array.from(all, ({ start }) => start),
    end: Int32Array.from(all, ({ end }) => end),
    cost: Float64Array.from(all, ({ cost }) => cost),
  };
}

function fitsAlone(beds: Int32Array, row: number, start: number, end: number, people: number): boolean {
  for (let period = start; period < end; period++) if ((beds[row + period] ?? 0) < people) return false;
  return true;
}

export function sharePeriod(table: Table, one: number, other: number): boolean {
  return (
    table.site[one] === table.site[other] &&
    (table.start[one] ?? 0) < (table.end[other] ?? 0) &&
    (table.start[other] ?? 0) < (table.end[one] ?? 0)
  );
}

/** In the objective's own integers. Infinity when a party that must be placed is not. */
export function costOf(table: Table, assignment: Assignment): number {
  let total = 0;
  assignment.forEach((option, party) => {
    if (option !== LEFT_OUT) total += table.cost[option] ?? 0;
    else total += table.mustPlace[party] ? Number.POSITIVE_INFINITY : (table.outCost[party] ?? 0);
  });
  return total;
}
