/** What is typed into one box, and as it is kept. undefined: cannot be read. */
import { isWholeDay, type QuotaMonth } from "@fairlead/casework";

const QUOTA = /^(\d{4}-\d{2})[\s:=–-]+(\d{1,4})$/;

export const quotaText = (quota: readonly QuotaMonth[]): string =>
  quota.map(({ month, places }) => `${month}: ${places}`).join("\n");

export const linesIn = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** "2017-06: 4", one month a line; each month once. */
export const quotaIn = (text: string): QuotaMonth[] | undefined => {
  const read = linesIn(text).map((line) => {
    const [, month = "", places] = QUOTA.exec(line) ?? [];
    return isWholeDay(`${month}-01`) ? { month, places: Number(places) } : undefined;
  });
  const whole = read.filter((one) => one !== undefined);
  if (whole.length < read.length || new Set(whole.map(({ month }) => month)).size < whole.length) return undefined;
  return whole.toSorted((a, b) => a.month.localeCompare(b.month));
};

/** The month in which `now` lies, and those after it. */
export const monthsFrom = (now: number, count: number): string[] => {
  const date = new Date(now);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + index, 1)).toISOString().slice(0, 7),
  );
};
