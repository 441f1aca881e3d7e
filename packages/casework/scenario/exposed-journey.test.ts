import { describe, expect, it } from "vitest";
import {
  askPruning,
  beginCompartment,
  caseOf,
  caseView,
  type DecisionId,
  decide,
  exposureView,
  fallbackAt,
  type GiveTicket,
  type JourneyId,
  type JourneyLeg,
  type LegId,
  type MailboxId,
  type Marked,
  type MarkId,
  type MarkView,
  markCompromised,
  type Operation,
  propose,
  pruneJourneys,
  type State,
  statePerson,
  type ThingFacts,
  type ThingId,
  type ThingKind,
  type TicketId,
  writeJourney,
  writeResources,
  writeToCase,
} from "../src/index.ts";
import { rowan, taken, verified } from "./rowan.ts";
import { caseId, decisionId, hours, lookAll, member, minutes, Room, stream } from "./team.ts";

const JOURNEY = "01".repeat(16) as JourneyId;
const legId = (n: number) => `0${n}`.repeat(16) as LegId;
const ticketId = (n: number) => `7${n}`.repeat(16) as TicketId;
const thingId = (name: string) => caseId(name) as string as ThingId;

/** Rowan, two people: K drives the first leg and Q, with her grey car, the second; both hold tickets. It leads to Port Laz. */
class Road extends Room {
  #marks = 0;

  constructor() {
    super();
    taken(this);
    verified(this);
    lookAll(this, "Siskin", rowan);
    for (const [kind, name] of [
      ["vehicle", "grey car"],
      ["driver", "K"],
      ["driver", "Q"],
      ["driver", "Z"],
      ["place", "Port Laz"],
      ["shelter", "Larch"],
      ["shelter", "Fern"],
    ] as const)
      this.thing(kind, name, name === "Q" ? { with: [thingId("grey car")] } : {});
    this.network("larch", "House by the sea", "Larch");
    this.spine({ op: "beginPart", part: "journey", stream: stream("rowan j") });
    this.is("Siskin", (state, by) =>
      beginCompartment(state, stream("rowan j"), { about: "case", case: rowan, part: "journey" }, by),
    );
    this.write([this.drive(1, "Tarsk", "Lipki"), this.drive(2, "Lipki", "Port Laz")], "", 0);
    this.asks(1, "K", 0);
    this.asks(2, "Q", 0);
    const said = { decision: decisionId("go"), about: "go" as const, text: "said", checklist: [] };
    this.is("Siskin", (state, by) => propose(state, rowan, { ...said, expires: this.now + hours(12) }, by));
    const yes = { decision: said.decision, verdict: "approve" as const, reason: "right" };
    this.is("Wren", (state, by) => decide(state, rowan, yes, by));
    this.give(1, "K");
    this.give(2, "Q");
    this.now += minutes(1);
  }

  is(who: string, command: Parameters<Room["do"]>[1]): void {
    expect(this.do(who, command)).toEqual({ kind: "done" });
  }

  spine(...operations: Operation[]): void {
    this.is("Siskin", () => ({ kind: "operations", writes: [{ stream: stream("rowan c"), operations }] }));
  }

  thing(kind: ThingKind, name: string, facts: ThingFacts): void {
    const said = { op: "writeThing" as const, thing: thingId(name), kind, name, facts, over: 0 };
    this.is("Wren", (state, by) => writeResources(state, said, by));
  }

  network(id: string, name: string, thing: string): void {
    const place = { kind: "place" as const, id, name, lat: null, lon: null, watch: 0, shelter: true, curfew: [] };
    const entries = [{ entry: { ...place, thing: thingId(thing) }, over: 0 }];
    const said = { op: "writeNetwork" as const, entries, source: "a neighbour", asOf: this.now };
    this.is("Wren", (state, by) => writeResources(state, said, by));
  }

  /** The n-th from three hours from now on, two hours long each. */
  drive(n: number, from: string, to: string): JourneyLeg {
    const departs = Math.floor((this.now - Date.parse("2017-04-02T00:00Z")) / minutes(1)) + 60 + n * 120;
    return { leg: legId(n), kind: "drive", from, to, departs, arrives: departs + 120, service: "a car", note: "" };
  }

  write(legs: JourneyLeg[], why: string, over: number): void {
    const rests = [{ kind: "place" as const, id: "larch", version: 1 }];
    const fallbacks = [
      { leg: legId(1), at: 1, leads: "target" as const, legs: [this.drive(3, "Tarsk", "Port Laz")], rests },
    ].map((one) => ({ ...one, legs: one.legs.map(({ leg: _, note: __, ...stretch }) => stretch) }));
    const route = { label: "quiet", exposure: 1, price: 0, reasons: [], fallbacks, among: 1, plannedAt: this.now };
    const said = { party: ["1", "2"], date: "2017-04-02", offset: 0, route: { ...route, rests }, legs, why, over };
    this.is("Siskin", (state, by) =>
      writeJourney(state, rowan, [{ op: "writeJourney", journey: JOURNEY, ...said }], by),
    );
  }

  asks(n: number, name: string, over: number): void {
    const who = { leg: legId(n), as: "driver" as const, thing: thingId(name), words: "", seen: 1, over };
    this.is("Siskin", (state, by) => writeJourney(state, rowan, [{ op: "assignLeg", journey: JOURNEY, ...who }], by));
  }

  ticket(n: number, name: string): GiveTicket {
    return {
      ...{ op: "giveTicket", ticket: ticketId(n), mailbox: `7${n}`.repeat(32) as MailboxId, holder: "driver" },
      ...{ keys: { verifyKey: "ab", kemKey: "cd" }, who: name, after: null, thing: thingId(name) },
      ...{ leg: legId(n), journey: JOURNEY },
      ...{ from: "a", to: "b", meet: "under the clock", at: this.now + hours(1 + 2 * n), people: 2, carry: "" },
      ...{ otherwise: "", say: "warm?", hear: "inside.", opens: this.now, ends: this.now + hours(9) },
    };
  }

  give(n: number, name: string): void {
    this.is("Siskin", (state, by) => writeToCase(state, rowan, [this.ticket(n, name)], by));
  }

  tap(n: number, press: "opened" | "with-me", row: number): void {
    const where = { row: String(row).padStart(64, "0") as never, seq: row, hour: 1, version: 1 };
    this.spine({
      ...{ op: "keepPress", ticket: ticketId(n), press, opening: "aa".repeat(16), pressedAt: this.now },
      ...where,
    });
  }

  mark(name: string, since = this.now): () => MarkView {
    return this.marked({ kind: "thing", thing: thingId(name) }, since);
  }

  marked(of: Marked, since = this.now): () => MarkView {
    this.#marks += 1;
    const mark = `e${this.#marks}`.repeat(16) as MarkId;
    const said = { op: "markCompromised" as const, mark, of };
    const more = { since, source: "a neighbour", certainty: "said" as const, note: "" };
    this.is("Wren", (state, by) => markCompromised(state, { ...said, ...more }, by));
    this.now += minutes(1);
    return () => this.shown(mark);
  }

  /** `without`: compartments that this reader does not hold. */
  shown(mark: MarkId, without: readonly string[] = []): MarkView {
    const streams = new Map([...this.state.streams].filter(([one]) => !without.includes(one)));
    const found = exposureView({ streams }, this.outside("Siskin")).marks.find((one) => one.mark === mark);
    if (!found) throw new Error("not marked");
    return found;
  }
}

const lines = ({ reached }: MarkView) =>
  reached.map(({ node, sureness, harm }) => {
    const name = "alias" in node ? `${node.kind} ${node.alias}` : "name" in node ? node.name : "";
    return [name, sureness, harm?.kind ?? null].join(", ");
  });
const steps = ({ steps: all }: MarkView) =>
  all.map(({ kind, count, done }) => `${kind}${count > 0 ? ` ${count}` : ""}${done ? ` (${done.how})` : ""}`);

describe("[P7] a driver of a journey that is to come does not answer", () => {
  it("the journey, its party and its tickets are reached, each step in order; what really happened ticks them", () => {
    const road = new Road();
    const shown = road.mark("Q");
    expect(lines(shown())).toEqual([
      "case Rowan, certain, sets-out",
      "journey Rowan, certain, sets-out",
      "K, likely, sets-out",
      "Larch, likely, sets-out",
      "grey car, likely, ",
      "Port Laz, possible, sets-out",
    ]);
    expect(shown().reached[0]?.path.map(({ how }) => how.kind)).toEqual(["leg", "journey"]);
    expect(shown().reached[1]?.node).toMatchObject({
      ...{ kind: "journey", read: true, state: "planned" },
      legs: [
        { to: "Lipki", by: ["K"] },
        { to: "Port Laz", by: ["Q"] },
      ],
      tickets: [
        { who: "K", state: "going" },
        { who: "Q", state: "going" },
      ],
    });
    // K's leg can still be driven: only from Q's on nobody may wait for her.
    expect(steps(shown())).toEqual([...["silence", "hold 1", "warn", "plan-journey", "decide-again", "tell-lawyer"]]);
    expect(shown().steps.find(({ kind }) => kind === "hold")?.tickets).toEqual([ticketId(2)]);

    // They set out meanwhile: whoever is on the road comes first.
    road.tap(1, "opened", 1);
    road.tap(1, "with-me", 2);
    expect(lines(shown()).slice(0, 2)).toEqual(["case Rowan, certain, under-way", "journey Rowan, certain, under-way"]);
    expect(steps(shown()).slice(0, 3)).toEqual(["silence", "call 2", "hold 1"]);
    expect(shown().firstHarm).toBe(road.now);

    road.spine({ op: "turnTicket", ticket: ticketId(2), to: "held", reason: "Q does not answer", over: 1 });
    expect(steps(shown())[2]).toBe("hold (seen)");
    road.asks(2, "Z", 1);
    // As long as her ticket can go on, she may come.
    expect(steps(shown())).toContain("plan-journey");
    road.spine({ op: "turnTicket", ticket: ticketId(2), to: "cancelled", reason: "Z drives", over: 2 });
    // She had been told of it: asking another unsays it to nobody. Who was asked since she knows nothing of.
    expect(steps(shown())).toContain("plan-journey");
    expect(lines(shown())).toContain("journey Rowan, certain, under-way");
    expect(lines(shown())).toContain("Z, possible, sets-out");
    // Z's own ticket is nothing to be held: it was given by people who knew of the mark.
    road.spine({ ...road.ticket(2, "Z"), ticket: ticketId(4), mailbox: "74".repeat(32) as MailboxId });
    expect(steps(shown())).toContain("hold (seen)");
    // Whom nobody can ask any more, nobody gives a ticket either.
    expect(road.do("Siskin", (state, by) => writeToCase(state, rowan, [road.ticket(3, "Q")], by))).toEqual({
      kind: "thing-compromised",
    });
    road.write([road.drive(1, "Tarsk", "Lipki"), road.drive(5, "Lipki", "Port Laz")], "Q knows the hour", 1);
    expect(steps(shown())).toContain("plan-journey (seen)");
  });

  it("[P3] who reads the case and not its journey sees what its tickets say, and that there is more", () => {
    const road = new Road();
    road.mark("Q");
    const mark = "e1".repeat(16) as MarkId;
    const seen = road.shown(mark, [stream("rowan j")]);
    expect(lines(seen)).toEqual([
      "case Rowan, certain, sets-out",
      "journey Rowan, certain, sets-out",
      "K, likely, sets-out",
      "grey car, likely, ",
    ]);
    expect(seen.reached[1]?.node).toMatchObject({ read: false, legs: [], tickets: [{ who: "K" }, { who: "Q" }] });
    expect(seen.unseen.parts).toEqual([{ part: "journey", cases: 1 }]);
    expect(JSON.stringify(seen)).not.toContain("Lipki");
    expect(steps(seen)).toContain("hold 1");
    expect(road.shown(mark).unseen.parts).toEqual([]);
    // Of the register alone: nobody at all.
    const bare = road.shown(mark, [stream("rowan j"), stream("rowan c"), stream("rowan t")]);
    expect(lines(bare)).toEqual(["grey car, likely, "]);
    expect(bare.unseen).toMatchObject({ cases: 1, parts: [] });
  });

  it("a house that the way leads to is named by the journey itself, and its go's sheet says that the route is not so", () => {
    const road = new Road();
    const seen = () => {
      const one = caseView(road.state, road.outside("Siskin"), rowan);
      if (one === null) throw new Error("no case");
      return [
        one.journeys[0]?.changed.map(({ id, what }) => [id, what]),
        one.goFacts.find(({ point }) => point === "route")?.met,
      ];
    };
    expect(seen()).toEqual([[], true]);
    const retire = { op: "retireThing" as const, thing: thingId("Larch"), reason: "let to others", over: 1 };
    road.is("Wren", (state, by) => writeResources(state, retire, by));
    expect(seen()).toEqual([[["larch", "thing-retired"]], false]);
    // Whoever is marked is worse than gone.
    road.mark("Larch");
    expect(seen()).toEqual([[["larch", "compromised"]], false]);
    const one = caseView(road.state, road.outside("Siskin"), rowan)?.journeys[0];
    expect(one?.keptChanged).toMatchObject([{ leg: legId(1), changes: [{ id: "larch", what: "compromised" }] }]);
    expect(one && fallbackAt(one, legId(1))).toBeNull();
  });

  it("so are the car that goes with her, a house that the way rests on, and a place by its name alone", () => {
    const road = new Road();
    const reached = (name: string) => lines(road.mark(name)()).filter((line) => line.startsWith("journey"));
    expect(reached("grey car")).toEqual(["journey Rowan, likely, sets-out"]);
    expect(reached("Larch")).toEqual(["journey Rowan, certain, sets-out"]);
    expect(reached("Port Laz")).toEqual(["journey Rowan, likely, sets-out"]);
    expect(reached("Fern")).toEqual([]);
  });

  it("what is over is reached less and less surely, and there is nothing to hold or to plan", () => {
    const road = new Road();
    road.now += hours(24 * 8);
    const ops = [{ op: "cancelJourney" as const, journey: JOURNEY, reason: "a flood", over: 1 }];
    road.is("Siskin", (state, by) => writeJourney(state, rowan, ops, by));
    road.now += minutes(1);
    // Called off before anybody knew of the mark: it never was. Her ticket had been shown to her.
    const shown = road.mark("Q")();
    expect(lines(shown)).toContain("journey Rowan, likely, ");
    expect(steps(shown)).not.toContain("plan-journey");
    expect(steps(shown).some((step) => step.startsWith("hold"))).toBe(false);
  });
});

describe("[P7] whoever was asked, grew silent, and was dropped before anybody marked them", () => {
  it("is one who knows of it: for as long as it goes at that hour it is reached, held and to be planned anew", () => {
    const road = new Road();
    const monday = road.now;
    road.now += minutes(10);
    road.spine({ op: "turnTicket", ticket: ticketId(2), to: "cancelled", reason: "Q is silent", over: 1 });
    road.asks(2, "Z", 1);
    road.spine({ ...road.ticket(2, "Z"), ticket: ticketId(3), mailbox: "73".repeat(32) as MailboxId });
    road.now += minutes(10);
    const shown = road.mark("Q", monday);
    expect(lines(shown())).toEqual(
      expect.arrayContaining(["case Rowan, certain, sets-out", "journey Rowan, certain, sets-out"]),
    );
    expect(lines(shown())).toContain("Z, likely, sets-out");
    expect(shown().notReached.cases).toBe(0);
    expect(shown().reached[0]?.path[0]?.how).toMatchObject({ kind: "leg", as: "driver", gone: monday + minutes(10) });
    // Z drives where and when Q was to: Z does not go there, K may.
    expect(shown().steps.find(({ kind }) => kind === "hold")?.tickets).toEqual([ticketId(3)]);
    expect(steps(shown())).toContain("plan-journey");
    road.write([road.drive(1, "Tarsk", "Lipki"), road.drive(4, "Lipki", "Port Laz")], "Q knows the hour", 1);
    expect(steps(shown())).toContain("plan-journey (seen)");
  });

  it("also where the whole journey was called off, and less and less surely as it lies back", () => {
    const sure = (days: number) => {
      const road = new Road();
      const monday = road.now;
      road.now += minutes(10);
      for (const n of [1, 2])
        road.spine({ op: "turnTicket", ticket: ticketId(n), to: "cancelled", reason: "a flood", over: 1 });
      const off = { op: "cancelJourney" as const, journey: JOURNEY, reason: "a flood", over: 1 };
      road.is("Siskin", (state, by) => writeJourney(state, rowan, [off], by));
      road.now += hours(24 * days) + minutes(1);
      const shown = road.mark("Q", days === 0 ? monday : road.now)();
      expect(steps(shown).some((step) => step.startsWith("hold"))).toBe(false);
      return lines(shown).find((line) => line.startsWith("case Rowan"));
    };
    expect(sure(0)).toBe("case Rowan, certain, ");
    expect(sure(10)).toBe("case Rowan, likely, ");
    expect(sure(40)).toBe("case Rowan, possible, ");
  });

  it("a house that nobody was asked for, and by which the way no longer leads, had heard of nothing", () => {
    const road = new Road();
    const monday = road.now;
    road.now += minutes(10);
    road.write([road.drive(1, "Tarsk", "Lipki"), road.drive(4, "Lipki", "Brod")], "not by the sea", 1);
    road.now += minutes(10);
    expect(lines(road.mark("Port Laz", monday)())).toEqual([]);
  });
});

describe("[P11] go or no-go again, once something is marked", () => {
  let n = 0;
  const asks = (road: Road, who: string, about: "go" | "no-go") => {
    n += 1;
    const said = { decision: decisionId(`d${n}`), about, text: "Q is silent", checklist: [] };
    road.is(who, (state, by) => propose(state, rowan, { ...said, expires: road.now + hours(12) }, by));
    return said.decision;
  };
  const approves = (road: Road, who: string, decision: DecisionId) => {
    road.now += minutes(1);
    const yes = { decision, verdict: "approve" as const, reason: "right" };
    road.is(who, (state, by) => decide(state, rowan, yes, by));
  };
  const again = (shown: () => MarkView) => shown().steps.find(({ kind }) => kind === "decide-again")?.done;

  it("is done when two have decided it since: a proposal alone is nothing", () => {
    const road = new Road();
    const shown = road.mark("Q");
    const decision = asks(road, "Siskin", "no-go");
    expect(again(shown)).toBeNull();
    approves(road, "Wren", decision);
    expect(again(shown)).toMatchObject({ how: "seen", by: { id: member("Wren") } });
  });

  it("by neither the marked member nor another account of theirs, whichever of the two they were", () => {
    const road = new Road();
    const shown = road.marked({ kind: "member", member: member("Wren") });
    approves(road, "Wren", asks(road, "Siskin", "no-go"));
    expect(again(shown)).toBeNull();
    approves(road, "Siskin", asks(road, "Wren", "no-go"));
    expect(again(shown)).toBeNull();
    const before = road.state;
    const decision = asks(road, "Siskin", "no-go");
    approves(road, "Heron", decision);
    expect(again(shown)).toMatchObject({ how: "seen", by: { id: member("Heron") } });
    road.state = before;
    const one = { member: member("Wren"), other: member("Heron"), same: true, reason: "enrolled anew", over: 0 };
    road.is("Dunlin", (state, by) => statePerson(state, one, by));
    approves(road, "Heron", asks(road, "Siskin", "no-go"));
    expect(again(shown)).toBeNull();
  });
});

describe("[P3] [P7] a journey that was pruned", () => {
  /** Over since yesterday, and Q did not come: Z drove. */
  const over = (): Road => {
    const road = new Road();
    road.asks(2, "Z", 1);
    road.now += hours(24);
    const off = { op: "cancelJourney" as const, journey: JOURNEY, reason: "a flood at Lipki", over: 1 };
    road.is("Siskin", (state, by) => writeJourney(state, rowan, [off], by));
    return road;
  };
  const ask = { decision: decisionId("prune"), text: "they are safe" };
  const prune = (road: Road): void => {
    road.is("Siskin", (state, by) => askPruning(state, rowan, { ...ask, expires: road.now + hours(24) }, by));
    const yes = { decision: ask.decision, verdict: "approve" as const, reason: "right" };
    road.is("Wren", (state, by) => decide(state, rowan, yes, by));
    road.is("Siskin", (state, by) => pruneJourneys(state, rowan, { decision: ask.decision, to: stream("new j") }, by));
  };
  /** Two days on: on the day itself, what was called off in the morning counts until midnight. */
  const reachedBy = (road: Road, name: string): string[] => {
    road.now += hours(48);
    return lines(road.mark(name)());
  };

  it("is reached as it was, by whoever was asked for it, stands on its way, or goes with them", () => {
    for (const name of ["Q", "K", "Z", "Larch", "Port Laz", "grey car", "Fern"]) {
      const [before, after] = [over(), over()];
      prune(after);
      expect([name, ...reachedBy(after, name)]).toEqual([name, ...reachedBy(before, name)]);
    }
  });

  it("keeps days and who was met, and no hour, no place and no word", () => {
    const road = over();
    prune(road);
    const content = road.state.streams.get(stream("new j"))?.content;
    if (content?.is !== "part") throw new Error("not a part");
    expect(content.part.journeys.size).toBe(0);
    const [kept] = content.part.kept.values();
    expect(kept).toMatchObject({ how: "cancelled", date: "2017-04-02", party: ["1", "2"], exposure: { points: 1 } });
    expect(JSON.stringify(kept)).not.toMatch(/Tarsk|Lipki|Port Laz|flood|a car|departs/);
    const times = kept?.rests.flatMap(({ from, until, first, gone }) => [from, until, first, gone ?? 0]) ?? [];
    expect(times.length).toBeGreaterThan(0);
    expect(times.every((day) => day < 100_000)).toBe(true);
  });

  it("is nobody's to write about, and is pruned once", () => {
    const road = over();
    prune(road);
    const again = { op: "cancelJourney" as const, journey: JOURNEY, reason: "another word", over: 2 };
    expect(road.do("Siskin", (state, by) => writeJourney(state, rowan, [again], by))).toEqual({
      kind: "journey-pruned",
    });
    const twice = { decision: ask.decision, to: stream("third j") };
    expect(road.do("Wren", (state, by) => pruneJourneys(state, rowan, twice, by))).toMatchObject({
      kind: "not-to-be-pruned",
    });
    const spine = {
      op: "pruneJourneys" as const,
      decision: ask.decision,
      from: stream("new j"),
      to: stream("third j"),
    };
    road.do("Wren", () => ({ kind: "operations", writes: [{ stream: stream("rowan c"), operations: [spine] }] }));
    expect(road.state.streams.get(stream("rowan c"))?.refused.at(-1)?.refusal).toEqual({ kind: "already-decided" });
  });

  it("[P11] stays as it is for one person's word, and where another was planned since two decided", () => {
    const road = over();
    road.is("Siskin", (state, by) => askPruning(state, rowan, { ...ask, expires: road.now + hours(24) }, by));
    const carryOut = (who: string) =>
      road.do(who, (state, by) => pruneJourneys(state, rowan, { decision: ask.decision, to: stream("new j") }, by));
    expect(carryOut("Wren")).toEqual({ kind: "not-approved" });
    const yes = { decision: ask.decision, verdict: "approve" as const, reason: "right" };
    road.is("Wren", (state, by) => decide(state, rowan, yes, by));
    const next = "02".repeat(16) as JourneyId;
    const said = { party: ["1"], date: "2017-04-05", offset: 0, route: null, why: "", over: 0 };
    const plan = { op: "writeJourney" as const, journey: next, ...said, legs: [road.drive(5, "Brod", "Mill")] };
    road.is("Siskin", (state, by) => writeJourney(state, rowan, [plan], by));
    expect(carryOut("Wren")).toEqual({ kind: "not-to-be-pruned", missing: ["open"] });
    const off = { op: "cancelJourney" as const, journey: next, reason: "no", over: 1 };
    road.is("Siskin", (state, by) => writeJourney(state, rowan, [off], by));
    // Over as well by now, and not what the two had before their eyes.
    expect(carryOut("Wren")).toEqual({ kind: "not-to-be-pruned", missing: ["others"] });
  });

  it("[P11] is approved by nobody who does not read it, and not while it is under way, whatever was asked for", () => {
    const road = new Road();
    const yes = { decision: ask.decision, verdict: "approve" as const, reason: "right" };
    const part = caseOf(road.state, rowan)?.parts.find((one) => one.part === "journey")?.stream;
    if (part === undefined) throw new Error("no journey part");
    // By another client than ours: ours asks for no such thing.
    const wish = { ...ask, about: "prune" as const, checklist: [], expires: road.now + hours(24) };
    road.is("Siskin", (state, by) =>
      propose(state, rowan, { ...wish, prunes: { stream: part, journeys: [JOURNEY] } }, by),
    );
    const without = (state: State): State => ({
      streams: new Map([...state.streams].filter(([of]) => of !== part)),
    });
    expect(road.do("Wren", (state, by) => decide(state, rowan, yes, by))).toEqual({
      ...{ kind: "not-to-be-pruned", missing: ["open"] },
    });
    expect(road.do("Wren", (state, by) => decide(without(state), rowan, yes, by))).toEqual({
      ...{ kind: "not-held", part: "journey" },
    });
    const no = { ...yes, verdict: "refuse" as const };
    road.is("Wren", (state, by) => decide(without(state), rowan, no, by));
  });
});
