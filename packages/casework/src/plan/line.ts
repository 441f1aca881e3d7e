/**
 * A task as one types it, in one line: what, `@who`, and by when at its end.
 *
 *     Buy a second phone @heron tomorrow 18:00
 *     Take him to the doctor +2d
 *     Позвонить адвокату @дежурный завтра 9:30
 *
 * Whatever is not understood stays in the text, where it can be seen: a deadline that was guessed wrongly is worse than
 * none.
 */
import { DAY, HOUR, MINUTE } from "../day.ts";

export type TaskLine = {
  text: string;
  /** As typed after the @, in small letters; null: nobody was named. */
  who: string | null;
  /** ms; null: no deadline. */
  due: number | null;
};

/**
 * The clock on the wall: minutes by which it is ahead of UTC at that moment, and when the line counts from.
 */
export type WallClock = { now: number; ahead(at: number): number };

const WHO = /(?:^|\s)@(\S+)/u;
const SPAN = /(?:^|\s)\+(\d{1,3})(d|h|m|д|ч|м)$/iu;
const TIME =
  /(?:^|\s)(?:(today|tomorrow|сегодня|завтра|\d{4}-\d{2}-\d{2})(?:\s+(?:at\s+|в\s+)?(\d{1,2})[:.](\d{2}))?|(\d{1,2}):(\d{2}))$/iu;

/** A day without an hour means its evening, not the night on which it begins. */
const EVENING = 18;

export const readTaskLine = (line: string, clock: WallClock): TaskLine => {
  let rest = line.trim();
  let who: string | null = null;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found !== null) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`.trim();
    return found;
  };
  const named = take(WHO);
  if (named !== null) who = (named[1] ?? "").toLocaleLowerCase();
  const before = rest;
  const due = dueIn(take(SPAN), clock) ?? timeIn(take(TIME), clock);
  if (due === null) rest = before;
  return { text: rest.replace(/\s+/gu, " "), who, due };
};

const SPANS: Readonly<Record<string, number>> = { d: DAY, д: DAY, h: HOUR, ч: HOUR, m: MINUTE, м: MINUTE };

const dueIn = (found: RegExpExecArray | null, { now }: WallClock): number | null => {
  const unit = SPANS[(found?.[2] ?? "").toLocaleLowerCase()];
  return found === null || unit === undefined ? null : now + Number(found[1]) * unit;
};

const timeIn = (found: RegExpExecArray | null, clock: WallClock): number | null => {
  if (found === null) return null;
  const [, word, hourOfDay, minuteOfDay, bareHour, bareMinute] = found;
  const day = word === undefined ? 0 : dayOf(word.toLocaleLowerCase(), clock);
  if (day === null) return null;
  const hour = Number(hourOfDay ?? bareHour ?? EVENING);
  const minute = Number(minuteOfDay ?? bareMinute ?? 0);
  if (hour > 23 || minute > 59) return null;
  const today = startOfDay(clock);
  const at = onTheWall(word === undefined ? today : day, hour, minute, clock);
  // "9:30" said at noon is tomorrow's.
  return word === undefined && at <= clock.now ? onTheWall(today + DAY, hour, minute, clock) : at;
};

/** Midnight of a day as the wall shows it, counted as if it were UTC. */
const startOfDay = ({ now, ahead }: WallClock): number => Math.floor((now + ahead(now) * MINUTE) / DAY) * DAY;

const dayOf = (word: string, clock: WallClock): number | null => {
  if (word === "today" || word === "сегодня") return startOfDay(clock);
  if (word === "tomorrow" || word === "завтра") return startOfDay(clock) + DAY;
  const day = Date.parse(`${word}T00:00:00Z`);
  return Number.isNaN(day) ? null : day;
};

const onTheWall = (day: number, hour: number, minute: number, { ahead }: WallClock): number => {
  const wall = day + hour * HOUR + minute * MINUTE;
  return wall - ahead(wall - ahead(wall) * MINUTE) * MINUTE;
};
