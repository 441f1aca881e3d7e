import type { CaseId } from "@fairlead/casework";
import { type Member, makeEpochKey } from "@fairlead/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House, random } from "./house.ts";
import { LawlessConsole } from "./policy/console.ts";

/**
 * A member begins an epoch and is removed before a colleague has seen it: the colleague leaves that epoch behind. Nothing
 * of it may reach into the next: not its key, and not whom it let in or left out. [ST3] [CO3]
 */
describe("an epoch that comes to light only after its author was removed", () => {
  let house: House;
  let willow: Hand;
  let wren: Hand;
  let heron: Hand;
  let theCase: CaseId;
  let otto: LawlessConsole;

  beforeEach(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    wren = await house.enrol("Wren", "coordinator");
    heron = await house.enrol("Heron", "specialist");
    const outgoing = await house.enrol("Otto", "operator");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const team = { owner: willow.me.id, standIn: wren.me.id, team: [outgoing.me.id] };
    theCase = (await done(willow.act.openCase(caller.keys.id, { alias: "Kite", people: 1, ...team }))).case;
    for (const hand of [willow, wren, heron]) await hand.sync();
    otto = await LawlessConsole.open(house, "Otto");
  });
  afterEach(() => house.end());

  /** Otto's last epoch in each part of the case, for these. */
  async function beginFor(readers: readonly Hand[]): Promise<void> {
    const ids = [otto.held.keys.id, ...readers.map(({ me }) => me.id)];
    const members = ids.flatMap((id): Member[] => {
      const member = otto.held.roster.members.get(id);
      return member === undefined ? [] : [member];
    });
    for (const { stream, about } of otto.held.compartments.values()) {
      if (about?.about !== "case") continue;
      const begins = { key: makeEpochKey(random), readers: members, link: true };
      expect(await otto.write({ stream, operations: [], begins })).toEqual({ kind: "done" });
    }
  }

  const readersOf = (hand: Hand) =>
    hand.view().cases[0]?.parts.map(({ readers }) => readers.map(({ handle }) => handle).sort());

  async function goOn(): Promise<void> {
    await done(willow.act.noteCase(theCase, "said after he was gone"));
    for (const hand of [willow, wren]) {
      await hand.sync();
      expect(hand.view().status).toMatchObject({ halted: [], takenAway: [] });
      expect(JSON.stringify(hand.view().cases)).toContain("said after he was gone");
      expect(readersOf(hand)).toEqual([
        ["Willow", "Wren"],
        ["Willow", "Wren"],
      ]);
    }
    await heron.sync();
    expect(JSON.stringify(heron.view())).not.toContain("said after he was gone");
    await expect(otto.follow()).rejects.toThrow("FL_LOGIN");
  }

  const LETS_IN: [string, () => Hand[]][] = [
    ["everybody who was in it", () => [willow, wren]],
    ["some, and leaves others out", () => [willow]],
    ["a stranger beside them", () => [willow, wren, heron]],
    ["a stranger alone", () => [heron]],
  ];

  describe.each(LETS_IN)("begun for %s", (_whom, readers) => {
    it("does not hold up whoever hears that he is gone, and then sees it", async () => {
      await beginFor(readers());
      await done(house.founder.act.remove(otto.held.keys.id));
      await willow.sync();
      await goOn();
    });

    it("… nor whoever would write on before hearing of either", async () => {
      await beginFor(readers());
      await done(house.founder.act.remove(otto.held.keys.id));
      await willow.act.noteCase(theCase, "said before hearing of it");
      await willow.sync();
      await goOn();
    });
  });
});
