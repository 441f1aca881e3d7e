import { mailboxKeys, readCodeWords, stretch } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Call, Hand } from "../src/index.ts";
import { MemoryShelf } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House, type Line } from "./house.ts";

const SAID = "An invented caller: the cousins have her telephone and know the street.";

describe("someone is on the telephone", () => {
  let house: House;
  let line: Line;
  let operator: Hand;
  let second: Hand;
  let caseworker: Hand;
  let call: Call;

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Marsh", "operator");
    second = await house.enrol("Reed", "operator");
    caseworker = await house.enrol("Willow", "caseworker");
    line = house.line();
    operator = await house.open("Marsh", line);
    await house.founder.sync();
    await Promise.all([operator.sync(), second.sync(), caseworker.sync()]);
  });
  afterAll(() => house?.end());

  it("an operator types what is said; it is in the queue, urgent, and claimed by who typed it", async () => {
    const begun = await done(operator.act.beginCall("en"));
    call = {
      words: begun.words,
      message: begun.message,
      language: "ru",
      text: SAID,
      answers: { danger: "soon", where: "a town that does not exist" },
      urgency: { urgency: "now", reason: "they are on their way" },
      window: { window: "until six, from a neighbour's telephone", mayRing: true },
      flags: ["minor"],
      note: "Words read out and said back.",
    };
    const { mailbox } = await done(operator.act.takeCall(call));
    await Promise.all([operator.sync(), second.sync()]);
    const thread = second.view().queue.threads.find((one) => one.mailbox === mailbox);
    expect(thread).toMatchObject({
      standing: "waiting",
      urgency: { level: "now", reason: "they are on their way" },
      claim: { by: { handle: "Marsh" }, mine: false },
      contactWindow: { text: "until six, from a neighbour's telephone", mayRing: true },
      flags: ["minor"],
      language: "ru",
      via: "telephone",
      outsideWays: ["telephone"],
    });
    expect(thread?.messages[0]).toMatchObject({ text: SAID, via: "telephone", onArrival: false });
    expect(thread?.notes[0]?.text).toBe("Words read out and said back.");
  });

  it("with the words that were read out the caller comes back to the page and reads the answer", async () => {
    const read = readCodeWords(call.words.join(" "), [ENGLISH]);
    if (read.kind !== "words") throw new Error("the words do not read");
    const caller = new Caller(house, await mailboxKeys(await stretch(read.entropy, house.pin.organisation)));
    await done(
      operator.act.answer(caller.keys.id, { text: "We are with you.", standing: false, until: null, checkInBy: null }),
    );
    const { replies } = await caller.read();
    expect(replies.map(({ text }) => text)).toEqual(["We are with you."]);
    await caller.write("I am on the page now.");
    await second.sync();
    const thread = second.view().threads.find(({ mailbox }) => mailbox === caller.keys.id);
    // How the newest words came, and that not all of them came sealed.
    expect(thread).toMatchObject({ via: "page", outsideWays: ["telephone"] });
  });

  it("a case keeps how each letter came", async () => {
    const mailbox = operator.view().threads.find(({ outsideWays }) => outsideWays.length > 0)?.mailbox;
    if (mailbox === undefined) throw new Error("no thread");
    await done(operator.act.release(mailbox));
    await caseworker.sync();
    const owner = caseworker.me.id;
    const opened = await done(
      caseworker.act.openCase(mailbox, { alias: "Fern", people: 1, owner, standIn: null, team: [] }),
    );
    const kept = caseworker.view().cases.find((one) => one.case === opened.case);
    const letters = kept?.messages.filter(({ direction }) => direction === "to-team");
    expect(letters?.map(({ via }) => via)).toEqual(["telephone", "page"]);
  });

  it("[P6] [ST5] the same call sent again after a lost answer is one letter", async () => {
    const begun = await done(operator.act.beginCall("en"));
    const again: Call = { ...call, ...begun, text: "Said once, sent twice." };
    line.loseAnswer("/api/mailbox/post");
    expect((await operator.act.takeCall(again)).kind).toBe("offline");
    const { mailbox } = await done(operator.act.takeCall(again));
    await operator.sync();
    const thread = operator.view().threads.find((one) => one.mailbox === mailbox);
    expect(thread?.messages.map(({ text }) => text)).toEqual(["Said once, sent twice."]);
    expect(thread?.claim?.mine).toBe(true);
  });

  it("[P6] [ST5] other words under the same code words, from another window that took the call up, are not lost as sent", async () => {
    const begun = await done(operator.act.beginCall("en"));
    await done(operator.act.takeCall({ ...call, ...begun, text: "As it was heard in one window." }));
    const further = { ...call, ...begun, text: "As it was written down further in the other." };
    const other = await house.open("Marsh");
    expect(await other.act.takeCall(further)).toEqual({ kind: "conflict" });
    const { mailbox } = await done(other.act.takeCall({ ...further, ...(await done(other.act.beginCall("en"))) }));
    expect(other.view().threads.find((one) => one.mailbox === mailbox)).toBeDefined();
    other.lock();
  });

  it("[P6] [ST5] nor where the line drops before it is known what lies there, nor where it lies in colleagues' case", async () => {
    const dropping = house.line();
    const other = await house.open("Marsh", dropping);
    const begun = await done(operator.act.beginCall("en"));
    const { mailbox } = await done(operator.act.takeCall({ ...call, ...begun, text: "They are at the door." }));
    const further = { ...call, ...begun, text: "They are at the door, three of them." };
    dropping.refuse("/api/threads");
    expect((await other.act.takeCall(further)).kind).toBe("offline");
    other.lock();
    await done(operator.act.release(mailbox));
    await caseworker.sync();
    const team = { owner: caseworker.me.id, standIn: null, team: [] };
    await done(caseworker.act.openCase(mailbox, { alias: "Bracken", people: 1, ...team }));
    const next = await house.open("Marsh");
    expect(await next.act.takeCall(further)).toEqual({ kind: "conflict" });
    next.lock();
  });

  it("nothing said is refused before anything is sealed", async () => {
    const begun = await done(operator.act.beginCall("en"));
    const outcome = await operator.act.takeCall({ ...call, ...begun, text: "  ", answers: {} });
    expect(outcome).toEqual({ kind: "incomplete", field: "text" });
  });

  it("[P2] [ST5] two calls in two windows: neither takes the other's place on the device, and none is let go of with it", async () => {
    const shelf = new MemoryShelf();
    const window = () => house.open("Marsh", house.line(), shelf);
    const [one, other] = [await window(), await window()];
    expect([await one.keptDraft(), await other.keptDraft()]).toEqual(["", ""]);
    await done(one.keepDraft("the first call"));
    await done(other.keepDraft("the second call"));
    await done(one.keepDraft("the first call, further on"));
    // What one has sent goes; what the other has typed stays.
    await done(other.keepDraft(""));
    // Taken up by a third window, and typed on in both.
    const third = await window();
    expect(await third.keptDraft()).toBe("the first call, further on");
    await done(third.keepDraft("the first call, by the third window"));
    await done(one.keepDraft("the first call, to its end"));
    for (const hand of [one, other, third]) hand.lock();
    const next = await window();
    const found = [];
    for (let text = await next.keptDraft(); text !== ""; text = await next.keptDraft()) {
      found.push(text);
      await done(next.keepDraft(""));
    }
    expect(found.toSorted()).toEqual(["the first call, by the third window", "the first call, to its end"]);
    next.lock();
  });

  it("[P2] a half-written call outlives the lock, sealed on that device for that member alone", async () => {
    const shelf = new MemoryShelf();
    const first = await house.open("Marsh", house.line(), shelf);
    await done(first.keepDraft(SAID));
    first.lock();
    for (const name of await shelf.list())
      expect(Buffer.from((await shelf.get(name)) ?? []).includes("cousins")).toBe(false);
    const other = await house.open("Reed", house.line(), shelf);
    expect(await other.keptDraft()).toBe("");
    const again = await house.open("Marsh", house.line(), shelf);
    expect(await again.keptDraft()).toBe(SAID);
    await done(again.keepDraft(""));
    expect(await again.keptDraft()).toBe("");
    again.lock();
    // Where nothing is ever kept, that is said, and the screen can say so too.
    expect(await operator.keepDraft(SAID)).toEqual({ kind: "not-held", part: "device" });
  });
});
