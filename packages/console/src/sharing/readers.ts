import type { ReaderView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { DAY } from "../say/spans.ts";
import type { Words } from "../say/words.tsx";

/** "Heron", "Heron from 3 May on", "Heron until 18:00". */
export const readerText = ({ t, days }: Words, reader: ReaderView, now: number): string => {
  const who = personText(t, reader);
  const { from, until } = reader;
  const since = from === null ? "" : now - from < 6 * DAY ? days.when(from, now) : days.day(from, now);
  if (until !== null) {
    const end = days.when(until, now);
    return from === null ? t("reader.until", { who, until: end }) : t("reader.from-until", { who, since, until: end });
  }
  return from === null ? who : t("reader.from", { who, since });
};

/** More than these are counted: sixty names in a tab are read by nobody, and push the words out of sight. */
const NAMED = 8;
export const areMany = (readers: readonly ReaderView[]): boolean => readers.length > NAMED + 1;

/** The reader of this screen stands first. */
export const inOrder = (readers: readonly ReaderView[]): ReaderView[] =>
  [...readers].sort((a, b) => Number(b.me) - Number(a.me));

/** @param most who are named where they are many: a tab has room for two, above the words stand more */
export const readersText = (words: Words, readers: readonly ReaderView[], now: number, most = NAMED): string => {
  const many = areMany(readers);
  const named = inOrder(readers)
    .slice(0, many ? most : readers.length)
    .map((reader) => readerText(words, reader, now))
    .join(", ");
  return many ? words.t("readers.more", { who: named, n: readers.length - most }) : named;
};
