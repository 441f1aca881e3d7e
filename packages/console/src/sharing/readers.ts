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

/** The reader of this screen stands first. */
export const readersText = (words: Words, readers: readonly ReaderView[], now: number): string =>
  [...readers]
    .sort((a, b) => Number(b.me) - Number(a.me))
    .map((reader) => readerText(words, reader, now))
    .join(", ");
