import type { Placement, Plan, Problem } from "../file/format.ts";
import { groupedBy } from "../group.ts";
import { people } from "./words.ts";

export type Difference = {
  /** To another site. */
  moved: { party: string; people: number; from: Placement; to: Placement }[];
  /** The same site, later or earlier by so many periods. */
  shifted: { party: string; people: number; periods: number }[];
  /** Had a place and has none now. */
  lost: { party: string; people: number; from: Placement }[];
  /** Had none and has one now. */
  gained: { party: string; people: number; to: Placement }[];
};

/** What a plan changes for people against where they were, by default as in the problem's `current`. */
export function differenceOf(problem: Problem, before: readonly Placement[] | undefined, plan: Plan): Difference {
  const was = new Map((before ?? problem.current?.placements ?? []).map((placement) => [placement.party, placement]));
  const is = new Map(plan.placements.map((placement) => [placement.party, placement]));
  const difference: Difference = { moved: [], shifted: [], lost: [], gained: [] };
  for (const { id: party, people } of problem.parties) {
    const [from, to] = [was.get(party), is.get(party)];
    if (from === undefined && to !== undefined) difference.gained.push({ party, people, to });
    if (from === undefined) continue;
    if (to === undefined) difference.lost.push({ party, people, from });
    else if (to.site !== from.site) difference.moved.push({ party, people, from, to });
    else if (to.start !== from.start) difference.shifted.push({ party, people, periods: to.start - from.start });
  }
  return difference;
}

/** "3 people move, 1 person waits 1 week." @param period what a period is called, and its plural */
export function tellDifference(
  { moved, shifted, lost, gained }: Difference,
  [one, many] = ["period", "periods"],
): string {
  const sum = (entries: readonly { people: number }[]) => entries.reduce((total, { people }) => total + people, 0);
  const verb = (count: number, single: string, plural: string) => `${people(count)} ${count === 1 ? single : plural}`;
  const spans = groupedBy(shifted, ({ periods }) => periods);
  const parts = [
    ...(moved.length > 0 ? [verb(sum(moved), "moves", "move")] : []),
    ...Array.from(spans, ([periods, entries]) => {
      const span = `${Math.abs(periods)} ${Math.abs(periods) === 1 ? one : many}`;
      return periods > 0
        ? `${verb(sum(entries), "waits", "wait")} ${span}`
        : `${verb(sum(entries), "begins", "begin")} ${span} earlier`;
    }),
    ...(lost.length > 0 ? [verb(sum(lost), "loses the place", "lose their places")] : []),
    ...(gained.length > 0 ? [verb(sum(gained), "gets a place", "get a place")] : []),
  ];
  return parts.length === 0 ? "Nobody moves." : `${parts.join(", ")}.`;
}
