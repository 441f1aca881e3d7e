/** Walks between stops that are near each other, and those that the feed itself names. */
import type { Walk } from "../routes/network.ts";
import type { Stops } from "./stops.ts";
import type { Feed } from "./table.ts";

const EARTH = 6_371_008.8;
const METRES_A_MINUTE = 75;
const METRES_A_DEGREE = (EARTH * Math.PI) / 180;

export interface Transfers {
  /** Minutes by `from` and `to`; null where the feed says that one cannot change there. */
  walks: Map<string, Map<string, number | null>>;
  /** Minutes that changing at this stop takes. */
  changes: Map<string, number>;
}

export function readTransfers(feed: Feed, stops: Stops): Transfers {
  const transfers: Transfers = { walks: new Map(), changes: new Map() };
  if (!feed.has("transfers.txt")) return transfers;
  const placeById = new Map(stops.places.map((place) => [place.id, place]));
  for (const row of feed.rows("transfers.txt", ["from_stop_id", "to_stop_id"])) {
    const type = row.get("transfer_type") || "0";
    const seconds = row.get("min_transfer_time");
    const from = stops.meantBy(row.get("from_stop_id"));
    const to = stops.meantBy(row.get("to_stop_id"));
    const isSpecial = ["from_route_id", "to_route_id", "from_trip_id", "to_trip_id"].some(
      (column) => row.get(column) !== "",
    );
    if (isSpecial) row.broken("holds for single routes or trips only, which a network cannot say");
    else if (from.length === 0 || to.length === 0) row.broken("names no stop that is known");
    else if (!["0", "1", "2", "3"].includes(type)) row.broken("has a transfer_type that is not 0 to 3");
    else if (seconds !== "" && !/^\d+$/.test(seconds)) row.broken("has a min_transfer_time that is no whole number");
    else
      for (const start of from)
        for (const end of to) {
          const minutes = seconds === "" ? null : Math.ceil(Number(seconds) / 60);
          if (start === end) {
            if (minutes !== null) transfers.changes.set(start, Math.max(minutes, transfers.changes.get(start) ?? 0));
            continue;
          }
          const [here, there] = [placeById.get(start), placeById.get(end)];
          if (here === undefined || there === undefined) continue;
          const walk = type === "3" ? null : (minutes ?? minutesFor(metresBetween(here, there)));
          const ways = transfers.walks.get(start) ?? new Map<string, number | null>();
          transfers.walks.set(start, ways.set(end, walk));
        }
  }
  return transfers;
}

/** Both ways between all stops at most `metres` apart as the crow flies; where the feed says otherwise, as it says. */
export function findWalks(stops: Stops, metres: number, transfers: Transfers): Walk[] {
  const walks: Walk[] = [];
  const named = (from: string, to: string): boolean => transfers.walks.get(from)?.has(to) === true;
  const cells = new Map<string, Stops["places"][number][]>();
  const span = Math.max(metres, 1) / METRES_A_DEGREE;
  const cellOf = (lat: number, lon: number): [number, number] => [
    Math.floor(lat / span),
    // Circles of longitude shrink towards the poles; a cell must still be as wide as a walk.
    Math.floor((lon * Math.cos((Math.floor(lat / span) * span * Math.PI) / 180)) / span),
  ];
  for (const place of metres > 0 ? stops.places : []) {
    const key = cellOf(place.lat, place.lon).join();
    cells.set(key, [...(cells.get(key) ?? []), place]);
  }
  for (const here of stops.places) {
    const row = Math.floor(here.lat / span);
    for (let lat = row - 1; metres > 0 && lat <= row + 1; lat++) {
      const [, column] = cellOf(lat * span + span / 2, here.lon);
      for (let lon = column - 2; lon <= column + 2; lon++)
        for (const there of cells.get(`${lat},${lon}`) ?? []) {
          if (there === here || named(here.id, there.id)) continue;
          const apart = metresBetween(here, there);
          if (apart <= metres) walks.push({ from: here.id, to: there.id, minutes: minutesFor(apart) });
        }
    }
    for (const [to, minutes] of transfers.walks.get(here.id) ?? [])
      if (minutes !== null) walks.push({ from: here.id, to, minutes });
  }
  return walks;
}

export function minutesFor(metres: number): number {
  return Math.ceil(metres / METRES_A_MINUTE);
}

interface Point {
  lat: number;
  lon: number;
}

/** Along the great circle (haversine). */
export function metresBetween(a: Point, b: Point): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [lat, lon] = [radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2];
  const half = Math.sin(lat) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(lon) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)));
}
