import {
  type AlarmId,
  ARRIVAL_LINES,
  type CaseId,
  caseRecord,
  type JourneyLeg,
  type JourneyView,
  type MailboxId,
  stepOfLeg,
  untrueStep,
} from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ArrivalSheet, Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, HOUR as HOUR_MS, House, type Line } from "./house.ts";

/** Kite, two people. Willow owns the case, Wren stands in; Reed reads the case and no more. */
describe("a journey from a case", () => {
  let house: House;
  let willow: Hand;
  let wire: Line;
  let wren: Hand;
  let reed: Hand;
  let caller: Caller;
  let theCase: CaseId;

  const journeys = async (hand: Hand): Promise<JourneyView[]> => {
    await hand.sync();
    return hand.view().cases[0]?.journeys ?? [];
  };
  const leg = (said: Pick<JourneyLeg, "from" | "to" | "departs" | "arrives">, service: string): JourneyLeg => ({
    ...{ leg: willow.act.newLeg(), kind: "drive", ...said, service, note: "" },
  });
  const plan = (legs: JourneyLeg[]) => ({
    ...{ party: ["1", "2"], date: "2017-05-09", offset: 180, route: null, why: "", over: 0 },
    legs,
  });

  /** All that a text could be made of, so that its bytes are looked at and not a text that happens to leave it out. */
  const tell = async (hand: Hand, index: number, over: number, look: () => Promise<void> = () => hand.sync()) => {
    await look();
    const {
      journeys: [journey],
      tickets = [],
      mailboxes,
    } = hand.view().cases[0] ?? { journeys: [] };
    const leg = journey?.legs[index];
    const mailbox = mailboxes?.[0]?.mailbox;
    if (!journey || !leg || !mailbox) throw new Error("no such leg");
    const step = stepOfLeg(journey, leg, tickets);
    const said = { journey: journey.journey, leg: leg.leg, said: step.said, words: JSON.stringify({ over, ...step }) };
    const into = { mailbox, until: Math.floor(house.now / 3_600_000) + 5 };
    return hand.act.tellStep(theCase, { ...said, seen: journey.version, over, into, takesOut: null });
  };

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Willow", "caseworker");
    wire = house.line();
    willow = await house.open("Willow", wire);
    await house.enrol("Wren", "coordinator");
    wren = await house.open("Wren", wire);
    reed = await house.enrol("Reed", "caseworker");
    caller = await Caller.with(house);
    await caller.write("An invented call for two.");
    await willow.sync();
    const said = { alias: "Kite", people: 2, owner: willow.me.id, standIn: wren.me.id, team: [wren.me.id, reed.me.id] };
    theCase = (await done(willow.act.openCase(caller.keys.id, said))).case;
  });
  afterAll(() => house?.end());

  it("[P3] stands in a part of its own: whoever reads the case, and does not carry it, learns no hour and no place", async () => {
    const legs = [
      leg({ from: "PLANTED-TARSK", to: "Lipki", departs: 370, arrives: 560 }, "Driver M"),
      leg({ from: "Lipki", to: "PLANTED-PORT", departs: 600, arrives: 860 }, "Driver Q"),
    ];
    const { journey } = await done(willow.act.writeJourney(theCase, plan(legs)));
    expect(await journeys(wren)).toMatchObject([{ journey, from: "PLANTED-TARSK", state: "planned", version: 1 }]);
    expect(await journeys(reed)).toEqual([]);
    expect(reed.view().cases[0]?.closedParts).toContain("journey");
    expect(JSON.stringify(reed.view())).not.toContain("PLANTED");
    expect(await reed.act.cancelJourney(theCase, { journey, reason: "no", over: 1 })).toEqual({
      kind: "not-held",
      part: "journey",
    });
  });

  it("two change it at once: the second is shown both; who was asked for another hour is asked again", async () => {
    const [known] = await journeys(wren);
    const [first, second] = known?.legs ?? [];
    if (!known || !first || !second) throw new Error("no journey");
    const { journey } = known;
    const asked = { journey, as: "driver" as const, thing: null, seen: 1, over: 0 };
    await done(willow.act.assignLeg(theCase, { ...asked, leg: first.leg, words: "M, who was asked on Monday" }));
    await done(willow.act.assignLeg(theCase, { ...asked, leg: second.leg, words: "Q" }));
    const plain = (one: typeof first): JourneyLeg => {
      const { departsAt: _, arrivesAt: __, assigned: ___, versions: ____, ...rest } = one;
      return rest;
    };
    const later = { ...plan([plain(first), { ...plain(second), departs: 640 }]), journey, over: 1 };
    await done(wren.act.writeJourney(theCase, { ...later, why: "Q sleeps longer" }));
    expect(await willow.act.writeJourney(theCase, { ...later, party: ["1"], why: "one stays" })).toMatchObject({
      kind: "changed-meanwhile",
      by: wren.me.id,
    });
    expect((await journeys(willow))[0]?.legs.map(({ assigned }) => assigned.map(({ words }) => words))).toEqual([
      ["M, who was asked on Monday"],
      [],
    ]);
  });

  it("[P11] is a plan until two have said go and today's search was looked at", async () => {
    const [known] = await journeys(willow);
    if (!known) throw new Error("no journey");
    expect(known.searchMissing).toEqual(["missing-person", "accusation", "travel-ban"]);
    const start = { journey: known.journey, over: known.version };
    expect(await willow.act.startJourney(theCase, start)).toEqual({ kind: "stage-not-open", missing: ["approved-go"] });
    // Whoever is told where to be sets out: it asks for the same.
    expect(await tell(willow, 0, 0)).toEqual({ kind: "stage-not-open", missing: ["approved-go"] });
    const look = async () => {
      for (const about of known.searchMissing) {
        const found = { known: "none-found" as const, source: "an invented list", checkedAt: house.now };
        await done(willow.act.searchStatus(theCase, { about, ...found }));
      }
    };
    await done(willow.act.moveStage(theCase, { to: "verification", people: null, decision: null, reason: "next" }));
    const sure = { statement: "said", source: "caller", corroboration: "", certainty: "likely" as const };
    await done(willow.act.recordVerification(theCase, { ...sure, concluded: true }));
    await done(willow.act.moveStage(theCase, { to: "accepted", people: null, decision: null, reason: "next" }));
    await look();
    const go = { about: "go" as const, text: "go", checklist: [], expires: house.now + DAY_MS };
    const { decision } = await done(willow.act.propose(theCase, go));
    await wren.sync();
    await done(wren.act.decide(theCase, decision, "approve", "right"));
    await willow.sync();
    await done(willow.act.moveStage(theCase, { to: "evacuating", people: null, decision, reason: "next" }));
    // The go stands; what was looked at yesterday does not.
    await house.pass(DAY_MS + 1);
    expect(await willow.act.startJourney(theCase, start)).toMatchObject({ kind: "search-not-checked" });
    await look();
    const wording = "Tarsk → Lipki";
    const ladder = [{ afterMinutes: 20, member: wren.me.id }];
    const lipki = { due: house.now + HOUR_MS, graceMinutes: 20, expectedFrom: "driver" as const, wording, ladder };
    await done(willow.act.startJourney(theCase, start, [lipki, { ...lipki, leg: "1", due: house.now + 2 * HOUR_MS }]));
    // Nobody closes the book on people who are on the road.
    const early = await willow.act.closeCase(theCase, { outcome: "settled", note: "tidied" });
    expect(early).toEqual({ kind: "stage-not-open", missing: ["journey-over"] });
    // In one step with setting out; and the server counts.
    await wren.sync();
    const set = wren.view().cases[0]?.checkIns.map(({ wording, state, leg }) => ({ wording, state, leg }));
    expect(set).toEqual([
      { wording, state: "waiting", leg: "1" },
      { wording, state: "waiting", leg: null },
    ]);
    await house.pass(1.5 * HOUR_MS);
    await wren.sync();
    expect(wren.view().today.overdue).toMatchObject([{ wording, state: "missed", serverAgrees: true }]);
    expect((await journeys(wren))[0]).toMatchObject({ state: "moving", started: { by: { handle: "Willow" } } });
    expect(wren.view().today.moving).toMatchObject([
      {
        place: { n: 1, of: 2 },
        late: { kind: "check-in" },
        lastSign: { kind: "set-out" },
        silent: { kind: "check-in" },
      },
    ]);
  });

  it("a play-book is begun once, whoever presses; taken back it can begin anew", async () => {
    const steps = [5, 10].map((minutes) => ({
      ...{ text: `within ${minutes}`, owner: willow.me.id, standIn: null, due: house.now + minutes * 60_000 },
      from: { kind: "problem" as const, of: "breakdown" },
    }));
    const begin = (hand: Hand) => done(hand.act.beginPlayBook(theCase, "breakdown", "a leg", steps));
    // Wren has not seen Willow's: two who press at once.
    expect((await begin(willow)).tasks).toHaveLength(2);
    expect((await begin(wren)).tasks).toEqual([]);
    const open = () => wren.view().cases[0]?.plan.open.map(({ text }) => text);
    expect(open()).toEqual(["within 5", "within 10"]);
    for (const { task } of wren.view().cases[0]?.plan.open ?? [])
      await done(wren.act.dropTask(theCase, task, "pressed by mistake"));
    expect(open()).toEqual([]);
    expect((await begin(wren)).tasks).toHaveLength(2);
    // All of it is over before they arrive.
    for (const { task } of wren.view().cases[0]?.plan.open ?? []) await done(wren.act.doTask(theCase, task, "seen to"));
    for (const { alarm } of wren.view().cases[0]?.checkIns ?? [])
      await done(wren.act.closeCheckIn(theCase, alarm as AlarmId, { done: "met-late", note: "they rang" }));
    expect(wren.view().today.moving).toMatchObject([{ silent: null, steps: null, lastSign: { kind: "check-in" } }]);
    await willow.sync();
  });

  it("[P3] the party's mailbox holds its next step: nothing of any other leg, and no step that is no longer true", async () => {
    const given = async () => (await caller.read()).replies.map(({ text }) => text);
    await done(tell(willow, 1, 0));
    const [first = "", ...more] = await given();
    expect([first, more]).toEqual([expect.stringContaining("Lipki"), []]);
    // Not where they come from, not where the way leads, not who drives.
    expect(first).not.toMatch(/PLANTED|Driver|asked on Monday/);
    expect(await tell(wren, 1, 0)).toMatchObject({ kind: "written-meanwhile", by: willow.me.id });
    const [known] = await journeys(willow);
    const [, second] = known?.legs ?? [];
    if (!known || !second) throw new Error("no journey");
    expect(untrueStep(known, [], house.now)).toBeNull();
    const { journey, party, date, offset, route, version: over } = known;
    const legs = known.legs.map(({ departsAt: _, arrivesAt: __, assigned: ___, versions: ____, ...one }) =>
      one.leg === second.leg ? { ...one, departs: 700 } : one,
    );
    const why = "Q sleeps longer still";
    // Of a way that is written anew on the road the server is told in the same append where to call somebody. [P7]
    const ladder = [{ afterMinutes: 20, member: wren.me.id }];
    const port = { due: house.now + 30 * HOUR_MS, graceMinutes: 20, expectedFrom: "party" as const, wording: "port" };
    const anew = { journey, party, date, offset, route, over, legs, why };
    const watch = [{ ...port, ladder, leg: second.leg }];
    await done(willow.act.writeJourney(theCase, anew, [], watch));
    await wren.sync();
    const calls = () => wren.view().cases[0]?.checkIns.filter((one) => one.leg === second.leg) ?? [];
    expect(calls()).toMatchObject([{ state: "waiting", wording: "port", serverAgrees: true }]);
    expect(await willow.act.writeJourney(theCase, anew, [], watch)).toMatchObject({ kind: "written-meanwhile" });
    await done(willow.act.watchWay(theCase, [{ ...port, ladder, leg: second.leg, wording: "again" }]));
    await wren.sync();
    expect(
      calls()
        .map(({ wording }) => wording)
        .toSorted(),
    ).toEqual(["again", "port"]);
    // What was set for a leg that is no more ends with it, for the case and for the server, in one append.
    const [again] = calls().filter(({ wording }) => wording === "again");
    const [as] = await journeys(willow);
    if (again === undefined || as === undefined) throw new Error("no check-in");
    await done(willow.act.writeJourney(theCase, { ...anew, over: as.version }, [], [], [again.alarm as AlarmId]));
    await wren.sync();
    expect(calls().find(({ alarm }) => alarm === again.alarm)).toMatchObject({
      state: "closed",
      closed: { done: "replaced", note: why, by: { id: willow.me.id } },
      serverAgrees: true,
    });
    // A colleague may have closed it first: that keeps nobody from the new way.
    await done(willow.act.writeJourney(theCase, { ...anew, over: as.version + 1 }, [], [], [again.alarm as AlarmId]));
    await wren.sync();
    const last = async () => {
      const [one] = await journeys(wren);
      const told = one?.told.at(-1);
      if (!one || !told) throw new Error("nothing was told");
      return { told, untrue: untrueStep(one, [], house.now)?.why ?? null };
    };
    expect(await last()).toMatchObject({ untrue: "changed" });
    // Willow's next words do not get out, and Wren tells it anew before any hand has sent those: neither the first, which
    // they were to take the place of, nor they themselves once Willow is back, stand beside what holds.
    wire.refuse("/api/reply");
    await tell(willow, 1, 1);
    await wren.sync();
    expect(await given()).toEqual([first]);
    wire.admit("/api/reply");
    await done(tell(wren, 1, 2, () => Promise.resolve()));
    const now = await given();
    expect([now.length, now[0] === first]).toEqual([1, false]);
    await willow.sync();
    await willow.sync();
    expect(await given()).toEqual(now);
    const { told, untrue } = await last();
    expect([told.by.handle, untrue]).toEqual(["Wren", null]);
    const until = Math.floor(house.now / 3_600_000) + 5;
    const stop = { text: "Wait where you are.", standing: true, until, checkInBy: null, instead: told.message ?? "" };
    await done(willow.act.answerCase(theCase, stop));
    expect(await given()).toEqual(["Wait where you are."]);
    expect((await last()).told.stopped).toBe(true);
    // On the telephone they are told where to be: "wait" goes out of their mailbox in the same step, and no word of it stands there.
    const aloud = async (over: number, takesOut: { mailbox: MailboxId; until: number; text: string } | null) => {
      const [now] = await journeys(willow);
      const leg = now?.legs[1];
      if (!now || !leg) throw new Error("no leg");
      const said = { journey: now.journey, leg: leg.leg, said: stepOfLeg(now, leg, []).said, words: "Be at Lipki." };
      return done(willow.act.tellStep(theCase, { ...said, seen: now.version, over, into: null, takesOut }));
    };
    house.now += 60_000;
    await aloud(3, null);
    expect((await last()).untrue).toBe("waits");
    await aloud(4, { mailbox: caller.keys.id, until, text: "Go by what you were told since." });
    expect(await given()).toEqual(["Go by what you were told since."]);
    expect(await last()).toMatchObject({ untrue: null, told: { message: null, words: "Be at Lipki." } });
    expect((await journeys(wren))[0]?.lying).toMatchObject([{ isStep: false }]);
    // Nobody reads "wait", or that, beside where to be.
    await done(tell(wren, 1, 5));
    expect(await given()).toEqual([expect.stringContaining("Lipki")]);
    // Told is told, also where nothing can be taken out: a mailbox that has halted, or is not this member's.
    await aloud(6, { mailbox: "e".repeat(64) as MailboxId, until, text: "Go by what you were told since." });
    expect(await last()).toMatchObject({ told: { message: null, words: "Be at Lipki." } });
    expect(await given()).toEqual([expect.stringContaining("Lipki")]);
  });

  it("[P11] arrives in one append: the journey's end, the sheet, the stage and all that the sheet arranges; or nothing", async () => {
    const [known] = await journeys(willow);
    const mailbox = willow.view().cases[0]?.mailboxes[0]?.mailbox;
    const ride = known?.legs[0]?.leg;
    if (!known || !mailbox || !ride) throw new Error("no journey");
    const thing = async (kind: "driver" | "telephone", name: string) =>
      (await done(willow.act.writeThing({ kind, name, facts: {}, over: 0 }))).thing;
    const [driver, phone] = [await thing("driver", "M"), await thing("telephone", "the phone they came with")];
    const rang = { thing: phone, as: "rang" as const, from: house.now, until: null, with: [], note: "", over: 0 };
    await done(willow.act.recordUse(theCase, rang));
    const asked = { as: "driver" as const, thing: driver, words: "", seen: known.version };
    const over = known.legs[0]?.versions.driver ?? 0;
    await done(willow.act.assignLeg(theCase, { journey: known.journey, leg: ride, ...asked, over }));
    const sheet: ArrivalSheet = {
      ...{ journey: known.journey, journeyOver: known.version, arrivedAt: house.now, oldPhone: "sealed", over: 0 },
      lines: ARRIVAL_LINES.map((line) => ({ line, is: line === "food" ? "task" : "done", note: "" })),
      move: { people: null, reason: "arrived" },
      signals: { mailbox, safe: "the tea is green", danger: null },
      checkIn: {
        ...{
          due: house.now + 3_600_000,
          graceMinutes: 30,
          expectedFrom: "party",
          wording: "a word from the new place",
        },
        ladder: [{ afterMinutes: 30, member: willow.me.id }],
      },
      tasks: [{ text: "Food for two", owner: willow.me.id, standIn: null, due: null, from: { kind: "own" } }],
      phones: [{ thing: phone, over: 1, reason: "sealed on arrival", mark: "the sheet of an arrival" }],
    };
    // Three of two: the stage may not move so, and nothing else stands either.
    expect(await willow.act.recordArrival(theCase, { ...sheet, move: { people: 3, reason: "arrived" } })).toEqual({
      kind: "too-many-people",
      most: 2,
    });
    expect(await willow.act.recordArrival(theCase, { ...sheet, lines: sheet.lines.slice(1) })).toEqual({
      kind: "incomplete",
      field: "new-phone",
    });
    expect((await journeys(willow))[0]).toMatchObject({ state: "moving", arrival: null });
    await done(willow.act.recordArrival(theCase, sheet));
    const [arrived] = await journeys(wren);
    expect(arrived).toMatchObject({ state: "ended", ended: { how: "arrived" }, arrival: { oldPhone: "sealed" } });
    const kite = wren.view().cases[0];
    expect(kite).toMatchObject({
      ...{ stage: "sheltered", signals: [{ safe: "the tea is green", until: null }] },
      nextCheckIn: { wording: "a word from the new place", state: "waiting" },
      plan: { open: [{ text: "Food for two" }] },
    });
    expect(kite?.uses.map(({ thing: { name }, as }) => [name, as])).toContainEqual(["M", "rode"]);
    const things = wren.view().exposure.things ?? [];
    expect(things.find((one) => one.thing === phone)).toMatchObject({ retired: { reason: "sealed on arrival" } });
    expect(things.find((one) => one.thing === phone)?.marked).not.toBeNull();
    // What is seen to later is written over the sheet; who carries no case reads none of it.
    const again = {
      ...sheet,
      over: 1,
      tasks: [],
      phones: [],
      lines: sheet.lines.map((one) => ({ ...one, is: "done" as const })),
    };
    const { move: _, signals: __, checkIn: ___, ...later } = again;
    await done(wren.act.recordArrival(theCase, later));
    expect(await willow.act.recordArrival(theCase, { ...later, oldPhone: "destroyed" })).toMatchObject({
      kind: "changed-meanwhile",
      fields: [{ field: "oldPhone", theirs: "sealed", ours: "destroyed" }],
    });
    await done(wren.act.lookBack(theCase, { journey: known.journey, worked: "PLANTED phrase", change: "", over: 0 }));
    await reed.sync();
    expect(JSON.stringify(reed.view())).not.toContain("PLANTED");
    // The server was told of the check-in in the same commit, and says itself that it was missed. [P7]
    await house.pass(2 * 3_600_000);
    await willow.sync();
    expect(willow.view().today.overdue).toMatchObject([{ state: "missed", serverAgrees: true, alias: "Kite" }]);
  });

  it("[P3] has its money in a part of its own: a card that paid is found in the case, and of two who mend one line both are heard", async () => {
    const [travelled] = await journeys(willow);
    if (!travelled) throw new Error("no journey");
    const { thing: card } = await done(willow.act.writeThing({ kind: "card", name: "card 7", facts: {}, over: 0 }));
    const said = {
      ...{ journey: travelled.journey, is: "spent" as const, purpose: "tickets" as const, amount: 7_050 },
      ...{ currency: "EUR", when: house.now, thing: null, words: "PLANTED counter", member: null, means: card },
      ...{ receipt: "PLANTED 17", note: "", instead: null, reason: "" },
    };
    const { line } = await done(willow.act.writeMoney(theCase, said));
    const find = async (hand: Hand) => {
      await hand.sync();
      const one = hand.view().cases[0];
      return {
        money: one?.parts.find(({ part }) => part === "money")?.money[0],
        paid: one?.uses.filter(({ as }) => as === "paid").map(({ thing, state }) => [thing.name, state]),
      };
    };
    expect(await find(wren)).toMatchObject({
      money: { sums: [{ currency: "EUR", spent: 7_050, paid: 7_050, inHand: 0 }] },
      paid: [["card 7", "past"]],
    });
    const mended = { ...said, amount: 7_500, instead: line, reason: "read the receipt again" };
    await done(wren.act.writeMoney(theCase, mended));
    expect(await willow.act.writeMoney(theCase, { ...mended, amount: 7_400 })).toMatchObject({
      ...{ kind: "changed-meanwhile", by: wren.me.id },
      fields: [{ field: "amount", theirs: "75.00 EUR", ours: "74.00 EUR" }],
    });
    const after = await find(willow);
    expect(after.money?.sums).toMatchObject([{ spent: 7_500 }]);
    expect(after.money?.lines.map(({ struck }) => struck?.reason)).toContain("read the receipt again");
    expect(after.paid).toHaveLength(2);
    expect(after.paid).toContainEqual(["card 7", "withdrawn"]);
    // Cash is handed to somebody, and they are found by whoever has to know whom a raid reaches.
    const { thing: carrier } = await done(willow.act.writeThing({ kind: "driver", name: "Q", facts: {}, over: 0 }));
    await done(
      willow.act.writeMoney(theCase, { ...said, is: "handed", thing: carrier, member: willow.me.id, means: null }),
    );
    await wren.sync();
    expect(wren.view().cases[0]?.uses.map(({ thing, as }) => [thing.name, as])).toContainEqual(["Q", "carried"]);
    // Whoever receives the case reads what was paid, and nobody's hand, no card and nothing that was struck out.
    const one = wren.view().cases[0];
    if (!one) throw new Error("no case");
    const rests = {
      recipient: "a lawyer",
      purpose: "lawyer",
      consent: "00",
      version: 1,
      covers: ["letters", "money"],
      key: null,
    };
    const decision = { decision: "00", export: rests } as unknown as Parameters<typeof caseRecord>[1];
    const record = caseRecord(one, decision, {
      organisation: "",
      made: house.now,
      files: new Map(),
      photos: new Map(),
      fields: [],
    });
    expect(record.parts?.[0]?.money?.[0]?.map(({ is, amount, receipt }) => [is, amount, receipt])).toEqual([
      ["spent", "75.00", "PLANTED 17"],
      ["handed", "70.50", "PLANTED 17"],
    ]);
    expect(JSON.stringify(record)).not.toMatch(/counter|card 7|"Q"|read the receipt again/);
    // Nor where they were met on their way, which stands among the answers to them.
    expect(record.letters?.map(({ text }) => text)).toEqual([
      ...["An invented call for two.", "Wait where you are.", "Go by what you were told since."],
    ]);
    expect(one.messages.filter(({ text }) => text?.includes("Lipki"))).toHaveLength(4);
    // What is not of the register, or pays nothing, is no means; and whoever reads the case alone reads no line.
    expect(await willow.act.writeMoney(theCase, { ...said, means: carrier })).toEqual({
      kind: "incomplete",
      field: "means",
    });
    await reed.sync();
    expect(await reed.act.writeMoney(theCase, said)).toEqual({ kind: "not-held", part: "money" });
    expect(reed.view().cases[0]?.closedParts).toContain("money");
    expect(JSON.stringify(reed.view())).not.toContain("PLANTED");
  });

  it("[P3] leads abroad by an application that only those who carry the case read; the way itself names no case", async () => {
    const way = {
      ...{ name: "Invented embassy", country: "LT", partner: "Lantern", programme: "", requirements: [], wait: null },
      ...{ quota: [{ month: "2017-06", places: 4 }], papers: [{ kind: "passport" as const, days: 90, note: "" }] },
      ...{ place: null, source: "Lantern", asOf: house.now, over: 0 },
    };
    await done(willow.act.writePathway(way));
    const [pathway] = willow.view().pathways ?? [];
    if (!pathway) throw new Error("no pathway");
    const { name, papers } = pathway;
    const asked = {
      party: ["1", "2"],
      rank: 1,
      fit: "hard" as const,
      why: "PLANTED conviction",
      month: null,
      note: "",
    };
    await done(willow.act.beginApplication(theCase, { pathway: pathway.pathway, name, papers, ...asked }));
    const find = async (hand: Hand) => {
      await hand.sync();
      const part = hand.view().cases[0]?.parts.find(({ part: kind }) => kind === "relocation");
      return { part, application: part?.applications[0] };
    };
    const { part, application } = await find(wren);
    if (!part || !application) throw new Error("no application");
    expect(application).toMatchObject({ state: "considered", fit: "hard", next: ["preparing", "withdrawn"] });
    const step = { application: application.application, on: "2017-05-09", until: null, note: "" };
    await done(wren.act.moveApplication(part.stream, { ...step, to: "preparing", over: 1 }));
    expect(
      await willow.act.moveApplication(part.stream, { ...step, to: "withdrawn", note: "no", over: 1 }),
    ).toMatchObject({ kind: "written-meanwhile", by: wren.me.id });
    const submit = (over: number) => willow.act.moveApplication(part.stream, { ...step, to: "submitted", over });
    // Lantern is told nothing before they have allowed it.
    expect(await submit(2)).toEqual({ kind: "needs-consent" });
    const allowed = {
      purpose: "referral",
      recipient: "Lantern",
      words: "they may",
      how: "letter",
      until: null,
    } as const;
    const { consent } = await done(willow.act.giveConsent(theCase, { ...allowed, covers: ["summary"], over: 0 }));
    const named = { application: application.application, pathway: pathway.pathway, name, papers, rests: consent };
    await done(willow.act.writeApplication(part.stream, { ...asked, ...named, over: 2 }));
    await done(submit(3));
    await done(willow.act.moveApplication(part.stream, { ...step, to: "granted", until: "2017-09-01", over: 4 }));
    const legs = [leg({ from: "Lipki", to: "Port Laz", departs: 370, arrives: 560 }, "Driver M")];
    await done(willow.act.writeJourney(theCase, { ...plan(legs), application: application.application }));
    expect((await journeys(wren)).find(({ state }) => state === "planned")).toMatchObject({
      application: application.application,
    });
    expect((await find(reed)).part).toBeUndefined();
    expect(reed.view().pathways).toMatchObject([{ name: "Invented embassy" }]);
    expect(JSON.stringify(reed.view())).not.toContain("PLANTED");
  });

  it("is not planned for somebody under age before a lawyer was asked, whoever has since said that it is fine", async () => {
    const mailbox = willow.view().cases[0]?.mailboxes[0]?.mailbox;
    if (!mailbox) throw new Error("no mailbox");
    await done(willow.act.beginPart(theCase, { part: "identity", title: "", members: [] }));
    const identity = willow.view().cases[0]?.parts.find(({ part }) => part === "identity")?.stream;
    if (!identity) throw new Error("no part");
    const born = { person: "2", fact: "born", value: { kind: "date" as const, date: "1999-05-10" }, over: 0 };
    await done(willow.act.setFact(identity, born));
    const legs = [leg({ from: "Tarsk", to: "Lipki", departs: 370, arrives: 560 }, "Driver M")];
    expect(await willow.act.writeJourney(theCase, plan(legs))).toEqual({ kind: "minor-without-lawyer" });
    // Of age a day later; and the other of the two travels alone.
    await done(willow.act.writeJourney(theCase, { ...plan(legs), party: ["1"] }));
    await done(willow.act.writeJourney(theCase, { ...plan(legs), date: "2017-05-10" }));
    const legal = { kind: "legal" as const, text: "spoke with her lawyer", day: 17_295, task: null };
    await done(willow.act.giveService(theCase, legal));
    await done(willow.act.writeJourney(theCase, plan(legs)));
  });
});
