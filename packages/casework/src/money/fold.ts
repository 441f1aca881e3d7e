import { writtenMeanwhile } from "../fold/meanwhile.ts";
import type { Place } from "../fold/place.ts";
import type { MemberId, MoneyId } from "../ids.ts";
import type { Refusal } from "../refusal.ts";
import { amountText } from "./amount.ts";
import type { MoneyOperation, WriteMoney } from "./operation.ts";

type Said = { by: MemberId; at: number };

/** `struck.by` is whoever found it wrong; `instead` null: nothing stands in its place. */
export type MoneyRecord = Omit<WriteMoney, "op" | "instead"> &
  Said & { struck: (Said & { reason: string; instead: MoneyId | null }) | null };

export type MoneyLines = ReadonlyMap<MoneyId, MoneyRecord>;

/** More than any case has; a list without end would slow every console. */
export const MONEY_MOST = 2_000;

export const isOfMoney = <O extends { op: string }>(operation: O): operation is Extract<O, MoneyOperation> =>
  operation.op === "writeMoney" || operation.op === "strikeMoney";

/** @returns the ledger with it, or why not: of two who mend one line, the second is shown what the first has put there. */
export const foldMoney = (
  lines: MoneyLines,
  operation: MoneyOperation,
  { by, at }: Pick<Place, "by" | "at">,
): MoneyLines | Refusal => {
  if (operation.op === "strikeMoney") return strike(lines, operation, null, { by, at });
  const { op: _, instead, ...said } = operation;
  const known = lines.get(said.line);
  if (known) return { kind: "written-meanwhile", by: known.by, at: known.at };
  if (lines.size >= MONEY_MOST) return { kind: "too-many-entries", most: MONEY_MOST };
  if (said.amount === 0) return { kind: "incomplete", field: "amount" };
  // Of money in a hand somebody has to know whose hand.
  const isInHand = said.is === "handed" || said.is === "returned";
  if (isInHand && said.thing === null && said.words.trim() === "") return { kind: "incomplete", field: "whom" };
  const left = instead === null ? lines : strike(lines, { line: instead, reason: said.reason }, operation, { by, at });
  return "kind" in left ? left : new Map(left).set(said.line, { ...said, by, at, struck: null });
};

const strike = (
  lines: MoneyLines,
  { line, reason }: { line: MoneyId; reason: string },
  instead: WriteMoney | null,
  said: Said,
): MoneyLines | Refusal => {
  const known = lines.get(line);
  if (!known || (instead && instead.journey !== known.journey)) return { kind: "no-such-entry" };
  if (known.struck) {
    const theirs = known.struck.instead === null ? undefined : lines.get(known.struck.instead);
    return writtenMeanwhile(known.struck, [{ field: "amount", theirs: words(theirs), ours: words(instead) }]);
  }
  if (reason.trim() === "") return { kind: "incomplete", field: "reason" };
  return new Map(lines).set(line, { ...known, struck: { ...said, reason, instead: instead?.line ?? null } });
};

const words = (line: Pick<WriteMoney, "amount" | "currency"> | null | undefined): string | null =>
  line ? `${amountText(line.amount, line.currency)} ${line.currency}` : null;
