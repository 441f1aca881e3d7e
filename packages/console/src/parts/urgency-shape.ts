import type { Urgency } from "@fairlead/casework";

/** Each level differs in shape, fill, word and place, so that in greyscale nothing is lost. */
export const URGENCY_SHAPE = {
  now: { shape: "octagon", outline: "solid" },
  soon: { shape: "triangle", outline: "line" },
  later: { shape: "ring", outline: "thin" },
  unknown: { shape: "dashed-ring", outline: "dashed" },
} as const satisfies Record<Urgency, { shape: string; outline: string }>;
