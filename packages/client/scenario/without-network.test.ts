import type { CaseId, CaseView, JourneyLeg, TicketId } from "@fairlead/casework";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eachOf, type Hand, MemoryShelf } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House, type Line } from "./house.ts";
import { Phone } from "./phone.ts";

/** One press that comes to several deeds: without a network all of it waits, or nothing was done and the member is told so. */
describe("several deeds behind one press, without a network", () => {
  let house: House;
  let willow: Hand;
  let wren: Hand;
  let line: Line;
  let kite: CaseId;
  let begun = 0;
  const shelf = new MemoryShelf();

  const one = (hand = willow): CaseView => {
    const found = hand.view().cases.find((known) => known.case === kite);
    if (found === undefined) throw new Error("no such case");
    return found;
  };
  const readers = () =>
    Object.fromEntries(one().parts.map(({ part, readers }) => [part, readers.map(({ id }) => id).sort()]));
  const both = () => [willow.me.id, wren.me.id].sort();
  const back = async () => {
    line.cut = false;
    await willow.sync();
    await willow.sync();
    await wren.sync();
  };
  const nothingIsLeft = () => {
    expect(willow.view().status.unsent).toEqual([]);
    expect(willow.view().status.undone).toEqual([]);
  };
  const ticket = (who: string) => ({
    ...{ from: `Quay of ${who}`, to: "Mill", meet: "Under the clock", at: house.now + 5 * HOUR, people: 1, carry: "" },
    ...{ otherwise: "", say: "Is it warm?", hear: "Only in May.", opens: house.now - HOUR, ends: house.now + 9 * HOUR },
    ...{ holder: "driver" as const, after: null, who },
  });
  const task = (text: string) => ({ text, owner: willow.me.id, standIn: null, due: null, from: null });
  const journey = () => {
    const leg: JourneyLeg = {
      ...{ leg: willow.act.newLeg(), kind: "drive", from: "Tarsk", to: "Lipki", departs: 370, arrives: 560 },
      ...{ service: "Driver M", note: "" },
    };
    return { party: ["1"], date: "2017-05-09", offset: 180, legs: [leg], route: null, why: "", over: 0 };
  };

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Willow", "coordinator");
    wren = await house.enrol("Wren", "coordinator");
    line = house.line();
    willow = await house.open("Willow", line, shelf);
  });
  afterAll(() => house?.end());
  beforeEach(async () => {
    line.cut = false;
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const said = { alias: `Kite ${++begun}`, people: 1, owner: willow.me.id, standIn: null, team: [wren.me.id] };
    kite = (await done(willow.act.openCase(caller.keys.id, said))).case;
    await wren.sync();
  });

  it("holds every driver, and one that is refused holds up none of those after", async () => {
    for (const who of ["Egret", "Siskin", "Dunlin"]) await done(willow.act.giveTicket(kite, ticket(who)));
    const meant = one().tickets;
    const hold = ({ ticket, version }: { ticket: TicketId; version: number }) =>
      willow.act.turnTicket(kite, { ticket, to: "held", reason: "marked", over: version });
    line.cut = true;
    const unknown = { ticket: "00".repeat(16) as TicketId, version: 1 };
    const [first, ...others] = meant;
    const outcome = await eachOf([...(first ? [first] : []), unknown, ...others].map((each) => () => hold(each)));
    expect(outcome).toMatchObject({ kind: "no-such-entry" });
    expect(willow.view().status.unsent).toHaveLength(3);
    await back();
    expect(one().tickets.map(({ state }) => state)).toEqual(["held", "held", "held"]);
    nothingIsLeft();
  });

  it("a withdrawal of access is refused whole where there is no network, and is one append where there is", async () => {
    line.cut = true;
    const taken = () => willow.act.withdrawPart(kite, { part: "contact", member: wren.me.id, with: ["threat"] });
    expect(await taken()).toEqual({ kind: "needs-network" });
    expect(willow.view().status.unsent).toEqual([]);
    await back();
    expect(readers()).toEqual({ contact: both(), threat: both() });
    await done(taken());
    expect(readers()).toEqual({ contact: [willow.me.id], threat: [willow.me.id] });
    await done(willow.act.noteCase(kite, "PLANTED after she left"));
    await wren.sync();
    expect(JSON.stringify(wren.view())).not.toContain("PLANTED");
  });

  it("a line that breaks off under a withdrawal leaves it whole: it waits, and takes all parts", async () => {
    line.refuse("/api/append");
    const outcome = await willow.act.withdrawPart(kite, { part: "contact", member: wren.me.id, with: ["threat"] });
    expect(outcome).toEqual({ kind: "offline" });
    line.admit("/api/append");
    await back();
    expect(readers()).toEqual({ contact: [willow.me.id], threat: [willow.me.id] });
    nothingIsLeft();
  });

  it("a case is handed over whole or not at all", async () => {
    const lark = await house.enrol("Lark", "caseworker");
    await willow.sync();
    const over = () => willow.act.handCaseOver(kite, { owner: lark.me.id, standIn: null, keepReading: false });
    line.cut = true;
    expect(await over()).toEqual({ kind: "needs-network" });
    expect(willow.view().status.unsent).toEqual([]);
    await back();
    expect(one().owner.id).toBe(willow.me.id);
    line.refuse("/api/append");
    expect(await over()).toEqual({ kind: "offline" });
    line.admit("/api/append");
    await back();
    await lark.sync();
    expect(one(lark).owner.id).toBe(lark.me.id);
    expect(one(lark).parts.map(({ part }) => part)).toEqual(["contact", "threat"]);
    // What came before is open to the new owner.
    expect(JSON.stringify(one(lark))).toContain("An invented call.");
    nothingIsLeft();
  });

  it("[TK1] a ticket that waits to be sent has its link, and opens once it has gone out", async () => {
    line.cut = true;
    const given = await done(willow.act.giveTicket(kite, ticket("Egret")));
    expect(given.waits).toBe(true);
    expect(willow.view().status.unsent).toMatchObject([{ action: "giveTicket", kept: false }]);
    await back();
    expect(one().tickets.map(({ ticket }) => ticket)).toEqual([given.ticket]);
    const egret = new Phone(house, given.secret);
    await egret.look();
    expect(egret.leg.leg.from).toBe("Quay of Egret");
    expect((await done(willow.act.giveTicket(kite, ticket("Siskin")))).waits).toBe(false);
  });

  it("takes a status back with the tasks that it had struck", async () => {
    const from = { kind: "status", of: "detained" } as const;
    const added = ["Ring the lawyer", "Ask at the station"].map((text) => ({ ...task(text), from }));
    const { tasks } = await done(willow.act.setStatus(kite, { status: "detained", note: "police", tasks: added }));
    await done(willow.act.setStatus(kite, { status: "well", note: "out", drop: { tasks, reason: "out" } }));
    // A colleague has opened one of them meanwhile: that is no reason for the others to stay struck.
    await done(wren.act.reopenTask(kite, tasks[0] as (typeof tasks)[number], "still to be done"));
    await willow.sync();
    line.cut = true;
    const taken = await willow.act.setStatus(kite, { status: "well", note: "slip", back: true, reopen: tasks });
    expect(taken).toEqual({ kind: "offline" });
    await back();
    expect(one().statuses.map(({ status }) => status)).toEqual(["detained"]);
    expect(
      one()
        .plan.open.map(({ text }) => text)
        .sort(),
    ).toEqual(["Ask at the station", "Ring the lawyer"]);
    nothingIsLeft();
  });

  it("takes a closing back with the tasks that it had struck, and a task with the service that was counted by it", async () => {
    const { tasks } = await done(willow.act.addTasks(kite, [task("Give money"), task("Ring the aunt")]));
    const [money, aunt] = tasks;
    if (money === undefined || aunt === undefined) throw new Error("no tasks");
    const { service } = await done(willow.act.doTask(kite, money, "gave", { kind: "legal", day: 17_000 }));
    if (service === null) throw new Error("nothing was counted");
    line.cut = true;
    const reopened = await willow.act.reopenTask(kite, money, "", { service, reason: "slip" });
    expect(reopened).toEqual({ kind: "offline" });
    await back();
    expect(one().plan.open.map(({ task }) => task)).toContain(money);
    expect(one().plan.services).toMatchObject([{ service, withdrawn: { reason: "slip" } }]);

    await done(willow.act.moveStage(kite, { to: "withdrawn", people: null, decision: null, reason: "went home" }));
    const drop = { tasks: [aunt], reason: "no more" };
    await done(willow.act.closeCase(kite, { outcome: "withdrawn", note: "slip", drop }));
    line.cut = true;
    expect(await willow.act.takeBackClosing(kite, "slip", [aunt])).toEqual({ kind: "offline" });
    await back();
    expect(one().closed).toBeNull();
    expect(one().plan.open.map(({ task }) => task)).toContain(aunt);
    nothingIsLeft();
  });

  it("the first journey goes out with the part in which it stands, and the first line of its money", async () => {
    line.cut = true;
    expect(await willow.act.writeJourney(kite, journey())).toEqual({ kind: "offline" });
    // A second one before the first went: both end up in one part.
    expect(await willow.act.writeJourney(kite, journey())).toEqual({ kind: "offline" });
    expect(willow.view().status.unsent.map(({ action, kept }) => [action, kept])).toEqual([
      ["writeJourney", true],
      ["writeJourney", true],
    ]);
    await back();
    expect(one().journeys.map(({ from }) => from)).toEqual(["Tarsk", "Tarsk"]);
    expect(one().parts.filter(({ part }) => part === "journey")).toHaveLength(1);
    nothingIsLeft();

    const said = one().journeys[0];
    if (said === undefined) throw new Error("no journey");
    line.cut = true;
    const money = await willow.act.writeMoney(kite, {
      ...{ journey: said.journey, is: "planned", purpose: "driving", amount: 4000, currency: "EUR", when: house.now },
      ...{ thing: null, words: "", member: null, means: null, receipt: "", note: "", instead: null, reason: "" },
    });
    expect(money).toEqual({ kind: "offline" });
    await back();
    expect(one().parts.map(({ part }) => part)).toContain("money");
    expect(JSON.stringify(one())).toContain("4000");
    nothingIsLeft();
  });

  it("so does the first application, and a window that dies before it went loses none of it", async () => {
    const pathway = {
      ...{ name: "Invented embassy", country: "LT", partner: "Lantern", programme: "", requirements: [], wait: null },
      ...{ quota: [], papers: [], place: null, source: "Lantern", asOf: house.now, over: 0 },
    };
    await done(willow.act.writePathway(pathway));
    const by = willow.view().pathways?.[0]?.pathway;
    if (by === undefined) throw new Error("no pathway");
    line.cut = true;
    const said = { pathway: by, name: "Invented embassy", party: ["1"], rank: 1, fit: "hard" as const };
    const application = { ...said, why: "PLANTED", papers: [], month: null, note: "" };
    expect(await willow.act.beginApplication(kite, application)).toEqual({ kind: "offline" });
    expect(willow.view().status.unsent).toMatchObject([{ action: "beginApplication", kept: true }]);
    // The window is gone from one moment to the next: memory is lost, the device is as it was.
    line = house.line();
    willow = await house.open("Willow", line, shelf);
    await back();
    expect(JSON.stringify(one())).toContain("PLANTED");
    nothingIsLeft();
  });
});
