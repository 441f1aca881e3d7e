import { useWords } from "../say/words.tsx";
import { inkOf, type Mark } from "./ink.ts";
import type { Ground, MapRoute } from "./marks.ts";

const AT: Mark = { x: 18, y: 18, watch: 0, shelter: false, curfew: "", holds: true };

type Props = Pick<Ground, "places" | "ways"> & { routes: readonly MapRoute[] };

/** Only the signs that are on this map. */
export const Legend = ({ places, ways, routes }: Props) => {
  const { t } = useWords();
  const marks: [text: string, mark: Mark, isThere: boolean][] = [
    [t("map.is-watched"), { ...AT, watch: 6 }, places.some(({ watch }) => watch > 0)],
    [t("network.is-shelter"), { ...AT, shelter: true }, places.some(({ shelter }) => shelter)],
    [t("map.is-curfew"), { ...AT, curfew: "x" }, places.some(({ curfew }) => curfew !== "")],
    [t("map.is-stale"), { ...AT, holds: false }, places.some(({ holds, shelter }) => !holds && !shelter)],
  ];
  const lines: [text: string, kind: string, isThere: boolean][] = [
    [t("map.way-service"), "service", ways.some(({ kind }) => kind === "service")],
    [t("map.way-drive"), "drive", ways.some(({ kind }) => kind === "drive")],
  ];
  return (
    <ul className="map-legend small">
      {marks.map(([text, mark, isThere]) => {
        if (!isThere) return null;
        const ink = inkOf([mark]);
        return (
          <li key={text}>
            <svg width={36} height={36} aria-hidden="true">
              <path className="map-tint" d={ink.tints} />
              <path className="map-ring" d={ink.rings} />
              <path className="map-moon" d={ink.moons} />
              <path className="map-dot" d={ink.dots} />
              <path className="map-hollow" d={ink.hollow} />
              <path className="map-house" d={ink.houses} />
            </svg>
            {text}
          </li>
        );
      })}
      {lines.map(([text, kind, isThere]) =>
        isThere ? (
          <li key={text}>
            <svg width={36} height={36} aria-hidden="true">
              <path className="map-way" data-kind={kind} d="M2,18h32" />
            </svg>
            {text}
          </li>
        ) : null,
      )}
      {routes.map((_, index) => {
        const beside = index > 0;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two at most, in a fixed order
          <li key={index}>
            <svg width={36} height={36} aria-hidden="true">
              <g className="map-route" data-beside={beside || undefined}>
                <path d="M2,18h32" />
              </g>
            </svg>
            {t(beside ? "map.compared" : "map.chosen")}
          </li>
        );
      })}
    </ul>
  );
};
