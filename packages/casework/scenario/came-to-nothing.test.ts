/** What came to nothing, and who is told: a refused order, a go that was refused or ran out, a case that a colleague ended. */
import { describe, expect, it } from "vitest";
import {
  caseOf,
  type DecisionSubject,
  decide,
  haveRead,
  type MailboxId,
  moveStage,
  propose,
  recordRisk,
  type Stage,
  type TicketId,
  todayView,
  writeToCase,
} from "../src/index.ts";
import { rowan, taken, verified } from "./rowan.ts";
import { decisionId, hours, lookAll, member, minutes, Room } from "./team.ts";

const ticketId = (n: number) => `7${n}`.repeat(16) as TicketId;

class Story extends Room {
  constructor() {
    super();
    taken(this);
    verified(this);
  }

  urgent(): this {
    const said = {
      urgency: "now" as const,
      saidBy: "team" as const,
      factors: [],
      reach: [],
      reason: "he is on his way",
    };
    expect(this.do("Siskin", (state, by) => recordRisk(state, rowan, said, by)).kind).toBe("done");
    return this;
  }

  ask(about: DecisionSubject, name: string, who = "Siskin", expires = this.now + hours(12)) {
    const said = { decision: decisionId(name), about, text: "to the mill", checklist: [], expires };
    return this.do(who, (state, by) => propose(state, rowan, said, by)).kind;
  }

  say(verdict: "approve" | "refuse", name: string, who = "Heron") {
    const said = { decision: decisionId(name), verdict, reason: "the road is watched" };
    return this.do(who, (state, by) => decide(state, rowan, said, by)).kind;
  }

  read(name: string, who = "Siskin") {
    return this.do(who, (state, by) => haveRead(state, rowan, { decision: decisionId(name) }, by)).kind;
  }

  /** A ticket written by hand, as at night. */
  drive(n = 1) {
    const given = {
      ...{ op: "giveTicket" as const, ticket: ticketId(n), mailbox: `8${n}`.repeat(32) as MailboxId },
      ...{ holder: "driver" as const, keys: { verifyKey: "ab", kemKey: "cd" }, who: "Driver 1", after: null },
      ...{ from: "Tarsk", to: "Lipki", meet: "under the clock", at: this.now + hours(3), people: 2, carry: "" },
      ...{ otherwise: "", say: "Is it warm?", hear: "Inside.", opens: this.now, ends: this.now + hours(9) },
    };
    return this.do("Siskin", (state, by) => writeToCase(state, rowan, [given], by)).kind;
  }

  move(who: string, to: Stage) {
    const said = { to, people: null, decision: null, token: "-", reason: "they say so" };
    return this.do(who, (state, by) => moveStage(state, rowan, said, by)).kind;
  }

  saw(who: string) {
    return this.do(who, (state, by) => haveRead(state, rowan, { decision: null }, by)).kind;
  }

  /** What this member's *Today* says that others have ended. */
  left(who: string) {
    return todayView(this.state, this.outside(who)).left.map(({ left, closed }) => {
      const by = left?.by.id === member("Heron") ? "Heron" : left?.by.id;
      return `${left?.how} by ${by}, ${closed?.eraseAfter == null ? "kept" : "erased"}`;
    });
  }

  /** What this member's *Today* says came to nothing. */
  news(who: string) {
    return todayView(this.state, this.outside(who)).outcomes.map(({ about, news }) => `${about} ${news}`);
  }

  tickets() {
    const { tickets } = this.spine();
    return [...tickets.values()].map(({ state, heldFor }) => [state, heldFor]);
  }

  spine() {
    const known = caseOf(this.state, rowan);
    if (!known) throw new Error("no case");
    return known.contact;
  }
}

describe("[P11] a first move at night that its reviewer refuses", () => {
  it("holds whoever was sent by it, and stands before its orderer and whoever carries the case until they have read it", () => {
    const room = new Story().urgent();
    expect([room.ask("night-move", "order", "Plover"), room.drive()]).toEqual(["done", "done"]);
    expect(room.tickets()).toEqual([["going", null]]);
    expect(room.news("Plover")).toEqual([]);
    room.now += minutes(20);
    expect(room.say("refuse", "order")).toBe("done");
    expect(room.tickets()).toEqual([["held", "no-go"]]);
    for (const who of ["Plover", "Siskin", "Wren"]) expect(room.news(who)).toEqual(["night-move refused"]);
    // Who said it knows it.
    expect(room.news("Heron")).toEqual([]);
    expect(room.read("order", "Plover")).toBe("done");
    expect(room.news("Plover")).toEqual([]);
    expect(room.news("Siskin")).toEqual(["night-move refused"]);
    room.now += hours(24 * 90);
    expect(room.news("Siskin")).toEqual(["night-move refused"]);
  });

  it("goes on where a go by two carries them as well, and where it is approved", () => {
    const two = new Story().urgent();
    lookAll(two, "Siskin", rowan);
    expect([two.ask("night-move", "order"), two.drive(), two.ask("go", "go"), two.say("approve", "go")]).toEqual(
      Array(4).fill("done"),
    );
    expect(two.say("refuse", "order")).toBe("done");
    expect(two.tickets()).toEqual([["going", null]]);
    const approved = new Story().urgent();
    expect([approved.ask("night-move", "order"), approved.drive(), approved.say("approve", "order")]).toEqual(
      Array(3).fill("done"),
    );
    expect(approved.tickets()).toEqual([["going", null]]);
  });

  it("allows one more, by another road, and no third", () => {
    const room = new Story().urgent();
    expect(room.ask("night-move", "one")).toBe("done");
    expect(room.ask("night-move", "early")).toBe("not-a-night-move");
    expect(room.say("refuse", "one")).toBe("done");
    expect(room.ask("night-move", "two")).toBe("done");
    expect(room.news("Siskin")).toEqual([]);
    expect(room.ask("night-move", "three")).toBe("not-a-night-move");
    expect(room.say("refuse", "two")).toBe("done");
    expect(room.news("Siskin")).toEqual(["night-move refused"]);
    expect(room.ask("night-move", "three")).toBe("not-a-night-move");
  });

  it("what an older history says goes on: a second order that does not say so was none, and no ticket is held by reading it", () => {
    const room = new Story().urgent();
    expect([room.ask("night-move", "one"), room.drive(), room.say("refuse", "one")]).toEqual(Array(3).fill("done"));
    const old = new Room();
    old.take(room.entries.filter(({ operation }) => operation.op !== "holdTickets"));
    expect([...(caseOf(old.state, rowan)?.contact.tickets.values() ?? [])].map(({ state }) => state)).toEqual([
      "going",
    ]);
    expect(room.ask("night-move", "two")).toBe("done");
    const said = room.entries.at(-1);
    if (said?.operation.op !== "propose") throw new Error("no order");
    const { again: _, ...operation } = said.operation;
    old.take([{ ...said, operation }]);
    expect(caseOf(old.state, rowan)?.contact.decisions.map(({ decision }) => decision)).toEqual([decisionId("one")]);
  });
});

describe("[P11] a go that comes to nothing", () => {
  const asked = (): Story => {
    const room = new Story();
    lookAll(room, "Siskin", rowan);
    expect(room.ask("go", "go", "Siskin", room.now + hours(3))).toBe("done");
    return room;
  };

  it("refused: its proposer is told, until they have read it or it is proposed anew", () => {
    const room = asked();
    expect(room.say("refuse", "go")).toBe("done");
    expect(room.news("Siskin")).toEqual(["go refused"]);
    expect(room.news("Heron")).toEqual([]);
    expect(room.read("go")).toBe("done");
    expect(room.news("Siskin")).toEqual([]);
    const anew = asked();
    expect([anew.say("refuse", "go"), anew.ask("go", "again")]).toEqual(["done", "done"]);
    expect(anew.news("Siskin")).toEqual([]);
  });

  it("undecided when it ran out: its proposer is told, and who could have been the second", () => {
    const room = asked();
    expect(room.news("Siskin")).toEqual([]);
    room.now += hours(4);
    expect(room.news("Siskin")).toEqual(["go expired"]);
    expect(room.news("Heron")).toEqual(["go expired"]);
    expect(room.news("Plover")).toEqual([]);
    expect(room.read("go", "Heron")).toBe("done");
    expect(room.news("Heron")).toEqual([]);
    room.now += hours(24 * 31);
    expect(room.news("Siskin")).toEqual([]);
  });

  it("approved: both are told that it runs out, and once more that it has, unless somebody has set out on it", () => {
    const room = asked();
    expect(room.say("approve", "go")).toBe("done");
    for (const who of ["Siskin", "Heron"]) expect(room.news(who)).toEqual(["go open"]);
    expect(room.read("go")).toBe("done");
    expect(room.news("Siskin")).toEqual([]);
    room.now += hours(4);
    for (const who of ["Siskin", "Heron"]) expect(room.news(who)).toEqual(["go unused"]);
    expect(room.read("go")).toBe("done");
    expect(room.news("Siskin")).toEqual([]);

    const gone = asked();
    expect(gone.say("approve", "go")).toBe("done");
    expect(gone.move("Siskin", "evacuating")).toBe("done");
    gone.now += hours(4);
    for (const who of ["Siskin", "Heron"]) expect(gone.news(who)).toEqual([]);
  });
});

describe("[P11] a case that one colleague ends alone", () => {
  const evacuating = (): Story => {
    const room = new Story();
    lookAll(room, "Siskin", rowan);
    expect([room.ask("go", "go"), room.say("approve", "go"), room.move("Siskin", "evacuating")]).toEqual(
      Array(3).fill("done"),
    );
    return room;
  };
  const close = { op: "closeCase", outcome: "withdrawn", note: "they stay", eraseAfterDays: 60 } as const;

  it("stands before its owner and stand-in, with when it is erased, until each has read it", () => {
    const room = evacuating();
    expect(room.left("Siskin")).toEqual([]);
    expect(room.move("Heron", "withdrawn")).toBe("done");
    for (const who of ["Siskin", "Wren"]) expect(room.left(who)).toEqual(["withdrawn by Heron, kept"]);
    expect(room.left("Heron")).toEqual([]);
    expect(room.saw("Siskin")).toBe("done");
    expect(room.left("Siskin")).toEqual([]);
    expect(room.do("Heron", (state, by) => writeToCase(state, rowan, [close], by)).kind).toBe("done");
    // Read of the one is not read of the other.
    for (const who of ["Siskin", "Wren"]) expect(room.left(who)).toEqual(["closed by Heron, erased"]);
    expect(room.saw("Siskin")).toBe("done");
    expect(room.left("Siskin")).toEqual([]);
    expect(room.left("Wren")).toEqual(["closed by Heron, erased"]);
    const keep = { op: "keepCase", reason: "they wrote to me" } as const;
    expect(room.do("Wren", (state, by) => writeToCase(state, rowan, [keep], by)).kind).toBe("done");
    expect(room.left("Wren")).toEqual([]);
  });

  it("its owner's own word is no news, to the stand-in neither; nor that nobody was on the way", () => {
    const own = evacuating();
    expect(own.move("Siskin", "withdrawn")).toBe("done");
    for (const who of ["Siskin", "Wren"]) expect(own.left(who)).toEqual([]);
    const early = new Story();
    expect(early.move("Heron", "withdrawn")).toBe("done");
    expect(early.left("Siskin")).toEqual([]);
  });
});
