/**
 * What is seen to on the first day after a journey, and what is thought of it later. Both stand in the journey's own part:
 * who reads the case's spine learns neither the day nor the place. [P3]
 */
import type { JourneyId } from "../ids.ts";

export const ARRIVAL_LINES = [
  "new-phone",
  "old-phone",
  "signals",
  "check-in",
  "medical",
  "food",
  "clothes",
  "money",
  "papers",
  "host",
] as const;
/** In the order in which it is gone through: what they can be found by first, then what they need, then who must know. */
export type ArrivalLine = (typeof ARRIVAL_LINES)[number];

export const ARRIVAL_ANSWERS = ["done", "task", "not"] as const;
/** Done · somebody was asked to do it, as a task of the case · not done, or not needed, and why. */
export type ArrivalAnswer = (typeof ARRIVAL_ANSWERS)[number];

export const OLD_PHONES = ["destroyed", "sealed", "kept"] as const;
/** What became of the telephone that they came with. */
export type OldPhone = (typeof OLD_PHONES)[number];

/** `note`: why not, or what was done. */
export type ArrivalSaid = { line: ArrivalLine; is: ArrivalAnswer; note: string };

/**
 * The sheet of an arrival. Written again it is another version, as things get done; `over` as in a template, counted by
 * the sheet alone. `arrivedAt` in ms.
 */
export type WriteArrival = {
  op: "writeArrival";
  journey: JourneyId;
  arrivedAt: number;
  lines: ArrivalSaid[];
  /** null: not said yet. */
  oldPhone: OldPhone | null;
  over: number;
};

/** What worked, and what should be otherwise the next time. `over` as above, of this word alone. */
export type LookBack = { op: "lookBack"; journey: JourneyId; worked: string; change: string; over: number };

export type ArrivalOperation = WriteArrival | LookBack;
