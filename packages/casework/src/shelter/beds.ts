import type { ThingFacts } from "../operation.ts";

/** Tags that the program knows by heart; others are the team's own words. */
export const SHELTER_TAGS = ["step-free", "alone", "women-only", "men-only", "children", "quiet"] as const;
export type ShelterTag = (typeof SHELTER_TAGS)[number];

/** How many beds a shelter has on a day: what was said of the last day before counts on. */
export const bedsOn = ({ beds, bedsFrom }: Pick<ThingFacts, "beds" | "bedsFrom">, day: number): number => {
  const [last] = (bedsFrom ?? []).filter((one) => one.day <= day).toSorted((a, b) => b.day - a.day);
  return last?.beds ?? beds ?? 0;
};

/** So long after somebody was there last, a team should look again. */
export const VISIT_HOLDS_DAYS = 90;
