import type { DecisionView } from "@fairlead/casework";

/** Approved, and nobody has made the bundle: whoever is to press would not look for it among what is over. */
export const isToMake = ({ state, expires, export: leaving }: DecisionView, now: number): boolean =>
  state === "approved" && leaving !== null && leaving.stands && leaving.made.length === 0 && expires > now;
