import { type CaseId, caseOf, type MemberId, writeDuty } from "@fairlead/casework";
import { type AlarmId, toHex } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Appender } from "../src/append.ts";
import type { Hand } from "../src/index.ts";
import { alarmsIn } from "../src/sync.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House } from "./house.ts";
import { insider } from "./insider.ts";
import { type Fields, fieldsIn, LyingLine } from "./lies/lying-line.ts";

describe("[P7] an expected sign of life calls whoever carries the case, as things stand", () => {
  let house: House;
  let willow: Hand;
  let heron: Hand;
  let harbour: Hand;
  let theCase: CaseId;
  let alarm: AlarmId;

  const bell = async (handle: string, token: string | null) => {
    const held = await insider(house, house.phraseOf(handle));
    const written = await new Appender(held).write((hand) => {
      const outcome = writeDuty(held.state, [{ op: "memberBell", token, standBy: true }], hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    });
    expect(written).toEqual({ kind: "done" });
  };
  /** What the server was last told of it, as the case's record says. */
  const told = async (handle: string) => {
    const held = await insider(house, house.phraseOf(handle));
    const stream = caseOf(held.state, theCase)?.contactStream;
    const steps = [...(stream === undefined ? [] : (held.compartments.get(stream)?.accepted ?? []))].flatMap(
      ({ commit: { header } }) =>
        header.framing.kind === "alarm" && header.framing.step.alarm === alarm ? [header.framing.step] : [],
    );
    const last = steps.at(-1);
    const rungs = last?.verb === "arm" ? last.ladder.map(({ token }) => toHex(token).slice(0, 2)) : last?.verb;
    const arm = steps.findLast(({ verb }) => verb === "arm");
    const armed = arm?.verb === "arm" ? arm.ladder.map(({ token }) => toHex(token).slice(0, 2)) : null;
    return { said: steps.length, rungs, armed };
  };
  const seen = (hand: Hand) => {
    const checkIn = hand.view().cases[0]?.checkIns.find((one) => one.alarm === alarm);
    const ladder = checkIn?.ladder.map(({ person, instead, bell: rings, state }) => [
      person.handle,
      instead?.handle ?? null,
      rings,
      state,
    ]);
    return { agrees: checkIn?.serverAgrees, ladder, today: hand.view().today.ladders.length };
  };
  const twice = async (hand: Hand) => {
    for (let round = 0; round < 2; round++) await hand.sync();
  };

  beforeAll(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    heron = await house.enrol("Heron", "caseworker");
    harbour = await house.enrol("Harbour", "coordinator");
    await bell("Willow", "aa".repeat(16));
    await bell("Heron", "bb".repeat(16));
    const caller = await Caller.with(house);
    await caller.write("Invented: they leave tonight.");
    await willow.sync();
    const party = { alias: "Rowan", people: 1, owner: willow.me.id, standIn: null, team: [harbour.me.id] };
    theCase = (await done(willow.act.openCase(caller.keys.id, party))).case;
    const rung = (member: MemberId, afterMinutes: number) => ({ member, afterMinutes });
    const said = { due: house.now + 8 * HOUR, graceMinutes: 30, expectedFrom: "party" as const };
    const ladder = [rung(willow.me.id, 30), rung(harbour.me.id, 60)];
    alarm = (await done(willow.act.armCheckIn(theCase, { ...said, wording: "a word about the weather", ladder })))
      .alarm;
  });
  afterAll(() => house.end());

  it("with the hand-over the server calls the new owner, and everybody sees whom, and in whose place", async () => {
    expect((await told("Harbour")).rungs).toEqual(["aa", ""]);
    await done(willow.act.handCaseOver(theCase, { owner: heron.me.id, standIn: null, keepReading: false }));
    expect((await told("Harbour")).rungs).toEqual(["bb", ""]);
    for (const hand of [heron, harbour]) {
      await twice(hand);
      expect(seen(hand)).toEqual({
        agrees: true,
        ladder: [
          ["Heron", "Willow", true, "next"],
          ["Harbour", null, false, "to-come"],
        ],
        today: 0,
      });
    }
  });

  it("what stands is said once, however many hands come by", async () => {
    const { said } = await told("Harbour");
    for (const hand of [heron, harbour]) await twice(hand);
    expect((await told("Harbour")).said).toBe(said);
  });

  it("a new bell is told for what was set before; a bell that is taken down promises nothing", async () => {
    await bell("Heron", "cc".repeat(16));
    await twice(harbour);
    expect((await told("Harbour")).rungs).toEqual(["cc", ""]);
    await bell("Harbour", "dd".repeat(16));
    await twice(heron);
    expect((await told("Harbour")).rungs).toEqual(["cc", "dd"]);
    expect(seen(heron).ladder?.map(([, , rings]) => rings)).toEqual([true, true]);
    await bell("Harbour", null);
    await twice(heron);
    expect(seen(heron).ladder?.map(([, , rings]) => rings)).toEqual([true, false]);
  });

  it("[CK1] what a changed client ends at the server alone is armed again by whoever comes by", async () => {
    const changed = await insider(house, house.phraseOf("Harbour"));
    const stream = caseOf(changed.state, theCase)?.contactStream;
    if (stream === undefined) throw new Error("no such case");
    const framing = { kind: "alarm" as const, step: { verb: "clear" as const, alarm } };
    const written = await new Appender(changed).write(() => ({
      kind: "draft",
      writes: [{ stream, operations: [], framing }],
    }));
    expect(written).toEqual({ kind: "done" });
    expect((await told("Harbour")).rungs).toBe("clear");
    await twice(heron);
    expect((await told("Harbour")).rungs).toEqual(["cc", ""]);
    expect(seen(heron).agrees).toBe(true);
    await house.pass(9 * HOUR);
    await heron.sync();
    expect(heron.view().today.overdue).toMatchObject([{ alarm, state: "missed", serverAgrees: true }]);
  });

  it("[CK1] what is ended at the server after the grace is armed again; what somebody has seen stays seen", async () => {
    const clear = async () => {
      const changed = await insider(house, house.phraseOf("Harbour"));
      const stream = caseOf(changed.state, theCase)?.contactStream;
      if (stream === undefined) throw new Error("no such case");
      const framing = { kind: "alarm" as const, step: { verb: "clear" as const, alarm } };
      const write = () => ({ kind: "draft" as const, writes: [{ stream, operations: [], framing }] });
      expect(await new Appender(changed).write(write)).toEqual({ kind: "done" });
      expect((await told("Harbour")).rungs).toBe("clear");
    };
    await clear();
    await twice(heron);
    await house.pass(60_000);
    await heron.sync();
    expect(heron.view().today.overdue).toMatchObject([{ alarm, state: "missed", serverAgrees: true, unheld: null }]);
    expect((await told("Harbour")).rungs).toEqual(["cc", ""]);
    await done(heron.act.acknowledgeCheckIn(theCase, alarm, "on it"));
    await clear();
    await twice(heron);
    const server = await insider(house, house.phraseOf("Harbour"));
    const held = alarmsIn(await server.session.call("/api/alarms", {})).find((one) => one.alarm === alarm);
    expect(held?.state).not.toBe("cleared");
    expect(held?.acknowledged).not.toBeNull();
    // Its turn was before somebody said that they are on it: nobody is woken a second time.
    expect(await told("Harbour")).toMatchObject({ rungs: "acknowledge", armed: ["", ""] });
    expect(heron.view().today.overdue).toMatchObject([{ alarm, state: "acknowledged", serverAgrees: true }]);
  });
});

describe("[P7] [CK1] a server that does not hold what was set", () => {
  let house: House;
  let willow: Hand;
  let line: LyingLine;
  let theCase: CaseId;
  let alarm: AlarmId;
  /** What it says of its alarms. */
  let says: (alarms: Fields[]) => Fields[] = (alarms) => alarms;

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Willow", "caseworker");
    line = new LyingLine(() => house.url);
    line.change("/api/alarms", (answer) => ({ ...answer, alarms: says(fieldsIn(answer, "alarms")) }));
    willow = await house.open("Willow", line);
    const caller = await Caller.with(house);
    await caller.write("Invented: they leave tonight.");
    await willow.sync();
    const party = { alias: "Rowan", people: 1, owner: willow.me.id, standIn: null, team: [] };
    theCase = (await done(willow.act.openCase(caller.keys.id, party))).case;
  });
  afterAll(() => house.end());

  const arms = (sent: readonly string[]) => sent.filter((verb) => verb === "arm").length;
  const verbs = async () => {
    const held = await insider(house, house.phraseOf("Willow"));
    const stream = caseOf(held.state, theCase)?.contactStream;
    return [...(stream === undefined ? [] : (held.compartments.get(stream)?.accepted ?? []))].flatMap(
      ({ commit: { header } }) => (header.framing.kind === "alarm" ? [header.framing.step.verb] : []),
    );
  };
  const seen = () => willow.view().cases[0]?.checkIns[0];

  it("what was set this moment is not doubted", async () => {
    const said = { due: house.now + 8 * HOUR, graceMinutes: 30, expectedFrom: "party" as const };
    const ladder = [{ member: willow.me.id, afterMinutes: 30 }];
    alarm = (await done(willow.act.armCheckIn(theCase, { ...said, wording: "a word", ladder }))).alarm;
    expect(seen()).toMatchObject({ state: "waiting", unheld: null, setAnewBy: [] });
    await willow.sync();
    expect(seen()).toMatchObject({ state: "waiting", unheld: null, serverAgrees: true });
    expect(willow.view().today.unheld).toEqual([]);
  });

  it("while it waits, the case and Today say so at once: no alarm, or one of another hour", async () => {
    const lies: [typeof says, string][] = [
      [() => [], "none"],
      [(alarms) => alarms.map((one) => ({ ...one, state: "cleared" })), "none"],
      [(alarms) => alarms.map((one) => ({ ...one, due: Number(one.due) + 600 })), "other-hour"],
    ];
    for (const [lie, how] of lies) {
      says = lie;
      await willow.sync();
      expect(seen()).toMatchObject({ state: "waiting", unheld: how, setAnewBy: [{ handle: "Willow", me: true }] });
      expect(willow.view().today.unheld).toMatchObject([{ alarm, unheld: how }]);
    }
  });

  it("it is told once more by itself, not in each round; by a press each time; and its own word alone ends the line", async () => {
    await willow.sync();
    await willow.sync();
    expect(arms(await verbs())).toBe(2);
    await done(willow.act.setAlarmAnew(theCase, alarm));
    expect(arms(await verbs())).toBe(3);
    expect(seen()).toMatchObject({ unheld: "other-hour" });
    says = (alarms) => alarms;
    await done(willow.act.setAlarmAnew(theCase, alarm));
    expect(seen()).toMatchObject({ unheld: null });
    expect(willow.view().today.unheld).toEqual([]);
  });

  it("what lies so once its grace is over says it too", async () => {
    await house.pass(9 * HOUR);
    says = () => [];
    await willow.sync();
    expect(willow.view().today.overdue).toMatchObject([{ alarm, state: "missed", unheld: "none" }]);
    expect(willow.view().today.unheld).toEqual([]);
    says = (alarms) => alarms;
  });

  it("what was closed asks for nothing", async () => {
    await done(willow.act.closeCheckIn(theCase, alarm, { done: "met", note: "they wrote" }));
    expect(await willow.act.setAlarmAnew(theCase, alarm)).toEqual({ kind: "check-in-closed" });
    await willow.sync();
    expect(seen()).toMatchObject({ unheld: null, setAnewBy: [] });
  });
});

describe("[P7] a check-in that is set while its owner is out", () => {
  let house: House;
  let wren: Hand;
  let theCase: CaseId;
  let owner: MemberId;

  beforeAll(async () => {
    house = await House.found();
    const heron = await house.enrol("Heron", "caseworker");
    wren = await house.enrol("Wren", "caseworker");
    owner = heron.me.id;
    const caller = await Caller.with(house);
    await caller.write("Invented: they leave tonight.");
    await heron.sync();
    const party = { alias: "Rowan", people: 1, owner, standIn: wren.me.id, team: [] };
    theCase = (await done(heron.act.openCase(caller.keys.id, party))).case;
    await wren.sync();
    await done(house.founder.act.suspend(owner));
    for (let round = 0; round < 2; round++) await wren.sync();
  });
  afterAll(() => house.end());

  const arm = async (members: MemberId[]) => {
    const said = { due: house.now + 8 * HOUR, graceMinutes: 30, expectedFrom: "party" as const, wording: "a word" };
    const ladder = members.map((member, index) => ({ member, afterMinutes: 30 + 20 * index }));
    const { alarm } = await done(wren.act.armCheckIn(theCase, { ...said, ladder }));
    const checkIn = wren.view().cases[0]?.checkIns.find((one) => one.alarm === alarm);
    return checkIn?.ladder.map(({ person, at, state }) => [person.handle, (at - checkIn.due) / 60_000, state]);
  };

  it("calls the stand-in as early as the owner would have been", async () => {
    expect(await arm([owner, wren.me.id])).toEqual([["Wren", 30, "next"]]);
    expect(await arm([owner])).toEqual([["Wren", 30, "next"]]);
    expect(await arm([wren.me.id, owner])).toEqual([["Wren", 30, "next"]]);
  });

  it("one that would call nobody is refused", async () => {
    const said = { due: house.now + 8 * HOUR, graceMinutes: 30, expectedFrom: "party" as const, wording: "a word" };
    expect(await wren.act.armCheckIn(theCase, { ...said, ladder: [] })).toEqual({
      kind: "incomplete",
      field: "ladder",
    });
  });
});
