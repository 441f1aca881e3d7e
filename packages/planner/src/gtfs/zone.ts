/** By which clocks a feed's hours are. */
import { type Feed, UnusableFeed } from "./table.ts";

/** As the tz database calls them: Europe/Moscow, Etc/GMT+5. */
const ZONE = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;
const LONGEST = 60;

/** @returns null where the feed does not say @throws UnusableFeed where it names several: hours of different clocks on one day are no timetable */
export function readZone(feed: Feed): string | null {
  if (!feed.has("agency.txt")) return null;
  const zones = new Set<string>();
  for (const row of feed.rows("agency.txt", [])) {
    const zone = row.get("agency_timezone");
    if (zone === "") continue;
    if (zone.length > LONGEST || !ZONE.test(zone)) row.broken("has an agency_timezone that is no name of one");
    else zones.add(zone);
  }
  if (zones.size > 1)
    throw new UnusableFeed(
      "agency.txt",
      `names several clocks: ${[...zones].slice(0, 5).join(", ")}`,
      "FL_GTFS_CLOCKS",
    );
  return [...zones][0] ?? null;
}
