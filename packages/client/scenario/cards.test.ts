import { lostAnswerIn, lostAnswerOf } from "@fairlead/casework";
import { CARD_HOURS, deskKeys, type Hash, hourOf, type MailboxId, makeEpochKey, signCard } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { intakeSigner } from "../src/cards.ts";
import type { Held } from "../src/held.ts";
import { type Hand, MemoryShelf, openHand, type Transport } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, House, random } from "./house.ts";
import { insider } from "./insider.ts";

const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });

let house: House;
let caller: Caller;
let operator: Hand;
let phrase: string;

/** Puts a card with keys of his own on top of what the server has. */
async function plant(held: Held, mailbox: "new" | MailboxId, desk: string): Promise<Hash> {
  const signer = await intakeSigner(held);
  if (signer === null) throw new Error("an insider of intake holds its key");
  const { kemKey, replyKey } = await deskKeys(makeEpochKey(random));
  const before = (await caller.card()) as { counter: number; hash: Hash };
  const card = signCard(
    {
      organisation: house.pin.organisation,
      mailbox,
      kemKey,
      replyKey,
      counter: before.counter + 1,
      previous: before.hash,
      expires: hourOf(house.now) + CARD_HOURS,
      rosterHead: held.roster.head,
    },
    signer.signSeed,
  );
  const answer = await held.session.call("/api/card", { card: card.bytes, desk });
  expect(answer.has("accepted")).toBe(true);
  return card.hash;
}

beforeEach(async () => {
  house = await House.found();
  const enrolled = await house.founder.enrol({ handle: "Marsh", role: "caseworker" });
  if (enrolled.kind !== "done") throw new Error(enrolled.kind);
  phrase = enrolled.phrase;
  operator = await open();
  caller = await Caller.with(house);
  await caller.write("An invented call.", { danger: "now" });
  await operator.sync();
});
afterEach(() => house.end());

async function open(clock = house.clock, line: { transport: Transport } = house.line(), shelf?: MemoryShelf) {
  const device = shelf === undefined ? {} : { shelf, release: house.release };
  const effects = { transport: line.transport, clock, random, ...device };
  const opened = await openHand(effects, house.pin, phrase, [ENGLISH]);
  if (opened.kind !== "open") throw new Error(opened.kind);
  return opened.hand;
}

describe("[MB4] cards", () => {
  it("[MB3] a reply stays readable while the card is renewed day after day", async () => {
    await operator.act.claim(caller.keys.id);
    await operator.act.answer(caller.keys.id, plain("At the station at six."));
    for (let day = 0; day < 8; day++) {
      await house.pass(DAY_MS);
      await operator.sync();
    }
    const { replies, unconfirmed } = await caller.read();
    expect(replies.map(({ text }) => text)).toEqual(["At the station at six."]);
    expect(unconfirmed).toBe(0);
  });

  it("renews many in pieces: what somebody presses meanwhile does not wait for all of them", async () => {
    const team = { owner: operator.me.id, standIn: null, team: [] };
    const callers = [caller, await Caller.with(house), await Caller.with(house), await Caller.with(house)];
    for (const [index, one] of callers.entries()) {
      if (index > 0) await one.write("Another invented call.");
      await operator.sync();
      await done(operator.act.openCase(one.keys.id, { alias: `Invented ${index}`, people: 1, ...team }));
    }
    const [first] = operator.view().cases;
    if (first === undefined) throw new Error("nothing is taken into a case");
    await house.pass(8 * DAY_MS);
    const calls: string[] = [];
    let [asked, pressed]: [boolean, Promise<unknown>] = [false, Promise.resolve()];
    const { transport } = house.line();
    const slow: Transport = async (path, body, token) => {
      calls.push(path);
      if (path === "/api/card" && asked) house.now += 600;
      if (path === "/api/card" && !asked) {
        asked = true;
        pressed = hand.act.noteCase(first.case, "pressed meanwhile").then(() => calls.push("pressed"));
      }
      return transport(path, body, token);
    };
    const hand = await open(house.clock, { transport: slow });
    await hand.sync();
    await pressed;
    const cards = calls.flatMap((path, at) => (path === "/api/card" ? [at] : []));
    expect(cards.length).toBeGreaterThan(callers.length);
    expect(calls.indexOf("pressed")).toBeLessThan(cards.at(-1) ?? 0);
    // All of them were renewed none the less: each thread that got one is looked at once more, and then it is quiet.
    await hand.sync();
    const before = calls.length;
    await hand.sync();
    expect(calls.slice(before)).not.toContain("/api/card");
    hand.lock();
  });

  it("[MB3] [MB5] what lies there under the key that counts is signed again by no later unlock", async () => {
    await done(operator.act.claim(caller.keys.id));
    await done(operator.act.answer(caller.keys.id, plain("Stay where you are.")));
    await done(operator.act.answer(caller.keys.id, { ...plain("At the station at six."), standing: true }));
    const team = { owner: operator.me.id, standIn: null, team: [] };
    await done(operator.act.openCase(caller.keys.id, { alias: "Grey kettle", people: 1, ...team }));
    await operator.sync();
    const line = house.line();
    const next = await open(house.clock, line);
    await next.sync();
    await next.sync();
    expect(line.sent.map(({ path }) => path)).not.toContain("/api/reply");
    const { replies, unconfirmed } = await caller.read();
    expect(replies.map(({ text }) => text)).toEqual(["Stay where you are.", "At the station at six."]);
    expect(unconfirmed).toBe(0);
  });

  it("[MB7] a reply whose row never came is mended, also where others were signed again meanwhile", async () => {
    await done(operator.act.claim(caller.keys.id));
    await done(operator.act.answer(caller.keys.id, plain("Stay where you are.")));
    const team = { owner: operator.me.id, standIn: null, team: [] };
    await done(operator.act.openCase(caller.keys.id, { alias: "Grey kettle", people: 1, ...team }));
    await operator.sync();
    const line = house.line();
    const next = await open(house.clock, line);
    line.refuse("/api/reply");
    const { case: id } = next.view().cases[0] ?? expect.fail("no case");
    await next.act.answerCase(id, { ...plain("At the station at six."), mailbox: caller.keys.id });
    await operator.sync();
    expect((await caller.read()).replies.map(({ text }) => text)).toContain("At the station at six.");
  });

  it("[MB7] [MB8] what never came is not sent by itself once it is old, nor of a case that is closed or where somebody is held", async () => {
    await done(operator.act.claim(caller.keys.id));
    const team = { owner: operator.me.id, standIn: null, team: [] };
    await done(operator.act.openCase(caller.keys.id, { alias: "Grey kettle", people: 1, ...team }));
    await operator.sync();
    const line = house.line();
    const next = await open(house.clock, line);
    line.refuse("/api/reply");
    const { case: id } = next.view().cases[0] ?? expect.fail("no case");
    await next.act.answerCase(id, { ...plain("At the station at six."), mailbox: caller.keys.id });
    next.lock();
    await house.pass(3 * DAY_MS);
    await operator.sync();
    expect((await caller.read()).replies).toEqual([]);
    const messages = () => operator.view().cases[0]?.messages.filter(({ direction }) => direction === "to-mailbox");
    expect(messages()?.map(({ arrived }) => arrived)).toEqual([false]);
    const lost = () => operator.view().cases.map((one) => lostAnswerOf(one, operator.view().now)?.text);
    expect(lost()).toEqual(["At the station at six."]);
    const later = house.line();
    const third = await open(house.clock, later);
    later.refuse("/api/reply");
    await third.act.answerCase(id, { ...plain("Behind the mill at seven."), mailbox: caller.keys.id });
    third.lock();
    await done(operator.act.setStatus(id, { status: "detained", note: "Said by her sister." }));
    await operator.sync();
    expect((await caller.read()).replies).toEqual([]);
  });

  it("[MB7] in the queue too an answer that no console sends any more is somebody's to write anew", async () => {
    const line = house.line();
    await done(operator.act.claim(caller.keys.id));
    operator.lock();
    const next = await open(house.clock, line);
    line.refuse("/api/reply");
    await next.act.answer(caller.keys.id, plain("At the station at six."));
    next.lock();
    const lost = (hand: Hand) => hand.view().threads.map((one) => lostAnswerIn(one, hand.view().now)?.text);
    await house.pass(3 * DAY_MS);
    operator = await open();
    expect(lost(operator)).toEqual(["At the station at six."]);
    // Whoever reads the thread sees so below the words themselves.
    const ours = operator.view().threads[0]?.messages.filter(({ direction }) => direction === "to-mailbox");
    expect(ours?.map(({ arrived }) => arrived)).toEqual([false]);
    await done(operator.act.claim(caller.keys.id));
    await done(operator.act.answer(caller.keys.id, plain("Behind the mill at seven.")));
    await operator.sync();
    expect(lost(operator)).toEqual([undefined]);
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["Behind the mill at seven."]);
  });

  it("[MB7] at a server of before, which lists no replies, a console goes on; what is missing is sent once that one is updated", async () => {
    await done(operator.act.claim(caller.keys.id));
    const line = house.line();
    let isOld = true;
    const transport: Transport = async (path, body, token) => {
      const answer = await line.transport(path, body, token);
      const given = (answer.body as { threads?: { replies: unknown }[] }).threads;
      if (path !== "/api/threads" || given === undefined || !isOld) return answer;
      return {
        ...answer,
        body: { ...(answer.body as object), threads: given.map(({ replies: _, ...thread }) => thread) },
      };
    };
    const shelf = new MemoryShelf();
    const before = await open(house.clock, { transport }, shelf);
    line.refuse("/api/reply");
    await before.act.answer(caller.keys.id, plain("At the station at six."));
    expect(before.view().status).toMatchObject({ refused: null, halted: [] });
    line.admit("/api/reply");
    before.lock();
    const again = await open(house.clock, { transport }, shelf);
    await again.sync();
    expect(again.view().threads.map(({ messages }) => messages.length)).toEqual([2]);
    expect((await caller.read()).replies).toEqual([]);
    again.lock();
    // What the device kept of the one before opens without a network, and hides nothing from the next round.
    isOld = false;
    line.cut = true;
    const next = await open(house.clock, { transport }, shelf);
    expect(next.view().threads).toHaveLength(1);
    line.cut = false;
    await next.sync();
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["At the station at six."]);
    next.lock();
  });

  it("a clock that runs ahead spoils nobody's card, and its own console says so", async () => {
    const ahead = await open(() => house.now + 60 * DAY_MS);
    await ahead.sync();
    expect(ahead.view().status.halted).toMatchObject([{ about: "card", code: "FL_CLOCK" }]);
    for (let day = 0; day < 20; day++) {
      await house.pass(DAY_MS);
      await operator.sync();
    }
    expect((await caller.card()).expires).toBeGreaterThan(hourOf(house.now) + 9 * 24);
    expect(operator.view().status).toMatchObject({ halted: [], alarms: [] });
    expect(operator.view().status.card?.expires).toBe((await caller.card()).expires);
  });

  it("one that nobody recorded alarms, and ours goes on top of it in the same round", async () => {
    const held = await insider(house, phrase);
    const stream = held.compartment("intake-keys")?.stream ?? "";
    const planted = await plant(held, "new", stream);
    expect((await caller.card()).hash).toBe(planted);
    await operator.sync();
    expect(operator.view().status.alarms).toEqual([{ kind: "unknown-card", mailbox: "new", seq: 0 }]);
    const now = await caller.card();
    expect(now.previous).toBe(planted);
    expect(operator.view().status.card).toEqual({ expires: now.expires });
    await caller.write("Sealed to ours again.");
    await operator.sync();
    expect(operator.view().threads[0]?.messages.map(({ text }) => text)).toContain("Sealed to ours again.");
  });

  it("so does one for a case's mailbox", async () => {
    const team = { owner: operator.me.id, standIn: null, team: [] };
    const opened = await operator.act.openCase(caller.keys.id, { alias: "Grey kettle", people: 1, ...team });
    expect(opened.kind).toBe("done");
    await operator.sync();
    const held = await insider(house, phrase);
    const contact = operator.view().cases[0]?.parts.find(({ part }) => part === "contact")?.stream ?? "";
    const planted = await plant(held, caller.keys.id, contact);
    await operator.sync();
    expect(operator.view().status.alarms).toEqual([{ kind: "unknown-card", mailbox: caller.keys.id, seq: 0 }]);
    expect((await caller.card()).previous).toBe(planted);
  });

  it("renewing and rotating are not done while the server refuses the card", async () => {
    const held = house.founder;
    const line = house.line();
    const refusing: typeof line.transport = async (path, body, token) =>
      path === "/api/card" ? { status: 409, body: { code: "FL_CARD_CHAIN" } } : line.transport(path, body, token);
    const effects = { transport: refusing, clock: house.clock, random };
    const opened = await openHand(effects, house.pin, phrase, [ENGLISH]);
    if (opened.kind !== "open") throw new Error(opened.kind);
    const before = await caller.card();
    expect(await opened.hand.act.renewCard()).toEqual({ kind: "refused-by-server", code: "FL_CARD_CHAIN" });
    expect(opened.hand.view().status.halted).toMatchObject([{ about: "card", code: "FL_CARD_CHAIN" }]);
    expect((await caller.card()).hash).toBe(before.hash);
    // Recorded and not published: the next hand finishes.
    await held.sync();
    expect((await caller.card()).counter).toBe(before.counter + 1);
  });
});
