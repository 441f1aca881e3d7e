import type { CaseId, StreamId } from "@fairlead/casework";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Appender } from "../src/append.ts";
import { type Hand, MemoryShelf, openHand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, HOUR, House, random } from "./house.ts";
import { insider } from "./insider.ts";

describe("watching, and what is erased in the end", () => {
  let house: House;
  let caller: Caller;
  let caseworker: Hand;
  let theCase: CaseId;

  beforeAll(async () => {
    house = await House.found();
    caller = await Caller.with(house);
    caseworker = await house.enrol("Willow", "caseworker");
  });
  afterAll(() => house.end());

  it("a watching hand shows a call without being asked, and the same view until something changes", async () => {
    const heard = vi.fn();
    const silence = caseworker.subscribe(heard);
    const stop = caseworker.watch();
    await caller.write("An invented call.");
    await vi.waitFor(() => expect(caseworker.view().queue.threads).toHaveLength(1), { timeout: 20_000 });
    expect(heard).toHaveBeenCalled();
    stop();
    silence();
    await caseworker.sync();
    const view = caseworker.view();
    await caseworker.sync();
    expect(caseworker.view()).toBe(view);
  });

  it("goes on watching from what opening has read; what came while that read is seen all the same", async () => {
    const shelf = new MemoryShelf();
    const before = await house.open("Willow", house.line(), shelf);
    await before.sync();
    before.lock();
    const line = house.line();
    const late = async (path: string) => {
      if (path !== "/api/compartments") return;
      line.listen = null;
      await caseworker.act.note(caller.keys.id, "while another desk opened");
    };
    line.listen = late;
    const notes = (hand: Hand) => hand.view().queue.threads.flatMap((one) => one.notes.map(({ text }) => text));
    const opening = await house.open("Willow", line, shelf);
    const paths = () => line.sent.map(({ path }) => path);
    expect(notes(opening)).toEqual([]);
    const opened = paths().length;
    const stop = opening.watch();
    await vi.waitFor(() => expect(notes(opening)).toEqual(["while another desk opened"]), { timeout: 20_000 });
    stop();
    await opening.sync();
    opening.lock();
    const waited = paths().slice(opened);
    expect(waited.indexOf("/api/wait")).toBeGreaterThanOrEqual(0);
    expect(waited.slice(0, waited.indexOf("/api/wait"))).not.toContain("/api/threads");
  });

  it("a closed case is erased at its hour, by the server, in all its parts; the hand lets go of it", async () => {
    const team = { owner: caseworker.me.id, standIn: null, team: [] };
    const opened = await caseworker.act.openCase(caller.keys.id, { alias: "Grey kettle", people: 1, ...team });
    if (opened.kind !== "done") throw new Error(opened.kind);
    theCase = opened.case;
    expect(await caseworker.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" })).toMatchObject({
      kind: "stage-not-open",
    });
    const moved = { to: "withdrawn" as const, people: null, decision: null, reason: "their own wish" };
    expect(await caseworker.act.moveStage(theCase, moved)).toEqual({ kind: "done" });
    expect(await caseworker.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" })).toEqual({
      kind: "done",
    });
    await house.pass(59 * DAY_MS);
    await caseworker.sync();
    expect(caseworker.view().cases).toHaveLength(1);
    await house.pass(2 * DAY_MS);
    await caseworker.sync();
    expect(caseworker.view()).toMatchObject({ cases: [], status: { halted: [] } });
    expect((await house.open("Willow")).view()).toMatchObject({ cases: [], status: { halted: [] } });
  });

  it("[RO2] only an administrator enrols", async () => {
    expect(await caseworker.enrol({ handle: "Gull", role: "operator" })).toEqual({ kind: "not-your-role" });
  });
});

describe("a letter after the thread was closed", () => {
  it("[P6] stands in the queue, in danger, and is not erased at the term of the closing before it", async () => {
    const house = await House.found();
    const operator = await house.enrol("Marsh", "operator");
    const caller = await Caller.with(house);
    await caller.write("hello?");
    await operator.sync();
    expect(await operator.act.closeThread(caller.keys.id, { outcome: "answered", note: "as agreed" })).toEqual({
      kind: "done",
    });
    await house.pass(29 * DAY_MS);
    await operator.sync();
    await caller.write("An invented cry.", { danger: "now" }, "danger");
    await operator.sync();
    const { queue, today } = operator.view();
    expect(queue.waiting).toBe(1);
    expect(today.inDanger).toMatchObject([
      { standing: "waiting", closed: null, closedBefore: { outcome: "answered" } },
    ]);
    expect(await operator.act.claim(caller.keys.id)).toEqual({ kind: "done" });
    // A member who comes by long after the first term: the letter is there for a hand that has never seen it.
    await house.pass(12 * DAY_MS);
    await operator.sync();
    await operator.sync();
    const late = await house.open("Marsh");
    expect(JSON.stringify(late.view().queue)).toContain("An invented cry.");
    // Closed again, with everything read, the term runs to its end.
    expect(await late.act.closeThread(caller.keys.id, { outcome: "answered", note: "as agreed" })).toEqual({
      kind: "done",
    });
    await house.pass(31 * DAY_MS);
    await late.sync();
    expect(JSON.stringify((await house.open("Marsh")).view())).not.toContain("An invented cry.");
    await house.end();
  });
});

describe("[P6] one wrong clock", () => {
  it("erases no letter of a closed thread before its term, and takes back no part that is lent for this shift", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    const heron = await house.enrol("Heron", "caseworker");
    await house.enrol("Marsh", "operator");
    const [caller, other] = [await Caller.with(house), await Caller.with(house)];
    await caller.write("An invented question.");
    await other.write("Another invented question.");
    await willow.sync();
    await done(willow.act.closeThread(caller.keys.id, { outcome: "answered", note: "as agreed" }));
    const team = { owner: willow.me.id, standIn: null, team: [] };
    const opened = await done(willow.act.openCase(other.keys.id, { alias: "Grey kettle", people: 1, ...team }));
    const until = house.now + 8 * HOUR;
    const lent = { part: "contact" as const, member: heron.me.id, history: "all" as const, until };
    await done(willow.act.share(opened.case, lent));
    const readers = async () => {
      const seen = (await house.open("Willow")).view().cases[0]?.parts.find(({ part }) => part === "contact");
      return seen?.readers.map(({ handle }) => handle);
    };
    await (await house.openAstray("Marsh", 31 * 24)).sync();
    await (await house.openAstray("Willow", 9)).sync();
    expect(JSON.stringify((await house.open("Marsh")).view())).toContain("An invented question.");
    expect(await readers()).toContain("Heron");
    // Who closed it had a clock a month slow: the letter itself was there by the server's hour.
    const last = await Caller.with(house);
    await last.write("The last invented question.");
    const slow = await house.openAstray("Marsh", -31 * 24);
    await done(slow.act.closeThread(last.keys.id, { outcome: "answered", note: "as agreed" }));
    await willow.sync();
    expect(JSON.stringify((await house.open("Marsh")).view())).toContain("The last invented question.");
    await house.pass(9 * HOUR);
    await willow.sync();
    expect(await readers()).not.toContain("Heron");
    await house.end();
  });
});

describe("[P6] [P11] a closing that names a term of its own", () => {
  it("erases nothing before the organisation's: not in one colleague's night, by everybody's hand", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    await house.enrol("Marsh", "operator");
    const caller = await Caller.with(house);
    await caller.write("An invented question.");
    await willow.sync();
    const held = await insider(house, house.phraseOf("Marsh"));
    const stream = held.compartment("intake")?.stream;
    if (stream === undefined) throw new Error("no intake");
    const closing = { op: "closeThread", mailbox: caller.keys.id, outcome: "answered", note: "as agreed" } as const;
    const operations = [{ ...closing, eraseAfterDays: 0, seen: 1 }];
    await done(new Appender(held).write(() => ({ kind: "draft", writes: [{ stream, operations }] })));
    await house.pass(2 * HOUR);
    await willow.sync();
    await willow.sync();
    expect(JSON.stringify((await house.open("Marsh")).view())).toContain("An invented question.");
    const closed = willow.view().threads.find(({ mailbox }) => mailbox === caller.keys.id)?.closed;
    expect(closed?.eraseAfter).toBe((closed?.at ?? 0) + 30 * DAY_MS);
    await house.pass(31 * DAY_MS);
    await willow.sync();
    expect(JSON.stringify((await house.open("Marsh")).view())).not.toContain("An invented question.");
    await house.end();
  });
});

describe("[P11] declining for good a thread that never became a case", () => {
  it("waits for the second of two operators, on their own consoles; then its term runs", async () => {
    const house = await House.found();
    const [marsh, gull] = [await house.enrol("Marsh", "operator"), await house.enrol("Gull", "operator")];
    const caller = await Caller.with(house);
    const { id } = caller.keys;
    await caller.write("An invented question.");
    await marsh.sync();
    expect(await marsh.act.closeThread(id, { outcome: "not-credible", note: "x" })).toEqual({ kind: "needs-second" });
    const said = { outcome: "not-credible" as const, text: "asks for our drivers", expires: house.now + DAY_MS };
    expect(await marsh.act.proposeDecline(id, said)).toMatchObject({ kind: "empty-handed" });
    const why = { noSafetyPlan: "nobody is in danger", noReferral: "there is nothing to refer" };
    const proposed = await marsh.act.proposeDecline(id, { ...said, ...why });
    if (proposed.kind !== "done") throw new Error(proposed.kind);
    const { decision } = proposed;
    expect(await marsh.act.decideDecline(id, decision, "approve", "so it is")).toEqual({ kind: "own-proposal" });
    await gull.sync();
    expect(gull.view().today.waitingForMe).toMatchObject([{ decision, mailbox: id, mine: "may-decide" }]);
    expect(await gull.act.decideDecline(id, decision, "approve", "read it twice")).toEqual({ kind: "done" });
    await marsh.sync();
    expect(marsh.view()).toMatchObject({
      queue: { threads: [] },
      threads: [{ standing: "closed", closed: { by: { handle: "Marsh" }, approvedBy: { handle: "Gull" } } }],
      decisions: [{ decision, state: "approved", verdict: { reason: "read it twice" } }],
    });
    await house.pass(31 * DAY_MS);
    await gull.sync();
    expect(JSON.stringify((await house.open("Marsh")).view())).not.toContain("An invented question.");
    await house.end();
  });
});

describe("whoever cannot be moved", () => {
  it("is given the plan by an answer that stays readable to its hour, and only because an operator sent it", async () => {
    const house = await House.found();
    const operator = await house.enrol("Marsh", "operator");
    const caller = await Caller.with(house);
    const place = { mailbox: caller.keys.id, case: null };
    await caller.write("An invented question.");
    await operator.sync();
    const none = { people: "", papers: "", codeWord: "", phoneTaken: "", nextWord: "" };
    const plan = { signs: "an invented sign", places: "an invented reading room", carry: "a charger", ...none };
    expect(await operator.act.writeSafetyPlan(place, { plan, reason: "" })).toEqual({ kind: "done" });
    await operator.sync();
    expect((await caller.read()).replies).toEqual([]);
    const words = { text: "Where: an invented reading room", standing: true, until: null, checkInBy: null };
    const sent = { ...words, until: Math.floor(house.now / HOUR) + 24 };
    expect(await operator.act.giveSafetyPlan(place, sent)).toEqual({ kind: "not-claimed" });
    expect(await operator.act.claim(place.mailbox)).toEqual({ kind: "done" });
    expect(await operator.act.giveSafetyPlan(place, sent)).toEqual({ kind: "done" });
    const { replies } = await caller.read();
    expect(replies).toMatchObject([{ text: words.text, standing: true }]);
    expect(operator.view().threads[0]).toMatchObject({
      provision: { given: { by: { handle: "Marsh" } }, missing: ["referral"] },
      messages: expect.arrayContaining([expect.objectContaining({ text: words.text, standing: true })]),
    });
    await house.end();
  });
});

/** What a member's changed client can write, and no command of ours would: an hour of erasure and not a word about it. */
async function silently(house: House, phrase: string, stream: StreamId, eraseAt: number): Promise<void> {
  const held = await insider(house, phrase);
  const writes = [{ stream, operations: [], framing: { kind: "retention" as const, eraseAt } }];
  const written = await new Appender(held).write(() => ({ kind: "draft", writes }));
  if (written.kind !== "done") throw new Error(JSON.stringify(written));
}

describe("a case that someone lets run out", () => {
  let house: House;
  let caller: Caller;
  let owner: Hand;
  let colleague: Hand;
  let theCase: CaseId;
  let phrase: string;

  beforeAll(async () => {
    house = await House.found();
    caller = await Caller.with(house);
    const enrolled = await house.founder.enrol({ handle: "Willow", role: "caseworker" });
    if (enrolled.kind !== "done") throw new Error(enrolled.kind);
    phrase = enrolled.phrase;
    const effects = { transport: house.line().transport, clock: house.clock, random };
    const opened = await openHand(effects, house.pin, phrase, [ENGLISH]);
    if (opened.kind !== "open") throw new Error(opened.kind);
    owner = opened.hand;
    colleague = await house.enrol("Heron", "coordinator");
    await owner.sync();
    await caller.write("An invented call.");
    await owner.sync();
    const team = { owner: owner.me.id, standIn: null, team: [colleague.me.id] };
    const taken = await owner.act.openCase(caller.keys.id, { alias: "Grey kettle", people: 1, ...team });
    if (taken.kind !== "done") throw new Error(taken.kind);
    theCase = taken.case;
    const moved = { to: "withdrawn" as const, people: null, decision: null, reason: "their own wish" };
    await owner.act.moveStage(theCase, moved);
  });
  afterAll(() => house.end());

  const caseSeenBy = (hand: Hand) => hand.view().cases.find((one) => one.case === theCase);

  it("[P11] the whole team sees when it will be erased, and by whose word", async () => {
    expect(await owner.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" })).toEqual({ kind: "done" });
    await colleague.sync();
    expect(caseSeenBy(colleague)?.erasure).toMatchObject({
      at: house.now + 60 * DAY_MS,
      by: { id: owner.me.id, handle: "Willow" },
    });
    expect(colleague.view().status.alarms).toEqual([]);
  });

  it("[P11] anyone of the team keeps it, or reopens it: no hour stands on any part", async () => {
    expect(await colleague.act.keepCase(theCase, "asked to wait")).toEqual({ kind: "done" });
    expect(caseSeenBy(colleague)).toMatchObject({ erasure: null, closed: { kept: { reason: "asked to wait" } } });
    expect(await colleague.act.reopenCase(theCase, "they want to go on")).toEqual({ kind: "done" });
    await owner.sync();
    expect(caseSeenBy(owner)).toMatchObject({ erasure: null, closed: null, stage: "withdrawn" });
    expect(owner.view().status.alarms).toEqual([]);
  });

  it("[P7] a closing that is taken back withdraws the hour, and its driver goes as before; one called since is not", async () => {
    const at = house.now + 6 * HOUR;
    const way = { from: "Quay", to: "Mill", meet: "The clock", people: 1, carry: "", otherwise: "" };
    const hours = { at, opens: house.now, ends: at + HOUR, say: "Warm?", hear: "Inside." };
    const asked = { holder: "driver" as const, after: null, who: "Boris" };
    const given = await owner.act.giveTicket(theCase, { ...way, ...hours, ...asked });
    if (given.kind !== "done") throw new Error(given.kind);
    const seen = () => {
      const one = caseSeenBy(colleague);
      const calls = one?.checkIns.filter(({ unseen }) => unseen === given.ticket).map(({ closed }) => closed?.done);
      return { closed: one?.closed, erasure: one?.erasure, states: one?.tickets.map(({ state }) => state), calls };
    };
    expect(await owner.act.closeCase(theCase, { outcome: "withdrawn", note: "a slip" })).toEqual({ kind: "done" });
    await colleague.sync();
    // He never opened its page, and may have been told on the telephone.
    expect(seen()).toMatchObject({ closed: { note: "a slip" }, states: ["held"], calls: [undefined] });
    await owner.sync();
    expect(await owner.act.takeBackClosing(theCase, "taken back")).toEqual({ kind: "done" });
    await colleague.sync();
    await colleague.sync();
    expect(seen()).toEqual({ closed: null, erasure: null, states: ["going"], calls: ["replaced"] });
    const over = caseSeenBy(colleague)?.tickets[0]?.version ?? 0;
    const off = { ticket: given.ticket, to: "cancelled" as const, reason: "not needed", over };
    expect(await colleague.act.turnTicket(theCase, off)).toEqual({ kind: "done" });
    await owner.sync();
    // Nobody has told him that he drives for nobody: no closing takes that call away unasked.
    const again = { outcome: "withdrawn" as const, note: "as agreed" };
    expect(await owner.act.closeCase(theCase, again)).toMatchObject({
      kind: "check-ins-open",
      alarms: [expect.any(String)],
    });
    const [call] = caseSeenBy(owner)?.checkIns.filter(({ closed }) => closed === null) ?? [];
    if (call === undefined) throw new Error("nobody is called");
    const rang = { done: "met" as const, note: "rang him" };
    expect(await owner.act.closeCheckIn(theCase, call.alarm, rang)).toEqual({ kind: "done" });
    await owner.sync();
  });

  it("[P6] a letter to the closed case stands on Today, and the next hand takes the hour of erasure away", async () => {
    expect(await owner.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" })).toEqual({ kind: "done" });
    await house.pass(DAY_MS);
    await caller.write("An invented cry.", { danger: "now" }, "danger");
    await colleague.sync();
    expect(colleague.view().today.casesInDanger).toMatchObject([{ case: theCase }]);
    await colleague.sync();
    expect(caseSeenBy(colleague)).toMatchObject({ erasure: null, closed: { eraseAfter: null, kept: { reason: "" } } });
    await house.pass(90 * DAY_MS);
    expect(JSON.stringify((await house.open("Heron")).view().today)).toContain("An invented cry.");
  });

  it("[P11] an hour without a closing is an alarm that says who and when, and anyone withdraws it", async () => {
    expect(await colleague.act.reopenCase(theCase, "they wrote again")).toEqual({ kind: "done" });
    const parts = caseSeenBy(colleague)?.parts.map(({ stream }) => stream) ?? [];
    const [contact] = parts;
    if (contact === undefined) throw new Error("the case has parts");
    const eraseAt = Math.floor(house.now / HOUR) + 32 * 24;
    await silently(house, phrase, contact, eraseAt);
    await colleague.sync();
    expect(colleague.view().status.alarms).toMatchObject([
      { kind: "erasure", case: theCase, alias: "Grey kettle", at: eraseAt * HOUR, by: { handle: "Willow" } },
    ]);
    expect(await colleague.act.withdrawErasure(contact)).toEqual({ kind: "done" });
    expect(colleague.view().status.alarms).toEqual([]);
    await owner.sync();
    expect(owner.view().status.alarms).toEqual([]);
  });

  it("a hand that stays open lets go of the letters too, when the case is erased", async () => {
    expect(await owner.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" })).toEqual({ kind: "done" });
    await colleague.sync();
    expect(JSON.stringify(colleague.view())).toContain("An invented cry.");
    await house.pass(61 * DAY_MS);
    await colleague.sync();
    expect(colleague.view()).toMatchObject({ cases: [], status: { halted: [] } });
    expect(JSON.stringify(colleague.view())).not.toContain("An invented cry.");
    expect(JSON.stringify(colleague.view())).not.toContain("An invented call.");
  });

  it("[P6] a letter after that is the intake's: in the queue, in danger, and anyone may answer it", async () => {
    const operator = await house.enrol("Marsh", "operator");
    await house.founder.sync();
    await colleague.sync();
    await caller.write("An invented return.", { danger: "now" });
    await operator.sync();
    expect(operator.view().today.inDanger).toMatchObject([{ standing: "waiting" }]);
    await operator.sync();
    expect(await operator.act.claim(caller.keys.id)).toEqual({ kind: "done" });
  });
});
