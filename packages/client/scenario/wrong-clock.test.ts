import type { CaseId, DecisionId } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House } from "./house.ts";

const HOUR = 3_600_000;

/** What rests on hours is not pressed by a clock that is a day off. All people are invented. */
describe("a go from a console with a wrong clock", () => {
  let house: House;
  let wren: Hand;
  let siskin: Hand;
  let slow: Hand;
  let theCase: CaseId;

  const sheet = () => ({
    about: "go" as const,
    text: "The first train.",
    checklist: [{ text: "a bed is ready", met: true }],
    expires: house.now + 12 * HOUR,
  });
  const move = (to: "verification" | "accepted" | "evacuating", decision: DecisionId | null = null) => ({
    to,
    people: null,
    decision,
    reason: "an invented reason",
  });

  beforeAll(async () => {
    house = await House.found();
    wren = await house.enrol("Wren", "coordinator");
    siskin = await house.enrol("Siskin", "caseworker");
    const caller = await Caller.with(house);
    await caller.write("An invented letter.", { danger: "soon" });
    await wren.sync();
    const said = { alias: "Rowan", people: 1, owner: wren.me.id, standIn: siskin.me.id, team: [] };
    theCase = (await done(wren.act.openCase(caller.keys.id, said))).case;
    const statement = { statement: "found out", source: "caller", corroboration: "a friend" } as const;
    await done(wren.act.recordVerification(theCase, { ...statement, certainty: "likely", concluded: true }));
    await done(
      wren.act.recordRisk(theCase, { urgency: "soon", saidBy: "team", factors: [], reach: ["an invented town"] }),
    );
    for (const to of ["verification", "accepted"] as const) await done(wren.act.moveStage(theCase, move(to)));
    for (const about of ["missing-person", "accusation", "travel-ban"] as const) {
      const looked = { known: "none-found", source: "an invented list", checkedAt: house.now } as const;
      await done(wren.act.searchStatus(theCase, { about, ...looked }));
    }
    await house.pass(47 * HOUR);
    await wren.sync();
    slow = await house.openAstray("Wren", -27);
    await slow.sync();
  });
  afterAll(() => house?.end());

  it("[P11] a look of the day before yesterday is fresh by a clock that is 27 hours slow: that go is not proposed", async () => {
    expect(await wren.act.propose(theCase, sheet())).toMatchObject({ kind: "search-not-checked" });
    expect(await slow.act.propose(theCase, sheet())).toEqual({ kind: "clocks-apart" });
    expect(slow.view().cases[0]?.decisions).toEqual([]);
  });

  it("[P11] nor approved there, nor does anybody set out by it; refusing one takes no clock", async () => {
    for (const about of ["missing-person", "accusation", "travel-ban"] as const) {
      const looked = { known: "none-found", source: "an invented list", checkedAt: house.now } as const;
      await done(wren.act.searchStatus(theCase, { about, ...looked }));
    }
    const { decision } = await done(wren.act.propose(theCase, sheet()));
    const { decision: other } = await done(wren.act.propose(theCase, sheet()));
    const astray = await house.openAstray("Siskin", -27);
    await astray.sync();
    expect(await astray.act.decide(theCase, decision, "approve", "read")).toEqual({ kind: "clocks-apart" });
    await done(astray.act.decide(theCase, other, "refuse", "not this one"));
    await siskin.sync();
    await done(siskin.act.decide(theCase, decision, "approve", "read"));
    await astray.sync();
    expect(await astray.act.moveStage(theCase, move("evacuating", decision))).toEqual({ kind: "clocks-apart" });
    await done(siskin.act.moveStage(theCase, move("evacuating", decision)));
  });
});
