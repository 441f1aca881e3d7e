/** Real timetables, for tests and measures. They lie beside the checkout, never in it; without them both are skipped. */
import { existsSync } from "node:fs";
import { join } from "node:path";

const DATA = process.env.FAIRLEAD_DATA ?? join(import.meta.dirname, "../../shared/data");

export type FeedName = "porto-alegre-bus" | "porto-alegre-train";

/** A weekday on which both run. */
export const FEED_DATE = "2019-05-15";

/** @returns where the feed's archive is, or why it is not here */
export function findFeed(name: FeedName): { path: string } | { missing: string } {
  const path = join(DATA, "gtfs", `${name}.zip`);
  if (existsSync(path)) return { path };
  return { missing: `there is no ${name}.zip beside the checkout (../shared/data/gtfs), nor where FAIRLEAD_DATA says` };
}
