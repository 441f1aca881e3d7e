import { type BoardMatch, type MatchedWith, matchBoard } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House } from "./house.ts";

/** What a console computes, from what its member's hand has opened and from nothing else. */
const matchesOf = (hand: Hand, subject: MatchedWith): BoardMatch[] => {
  const [board, view] = [matchBoard(), hand.view()];
  for (const _ of board.refresh(view));
  return board.matchesOf(subject, view)?.matches ?? [];
};

describe("one person, two threads, a real server", () => {
  let house: House;
  let first: Caller;
  let second: Caller;
  const hands: Record<string, Hand> = {};
  const hand = (handle: string): Hand => {
    const one = hands[handle];
    if (one === undefined) throw new TypeError(`nobody is called ${handle}`);
    return one;
  };
  const syncAll = async () => {
    for (let round = 0; round < 2; round++) for (const one of Object.values(hands)) await one.sync();
  };
  const thread = (caller: Caller): MatchedWith => ({ kind: "thread", mailbox: caller.keys.id });

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Marsh", "operator");
    await house.enrol("Reed", "operator");
    await house.enrol("Willow", "caseworker");
    for (const handle of ["Anchor", "Marsh", "Reed", "Willow"]) hands[handle] = await house.open(handle);
    [first, second] = [await Caller.with(house), await Caller.with(house)];
    await first.write("Меня зовут Хамзат Придуманов, телефон 8 (900) 000-41-16.");
    await second.write("اسمي حمزات بريدومانوف. رقمي ٠٠٧٩٠٠٠٠٠٤١١٦");
    await syncAll();
  });
  afterAll(() => house?.end());

  it("whoever reads both letters sees that they match, and why", () => {
    const [match] = matchesOf(hand("Marsh"), thread(second));
    expect(match).toMatchObject({
      subject: thread(first),
      strength: "strong",
      reasons: [
        { kind: "identifier", what: "phone", sure: true },
        { kind: "name", words: [{ reason: "unwritten-vowels" }, { reason: "unwritten-vowels" }] },
      ],
    });
  });

  it("[P11] somebody on the list is one operator's word, for everybody to see, until a second confirms it", async () => {
    const said = { names: ["Khamzat Pridumanov"], identifiers: [], reason: "asked for the driver", source: "a thread" };
    const { known } = await done(hand("Marsh").act.addKnown({ kind: "infiltrator", ...said }));
    await syncAll();
    expect(hand("Reed").view().board.known).toMatchObject([
      { by: { handle: "Marsh" }, confirmed: null, mayConfirm: true },
    ]);
    expect(await hand("Marsh").act.confirmKnown(known, "I am sure")).toEqual({ kind: "own-proposal" });
    await done(hand("Reed").act.confirmKnown(known, "asked me too"));
    await syncAll();
    const [match] = matchesOf(hand("Willow"), thread(first)).filter(({ subject }) => subject.kind === "known");
    expect(match).toMatchObject({ strength: "strong" });
    // It changes nothing for the caller: the thread waits where it waited.
    expect(
      hand("Willow")
        .view()
        .queue.threads.map(({ mailbox }) => mailbox),
    ).toContain(first.keys.id);
  });

  it("[P3] [MB4] taken into a case, a thread matches for those who hold the case, and for nobody else", async () => {
    await hand("Marsh").act.verifyThread(first.keys.id, {
      statement: "was held in April",
      source: "the caller",
      corroboration: "a friend says so too",
      against: "",
      certainty: "likely",
    });
    const willow = hand("Willow");
    await willow.sync();
    const opened = { alias: "Rowan", people: 1, owner: willow.me.id, standIn: null, team: [] };
    const { case: theCase } = await done(willow.act.openCase(first.keys.id, opened));
    await syncAll();
    const isOfTheList = ({ subject }: BoardMatch) => subject.kind === "known";
    expect(matchesOf(hand("Marsh"), thread(second)).filter((match) => !isOfTheList(match))).toEqual([]);
    const [match] = matchesOf(willow, thread(second)).filter((one) => !isOfTheList(one));
    expect(match?.subject).toEqual({ kind: "case", case: theCase });
    await done(
      willow.act.judgeMatch({
        here: { kind: "thread", mailbox: second.keys.id },
        there: { kind: "case", case: theCase },
        verdict: "same",
        reason: "PLANTED-REASON",
      }),
    );
    await syncAll();
    expect(matchesOf(willow, thread(second)).find((one) => !isOfTheList(one))?.judged).toMatchObject({
      verdict: "same",
    });
    expect(JSON.stringify(hand("Marsh").view())).not.toContain("PLANTED-REASON");
    // What was thought of the caller's word moved along, as its author had said it.
    expect(willow.view().cases[0]?.statements).toMatchObject([
      { statement: "was held in April", certainty: "likely", by: { handle: "Marsh" }, carriedBy: { handle: "Willow" } },
    ]);
  });
});
