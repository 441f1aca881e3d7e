import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JourneyId, MemberId, MoneyId, ThingId, UseId } from "../ids.ts";
import { readOperation } from "../read/operation.ts";
import { AMOUNT_MOST, amountText, currencyDigits, readAmount } from "./amount.ts";
import { foldMoney, type MoneyLines } from "./fold.ts";
import { MONEY_KINDS, type MoneyOperation, type WriteMoney } from "./operation.ts";
import { sumsOf } from "./view.ts";

const id = <T>(n: number): T => n.toString(16).padStart(2, "0").repeat(16) as T;
const willow = id<MemberId>(1);
const wren = id<MemberId>(2);
const journey = id<JourneyId>(3);
const driver = id<ThingId>(4);
const card = id<ThingId>(5);

const line = (n: number, more: Partial<WriteMoney> = {}): WriteMoney => ({
  ...{ op: "writeMoney", line: id<MoneyId>(n), journey, is: "handed", purpose: "driving", amount: 12_000 },
  ...{ currency: "EUR", when: 1_000, thing: driver, words: "", member: willow, means: null, uses: [] },
  ...{ receipt: "", note: "", instead: null, reason: "" },
  ...more,
});
const strike = (n: number, reason = "it was Thursday's") => ({
  ...({ op: "strikeMoney", line: id<MoneyId>(n), reason } as const),
});
const fold = (...said: (MoneyOperation | [MoneyOperation, MemberId])[]): MoneyLines =>
  said.reduce<MoneyLines>((lines, one, at) => {
    const [operation, by] = Array.isArray(one) ? one : [one, willow];
    const next = foldMoney(lines, operation, { by, at });
    if ("kind" in next) throw new Error(JSON.stringify(next));
    return next;
  }, new Map());
const sums = (lines: MoneyLines) => sumsOf([...lines.values()]);

describe("a journey's money", () => {
  it("stands by currency: set aside, handed over, spent, brought back, and what is still in somebody's hand", () => {
    const lines = fold(
      line(10, { is: "planned", amount: 20_000, thing: null }),
      line(11),
      line(12, { is: "spent", amount: 4_550 }),
      line(13, { is: "spent", amount: 7_000, purpose: "tickets", thing: null, means: card }),
      line(14, { is: "returned", amount: 1_450 }),
      line(15, { amount: 900, currency: "JPY" }),
    );
    expect(sums(lines)).toEqual([
      {
        ...{ currency: "EUR", planned: 20_000, handed: 12_000, spent: 11_550, paid: 7_000, returned: 1_450 },
        inHand: 6_000,
      },
      { currency: "JPY", planned: 0, handed: 900, spent: 0, paid: 0, returned: 0, inHand: 900 },
    ]);
    // More than was given: somebody paid out of their own pocket, and it is to be seen.
    expect(sums(fold(line(11, { amount: 100 }), line(12, { is: "spent", amount: 350 })))[0]?.inHand).toBe(-250);
  });

  it("is never written over: a line that was wrong stays, struck out, with why and what stands in its place", () => {
    const lines = fold(line(11), line(12, { amount: 10_000, instead: id<MoneyId>(11), reason: "counted again" }));
    expect(lines.get(id<MoneyId>(11))).toMatchObject({
      ...{ amount: 12_000, struck: { by: willow, reason: "counted again", instead: id(12) } },
    });
    expect(sums(lines)).toMatchObject([{ handed: 10_000 }]);
    expect(sums(fold(line(11), strike(11)))).toEqual([]);
    const place = { by: willow, at: 9 };
    expect(foldMoney(fold(line(11)), strike(11, " "), place)).toEqual({ kind: "incomplete", field: "reason" });
    const unsaid = line(12, { instead: id<MoneyId>(11) });
    expect(foldMoney(fold(line(11)), unsaid, place)).toEqual({ kind: "incomplete", field: "reason" });
    expect(foldMoney(fold(line(11)), line(11, { amount: 1 }), place)).toMatchObject({ kind: "written-meanwhile" });
    const elsewhere = line(12, { instead: id<MoneyId>(11), journey: id<JourneyId>(7), reason: "another's" });
    expect(foldMoney(fold(line(11)), elsewhere, place)).toEqual({ kind: "no-such-entry" });
  });

  it("of two who mend one line at once, the second is shown what the first has put there", () => {
    const first = fold(line(11), line(12, { amount: 10_000, instead: id<MoneyId>(11), reason: "counted again" }));
    const place = { by: wren, at: 9 };
    const second = line(13, { amount: 11_000, instead: id<MoneyId>(11), reason: "a note was missing" });
    expect(foldMoney(first, second, place)).toEqual({
      ...{ kind: "changed-meanwhile", by: willow, at: 1 },
      fields: [{ field: "amount", theirs: "100.00 EUR", ours: "110.00 EUR" }],
    });
    expect(foldMoney(fold(line(11), strike(11)), strike(11), place)).toMatchObject({ kind: "written-meanwhile" });
  });

  it("is in somebody's hand, and it says in whose", () => {
    const place = { by: willow, at: 9 };
    for (const is of MONEY_KINDS) {
      const nobodys = foldMoney(new Map(), line(11, { is, thing: null }), place);
      if (is === "handed" || is === "returned") expect(nobodys).toEqual({ kind: "incomplete", field: "whom" });
      else expect(nobodys).toBeInstanceOf(Map);
    }
    expect(foldMoney(new Map(), line(11, { thing: null, words: "Vera's brother" }), place)).toBeInstanceOf(Map);
    expect(foldMoney(new Map(), line(11, { amount: 0 }), place)).toEqual({ kind: "incomplete", field: "amount" });
  });

  it("is read as whole amounts of a currency, and nothing else is", () => {
    expect(readOperation(line(11, { uses: [id<UseId>(8)] }))).toEqual(line(11, { uses: [id<UseId>(8)] }));
    for (const wrong of [
      { amount: 12.5 },
      { amount: -1 },
      { amount: AMOUNT_MOST + 1 },
      { currency: "euro" },
      { currency: "eur" },
      { is: "lent" },
      { purpose: "a car" },
      { means: "4411" },
    ])
      expect(readOperation({ ...line(11), ...wrong })).toMatchObject({ op: "unknown" });
  });
});

describe("an amount", () => {
  it("is typed as people type it, down to the currency's smallest unit and no finer", () => {
    expect(readAmount("1 250,50", "EUR")).toBe(125_050);
    expect(readAmount("1250.5", "EUR")).toBe(125_050);
    expect(readAmount("0.1", "EUR")).toBe(10);
    expect(readAmount("900", "JPY")).toBe(900);
    expect(readAmount("1.250", "KWD")).toBe(1_250);
    for (const [typed, currency] of [
      ["1.005", "EUR"],
      ["9.5", "JPY"],
      ["-3", "EUR"],
      ["1e3", "EUR"],
      ["", "EUR"],
      ["999999999999", "EUR"],
    ] as const)
      expect(readAmount(typed, currency)).toBeNull();
  });

  it("comes back as it was kept, and many of them add up to the last unit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: AMOUNT_MOST }), { minLength: 1, maxLength: 60 }),
        fc.constantFrom("EUR", "JPY", "KWD"),
        (amounts, currency) => {
          for (const amount of amounts) expect(readAmount(amountText(amount, currency), currency)).toBe(amount);
          const lines = amounts.map((amount) => ({
            is: "handed" as const,
            amount,
            currency,
            means: null,
            struck: null,
          }));
          const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
          expect(BigInt(sumsOf(lines)[0]?.inHand ?? 0)).toBe(exact);
        },
      ),
    );
    expect(amountText(-250, "EUR")).toBe("-2.50");
    expect([currencyDigits("EUR"), currencyDigits("KRW"), currencyDigits("TND")]).toEqual([2, 0, 3]);
  });
});
