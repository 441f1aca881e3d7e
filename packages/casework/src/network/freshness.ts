import { DAY } from "../day.ts";
import type { NetworkEntry } from "./operation.ts";

/** For how many days somebody's word is taken for how things are. A driver changes his mind sooner than a railway. */
const HOLDS = { place: 180, service: 60, drive: 21, walk: 365 } as const;
/** Who stands at a station, and when streets are closed, changes within days. */
const WATCHED_HOLDS = 14;

/** `fading`: ask again. `stale`: as long over again; nobody is led by it unless a member says so. */
export type Freshness = "fresh" | "fading" | "stale";

export const holdsFor = (entry: NetworkEntry): number =>
  entry.kind === "place" && (entry.watch > 0 || entry.curfew.length > 0) ? WATCHED_HOLDS : HOLDS[entry.kind];

export const freshness = ({ entry, asOf }: { entry: NetworkEntry; asOf: number }, now: number): Freshness => {
  const age = now - asOf;
  const holds = holdsFor(entry) * DAY;
  if (age <= holds) return "fresh";
  return age <= 2 * holds ? "fading" : "stale";
};
