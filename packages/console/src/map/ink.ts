/** The shapes of marks, each kind as one path: a country has thousands, and a node for each would be slow to move. */

export type Mark = { x: number; y: number; watch: number; shelter: boolean; curfew: string; holds: boolean };

/** Rings for points an hour: some eyes, patrols, papers looked at. */
export const ringsOf = (watch: number): number => (watch <= 0 ? 0 : watch < 3 ? 1 : watch < 6 ? 2 : 3);
const RING = [0, 9, 12.5, 16] as const;
/** How far a mark reaches, for names to keep away from. */
export const radiusOf = (mark: Pick<Mark, "watch" | "shelter" | "curfew">): number =>
  Math.max(RING[ringsOf(mark.watch)] ?? 0, mark.curfew === "" ? 0 : 11, mark.shelter ? 8 : 4);

const n = (value: number): string => value.toFixed(1);
const circle = ({ x, y }: Mark, r: number): string =>
  `M${n(x - r)},${n(y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`;
const house = ({ x, y }: Mark): string => `M${n(x - 6)},${n(y + 6)}v-7l6,-6l6,6v7z`;
const moon = ({ x, y }: Mark): string => `M${n(x + 8)},${n(y - 12)}a5,5 0 1 0 5,6.5a4,4 0 0 1 -5,-6.5z`;

export type Ink = { dots: string; hollow: string; houses: string; tints: string; rings: string; moons: string };

export const inkOf = (marks: readonly Mark[]): Ink => {
  const ink: Ink = { dots: "", hollow: "", houses: "", tints: "", rings: "", moons: "" };
  for (const mark of marks) {
    if (mark.shelter) ink.houses += house(mark);
    else if (mark.holds) ink.dots += circle(mark, marks.length > 400 && mark.watch === 0 ? 2 : 4);
    else ink.hollow += circle(mark, 3.5);
    const rings = ringsOf(mark.watch);
    if (rings > 0) ink.tints += circle(mark, RING[rings] ?? 0);
    for (let ring = 1; ring <= rings; ring += 1) ink.rings += circle(mark, RING[ring] ?? 0);
    if (mark.curfew !== "") ink.moons += moon(mark);
  }
  return ink;
};

type Pixel = readonly [x: number, y: number];
export const lineOf = (pixels: readonly Pixel[]): string =>
  pixels.map(([x, y], index) => `${index === 0 ? "M" : "L"}${n(x)},${n(y)}`).join("");

/** A point so far along a line: 0 its beginning, 1 its end. */
export const alongLine = (pixels: readonly Pixel[], share: number): Pixel | null => {
  const [first] = pixels;
  if (first === undefined) return null;
  const spans = pixels.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = pixels[index] ?? [x, y];
    return Math.hypot(x - fromX, y - fromY);
  });
  let left = share * spans.reduce((sum, span) => sum + span, 0);
  for (const [index, span] of spans.entries()) {
    const [from, to] = [pixels[index] ?? first, pixels[index + 1] ?? first];
    if (left <= span && span > 0) {
      const part = left / span;
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
    }
    left -= span;
  }
  return pixels.at(-1) ?? first;
};
