import type { CaseId } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { DAY_MS, House } from "./house.ts";

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

  it("a closed case is erased at its hour, by the server, in all its parts; the hand lets go of it", async () => {
    const team = { owner: caseworker.me.id, standIn: null, team: [] };
    const opened = await caseworker.act.openCase(caller.keys.id, { alias: "Grey kettle", people: 1, ...team });
    if (opened.kind !== "done") throw new Error(opened.kind);
    theCase = opened.case;
    expect(await caseworker.act.closeCase(theCase, { outcome: "withdrawn", note: "" })).toMatchObject({
      kind: "stage-not-open",
    });
    const moved = { to: "withdrawn" as const, people: null, decision: null, reason: "their own wish" };
    expect(await caseworker.act.moveStage(theCase, moved)).toEqual({ kind: "done" });
    expect(await caseworker.act.closeCase(theCase, { outcome: "withdrawn", note: "" })).toEqual({ kind: "done" });
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
