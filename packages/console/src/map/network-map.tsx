import { useEffect, useId, useMemo, useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { useWidth } from "../parts/width.ts";
import { useWords } from "../say/words.tsx";
import { type Atlas, loadAtlas, outlines } from "./atlas.ts";
import {
  fitted,
  type Gaze,
  meant,
  nearer,
  type Position,
  positionAt,
  projectionOf,
  type Size,
  scaleBar,
} from "./gaze.ts";
import { inkOf, lineOf, radiusOf } from "./ink.ts";
import { Legend } from "./legend.tsx";
import type { Ground, MapPlace, MapRoute } from "./marks.ts";
import { type Named, placeNames } from "./names.ts";
import { LegNumbers, NUMBER, numbersOf, RouteLines } from "./route-lines.tsx";
import { useGaze } from "./use-gaze.ts";
import "./map.css";

type Props = {
  /** What it shows, for whoever hears it; a table beside it says the same. */
  label: string;
  ground: Ground;
  /** The chosen one first; a second is drawn beside it in another stroke. */
  routes?: readonly MapRoute[];
  /** Where somebody pressed, or what is being written about. */
  pressed?: Position | null;
  onPlace?: ((id: string) => void) | undefined;
  onGround?: ((at: Position) => void) | undefined;
};

const HEIGHT = { wide: 380, narrow: 320 };
/** As far from a place as a thumb may be and still mean it. */
const REACH = 22;

const NONE: readonly MapRoute[] = [];

/** The team's network over coasts and borders that came with the console. Nothing is asked of anybody else. */
const NetworkMap = ({ label, ground, routes = NONE, pressed = null, onPlace, onGround }: Props) => {
  const { t } = useWords();
  const id = useId();
  const [holder, width] = useWidth();
  const height = width < 560 ? HEIGHT.narrow : HEIGHT.wide;
  const size = useMemo<Size>(() => ({ width, height }), [width, height]);
  const { atlas, failed } = useAtlas();
  const home = useMemo(() => fitted(homeOf(ground, routes), size), [ground, routes, size]);
  const press = (gaze: Gaze, x: number, y: number) => {
    const near = nearestTo(ground.places, gaze, size, x, y);
    if (near !== null && onPlace !== undefined) onPlace(near.id);
    else {
      const at = positionAt(gaze, size, [x, y]);
      if (at !== null) onGround?.(meant(gaze, at));
    }
  };
  const { gaze, setGaze, surface, moved } = useGaze(home, size, press);
  const middle = [width / 2, height / 2] as const;
  const bar = scaleBar(gaze);
  return (
    <div className="map">
      <div ref={holder} className="map-holder" dir="ltr" style={{ blockSize: height }}>
        {width === 0 ? null : (
          <svg
            {...surface}
            width={width}
            height={height}
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move it, plus and minus bring it nearer
            tabIndex={0}
            aria-label={label}
            aria-describedby={`${id}-keys`}
          >
            <rect className="map-sea" width={width} height={height} />
            <Drawn {...{ atlas, ground, routes, gaze, size, pressed }} />
            <path className="map-aim" d={`M${middle[0] - 9},${middle[1]}h18M${middle[0]},${middle[1] - 9}v18`} />
          </svg>
        )}
        <p className="map-bar" aria-hidden="true">
          <span style={{ inlineSize: bar.pixels }} />
          {t("map.km", { n: bar.km })}
        </p>
        <div className="map-buttons">
          <button
            type="button"
            className="button"
            aria-label={t("map.nearer")}
            onClick={() => setGaze(nearer(gaze, size, 1.8, middle))}
          >
            <Icon name="plus" />
          </button>
          <button
            type="button"
            className="button"
            aria-label={t("map.farther")}
            onClick={() => setGaze(nearer(gaze, size, 1 / 1.8, middle))}
          >
            <Icon name="minus" />
          </button>
          <button
            type="button"
            className="button"
            aria-label={t("map.all")}
            disabled={!moved}
            onClick={() => setGaze(null)}
          >
            <Icon name="fit" />
          </button>
        </div>
      </div>
      <p id={`${id}-keys`} className="hidden-visually">
        {t("map.keys")}
      </p>
      <Legend places={ground.places} ways={ground.ways} routes={routes} />
      {failed ? <p className="small warning">{t("map.no-outlines")}</p> : null}
      {ground.nowhere.length === 0 ? null : (
        <p className="small quiet" dir="auto">
          {t("map.nowhere", { n: ground.nowhere.length, names: ground.nowhere.slice(0, 6).join(", ") })}
        </p>
      )}
    </div>
  );
};

const useAtlas = (): { atlas: Atlas | null; failed: boolean } => {
  const [atlas, setAtlas] = useState<Atlas | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    loadAtlas().then(
      (one) => gone || setAtlas(one),
      () => gone || setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, []);
  return { atlas, failed };
};

const homeOf = ({ places }: Ground, routes: readonly MapRoute[]): Position[] => {
  const led = routes.flatMap(({ legs }) => legs.flatMap(({ line }) => line));
  return led.length > 0 ? led : places.map(({ at }) => at);
};

const nearestTo = (places: readonly MapPlace[], gaze: Gaze, size: Size, x: number, y: number): MapPlace | null => {
  const projection = projectionOf(gaze, size);
  let nearest: MapPlace | null = null;
  let least = REACH;
  for (const place of places) {
    const [placeX, placeY] = projection([...place.at]) ?? [Infinity, Infinity];
    const far = Math.hypot(placeX - x, placeY - y);
    if (far <= least) [nearest, least] = [place, far];
  }
  return nearest;
};

/** Where the buttons lie over the map. */
const buttonsOn = ({ width }: Size) => ({ left: width - 60, right: width, top: 0, bottom: 152 });
/** … and the scale bar with its figure. */
const barOn = ({ height }: Size, gaze: Gaze) => ({
  left: 0,
  right: scaleBar(gaze).pixels + 70,
  top: height - 24,
  bottom: height,
});

type DrawnProps = {
  atlas: Atlas | null;
  ground: Ground;
  routes: readonly MapRoute[];
  gaze: Gaze;
  size: Size;
  pressed: Position | null;
};

const Drawn = ({ atlas, ground, routes, gaze, size, pressed }: DrawnProps) => {
  const land = useMemo(
    () => (atlas === null ? "" : outlines(atlas, projectionOf(gaze, size), size)),
    [atlas, gaze, size],
  );
  const projection = projectionOf(gaze, size);
  const pixel = (at: Position): [number, number] => projection([...at]) ?? [-999, -999];
  const pixels = (line: readonly Position[]) => line.map(pixel);
  const texts = new Map(
    routes.toReversed().flatMap(({ stops }) => stops.map(({ place, text }) => [place, text] as const)),
  );
  const marks = ground.places.map((place) => {
    const [x, y] = pixel(place.at);
    return { ...place, x, y };
  });
  const ink = inkOf(marks.filter(({ x, y }) => x > -20 && y > -20 && x < size.width + 20 && y < size.height + 20));
  const numbers = numbersOf(routes, pixels);
  const labels = placeNames(
    marks.map((mark): Named => {
      const text = texts.get(mark.id);
      return {
        ...{ key: mark.id, x: mark.x, y: mark.y, radius: radiusOf(mark) },
        lines: [mark.name, ...(text === undefined ? [] : [text]), ...(mark.curfew === "" ? [] : [`☾ ${mark.curfew}`])],
        led: text !== undefined,
        weight: mark.shelter ? 3 : mark.watch > 0 ? 2 : mark.curfew !== "" ? 1 : 0,
      };
    }),
    size,
    wideIn12px,
    [
      buttonsOn(size),
      barOn(size, gaze),
      ...numbers.map(({ x, y }) => ({ left: x - NUMBER, right: x + NUMBER, top: y - NUMBER, bottom: y + NUMBER })),
    ],
  );
  const ways = (kind: string) =>
    ground.ways
      .filter((way) => way.kind === kind)
      .map(({ line }) => lineOf(pixels(line)))
      .join("");
  return (
    <>
      <path className="map-land" d={land} />
      <path className="map-way" d={ways("service")} />
      <path className="map-way" data-kind="drive" d={ways("drive")} />
      <path className="map-way" data-kind="walk" d={ways("walk")} />
      <path className="map-tint" d={ink.tints} />
      <RouteLines routes={routes} pixels={pixels} />
      <path className="map-ring" d={ink.rings} />
      <path className="map-moon" d={ink.moons} />
      <path className="map-dot" d={ink.dots} />
      <path className="map-hollow" d={ink.hollow} />
      <path className="map-house" d={ink.houses} />
      <LegNumbers numbers={numbers} />
      {pressed === null ? null : <path className="map-pressed" d={pressedAt(pixel(pressed))} />}
      {labels.map(({ key, lines, x, y, anchor }) => (
        <text key={key} className="map-name" textAnchor={anchor} data-led={texts.has(key) || undefined}>
          {lines.map((line, index) => (
            <tspan key={line} x={x} y={y + index * 15} dominantBaseline="central">
              {line}
            </tspan>
          ))}
        </text>
      ))}
    </>
  );
};

const pressedAt = ([x, y]: readonly [number, number]): string =>
  `M${x - 14},${y}h9m10,0h9M${x},${y - 14}v9m0,10v9M${x - 9},${y}a9,9 0 1 0 18,0a9,9 0 1 0 -18,0`;

const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null = null;
/** Of one line of a name, in the letters of the page. */
const wideIn12px = (text: string): number => {
  const known = widths.get(text);
  if (known !== undefined) return known;
  pen ??= document.createElement("canvas").getContext("2d");
  if (pen === null) return text.length * 7;
  pen.font = `600 12px ${getComputedStyle(document.body).fontFamily}`;
  const wide = Math.ceil(pen.measureText(text).width) + 2;
  widths.set(text, wide);
  return wide;
};

export default NetworkMap;
