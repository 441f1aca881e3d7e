import {
  amountText,
  type CaseView,
  type JourneyView,
  type MoneySum,
  type MoneyView,
  type PartView,
} from "@fairlead/casework";
import type { Text, Words } from "../say/words.tsx";

/** 125050 of EUR → "1 250,50 EUR" as the reader's language writes it; the currency by its letters, which no two share. */
export const moneyText = ({ language }: Pick<Words, "language">, amount: number, currency: string): string => {
  const written = amountText(amount, currency);
  const digits = written.split(".")[1]?.length ?? 0;
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  // As text: a number would go through a float on its way to the screen.
  return `${format.format(written as `${number}`)}\u00a0${currency}`;
};

export const moneyPart = (one: Pick<CaseView, "parts">): PartView | null =>
  one.parts.find(({ part }) => part === "money") ?? null;

export const moneyOf = (part: PartView | null, journey: JourneyView["journey"]): MoneyView | null =>
  part?.money.find((one) => one.journey === journey) ?? null;

const SAID = ["planned", "handed", "spent", "returned"] as const;

/** What of a sum is said: nothing of what nobody has written. */
export const sumLines = (words: Words, sum: MoneySum): string[] => {
  const say = (what: Text, amount: number) => words.t(what, { amount: moneyText(words, amount, sum.currency) });
  return [
    ...SAID.filter((is) => sum[is] > 0).map((is) => say(`money.sum.${is}`, sum[is])),
    ...(sum.handed + sum.returned + sum.spent - sum.paid === 0
      ? []
      : [sum.inHand < 0 ? say("money.sum.more", -sum.inHand) : say("money.sum.in-hand", sum.inHand)]),
  ];
};

/** The journey that a go would be for: the next that nobody has set out on. */
export const nextPlanned = (one: Pick<CaseView, "journeys">, now: number): JourneyView | null =>
  one.journeys
    .filter(({ state, departsAt }) => state === "planned" && departsAt > now)
    .toSorted((a, b) => a.departsAt - b.departsAt)[0] ?? null;

/** A currency begins as the one that was written last; where none was, with nothing that somebody could overlook. */
export const lastCurrency = (part: PartView | null): string => {
  const lines = (part?.money ?? []).flatMap((one) => one.lines);
  return lines.toSorted((a, b) => b.at - a.at)[0]?.currency ?? "";
};
