import { describe, expect, it } from "vitest";
import {
  type ApplicationId,
  beginCompartment,
  beginInterpreting,
  type CaseId,
  type CaseView,
  type ConsentId,
  caseViews,
  continueThreads,
  exposureView,
  giveVoucher,
  type Hand,
  type Hash,
  type HoldId,
  type Judged,
  judgeMark,
  judgeMatch,
  type KnownId,
  type Marked,
  type MarkId,
  type MarkView,
  type MatchedWith,
  type MatchVerdict,
  type MemberSeen,
  markCompromised,
  type Operation,
  type Outside,
  type PathwayId,
  peopleView,
  type State,
  statePerson,
  stepTask,
  type TaskId,
  type ThingFacts,
  type ThingId,
  type ThingKind,
  takeIntoCase,
  takeStep,
  tasksOf,
  threadName,
  todayView,
  type UseChange,
  type UseId,
  type UseKind,
  writeFacts,
  writeResources,
  writeToCase,
  writeUses,
} from "../src/index.ts";
import { alarmId, caseId, decisionId, hours, mailbox, member, minutes, Room, stream } from "./team.ts";

/** Whoever a step is handed to reads where it stands, unless a test says otherwise. */
const everybody = () => true;

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("not there");
  return value;
};
const id = (name: string) => caseId(name) as string;
const thingId = (name: string) => id(name) as ThingId;
const writeUse = (state: State, theCase: CaseId, operation: UseChange["operation"], by: Hand) =>
  writeUses(state, [{ case: theCase, operation }], by, () => id(operation.use) as HoldId);
const markId = (name: string) => id(name) as MarkId;

/** A room with a register, in which parties stay, ride and pay. */
class Network extends Room {
  thing(kind: ThingKind, name: string, facts: ThingFacts = {}): ThingId {
    const thing = thingId(name);
    const done = this.do("Wren", (state, by) =>
      writeResources(state, { op: "writeThing", thing, kind, name, facts, over: 0 }, by),
    );
    expect(done).toEqual({ kind: "done" });
    return thing;
  }

  party(alias: string, people = 1): void {
    const box = mailbox(alias);
    this.letter(box, { text: "An invented letter." });
    const ids = { case: caseId(alias), contact: stream(`${alias} c`), threat: stream(`${alias} t`), token: alias };
    const taking = { thread: this.thread(box), ...ids, alias, people, owner: member("Siskin"), standIn: null };
    expect(this.do("Siskin", (state, by) => takeIntoCase(state, taking, by))).toEqual({ kind: "done" });
  }

  use(alias: string, thing: ThingId, as: UseKind, from: number, until: number | null, others: ThingId[] = []): UseId {
    const use = id(`${alias}${thing.slice(0, 6)}${from}`) as UseId;
    const said = { op: "recordUse" as const, use, thing, as, from, until, with: others, note: "", over: 0 };
    expect(this.do("Siskin", (state, by) => writeUse(state, caseId(alias), said, by))).toEqual({ kind: "done" });
    return use;
  }

  mark(name: string, of: Marked, since = this.now): MarkId {
    const mark = markId(name);
    const said = { op: "markCompromised" as const, mark, of, since, source: "a neighbour", note: "" };
    const done = this.do("Wren", (state, by) => markCompromised(state, { ...said, certainty: "said" }, by));
    expect(done).toEqual({ kind: "done" });
    return mark;
  }

  /** Of no case, still to be taken, and this member's. */
  own(name: string, more: Partial<Outside> = {}): string[] {
    return exposureView(this.state, this.outside(name, more)).own.map(({ step: { kind } }) => kind);
  }

  shown(mark: MarkId, more: Partial<Outside> = {}): MarkView {
    const found = exposureView(this.state, this.outside("Wren", more)).marks.find((one) => one.mark === mark);
    if (!found) throw new Error("not marked");
    return found;
  }
}

/** Who is reached, by name, with how sure and what first. */
const lines = ({ reached }: MarkView) =>
  reached.map(({ node, sureness, harm }) => [
    node.kind === "case"
      ? node.alias
      : node.kind === "thing"
        ? node.name
        : node.kind === "thread"
          ? node.name
          : node.kind === "journey"
            ? `the way of ${node.alias}`
            : node.about,
    sureness,
    harm?.kind ?? null,
  ]);
const steps = ({ steps: all }: MarkView) =>
  all.map(({ kind, case: of, done }) => `${kind}${of ? ` ${of.alias}` : ""}${done ? ` (${done.how})` : ""}`);

/** Each kind of thing, with how a party uses such a one. */
const USED: readonly (readonly [ThingKind, UseKind])[] = [
  ["shelter", "stayed"],
  ["host", "met"],
  ["driver", "rode"],
  ["escort", "met"],
  ["vehicle", "rode"],
  ["telephone", "rang"],
  ["card", "paid"],
  ["account", "booked"],
  ["place", "met"],
  ["route", "passed"],
];

describe("[P6] a thing that no reader would take", () => {
  it("is refused by the field that a person filled in", () => {
    const room = new Room();
    const write = (facts: object) =>
      room.do("Siskin", (state, by) => {
        const said = { op: "writeThing" as const, thing: "9a".repeat(16) as ThingId, kind: "shelter" as const };
        return writeResources(state, { ...said, name: "Lime", facts, over: 0 }, by);
      });
    expect(write({ beds: 2, place: "x".repeat(201) })).toEqual({ kind: "incomplete", field: "place" });
    expect(write({ tags: ["x".repeat(201)] })).toEqual({ kind: "incomplete", field: "tags" });
    expect(write({ agreed: "x".repeat(200_001) })).toEqual({ kind: "incomplete", field: "agreed" });
    expect(write({ beds: 2, place: "a town" })).toEqual({ kind: "done" });
  });
});

describe("A raid on a shelter", () => {
  const night = () => {
    const room = new Network();
    const lime = room.thing("shelter", "Lime", { beds: 4 });
    const fern = room.thing("shelter", "Fern", { beds: 2 });
    const host = room.thing("host", "Aunt K", { agreed: "a lawyer, no publicity" });
    room.thing("shelter", "Lime again", { with: [host] });
    for (const alias of ["Rowan", "Alder", "Sorrel", "Hazel"]) room.party(alias, 2);
    room.use("Rowan", lime, "stayed", room.now - hours(48), null, [host]);
    room.use("Alder", lime, "stayed", room.now + hours(5), null);
    room.use("Sorrel", lime, "stayed", room.now - hours(24 * 60), room.now - hours(24 * 50));
    room.use("Hazel", fern, "stayed", room.now - hours(48), null);
    return { room, lime, fern, mark: room.mark("raid", { kind: "thing", thing: lime }) };
  };

  it("whoever sleeps there comes first, then who is on the way, then who left long ago; Hazel is not touched", () => {
    const { room, mark } = night();
    const shown = room.shown(mark);
    expect(lines(shown)).toEqual([
      ["Rowan", "certain", "there-now"],
      ["Alder", "certain", "sets-out"],
      ["Aunt K", "likely", null],
      ["Sorrel", "possible", null],
      ["Lime again", "possible", null],
    ]);
    expect(shown.firstHarm).toBe(room.now);
    expect(shown.notReached).toEqual({ cases: 1, shelters: ["Fern"], things: 1 });
    expect(shown.reached[0]?.path[0]?.how).toMatchObject({ kind: "use", as: "stayed", until: null });
  });

  it("each step is ticked by what happened, not by a press: moved, cancelled, planned again", () => {
    const { room, lime, fern, mark } = night();
    expect(steps(room.shown(mark))).toEqual([
      "warn Rowan",
      "warn Alder",
      "move Rowan",
      "cancel Alder",
      "plan-again Alder",
      "look-after",
    ]);
    // Whom to see to is said, and leads there.
    const rest = room.shown(mark).steps.find(({ kind }) => kind === "look-after");
    expect(rest).toMatchObject({ count: 1, others: [{ case: caseId("Sorrel"), alias: "Sorrel" }] });
    room.now += minutes(20);
    const [stay] = [...usesIn(room, "Rowan")];
    if (!stay) throw new Error("no stay");
    const { thing, as, from, with: others } = stay;
    const ended = { op: "recordUse" as const, use: stay.use, thing, as, from, with: others, note: "", over: 1 };
    room.do("Siskin", (state, by) => writeUse(state, caseId("Rowan"), { ...ended, until: room.now }, by));
    room.use("Rowan", fern, "stayed", room.now, null);
    const [planned] = [...usesIn(room, "Alder")];
    if (!planned) throw new Error("no plan");
    room.do("Siskin", (state, by) =>
      writeUse(state, caseId("Alder"), { op: "withdrawUse", use: planned.use, reason: "raided", over: 1 }, by),
    );
    room.use("Alder", fern, "stayed", room.now + hours(5), null);
    room.now += minutes(1);
    const after = room.shown(mark);
    expect(steps(after)).toEqual([
      "warn Alder",
      "warn Rowan",
      "move Rowan (seen)",
      "cancel Alder (seen)",
      "plan-again Alder (seen)",
      "look-after",
    ]);
    // Where they sleep now was arranged when Lime could tell nobody any more.
    expect(lines(after)).toContainEqual(["Fern", "possible", "sets-out"]);
    // What was planned there had been read: cancelling it unsays it to nobody.
    expect(lines(after)).toContainEqual(["Alder", "certain", null]);
    expect(exposureView(room.state, room.outside("Wren")).things?.find((one) => one.thing === lime)?.marked).toBe(mark);
  });

  it("a ride that was called off before the mark had been heard of; a record that was a mistake had not", () => {
    const { room } = night();
    const driver = room.thing("driver", "K");
    const monday = room.now;
    const ride = room.use("Hazel", driver, "rode", room.now + hours(5), null);
    const slip = room.use("Alder", driver, "rode", room.now - hours(48), null);
    room.now += minutes(10);
    for (const [alias, use] of [
      ["Hazel", ride],
      ["Alder", slip],
    ] as const) {
      const off = { op: "withdrawUse" as const, use, reason: "K is silent", over: 1 };
      expect(room.do("Siskin", (state, by) => writeUse(state, caseId(alias), off, by))).toEqual({ kind: "done" });
    }
    room.now += minutes(10);
    const shown = room.shown(room.mark("silence", { kind: "thing", thing: driver }, monday));
    expect(lines(shown).map(([name, sureness]) => [name, sureness])).toEqual([
      ["Hazel", "certain"],
      ["Fern", "likely"],
    ]);
  });

  it("a letter to the party proves no warning; a member's word does, and stands in the case alone", () => {
    const { room, mark } = night();
    room.now += minutes(3);
    const answer = { mailbox: mailbox("Rowan"), message: "m", seen: 1, text: "How are you?", standing: false };
    room.do("Siskin", (state, by) =>
      writeToCase(state, caseId("Rowan"), [{ op: "answer", ...answer, until: null, checkInBy: null }], by),
    );
    const warn = () => room.shown(mark).steps.find(({ kind, case: of }) => kind === "warn" && of?.alias === "Rowan");
    expect(warn()).toMatchObject({ done: null, written: { by: { id: member("Siskin") }, at: room.now } });
    const said = { op: "takeStep" as const, mark, step: warn()?.key ?? "", taken: "done" as const, to: null, note: "" };
    room.do("Siskin", (state, by) => takeStep(state, caseId("Rowan"), said, by, everybody));
    expect(warn()?.done).toMatchObject({ how: "done", by: { id: member("Siskin") } });
    // A task in the case's plan counts for the step it came from.
    const cancel = room.shown(mark).steps.find(({ kind }) => kind === "plan-again");
    const task = id("task") as TaskId;
    const from = { kind: "exposure" as const, of: stepTask(mark, cancel?.key ?? "") };
    const owner = member("Plover");
    const adding = { op: "addTask" as const, task, text: "another bed", owner, standIn: null, due: room.now, from };
    room.do("Siskin", (state, by) => writeToCase(state, caseId("Alder"), [adding], by));
    const planned = () => room.shown(mark).steps.find(({ kind }) => kind === "plan-again");
    expect(planned()).toMatchObject({ tasked: true, done: null, owner: { id: owner }, by: room.now });
    room.do("Siskin", (state, by) =>
      writeToCase(state, caseId("Alder"), [{ op: "doTask", task, note: "at Fern" }], by),
    );
    expect(planned()?.done).toMatchObject({ how: "done", note: "at Fern" });
    const register = room.state.streams.get(stream("resources"))?.content;
    expect(JSON.stringify(register?.is === "resources" && [...register.resources.marked.steps])).toBe("[]");
  });

  it("a false alarm stays on record, and leads to nobody any more", () => {
    const { room, mark } = night();
    const said = { op: "withdrawMark" as const, mark, reason: "" };
    expect(room.do("Wren", (state, by) => judgeMark(state, said, by))).toEqual({ kind: "incomplete", field: "reason" });
    room.do("Wren", (state, by) => judgeMark(state, { ...said, reason: "the fire brigade" }, by));
    expect(room.shown(mark)).toMatchObject({ reached: [], steps: [], withdrawn: { reason: "the fire brigade" } });
  });
});

describe("[P11] Whoever is marked judges nothing of it", () => {
  const room = new Network();
  room.thing("shelter", "Lime");
  room.party("Rowan");
  const said = { member: member("Heron"), other: member("Wren"), same: true, reason: "enrolled anew", over: 0 };
  const mark = room.mark("laptop", { kind: "member", member: member("Siskin") });
  const off = { op: "withdrawMark" as const, mark, reason: "all is well" };
  const step = (kind: string, taken: "done" | "handed", to: string | null = null) => ({
    ...{ op: "takeStep" as const, mark, taken, to: to === null ? null : member(to), note: "" },
    step: room.shown(mark).steps.find((one) => one.kind === kind)?.key ?? "",
  });
  const silence = () => room.shown(mark).steps.find(({ kind }) => kind === "silence");

  it("not that it was a false alarm, nor what was done, in the register or in a case", () => {
    expect(room.do("Siskin", (state, by) => judgeMark(state, off, by))).toEqual({ kind: "marked-yourself" });
    const done = step("silence", "done");
    for (const about of [null, caseId("Rowan")])
      expect(room.do("Siskin", (state, by) => takeStep(state, about, done, by, everybody))).toEqual({
        kind: "marked-yourself",
      });
    // A client that asks nobody.
    const seq = (room.state.streams.get(stream("resources"))?.seq ?? 0) + 1;
    const whose = { author: member("Siskin"), role: "caseworker" as const, at: room.now, proven: true };
    const forged = { stream: stream("Rowan c"), seq: (room.state.streams.get(stream("Rowan c"))?.seq ?? 0) + 1 };
    room.take([
      { stream: stream("resources"), seq, ...whose, operation: off },
      { stream: stream("resources"), seq: seq + 1, ...whose, operation: done },
      { ...forged, ...whose, operation: done },
    ]);
    expect(room.shown(mark).withdrawn).toBeNull();
    expect(silence()?.done).toBeNull();
    const seen = (name: string) =>
      exposureView(room.state, room.outside(name)).marks.map(({ ofMe, byMe }) => [ofMe, byMe]);
    expect([seen("Siskin"), seen("Wren")]).toEqual([[[true, false]], [[false, true]]]);
  });

  it("through another account neither, whether the client asks or not", () => {
    const other = { ...said, member: member("Siskin"), other: member("Avocet") };
    const call = (name: string) => room.do(name, (state, by) => judgeMark(state, off, by));
    const before = room.state;
    expect(call("Heron")).toEqual({ kind: "done" });
    expect(room.shown(mark).withdrawn).not.toBeNull();
    const one = { ...said, member: member("Siskin"), other: member("Heron") };
    expect(room.do("Dunlin", (state, by) => statePerson(state, one, by))).toEqual({ kind: "done" });
    expect(room.shown(mark).withdrawn).toBeNull();
    room.state = before;
    room.do("Dunlin", (state, by) => statePerson(state, other, by));
    room.do("Dunlin", (state, by) => statePerson(state, one, by));
    expect(call("Heron")).toEqual({ kind: "marked-yourself" });
    for (const about of [null, caseId("Rowan")])
      expect(room.do("Avocet", (state, by) => takeStep(state, about, step("silence", "done"), by, everybody))).toEqual({
        kind: "marked-yourself",
      });
    room.state = before;
  });

  it("the second source is somebody else than whoever marked", () => {
    const sure = { op: "confirmMark" as const, mark, source: "the same neighbour" };
    const confirm = (name: string) => room.do(name, (state, by) => judgeMark(state, sure, by));
    expect(confirm("Wren")).toEqual({ kind: "own-mark" });
    room.do("Dunlin", (state, by) => statePerson(state, said, by));
    expect(confirm("Heron")).toEqual({ kind: "one-person", other: member("Wren") });
    expect(confirm("Plover")).toEqual({ kind: "done" });
    expect(room.shown(mark).confirmed).toMatchObject({ by: { id: member("Plover") } });
  });

  it("what was done is not handed on by somebody who did not know", () => {
    expect(
      room.do("Wren", (state, by) => takeStep(state, null, step("silence", "handed", "Tern"), by, everybody)),
    ).toEqual({
      kind: "done",
    });
    expect(room.do("Tern", (state, by) => takeStep(state, null, step("silence", "done"), by, everybody))).toEqual({
      kind: "done",
    });
    expect(
      room.do("Wren", (state, by) => takeStep(state, null, step("silence", "handed", "Plover"), by, everybody)),
    ).toEqual({
      kind: "already-decided",
    });
    expect(silence()?.done).toMatchObject({ how: "done", by: { id: member("Tern") } });
  });
});

describe("A step of no case stands on *Today* of whomever it falls to, since no plan holds it", () => {
  const all = (of: string[]) => of.map((one) => ({ member: member(one), from: null }));
  const readers: Outside["readers"] = new Map([
    [stream("resources"), all(["Wren", "Heron", "Siskin", "Dunlin"])],
    [stream("Rowan c"), all(["Siskin", "Plover"])],
  ]);
  const say = (room: Network, who: string, mark: MarkId, step: string, taken: "done" | "handed", to?: string) =>
    room.do(who, (state, by) => {
      const key = room.shown(mark).steps.find(({ kind }) => kind === step)?.key ?? "";
      const said = { op: "takeStep" as const, mark, step: key, taken, to: to === undefined ? null : member(to) };
      const reads: Parameters<typeof takeStep>[4] = (at, whom) =>
        readers.get(at)?.some((one) => one.member === whom) ?? true;
      return takeStep(state, null, { ...said, note: "" }, by, reads);
    });
  const members = (out: string) =>
    new Room()
      .outside("Wren")
      .members.map((one) => (one.id === member(out) ? { ...one, standing: "suspended" as const } : one));

  it("suspending, new keys, taking an administrator out: whoever marked, and the other administrator", () => {
    const room = new Network();
    const readings = (whom: string) =>
      whom === member("Siskin") ? [{ stream: stream("intake"), from: null, to: null }] : [];
    room.mark("laptop", { kind: "member", member: member("Siskin") });
    expect(room.own("Wren", { readers, readings })).toEqual(["suspend", "silence", "revoke"]);
    expect(room.own("Heron", { readers, readings })).toEqual([]);
    expect(room.own("Wren", { readers, readings, members: members("Siskin") })).toEqual(["silence", "revoke"]);
    room.mark("another", { kind: "member", member: member("Dunlin") });
    const two = [...room.outside("Wren").members, { id: member("Gull"), role: "administrator", standing: "active" }];
    const more = { members: two as Outside["members"] };
    expect(room.own("Gull", more)).toEqual(["remove"]);
    // Their own word about it would count for nothing.
    expect(room.own("Siskin", { readers, readings })).toEqual([]);
  });

  it("handed on, it is on another's; done, on nobody's; nobody is handed what they could not see", () => {
    const room = new Network();
    const mark = room.mark("driver", { kind: "thing", thing: room.thing("driver", "K", { agreed: "a lawyer" }) });
    const own = (name: string) => room.own(name, { readers });
    expect(own("Wren")).toEqual(["silence", "tell-lawyer"]);
    expect(room.shown(mark, { readers }).canBeHanded.map(({ id: who }) => who)).toEqual(
      ["Wren", "Heron", "Siskin"].map(member),
    );
    expect(say(room, "Wren", mark, "silence", "handed", "Tern")).toEqual({
      ...{ kind: "does-not-read", member: member("Tern") },
    });
    expect(say(room, "Wren", mark, "silence", "handed", "Heron")).toEqual({ kind: "done" });
    expect([own("Wren"), own("Heron")]).toEqual([["tell-lawyer"], ["silence"]]);
    say(room, "Heron", mark, "silence", "done");
    expect(own("Heron")).toEqual([]);
    // A client that asks nobody: an operator holds no register, and it comes back to whoever marked.
    const lawyer = room.shown(mark).steps.find(({ kind }) => kind === "tell-lawyer");
    const handed = { op: "takeStep" as const, mark, step: lawyer?.key ?? "", taken: "handed" as const, note: "" };
    const done = room.do("Wren", (state, by) =>
      takeStep(state, null, { ...handed, to: member("Tern") }, by, everybody),
    );
    expect(done).toEqual({ kind: "done" });
    expect([own("Wren"), own("Tern")]).toEqual([["tell-lawyer"], []]);
    room.do("Wren", (state, by) => judgeMark(state, { op: "withdrawMark", mark, reason: "all is well" }, by));
    expect(own("Wren")).toEqual([]);
  });

  it("of a mark that stands in a case, whoever reads that case: an operator too", () => {
    const room = new Network();
    room.party("Rowan");
    const mark = room.mark("phone", { kind: "mailbox", mailbox: mailbox("Rowan") });
    const shown = room.shown(mark, { readers });
    expect(shown.canBeHanded.map(({ id: who }) => who)).toEqual(["Plover", "Siskin"].map(member));
    // Whoever marked reads the case no more: what is theirs falls to somebody who does.
    expect([room.own("Wren", { readers }), room.own("Plover", { readers })]).toEqual([[], ["freeze", "silence"]]);
  });

  it("those who are only possibly reached: until somebody has seen to them", () => {
    const room = new Network();
    const lime = room.thing("shelter", "Lime");
    room.party("Sorrel");
    room.use("Sorrel", lime, "stayed", room.now - hours(24 * 60), room.now - hours(24 * 50));
    const mark = room.mark("raid", { kind: "thing", thing: lime });
    expect([room.own("Wren"), room.own("Siskin")]).toEqual([["look-after"], []]);
    say(room, "Wren", mark, "look-after", "done");
    expect(room.own("Wren")).toEqual([]);
  });
});

describe("[P5] Nothing that leads on is left out", () => {
  const number = "+7 900 000 41 16";
  const byNumber = (room: Network) => lines(room.shown(room.mark("number", { kind: "identifier", text: number })));

  it("a number in the form's answers, and one that is kept as a way to reach somebody", () => {
    const room = new Network();
    for (const alias of ["Rowan", "Alder", "Sorrel"]) room.party(alias);
    room.letter(mailbox("Alder"), { text: "Hello.", answers: { reach: number } });
    room.letter(mailbox("queue"), { text: "Hello.", answers: { company: number } });
    const identity = stream("Rowan identity");
    const compartment = { about: "case" as const, case: caseId("Rowan"), part: "identity" as const };
    room.do("Siskin", (state, by) => beginCompartment(state, identity, compartment, by));
    const contact = { kind: "telephone" as const, value: number, safe: "unknown" as const, note: "" };
    const fact = { op: "setFact" as const, person: "1", fact: "contacts", over: 0 };
    const kept = { ...fact, value: { kind: "contacts" as const, contacts: [contact] } };
    expect(room.do("Siskin", (state, by) => writeFacts(state, identity, [kept], by))).toEqual({ kind: "done" });
    expect(byNumber(room)).toEqual([
      ["Rowan", "certain", null],
      ["Alder", "likely", null],
      [threadName(mailbox("queue")), "likely", null],
    ]);
  });

  it("a second account of whoever is marked: what it reads and owns, and its own steps", () => {
    const room = new Network();
    room.party("Rowan");
    const said = { member: member("Tern"), other: member("Siskin"), same: true, reason: "enrolled anew", over: 0 };
    expect(room.do("Dunlin", (state, by) => statePerson(state, said, by))).toEqual({ kind: "done" });
    const readings = (who: string) =>
      who === member("Siskin") ? [{ stream: stream("Rowan c"), from: null, to: null }] : [];
    const shown = room.shown(room.mark("laptop", { kind: "member", member: member("Tern") }), { readings });
    expect(lines(shown)).toEqual([["Rowan", "certain", null]]);
    const of = (kind: string) => shown.steps.filter((one) => one.kind === kind).map((one) => one.member?.id);
    expect([of("suspend"), of("silence")]).toEqual([[member("Tern"), member("Siskin")], [member("Tern")]]);
    expect(shown.steps.filter(({ kind, done }) => kind === "revoke" && done === null)).toMatchObject([
      { member: { id: member("Siskin") }, count: 1 },
    ]);
    expect(shown.steps.filter(({ kind }) => kind === "hand-over")).toMatchObject([{ case: { alias: "Rowan" } }]);
  });

  it("an interpreter reaches whose letters they were given, and that case is warned", () => {
    const room = new Network();
    room.letter(mailbox("Rowan"), { text: "Hello." });
    const given = { seen: room.thread(mailbox("Rowan")), stream: stream("given"), interpreter: member("Lark") };
    expect(room.do("Wren", (state, by) => beginInterpreting(state, given, by))).toEqual({ kind: "done" });
    room.party("Rowan");
    const readings = () => [{ stream: stream("given"), from: null, to: null }];
    const shown = room.shown(room.mark("interpreter", { kind: "member", member: member("Lark") }), { readings });
    expect(lines(shown)).toEqual([["Rowan", "certain", null]]);
    expect(steps(shown)).toContain("warn Rowan");
  });

  it("an old mailbox and the one in which they went on, both ways", () => {
    const room = new Network();
    for (const box of ["old", "new"]) room.letter(mailbox(box), { text: "Hello." });
    const went = { mailbox: mailbox("new"), from: mailbox("old"), seen: 1 };
    expect(room.do("Plover", (state, by) => continueThreads(state, [went], by))).toEqual({ kind: "done" });
    for (const box of ["old", "new"])
      expect(
        lines(room.shown(room.mark(box, { kind: "mailbox", mailbox: mailbox(box) })))
          .map(([name]) => name)
          .toSorted(),
      ).toEqual([threadName(mailbox("new")), threadName(mailbox("old"))].toSorted());
  });

  it("whoever came with two words, and whoever gave them, both ways; in the queue or in a case", () => {
    const room = new Network();
    room.party("Rowan");
    room.letter(mailbox("queue"), { text: "A friend gave me this.", voucher: "Blue  Kettle" });
    room.letter(mailbox("stranger"), { text: "Hello.", voucher: "red door" });
    const given = { mailbox: mailbox("Rowan"), words: "blue kettle", sentence: "It is from me.", expires: 9e5 };
    expect(room.do("Plover", (state, by) => giveVoucher(state, given, by))).toEqual({
      kind: "done",
    });
    const names = (name: string) =>
      lines(room.shown(room.mark(name, { kind: "mailbox", mailbox: mailbox(name) }))).map(([who, sure]) => [who, sure]);
    const friend = threadName(mailbox("queue"));
    expect(names("Rowan")).toEqual([
      ["Rowan", "certain"],
      [friend, "likely"],
    ]);
    expect(names("queue").toSorted()).toEqual(
      [
        [friend, "certain"],
        ["Rowan", "likely"],
      ].toSorted(),
    );
    expect(names("stranger")).toEqual([[threadName(mailbox("stranger")), "certain"]]);
    const [, reached] = room.shown(markId("Rowan")).reached;
    expect(reached?.path.at(-1)?.how).toEqual({ kind: "vouched-for" });
  });

  it("whoever goes on with a frozen thread's old words, and whose words those were", () => {
    const room = new Network();
    for (const box of ["old", "new", "other"]) room.letter(mailbox(box), { text: "Hello." });
    const went = { mailbox: mailbox("new"), from: mailbox("old"), seen: 1, frozen: true };
    expect(room.do("Plover", (state, by) => continueThreads(state, [went], by))).toEqual({ kind: "done" });
    for (const [box, far] of [
      ["old", "new"],
      ["new", "old"],
    ] as const) {
      const shown = room.shown(room.mark(box, { kind: "mailbox", mailbox: mailbox(box) }));
      expect(lines(shown).map(([name, sure]) => [name, sure])).toEqual([
        [threadName(mailbox(box)), "certain"],
        [threadName(mailbox(far)), "likely"],
      ]);
      expect(shown.reached[1]?.path.at(-1)?.how).toEqual({ kind: "claims-to-continue" });
    }
  });

  it("who was judged to be the same person, also by way of the list; not once a colleague said that they are two", () => {
    const room = new Network();
    room.party("Rowan");
    for (const box of ["first", "second", "third"]) room.letter(mailbox(box), { text: "Hello." });
    const thread = (box: string) => ({ kind: "thread" as const, mailbox: mailbox(box) });
    const known = { kind: "known" as const, known: id("listed") as KnownId };
    const rowan = { kind: "case" as const, case: caseId("Rowan") };
    const judge = (here: Judged, there: MatchedWith, verdict: MatchVerdict) =>
      expect(
        room.do("Siskin", (state, by) => judgeMatch(state, { here, there, verdict, reason: "the same scar" }, by)),
      ).toEqual({ kind: "done" });
    judge(rowan, thread("first"), "same");
    judge(thread("first"), known, "same");
    judge(thread("second"), known, "same");
    judge(thread("third"), rowan, "other");
    const reached = (name: string) =>
      lines(room.shown(room.mark(name, { kind: "mailbox", mailbox: mailbox("first") })))
        .map(([who, sure]) => `${who} ${sure}`)
        .toSorted();
    const [first, second] = [threadName(mailbox("first")), threadName(mailbox("second"))];
    expect(reached("phone")).toEqual([`${first} certain`, `${second} likely`, "Rowan likely"].toSorted());
    const [, far] = room.shown(markId("phone")).reached;
    expect(far?.path.at(-1)?.how).toEqual({ kind: "judged-same" });
    room.now += minutes(1);
    judge(thread("first"), rowan, "other");
    expect(reached("again")).toEqual([`${first} certain`, `${second} likely`].toSorted());
  });

  it("a step of no case falls to nobody who is out", () => {
    const room = new Network();
    const mark = room.mark("laptop", { kind: "member", member: member("Siskin") });
    room.mark("another", { kind: "member", member: member("Wren") });
    const whose = () =>
      room
        .shown(mark)
        .steps.filter(({ kind }) => kind !== "remove")
        .map(({ owner }) => owner.id);
    expect(new Set(whose())).toEqual(new Set([member("Heron")]));
    const handing = { op: "takeStep" as const, mark, taken: "handed" as const, to: member("Wren"), note: "" };
    const silence = room.shown(mark).steps.find(({ kind }) => kind === "silence");
    room.do("Heron", (state, by) => takeStep(state, null, { ...handing, step: silence?.key ?? "" }, by, everybody));
    expect(new Set(whose())).toEqual(new Set([member("Heron")]));
  });
});

const usesIn = (room: Room, alias: string) => {
  const content = room.state.streams.get(stream(`${alias} c`))?.content;
  return content?.is === "contact" ? content.contact.uses.values() : [];
};

it("A hijacked telephone: its case and where they sleep; frozen is seen, and what only somebody else holds is counted", () => {
  const room = new Network();
  const lime = room.thing("shelter", "Lime");
  const driver = room.thing("driver", "K", {
    identifier: "+7 900 000 41 16",
    with: [room.thing("vehicle", "grey car")],
  });
  for (const alias of ["Rowan", "Alder", "Secret"]) room.party(alias);
  room.use("Rowan", lime, "stayed", room.now - hours(3), null);
  room.use("Alder", driver, "rode", room.now + hours(30), null);
  const mark = room.mark("phone", { kind: "mailbox", mailbox: mailbox("Rowan") });
  // Another member's case: this one never held its part.
  const streams = new Map([...room.state.streams].filter(([one]) => !one.startsWith(stream("Secret").slice(0, 12))));
  const hidden = exposureView({ streams }, room.outside("Wren")).marks[0];
  expect(hidden?.unseen).toEqual({ cases: 1, parts: [], register: true, intake: true });
  expect(JSON.stringify(hidden)).not.toContain("Secret");

  expect(lines(room.shown(mark))).toEqual([
    ["Rowan", "certain", "there-now"],
    ["Lime", "likely", null],
  ]);
  expect(steps(room.shown(mark))).toEqual(["freeze", "silence", "warn Rowan", "move Rowan"]);
  // Its own mailbox is no way to warn them.
  expect(room.shown(mark).steps.find(({ kind }) => kind === "warn")?.mailbox).toBeNull();
  room.now += minutes(2);
  const frozen = {
    op: "freezeMailbox" as const,
    mailbox: mailbox("Rowan"),
    reason: "hijacked",
    holding: "Wait.",
    seen: 1,
  };
  room.do("Siskin", (state, by) => writeToCase(state, caseId("Rowan"), [frozen], by));
  expect(steps(room.shown(mark))[0]).toBe("freeze (seen)");

  // The mark of a party's mailbox stands in its case: who holds the register alone learns nothing of it.
  const register = { streams: new Map([...room.state.streams].filter(([one]) => one === stream("resources"))) };
  expect(exposureView(register, room.outside("Wren"))).toMatchObject({ standing: 0, marks: [] });
  // Counted without following it; followed once, when a screen asks.
  const view = exposureView(room.state, room.outside("Siskin"));
  expect(view.standing).toBe(view.marks.filter(({ withdrawn }) => withdrawn === null).length);
  expect(view.standing).toBeGreaterThan(0);
  expect(view.marks).toBe(view.marks);

  // The same number, written as at home, in a letter of somebody else's.
  room.letter(mailbox("Alder"), { text: "Его телефон 8 900 000-41-16" });
  const number = room.mark("number", { kind: "identifier", text: "+79000004116" });
  expect(lines(room.shown(number))).toEqual([
    ["K", "certain", "sets-out"],
    ["Alder", "likely", "sets-out"],
    ["grey car", "possible", null],
  ]);
});

it("[P5] A member who is also an administrator: exactly what he could read, his answers, and that two must act", () => {
  const room = new Network();
  const lime = room.thing("shelter", "Lime");
  for (const alias of ["Rowan", "Alder"]) room.party(alias);
  room.use("Rowan", lime, "stayed", room.now - hours(3), null);
  const dunlin = member("Dunlin");
  const readings = (who: typeof dunlin) =>
    who === dunlin
      ? [
          { stream: stream("intake"), from: null, to: null },
          { stream: stream("Rowan c"), from: room.now - hours(9), to: null },
          { stream: stream("Rowan t"), from: null, to: room.now - hours(1) },
        ]
      : [];
  const mark = room.mark("member", { kind: "member", member: dunlin });
  const shown = room.shown(mark, { readings });
  expect(shown.of).toMatchObject({ kind: "member", role: "administrator", standing: "active" });
  expect(lines(shown)).toEqual([
    ["Rowan", "certain", "there-now"],
    ["Alder", "certain", null],
    ["intake", "certain", null],
    ["Lime", "likely", null],
  ]);
  const how = shown.reached[0]?.path[0]?.how;
  expect(how?.kind === "read" && how.parts).toEqual([
    { part: "contact", from: room.now - hours(9), to: null },
    { part: "threat", from: null, to: room.now - hours(1) },
    { part: "intake", from: null, to: null },
  ]);
  const told = ["warn Rowan", "warn Alder", "move Rowan"];
  expect(steps(shown)).toEqual(["suspend", "silence", ...told, "revoke", "remove"]);
  // All that was open, the intake's keys too.
  expect(shown.steps.find(({ kind }) => kind === "revoke")?.count).toBe(2);
  const members = room
    .outside("Wren")
    .members.map((one) => (one.id === dunlin ? { ...one, standing: "suspended" as const } : one));
  const out = room.shown(mark, { members, readings: (who) => readings(who).map((one) => ({ ...one, to: room.now })) });
  // Suspended by one; out for good by two, neither of whom is marked.
  expect(steps(out)).toEqual(["suspend (seen)", "silence", ...told, "revoke (seen)", "remove"]);
  const [second, third] = ["Wren", "Heron"].map(member);
  const office = (standing: "suspended" | "removed", ...more: (typeof dunlin | undefined)[]) => ({
    members: members.map((one) => ({
      ...one,
      ...(one.id === dunlin ? { standing } : {}),
      ...(more.includes(one.id) ? { role: "administrator" as const } : {}),
    })),
    readings,
  });
  const remove = (...of: Parameters<typeof office>) =>
    room.shown(mark, office(...of)).steps.find(({ kind }) => kind === "remove");
  expect(remove("suspended", second, third)).toMatchObject({ count: 2, done: null });
  expect([second, third]).toContain(remove("suspended", second, third)?.owner.id);
  // One administrator alone signs nothing.
  expect(remove("suspended", third)).toMatchObject({ count: 1, owner: { id: third }, done: null });
  expect(remove("removed", second, third)?.done).toMatchObject({ how: "seen" });
});

it("[RO2] an administrator is compromised: each account that they have signed for since is to be suspended, or found to be right", () => {
  const room = new Network();
  const dunlin = member("Dunlin");
  const mark = room.mark("key", { kind: "member", member: dunlin });
  const since = Math.floor(room.now / hours(1));
  const enrolled = new Map([
    [member("Avocet"), { by: [dunlin], hour: since }],
    [member("Lark"), { by: [member("Wren"), dunlin], hour: since + 1 }],
    [member("Siskin"), { by: [dunlin], hour: since - 2 }],
    [member("Plover"), { by: [member("Wren")], hour: since + 1 }],
  ]);
  const members = (out?: string) =>
    room.outside("Tern").members.map((one): MemberSeen => {
      const made = enrolled.get(one.id);
      const left = out !== undefined && one.id === member(out) ? { standing: "suspended" as const } : {};
      return { ...one, ...(made && { enrolled: made }), ...left };
    });
  const suspends = (out?: string) =>
    room
      .shown(mark, { members: members(out) })
      .steps.filter(({ kind }) => kind === "suspend")
      .map(({ member: who, done }) => [who?.id, done?.how ?? null]);
  expect(suspends()).toEqual([dunlin, member("Avocet"), member("Lark")].map((id) => [id, null]));
  expect(suspends("Avocet")).toContainEqual([member("Avocet"), "seen"]);
  const pages = peopleView(room.state, room.outside("Wren", { members: members() })).members;
  expect(pages.find(({ id }) => id === member("Lark"))?.enrolled).toMatchObject({
    by: [{ id: member("Wren") }, { id: dunlin }],
    at: hours(since + 1),
  });
  expect(pages.find(({ id }) => id === member("Wren"))?.enrolled).toBeNull();
});

describe("[P7] A member who carries cases is compromised", () => {
  const night = (standIn: string | null) => {
    const room = new Network();
    const lime = room.thing("shelter", "Lime");
    room.party("Rowan");
    room.party("Alder");
    room.use("Rowan", lime, "stayed", room.now - hours(3), null);
    const owned = {
      op: "setOwner" as const,
      owner: member("Tern"),
      standIn: standIn === null ? null : member(standIn),
    };
    room.do("Siskin", (state, by) => writeToCase(state, caseId("Rowan"), [owned], by));
    const mark = room.mark("carrier", { kind: "member", member: member("Tern") });
    const owners = (more: Partial<Outside> = {}) =>
      room.shown(mark, more).steps.flatMap(({ case: of, kind, owner }) => (of ? [`${kind}: ${owner.id}`] : []));
    return { room, mark, owners };
  };
  const out = (room: Room, ...names: string[]) => ({
    members: room
      .outside("Wren")
      .members.map((one) =>
        names.some((name) => one.id === member(name)) ? { ...one, standing: "suspended" as const } : one,
      ),
  });

  it("nothing of it falls to them: to the stand-in, and where there is none to whoever marked", () => {
    const alone = night(null);
    expect(alone.owners()).toEqual(["warn", "move", "hand-over"].map((kind) => `${kind}: ${member("Wren")}`));
    expect(alone.owners(out(alone.room, "Tern"))).toEqual(alone.owners());
    const two = night("Siskin");
    expect(new Set(two.owners().map((line) => line.split(" ")[1]))).toEqual(new Set([member("Siskin")]));
    expect(new Set(two.owners(out(two.room, "Siskin")).map((line) => line.split(" ")[1]))).toEqual(
      new Set([member("Wren")]),
    );
  });

  it("a second account of theirs is no stand-in", () => {
    const { room, owners } = night("Plover");
    const said = { member: member("Tern"), other: member("Plover"), same: true, reason: "enrolled anew", over: 0 };
    expect(room.do("Dunlin", (state, by) => statePerson(state, said, by))).toEqual({ kind: "done" });
    expect(owners()).not.toContain(`warn: ${member("Plover")}`);
  });

  it("a ladder says who is out and not called, and each such check-in is to be set anew", () => {
    const { room, mark } = night(null);
    const due = room.now + hours(2);
    const said = { alarm: alarmId("a"), due, graceMinutes: 10, expectedFrom: "party" as const, wording: "tea" };
    const ladder = [
      { afterMinutes: 10, member: member("Tern"), bell: true },
      { afterMinutes: 30, member: member("Siskin"), bell: true },
    ];
    room.do("Siskin", (state, by) => writeToCase(state, caseId("Rowan"), [{ op: "armCheckIn", ...said, ladder }], by));
    const suspended = out(room, "Tern");
    const today = (more: Partial<Outside>) => todayView(room.state, room.outside("Siskin", more));
    expect(today({}).ladders).toEqual([]);
    expect(
      today(suspended).ladders.map(({ alias, ladder: rungs }) => [alias, rungs.map(({ state }) => state)]),
    ).toEqual([["Rowan", ["out", "next"]]]);
    const step = () => room.shown(mark, suspended).steps.find(({ kind }) => kind === "check-in");
    expect(step()).toMatchObject({ case: { alias: "Rowan" }, count: 1, owner: { id: member("Wren") }, done: null });
    // The server counts rungs by time alone: it says reached of one whom it never rang.
    room.now = due + minutes(31);
    const alarms = [
      { alarm: said.alarm, state: "missed" as const, acknowledged: null, rungs: [1, 2].map(() => ({ reached: true })) },
    ];
    const [missed] = today({ ...suspended, alarms }).overdue;
    expect(missed?.ladder.map(({ state }) => state)).toEqual(["out", "told"]);
    const closing = {
      op: "closeCheckIn" as const,
      alarm: said.alarm,
      done: "replaced" as const,
      note: "another ladder",
    };
    expect(room.do("Siskin", (state, by) => writeToCase(state, caseId("Rowan"), [closing], by))).toEqual({
      kind: "done",
    });
    expect(step()?.done).toMatchObject({ how: "seen", by: { id: member("Siskin") } });
    expect(today(suspended).ladders).toEqual([]);
  });

  it("whoever holds a case whose owner is out finds it on Today, and leads its tasks where nobody stands in", () => {
    const { room } = night(null);
    const suspended = out(room, "Tern");
    const today = (more: Partial<Outside>, who = "Siskin") => todayView(room.state, room.outside(who, more));
    expect(today({}).ownerOut).toEqual([]);
    expect(today(suspended).ownerOut.map(({ alias, owner }) => [alias, owner.id])).toEqual([["Rowan", member("Tern")]]);
    const task = { op: "addTask" as const, text: "ring the sister", due: room.now, from: null };
    const tasks = [
      { ...task, task: id("one") as TaskId, owner: member("Tern"), standIn: member("Siskin") },
      { ...task, task: id("two") as TaskId, owner: member("Tern"), standIn: null },
    ];
    // Alder is Siskin's own.
    room.do("Siskin", (state, by) =>
      writeToCase(
        state,
        caseId("Alder"),
        [{ ...task, task: id("three") as TaskId, owner: member("Tern"), standIn: null }],
        by,
      ),
    );
    room.do("Siskin", (state, by) => writeToCase(state, caseId("Rowan"), tasks, by));
    room.now -= minutes(1);
    expect(today({}).tasks.due).toEqual([]);
    expect(new Set(today(suspended).tasks.due.map(({ task: of }) => of))).toEqual(new Set([id("one"), id("three")]));
  });

  it("what their own cases lack comes before what others' cases do, which have people of their own", () => {
    const { room } = night(null);
    const said = { due: room.now + hours(2), graceMinutes: 10, expectedFrom: "party" as const, wording: "tea" };
    const ladder = [{ afterMinutes: 10, member: member("Tern"), bell: true }];
    const armed = { op: "armCheckIn" as const, alarm: alarmId("a"), ...said, ladder };
    room.do("Siskin", (state, by) => writeToCase(state, caseId("Rowan"), [armed], by));
    const outside = room.outside("Siskin", out(room, "Tern"));
    const found = caseViews(room.state, outside).find(({ alias }) => alias === "Rowan");
    if (found === undefined) throw new Error("no such case");
    /** The same case, of another stand-in and for another hour. */
    const led = (name: string, who: string, later: number): CaseView => ({
      ...found,
      case: caseId(name),
      alias: name,
      standIn: { id: member(who), handle: who, me: who === "Siskin" },
      checkIns: found.checkIns.map((one) => ({
        ...one,
        ...{ case: caseId(name), alias: name, due: one.due + later, unheld: "none" as const },
        ladder: one.ladder.map((rung) => ({ ...rung, state: "out" as const })),
      })),
    });
    const cases = [led("Birch", "Wren", 0), led("Elm", "Siskin", hours(3)), led("Hazel", "Siskin", hours(1))];
    const today = todayView(room.state, outside, cases);
    const names = (list: readonly { alias: string }[]) => list.map(({ alias }) => alias);
    expect(names(today.ownerOut)).toEqual(["Elm", "Hazel", "Birch"]);
    expect(names(today.ladders)).toEqual(["Hazel", "Elm", "Birch"]);
    expect(names(today.unheld)).toEqual(["Hazel", "Elm", "Birch"]);
  });

  it("whoever reads a case no more is out of it: its ladders, its tasks, and as its owner", () => {
    const { room } = night(null);
    const due = room.now + hours(2);
    const said = { alarm: alarmId("a"), due, graceMinutes: 10, expectedFrom: "party" as const, wording: "tea" };
    const ladder = [
      { afterMinutes: 10, member: member("Tern"), bell: true },
      { afterMinutes: 30, member: member("Siskin"), bell: true },
    ];
    const task = { op: "addTask" as const, task: id("one") as TaskId, text: "ring the sister", from: null };
    const given = { ...task, owner: member("Tern"), standIn: null, due: room.now };
    room.do("Siskin", (state, by) =>
      writeToCase(state, caseId("Rowan"), [{ op: "armCheckIn", ...said, ladder }, given], by),
    );
    const reading = (...who: string[]) => ({
      readers: new Map([[stream("Rowan c"), who.map((name) => ({ member: member(name), from: null }))]]),
    });
    const of = (more: Partial<Outside>) => {
      const { ladders, ownerOut, tasks } = todayView(room.state, room.outside("Siskin", more));
      return [ladders.length, ownerOut.length, tasks.due.length];
    };
    expect(of(reading("Tern", "Siskin"))).toEqual([0, 0, 0]);
    expect(of(reading("Wren", "Siskin"))).toEqual([1, 1, 0]);
    const owned = { op: "setOwner" as const, owner: member("Siskin"), standIn: null };
    room.do("Wren", (state, by) => writeToCase(state, caseId("Rowan"), [owned], by));
    expect(of(reading("Tern", "Siskin"))).toEqual([0, 0, 0]);
    expect(of(reading("Wren", "Siskin"))).toEqual([1, 0, 1]);
    // Who leaves says so, and the next hand takes it: until then they are as good as gone.
    const leaves = { op: "sharePart" as const, part: "contact" as const, member: member("Tern"), history: true };
    room.do("Wren", (state, by) => writeToCase(state, caseId("Rowan"), [{ ...leaves, until: room.now }], by));
    expect(of(reading("Tern", "Siskin"))).toEqual([1, 0, 1]);
  });

  it("a task made of a step has somebody who stands in: whoever else of its case is not out", () => {
    const { room, mark } = night("Plover");
    const fern = room.thing("shelter", "Fern");
    room.use("Alder", fern, "stayed", room.now - hours(3), null);
    const owned = { op: "setOwner" as const, owner: member("Siskin"), standIn: member("Plover") };
    room.do("Siskin", (state, by) => writeToCase(state, caseId("Alder"), [owned], by));
    const warned = (of: MarkId) => {
      const step = room.shown(of).steps.find(({ kind }) => kind === "warn");
      return [step?.owner.id, step?.standIn?.id ?? null];
    };
    expect(warned(room.mark("raided", { kind: "thing", thing: fern }))).toEqual([member("Siskin"), member("Plover")]);
    // Marked themselves, nothing of it is theirs.
    expect(warned(mark)).toEqual([member("Plover"), null]);
  });

  it("each case that they own is to be given another owner, and that is seen when it has happened", () => {
    const { room, mark } = night(null);
    room.now += minutes(9);
    const owned = { op: "setOwner" as const, owner: member("Siskin"), standIn: null };
    room.do("Wren", (state, by) => writeToCase(state, caseId("Rowan"), [owned], by));
    // They could read it until then, and everything else that follows stays.
    const readings = () => [{ stream: stream("Rowan c"), from: null, to: room.now }];
    const given = room.shown(mark, { readings }).steps.filter(({ kind }) => kind === "hand-over");
    // Alder was never theirs.
    expect(given).toMatchObject([{ case: { alias: "Rowan" }, done: { how: "seen", by: { id: member("Wren") } } }]);
  });
});

it("[P5] A member who reads register and intake: every shelter and every thread, and what is used now; none is called clear", () => {
  const room = new Network();
  const lime = room.thing("shelter", "Lime");
  room.thing("shelter", "Fern");
  for (const alias of ["Rowan", "Alder"]) room.party(alias);
  room.use("Rowan", lime, "stayed", room.now - hours(3), null);
  room.letter(mailbox("Hazel"), { text: "Another invented letter." });
  const read = (about: "resources" | "intake", to: number | null) => ({ stream: stream(about), from: null, to });
  const mark = room.mark("reader", { kind: "member", member: member("Plover") });
  const both = room.shown(mark, { readings: () => [read("resources", null), read("intake", null)] });
  const name = (box: string) => threadName(mailbox(box));
  expect(lines(both)).toEqual([
    ["Rowan", "likely", "there-now"],
    ["Alder", "certain", null],
    ["intake", "certain", null],
    ["resources", "certain", null],
    ["Fern", "certain", null],
    ["Lime", "certain", null],
    [name("Hazel"), "certain", null],
  ]);
  // Their letters had lain in the intake.
  expect(both.notReached).toEqual({ cases: 0, shelters: [], things: 0 });
  expect(steps(both)).toEqual(expect.arrayContaining(["move Rowan", "warn Alder"]));
  // What was written down when they read no more was never theirs.
  const ended = room.now;
  room.now += hours(1);
  room.thing("shelter", "Moss");
  const again = { op: "writeThing" as const, thing: lime, kind: "shelter" as const, name: "Lime", facts: { beds: 9 } };
  room.do("Wren", (state, by) => writeResources(state, { ...again, over: 1 }, by));
  room.letter(mailbox("Sorrel"), { text: "A third invented letter." });
  const before = room.shown(mark, { readings: () => [read("resources", ended), read("intake", ended)] });
  expect(before.notReached).toMatchObject({ shelters: ["Moss"] });
  expect(lines(before).map(([who]) => who)).toEqual(expect.arrayContaining(["Fern", "Lime", name("Hazel")]));
  expect(lines(before).map(([who]) => who)).not.toContain(name("Sorrel"));
});

describe("[P5] whoever read the intake read the letters of every case that came from there", () => {
  type Stretch = { from: number | null; to: number | null; since?: number };
  const wrote = (answers: { where?: string } = { where: "Cedar street 5" }) => {
    const room = new Network();
    room.letter(mailbox("Rowan"), { text: "An invented letter.", answers });
    room.now += hours(3);
    room.party("Rowan");
    room.now += hours(3);
    const mark = room.mark("operator", { kind: "member", member: member("Plover") });
    const shown = (stretch: Stretch) =>
      room.shown(mark, { readings: () => [{ stream: stream("intake"), ...stretch }] });
    const rowan = (stretch: Stretch) => lines(shown(stretch)).find(([who]) => who === "Rowan")?.[1];
    return { room, mark, shown, rowan };
  };
  const ALL: Stretch = { from: null, to: null };

  it("the party is warned, and moved where a letter said where they are and they are still there", () => {
    const { room, shown } = wrote();
    expect(steps(shown(ALL))).toEqual(expect.arrayContaining(["warn Rowan", "move Rowan"]));
    expect(shown(ALL).notReached.cases).toBe(0);
    expect(shown(ALL).reached.find(({ node }) => node.kind === "case")?.path).toMatchObject([
      { how: { kind: "read", parts: [{ part: "intake", from: null, to: null }] } },
    ]);
    const lime = room.thing("shelter", "Lime");
    room.now += hours(1);
    room.use("Rowan", lime, "stayed", room.now - minutes(5), null);
    expect(steps(shown(ALL))).toContain("move Rowan (seen)");
    // No letter had named the house: whoever knew where they were is not said to know where they are.
    expect(lines(shown(ALL))).toContainEqual(["Lime", "possible", null]);
  });

  it("who wrote nothing of where they are is warned; who was elsewhere before the mark is reached less surely", () => {
    const { shown } = wrote({});
    expect(steps(shown(ALL))).toContain("warn Rowan");
    expect(steps(shown(ALL))).not.toContain("move Rowan");
    const moved = wrote();
    moved.room.use("Rowan", moved.room.thing("shelter", "Lime"), "stayed", moved.room.now - hours(1), null);
    const mark = moved.room.mark("later", { kind: "member", member: member("Plover") });
    const later = moved.room.shown(mark, { readings: () => [{ stream: stream("intake"), ...ALL }] });
    expect(lines(later)).toContainEqual(["Rowan", "likely", null]);
    expect(steps(later)).toContain("warn Rowan");
    expect(steps(later)).not.toContain("move Rowan");
  });

  it("as surely as hours say: certain while both were there, possible where the keys or the rows had gone before, else not", () => {
    const { room, rowan } = wrote();
    const [came, taken] = [room.now - hours(6), room.now - hours(3)];
    expect(rowan({ from: came - hours(1), to: came + hours(1) })).toBe("certain");
    expect(rowan({ from: null, to: came + hours(1), since: came - hours(9) })).toBe("certain");
    // What lay there had been sealed to keys of before they came.
    expect(rowan({ from: taken - minutes(30), to: taken - minutes(10) })).toBe("possible");
    // Given everything that was written there, once the rows were gone.
    expect(rowan({ from: null, to: null, since: taken + hours(1) })).toBe("possible");
    expect(rowan({ from: null, to: came - hours(1) })).toBeUndefined();
    expect(rowan({ from: taken + hours(1), to: null })).toBeUndefined();
  });

  it("whoever was given the case without its letters, and the intake without its past, is told that it is possible", () => {
    const { room, mark } = wrote();
    const streams = new Map(room.state.streams);
    const bare = (name: string, from: State) => {
      const there = from.streams.get(stream(name));
      if (there) streams.set(stream(name), there);
    };
    const young = new Network();
    bare("intake", young.state);
    const content = streams.get(stream("Rowan c"))?.content;
    if (content?.is !== "contact") throw new Error("no spine");
    const spine = { ...content, contact: { ...content.contact, letters: [] } };
    streams.set(stream("Rowan c"), { ...must(streams.get(stream("Rowan c"))), content: spine });
    const readings = () => [{ stream: stream("intake"), from: null, to: null }];
    const seen = exposureView({ streams }, room.outside("Wren", { readings, threads: [] }));
    const shown = seen.marks.find((one) => one.mark === mark);
    expect(shown && lines(shown)).toContainEqual(["Rowan", "possible", null]);
  });
});

describe("[P5] whoever was given a part that the looker does not hold", () => {
  const given = (history: boolean) => {
    const room = new Network();
    room.party("Rowan");
    room.party("Alder");
    const part = { part: "identity" as const, stream: stream("Rowan i") };
    expect(
      room.do("Siskin", (state, by) =>
        beginCompartment(state, part.stream, { about: "case", case: caseId("Rowan"), part: "identity" }, by),
      ),
    ).toEqual({ kind: "done" });
    const write = (...operations: Parameters<typeof writeToCase>[2]) =>
      expect(room.do("Siskin", (state, by) => writeToCase(state, caseId("Rowan"), operations, by))).toEqual({
        kind: "done",
      });
    write({ op: "beginPart", ...part });
    room.now += hours(1);
    const shared = room.now;
    write({ op: "sharePart", part: "identity", member: member("Lark"), history, until: null });
    const mark = room.mark("specialist", { kind: "member", member: member("Lark") });
    const seen = (): MarkView => {
      const streams = new Map([...room.state.streams].filter(([one]) => one !== part.stream));
      const { marks } = exposureView({ streams }, room.outside("Wren", { readings: () => [] }));
      return must(marks.find((one) => one.mark === mark));
    };
    return { room, shared, write, seen };
  };
  const read = (view: MarkView) => {
    const how = view.reached.find(({ node }) => node.kind === "case" && node.alias === "Rowan")?.path[0]?.how;
    return how?.kind === "read" ? how.parts : null;
  };

  it("reaches the case by what its spine says, as surely as for whoever holds the part", () => {
    const { shared, seen } = given(false);
    expect(lines(seen())).toEqual([["Rowan", "certain", null]]);
    expect(steps(seen())).toContain("warn Rowan");
    expect(read(seen())).toEqual([{ part: "identity", from: shared, to: null }]);
    expect(read(given(true).seen())).toMatchObject([{ from: null, to: null }]);
    // Alder has no other part.
    expect(seen().unseen.parts).toEqual([{ part: "identity", cases: 1 }]);
    expect(seen().notReached.cases).toBe(1);
  });

  it("until it was taken from them; and whoever began it read it too", () => {
    const { room, shared, write, seen } = given(false);
    room.now += hours(1);
    write({ op: "withdrawPart", part: "identity", member: member("Lark") });
    expect(read(seen())).toEqual([{ part: "identity", from: shared, to: room.now }]);
    const own = room.mark("began", { kind: "member", member: member("Siskin") });
    const streams = new Map([...room.state.streams].filter(([one]) => one !== stream("Rowan i")));
    const { marks } = exposureView({ streams }, room.outside("Wren", { readings: () => [] }));
    expect(read(must(marks.find((one) => one.mark === own)))).toMatchObject([
      { part: "identity", from: null, to: null },
    ]);
  });
});

it("of more than anybody reads all are counted, those that are listed and those that are not", () => {
  const room = new Network();
  for (let index = 0; index < 310; index += 1) room.letter(mailbox(`n${index}`), { text: "An invented letter." });
  const mark = room.mark("reader", { kind: "member", member: member("Plover") });
  const shown = room.shown(mark, { readings: () => [{ stream: stream("intake"), from: null, to: null }] });
  expect([shown.reached.length, shown.count, shown.sure]).toEqual([300, 311, 311]);
});

it("A card that paid for two cases joins them, however long ago; a check-in sets the clock where no leg does", () => {
  const room = new Network();
  const card = room.thing("card", "card 4411");
  const account = room.thing("account", "rail account");
  for (const alias of ["Rowan", "Alder"]) room.party(alias);
  room.use("Rowan", card, "paid", room.now - hours(24 * 90), null, [account]);
  room.use("Alder", card, "paid", room.now - hours(2), null);
  const due = room.now + minutes(60);
  const checkIn = { alarm: alarmId("a"), due, graceMinutes: 10, expectedFrom: "party" as const, wording: "tea" };
  room.do("Siskin", (state, by) =>
    writeToCase(
      state,
      caseId("Alder"),
      [{ op: "armCheckIn", ...checkIn, ladder: [{ afterMinutes: 10, member: member("Wren") }] }],
      by,
    ),
  );
  const mark = room.mark("card", { kind: "thing", thing: card });
  expect(lines(room.shown(mark))).toEqual([
    ["Alder", "certain", "check-in"],
    ["Rowan", "certain", null],
    ["rail account", "likely", null],
  ]);
  expect(steps(room.shown(mark))).toEqual(["warn Alder", "warn Rowan", "stop-using"]);
  expect(room.shown(mark).suggested.map(({ thing }) => thing.name)).toEqual(["rail account"]);
});

describe.for(USED)("Whatever is marked, here %s", ([kind, as]) => {
  it("reaches whoever used it, and says what to do: by one press a task, or on *Today* of whoever marked", () => {
    const room = new Network();
    const thing = room.thing(kind, "the invented one");
    room.party("Rowan");
    room.use("Rowan", thing, as, room.now - hours(1), null);
    const mark = room.mark("mark", { kind: "thing", thing });
    const { reached, steps: todo } = room.shown(mark);
    expect(reached.map(({ node }) => node.kind === "case" && node.alias)).toContain("Rowan");
    expect(todo.map(({ kind: step, case: of }) => `${step} ${of?.alias ?? ""}`)).toContain("warn Rowan");
    // Of what can be used again by somebody who has not heard, that nobody does.
    if (kind !== "shelter" && kind !== "place" && kind !== "route")
      expect(todo.map(({ kind: step }) => step)).toEqual(
        expect.arrayContaining([["host", "driver", "escort"].includes(kind) ? "silence" : "stop-using"]),
      );
    for (const { case: of, tasks } of tasksOf(room.shown(mark), ({ kind: step }) => step)) {
      const adding = tasks.map((one, at) => ({ op: "addTask" as const, task: id(`task ${at}`) as TaskId, ...one }));
      expect(room.do("Siskin", (state, by) => writeToCase(state, of, adding, by))).toEqual({ kind: "done" });
    }
    const { due, later } = todayView(room.state, room.outside("Siskin")).tasks;
    const tasks = [...due, ...later].map(({ text }) => text);
    // Each of them with somebody, and none twice.
    expect([...tasks, ...room.own("Wren")].toSorted()).toEqual(todo.map(({ kind: step }) => step).toSorted());
    expect(tasks).toContain("warn");
    expect(tasksOf(room.shown(mark), ({ kind: step }) => step)).toEqual([]);
  });
});

describe("Somebody outside who is told of cases", () => {
  const LAWYER = "Lawyer Rybin";
  const CONSENT = id("lawyer") as ConsentId;
  const said = (room: Network, alias: string, operation: Operation, name = "Siskin") => {
    const writes = [{ stream: stream(`${alias} c`), operations: [operation] }];
    expect(room.do(name, () => ({ kind: "operations", writes }))).toEqual({ kind: "done" });
  };
  const allow = (room: Network, alias: string, recipient: string, more: object = {}) =>
    said(room, alias, {
      ...{ op: "giveConsent", consent: CONSENT, purpose: "lawyer", recipient, covers: ["letters"] },
      ...{ words: "yes", how: "telephone", until: null, over: 0, ...more },
    } as Operation);
  const refer = (room: Network, alias: string, to: string) =>
    said(room, alias, {
      ...{ op: "refer", mailbox: mailbox(alias), referral: "r1", to, purpose: "a paper" },
      ...{ consent: "said yes", rests: CONSENT },
    });
  const agree = (room: Network, lawyer: string, over: number) =>
    said(room, "Alder", {
      ...{ op: "agreeResponse", status: "detained", lawyer, publicity: "ask", tell: "", neverCall: [], text: "" },
      ...{ tasks: [], agreedBy: "both", agreedAt: room.now, thread: null, over },
    });
  const seized = () => {
    const room = new Network();
    for (const alias of ["Rowan", "Alder", "Sorrel", "Hazel", "Fir"]) room.party(alias);
    const lime = room.thing("shelter", "Lime");
    room.use("Rowan", lime, "stayed", room.now, null);
    allow(room, "Rowan", LAWYER);
    refer(room, "Rowan", LAWYER);
    agree(room, "адвокат Рыбин, lawyer Rybin", 0);
    allow(room, "Sorrel", LAWYER, { refused: true });
    allow(room, "Hazel", "Doctor Perch", { purpose: "doctor" });
    allow(room, "Fir", "lawyer RYBIN");
    return room;
  };
  const marked = (room: Network) => room.mark("lawyer", { kind: "recipient", name: LAWYER });

  it("reaches whom they were told of, then who allowed it; nobody who said no, and no house", () => {
    const room = seized();
    const mark = marked(room);
    expect(lines(room.shown(mark))).toEqual([
      ["Rowan", "certain", null],
      ["Fir", "likely", null],
      ["Alder", "possible", null],
      ["Lime", "possible", null],
    ]);
    const [first] = room.shown(mark).reached;
    expect(first?.path[0]?.how).toMatchObject({ kind: "told", as: "referral" });
    const { recipients } = exposureView(room.state, room.outside("Wren"));
    expect(recipients.map((name) => name.toLowerCase())).toEqual(["doctor perch", "lawyer rybin"]);
  });

  it("they are told nothing more, the party is warned, another is asked: ticked by what happened", () => {
    const room = seized();
    const mark = marked(room);
    expect(steps(room.shown(mark))).toEqual([
      "silence",
      "withhold Rowan",
      "withhold Fir",
      "warn Rowan",
      "warn Fir",
      "ask-another Rowan",
      "ask-another Fir",
      "look-after",
    ]);
    expect(tasksOf(room.shown(mark), ({ kind }) => kind).flatMap(({ tasks }) => tasks)).toHaveLength(6);
    room.now += minutes(5);
    said(room, "Rowan", { op: "stopReferral", mailbox: mailbox("Rowan"), referral: "r1", note: "told" });
    allow(room, "Rowan", "Lawyer Shchukin", { consent: id("another") });
    expect(steps(room.shown(mark))).toContain("withhold Rowan (seen)");
    expect(steps(room.shown(mark))).toContain("ask-another Rowan (seen)");
  });

  it("what was agreed for the day on which somebody is taken is agreed anew", () => {
    const room = seized();
    allow(room, "Alder", LAWYER);
    const mark = marked(room);
    expect(steps(room.shown(mark))).toContain("agree-again Alder");
    room.now += minutes(5);
    agree(room, "Lawyer Shchukin", 1);
    expect(steps(room.shown(mark))).toContain("agree-again Alder (seen)");
    // Whoever is marked later was named no more.
    room.now += minutes(5);
    const later = room.mark("later", { kind: "recipient", name: LAWYER });
    expect(steps(room.shown(later)).filter((step) => step.startsWith("agree-again"))).toEqual([]);
  });

  it("a letter that went to them and said where moves whoever may be there still", () => {
    const room = seized();
    room.letter(mailbox("Fir"), { text: "…", answers: { where: "an invented lane" } });
    const mark = marked(room);
    expect(steps(room.shown(mark))).not.toContain("move Fir");
    const decision = decisionId("leaving");
    const leaves = { consent: CONSENT, version: 1, covers: ["letters" as const], key: null };
    const proposed = { about: "export" as const, text: "a hearing", checklist: [], expires: room.now + hours(1) };
    said(room, "Fir", { op: "propose", decision, ...proposed, export: leaves });
    said(room, "Fir", { op: "decide", decision, verdict: "approve", reason: "read it" }, "Wren");
    said(room, "Fir", { op: "exported", decision, bundle: "ab".repeat(32) as Hash, bytes: 10 });
    expect(lines(room.shown(mark))).toContainEqual(["Fir", "certain", null]);
    expect(steps(room.shown(mark))).toContain("move Fir");
    expect(room.shown(mark).steps.find(({ key }) => key === `withhold ${caseId("Fir")}`)).toMatchObject({ count: 1 });
  });

  it("an application that lay before a partner, and a thread that was sent on, lead there too", () => {
    const room = seized();
    const box = mailbox("Yarrow");
    room.letter(box, { text: "An invented letter." });
    const sent = { op: "refer" as const, mailbox: box, referral: "r2", to: LAWYER, purpose: "a paper", consent: "yes" };
    const writes = [{ stream: stream("intake"), operations: [sent] }];
    expect(room.do("Siskin", () => ({ kind: "operations", writes }))).toEqual({ kind: "done" });
    const relocation = stream("Hazel relocation");
    const about = { about: "case" as const, case: caseId("Hazel"), part: "relocation" as const };
    room.do("Siskin", (state, by) => beginCompartment(state, relocation, about, by));
    const application = "ab".repeat(16) as ApplicationId;
    const asked = (operation: Operation) =>
      room.do("Siskin", () => ({ kind: "operations", writes: [{ stream: relocation, operations: [operation] }] }));
    const pathway = "e1".repeat(16) as PathwayId;
    const written = { op: "writePathway" as const, pathway, name: "Invented embassy", country: null, partner: LAWYER };
    const more = { programme: "", quota: [], requirements: [], papers: [], wait: null, place: null };
    const known = { ...written, ...more, source: "they said so", asOf: room.now, over: 0 };
    const register = [{ stream: stream("resources"), operations: [known] }];
    expect(room.do("Siskin", () => ({ kind: "operations", writes: register }))).toEqual({ kind: "done" });
    const wish = { application, pathway, name: "Invented embassy", party: ["1"], rank: 1, fit: "meets" as const };
    asked({ op: "writeApplication", ...wish, why: "", papers: [], month: null, note: "", over: 0 });
    const mark = marked(room);
    expect(lines(room.shown(mark))).not.toContainEqual(["Hazel", "certain", null]);
    for (const [to, over] of [
      ["preparing", 1],
      ["submitted", 2],
    ] as const)
      asked({ op: "moveApplication", application, to, on: "2017-05-09", until: null, note: "", over });
    expect(lines(room.shown(mark))).toContainEqual(["Hazel", "certain", null]);
    expect(lines(room.shown(mark))).toContainEqual([threadName(box), "certain", null]);
  });

  it("a name in another alphabet is the same; one that says less may be another's", () => {
    const room = new Network();
    for (const alias of ["Rowan", "Alder", "Hazel"]) room.party(alias);
    allow(room, "Rowan", "юрист Рыбин");
    allow(room, "Alder", "Rybin");
    allow(room, "Hazel", "юрист Окунев");
    const mark = room.mark("lawyer", { kind: "recipient", name: "yurist Rybin" });
    expect(lines(room.shown(mark))).toEqual([
      ["Rowan", "likely", null],
      ["Alder", "possible", null],
    ]);
  });
});

it("who writes over what he has not seen is told whose it is; another thing is another use", () => {
  const room = new Network();
  const lime = room.thing("shelter", "Lime");
  room.party("Rowan");
  const again = {
    op: "writeThing" as const,
    thing: lime,
    kind: "shelter" as const,
    name: "Lime 2",
    facts: {},
    over: 0,
  };
  expect(room.do("Siskin", (state, by) => writeResources(state, again, by))).toMatchObject({
    kind: "changed-meanwhile",
    by: member("Wren"),
    fields: [{ field: "title", theirs: "Lime", ours: "Lime 2" }],
  });
  const use = room.use("Rowan", lime, "stayed", room.now, null);
  const other = { op: "recordUse" as const, use, thing: thingId("Fern"), as: "stayed" as const, from: 1, until: null };
  expect(
    room.do("Siskin", (state, by) => writeUse(state, caseId("Rowan"), { ...other, with: [], note: "", over: 1 }, by)),
  ).toEqual({ kind: "incomplete", field: "thing" });
});
