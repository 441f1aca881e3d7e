import { describe, expect, it } from "vitest";
import {
  type CaseView,
  type ChecklistPoint,
  caseOf,
  caseView,
  type DecisionView,
  decide,
  type JourneyView,
  type Operation,
  type PersonRef,
  propose,
} from "../src/index.ts";
import { goFacts } from "../src/view/go-facts.ts";
import { kettle, rowan, taken, verified } from "./rowan.ts";
import { alarmId, decisionId, hours, lookAll, member, Room, stream } from "./team.ts";

const go = decisionId("go");

const view = (room: Room, who = "Siskin"): CaseView => {
  const seen = caseView(room.state, room.outside(who), rowan);
  if (seen === null) throw new Error("no case");
  return seen;
};
const sheet = (room: Room) =>
  Object.fromEntries(view(room).goFacts.map(({ point, met, said }) => [point, [met, said?.by.id ?? null]]));

/** As some client wrote it. */
const write = (room: Room, operation: Operation, who = "Siskin") =>
  room.do(who, () => ({ kind: "operations", writes: [{ stream: stream("rowan c"), operations: [operation] }] }));

const checkIn = (name: string, due: number, drill = false): Operation => ({
  op: "armCheckIn",
  alarm: alarmId(name),
  due,
  graceMinutes: 30,
  expectedFrom: "party",
  wording: "the kettle",
  ladder: [{ afterMinutes: 30, member: member("Wren") }],
  ...(drill ? { drill } : {}),
});

describe("what a go's sheet knows by itself", () => {
  it("says what no record answers of nothing, and of a check-in that there is none", () => {
    const room = new Room();
    taken(room);
    expect(sheet(room)).toEqual({ "check-in": [false, null], assessment: [false, null] });
  });

  it("a check-in counts that is set for later and is no drill, with who set it", () => {
    const room = new Room();
    taken(room);
    write(room, checkIn("drill", room.now + hours(5), true));
    expect(sheet(room)["check-in"]).toEqual([false, null]);
    write(room, checkIn("real", room.now + hours(5)), "Wren");
    expect(sheet(room)["check-in"]).toEqual([true, member("Wren")]);
    room.now += hours(6);
    expect(sheet(room)["check-in"]).toEqual([false, null]);
  });

  it("a shelter that is marked since, and a consent that has ended under a referral, are not so", () => {
    const room = new Room();
    taken(room);
    const [thing, use, consent] = ["a1".repeat(16), "b1".repeat(16), "c1".repeat(16)] as [never, never, never];
    const stay = { thing, from: room.now, until: null, with: [], note: "", over: 0 };
    write(room, { op: "recordUse", use, as: "stayed", ...stay });
    const given = { purpose: "lawyer", recipient: "a lawyer", words: "yes", how: "letter" } as const;
    write(room, { op: "giveConsent", consent, ...given, covers: [], until: null, over: 0 });
    const referral = { mailbox: kettle, referral: "r1", to: "a lawyer", purpose: "advice", consent: "see there" };
    write(room, { op: "refer", ...referral, rests: consent });
    expect(sheet(room)).toMatchObject({ shelter: [true, member("Siskin")], consent: [true, member("Siskin")] });

    write(room, { op: "withdrawConsent", consent, why: "she talked", how: "letter" }, "Wren");
    const mark = { mark: "d1".repeat(16) as never, of: { kind: "thing", thing }, since: room.now } as const;
    const marked: Operation = { op: "markCompromised", ...mark, source: "a neighbour", certainty: "likely", note: "" };
    room.do("Wren", () => ({ kind: "operations", writes: [{ stream: stream("resources"), operations: [marked] }] }));
    expect(sheet(room)).toMatchObject({ shelter: [false, member("Siskin")], consent: [false, member("Wren")] });
    // Who does not hold the register sees no mark, and is told nothing of the shelter.
    const streams = new Map([...room.state.streams].filter(([id]) => id !== stream("resources")));
    const without = caseView({ ...room.state, streams }, room.outside("Siskin"), rowan);
    expect(without?.goFacts.map(({ point }) => point)).not.toContain("shelter");
  });

  it("of a party in two houses neither is marked or taken out of use; what was left for the other is not asked", () => {
    const room = new Room();
    taken(room);
    const [first, second] = ["a1".repeat(16), "a2".repeat(16)] as [never, never];
    const stay = (thing: never, more: { from: number; until?: number | null; over?: number }): Operation => {
      const said = { as: "stayed" as const, with: [], note: "", until: null, over: 0, ...more };
      return { op: "recordUse", use: thing, thing, ...said };
    };
    const begun = room.now;
    write(room, stay(first, { from: begun }));
    write(room, stay(second, { from: begun + hours(1) }));
    const mark = { mark: "d1".repeat(16) as never, of: { kind: "thing", thing: first }, since: begun } as const;
    const marked: Operation = { op: "markCompromised", ...mark, source: "a neighbour", certainty: "likely", note: "" };
    room.do("Wren", () => ({ kind: "operations", writes: [{ stream: stream("resources"), operations: [marked] }] }));
    expect(sheet(room).shelter?.[0]).toBe(false);
    const known = caseOf(room.state, rowan);
    if (known === null) throw new Error("no case");
    // One person sleeps in one house: they moved.
    const alone = { ...known, contact: { ...known.contact, people: 1 } };
    const seen = { assessment: null, consents: [], journeys: [] };
    const facts = goFacts(room.state, alone, seen, room.now, (id) => ({ id }) as PersonRef);
    expect(facts.find(({ point }) => point === "shelter")?.met).toBe(true);
    write(room, stay(first, { from: begun, until: begun + hours(1), over: 1 }));
    expect(sheet(room).shelter?.[0]).toBe(true);
  });

  it("a journey whose driver may be known to a threat is not so, though its route is as it was", () => {
    const room = new Room();
    taken(room);
    const known = caseOf(room.state, rowan);
    if (known === null) throw new Error("no case");
    const answer = (lost: "compromised" | null, state = room.state) => {
      const hours = { departsAt: room.now + 1, arrivesAt: room.now + 2, by: room.outside("Siskin").me, at: room.now };
      const journey = { state: "planned", ...hours, changed: [], lacksLawyer: false, legs: [{ assigned: [{ lost }] }] };
      const seen = { assessment: null, consents: [], journeys: [journey as unknown as JourneyView] };
      return goFacts(state, known, seen, room.now, (id) => ({ id }) as PersonRef).find(
        ({ point }) => point === "route",
      );
    };
    expect(answer(null)?.met).toBe(true);
    expect(answer("compromised")?.met).toBe(false);
    const streams = new Map([...room.state.streams].filter(([id]) => id !== stream("resources")));
    expect(answer(null, { ...room.state, streams })).toBeUndefined();
  });

  it("[P11] a go without what the case says is missing gives the reason, or is none; nobody ticks a check-in that is not set", () => {
    const room = new Room();
    taken(room);
    verified(room);
    lookAll(room, "Siskin", rowan);
    const ask = (name: string, ...checklist: ChecklistPoint[]) =>
      room.do("Siskin", (state, by) => {
        const said = { decision: decisionId(name), about: "go" as const, text: "the quiet station", checklist };
        return propose(state, rowan, { ...said, expires: by.at + hours(48) }, by);
      });
    const point = { text: "somebody will notice", point: "check-in" as const };
    expect(ask("silent", { ...point, met: false, why: " " })).toEqual({ kind: "incomplete", field: "why" });
    expect(ask("ticked", { ...point, met: true })).toEqual({ kind: "incomplete", field: "checklist" });
    expect(ask("said", { ...point, met: false, why: "the neighbour waits" })).toEqual({ kind: "done" });
    // From then on no other console leaves it out in this case.
    expect(ask("older")).toEqual({ kind: "incomplete", field: "checklist" });
    write(room, checkIn("real", room.now + hours(2)));
    expect(ask("set", { ...point, met: true })).toEqual({ kind: "done" });
    expect(view(room, "Wren").decisions.map(({ checklist }) => checklist[0]?.why)).toContain("the neighbour waits");
  });

  it("[P7] [P11] nobody approves a go on a sign of life that was missed meanwhile, or closed, until another is set", () => {
    const room = new Room();
    taken(room);
    verified(room);
    lookAll(room, "Siskin", rowan);
    write(room, checkIn("first", room.now + hours(2)));
    const checklist: ChecklistPoint[] = [{ text: "somebody will notice", point: "check-in", met: true }];
    const said = { decision: go, about: "go" as const, text: "the quiet station", checklist };
    const ask = () =>
      room.do("Siskin", (state, by) => propose(state, rowan, { ...said, expires: by.at + hours(48) }, by));
    const say = (verdict: "approve" | "refuse") =>
      room.do("Wren", (state, by) => decide(state, rowan, { decision: go, verdict, reason: "looked" }, by));
    expect(ask()).toEqual({ kind: "done" });
    room.now += hours(3);
    expect(say("approve")).toEqual({ kind: "sign-not-expected" });
    write(room, checkIn("second", room.now + hours(2)));
    write(room, { op: "closeCheckIn", alarm: alarmId("second"), done: "met", note: "they rang" });
    expect(say("approve")).toEqual({ kind: "sign-not-expected" });
    const before = room.state;
    expect(say("refuse")).toEqual({ kind: "done" });
    room.state = before;
    write(room, checkIn("third", room.now + hours(2)));
    expect(say("approve")).toEqual({ kind: "done" });
  });

  it("[P11] whoever is to approve sees it as it is now, not as it was when it was proposed", () => {
    const room = new Room();
    taken(room);
    verified(room);
    lookAll(room, "Siskin", rowan);
    write(room, checkIn("real", room.now + hours(2)));
    const said = { decision: go, about: "go" as const, text: "the quiet station", checklist: [] };
    room.do("Siskin", (state, by) => propose(state, rowan, { ...said, expires: by.at + hours(48) }, by));
    const facts = (): DecisionView["facts"] | undefined => view(room, "Wren").decisions[0]?.facts;
    const ofCheckIn = () => facts()?.find(({ point }) => point === "check-in")?.met;
    expect(ofCheckIn()).toBe(true);
    room.now += hours(3);
    expect(ofCheckIn()).toBe(false);
  });
});
