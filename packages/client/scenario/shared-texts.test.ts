import { PROBLEMS, RESPONSE_STATUSES, type Refusal } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House } from "./house.ts";

/** Two operators on one night: what one writes, the other answers with; what one cannot bear, the other takes. */
describe("one shift hands over to the next", () => {
  let house: House;
  let plover: Hand;
  let tern: Hand;
  let siskin: Hand;

  beforeAll(async () => {
    house = await House.found();
    plover = await house.enrol("Plover", "operator");
    tern = await house.enrol("Tern", "operator");
    siskin = await house.enrol("Siskin", "caseworker");
  });
  afterAll(() => house.end());

  it("[P1] [P3] templates and protocols are the hotline's: sealed, shared, and nobody else's", async () => {
    const heron = await house.enrol("Heron", "specialist");
    const beacon = await house.enrol("Beacon", "communications");
    const text = "We never say who has written to us. {A word of yours}";
    const { template } = await done(
      plover.act.writeTemplate({ language: "en", title: "Neither yes nor no", text, over: 0 }),
    );
    await done(plover.act.writeProtocol({ protocol: "minor", text: "1. Tell Heron.\n2. Wait.", over: 0 }));
    for (const hand of [tern, heron, beacon]) await hand.sync();
    expect(tern.view().texts).toMatchObject({
      templates: [{ template, language: "en", text, version: 1, by: { handle: "Plover" } }],
      protocols: [
        { protocol: "suicide-risk", written: null },
        { protocol: "minor", written: { text: "1. Tell Heron.\n2. Wait.", version: 1, by: { handle: "Plover" } } },
        { protocol: "danger-signal", written: null },
        { protocol: "asks-after", written: null },
        ...[...RESPONSE_STATUSES, ...PROBLEMS].map((protocol) => ({ protocol, written: null })),
      ],
    });
    for (const hand of [heron, beacon]) {
      expect(hand.view().texts.templates).toEqual([]);
      expect(hand.view().texts.protocols.every(({ written }) => written === null)).toBe(true);
      const refused = await hand.act.writeTemplate({ language: "en", title: "x", text: "x", over: 0 });
      expect(refused).toEqual({ kind: "not-held", part: "intake" } satisfies Refusal);
    }
    await done(plover.act.withdrawTemplate(template, 1));
  });

  it("[ST2] two who change one text at once: the second is told, and keeps the words", async () => {
    const { template } = await done(
      plover.act.writeTemplate({ language: "en", title: "First answer", text: "We read you.", over: 0 }),
    );
    await tern.sync();
    const change = (hand: Hand, text: string) =>
      hand.act.writeTemplate({ template, language: "en", title: "First answer", text, over: 1 });
    await done(change(tern, "We have read you."));
    // Plover's console has not seen it yet: the server's refusal brings it, and the rule is asked again.
    expect(await change(plover, "You are heard.")).toMatchObject({ kind: "written-meanwhile", by: tern.me.id });
    expect(plover.view().texts.templates).toMatchObject([{ text: "We have read you.", version: 2 }]);
    await done(plover.act.withdrawTemplate(template, 2));
    await tern.sync();
    expect(tern.view().texts.templates).toEqual([]);
  });

  it("[P6] what was passed on is answered by the other, from the template, with the word that was left", async () => {
    const caller = await Caller.with(house);
    await caller.write("An invented cruelty, told at length.", { adult: "no" });
    await done(
      plover.act.writeTemplate({ language: "en", title: "First answer", text: "We read you. {when}", over: 0 }),
    );
    const { id } = caller.keys;
    await plover.sync();
    await done(plover.act.claim(id));
    const row = plover.view().threads[0]?.messages[0]?.row;
    if (row == null) throw new Error("a letter has come");
    await done(plover.act.cover(id, { row, as: "distressing" }));
    await done(plover.act.flag(id, "minor", true, "stated"));
    await done(plover.act.passOn(id, { why: "distressing", word: "" }));
    await done(plover.act.passOn(id, { why: "distressing", word: "the second half is about yesterday" }));
    await tern.sync();
    const [thread] = tern.view().queue.threads;
    expect(thread).toMatchObject({
      claim: null,
      excerpt: "",
      suggested: [],
      flagged: [{ flag: "minor", ground: "stated", by: { handle: "Plover" } }],
      passes: [{ by: { handle: "Plover" }, why: "distressing", word: "the second half is about yesterday" }],
      messages: [{ covered: "distressing", text: "An invented cruelty, told at length." }],
    });
    await done(tern.act.claim(id));
    const [template] = tern.view().texts.templates;
    const reply = (text: string) => tern.act.answer(id, { text, standing: false, until: null, checkInBy: null });
    expect(await reply(template?.text ?? "")).toEqual({ kind: "gaps-open" });
    expect((await caller.read()).replies).toEqual([]);
    await done(reply((template?.text ?? "").replace("{when}", "Come back at nine.")));
    expect((await caller.read()).replies).toMatchObject([{ text: "We read you. Come back at nine." }]);
    await plover.sync();
    expect(plover.view().queue.threads[0]).toMatchObject({ passes: [], heldBack: false });
  });

  it("[ST2] a claim stands for its half hour, though the clock goes on while it is sealed", async () => {
    house.ticks = true;
    const caller = await Caller.with(house);
    await caller.write("An invented letter.");
    await plover.sync();
    await done(plover.act.claim(caller.keys.id));
    await tern.sync();
    for (const hand of [plover, tern])
      expect(hand.view().threads.find(({ mailbox }) => mailbox === caller.keys.id)?.claim).toMatchObject({
        by: { handle: "Plover" },
      });
    house.ticks = false;
  });

  it("a cover, agreed hours and the caller's clock move into the case with the thread", async () => {
    const caller = await Caller.with(house);
    await caller.write("An invented cruelty.");
    await plover.sync();
    const { id } = caller.keys;
    const row = plover.view().threads.find(({ mailbox }) => mailbox === id)?.messages[0]?.row;
    if (row == null) throw new Error("a letter has come");
    await done(plover.act.cover(id, { row, as: "abusive" }));
    const hours = [{ from: 22 * 60, to: 60 }];
    await done(plover.act.setContactWindow(id, { window: "nights", mayRing: true, hours, offset: -210 }));
    await siskin.sync();
    const said = { alias: "Kite", people: 1, owner: siskin.me.id, standIn: null, team: [] };
    await done(siskin.act.openCase(id, said));
    const [kite] = siskin.view().cases;
    expect(kite).toMatchObject({
      contactWindow: { text: "nights", mayRing: true, hours, offset: -210 },
      messages: [{ covered: "abusive" }],
      safety: { danger: null, ask: null },
    });
    await done(siskin.act.cover(id, { row, as: null }));
    expect(siskin.view().cases[0]?.messages).toMatchObject([{ covered: null }]);
  });
});
