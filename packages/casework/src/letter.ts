/** What a row and its letter say about time, danger and agreed signals. Pure looking, nothing is decided here. */
import { HOUR } from "./day.ts";
import type { Signals } from "./fold/signals.ts";
import type { RowSeen } from "./outside.ts";
import { dangerIn } from "./signal.ts";
import type { MessageView } from "./view.ts";
import type { Answers, Tap } from "./words.ts";

/**
 * When a row was written: the writer's clock, held inside the server's hour. A phone with a wrong date, or someone
 * who sets it on purpose, must not move a call for help through the queue by more than an hour.
 */
export const whenWritten = (row: Pick<RowSeen, "hour"> & { letter: { at: number } | null }): number => {
  const start = row.hour * HOUR;
  return row.letter ? Math.min(Math.max(row.letter.at, start), start + HOUR - 1) : start;
};

/** … and the latest hour at which it may have been: of a clock that was slow, no more is known than the server's hour. */
export const latestWritten = (row: Pick<RowSeen, "hour"> & { letter: { at: number } | null }): number =>
  row.letter !== null && row.letter.at >= row.hour * HOUR ? whenWritten(row) : (row.hour + 1) * HOUR - 1;

/** The parts of a letter that the queue looks at; letters in a case carry them too. */
export type Words = { text: string; answers: Answers; tap: Tap };

/** Whether this letter says that the writer is in danger now: by answer, by tap, or by the agreed wording. */
export const saysDanger = (letter: Words, signals: Signals): boolean =>
  letter.answers.danger === "now" || letter.tap === "danger" || dangerIn(letter.text, signals) !== null;

/** The same of a message that is shown: its signal has been looked for. */
export const isDanger = ({ answers, tap, signal }: Pick<MessageView, "answers" | "tap" | "signal">): boolean =>
  answers.danger === "now" || tap === "danger" || signal?.kind === "danger";

/** A bare tap on "I am safe" asks for no answer. Everything else does. */
export const asksForAnswer = (letter: Words): boolean =>
  !(letter.tap === "safe" && letter.text.trim() === "" && letter.answers.danger === undefined);

/** First words for a list, whole words where possible. */
export const excerptOf = (text: string, most = 90): string => {
  const words = text.replace(/\s+/gu, " ").trim();
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most - 20))}…`;
};
