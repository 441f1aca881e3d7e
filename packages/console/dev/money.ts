/** An invented ledger of one journey: set aside, handed over, spent, one line mended. Not shipped. */
import type { MoneyLineView, MoneyView, PartView, ThingLink, ThingView } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import { NOTHING_KNOWN } from "./known.ts";

const HOUR = 3_600_000;

/** On the case that has a journey. */
export const moneyDesk = (view: View): View => {
  const by = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const thing = (kind: string) => {
    const known = view.exposure.things?.find((one) => one.kind === kind);
    return known ? { thing: known.thing, name: known.name, kind: known.kind } : null;
  };
  const cases = view.cases.map((one): View["cases"][number] => {
    const [journey] = one.journeys;
    if (journey === undefined) return one;
    const line = (n: number, ago: number, more: Partial<MoneyLineView>): MoneyLineView => ({
      ...{
        line: `${n}d`.repeat(16) as MoneyLineView["line"],
        journey: journey.journey,
        is: "handed",
        purpose: "driving",
      },
      ...{ amount: 500_000, currency: "RUB", when: view.now - ago * HOUR, at: view.now - ago * HOUR, by, member: null },
      ...{ thing: null, words: "", means: null, receipt: "", note: "", reason: "", struck: null },
      ...more,
    });
    const mended = { by, at: view.now - HOUR, reason: "Counted again at the car.", instead: line(3, 1, {}).line };
    const lines = [
      line(3, 1, { thing: thing("driver"), member: by, amount: 450_000, reason: mended.reason }),
      line(4, 2, {
        is: "spent",
        purpose: "tickets",
        means: thing("card"),
        amount: 318_050,
        receipt: "17-04, red folder",
      }),
      line(2, 3, { thing: thing("driver"), member: by, struck: mended }),
      line(5, 5, { is: "spent", purpose: "food", words: "the party", amount: 85_000, note: "Bread, tea, a warm hat." }),
      line(1, 30, { is: "planned", amount: 1_200_000, purpose: "other" }),
    ];
    const sum = { currency: "RUB", planned: 1_200_000, handed: 450_000, spent: 403_050, paid: 318_050, returned: 0 };
    const money: MoneyView = { journey: journey.journey, lines, sums: [{ ...sum, inHand: 365_000 }] };
    const reader = { ...by, from: null, until: null };
    const part: PartView = {
      ...{ part: "money", stream: "part-money" as PartView["stream"], title: "", notes: [], readers: [reader] },
      ...NOTHING_KNOWN,
      ...{ money: [money], held: null },
    };
    return { ...one, parts: [...one.parts, part], closedParts: one.closedParts.filter((name) => name !== "money") };
  });
  return { ...view, cases, exposure: { ...view.exposure, things: acquainted(view) } };
};

/** The driver and one who comes along know each other; the card and the account were used together. */
const acquainted = (view: View): ThingView[] => {
  const things = view.exposure.things ?? [];
  const [driver, card, of] = [things.find(isOf("driver")), things.find(isOf("card")), view.cases[0]];
  if (driver === undefined || card === undefined || of === undefined) return things;
  const ref = ({ thing, name, kind }: ThingView) => ({ thing, name, kind });
  const escort: ThingView = {
    ...{ ...driver, thing: "0e".repeat(16) as ThingView["thing"], name: "Vera", kind: "escort", uses: [] },
    facts: { with: [], hours: "any night but Friday", area: "Lipki to Port Laz" },
  };
  const account: ThingView = {
    ...{ ...card, thing: "0f".repeat(16) as ThingView["thing"], name: "booking account 2", kind: "account", uses: [] },
  };
  const link = (other: ThingView, how: ThingLink["how"], ago: number, note = ""): ThingLink => ({
    ...{ other: ref(other), how, at: view.now - ago * HOUR, note, case: note === "" ? of.case : null },
    alias: note === "" ? of.alias : "",
  });
  const talk = "a talk at the depot";
  return [
    ...things.map((one): ThingView => {
      if (one === driver) return { ...one, links: [link(escort, "hand-over", 30), link(escort, "said", 400, talk)] };
      return one === card ? { ...one, links: [link(account, "use", 52)] } : one;
    }),
    { ...escort, links: [link(driver, "hand-over", 30), link(driver, "said", 400, talk)] },
    { ...account, links: [link(card, "use", 52)] },
  ];
};

const isOf =
  (kind: ThingView["kind"]) =>
  (one: ThingView): boolean =>
    one.kind === kind;
