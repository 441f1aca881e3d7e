/**
 * The page's parts by name, and the texts that stand in it. The other half is `src/pages/steps.ts`.
 *
 * A part that is missing is our own mistake: it throws, and `main.ts` leaves the page to its form without script.
 */
import type { Text } from "../catalogue/en.ts";

export type Page = {
  part: <T extends HTMLElement = HTMLElement>(id: string) => T;
  say: (text: Text, gaps?: Record<string, string | number>) => string;
  /** "Monday 23 November, 21:00" in the language of the page and the zone of the device. */
  moment: (hour: number) => string;
  /** A message is dated by the hour that it came in: minutes are not kept. [P9] */
  span: (hour: number) => string;
};

const HOUR = 3_600_000;

export const openPage = (page: Document): Page => {
  const texts = page.querySelector<HTMLTemplateElement>("#said-texts")?.content;
  const language = page.documentElement.lang;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options);
  const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = format({ weekday: "long", day: "numeric", month: "long" });
  const timeOf = (hour: number): string => clock.format(hour * HOUR);
  const dayOf = (hour: number): string => `${day.format(hour * HOUR)}${language === "ar" ? "،" : ","}`;
  return {
    part: <T extends HTMLElement>(id: string): T => {
      const found = page.getElementById(id);
      if (found === null) throw new Error(`the page has no part "${id}"`);
      return found as T;
    },
    say: (text, gaps = {}) => {
      const said = texts?.querySelector(`[data-say="${text}"]`)?.textContent ?? "";
      return said.replace(/\{(\w+)\}/g, (gap, name: string) => (name in gaps ? String(gaps[name]) : gap));
    },
    moment: (hour) => `${dayOf(hour)} ${timeOf(hour)}`,
    span: (hour) => `${dayOf(hour)} ${timeOf(hour)}\u2060–\u2060${timeOf(hour + 1)}`,
  };
};

/** An element with text; text is never parsed as HTML. */
export const make = (name: string, className: string, ...inner: (Node | string)[]): HTMLElement => {
  const element = document.createElement(name);
  if (className !== "") element.className = className;
  element.append(...inner);
  return element;
};
