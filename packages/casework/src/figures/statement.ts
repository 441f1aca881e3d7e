/**
 * What goes out: one sentence, one table, one picture, all from the same approved release.
 *
 * Every form says as of which day it speaks and how long a move waits before it counts. It contains the release's
 * weekly totals and the organisation's name, nothing else; there is nothing else in reach of this function.
 */
import { dayText } from "../day.ts";
import type { FigureWeek } from "../operation.ts";
import { chart } from "./chart.ts";
import { dateIn, type Language, peopleIn } from "./language.ts";

export type Figures = { asOf: number; delayDays: number; weeks: readonly FigureWeek[] };
export type Statement = { text: string; json: string; svg: string };

const english = (week: FigureWeek, figures: Figures, organisation: string): string => {
  const asked = week.asked === null ? "" : ` ${peopleIn("en", week.asked)} had asked for help.`;
  const delay =
    figures.delayDays === 0
      ? "Moves are counted from the day on which they end."
      : `A move is counted only ${figures.delayDays} days after it, so that no figure points to a journey.`;
  return (
    `By ${dateIn("en", week.ends)}, ${peopleIn("en", week.evacuated)} had reached a safer part of the country ` +
    `with the help of ${organisation}; ${peopleIn("en", week.abroad)} had left the country.${asked} ${delay}`
  );
};

const russian = (week: FigureWeek, figures: Figures, organisation: string): string => {
  const asked = week.asked === null ? "" : ` За помощью обратилось: ${peopleIn("ru", week.asked)}.`;
  const delay =
    figures.delayDays === 0
      ? "Переезд учитывается в день его окончания."
      : `Переезд учитывается не раньше чем через ${figures.delayDays} дн., чтобы по числам нельзя было узнать о поездке.`;
  return (
    `${organisation}, по состоянию на ${dateIn("ru", week.ends)}. ` +
    `В более безопасный регион страны выехало: ${peopleIn("ru", week.evacuated)}. ` +
    `Из страны выехало: ${peopleIn("ru", week.abroad)}.${asked} ${delay}`
  );
};

const NONE: Readonly<Record<Language, string>> = {
  en: "No whole week is old enough to be told yet.",
  ru: "Пока ни одна полная неделя не может быть названа.",
};

const jsonOf = (figures: Figures, organisation: string): string =>
  `${JSON.stringify(
    {
      format: "fairlead-figures/1",
      organisation,
      asOf: dayText(figures.asOf),
      delayDays: figures.delayDays,
      counts: "people, cumulative, at the end of each week",
      weeks: figures.weeks.map(({ ends, asked, evacuated, abroad }) => ({
        ends: dayText(ends),
        asked,
        evacuated,
        abroad,
      })),
    },
    null,
    2,
  )}\n`;

export const statement = (
  figures: Figures,
  { language, organisation }: { language: Language; organisation: string },
): Statement => {
  const last = figures.weeks.at(-1);
  const sentence = language === "ru" ? russian : english;
  const text = last ? sentence(last, figures, organisation) : NONE[language];
  return { text, json: jsonOf(figures, organisation), svg: chart(figures, { language, organisation, text }) };
};
