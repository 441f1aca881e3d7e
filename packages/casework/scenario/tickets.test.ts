import { describe, expect, it } from "vitest";
import {
  beginCompartment,
  type ConsentId,
  caseOf,
  caseView,
  dayOf,
  decide,
  endingsOf,
  followOperations,
  followsOf,
  followsOfHand,
  importIntoCase,
  type JourneyId,
  type JourneyLeg,
  type LegId,
  legsByFallback,
  type MailboxId,
  moveStage,
  type Operation,
  propose,
  recordThreat,
  type Stage,
  statePerson,
  type TicketId,
  takeBackStage,
  tellStep,
  writeJourney,
  writeToCase,
} from "../src/index.ts";
import { kettle, rowan, taken, verified } from "./rowan.ts";
import { decisionId, hours, look, lookAll, member, Room, stream } from "./team.ts";

const JOURNEY = "01".repeat(16) as JourneyId;
const legId = (n: number) => `0${n}`.repeat(16) as LegId;
const ticketId = (n: number) => `7${n}`.repeat(16) as TicketId;

/** Rowan, two people, carried by Siskin and Wren; a journey of two legs is planned. */
class Story extends Room {
  #taps = 0;
  #said = 0;

  constructor() {
    super();
    taken(this);
    verified(this);
    lookAll(this, "Siskin", rowan);
    this.spine({ op: "beginPart", part: "journey", stream: stream("rowan j") });
    this.do("Siskin", (state, by) =>
      beginCompartment(state, stream("rowan j"), { about: "case", case: rowan, part: "journey" }, by),
    );
    const drive = (n: number, from: string, to: string, departs: number): JourneyLeg => ({
      ...{ leg: legId(n), kind: "drive", from, to, departs, arrives: departs + 120, service: `Driver ${n}`, note: "" },
    });
    const legs = [drive(1, "Tarsk", "Lipki", 1_200), drive(2, "Lipki", "Port Laz", 1_380)];
    const other = [drive(2, "Lipki", "Quay", 1_400), drive(3, "Quay", "Port Laz", 1_600)];
    const fallbacks = [
      { leg: legId(2), at: 1_395, leads: "target" as const, legs: other.map(({ leg: _, note: __, ...one }) => one) },
    ];
    const kept = { label: "quiet", exposure: 1, price: 0, reasons: [], rests: [], among: 1, plannedAt: this.now };
    const said = {
      party: ["1", "2"],
      date: "2017-04-02",
      offset: 180,
      route: { ...kept, fallbacks },
      why: "",
      over: 0,
    };
    this.is(
      this.do("Siskin", (state, by) =>
        writeJourney(state, rowan, [{ op: "writeJourney", journey: JOURNEY, legs, ...said }], by),
      ),
    );
  }

  is(outcome: { kind: string }): this {
    expect(outcome).toEqual({ kind: "done" });
    return this;
  }

  /** As some client wrote it, whatever its own commands would have said. */
  spine(operation: Operation, who = "Siskin") {
    return this.do(who, () => ({
      kind: "operations",
      writes: [{ stream: stream("rowan c"), operations: [operation] }],
    }));
  }

  give(n: number, after: number | null = null, journey: JourneyId | null = JOURNEY, more: { seen?: number } = {}) {
    const ticket = { ...this.ticket(n, after, journey), ...more };
    return this.do("Siskin", (state, by) => writeToCase(state, rowan, [ticket], by));
  }

  /** What a hand writes into a ticket that it gives now: all that held tickets until here. */
  get heard(): number {
    return caseOf(this.state, rowan)?.contact.stops.length ?? 0;
  }

  asks(n: number, words: string, over: number) {
    const asked = { journey: JOURNEY, leg: legId(n), as: "driver" as const, thing: null, words, seen: 1, over };
    return this.do("Wren", (state, by) => writeJourney(state, rowan, [{ op: "assignLeg", ...asked }], by));
  }

  ticket(n: number, after: number | null, journey: JourneyId | null) {
    return {
      ...{
        op: "giveTicket" as const,
        ticket: ticketId(n),
        mailbox: `7${n}`.repeat(32) as MailboxId,
        holder: "driver" as const,
      },
      ...{
        keys: { verifyKey: "ab", kemKey: "cd" },
        who: `Driver ${n}`,
        after: after === null ? null : ticketId(after),
      },
      ...(journey === null ? {} : { leg: legId(n), journey }),
      ...{ from: "a", to: "b", meet: "under the clock", at: this.now + hours(3), people: 2, carry: "", otherwise: "" },
      ...{ say: "warm?", hear: "inside.", opens: this.now, ends: this.now + hours(9) },
    };
  }

  tap(n: number, press: "opened" | "on-my-way" | "with-me" | "handed-over"): this {
    this.#taps += 1;
    const where = { row: this.#taps.toString(16).padStart(64, "0") as never, seq: this.#taps, hour: 1, version: 1 };
    const tapped = { ticket: ticketId(n), press, opening: "aa".repeat(16), pressedAt: this.now };
    return this.is(this.spine({ op: "keepPress", ...tapped, ...where }));
  }

  says(about: "go" | "no-go"): this {
    this.#said += 1;
    const decision = decisionId(`${about} ${this.#said}`);
    const said = { decision, about, text: "said", checklist: [], expires: this.now + hours(12) };
    this.is(this.do("Siskin", (state, by) => propose(state, rowan, said, by)));
    return this.is(
      this.do("Wren", (state, by) => decide(state, rowan, { decision, verdict: "approve", reason: "right" }, by)),
    );
  }

  moves(to: Stage, who = "Siskin"): this {
    const said = { to, people: null, decision: null, token: "-", reason: "said" };
    return this.is(this.do(who, (state, by) => moveStage(state, rowan, said, by)));
  }

  setsOut() {
    const start = { op: "startJourney" as const, journey: JOURNEY, over: 1 };
    return this.do("Siskin", (state, by) => writeJourney(state, rowan, [start], by));
  }

  get view() {
    const seen = caseView(this.state, this.outside("Siskin"), rowan);
    if (seen === null) throw new Error("no case");
    return seen;
  }

  /** State and reason of each ticket, in their order. */
  get states() {
    return this.view.tickets.map(({ state, heldFor }) => (heldFor === null ? state : `${state}: ${heldFor}`));
  }

  turn(n: number, to: "going" | "held" | "cancelled", over: number) {
    return this.do("Siskin", (state, by) =>
      writeToCase(state, rowan, [{ op: "turnTicket", ticket: ticketId(n), to, reason: "looked at", over }], by),
    );
  }
}

const theJourney = (story: Story) => {
  const [found] = story.view.journeys;
  if (found === undefined) throw new Error("no journey");
  return found;
};

describe("tickets of a journey", () => {
  it("[P11] none is given before two have said go, whatever a console asks; one by hand is", () => {
    const story = new Story();
    const noGo = { kind: "stage-not-open", missing: ["approved-go"] };
    expect(story.give(1)).toEqual(noGo);
    // By a client that asks nobody: the fold does not take it.
    story.spine(story.ticket(1, null, JOURNEY));
    expect(story.view.tickets).toEqual([]);
    story
      .is(story.give(3, null, null))
      .says("go")
      .is(story.give(1));
    expect(story.states).toEqual(["going", "going"]);
  });

  it("[P11] nor for somebody under age before a lawyer was asked, nor by yesterday's look at the search", () => {
    const story = new Story().says("go");
    story.is(story.spine({ op: "flagThread", mailbox: kettle, flag: "minor", on: true }));
    expect(story.give(1)).toEqual({ kind: "minor-without-lawyer" });
    const asked = { service: "c1".repeat(16), kind: "legal" as const, text: "asked", day: 17_258, task: null };
    story.is(story.spine({ op: "giveService", ...asked })).is(story.give(1));
    look(story, "Wren", rowan, "travel-ban", { checkedAt: story.now - hours(25) });
    expect(story.give(2)).toEqual({ kind: "search-not-checked", missing: ["travel-ban"] });
  });

  it("[TK1] a search that looks worse holds what has not begun, at once; whoever is under way is not told to wait", () => {
    const story = new Story().says("go");
    story.is(story.give(1)).is(story.give(2, 1));
    story.tap(1, "opened").tap(1, "on-my-way").tap(1, "with-me");
    look(story, "Wren", rowan, "accusation");
    expect(story.states).toEqual(["going", "going"]);
    look(story, "Wren", rowan, "accusation", { known: "found" });
    expect(story.states).toEqual(["going", "held: search"]);
    // Confirmed meanwhile: what is held does not open by that.
    story.tap(1, "handed-over");
    expect(story.view.tickets[1]).toMatchObject({ state: "held", waitsFor: null });
    expect(story.view.timeline.map(({ what }) => what)).toContainEqual({ kind: "tickets-held", why: "search" });
    story.is(story.turn(2, "going", 2));
    expect(story.states).toEqual(["going", "going"]);
    // The same once more is no news; that nobody can look any more is.
    look(story, "Wren", rowan, "accusation", { known: "found" });
    expect(story.states[1]).toBe("going");
    look(story, "Wren", rowan, "travel-ban", { checkable: false });
    expect(story.states[1]).toBe("held: search");
  });

  it("[TK1] so does a threat that was not known, a go taken back, and a journey called off: its own, and those by hand", () => {
    const story = new Story().says("go");
    story.is(story.give(1)).is(story.give(3, null, null));
    const threat = { op: "addThreat" as const, threat: "t1", who: "an uncle", kind: "family" as const, reach: [] };
    story.is(
      story.do("Wren", (state, by) =>
        recordThreat(state, rowan, { ...threat, certainty: "likely", source: "a letter" }, by),
      ),
    );
    expect(story.states).toEqual(["held: threat", "held: threat"]);
    story.is(story.turn(1, "going", 2)).says("no-go");
    expect(story.states).toEqual(["held: no-go", "held: threat"]);
    expect(story.turn(1, "going", 3)).toMatchObject({ kind: "stage-not-open" });

    const other = new Story().says("go");
    other.is(other.give(1)).is(other.give(3, null, null));
    const called = { op: "cancelJourney" as const, journey: JOURNEY, reason: "a flood", over: 1 };
    other.is(other.do("Siskin", (state, by) => writeJourney(state, rowan, [called], by)));
    expect(other.states).toEqual(["held: journey", "held: journey"]);
  });

  it("[TK1] so does a threat that comes with somebody of a file who joins them, unless it was known", () => {
    const story = new Story().says("go");
    const joins = (person: string, ...threats: { who: string; kind: "family"; reach: string[] }[]) =>
      story.do("Siskin", (state, by) => {
        const said = { alias: "Rowan", people: 3, persons: [], facts: [], threats, notes: [] };
        const persons = [{ person, row: person.repeat(32) }];
        return importIntoCase(state, { said, case: rowan, persons, parts: [], source: "a list" }, by);
      });
    const cousin = { who: "a cousin", kind: "family" as const, reach: ["Lipki"] };
    story.is(story.give(1)).is(joins("3"));
    expect(story.states).toEqual(["going"]);
    story.is(joins("4", cousin));
    expect(story.states).toEqual(["held: threat"]);
    story.is(story.turn(1, "going", 2)).is(joins("5", cousin));
    expect(story.states).toEqual(["going"]);
    // Withdrawn meanwhile, it is news again, as by hand.
    const [known] = story.view.threats;
    const away = { op: "withdrawThreat" as const, threat: known?.threat ?? "", reason: "somebody else" };
    story.is(story.do("Wren", (state, by) => recordThreat(state, rowan, away, by))).is(joins("6", cousin));
    expect([story.states, story.view.threats.length]).toEqual([["held: threat"], 1]);
  });

  it("[TK1] a threat that is said otherwise holds nobody, unless it reaches a place that was not named; withdrawn, it lets nobody go on", () => {
    const story = new Story().says("go");
    const said = {
      op: "addThreat" as const,
      threat: "t1",
      who: "an uncle",
      kind: "family" as const,
      source: "a letter",
    };
    const threat = (reach: string[], who = "an uncle") =>
      story.do("Wren", (state, by) => recordThreat(state, rowan, { ...said, who, reach, certainty: "likely" }, by));
    const withdrawn = { op: "withdrawThreat" as const, threat: "t1", reason: "somebody else" };
    const withdraw = () => story.do("Wren", (state, by) => recordThreat(state, rowan, withdrawn, by));
    story.is(threat(["Tarsk", "Lipki"])).is(story.give(1, null, JOURNEY, { seen: story.heard }));
    // Who it is and where it does not reach after all: nobody is stopped on the road for that.
    story.is(threat([" tarsk "], "two uncles"));
    expect(story.states).toEqual(["going"]);
    story.is(threat(["Tarsk", "Port Laz"]));
    expect(story.states).toEqual(["held: threat"]);
    story.is(withdraw());
    expect(story.states).toEqual(["held: threat"]);
    // Let go on because it was none: if it is one after all, somebody has to look again.
    story.is(story.turn(1, "going", 2)).is(threat(["Tarsk"]));
    expect(story.states).toEqual(["held: threat"]);
  });

  it("[TK1] what the end of a journey does with tickets is said before it, and is what happens", () => {
    const story = new Story().says("go");
    story
      .is(story.give(1))
      .is(story.give(3, null, null))
      .is(story.give(4, null, null))
      .is(story.give(5, null, null));
    story.is(story.turn(3, "held", 1));
    story.tap(4, "with-me");
    const said = () =>
      endingsOf(story.view.tickets, JOURNEY, "off").map(({ ticket: { who }, does }) => `${who}: ${does}`);
    expect(said().toSorted()).toEqual(["Driver 1: held", "Driver 3: rests", "Driver 4: call", "Driver 5: held"]);
    // What its author turns in the same step is said once.
    const follows = followsOf(story.view.tickets, theJourney(story).legs, [], "a flood", story.now);
    expect(endingsOf(story.view.tickets, JOURNEY, "off", follows).map(({ ticket: { who } }) => who)).not.toContain(
      "Driver 1",
    );
    // Where they have arrived, only what was to come of this journey ends.
    expect(endingsOf(story.view.tickets, JOURNEY, "arrived").map(({ ticket: { who }, does }) => [who, does])).toEqual([
      ["Driver 1", "ended"],
    ]);
    const before = new Map(endingsOf(story.view.tickets, JOURNEY, "off").map(({ ticket, does }) => [ticket.who, does]));
    const called = { op: "cancelJourney" as const, journey: JOURNEY, reason: "a flood", over: 1 };
    story.is(story.do("Siskin", (state, by) => writeJourney(state, rowan, [called], by)));
    for (const { who, state, heldFor } of story.view.tickets) {
      const does = before.get(who);
      expect([who, state, heldFor]).toEqual([
        who,
        does === "call" ? "going" : "held",
        does === "held" ? "journey" : null,
      ]);
    }
  });

  /** Both legs have a ticket, the second waits for the first; a way without the second leg is kept. */
  const onTheWay = () => {
    const story = new Story().says("go");
    return story.is(story.give(1)).is(story.give(2, 1));
  };

  it("[TK1] a journey that changes takes its tickets along in the same step: moved with their leg, or cancelled with it", () => {
    const story = onTheWay();
    const journey = theJourney(story);
    const [first, second] = journey.legs;
    if (first === undefined || second === undefined) throw new Error("two legs");
    const later = { ...first, departsAt: first.departsAt + hours(1), to: "Mill" };
    const follows = followsOf(story.view.tickets, journey.legs, [later], "the driver comes later", story.now);
    const [moved, gone] = follows;
    expect(follows.map(({ does }) => does)).toEqual(["change", "cancel"]);
    const before = story.view.tickets[0]?.said;
    expect(moved?.operation).toMatchObject({ at: Number(before?.at) + hours(1), meet: before?.meet, to: before?.to });
    expect(gone?.operation).toMatchObject({ to: "cancelled", reason: "the driver comes later", over: 1 });
    // Where to meet was written for another place.
    expect(
      followsOf(story.view.tickets, journey.legs, [{ ...first, from: "x" }, second], "r", story.now).map(
        ({ does }) => does,
      ),
    ).toEqual(["hold"]);
    expect(followsOf(story.view.tickets, journey.legs, journey.legs, "r", story.now)).toEqual([]);
    // In the car: a person calls.
    story.tap(1, "opened").tap(1, "with-me");
    expect(followsOf(story.view.tickets, journey.legs, [], "r", story.now).map(({ does }) => does)).toEqual([
      "call",
      "cancel",
    ]);
    const other = followsOfHand(story.view.tickets, { leg: legId(2), as: "driver" }, "somebody else");
    expect(other.map(({ ticket }) => ticket.who)).toEqual(["Driver 2"]);
  });

  it("[TK1] a change by somebody who had not heard of a ticket holds it; a slower leg keeps its page until it is there", () => {
    const story = onTheWay();
    const { journey, party, date, offset, route, legs, version: over } = theJourney(story);
    const [first, second] = legs;
    if (first === undefined || second === undefined) throw new Error("two legs");
    const slow = { ...first, arrivesAt: first.arrivesAt + hours(20) };
    expect(followsOf(story.view.tickets, legs, [slow, second], "roadworks", story.now)).toMatchObject([
      { does: "change", operation: { at: story.view.tickets[0]?.said.at, ends: slow.arrivesAt } },
    ]);
    const kept = legs.slice(0, 1).map(({ departsAt: _, arrivesAt: __, assigned: ___, versions: ____, ...one }) => one);
    const said = { journey, party, date, offset, route, legs: kept, why: "shorter", over };
    story.is(story.do("Wren", (state, by) => writeJourney(state, rowan, [{ op: "writeJourney", ...said }], by)));
    expect(story.states).toEqual(["going", "held: changed"]);
  });

  /** All its legs so many hours later, by Wren; the tickets as they followed when somebody looked. */
  const shifted = (story: Story, by: number, looked = story.now) => {
    const journey = theJourney(story);
    const plain = journey.legs.map(({ departsAt: _, arrivesAt: __, assigned: ___, versions: ____, ...one }) => one);
    const legs = plain.map((one) => ({ ...one, departs: one.departs + by * 60, arrives: one.arrives + by * 60 }));
    const after = journey.legs.map((one) => ({
      ...one,
      departsAt: one.departsAt + hours(by),
      arrivesAt: one.arrivesAt + hours(by),
    }));
    const { party, date, offset, route, version: over } = journey;
    const said = { journey: journey.journey, party, date, offset, route, legs, why: "moved", over };
    const follows = followsOf(story.view.tickets, journey.legs, after, said.why, looked);
    const write = () =>
      story.do("Wren", (state, hand) =>
        writeJourney(state, rowan, [{ op: "writeJourney", ...said }], hand, followOperations(follows)),
      );
    return { does: follows.map(({ does }) => does), write };
  };

  it("[TK1] a ticket that its journey would move into the past is cancelled, also where that comes between look and press", () => {
    const story = onTheWay();
    const { does, write } = shifted(story, -13);
    expect(does).toEqual(["end", "end"]);
    story.is(write());
    expect(story.view.tickets.map(({ state, reason }) => [state, reason])).toEqual([
      ["cancelled", "moved"],
      ["cancelled", "moved"],
    ]);
    const slow = onTheWay();
    const looked = shifted(slow, -8);
    expect(looked.does).toEqual(["change", "change"]);
    slow.now += hours(2);
    slow.is(looked.write());
    expect(slow.states).toEqual(["going", "cancelled"]);
  });

  it("[TK1] an hour that somebody wrote by hand is not moved once more by the journey: it stands, and that is said", () => {
    const story = onTheWay();
    const saidOf = (n: number) => {
      const found = story.view.tickets.find(({ ticket }) => ticket === ticketId(n));
      if (found === undefined) throw new Error("no ticket");
      return found;
    };
    const byHand = (n: number, at: number) => {
      const { said, version: over } = saidOf(n);
      const change = { op: "changeTicket" as const, ticket: ticketId(n), over, ...said, at, ends: at + hours(8) };
      return story.do("Siskin", (state, hand) => writeToCase(state, rowan, [change], hand));
    };
    const [at, departs] = [saidOf(1).said.at, Number(theJourney(story).legs[0]?.departsAt)];
    // The driver has said: two hours later. Then the journey is moved, for both.
    story.is(byHand(1, at + hours(2)));
    const { does, write } = shifted(story, 2);
    expect(does.toSorted()).toEqual(["change", "stays"]);
    story.is(write());
    expect([saidOf(1), saidOf(2)]).toMatchObject([
      { state: "going", version: 2, said: { at: at + hours(2) } },
      { state: "going", version: 2, said: { at: at + hours(2) } },
    ]);
    // A colleague has changed it since this one looked: then nobody is left to wait by an hour that nobody has seen.
    const unseen = shifted(story, 1);
    story.is(byHand(1, at + hours(5))).is(unseen.write());
    expect([saidOf(1).state, saidOf(2).state]).toEqual(["held", "going"]);
    story.is(story.turn(1, "going", 4));
    // Once it says what the leg says, it goes along again.
    story.is(byHand(1, departs + hours(3)));
    expect(shifted(story, 1).does).toEqual(["change", "change"]);
  });

  it("[TK1] a ticket given before its author had heard of a hold is held as it lands, also where there was none to hold yet", () => {
    const threat = { op: "addThreat" as const, threat: "t1", who: "an uncle", kind: "family" as const, reach: [] };
    const known = { ...threat, certainty: "likely" as const, source: "a letter" };
    const story = new Story().says("go");
    const { heard } = story;
    story.is(story.do("Wren", (state, by) => recordThreat(state, rowan, known, by)));
    // Of nothing that was held there is nothing to tell.
    expect(story.view.timeline.map(({ what }) => what.kind)).not.toContain("tickets-held");
    story.is(story.give(1, null, JOURNEY, { seen: heard })).is(story.give(3, null, null, { seen: heard }));
    expect(story.states).toEqual(["held: threat", "held: threat"]);
    // Somebody looked, and lets it go on; whoever had heard of it gives one that goes.
    story.is(story.turn(1, "going", 2)).is(story.give(2, null, JOURNEY, { seen: story.heard }));
    expect(story.states.toSorted()).toEqual(["going", "going", "held: threat"]);
  });

  it("[TK1] and so it is with a leg that goes otherwise since, a journey that is over, and whoever was asked instead", () => {
    const story = new Story().says("go");
    const { heard } = story;
    story.is(story.asks(1, "Vera", 0)).is(story.asks(2, "Rosa", 0));
    story.is(story.give(1)).is(story.asks(1, "Vera, with the blue van", 1));
    expect(story.states).toEqual(["held: other-hand"]);
    expect(story.view.timeline.map(({ what }) => what)).toContainEqual({ kind: "tickets-held", why: "other-hand" });
    // The one that was on its way to the record meets the other word as it comes; another leg's does not.
    story.is(story.give(2, null, JOURNEY, { seen: heard }));
    expect(story.states.toSorted()).toEqual(["going", "held: other-hand"]);
    const late = new Story().says("go");
    const before = late.heard;
    late.is(shifted(late, 1).write()).is(late.give(1, null, JOURNEY, { seen: before }));
    expect(late.states).toEqual(["held: changed"]);
  });

  it("[TK1] somebody who is detained, or lost, comes to no meeting: every leg that has not begun is held", () => {
    const story = onTheWay();
    story.tap(1, "opened").tap(1, "with-me");
    story.is(story.spine({ op: "setStatus", status: "detained", note: "a cousin rang" }));
    expect(story.states).toEqual(["going", "held: status"]);
    story.is(story.turn(2, "going", 2)).is(story.spine({ op: "setStatus", status: "detained", note: "in Tarsk" }));
    expect(story.states).toEqual(["going", "going"]);
  });

  it("[TK1] a hand whose clock is a day fast holds what is still to come, and a day slow as well", () => {
    for (const off of [hours(25), -hours(25)]) {
      const story = onTheWay();
      story.now += off;
      look(story, "Wren", rowan, "accusation", { known: "found", checkedAt: story.now });
      story.now -= off;
      expect(story.states).toEqual(["held: search", "held: search"]);
    }
  });

  it("[TK1] when they have arrived, what was to come of that journey is over in the same step, and the timeline says so", () => {
    const story = onTheWay();
    story
      .moves("evacuating")
      .is(story.setsOut())
      .is(story.give(3, null, null));
    const { heard } = story;
    story.tap(1, "opened").tap(1, "with-me");
    look(story, "Wren", rowan, "accusation", { known: "found" });
    const end = { op: "endJourney" as const, journey: JOURNEY, how: "arrived" as const, note: "", over: 2 };
    story.is(story.do("Wren", (state, by) => writeJourney(state, rowan, [end], by)));
    const byWho = () =>
      Object.fromEntries(story.view.tickets.map(({ who, state, heldFor }) => [who, [state, heldFor]]));
    expect(byWho()).toEqual({
      "Driver 1": ["going", null],
      "Driver 2": ["cancelled", "arrived"],
      "Driver 3": ["held", "search"],
    });
    expect(story.view.timeline.map(({ what }) => what)).toContainEqual({ kind: "tickets-held", why: "arrived" });
    // One that was still on its way to the record, by a program that asks nobody.
    story.spine({ ...story.ticket(4, null, JOURNEY), seen: heard });
    expect(byWho()).toMatchObject({ "Driver 4": ["cancelled", "arrived"] });
  });

  it("a stage under which they have set out is not taken back: not by who moved it, nor by a program that asks nobody", () => {
    const story = new Story().says("go").moves("evacuating");
    story.is(story.setsOut());
    expect(story.do("Siskin", (state, by) => takeBackStage(state, rowan, "a slip", by))).toEqual({
      ...{ kind: "stays", what: "stage", why: "journey" },
    });
    const back = { op: "moveStage" as const, to: "accepted" as const, people: null, decision: null, token: null };
    story.spine({ ...back, reason: "a slip", back: true });
    expect(story.view).toMatchObject({ stage: "evacuating", journeys: [{ state: "moving" }] });
    expect(story.view.timeline.map(({ what }) => what)).toContainEqual({ kind: "set-out" });
    // It broke off: that is said, and the case is moved on.
    story.moves("accepted");
    expect(story.setsOut()).toMatchObject({ kind: "stage-not-open" });
    story.spine({ op: "setOut", journey: JOURNEY });
    expect(story.view.timeline.filter(({ what }) => what.kind === "set-out")).toHaveLength(1);
  });

  it("[P11] a no-go on the way lets nobody else be told to set out, nor set out, until two say go again", () => {
    const closed = { kind: "stage-not-open", missing: ["approved-go"] };
    const story = new Story().says("go").moves("evacuating");
    story.is(story.give(1)).says("no-go");
    expect(story.give(2)).toEqual(closed);
    expect(story.turn(1, "going", 2)).toEqual(closed);
    expect(story.setsOut()).toEqual(closed);
    // By a program that asks nobody: the fold takes none of it.
    story.spine(story.ticket(2, null, JOURNEY));
    story.spine({ op: "setOut", journey: JOURNEY });
    expect(story.states).toEqual(["held: no-go"]);
    expect(story.view.timeline.map(({ what }) => what.kind)).not.toContain("set-out");
    // That they turned round, taken back as a slip, sets nothing going again either.
    story.moves("accepted");
    story.is(story.do("Siskin", (state, by) => takeBackStage(state, rowan, "a slip", by)));
    expect([story.view.stage, ...story.states]).toEqual(["evacuating", "held: no-go"]);
    expect(story.turn(1, "going", 2)).toEqual(closed);
    // A go that has run out before anybody set out on it opens nothing; one that somebody set out on stands.
    story.says("go").now += hours(13);
    expect(story.setsOut()).toEqual(closed);
    story.now -= hours(13);
    story.is(story.setsOut()).is(story.turn(1, "going", 2)).now += hours(13);
    story.is(story.give(2));
    expect(story.states).toEqual(["going", "going"]);
  });

  it("a yes to be moved that has run out: nobody sets out before they were asked again; whoever is on the road goes on, and it is shown", () => {
    const story = new Story().says("go").moves("evacuating");
    const consent = "c9".repeat(16) as ConsentId;
    const yes = (over: number) =>
      story.is(
        story.spine({
          op: "giveConsent",
          consent,
          purpose: "journey",
          recipient: "us",
          covers: [],
          words: "drive us",
          how: "telephone",
          until: dayOf(story.now),
          over,
        }),
      );
    const aDay = () => {
      story.now += hours(24);
      lookAll(story, "Siskin", rowan);
    };
    yes(0);
    expect(story.view.journeys[0]).toMatchObject({ state: "planned", yesRanOut: false });
    aDay();
    const over = { kind: "yes-ran-out", consent };
    expect([story.give(1), story.setsOut()]).toEqual([over, over]);
    expect(story.view.journeys[0]).toMatchObject({ state: "planned", yesRanOut: true });
    yes(1);
    story.is(story.setsOut());
    aDay();
    story.is(story.give(1));
    expect(story.view.journeys[0]).toMatchObject({ state: "moving", yesRanOut: true, noGo: false });
  });

  it("[P11] a no-go of the way here says nothing of the way abroad; one that was said since does", () => {
    const story = new Story().says("go").moves("evacuating").says("no-go");
    story.moves("sheltered").says("go").moves("relocating").is(story.give(1)).says("no-go");
    expect(story.give(2)).toMatchObject({ kind: "stage-not-open" });
  });

  it("[TK1] the train did not come: the fallback takes the place of what was to come, with its tickets, who and why", () => {
    const story = onTheWay();
    story.tap(1, "opened").tap(1, "on-my-way").tap(1, "with-me");
    const journey = theJourney(story);
    const fallback = { leg: legId(2), missed: "Driver 2, Lipki 23:00" };
    let next = 5;
    const legs = legsByFallback(journey, legId(2), () => legId(next++));
    expect(legs.map(({ leg, from, to }) => [leg, from, to])).toEqual([
      [legId(1), "Tarsk", "Lipki"],
      [legId(5), "Lipki", "Quay"],
      [legId(6), "Quay", "Port Laz"],
    ]);
    const follows = followsOf(story.view.tickets, journey.legs, journey.legs.slice(0, 1), "it did not come", story.now);
    const plan = { party: ["1", "2"], date: journey.date, offset: journey.offset, route: journey.route };
    const written = {
      op: "writeJourney" as const,
      journey: JOURNEY,
      legs,
      ...plan,
      why: "it did not come",
      fallback,
      over: 1,
    };
    story.is(story.do("Wren", (state, by) => writeJourney(state, rowan, [written], by, followOperations(follows))));
    expect(story.states).toEqual(["going", "cancelled"]);
    expect(theJourney(story).taken).toMatchObject([
      { by: { id: member("Wren") }, missed: fallback.missed, why: "it did not come" },
    ]);
    // The next leg, of the fallback now, opens when the last hand-over is confirmed; one that waits for nobody is said so.
    story.is(story.give(5, 1)).is(story.give(6, 2));
    expect(story.view.tickets.map(({ waitsFor, stranded }) => [waitsFor?.who ?? null, stranded])).toEqual([
      [null, false],
      ["Driver 1", false],
      ["Driver 1", false],
      ["Driver 2", true],
    ]);
    story.tap(1, "handed-over");
    expect(story.view.tickets[2]).toMatchObject({ who: "Driver 5", waitsFor: null });
    // Called off: the tickets that stay are held, those cancelled in the same step are not.
    const off = { op: "cancelJourney" as const, journey: JOURNEY, reason: "a flood", over: 2 };
    const cancel = followsOf(story.view.tickets.slice(2, 3), theJourney(story).legs, [], "a flood", story.now);
    story.is(story.do("Wren", (state, by) => writeJourney(state, rowan, [off], by, followOperations(cancel))));
    expect(story.states.toSorted()).toEqual(["cancelled", "cancelled", "going", "held: journey"]);
  });

  it("[P7] what is told of one journey takes no step of another out, also where that one took the place of a step that is over", () => {
    const story = new Story().says("go").moves("evacuating");
    const [boat, bus] = ["02".repeat(16), "03".repeat(16)] as [JourneyId, JourneyId];
    const { journey: _, legs, ...plan } = theJourney(story);
    const [leg] = legs.map(({ departsAt, arrivesAt, assigned, versions, ...one }) => one);
    if (leg === undefined) throw new Error("no leg");
    const said = { party: ["2"], date: plan.date, offset: plan.offset, route: null, why: "apart", over: 0 };
    for (const journey of [boat, bus])
      story.is(
        story.do("Siskin", (state, by) =>
          writeJourney(state, rowan, [{ op: "writeJourney", journey, legs: [leg], ...said }], by),
        ),
      );
    const words = { at: 1, departs: 1, from: "a", meet: "b", to: "", service: "", say: "", hear: "" };
    const tells = (journey: JourneyId, message: string, aloud: boolean) => {
      const telling = { journey, leg: leg.leg, said: words, words: aloud ? "Be there." : "", seen: 1, over: 0 };
      const until = Math.floor(story.now / hours(1)) + 9;
      const answer = { mailbox: kettle, message, seen: 0, text: "said", standing: true, until, checkInBy: null };
      return story.is(story.do("Siskin", (state, by) => tellStep(state, rowan, telling, answer as never, by, aloud)));
    };
    const [first, theirs, line] = ["m1", "m2", "m3"].map((name) => name.padEnd(32, "0")) as [string, string, string];
    tells(JOURNEY, first, false);
    const called = { op: "cancelJourney" as const, journey: JOURNEY, reason: "a flood", over: 1 };
    story.is(story.do("Siskin", (state, by) => writeJourney(state, rowan, [called], by)));
    tells(boat, theirs, false);
    const instead = () => caseOf(story.state, rowan)?.contact.answers.map((one) => one.instead ?? null);
    expect(instead()).toEqual([null, first]);
    const lying = () =>
      story.view.journeys.map(({ journey, lying: its }) => [journey, its.map(({ message }) => message)]);
    expect(lying()).toEqual(
      expect.arrayContaining([
        [JOURNEY, []],
        [boat, [theirs]],
      ]),
    );
    // The other traveller is rung: the first one's meeting stays where it can be read.
    tells(bus, line, true);
    expect(instead()).toEqual([null, first, null]);
    expect(lying()).toEqual(expect.arrayContaining([[boat, [theirs]]]));
  });
});

describe("what is asked of whoever is let go on, told or sent", () => {
  const apart = "02".repeat(16) as JourneyId;
  /** Sheltered; the party has a second journey, by the same legs. */
  const sheltered = (): Story => {
    const story = new Story().says("go").moves("evacuating").moves("sheltered");
    const { journey: _, legs, ...plan } = theJourney(story);
    const same = legs.map(({ departsAt, arrivesAt, assigned, versions, ...one }) => one);
    const said = { party: ["2"], date: plan.date, offset: plan.offset, route: null, why: "", over: 0 };
    const written = { op: "writeJourney" as const, journey: apart, legs: same, ...said };
    return story.is(story.do("Siskin", (state, by) => writeJourney(state, rowan, [written], by)));
  };
  const goBy = (story: Story, who: string, second: string) => {
    const decision = decisionId(`go ${who} ${second}`);
    const said = { decision, about: "go" as const, text: "said", checklist: [], expires: story.now + hours(12) };
    story.is(story.do(who, (state, by) => propose(state, rowan, said, by)));
    const approved = { decision, verdict: "approve" as const, reason: "right" };
    story.is(story.do(second, (state, by) => decide(state, rowan, approved, by)));
  };
  const areOne = (story: Story, one: string, two: string) =>
    story.is(
      story.do("Dunlin", (state, by) =>
        statePerson(
          state,
          { member: member(one), other: member(two), same: true, reason: "lost her keys", over: 0 },
          by,
        ),
      ),
    );
  const tell = (story: Story, leg = theJourney(story).legs[0]?.leg ?? legId(1)) => {
    const words = { at: 1, departs: 1, from: "a", meet: "b", to: "", service: "", say: "", hear: "" };
    const telling = { journey: JOURNEY, leg, said: words, words: "Be there.", seen: 1, over: 0 };
    return story.do("Siskin", (state, by) => tellStep(state, rowan, telling, null, by));
  };
  const release = (story: Story, n: number) =>
    story.do("Siskin", (state, by) =>
      writeToCase(state, rowan, [{ op: "releaseTicket", ticket: ticketId(n), reason: "he waits" }], by),
    );

  it("[P11] a go that one person signed twice lets no held ticket go on, opens no waiting one, and tells nobody a step", () => {
    const story = sheltered();
    goBy(story, "Siskin", "Wren");
    story
      .is(story.give(1))
      .is(story.give(2, 1))
      .is(story.turn(1, "held", 1));
    areOne(story, "Siskin", "Wren");
    const one = { kind: "one-person", other: member("Siskin") };
    expect([story.turn(1, "going", 2), release(story, 2), tell(story), story.setsOut()]).toEqual([one, one, one, one]);
    goBy(story, "Siskin", "Heron");
    story
      .is(story.turn(1, "going", 2))
      .is(release(story, 2))
      .is(tell(story))
      .is(story.setsOut());
  });

  it("[P7] a journey that is over sends nobody: what was held with it does not go on, nor does what waits", () => {
    const story = new Story().says("go").moves("evacuating");
    story.is(story.setsOut()).is(story.give(1)).is(story.give(2, 1));
    const off = { op: "endJourney" as const, journey: JOURNEY, how: "broken-off" as const, note: "a flood", over: 2 };
    story.is(story.do("Siskin", (state, by) => writeJourney(state, rowan, [off], by)));
    expect(story.states).toEqual(["held: journey", "held: journey"]);
    const over = { kind: "journey-over" };
    expect([story.turn(1, "going", 2), release(story, 2)]).toEqual([over, over]);
    story.is(story.turn(1, "cancelled", 2));
  });

  const yes = (story: Story, n: number, words: string, until: number | null, over = 0) => {
    const consent = `c${n}`.repeat(16) as ConsentId;
    const said = { purpose: "journey" as const, recipient: "us", covers: [], words, how: "telephone" as const };
    story.is(story.spine({ op: "giveConsent", consent, ...said, until, over }));
    return consent;
  };
  const aDay = (story: Story) => {
    story.now += hours(24);
    lookAll(story, "Siskin", rowan);
  };

  it("[P11] the yes of one who travels is no yes of another whose own has run out", () => {
    const story = new Story().says("go").moves("evacuating");
    const first = yes(story, 1, "Rowan: drive us", dayOf(story.now));
    yes(story, 2, "Rowan 2: drive us", null);
    aDay(story);
    const ranOut = { kind: "yes-ran-out", consent: first };
    expect([story.give(1), story.setsOut(), tell(story)]).toEqual([ranOut, ranOut, ranOut]);
    expect(story.view.journeys[0]?.yesRanOut).toBe(true);
    yes(story, 1, "Rowan: drive us, this week", null, 1);
    story.is(story.give(1)).is(tell(story)).is(story.setsOut());
  });

  it("[P11] a yes that has run out lets nobody go on before they set out; on the road it stops nobody", () => {
    const story = new Story().says("go").moves("evacuating");
    const only = yes(story, 1, "drive us", dayOf(story.now));
    story
      .is(story.give(1))
      .is(story.give(2, 1))
      .is(story.turn(1, "held", 1));
    aDay(story);
    const ranOut = { kind: "yes-ran-out", consent: only };
    expect([story.turn(1, "going", 2), release(story, 2)]).toEqual([ranOut, ranOut]);
    yes(story, 1, "drive us", dayOf(story.now), 1);
    story.is(story.setsOut());
    aDay(story);
    story.is(story.turn(1, "going", 2)).is(release(story, 2));
  });

  it("[P11] a go that one person signed twice hides no other that two have signed: that one is used up, once", () => {
    const story = sheltered();
    goBy(story, "Heron", "Wren");
    goBy(story, "Siskin", "Wren");
    areOne(story, "Siskin", "Wren");
    story.is(story.give(1)).is(tell(story)).is(story.setsOut());
    const used = () =>
      caseOf(story.state, rowan)
        ?.contact.decisions.slice(1)
        .map(({ journey }) => journey ?? null);
    expect(used()).toEqual([JOURNEY, null]);
    const one = { kind: "one-person", other: member("Siskin") };
    const start = { op: "startJourney" as const, journey: apart, over: 1 };
    expect(story.do("Siskin", (state, by) => writeJourney(state, rowan, [start], by))).toEqual(one);
    expect(story.give(2, null, apart)).toEqual(one);
    expect(used()).toEqual([JOURNEY, null]);
  });

  it("[P11] … nor of a departure, whose stage it opens, and says so", () => {
    const story = sheltered();
    goBy(story, "Heron", "Wren");
    goBy(story, "Siskin", "Wren");
    areOne(story, "Siskin", "Wren");
    expect(story.view.next.find(({ to }) => to === "relocating")?.missing).toEqual([]);
    story.moves("relocating");
    expect(
      caseOf(story.state, rowan)
        ?.contact.decisions.slice(1)
        .map(({ spent }) => spent),
    ).toEqual([true, false]);
  });

  it("[P11] whoever sets out on the one go holds the tickets of the other way that was told by it, until that has its own", () => {
    const story = sheltered().says("go");
    story
      .is(story.give(1))
      .is(story.give(2, null, apart))
      .is(story.give(3, null, null));
    story.is(story.setsOut());
    expect(story.states).toEqual(["going", "held: no-go", "going"]);
    expect(story.turn(2, "going", 2)).toEqual({ kind: "stage-not-open", missing: ["own-go"] });
    story.says("go").is(story.turn(2, "going", 2));
    expect(story.states).toEqual(["going", "going", "going"]);
    // An evacuation is one way, however many travel it.
    const out = new Story().says("go").moves("evacuating");
    out.is(out.give(1)).is(out.setsOut());
    expect(out.states).toEqual(["going"]);
  });
});
