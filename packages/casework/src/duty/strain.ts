/** What a stretch of work asks of whoever does it. Pure counting over what was written; nobody is measured by it. */
import { DAY, HOUR, MINUTE } from "../day.ts";
import type { PersonRef } from "../view.ts";
import type { Span } from "./spans.ts";

/** How far back exposure is counted. */
export const EXPOSURE_SPAN = 14 * DAY;
/** A person who said that they are in danger is still in it for whoever answers within this time. */
const DANGER_LASTS = DAY;
/** Who hands over and sits down again has not rested. */
const BREAK = 30 * MINUTE;
/** Whoever came off duty a shorter while ago than this has not slept yet. */
const SLEPT_AFTER = 11 * HOUR;

/** A conversation, of a thread or of a case. */
export type Conversation = {
  /** A member has flagged it as distressing. */
  distressing: boolean;
  /** Since when a member calls it urgent now; null: nobody does. */
  urgentSince: number | null;
  /** ms at which the person said that they are in danger. */
  dangers: readonly number[];
  /** What members answered. */
  answers: readonly { by: PersonRef["id"]; at: number }[];
};

/** An alarm that nobody had met in time, and whoever dealt with it. */
export type Missed = { graceUntil: number; handled: readonly { by: PersonRef["id"]; at: number }[] };

/**
 * Hours of the last fourteen days in which a member answered somebody in danger, or what is flagged as distressing, or
 * dealt with a missed check-in. An hour counts once, whatever came in it; reading is not counted, for nobody records it.
 */
export const exposureHours = (
  conversations: Iterable<Conversation>,
  missed: Iterable<Missed>,
  now: number,
): ReadonlyMap<PersonRef["id"], number> => {
  const hours = new Map<PersonRef["id"], Set<number>>();
  const add = ({ by, at }: { by: PersonRef["id"]; at: number }): void => {
    if (at <= now - EXPOSURE_SPAN || at > now) return;
    const mine = hours.get(by) ?? new Set<number>();
    mine.add(Math.floor(at / HOUR));
    hours.set(by, mine);
  };
  for (const { distressing, urgentSince, dangers, answers } of conversations)
    for (const answer of answers) {
      const urgent = urgentSince !== null && urgentSince <= answer.at;
      if (distressing || urgent || dangers.some((at) => at <= answer.at && answer.at < at + DANGER_LASTS)) add(answer);
    }
  for (const { graceUntil, handled } of missed) for (const one of handled) if (one.at > graceUntil) add(one);
  return new Map([...hours].map(([member, mine]) => [member, mine.size]));
};

/** How long (ms) a member has been on duty in a row, now or until a short while ago; 0: rested. */
export const onDutyFor = (shifts: readonly Span[], now: number): number => {
  let from = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const shift of shifts.toSorted((a, b) => a.from - b.from)) {
    if (shift.from >= now) break;
    const end = Math.min(shift.until ?? now, now);
    if (shift.from > until + BREAK) from = shift.from;
    until = Math.max(until, end);
  }
  return now - until < SLEPT_AFTER ? until - from : 0;
};
