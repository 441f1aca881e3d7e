import { type CaseId, caseOf, type MemberId, writeDuty } from "@fairlead/casework";
import { type AlarmId, toHex } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Appender } from "../src/append.ts";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House } from "./house.ts";
import { insider } from "./insider.ts";

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
    return { said: steps.length, rungs };
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
});
