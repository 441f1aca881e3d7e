import { describe, expect, it } from "vitest";
import {
  beginCompartment,
  caseView,
  decide,
  type JourneyId,
  type JourneyLeg,
  type LegId,
  type MailboxId,
  type Operation,
  propose,
  recordThreat,
  type TicketId,
  writeJourney,
  writeToCase,
} from "../src/index.ts";
import { kettle, rowan, taken, verified } from "./rowan.ts";
import { decisionId, hours, look, lookAll, Room, stream } from "./team.ts";

const JOURNEY = "01".repeat(16) as JourneyId;
const legId = (n: number) => `0${n}`.repeat(16) as LegId;
const ticketId = (n: number) => `7${n}`.repeat(16) as TicketId;

/** Rowan, two people, carried by Siskin and Wren; a journey of two legs is planned. */
class Story extends Room {
  #taps = 0;

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
    const said = { party: ["1", "2"], date: "2017-04-02", offset: 180, route: null, why: "", over: 0 };
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

  give(n: number, after: number | null = null, journey: JourneyId | null = JOURNEY) {
    return this.do("Siskin", (state, by) => writeToCase(state, rowan, [this.ticket(n, after, journey)], by));
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
    const decision = decisionId(about);
    const said = { decision, about, text: "said", checklist: [], expires: this.now + hours(12) };
    this.is(this.do("Siskin", (state, by) => propose(state, rowan, said, by)));
    return this.is(
      this.do("Wren", (state, by) => decide(state, rowan, { decision, verdict: "approve", reason: "right" }, by)),
    );
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

  turn(n: number, to: "going" | "cancelled", over: number) {
    return this.do("Siskin", (state, by) =>
      writeToCase(state, rowan, [{ op: "turnTicket", ticket: ticketId(n), to, reason: "looked at", over }], by),
    );
  }
}

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
});
