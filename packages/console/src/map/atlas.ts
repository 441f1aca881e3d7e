/**
 * Coasts and borders, from our own origin: a request for a map's tile would tell its server where somebody is looked for.
 * Natural Earth's, through world-atlas. How borders run there is no statement of this organisation's.
 */
import { type GeoProjection, geoBounds, geoPath } from "d3-geo";
import type { Feature, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import address from "world-atlas/countries-50m.json?url";
import type { Position, Size } from "./gaze.ts";

type Country = { shape: Feature<Geometry>; west: number; south: number; east: number; north: number };
export type Atlas = readonly Country[];

let loaded: Promise<Atlas> | null = null;

/** Once for all maps of this page. Where it cannot be had, the next map asks again. */
export const loadAtlas = (): Promise<Atlas> => {
  loaded ??= fetch(address)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error("no atlas"))))
    .then(readAtlas);
  loaded.catch(() => {
    loaded = null;
  });
  return loaded;
};

export const readAtlas = (topology: Topology<{ countries: GeometryCollection }>): Atlas =>
  feature(topology, topology.objects.countries).features.map((shape) => {
    const [[west, south], [east, north]] = geoBounds(shape);
    return { shape, west, south, east, north };
  });

/** Beyond the picture's edge, so that a border along it is not drawn. */
const BEYOND = 8;

/** What of the world lies in the picture, as one path. */
export const outlines = (atlas: Atlas, projection: GeoProjection, { width, height }: Size): string => {
  const clipped = projection.clipExtent([
    [-BEYOND, -BEYOND],
    [width + BEYOND, height + BEYOND],
  ]);
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ].flatMap(([x = 0, y = 0]): Position[] => {
    const at = projection.invert?.([x, y]);
    return at ? [at] : [];
  });
  const lats = corners.map(([, lat]) => lat);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const west = corners[0]?.[0] ?? -180;
  const east = corners[1]?.[0] ?? 180;
  // The whole world fits, or the date line runs through the picture: then nothing is left out by its longitude.
  const any = west >= east || projection.scale() * 2 * Math.PI <= width + 1;
  const draw = geoPath(clipped).digits(1);
  return atlas
    .filter((one) => {
      if (one.north < south || one.south > north) return false;
      return any || one.west > one.east || (one.west <= east && one.east >= west);
    })
    .map(({ shape }) => draw(shape) ?? "")
    .join("");
};
