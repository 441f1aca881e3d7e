import type { Bytes } from "./bytes.ts";
import { encodeForm, type Fields, KIND, type Value } from "./form.ts";
import { digest } from "./hash.ts";
import { type AlarmId, idFrom, idToBytes, type MailboxId, type StreamId } from "./id.ts";
import { refuse } from "./refusal.ts";

/**
 * A watch on a desk: nobody sleeps through a letter, though no console is open. A letter that arrives at a mailbox of
 * the desk arms an alarm by itself, in the step that keeps the letter; members' clients say when somebody attends to it.
 * The server learns a desk, a time limit and opaque tokens, and which letters are attended to until when; it never
 * learns what makes one of them urgent. [CK1] [P7]
 *
 * Minutes since 1970 are multiples of five, for the reason that alarms' are. [P9]
 */
export interface WatchRung {
  /** Minutes after the limit has run out. */
  delay: number;
  /** Opaque to the server: whose bells. */
  token: Bytes;
  /** Counts from this minute on, and up to this one: a shift. null: no bound. */
  from: number | null;
  until: number | null;
}

export type WatchStep =
  /** In the place of what this stream had set for this desk; what stands armed takes the new ladder. */
  | { verb: "set"; desk: StreamId; minutes: number; ladder: WatchRung[] }
  | { verb: "end"; desk: StreamId }
  /**
   * Somebody attends to this mailbox, whose letters he has read up to number `seen`: its alarm falls due at `due`, or,
   * with null, is over; one that came later is armed anew by the server.
   */
  | { verb: "attend"; mailbox: MailboxId; seen: number; due: number | null }
  /** "I have it": what rings now rings no more. The ladder goes on, as after any acknowledgement. [CK1] */
  | { verb: "have" };

export const WATCH_STEP_MINUTES = 5;
const RUNGS = 96;
const MINUTES_LIMIT = 60 * 24 * 366;

/** Name of the one alarm that a stream's watch holds for a mailbox: whoever holds the stream can say which it is. */
export function watchedAlarm(stream: StreamId, mailbox: MailboxId): AlarmId {
  return idFrom<AlarmId>(digest(encodeForm(KIND.watched, [idToBytes(stream), idToBytes(mailbox)])).subarray(0, 16));
}

export function encodeWatchStep(step: WatchStep): Value {
  switch (step.verb) {
    case "set": {
      const rungs = step.ladder.map(({ delay, token, from, until }) => [delay, token, from, until]);
      return [step.verb, idToBytes(step.desk), [step.minutes, rungs]];
    }
    case "end":
      return [step.verb, idToBytes(step.desk), null];
    case "attend":
      return [step.verb, idToBytes(step.mailbox), [step.seen, step.due]];
    case "have":
      return [step.verb, null, null];
  }
}

/** @throws Refused FL_FORM_FIELD */
export function readWatchStep(fields: Fields): WatchStep {
  const verb = fields.oneOf(["set", "end", "attend", "have"]);
  switch (verb) {
    case "set": {
      const desk = fields.shortId<StreamId>();
      const inner = fields.fields(2);
      const minutes = inner.uint(MINUTES_LIMIT);
      const ladder = inner.list(RUNGS, 4, (rung) => ({
        delay: rung.uint(MINUTES_LIMIT),
        token: rung.bytes(0, 64),
        from: rounded(rung.optionalUint()),
        until: rounded(rung.optionalUint()),
      }));
      return { verb, desk, minutes, ladder };
    }
    case "end": {
      const desk = fields.shortId<StreamId>();
      fields.nothing();
      return { verb, desk };
    }
    case "attend": {
      const mailbox = fields.longId<MailboxId>();
      const inner = fields.fields(2);
      return { verb, mailbox, seen: inner.uint(), due: rounded(inner.optionalUint()) };
    }
    case "have":
      fields.nothing();
      fields.nothing();
      return { verb };
  }
}

function rounded(minute: number | null): number | null {
  return minute === null || minute % WATCH_STEP_MINUTES === 0 ? minute : refuse("FL_FORM_FIELD");
}
