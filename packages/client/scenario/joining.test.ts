/** A phone was seized; its owner comes back with other words. Somebody knows the voice, and says so. */
import { streamOf } from "@fairlead/casework";
import { newId, type StreamId } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseInHand, Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House, random } from "./house.ts";
import { LawlessConsole } from "./policy/console.ts";

const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });
const phone = { reason: "a friend says the phone was taken", holding: "Thank you for writing." };
const vouched = "a friend has heard the voice";

describe("[MB8] somebody comes back from another mailbox", () => {
  let house: House;
  let willow: Hand;
  let marsh: Hand;
  let reed: Hand;
  let old: Caller;
  let next: Caller;
  const theCase = (): CaseInHand => willow.view().cases[0] ?? fail();
  const texts = () => theCase().messages.map(({ text }) => text);

  beforeAll(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    marsh = await house.enrol("Marsh", "operator");
    reed = await house.enrol("Reed", "caseworker");
    [old, next] = [await Caller.with(house), await Caller.with(house)];
  });
  afterAll(() => house.end());

  it("what was flagged, and who vouched, goes into the case with a thread", async () => {
    await old.write("An invented call.", {}, "none", undefined, { voucher: "kettle orchard" });
    await marsh.sync();
    await done(marsh.act.flag(old.keys.id, "suicide-risk", true, "stated"));
    await done(marsh.act.flag(old.keys.id, "minor", true));
    await done(marsh.act.flag(old.keys.id, "minor", false));
    await willow.sync();
    const team = { alias: "Blue door", people: 1, owner: willow.me.id, standIn: null, team: [] };
    await done(willow.act.openCase(old.keys.id, team));
    await willow.sync();
    expect(theCase()).toMatchObject({ flags: ["suicide-risk"], vouchedBy: { words: "kettle orchard", from: null } });
  });

  it("is not joined without a reason, by an operator, or by one who does not hold the case", async () => {
    await done(willow.act.freeze(old.keys.id, phone));
    await house.pass(HOUR);
    await next.write("It is me, from an invented friend's phone.");
    for (const hand of [willow, marsh, reed]) await hand.sync();
    await done(marsh.act.setContactWindow(next.keys.id, { window: "after nine", mayRing: false }));
    const sent = { to: "an invented lawyer", purpose: "papers", consent: "said yes by letter" };
    await done(marsh.act.refer({ mailbox: next.keys.id, case: null }, sent));
    const { case: id } = theCase();
    expect(await willow.act.joinCase(next.keys.id, { case: id, why: " " })).toEqual({
      kind: "incomplete",
      field: "reason",
    });
    for (const hand of [marsh, reed])
      expect(await hand.act.joinCase(next.keys.id, { case: id, why: vouched })).toEqual({ kind: "no-such-case" });
    expect(willow.view().queue.threads.map(({ mailbox }) => mailbox)).toEqual([next.keys.id]);
  });

  it("joined, its letters, its window and what it writes from now on are the case's, and nobody else's", async () => {
    await done(willow.act.joinCase(next.keys.id, { case: theCase().case, why: vouched }));
    expect(willow.view().queue.threads).toEqual([]);
    expect(texts()).toEqual(["An invented call.", "It is me, from an invented friend's phone."]);
    expect(theCase().contactWindow?.text).toBe("after nine");
    const told = theCase().timeline.map(({ what }) => what);
    expect(told).toContainEqual(expect.objectContaining({ kind: "mailbox", why: vouched }));
    expect(told).toContainEqual({ kind: "note", text: "an invented lawyer · papers · said yes by letter" });
    await next.write("By these words now.");
    for (const hand of [willow, marsh]) await hand.sync();
    expect(texts()).toContain("By these words now.");
    expect(JSON.stringify(marsh.view())).not.toContain("invented friend");
    expect(JSON.stringify(marsh.view())).not.toContain("By these words now.");
    // A console that unlocks now is given nothing of what was there before.
    expect(JSON.stringify((await house.open("Marsh")).view())).not.toContain("invented friend");
    await done(willow.act.answerCase(theCase().case, plain("We know your voice.")));
    expect((await next.read()).replies.map(({ text }) => text)).toEqual(["We know your voice."]);
    expect((await old.read()).replies.map(({ text }) => text)).not.toContain("We know your voice.");
    expect(willow.view().status.alarms).toEqual([]);
    expect(await willow.act.joinCase(next.keys.id, { case: theCase().case, why: vouched })).toEqual({
      kind: "thread-in-case",
    });
  });

  it("[CO5] a caseworker who names a compartment of his own as that case's spine leads nobody there", async () => {
    const his = await Caller.with(house);
    await his.write("An invented call of nobody.");
    const lawless = await LawlessConsole.open(house, "Reed");
    const contact = newId<StreamId>(random);
    const stream = streamOf(lawless.held.state, "intake") ?? fail();
    const { case: id, alias } = theCase();
    const said = { op: "takeIntoCase" as const, mailbox: his.keys.id, case: id, alias, contact, upTo: 0 };
    expect(await lawless.write({ stream, operations: [said] })).toEqual({ kind: "done" });
    await willow.sync();
    expect(texts()).toContain("By these words now.");
    expect(willow.view().queue.threads.map(({ mailbox }) => mailbox)).toEqual([his.keys.id]);
  });
});

function fail(): never {
  throw new Error("not there");
}
