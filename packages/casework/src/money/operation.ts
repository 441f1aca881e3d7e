/**
 * The money of a journey, in the case's part *money*, which a bookkeeper can be given alone: what is set aside, what
 * somebody was given, what was spent, what came back. A ledger: lines are added, never written over. Whoever finds one wrong
 * strikes it out and says why, and what stood there stays to be read. [P3]
 *
 * Amounts are whole numbers of the currency's smallest unit. A fraction of a float would be lost one day, and somebody
 * asked where it went.
 */
import type { JourneyId, MemberId, MoneyId, ThingId, UseId } from "../ids.ts";

export const MONEY_KINDS = ["planned", "handed", "spent", "returned"] as const;
/** Set aside · given into somebody's hand · spent · brought back. */
export type MoneyKind = (typeof MONEY_KINDS)[number];

export const MONEY_PURPOSES = ["tickets", "driving", "food", "lodging", "papers", "telephone", "other"] as const;
export type MoneyPurpose = (typeof MONEY_PURPOSES)[number];

/**
 * One line. `instead`: it stands in place of that one, which is struck out by it; `reason` then says why. `receipt`: its
 * number, or where it lies; empty: there is none.
 */
export type WriteMoney = {
  op: "writeMoney";
  line: MoneyId;
  journey: JourneyId;
  is: MoneyKind;
  purpose: MoneyPurpose;
  amount: number;
  /** ISO 4217. */
  currency: string;
  /** ms. */
  when: number;
  /** Who was given it, spent it or brought it back: of the register, or in words. */
  thing: ThingId | null;
  words: string;
  /** Which of the team gave it or took it back; null: nobody of them, or not said. */
  member: MemberId | null;
  /** The payment card or booking account of the register. */
  means: ThingId | null;
  /** The uses of the case that say the same to whoever has to know whom a card leads to. */
  uses: UseId[];
  receipt: string;
  note: string;
  instead: MoneyId | null;
  reason: string;
};

/** It was not so. The line stays, with who says so and why. */
export type StrikeMoney = { op: "strikeMoney"; line: MoneyId; reason: string };

export type MoneyOperation = WriteMoney | StrikeMoney;
