/**
 * A step chart of two cumulative lines, as a file of its own: no script, no style attribute, no font, nothing loaded.
 * The lines differ in dash and label, not only in colour. Everything that is text is escaped: the organisation's name
 * comes from people.
 */
import type { FigureWeek } from "../operation.ts";
import { CHART_WORDS, dateIn, type Language, shortDateIn } from "./language.ts";
import type { Figures } from "./statement.ts";

const WIDTH = 720;
const HEIGHT = 400;
const PLOT = { left: 48, right: 560, top: 84, bottom: 340 };
const COLOUR = { ground: "#ffffff", ink: "#15211f", second: "#4b5a58", line: "#d6dddb", accent: "#0b5657" };

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Also drops what XML 1.0 forbids, which would make the whole file unreadable. */
const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");

/** 0, 20, 40 … : at most six steps of 1, 2 or 5 times a power of ten. */
export const ticksUpTo = (most: number): number[] => {
  const rough = Math.max(1, most / 5);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 1);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
};

type Scale = { x: (index: number) => number; y: (count: number) => number };

const scaleFor = (weeks: readonly FigureWeek[], top: number): Scale => ({
  x: (index) => PLOT.left + ((PLOT.right - PLOT.left) * index) / Math.max(1, weeks.length),
  y: (count) => PLOT.bottom - ((PLOT.bottom - PLOT.top) * count) / top,
});

/** A total is known at the end of its week: the line is level through the week and steps there. */
const stepPath = (counts: readonly number[], { x, y }: Scale): string =>
  counts.reduce(
    (path, count, index) => `${path}H${x(index + 1).toFixed(1)}V${y(count).toFixed(1)}`,
    `M${x(0).toFixed(1)} ${y(0).toFixed(1)}`,
  );

const text = (x: number, y: number, size: number, fill: string, words: string, rest = ""): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" fill="${fill}"${rest}>${escapeXml(words)}</text>`;

const axes = (weeks: readonly FigureWeek[], ticks: readonly number[], { x, y }: Scale, language: Language): string => {
  const levels = ticks.map(
    (tick) =>
      `<path d="M${PLOT.left} ${y(tick).toFixed(1)}H${PLOT.right}" stroke="${COLOUR.line}"/>` +
      text(PLOT.left - 8, y(tick) + 4, 12, COLOUR.second, String(tick), ' text-anchor="end"'),
  );
  const every = Math.max(1, Math.ceil(weeks.length / 6));
  const dates = weeks.flatMap((week, index) =>
    index % every === every - 1 || weeks.length === 1
      ? [
          `<path d="M${x(index + 1).toFixed(1)} ${PLOT.bottom}v5" stroke="${COLOUR.second}"/>` +
            text(
              x(index + 1),
              PLOT.bottom + 20,
              12,
              COLOUR.second,
              shortDateIn(language, week.ends),
              ' text-anchor="middle"',
            ),
        ]
      : [],
  );
  return levels.join("") + dates.join("");
};

/** Labels at the ends of two lines, moved apart when the lines end close together. */
const labelHeights = (upper: number, lower: number): [number, number] => {
  const apart = 34;
  return lower - upper >= apart
    ? [upper, lower]
    : [Math.min(upper, lower - apart / 2), Math.min(upper, lower - apart / 2) + apart];
};

export const chart = (
  figures: Figures,
  { language, organisation, text: sentence }: { language: Language; organisation: string; text: string },
): string => {
  const words = CHART_WORDS[language];
  const { weeks } = figures;
  const last = weeks.at(-1);
  const ticks = ticksUpTo(Math.max(1, ...weeks.map((week) => Math.max(week.evacuated, week.abroad))));
  const scale = scaleFor(weeks, ticks.at(-1) ?? 1);
  const head =
    text(24, 34, 18, COLOUR.ink, words.title, ' font-weight="600"') + text(24, 56, 13, COLOUR.second, organisation);
  const foot = last ? words.asOf(dateIn(language, last.ends), figures.delayDays) : sentence;
  const lines = last
    ? [
        `<path d="${stepPath(
          weeks.map((week) => week.evacuated),
          scale,
        )}" fill="none" stroke="${COLOUR.ink}" stroke-width="2.5"/>`,
        `<path d="${stepPath(
          weeks.map((week) => week.abroad),
          scale,
        )}" fill="none" stroke="${COLOUR.accent}" stroke-width="2.5" stroke-dasharray="6 4"/>`,
        ...labels(last, scale, language),
      ]
    : [];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" ` +
    `role="img" aria-labelledby="title desc" lang="${language}" font-family="system-ui, sans-serif">` +
    `<title id="title">${escapeXml(words.title)}</title><desc id="desc">${escapeXml(sentence)}</desc>` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${COLOUR.ground}"/>` +
    `${head}${axes(weeks, ticks, scale, language)}${lines.join("")}` +
    `${text(24, HEIGHT - 14, 12, COLOUR.second, foot)}</svg>\n`
  );
};

const labels = (last: FigureWeek, { y }: Scale, language: Language): string[] => {
  const words = CHART_WORDS[language];
  const evacuatedAbove = last.evacuated >= last.abroad;
  const heights = labelHeights(y(Math.max(last.evacuated, last.abroad)), y(Math.min(last.evacuated, last.abroad)));
  const [evacuated, abroad] = evacuatedAbove ? heights : [heights[1], heights[0]];
  const label = (height: number, count: number, colour: string, what: string): string =>
    text(PLOT.right + 8, height + 2, 18, colour, String(count), ' font-weight="600"') +
    text(PLOT.right + 8, height + 17, 11, COLOUR.second, what);
  return [
    label(evacuated, last.evacuated, COLOUR.ink, words.evacuated),
    label(abroad, last.abroad, COLOUR.accent, words.abroad),
  ];
};
