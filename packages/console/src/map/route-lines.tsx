import type { Position } from "./gaze.ts";
import { alongLine, lineOf } from "./ink.ts";
import type { MapRoute } from "./marks.ts";

type Pixels = (line: readonly Position[]) => [number, number][];
type Numbered = { key: string; number: number; x: number; y: number; beside: boolean };

/** Half of a number's sign. */
export const NUMBER = 9;

/** The compared one first, so that the chosen one is drawn over it. */
const inOrder = (routes: readonly MapRoute[]) =>
  routes.map(({ legs }, index) => ({ legs, beside: index > 0, key: index === 0 ? "chosen" : "beside" })).toReversed();

/** Ways taken; what is only compared lies beneath, broad and broken. */
export const RouteLines = ({ routes, pixels }: { routes: readonly MapRoute[]; pixels: Pixels }) => (
  <>
    {inOrder(routes).map(({ legs, beside, key }) => (
      <g key={key} className="map-route" data-beside={beside || undefined}>
        {legs.map(({ kind, line }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a leg of a route is known by its place in it
          <path key={index} data-kind={kind} d={lineOf(pixels(line))} />
        ))}
      </g>
    ))}
  </>
);

/** Where each leg's number stands: on its line, apart from the other route's where both take the same. */
export const numbersOf = (routes: readonly MapRoute[], pixels: Pixels): Numbered[] =>
  inOrder(routes).flatMap(({ legs, beside, key }) =>
    legs.flatMap(({ line }, index) => {
      const at = line.length < 2 ? null : alongLine(pixels(line), beside ? 0.35 : 0.5);
      return at === null ? [] : [{ key: `${key} ${index}`, number: index + 1, x: at[0], y: at[1], beside }];
    }),
  );

export const LegNumbers = ({ numbers }: { numbers: readonly Numbered[] }) => (
  <>
    {numbers.map(({ key, number, x, y, beside }) => (
      <g key={key} className="map-number" data-beside={beside || undefined}>
        <rect x={x - NUMBER} y={y - NUMBER} width={2 * NUMBER} height={2 * NUMBER} rx={beside ? 0 : NUMBER} />
        <text x={x} y={y} textAnchor="middle" dominantBaseline="central">
          {number}
        </text>
      </g>
    ))}
  </>
);
