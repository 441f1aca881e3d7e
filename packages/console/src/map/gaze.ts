/** Which piece of the world a map shows: its middle, and how large. Pure; pixels and degrees only. */
import { type GeoProjection, geoMercator } from "d3-geo";

/** In degrees; east and north are positive, as the atlas has it. */
export type Position = readonly [lon: number, lat: number];
type Pixel = readonly [x: number, y: number];
export type Size = { width: number; height: number };
/** `scale`: pixels for one radian at the equator. */
export type Gaze = { center: Position; scale: number };

/** So far from the edge stands what has to be in sight, its name beside it. */
const EDGE = { x: 56, y: 36 };
/** One pixel is about fifty metres: the atlas has nothing to show beyond, and a place is not better known than that. */
const NEAREST = 6_371_000 / 50;
/** A single place is shown with about this much around it. */
const ALONE = 6_000;
const MOST_NORTH = 84;

export const projectionOf = ({ center, scale }: Gaze, { width, height }: Size): GeoProjection =>
  geoMercator()
    .center([center[0], center[1]])
    .scale(scale)
    .translate([width / 2, height / 2])
    // Every point of the atlas lies close enough to the next: nothing is put in between.
    .precision(0);

const farthest = ({ width }: Size): number => width / (2 * Math.PI);

const within = (gaze: Gaze, size: Size): Gaze => ({
  center: [
    ((((gaze.center[0] + 180) % 360) + 360) % 360) - 180,
    Math.max(-MOST_NORTH, Math.min(MOST_NORTH, gaze.center[1])),
  ],
  scale: Math.max(farthest(size), Math.min(NEAREST, gaze.scale)),
});

/** All of these in sight; the whole world where there are none. */
export const fitted = (positions: readonly Position[], size: Size): Gaze => {
  if (positions.length === 0 || size.width === 0) return within({ center: [0, 20], scale: 0 }, size);
  const margin = Math.min(EDGE.x, size.width / 4);
  const projection = geoMercator().fitExtent(
    [
      [margin, EDGE.y],
      [size.width - margin, size.height - EDGE.y],
    ],
    { type: "MultiPoint", coordinates: positions.map(([lon, lat]) => [lon, lat]) },
  );
  const middle = projection.invert?.([size.width / 2, size.height / 2]);
  const [first] = positions;
  const center: Position = middle?.every(Number.isFinite) ? middle : (first ?? [0, 0]);
  const scale = Number.isFinite(projection.scale()) ? projection.scale() : ALONE;
  return within({ center, scale: Math.min(scale, NEAREST / 4) }, size);
};

/** As when one takes the ground at one pixel and draws it to another. */
export const dragged = (gaze: Gaze, size: Size, from: Pixel, to: Pixel): Gaze => {
  const center = positionAt(gaze, size, [size.width / 2 - (to[0] - from[0]), size.height / 2 - (to[1] - from[1])]);
  return center === null ? gaze : within({ ...gaze, center }, size);
};

/** Nearer by this factor; what lies under the pixel stays under it. */
export const nearer = (gaze: Gaze, size: Size, factor: number, at: Pixel): Gaze => {
  const under = positionAt(gaze, size, at);
  const next = within({ ...gaze, scale: gaze.scale * factor }, size);
  const now = under === null ? null : projectionOf(next, size)([under[0], under[1]]);
  return now === null ? next : dragged(next, size, [now[0], now[1]], at);
};

export const positionAt = (gaze: Gaze, size: Size, [x, y]: Pixel): Position | null => {
  const found = projectionOf(gaze, size).invert?.([x, y]);
  return found?.every(Number.isFinite) ? found : null;
};

/** As exactly as a finger can mean it here, and not more: every digit of a shelter is one too many. */
export const meant = ({ scale }: Gaze, [lon, lat]: Position): Position => {
  const degreesAPixel = 180 / Math.PI / scale;
  const digits = Math.max(0, Math.min(3, Math.ceil(-Math.log10(degreesAPixel * 4))));
  const round = (degrees: number): number => Number(degrees.toFixed(digits));
  return [round(lon), round(lat)];
};

/** A round distance for the scale bar, in km, and how many pixels it is long here. */
export const scaleBar = ({ center, scale }: Gaze): { km: number; pixels: number } => {
  const pixelsAKilometre = scale / (6_371 * Math.cos((center[1] * Math.PI) / 180));
  const km = [2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2].find((one) => one * pixelsAKilometre <= 110) ?? 1;
  return { km, pixels: km * pixelsAKilometre };
};

const STEP = 60;
/** What a key does. @returns null for home, undefined where it does nothing */
export const byKey = (key: string, gaze: Gaze, size: Size): Gaze | null | undefined => {
  const middle = [size.width / 2, size.height / 2] as const;
  switch (key) {
    case "ArrowLeft":
      return dragged(gaze, size, [0, 0], [STEP, 0]);
    case "ArrowRight":
      return dragged(gaze, size, [0, 0], [-STEP, 0]);
    case "ArrowUp":
      return dragged(gaze, size, [0, 0], [0, STEP]);
    case "ArrowDown":
      return dragged(gaze, size, [0, 0], [0, -STEP]);
    case "+":
    case "=":
      return nearer(gaze, size, 1.5, middle);
    case "-":
      return nearer(gaze, size, 1 / 1.5, middle);
    case "0":
      return null;
    default:
      return undefined;
  }
};
