import type { CaseId } from "@fairlead/casework";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Hand, MemoryShelf, Unreachable } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { DAY_MS, House } from "./house.ts";

/** What a member did last, seen by nobody before his removal was known: his colleague's next epoch leaves it behind. */
describe("[ST3] [CO3] what a removed member left behind", () => {
  let house: House;
  let willow: Hand;
  let theCase: CaseId;

  beforeEach(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    const heron = await house.enrol("Heron", "coordinator");
    await house.enrol("Tern", "operator");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const said = { alias: "Kite", people: 1, owner: willow.me.id, standIn: heron.me.id, team: [] };
    const opened = await willow.act.openCase(caller.keys.id, said);
    if (opened.kind !== "done") throw new Error(opened.kind);
    theCase = opened.case;
    await heron.sync();
    heron.lock();
  });
  afterEach(() => house.end());

  /** Heron comes back, finds that Willow is out, and goes on. */
  async function heronComesBack(): Promise<Hand> {
    expect((await house.founder.act.remove(willow.me.id)).kind).toBe("done");
    const heron = await house.open("Heron");
    await heron.sync();
    expect(heron.view().status).toMatchObject({ halted: [], setAside: 0, renewing: null });
    expect(await heron.act.noteCase(theCase, "and on it goes")).toEqual({ kind: "done" });
    const again = (await house.open("Heron")).view();
    expect(again.status).toMatchObject({ halted: [], setAside: 0 });
    expect(JSON.stringify(again)).toContain("and on it goes");
    return heron;
  }

  it("an epoch that he began goes too, and whomever he let in", async () => {
    const tern = await house.open("Tern");
    const share = { part: "contact", member: tern.me.id, history: "from-now-on", until: null } as const;
    expect(await willow.act.share(theCase, share)).toEqual({ kind: "done" });
    await heronComesBack();
    await tern.sync();
    expect(JSON.stringify(tern.view())).not.toContain("and on it goes");
  });

  it("[P11] an hour of erasure that he set, and that nobody sees any more, does not come", async () => {
    const withdrawn = { to: "withdrawn", people: null, decision: null, reason: "an invented reason" } as const;
    expect(await willow.act.moveStage(theCase, withdrawn)).toEqual({ kind: "done" });
    expect(await willow.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" })).toEqual({ kind: "done" });
    const heron = await heronComesBack();
    expect(heron.view().cases[0]).toMatchObject({ closed: null, erasure: null });
    await house.pass(90 * DAY_MS);
    await heron.sync();
    expect(heron.view().status.halted).toEqual([]);
    expect(JSON.stringify((await house.open("Heron")).view())).toContain("and on it goes");
  });

  it("a device that had written the compartment down as a whole, with what he did last, lets go of that too", async () => {
    const shelf = new MemoryShelf();
    const heron = await house.open("Heron");
    expect(await heron.act.noteCase(theCase, "what stands")).toEqual({ kind: "done" });
    heron.lock();
    await willow.sync();
    expect(await willow.act.noteCase(theCase, "what nobody vouches for")).toEqual({ kind: "done" });
    const device = await house.open("Heron", undefined, shelf);
    await device.sync();
    expect(JSON.stringify(device.view())).toContain("what nobody vouches for");
    device.lock();
    await heronComesBack();
    const away = await house.open("Heron", { transport: () => Promise.reject(new Unreachable()) }, shelf);
    expect(JSON.stringify(away.view())).toContain("what nobody vouches for");
    away.lock();
    const [again, fresh] = [await house.open("Heron", undefined, shelf), await house.open("Heron")];
    expect(JSON.stringify(again.view())).not.toContain("what nobody vouches for");
    expect(again.view().cases).toEqual(fresh.view().cases);
    expect(again.view().status).toMatchObject({ halted: [], setAside: 0 });
    await again.sync();
    again.lock();
    const offline = await house.open("Heron", { transport: () => Promise.reject(new Unreachable()) }, shelf);
    expect(offline.view().cases).toEqual(fresh.view().cases);
  });
});
