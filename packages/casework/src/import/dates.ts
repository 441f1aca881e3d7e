import { isFactDate } from "../fact/value.ts";
import { DATE_ORDERS, type DateOrder } from "./target.ts";

const NUMBERS = /^(\d{1,4})[./\-\s](\d{1,2})[./\-\s](\d{1,4})(?:\s*(?:г\.?|года))?$/u;
/** As spreadsheets write a moment, for a day alone too: 00:00. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.0+)?Z?$/;
const MONTH_YEAR = /^(\d{1,2})[./](\d{4})$/;

const iso = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;

const inOrder = (text: string, order: DateOrder): string | null => {
  const [, a = "", b = "", c = ""] = NUMBERS.exec(text) ?? [];
  const [day, month, year] = order === "dmy" ? [a, b, c] : order === "mdy" ? [b, a, c] : [c, b, a];
  const date = iso(year, month, day);
  return year.length === 4 && day.length <= 2 && isFactDate(date) ? date : null;
};

/** Whether an hour stands beside the day, which no date holds. */
export const saysHour = (written: string): boolean => /[1-9]/.test(MOMENT.exec(written.trim())?.[2] ?? "");

/** In any order the same: 2017-04-03, 2017-04, 2017, 04.2017. */
const plain = (text: string): string | null => {
  if (isFactDate(text)) return text;
  const moment = MOMENT.exec(text)?.[1];
  if (moment !== undefined && isFactDate(moment)) return moment;
  const [, month = "", year = ""] = MONTH_YEAR.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, "0")}`;
  return isFactDate(date) ? date : null;
};

export type ReadDate =
  | { kind: "date"; date: string }
  /** One day or another, and nobody has said which: 03/04/2017. */
  | { kind: "two-ways" }
  /** 85 is 1985 on a birthday and 2085 on nothing: never guessed. */
  | { kind: "short-year" }
  | { kind: "none" };

/** The orders in which this is a day that there is. */
const ordersOf = (text: string): DateOrder[] => DATE_ORDERS.filter((order) => inOrder(text, order) !== null);

export const readDate = (written: string, order: DateOrder | null): ReadDate => {
  const text = written.trim();
  const same = plain(text);
  if (same !== null) return { kind: "date", date: same };
  const said = order === null ? null : inOrder(text, order);
  if (said !== null) return { kind: "date", date: said };
  if (order === null) {
    const days = [...new Set(ordersOf(text).map((one) => inOrder(text, one)))];
    const [only, ...others] = days;
    if (others.length > 0) return { kind: "two-ways" };
    if (only) return { kind: "date", date: only };
  }
  return NUMBERS.test(text) && !/\d{4}/.test(text) ? { kind: "short-year" } : { kind: "none" };
};

/**
 * In which order a column's dates are written, from those that can be read in one alone: 25.12.1990 says what 03.04.1991
 * does not. `asks`: one that can be read in two ways and that no other decides; then a person has to say.
 */
export const orderOf = (values: readonly string[]): { order: DateOrder | null; asks: string | null } => {
  const dates = values
    .map((value) => value.trim())
    .filter((value) => plain(value) === null && ordersOf(value).length > 0);
  const fits = DATE_ORDERS.filter((order) => dates.every((value) => inOrder(value, order) !== null));
  const [only, ...others] = fits;
  if (only !== undefined && others.length === 0) return { order: only, asks: null };
  return { order: null, asks: dates.find((value) => readDate(value, null).kind === "two-ways") ?? null };
};
