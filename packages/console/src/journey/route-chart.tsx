import type { PlainRoute } from "@fairlead/planner/routes";
import { useWidth } from "../parts/width.ts";
import { useWords } from "../say/words.tsx";
import { bestOf, letterOf, minuteText } from "./labels.ts";

type Props = {
  routes: readonly PlainRoute[];
  chosen: number;
  onChoose(index: number): void;
  /** When they will be missed. */
  noticed: number | null;
};

const HEIGHT = 300;
const EDGE = { top: 24, right: 28, bottom: 30, left: 40 };
const RING = 12;

/** Round steps of an axis: at most `most` of them. */
const stepOf = (span: number, most: number, steps: readonly number[]): number =>
  steps.find((step) => span / step <= most) ?? Math.ceil(span / most);

/** Of two routes the one that is neither later nor more exposed: those that no other beats stand on the line. */
const isBeaten = (one: PlainRoute, routes: readonly PlainRoute[]): boolean =>
  routes.some(
    (other) =>
      other !== one &&
      other.arrive <= one.arrive &&
      other.exposure <= one.exposure &&
      (other.arrive < one.arrive || other.exposure < one.exposure),
  );

type Mark = { x: number; y: number };
type Box = { left: number; right: number; top: number; bottom: number };
const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Where a route's price can stand without lying on another's ring or words. */
const placeWords = (marks: readonly Mark[], widths: readonly number[], width: number): (Mark & { box: Box })[] => {
  const taken: Box[] = marks.map(({ x, y }) => ({ left: x - RING, right: x + RING, top: y - RING, bottom: y + RING }));
  return marks.map(({ x, y }, index) => {
    const wide = widths[index] ?? 0;
    const at = (left: number, middle: number): Mark & { box: Box } => ({
      x: left,
      y: middle,
      box: { left, right: left + wide, top: middle - 9, bottom: middle + 9 },
    });
    const ways = [
      at(x + RING + 5, y),
      at(x - RING - 5 - wide, y),
      at(x - wide / 2, y - RING - 11),
      at(x - wide / 2, y + RING + 11),
    ];
    const free = ways.find(
      ({ box }) => box.left >= EDGE.left && box.right <= width && !taken.some((other) => overlaps(other, box)),
    );
    const found = free ?? ways[3] ?? at(x, y);
    taken.push(found.box);
    return found;
  });
};

/**
 * Arrival across, exposure up, the price in words beside each: lower left is better. What only its price speaks for has a
 * dashed ring. A picture for the eye and the mouse; the table beneath says the same, and is what a keyboard chooses from.
 */
export const RouteChart = ({ routes, chosen, onChoose, noticed }: Props) => {
  const { t } = useWords();
  const [holder, width] = useWidth();

  const arrivals = routes.map(({ arrive }) => arrive);
  const [first, last] = [Math.min(...arrivals), Math.max(...arrivals)];
  const pad = Math.max(30, (last - first) * 0.08);
  const [from, to] = [first - pad, last + pad];
  const top = Math.max(1, ...routes.map(({ exposure }) => exposure / 60)) * 1.15;
  const x = (minute: number) => EDGE.left + ((minute - from) / (to - from)) * (width - EDGE.left - EDGE.right);
  const y = (points: number) => HEIGHT - EDGE.bottom - (points / top) * (HEIGHT - EDGE.top - EDGE.bottom);
  const hours = stepOf(to - from, width < 460 ? 4 : 7, [30, 60, 120, 180, 240, 360, 720, 1_440]);
  const points = stepOf(top, 5, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]);
  const ticks = (start: number, end: number, step: number) =>
    Array.from(
      { length: Math.max(0, Math.floor(end / step) - Math.ceil(start / step) + 1) },
      (_, index) => (Math.ceil(start / step) + index) * step,
    );
  const marks = routes.map(({ arrive, exposure }) => ({ x: x(arrive), y: y(exposure / 60) }));
  const texts = routes.map((route) =>
    [
      ...bestOf(route, routes)
        .slice(0, 1)
        .map((best) => t(`journey.best.${best}`)),
      t("journey.money", { n: route.price }),
    ].join(" · "),
  );
  const words = placeWords(
    marks,
    texts.map((text) => text.length * 6.4 + 4),
    width,
  );
  const steps = routes
    .filter((route) => !isBeaten(route, routes))
    .toSorted((a, b) => a.arrive - b.arrive)
    .map(({ arrive, exposure }, index) =>
      index === 0 ? `M${x(arrive)},${y(exposure / 60)}` : `H${x(arrive)}V${y(exposure / 60)}`,
    )
    .join("");
  return (
    <div ref={holder} className="route-chart" dir="ltr" aria-hidden="true">
      {width === 0 ? null : (
        // biome-ignore lint/a11y/noSvgWithoutTitle: hidden from whoever listens; the table says it
        <svg width={width} height={HEIGHT}>
          {ticks(0, top, points).map((value) => (
            <g key={value}>
              <line className="grid" x1={EDGE.left} x2={width - EDGE.right} y1={y(value)} y2={y(value)} />
              <text className="tick" x={EDGE.left - 8} y={y(value)} textAnchor="end" dominantBaseline="middle">
                {value}
              </text>
            </g>
          ))}
          {ticks(from, to, hours).map((minute) => (
            <text key={minute} className="tick" x={x(minute)} y={HEIGHT - 8} textAnchor="middle">
              {minuteText(minute)}
            </text>
          ))}
          {noticed === null || noticed <= from || noticed >= to ? null : (
            <g>
              <line className="noticed" x1={x(noticed)} x2={x(noticed)} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} />
              <text className="tick" x={x(noticed) + 5} y={EDGE.top + 4}>
                {t("journey.missed-here")}
              </text>
            </g>
          )}
          <path className="frontier" d={steps} />
          {routes.map((route, index) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the table's radio does the same for every hand
            <g
              key={letterOf(index)}
              className="route-mark"
              data-chosen={index === chosen || undefined}
              data-beaten={isBeaten(route, routes) || undefined}
              onClick={() => onChoose(index)}
            >
              <circle className="thumb" cx={marks[index]?.x} cy={marks[index]?.y} r={22} />
              <circle className="ring" cx={marks[index]?.x} cy={marks[index]?.y} r={RING} />
              <text x={marks[index]?.x} y={marks[index]?.y} textAnchor="middle" dominantBaseline="central">
                {letterOf(index)}
              </text>
              <text className="words" x={words[index]?.x} y={words[index]?.y} dominantBaseline="central">
                {texts[index]}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
};
