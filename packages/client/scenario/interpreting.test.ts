import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Appender } from "../src/append.ts";
import type { Hand, View } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { DAY_MS, House } from "./house.ts";
import { insider } from "./insider.ts";

/** The one thread that is with an interpreter. */
const only = (view: View) => {
  const [one, ...more] = view.interpretings;
  if (one === undefined || more.length > 0) throw new Error(`${view.interpretings.length} threads`);
  return one;
};

describe("[P3] an interpreter reads one thread", () => {
  let house: House;
  let marsh: Hand;
  let gull: Hand;
  let cove: Hand;
  let interpreter: Hand;
  let caller: Caller;
  let other: Caller;

  beforeAll(async () => {
    house = await House.found();
    marsh = await house.enrol("Marsh", "operator");
    gull = await house.enrol("Gull", "operator");
    cove = await house.enrol("Cove", "coordinator");
    interpreter = await house.enrol("Lark", "specialist");
    [caller, other] = [await Caller.with(house), await Caller.with(house)];
    await caller.write("Abala one.");
    await other.write("An invented letter of somebody else.");
    await marsh.sync();
  });
  afterAll(() => house?.end());

  it("is given it by an operator: the letters, under a random id, and no mailbox", async () => {
    const { id } = caller.keys;
    expect(await marsh.act.giveInterpreting(id, gull.me.id)).toEqual({ kind: "incomplete", field: "member" });
    const given = await marsh.act.giveInterpreting(id, interpreter.me.id);
    if (given.kind !== "done") throw new Error(given.kind);
    expect(await marsh.act.giveInterpreting(id, interpreter.me.id)).toEqual({ kind: "already-interpreted" });
    await interpreter.sync();
    const view = interpreter.view();
    expect(only(view)).toMatchObject({
      stream: given.stream,
      mailbox: null,
      name: "",
      words: [{ kind: "letter", seq: 1, text: "Abala one.", translation: null }],
      waits: 1,
    });
    expect(view).toMatchObject({
      threads: [],
      cases: [],
      parts: [],
      decisions: [],
      queue: { threads: [], waiting: 0 },
    });
    const everything = JSON.stringify(view);
    for (const hidden of [id, other.keys.id, "An invented letter", marsh.view().threads[0]?.name ?? ""])
      expect(everything).not.toContain(hidden);
  });

  it("whose keys open nothing else that the server has", async () => {
    const held = await insider(house, house.phraseOf("Lark"));
    const opened = [...held.compartments.values()].map(({ about }) => about?.about);
    expect(opened.toSorted()).toEqual(["commons", "thread"]);
    for (const { stream } of marsh.view().interpretings) expect(held.compartments.has(stream)).toBe(true);
    const closed = (await insider(house, house.phraseOf("Marsh"))).compartment("intake");
    if (closed === null) throw new Error("no intake");
    const asked = held.session.call("/api/commits", { stream: closed.stream, from: 0, limit: 100 });
    await expect(asked).rejects.toThrow("FL_ACCESS");
    expect(held.threads.size).toBe(0);
  });

  it("new letters are passed on once, by whichever operator comes by", async () => {
    await caller.write("Abala two.");
    await Promise.all([gull.sync(), cove.sync()]);
    await marsh.sync();
    await interpreter.sync();
    expect(only(interpreter.view()).words.map((word) => word.text)).toEqual(["Abala one.", "Abala two."]);
    expect(only(interpreter.view()).waits).toBe(2);
  });

  it("translates beside the letters and drafts answers; an operator sends them", async () => {
    const { stream } = only(interpreter.view());
    expect(await interpreter.act.translate(stream, 1, "An invented first word.")).toEqual({ kind: "done" });
    expect(await interpreter.act.translate(stream, 9, "of nothing")).toEqual({ kind: "no-such-letter" });
    expect(await interpreter.act.notePart(stream, "a note")).toMatchObject({ kind: "not-held" });
    expect(await interpreter.act.askDraft(stream, "not theirs to ask")).toEqual({ kind: "not-your-role" });
    await gull.sync();
    expect(only(gull.view())).toMatchObject({
      mailbox: caller.keys.id,
      interpreter: { handle: "Lark" },
      words: [{ translation: { text: "An invented first word.", by: { handle: "Lark" } } }, { translation: null }],
    });
    expect(await gull.act.translate(stream, 2, "x")).toEqual({ kind: "not-your-role" });
    expect(await gull.act.askDraft(stream, "Where can you sleep tonight?")).toEqual({ kind: "done" });
    await interpreter.sync();
    const [request] = only(interpreter.view()).requests;
    if (request === undefined) throw new Error("nothing was asked");
    expect(await interpreter.act.draftAnswer(stream, request.request, "Abala sleep?")).toEqual({ kind: "done" });
    expect((await caller.read()).replies).toEqual([]);
    await gull.sync();
    const draft = only(gull.view()).requests[0]?.draft?.text ?? "";
    await gull.act.claim(caller.keys.id);
    const sent = { text: draft, standing: false, until: null, checkInBy: null };
    expect(await gull.act.answer(caller.keys.id, sent)).toEqual({ kind: "done" });
    expect(await gull.act.settleDraft(stream, request.request)).toEqual({ kind: "done" });
    expect((await caller.read()).replies).toMatchObject([{ text: "Abala sleep?" }]);
    await gull.sync();
    await interpreter.sync();
    expect(only(interpreter.view())).toMatchObject({ requests: [], waits: 1 });
    expect(only(interpreter.view()).words).toMatchObject([{}, {}, { kind: "answer", text: "Abala sleep?" }]);
  });

  it("[CO3] is taken back in one act: what is written from then on stays closed", async () => {
    const { stream } = only(interpreter.view());
    await marsh.sync();
    expect(await marsh.act.withdrawInterpreting(caller.keys.id)).toEqual({ kind: "done" });
    await caller.write("Abala three.");
    await gull.sync();
    expect(await interpreter.act.translate(stream, 2, "too late")).not.toEqual({ kind: "done" });
    await interpreter.sync();
    expect(interpreter.view()).toMatchObject({ interpretings: [], status: { takenAway: ["thread"], halted: [] } });
    // What the team made of it stays with the team.
    expect(only(gull.view())).toMatchObject({
      ended: { by: { handle: "Marsh" } },
      words: [{ translation: {} }, {}, {}],
    });
    expect(await marsh.act.withdrawInterpreting(caller.keys.id)).toEqual({ kind: "not-interpreted" });
  });

  it("ends with the thread by itself, and is erased with it", async () => {
    const { id } = caller.keys;
    const again = await gull.act.giveInterpreting(id, interpreter.me.id);
    if (again.kind !== "done") throw new Error(again.kind);
    await interpreter.sync();
    expect(only(interpreter.view()).words).toHaveLength(4);
    expect(await gull.act.closeThread(id, { outcome: "answered", note: "said so" })).toEqual({ kind: "done" });
    await cove.sync();
    await cove.sync();
    await interpreter.sync();
    expect(interpreter.view().interpretings).toEqual([]);
    expect(gull.view().status.alarms).toEqual([]);
    await gull.sync();
    expect(gull.view().status).toMatchObject({ alarms: [], halted: [] });
    await house.pass(32 * DAY_MS);
    await gull.sync();
    expect(gull.view()).toMatchObject({ interpretings: [], status: { halted: [], alarms: [] } });
    const held = await insider(house, house.phraseOf("Gull"));
    expect(held.compartments.has(again.stream)).toBe(false);
  });

  it("[P11] no operator has a case taken apart by calling it a thread that was closed", async () => {
    const { id } = other.keys;
    const third = await Caller.with(house);
    await third.write("An invented cry.");
    await cove.sync();
    const opened = await cove.act.openCase(third.keys.id, {
      alias: "Grey kettle",
      people: 1,
      owner: cove.me.id,
      standIn: null,
      team: [marsh.me.id],
    });
    if (opened.kind !== "done") throw new Error(opened.kind);
    const contact = cove.view().cases[0]?.parts.find(({ part }) => part === "contact")?.stream;
    const held = await insider(house, house.phraseOf("Marsh"));
    const intake = held.compartment("intake")?.stream;
    if (contact === undefined || intake === undefined) throw new Error("no such compartment");
    const lie = { op: "beginInterpreting" as const, mailbox: id, stream: contact, interpreter: marsh.me.id };
    const closing = {
      op: "closeThread" as const,
      mailbox: id,
      outcome: "answered" as const,
      note: "as agreed",
      seen: 1,
    };
    const operations = [lie, { ...closing, eraseAfterDays: 0 }];
    expect(await new Appender(held).write(() => ({ kind: "draft", writes: [{ stream: intake, operations }] }))).toEqual(
      {
        kind: "done",
      },
    );
    const before = cove.view().cases[0]?.parts[0]?.readers;
    await cove.sync();
    await cove.sync();
    expect(cove.view()).toMatchObject({ cases: [{ erasure: null }], status: { alarms: [] } });
    expect(cove.view().cases[0]?.parts[0]?.readers).toEqual(before);
  });
});
