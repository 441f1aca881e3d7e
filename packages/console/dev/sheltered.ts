/** An invented day on which a shelter in which people sleep is known, and another has given its beds away twice. Not shipped. */
import { dayOf } from "@fairlead/casework";
import type { View } from "@fairlead/client";

export const shelteredDesk = (view: View): View => {
  const { things, marks } = view.exposure;
  const slept = (things ?? []).filter(
    ({ kind, uses }) => kind === "shelter" && uses.some(({ state }) => state === "now"),
  );
  const [known, full] = slept;
  return {
    ...view,
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
