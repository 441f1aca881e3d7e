import { type Party, type Placement, PROBLEM_FORMAT, type Problem, type Site } from "./format.ts";
import { type Reader, Refused, readFrom } from "./reader.ts";

/** Sums of costs must stay exact in a double. */
const MOST = 1e9;
const MOST_PERIODS = 1000;
const MOST_PEOPLE = 1e6;

export type Parsed =
  | { kind: "problem"; problem: Problem }
  /** `path` leads to the offending value, as in `parties[3].cost.s1`. */
  | { kind: "malformed"; path: string; reason: string };

/**
 * Reads a problem as it came from a file.
 *
 * Refuses what nobody can have meant: a site both priced and barred, a party apart from itself, an id given twice.
 * What merely cannot be fulfilled (no bed is large enough, a pin that breaks a rule) is a problem without a plan.
 */
export function parseProblem(value: unknown): Parsed {
  try {
    return { kind: "problem", problem: readProblem(readFrom(value)) };
  } catch (error) {
    if (error instanceof Refused) return { kind: "malformed", path: error.path, reason: error.message };
    throw error;
  }
}

function readProblem(file: Reader): Problem {
  file.get("format").exactly(PROBLEM_FORMAT);
  file.only("format", "periods", "sites", "parties", "apart", "pinned", "current");
  const periods = file.get("periods").integer(1, MOST_PERIODS);
  const sites = file.get("sites").list((site) => readSite(site, periods));
  const siteIds = idsOf(sites, file.get("sites"));
  const parties = file.get("parties").list((party) => readParty(party, siteIds));
  const partyIds = idsOf(parties, file.get("parties"));
  const placement = (entry: Reader, known: ReadonlySet<string> | null): Placement => {
    entry.only("party", "site", "start");
    return {
      party: entry.get("party").oneOf(partyIds, "party"),
      // A shelter that is lost may still stand in `current`: people were there.
      site: known === null ? entry.get("site").text() : entry.get("site").oneOf(known, "site"),
      start: entry.get("start").integer(0, MOST),
    };
  };
  const problem: Problem = {
    format: PROBLEM_FORMAT,
    periods,
    sites,
    parties,
    apart: file.optional("apart")?.list((pair) => readPair(pair, partyIds)) ?? [],
    pinned: file.optional("pinned")?.list((entry) => placement(entry, siteIds)) ?? [],
  };
  const current = file.optional("current");
  if (current === null) return problem;
  current.only("moveCost", "placements");
  const placements = current.get("placements").list((entry) => placement(entry, null));
  refuseSecond(
    placements.map(({ party }) => party),
    (index) => current.get("placements").at(index).get("party"),
  );
  return { ...problem, current: { moveCost: current.get("moveCost").integer(0, MOST), placements } };
}

function readSite(site: Reader, periods: number): Site {
  site.only("id", "beds");
  const beds = site.get("beds");
  const numbers = beds.list((count) => count.integer(0, MOST_PEOPLE));
  if (numbers.length !== periods) beds.refuse(`has ${numbers.length} entries for ${periods} periods`);
  return { id: site.get("id").text(), beds: numbers };
}

const PARTY_FIELDS = [
  ...["id", "people", "earliest", "latest", "stay"],
  ...["cost", "delayCost", "unplacedCost", "barred"],
];

function readParty(party: Reader, sites: ReadonlySet<string>): Party {
  party.only(...PARTY_FIELDS);
  const earliest = party.get("earliest").integer(0, MOST);
  const latest = party.get("latest").integer(0, MOST);
  if (latest < earliest) party.get("latest").refuse("is before earliest");
  const cost = party.get("cost").record(sites, "site", (entry) => entry.integer(0, MOST));
  const barred = party.optional("barred")?.record(sites, "site", (entry) => entry.string()) ?? {};
  const both = Object.keys(barred).find((site) => Object.hasOwn(cost, site));
  if (both !== undefined) party.get("barred").get(both).refuse("the site has a cost too: it is either open or barred");
  const unplacedCost = party.optional("unplacedCost")?.integer(0, MOST);
  return {
    id: party.get("id").text(),
    people: party.get("people").integer(1, MOST_PEOPLE),
    earliest,
    latest,
    stay: party.get("stay").integer(1, MOST),
    cost,
    delayCost: party.get("delayCost").integer(0, MOST),
    ...(unplacedCost === undefined ? {} : { unplacedCost }),
    barred,
  };
}

function readPair(pair: Reader, parties: ReadonlySet<string>): [string, string] {
  const ids = pair.list((id) => id.oneOf(parties, "party"));
  const [one, other] = ids;
  if (ids.length !== 2 || one === undefined || other === undefined) return pair.refuse("is not a pair");
  if (one === other) return pair.refuse("sets a party apart from itself");
  return [one, other];
}

function idsOf(things: readonly { id: string }[], list: Reader): ReadonlySet<string> {
  const ids = things.map(({ id }) => id);
  refuseSecond(ids, (index) => list.at(index).get("id"));
  return new Set(ids);
}

function refuseSecond(names: readonly string[], where: (index: number) => Reader): void {
  const seen = new Set<string>();
  names.forEach((name, index) => {
    if (seen.has(name)) where(index).refuse("stands there twice");
    seen.add(name);
  });
}
