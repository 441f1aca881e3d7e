/**
 * An invented day on which a shelter in which people sleep is known, another has given its beds away twice, and whoever sleeps in
 * the other houses has become one more. Not shipped.
 */
import { dayOf } from "@fairlead/casework";
import type { View } from "@fairlead/client";

export const shelteredDesk = (view: View): View => {
  const { things, marks } = view.exposure;
  const slept = (things ?? []).filter(
    ({ kind, uses }) => kind === "shelter" && uses.some(({ state }) => state === "now"),
  );
  const [known, full, ...others] = slept;
  const grown = new Set(others.flatMap(({ holds }) => holds.map((hold) => hold.case)));
  return {
    ...view,
    cases: view.cases.map((one) => (grown.has(one.case) ? { ...one, people: one.people + 1 } : one)),
    exposure: {
      ...view.exposure,
      things:
        things?.map((one) =>
          one === known
            ? { ...one, marked: marks[0]?.mark ?? null }
            : one === full
              ? { ...one, overbooked: { day: dayOf(view.now) + 2, taken: 7, beds: 4 } }
              : one,
        ) ?? null,
    },
  };
};
