import type { ThingFacts } from "../operation.ts";

/** Tags that the program knows by heart; others are the team's own words. */
export const SHELTER_TAGS = ["step-free", "alone", "women-only", "men-only", "children", "quiet"] as const;
export type ShelterTag = (typeof SHELTER_TAGS)[number];

/** How many beds a shelter has on a day: what was said of the last day before counts on. */
export const bedsOn = ({ beds, bedsFrom }: Pick<ThingFacts, "beds" | "bedsFrom">, day: number): number => {
  const [last] = (bedsFrom ?? []).filter((one) => one.day <= day).toSorted((a, b) => b.day - a.day);
  return last?.beds ?? beds ?? 0;
};

/** More beds are given away than there are. `day`: the first one. */
export type Overbooked = { day: number; taken: number; beds: number };

/**
 * Two who hold different cases, one of them without a network, can take the same beds: nobody is refused, or somebody would stand
 * before a door of which the case says that it is theirs. Everybody who reads the register sees it, and a person says who gives way.
 *
 * @param today what is past is past
 */
export const overbooked = (
  facts: Pick<ThingFacts, "beds" | "bedsFrom">,
  holds: readonly { from: number; until: number | null; beds: number }[],
  today: number,
): Overbooked | null => {
  const changes = [...holds.map(({ from }) => from), ...(facts.bedsFrom ?? []).map(({ day }) => day)];
  const days = [...new Set([today, ...changes.filter((day) => day > today)])].toSorted((a, b) => a - b);
  // Of the other days nobody has said how many there are.
  const isSaid = (day: number) => facts.beds !== undefined || facts.bedsFrom?.some((one) => one.day <= day) === true;
  for (const day of days.filter(isSaid)) {
    const there = holds.filter(({ from, until }) => from <= day && (until === null || day < until));
    const taken = there.reduce((sum, { beds }) => sum + beds, 0);
    const beds = bedsOn(facts, day);
    if (taken > beds) return { day, taken, beds };
  }
  return null;
};

/** So long after somebody was there last, a team should look again. */
export const VISIT_HOLDS_DAYS = 90;
