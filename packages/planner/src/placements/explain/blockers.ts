import type { Party, Placement, Problem } from "../file/format.ts";
import type { Rule } from "./rule.ts";

/** What keeps a party from everywhere, were it the only one. Empty when something does not. */
export function blockersAlone(problem: Problem, party: Party, pin?: Placement): Rule[] {
  if (party.earliest >= problem.periods)
    return [{ kind: "too-late", earliest: party.earliest, periods: problem.periods }];
  const starts = startsOf(problem, party);
  if (pin !== undefined && !(Object.hasOwn(party.cost, pin.site) && starts.includes(pin.start)))
    return [{ kind: "pin-against-terms", site: pin.site, start: pin.start }];
  const open = Object.keys(party.cost).filter((site) => pin === undefined || pin.site === site);
  if (open.length === 0 && Object.keys(party.barred).length === 0) return [{ kind: "no-site-open" }];
  const alone = open.map((site) =>
    (pin === undefined ? starts : [pin.start]).map((start) => bedRule(problem, party, site, start, [])),
  );
  if (alone.some((rules) => rules.includes(null))) return [];
  const barred = pin === undefined ? Object.entries(party.barred) : [];
  return [
    ...alone.flatMap(([rule]) => rule ?? []),
    ...barred.map(([site, reason]): Rule => ({ kind: "barred", site, reason })),
  ];
}

/** What keeps a party from one place while everybody else stays where the plan has him. */
export function blockersAt(
  problem: Problem,
  placements: readonly Placement[],
  party: Party,
  { site, start }: { site: string; start: number },
): Rule[] {
  const others = placements.filter((placement) => placement.party !== party.id && placement.site === site);
  const end = endOf(problem, party, start);
  const reason = Object.hasOwn(party.barred, site) ? party.barred[site] : undefined;
  const pin = problem.pinned.find((one) => one.party === party.id && (one.site !== site || one.start !== start));
  const room = bedRule(problem, party, site, start, others);
  const meeting = others.filter((other) => {
    const meant = problem.apart.some((pair) => pair.includes(party.id) && pair.includes(other.party));
    const theirs = problem.parties.find(({ id }) => id === other.party);
    return meant && theirs !== undefined && other.start < end && start < endOf(problem, theirs, other.start);
  });
  return [
    ...(pin === undefined ? [] : [{ kind: "pinned", ...pin } satisfies Rule]),
    ...(reason === undefined ? [] : [{ kind: "barred", site, reason } satisfies Rule]),
    ...(room === null ? [] : [room]),
    ...meeting.map((other): Rule => ({ kind: "apart", with: other.party, site })),
  ];
}

export function startsOf(problem: Problem, party: Party): number[] {
  const last = Math.min(party.latest, problem.periods - 1);
  return Array.from({ length: Math.max(0, last - party.earliest + 1) }, (_, index) => party.earliest + index);
}

export function endOf(problem: Problem, party: Party, start: number): number {
  return Math.min(start + party.stay, problem.periods);
}

/** The stretch of periods in which beds are missing beside these others; `free` is the least that is left. */
function bedRule(
  problem: Problem,
  party: Party,
  site: string,
  start: number,
  others: readonly Placement[],
): Rule | null {
  const beds = problem.sites.find(({ id }) => id === site)?.beds ?? [];
  const missing: { period: number; free: number; all: number }[] = [];
  for (let period = start; period < endOf(problem, party, start); period++) {
    let taken = 0;
    for (const other of others) {
      const theirs = problem.parties.find(({ id }) => id === other.party);
      if (theirs && other.start <= period && period < endOf(problem, theirs, other.start)) taken += theirs.people;
    }
    const all = beds[period] ?? 0;
    if (all - taken < party.people) missing.push({ period, free: all - taken, all });
  }
  const [first] = missing;
  if (first === undefined) return null;
  const range = { site, people: party.people, from: first.period, to: missing.at(-1)?.period ?? first.period };
  const small = missing.filter(({ all }) => all < party.people);
  if (small.length > 0) return { kind: "too-small", beds: Math.min(...small.map(({ all }) => all)), ...range };
  return { kind: "full", free: Math.max(0, Math.min(...missing.map(({ free }) => free))), ...range };
}
