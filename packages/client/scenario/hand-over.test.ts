/** A helper wrote for him, and knows his words. He goes on with words of his own; the helper reads no more of it. */
import { type CaseId, continueThreads } from "@fairlead/casework";
import { signSuccession } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Appender } from "../src/append.ts";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House } from "./house.ts";
import { insider } from "./insider.ts";

const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });

describe("a thread is handed over", () => {
  let house: House;
  let operator: Hand;
  let old: Caller;
  let next: Caller;
  const thread = (of: Caller) => operator.view().threads.find(({ mailbox }) => mailbox === of.keys.id);
  const texts = (of: Caller) => thread(of)?.messages.flatMap(({ text }) => text ?? []);

  beforeAll(async () => {
    house = await House.found();
    operator = await house.enrol("Marsh", "operator");
    old = await Caller.with(house);
    next = await Caller.with(house);
    await old.write("My cousin asks me to write for him.", { danger: "soon", where: "a town by the sea" });
    await operator.sync();
    await house.pass(HOUR);
    await done(operator.act.claim(old.keys.id));
    await done(operator.act.note(old.keys.id, "A cousin writes."));
    await done(operator.act.answer(old.keys.id, plain("Is he alone?")));
    await done(operator.act.release(old.keys.id));
    await house.pass(HOUR);
  });
  afterAll(() => house.end());

  it("[HO1] goes on as one: what was said and noted, how urgent it is; and waits", async () => {
    await old.handOverTo(next);
    await operator.sync();
    const { threads } = operator.view().queue;
    expect(threads.map(({ mailbox }) => mailbox)).toEqual([next.keys.id]);
    expect(thread(next)).toMatchObject({
      standing: "waiting",
      urgency: { level: "soon" },
      continues: { mailbox: old.keys.id, case: null },
      notes: [{ text: "A cousin writes." }],
    });
    expect(texts(next)).toEqual(["My cousin asks me to write for him.", "Is he alone?", ""]);
    expect(thread(old)?.continuedIn).toMatchObject({ mailbox: next.keys.id });
  });

  it("[HO2] is answered there and nowhere else; the old words open a mailbox that never was", async () => {
    await done(operator.act.claim(next.keys.id));
    await done(operator.act.answer(next.keys.id, plain("We read you, at your own words.")));
    expect((await next.read()).replies.map(({ text }) => text)).toEqual(["We read you, at your own words."]);
    expect(await operator.act.answer(old.keys.id, plain("To whoever helped."))).toEqual({ kind: "thread-continued" });
    expect(await old.read()).toEqual({ replies: [], unconfirmed: 0 });
    await house.pass(HOUR);
    // New reply keys sign unread replies again: none comes back by it.
    expect(await house.founder.act.rotateIntake()).toEqual({ kind: "done" });
    await operator.sync();
    expect(await old.read()).toEqual({ replies: [], unconfirmed: 0 });
    expect((await next.read()).replies).toHaveLength(1);
  });

  it("[HO2] warns where somebody uses the old words: that stands in the queue by itself, marked", async () => {
    await house.pass(HOUR);
    await old.write("It is me. Tell me where he is now.", { danger: "now" });
    await operator.sync();
    expect(operator.view().status.alarms).toEqual([]);
    const [first] = operator.view().queue.threads;
    expect(first).toMatchObject({
      mailbox: old.keys.id,
      continuedIn: { mailbox: next.keys.id },
      urgency: { level: "now" },
    });
    expect(first?.messages.filter(({ givenUp }) => givenUp).map(({ text }) => text)).toEqual([
      "It is me. Tell me where he is now.",
    ]);
    expect(texts(next)).not.toContain("It is me. Tell me where he is now.");
    // A console that unlocks later, and one that remembers, read the second chain alike.
    expect((await house.open("Marsh")).view().queue.threads[0]).toEqual(first);
  });

  it("[HO1] a second one who goes on from the same thread is shown as a claim: the old words are all it has", async () => {
    const helper = await Caller.with(house);
    await old.handOverTo(helper);
    await operator.sync();
    expect(thread(helper)).toMatchObject({ continues: null, claimsToContinue: { mailbox: old.keys.id } });
    expect(texts(helper)).toEqual([""]);
    expect(thread(old)?.continuedIn).toMatchObject({ mailbox: next.keys.id });
  });

  it("[HO1] without the old key nobody goes on from anything", async () => {
    const thief = await Caller.with(house);
    const { organisation } = house.pin;
    const forged = signSuccession({ ...thief.keys, id: next.keys.id }, organisation, thief.keys.id);
    await thief.write("I am he.", {}, "none", undefined, { continues: forged });
    const borrowed = signSuccession(next.keys, organisation, old.keys.id);
    await thief.write("I am he, I say.", {}, "none", undefined, { continues: borrowed });
    await operator.sync();
    expect(thread(thief)).toMatchObject({ continues: null, claimsToContinue: null });
    expect(texts(thief)).toEqual(["I am he.", "I am he, I say."]);
  });
});

describe("a phone that was taken goes on with words of whoever holds it", () => {
  const phone = { reason: "his sister says the phone was taken", holding: "Thank you for writing." };

  it("[MB8] frozen, a thread goes on nowhere by itself: nothing that was said or verified goes along", async () => {
    const house = await House.found();
    const operator = await house.enrol("Marsh", "operator");
    const [old, taker] = [await Caller.with(house), await Caller.with(house)];
    const thread = (of: Caller) => operator.view().threads.find(({ mailbox }) => mailbox === of.keys.id);
    await old.write("An invented call.");
    await operator.sync();
    await done(operator.act.claim(old.keys.id));
    await done(operator.act.note(old.keys.id, "Hides with an invented aunt."));
    await done(operator.act.freeze(old.keys.id, phone));
    await house.pass(HOUR);
    await old.handOverTo(taker);
    await operator.sync();
    expect(thread(taker)).toMatchObject({ continues: null, claimsToContinue: { mailbox: old.keys.id }, notes: [] });
    expect(thread(old)).toMatchObject({ continuedIn: null, frozen: { by: { handle: "Marsh" } } });
    expect(thread(taker)?.messages.flatMap(({ text }) => text ?? [])).toEqual([""]);
    await house.end();
  });

  it("[MB8] and no case follows it: neither its team nor its card", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    const [old, taker] = [await Caller.with(house), await Caller.with(house)];
    await old.write("An invented call.");
    await willow.sync();
    const team = { alias: "Blue door", people: 1, owner: willow.me.id, standIn: null, team: [] };
    const { case: theCase } = await done(willow.act.openCase(old.keys.id, team));
    await done(willow.act.freeze(old.keys.id, phone));
    await house.pass(HOUR);
    await old.handOverTo(taker);
    await willow.sync();
    await willow.sync();
    const { queue, cases } = willow.view();
    expect(queue.threads.map(({ mailbox }) => mailbox)).toContain(taker.keys.id);
    expect(queue.threads[0]).toMatchObject({ continues: null, claimsToContinue: { mailbox: old.keys.id } });
    expect(cases.find((one) => one.case === theCase)?.messages.map(({ text }) => text)).toEqual(["An invented call."]);
    await willow.act.answerCase(theCase ?? fail(), plain("Go to the blue door at nine."));
    expect(await taker.read()).toEqual({ replies: [], unconfirmed: 0 });
    await house.end();
  });
});

describe("the person of a case goes on with other words", () => {
  let house: House;
  let willow: Hand;
  let old: Caller;
  let next: Caller;
  let theCase: CaseId | undefined;
  afterAll(() => house.end());

  it("[HO1] and the case follows: letters, card and answers, with nobody doing anything", async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    const operator = await house.enrol("Marsh", "operator");
    [old, next] = [await Caller.with(house), await Caller.with(house)];
    await old.write("An invented call.");
    await willow.sync();
    const team = { alias: "Blue door", people: 1, owner: willow.me.id, standIn: null, team: [] };
    ({ case: theCase } = await done(willow.act.openCase(old.keys.id, team)));
    await house.pass(HOUR);
    await old.handOverTo(next);
    // Until its team comes by, whoever is there sees somebody waiting.
    await operator.sync();
    expect(operator.view().queue.threads.map(({ mailbox }) => mailbox)).toContain(next.keys.id);

    await willow.sync();
    await willow.sync();
    await operator.sync();
    expect(operator.view().queue.threads).toEqual([]);
    await next.write("By my own words now.");
    await willow.sync();
    const seen = willow.view().cases.find((one) => one.case === theCase);
    expect(seen?.messages.map(({ text }) => text)).toEqual(["An invented call.", "", "By my own words now."]);
    await done(willow.act.answerCase(theCase ?? fail(), plain("The case answers.")));
    expect((await next.read()).replies.map(({ text }) => text)).toEqual(["The case answers."]);
    expect(await old.read()).toEqual({ replies: [], unconfirmed: 0 });
    // Nor does the case say that somebody was told what could only be written to the words that were given up.
    const there = { ...plain("To whoever helped."), mailbox: old.keys.id };
    expect(await willow.act.answerCase(theCase ?? fail(), there)).toEqual({ kind: "thread-continued" });
    const told = willow.view().cases.find((one) => one.case === theCase)?.messages;
    expect(told?.map(({ text }) => text)).not.toContain("To whoever helped.");
    // What is written now is sealed to the case: who answers the hotline reads none of it.
    await operator.sync();
    expect(operator.view().threads.flatMap(({ messages }) => messages.flatMap(({ text }) => text ?? []))).not.toContain(
      "By my own words now.",
    );
  });

  it("[HO2] what whoever helped writes with the old words stays marked in the case, also once the case keeps it", async () => {
    await house.pass(HOUR);
    await old.write("It is me. Tell me where he is now.");
    for (let round = 0; round < 3; round += 1) {
      await willow.sync();
      const seen = willow.view().cases.find((one) => one.case === theCase)?.messages;
      const late = seen?.filter(({ text }) => text === "It is me. Tell me where he is now.");
      expect(late?.map(({ givenUp }) => givenUp)).toEqual([true]);
    }
  });
});

describe("an operator says that a case goes on in a mailbox of his own", () => {
  it("[HO1] [P3] nobody's client takes it at his word: no card, no answers, no letters of the case go there", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    await house.enrol("Marsh", "operator");
    const [person, his] = [await Caller.with(house), await Caller.with(house)];
    await person.write("An invented call.");
    await willow.sync();
    const team = { alias: "Blue door", people: 1, owner: willow.me.id, standIn: null, team: [] };
    const { case: theCase } = await done(willow.act.openCase(person.keys.id, team));
    await his.write("An invented call of nobody.");
    const marsh = await insider(house, house.phraseOf("Marsh"));
    const said = { mailbox: his.keys.id, from: person.keys.id, seen: 1 };
    const written = await new Appender(marsh).write((hand) => {
      const outcome = continueThreads(marsh.state, [said], hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    });
    expect(written).toMatchObject({ kind: "passed-over", why: { kind: "not-proven" } });
    await willow.sync();
    await willow.sync();
    await willow.act.answerCase(theCase ?? fail(), plain("Go to the blue door at nine."));
    expect(await his.read()).toEqual({ replies: [], unconfirmed: 0 });
    expect((await person.read()).replies.map(({ text }) => text)).toEqual(["Go to the blue door at nine."]);
    await house.end();
  });
});

function fail(): never {
  throw new Error("no case");
}
