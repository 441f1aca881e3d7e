import type { PartState } from "../fold/part.ts";
import type { ResourcesState } from "../fold/resources.ts";
import type { JourneyId, MoneyId } from "../ids.ts";
import { type ThingRef, thingRef } from "../thing/ref.ts";
import type { Names } from "../view/person.ts";
import type { PersonRef } from "../view.ts";
import type { MoneyRecord } from "./fold.ts";

export type MoneyLineView = Omit<MoneyRecord, "thing" | "means" | "member" | "uses" | "struck" | "by"> & {
  by: PersonRef;
  thing: ThingRef | null;
  means: ThingRef | null;
  member: PersonRef | null;
  struck: { by: PersonRef; at: number; reason: string; instead: MoneyId | null } | null;
};

/**
 * What stands of one currency. `paid`: of what was spent, by card or account and out of nobody's hand. `inHand`: handed over
 * and neither spent nor brought back; below nothing: somebody has spent more than they were given.
 */
export type MoneySum = {
  currency: string;
  planned: number;
  handed: number;
  spent: number;
  paid: number;
  returned: number;
  inHand: number;
};

/** One journey's ledger. Sums are of lines that stand; of two currencies nobody here says what one is worth in the other. */
export type MoneyView = { journey: JourneyId; lines: MoneyLineView[]; sums: MoneySum[] };

export const sumsOf = (
  lines: readonly (Pick<MoneyRecord, "is" | "amount" | "currency"> & { means: unknown; struck: unknown })[],
): MoneySum[] => {
  const sums = new Map<string, MoneySum>();
  for (const { is, amount, currency, means, struck } of lines) {
    if (struck !== null) continue;
    const sum = sums.get(currency) ?? { currency, planned: 0, handed: 0, spent: 0, paid: 0, returned: 0, inHand: 0 };
    sum[is] += amount;
    if (is === "spent" && means !== null) sum.paid += amount;
    sum.inHand = sum.handed - (sum.spent - sum.paid) - sum.returned;
    sums.set(currency, sum);
  }
  return [...sums.values()].toSorted((a, b) => a.currency.localeCompare(b.currency));
};

/** By journey, newest line first. */
export const moneyViews = (part: PartState | null, resources: ResourcesState, names: Names): MoneyView[] => {
  const by = new Map<JourneyId, MoneyLineView[]>();
  for (const { uses: _, ...one } of part?.money.values() ?? []) {
    const line: MoneyLineView = {
      ...one,
      by: names(one.by),
      thing: one.thing && thingRef(resources, one.thing),
      means: one.means && thingRef(resources, one.means),
      member: one.member && names(one.member),
      struck: one.struck && { ...one.struck, by: names(one.struck.by) },
    };
    by.set(one.journey, [...(by.get(one.journey) ?? []), line]);
  }
  return [...by].map(([journey, lines]) => ({
    journey,
    lines: lines.toReversed().toSorted((a, b) => b.when - a.when || b.at - a.at),
    sums: sumsOf(lines),
  }));
};
