import { type MailboxId, playSeason, queueView, season, type ThreadView } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { EVERYTHING, filtered, isEverything, languagesIn } from "./filter.ts";
import { heldOrder } from "./held-order.ts";

const play = playSeason(season(7, 17_295));
const { threads } = queueView(play.state, play.outsideFor("plover"));
const [first] = threads;
const made = (id: string, change: Partial<ThreadView> = {}): ThreadView => {
  if (first === undefined) throw new Error("an empty season");
  return { ...first, mailbox: id as MailboxId, messages: [...first.messages], aside: null, claim: null, ...change };
};
const now = { ...made("x").urgency, level: "now" as const };
const soon = { ...now, level: "soon" as const };
const names = (list: readonly ThreadView[]) => list.map(({ mailbox }) => mailbox);

describe("what of the queue is looked at", () => {
  const list = [
    made("a", { name: "Grey kettle", urgency: now, language: "ru", waitingSince: 1 }),
    made("b", { name: "Blue ladder", urgency: soon, language: "en", waitingSince: null }),
    made("c", {
      name: "Thin bridge",
      urgency: soon,
      language: "ru",
      waitingSince: 2,
      notes: [{ at: 1, by: {} as never, text: "Ещё в Тарске" }],
    }),
    made("d", { name: "Dry lane", urgency: soon, language: null, waitingSince: 3, aside: { by: {} as never, at: 1 } }),
  ];

  it("keeps the order, and shows what was put aside only where that is asked for", () => {
    expect(names(filtered(list, EVERYTHING))).toEqual(["a", "b", "c"]);
    expect(names(filtered(list, { ...EVERYTHING, aside: true }))).toEqual(["d"]);
    expect(isEverything(EVERYTHING)).toBe(true);
    expect(isEverything({ ...EVERYTHING, text: " " })).toBe(true);
    expect(isEverything({ ...EVERYTHING, waiting: true })).toBe(false);
  });

  it("by urgency, by language, by who waits, by words in any case and with or without ё", () => {
    expect(names(filtered(list, { ...EVERYTHING, urgency: "soon" }))).toEqual(["b", "c"]);
    expect(names(filtered(list, { ...EVERYTHING, language: "ru" }))).toEqual(["a", "c"]);
    expect(names(filtered(list, { ...EVERYTHING, waiting: true }))).toEqual(["a", "c"]);
    expect(names(filtered(list, { ...EVERYTHING, text: "КЕТТ grey" }))).toEqual([]);
    expect(names(filtered(list, { ...EVERYTHING, text: "kettle GREY" }))).toEqual(["a"]);
    expect(names(filtered(list, { ...EVERYTHING, text: "еще тарске" }))).toEqual(["c"]);
    expect(languagesIn(list)).toEqual(["ru", "", "en"]);
  });

  it("finds nothing under a cover that nobody has lifted", () => {
    const [letter] = made("x").messages;
    if (letter === undefined) throw new Error("a thread without letters");
    const covered = made("e", {
      known: [],
      notes: [],
      messages: [{ ...letter, text: "terrible", covered: {} as never }],
    });
    expect(filtered([covered], { ...EVERYTHING, text: "terrible" })).toEqual([]);
    const open = made("f", { messages: [{ ...letter, text: "terrible", covered: null }] });
    expect(filtered([open], { ...EVERYTHING, text: "terrible" })).toHaveLength(1);
  });
});

describe("an order that is held while somebody works in it", () => {
  const held = [made("a", { urgency: soon }), made("b", { urgency: soon }), made("c", { urgency: soon })];

  it("nothing moves under the pointer; that it would have is said, and a now first", () => {
    const call = { urgency: now, waitingSince: 5 };
    const live = [made("new", call), made("c", call), made("a", { urgency: soon }), made("b", { urgency: soon })];
    const order = heldOrder(held, live);
    expect(names(order.threads)).toEqual(["a", "b", "c"]);
    expect(order.threads[2]?.urgency.level).toBe("now");
    expect(order).toMatchObject({ changed: true, fresh: 1, now: 2 });
  });

  it("says nothing where nothing has changed, or a colleague has taken the now", () => {
    expect(heldOrder(held, [...held])).toMatchObject({ changed: false, fresh: 0, now: 0 });
    const taken = made("new", { urgency: now, waitingSince: 5, claim: { by: {} as never, until: 1, mine: false } });
    expect(heldOrder(held, [taken, ...held])).toMatchObject({ changed: true, fresh: 1, now: 0 });
  });

  it("what has left the queue leaves the list", () => {
    const live = held.filter(({ mailbox }) => mailbox !== "b");
    expect(names(heldOrder(held, live).threads)).toEqual(["a", "c"]);
  });
});
