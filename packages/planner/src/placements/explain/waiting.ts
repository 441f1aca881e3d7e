import type { Party, Plan, Problem } from "../file/format.ts";
import { groupedBy } from "../group.ts";

/** How one kind of people fares in a plan. */
export type Waiting = {
  label: string;
  people: number;
  /** Placed, but later than they could have come. */
  waiting: number;
  /** Periods, over all who are placed. */
  averageWait: number;
  longestWait: number;
  leftOut: number;
};

/**
 * Who waits and who is left out, kind by kind, so that a plan that quietly leaves one kind behind is seen.
 *
 * @param labelOf a party's kind: its urgency, its group; the problem's file does not hold them. `urgencyInFile` is what
 *   can be read from the file itself.
 */
export function waitingBy(problem: Problem, plan: Plan, labelOf: (party: Party) => string): Waiting[] {
  const startOf = new Map(plan.placements.map(({ party, start }) => [party, start]));
  const kinds = groupedBy(problem.parties, labelOf);
  return Array.from(kinds, ([label, parties]) => {
    const all = parties.map((party) => {
      const start = startOf.get(party.id);
      return { people: party.people, wait: start === undefined ? null : start - party.earliest };
    });
    const count = (some: typeof all) => some.reduce((sum, { people }) => sum + people, 0);
    const placed = all.filter(({ wait }) => wait !== null);
    const waited = placed.reduce((sum, { people, wait }) => sum + people * (wait ?? 0), 0);
    return {
      label,
      people: count(all),
      waiting: count(placed.filter(({ wait }) => (wait ?? 0) > 0)),
      averageWait: placed.length === 0 ? 0 : waited / count(placed),
      longestWait: Math.max(0, ...placed.map(({ wait }) => wait ?? 0)),
      leftOut: count(all) - count(placed),
    };
  }).sort((a, b) => a.label.localeCompare(b.label, "en", { numeric: true }));
}

/** What waiting one period counts for each person: the file's own measure of urgency. */
export function urgencyInFile({ delayCost, people }: Party): string {
  return `${Math.round(delayCost / people)} a person and period`;
}

export function sizeInFile({ people }: Party): string {
  return people === 1 ? "alone" : `${people} together`;
}
