import type { ThreadView, Urgency } from "@fairlead/casework";

/** What of the queue is looked at. Nothing of it leaves this desk: what was opened here is searched here. */
export type QueueFilter = {
  text: string;
  urgency: Urgency | "any";
  /** As the letters say it; "any", or "" for threads in which nothing can be read. */
  language: string;
  waiting: boolean;
  /** Those that were put aside, and no others. */
  aside: boolean;
};

export const EVERYTHING: QueueFilter = { text: "", urgency: "any", language: "any", waiting: false, aside: false };

export const isEverything = (filter: QueueFilter): boolean =>
  filter.text.trim() === "" &&
  filter.urgency === "any" &&
  filter.language === "any" &&
  !filter.waiting &&
  !filter.aside;

const plain = (text: string): string => text.toLocaleLowerCase().replaceAll("ё", "е");

type Said = Pick<ThreadView, "known" | "notes">;

/** Written once for each conversation: a thread that did not change is not read again at every key. */
const written = new WeakMap<ThreadView["messages"], Said & { words: string }>();

const wordsOf = ({ name, messages, known, notes }: ThreadView): string => {
  const before = written.get(messages);
  if (before !== undefined && before.known === known && before.notes === notes) return before.words;
  const said = messages.flatMap(({ text, covered }) => (covered === null ? (text ?? []) : []));
  const about = [...known.map(({ answer }) => answer), ...notes.map(({ text }) => text)];
  const words = plain([name, ...said, ...about].join("\n"));
  written.set(messages, { known, notes, words });
  return words;
};

/** Every typed word must stand somewhere in the name, the letters, what is known or the notes. The order stays. */
export const filtered = (threads: readonly ThreadView[], filter: QueueFilter): readonly ThreadView[] => {
  const wanted = plain(filter.text).split(/\s+/u).filter(Boolean);
  return threads.filter(
    (thread) =>
      (thread.aside !== null) === filter.aside &&
      (filter.urgency === "any" || thread.urgency.level === filter.urgency) &&
      (filter.language === "any" || (thread.language ?? "") === filter.language) &&
      (!filter.waiting || thread.waitingSince !== null) &&
      (wanted.length === 0 || hasAll(wordsOf(thread), wanted)),
  );
};

const hasAll = (words: string, wanted: readonly string[]): boolean => wanted.every((part) => words.includes(part));

/** The languages that are written in, most first. */
export const languagesIn = (threads: readonly ThreadView[]): string[] => {
  const counts = new Map<string, number>();
  for (const { language } of threads) counts.set(language ?? "", (counts.get(language ?? "") ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([language]) => language);
};
