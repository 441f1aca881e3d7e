/** What is said in the register of those who drive, come along or take in, and of their cars, beside what every thing has. */
import type { ThingId } from "../ids.ts";

export const ROAD_PAPERS = [
  "driving-licence",
  "insurance",
  "inspection",
  "registration",
  "passport",
  "identity-card",
  "residence-permit",
  "other",
] as const;
export type RoadPaperKind = (typeof ROAD_PAPERS)[number];

/**
 * A paper that is asked for on the road. `expires`: YYYY-MM-DD; null: not said. It has no number here: nobody who plans a
 * journey needs it, and whoever takes the register would.
 */
export type RoadPaper = { kind: RoadPaperKind; expires: string | null; note: string };

/** They know each other's face since that day (whole days since 1970): said by hand, where no journey shows it. */
export type Met = { thing: ThingId; on: number; note: string };
