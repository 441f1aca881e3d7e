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

describe("a letter after the thread was closed", () => {
  it("[P6] stands in the queue, in danger, and is not erased at the term of the closing before it", async () => {
    const house = await House.found();
    const operator = await house.enrol("Marsh", "operator");
    const caller = await Caller.with(house);
    await caller.write("hello?");
    await operator.sync();
    expect(await operator.act.closeThread(caller.keys.id, { outcome: "no-answer", note: "" })).toEqual({
      kind: "done",
    });
    await house.pass(29 * DAY_MS);
    await operator.sync();
    await caller.write("An invented cry.", { danger: "now" }, "danger");
    await operator.sync();
    const { queue, today } = operator.view();
    expect(queue.waiting).toBe(1);
    expect(today.inDanger).toMatchObject([
      { standing: "waiting", closed: null, closedBefore: { outcome: "no-answer" } },
    ]);
    expect(await operator.act.claim(caller.keys.id)).toEqual({ kind: "done" });
    // A member who comes by long after the first term: the letter is there for a hand that has never seen it.
    await house.pass(12 * DAY_MS);
    await operator.sync();
    await operator.sync();
    const late = await house.open("Marsh");
    expect(JSON.stringify(late.view().queue)).toContain("An invented cry.");
    // Closed again, with everything read, the term runs to its end.
    expect(await late.act.closeThread(caller.keys.id, { outcome: "answered", note: "" })).toEqual({ kind: "done" });
    await house.pass(31 * DAY_MS);
    await late.sync();
    expect(JSON.stringify((await house.open("Marsh")).view())).not.toContain("An invented cry.");
    await house.end();
  });
});
