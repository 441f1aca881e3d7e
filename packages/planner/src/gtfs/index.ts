/**
 * A public timetable (GTFS Schedule, gtfs.org) as a `fairlead-network/1`.
 *
 * Pure: it is given the archive's bytes. What is broken in the feed is left out and reported row by row; a trip that is not
 * believed is better missing than wrong.
 */
import type { Network, Service } from "../routes/network.ts";
import { readCalendar } from "./calendar.ts";
import { readServices } from "./services.ts";
import { readStops } from "./stops.ts";
import { type BrokenRow, Feed, UnusableFeed } from "./table.ts";
import { findWalks, readTransfers } from "./walks.ts";
import { readZone } from "./zone.ts";

export type { BrokenRow } from "./table.ts";

const FILES = [
  "agency.txt",
  "stops.txt",
  "routes.txt",
  "trips.txt",
  "stop_times.txt",
  "calendar.txt",
  "calendar_dates.txt",
  "frequencies.txt",
  "transfers.txt",
];

export interface ImportOptions {
  /** YYYY-MM-DD: minute 0 is its midnight. */
  date: string;
  /** How many days from `date` on. */
  days: number;
  /** Stops at most this far apart can be walked between; 0: only where the feed says so. */
  metres: number;
}

export type Imported =
  /** `zone`: the clocks that all its hours are by, as the feed names them; null where it does not. */
  | { kind: "network"; network: Network; zone: string | null; broken: BrokenRow[] }
  | { kind: "refused"; code: UnusableFeed["code"]; file: string; reason: string };

/** @param zip the feed's archive */
export function importGtfs(zip: Uint8Array, { date, days, metres }: ImportOptions): Imported {
  try {
    const feed = new Feed(zip, FILES);
    const zone = readZone(feed);
    const calendar = readCalendar(feed);
    const stops = readStops(feed);
    const transfers = readTransfers(feed, stops);
    const services: Service[] = readServices(feed, { calendar, stops, changes: transfers.changes, date, days });
    const network: Network = {
      format: "fairlead-network/1",
      date,
      places: stops.places,
      services,
      onDemand: [],
      walks: findWalks(stops, metres, transfers),
      weights: { checkpoint: 0 },
    };
    return { kind: "network", network, zone, broken: feed.broken };
  } catch (error) {
    if (!(error instanceof UnusableFeed)) throw error;
    return { kind: "refused", code: error.code, file: error.file, reason: error.message };
  }
}
