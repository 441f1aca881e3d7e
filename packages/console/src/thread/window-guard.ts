import { type ContactWindowView, isInHours, windowAt } from "@fairlead/casework";

/**
 * What in an answer would ring or show on a phone, and what the contact window says to it. Warnings only: the sealed
 * answer itself makes no sound, and is never held back.
 */
export type GuardWarning =
  /** The text speaks of ringing: not allowed, outside the hours, or nobody can tell. */
  | { kind: "call"; state: "never" | "outside" | "unknown" }
  /** An instruction that stays readable: whoever makes the caller open the mailbox until then reads it. */
  | { kind: "stays"; hours: number }
  /** By its end the caller must have taken the phone into their hands. */
  | { kind: "sign-of-life"; due: number; inHours: boolean | null };

const HOUR = 3_600_000;

const CALL =
  /(?<!\p{L})(?:(?:we|i|somebody|someone|driver|colleague)(?:['’]ll| will| shall| can| is going to| are going to| may)?\s+(?:call|ring|phone|dial)|(?:call|ring|phone)s?\s+(?:you|them|back)|(?:our|a|the|my)\s+(?:phone\s+)?call|missed call|answer (?:the|your) phone|pick up (?:the|your) phone)(?!\p{L})|(?:позвон|перезвон|созвон|дозвон|набер[уеё]|наберём|жд\p{L}*\s+(?:\p{L}+\s+)?звон|возьмите трубку|снимите трубку|звоним|звоню(?!\p{L}))|(?:سنتصل|سأتصل|نتصل بك|سيتصل|مكالمة)/iu;

export const announcesCall = (text: string): boolean => CALL.test(text);

type Answer = { text: string; standing: number | null; checkIn: number | null };

export const guardWarnings = (answer: Answer, window: ContactWindowView | null, now: number): GuardWarning[] => {
  const warnings: GuardWarning[] = [];
  const state = windowAt(window, now);
  if (state !== "inside" && announcesCall(answer.text)) warnings.push({ kind: "call", state });
  if (answer.standing !== null) warnings.push({ kind: "stays", hours: answer.standing });
  if (answer.checkIn !== null) {
    const due = (Math.floor(now / HOUR) + answer.checkIn) * HOUR;
    const inHours = isInHours(window, due);
    if (inHours !== true) warnings.push({ kind: "sign-of-life", due, inHours });
  }
  return warnings;
};
