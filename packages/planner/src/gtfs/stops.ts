/** Where a feed's vehicles stop: as places. */
import type { Place } from "../routes/network.ts";
import type { Feed } from "./table.ts";

export interface Stops {
  places: readonly (Place & { lat: number; lon: number })[];
  /** The stops that an id means: itself, or of a station all that belong to it. */
  meantBy(id: string): readonly string[];
}

const STOP = "0";
const STATION = "1";

export function readStops(feed: Feed): Stops {
  const places = new Map<string, Stops["places"][number]>();
  const stations = new Set<string>();
  const members = new Map<string, string[]>();
  for (const row of feed.rows("stops.txt", ["stop_id"])) {
    const id = row.get("stop_id");
    const type = row.get("location_type") || STOP;
    const [lat, lon] = [degrees(row.get("stop_lat"), 90), degrees(row.get("stop_lon"), 180)];
    if (id === "") row.broken("has no stop_id");
    else if (places.has(id) || stations.has(id)) row.broken("has the id of an earlier stop");
    else if (type === STATION) stations.add(id);
    else if (type !== STOP)
      continue; // entrances and the like: nothing halts there
    else if (lat === null || lon === null) row.broken("has no position on earth");
    else {
      places.set(id, { id, name: row.get("stop_name") || id, lat, lon, watch: 0, shelter: false, curfew: [] });
      const station = row.get("parent_station");
      if (station !== "") members.set(station, [...(members.get(station) ?? []), id]);
    }
  }
  return {
    places: [...places.values()],
    meantBy: (id) => (places.has(id) ? [id] : stations.has(id) ? (members.get(id) ?? []) : []),
  };
}

function degrees(text: string, most: number): number | null {
  const number = text === "" ? Number.NaN : Number(text);
  return Math.abs(number) <= most ? number : null;
}
