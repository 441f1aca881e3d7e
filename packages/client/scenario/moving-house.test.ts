/**
 * Kite is sheltered in a house that may be lost. Two say go, a driver meets them, and they are in another one; and what two
 * consoles say of the same way, neither having heard of the other.
 */
import { ARRIVAL_LINES, type CaseId, type ConsentId, type JourneyId, type LegId } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, HOUR, House } from "./house.ts";
import { Phone } from "./phone.ts";

/** A case, two consoles that carry it, and what has to be said before anybody is driven. */
class Party {
  house!: House;
  willow!: Hand;
  wren!: Hand;
  theCase!: CaseId;

  async begin(): Promise<this> {
    this.house = await House.found();
    this.willow = await this.house.enrol("Willow", "caseworker");
    this.wren = await this.house.enrol("Wren", "coordinator");
    const caller = await Caller.with(this.house);
    await caller.write("An invented call for two.");
    await this.willow.sync();
    const team = { owner: this.willow.me.id, standIn: this.wren.me.id, team: [this.wren.me.id] };
    this.theCase = (await done(this.willow.act.openCase(caller.keys.id, { alias: "Kite", people: 2, ...team }))).case;
    await this.move("verification");
    const sure = { statement: "said", source: "caller", corroboration: "", certainty: "likely" as const };
    await done(this.willow.act.recordVerification(this.theCase, { ...sure, concluded: true }));
    await this.move("accepted");
    await this.goByTwo();
    await this.move("evacuating");
    return this;
  }

  move(to: "verification" | "accepted" | "evacuating" | "sheltered") {
    return done(this.willow.act.moveStage(this.theCase, { to, people: null, decision: null, reason: "next" }));
  }

  /** Today's lists, one who proposes, another who has read it. */
  async goByTwo(): Promise<void> {
    const { willow, wren, house, theCase } = this;
    await willow.sync();
    for (const about of ["missing-person", "accusation", "travel-ban"] as const) {
      const found = { known: "none-found" as const, source: "an invented list", checkedAt: house.now };
      await done(willow.act.searchStatus(theCase, { about, ...found }));
    }
    const go = { about: "go" as const, text: "go", checklist: [], expires: house.now + DAY_MS };
    const { decision } = await done(willow.act.propose(theCase, go));
    await wren.sync();
    await done(wren.act.decide(theCase, decision, "approve", "right"));
    await willow.sync();
  }

  async plan(from: string, to: string): Promise<{ journey: JourneyId; leg: LegId }> {
    const leg = this.willow.act.newLeg();
    const stretch = { kind: "drive" as const, from, to, departs: 600, arrives: 660, service: "Driver B", note: "" };
    const way = { party: ["1", "2"], date: "2017-05-09", offset: 180, route: null, why: "", over: 0 };
    const { journey } = await done(this.willow.act.writeJourney(this.theCase, { ...way, legs: [{ leg, ...stretch }] }));
    return { journey, leg };
  }

  /** By the console of `hand`, for a meeting in three hours. */
  give(hand: Hand, way: { journey: JourneyId; leg: LegId }) {
    const { now } = this.house;
    return hand.act.giveTicket(this.theCase, {
      ...{ from: "the quay", to: "the mill", meet: "under the clock", at: now + 3 * HOUR, people: 2, carry: "" },
      ...{ otherwise: "wait", say: "Still warm?", hear: "Only inside.", opens: now, ends: now + 9 * HOUR },
      ...{ holder: "driver", after: null, who: "Boris", ...way },
    });
  }

  async seen(hand: Hand) {
    await hand.sync();
    const one = hand.view().cases.find((known) => known.case === this.theCase);
    if (one === undefined) throw new Error("no case");
    return one;
  }
}

describe("whoever is sheltered is moved to another house", () => {
  let party: Party;
  let way: { journey: JourneyId; leg: LegId };
  let other: { journey: JourneyId; leg: LegId };
  const start = ({ journey }: { journey: JourneyId }) =>
    party.willow.act.startJourney(party.theCase, { journey, over: 1 });

  beforeAll(async () => {
    party = await new Party().begin();
    await party.house.pass(HOUR);
    await party.move("sheltered");
    way = await party.plan("the quay", "the mill");
    other = await party.plan("the mill", "the farm");
  });
  afterAll(() => party?.house.end());

  it("[P11] by a go of its own: the one that brought them here opens no other way", async () => {
    const lacks = { kind: "stage-not-open", missing: ["approved-go"] };
    expect(await start(way)).toEqual(lacks);
    expect(await party.give(party.willow, way)).toEqual(lacks);
    await party.goByTwo();
    expect((await party.seen(party.wren)).decisions[0]).toMatchObject({ about: "go", spent: false });
  });

  it("[P11] whoever sets out uses it up: the next way says that it needs its own", async () => {
    const { secret, ticket } = await done(party.give(party.willow, way));
    const boris = new Phone(party.house, secret);
    await boris.look();
    await boris.press("on-my-way");
    await done(start(way));
    const used = { kind: "stage-not-open", missing: ["own-go"] };
    expect(await start(other)).toEqual(used);
    expect(await party.give(party.willow, other)).toEqual(used);
    const before = await party.seen(party.wren);
    expect(before.decisions[0]).toMatchObject({ about: "go", spent: true });
    // On the road they go on: the go runs out, and a driver of a later leg is still told.
    await boris.press("with-me");
    await boris.press("handed-over");
    expect((await party.seen(party.willow)).tickets.find((one) => one.ticket === ticket)).toMatchObject({
      step: "handed-over",
    });
    await party.house.pass(DAY_MS + HOUR);
    await party.willow.sync();
    for (const about of ["missing-person", "accusation", "travel-ban"] as const) {
      const found = { known: "none-found" as const, source: "an invented list", checkedAt: party.house.now };
      await done(party.willow.act.searchStatus(party.theCase, { about, ...found }));
    }
    await done(party.give(party.willow, way));
  });

  it("arrives with the stage as it is; what was to come is over, and from there two say go anew", async () => {
    const { willow, wren, house, theCase } = party;
    const known = (await party.seen(willow)).journeys.find(({ journey }) => journey === way.journey);
    await done(
      willow.act.recordArrival(theCase, {
        ...{ journey: way.journey, journeyOver: known?.version ?? 0, arrivedAt: house.now, oldPhone: "kept", over: 0 },
        lines: ARRIVAL_LINES.map((line) => ({ line, is: "done" as const, note: "" })),
        tasks: [],
        phones: [],
      }),
    );
    const there = await party.seen(wren);
    expect(there).toMatchObject({ stage: "sheltered", people: 2 });
    expect(there.journeys.find(({ journey }) => journey === way.journey)).toMatchObject({
      state: "ended",
      ended: { how: "arrived" },
    });
    expect(there.tickets.map(({ state, step }) => [state, step])).toContainEqual(["cancelled", null]);
    expect(there.line.filter(({ ring }) => ring === "here")).toMatchObject([{ stage: "sheltered" }]);
    expect(await start(other)).toMatchObject({ kind: "stage-not-open" });
    await party.goByTwo();
    await done(start(other));
  });
});

describe("[P11] two consoles speak of one way, neither having heard of the other", () => {
  let party: Party;
  let way: { journey: JourneyId; leg: LegId };
  let consent: ConsentId;

  beforeAll(async () => {
    party = await new Party().begin();
    way = await party.plan("the quay", "the mill");
  });
  afterAll(() => party?.house.end());

  const allow = async (hand: Hand) =>
    (
      await done(
        hand.act.giveConsent(party.theCase, {
          ...{ purpose: "journey", recipient: "this team", covers: [], words: "yes, drive us" },
          ...{ how: "telephone", until: null, over: 0 },
        }),
      )
    ).consent;

  it("a yes that is taken back on one stops a ticket and a start that are pressed on the other", async () => {
    const { willow, wren, theCase } = party;
    await wren.sync();
    consent = await allow(wren);
    await willow.sync();
    await done(wren.act.withdrawConsent(theCase, { consent, why: "her sister is ill", how: "telephone" }));
    const ended = { kind: "unwilling", consent };
    expect(await party.give(willow, way)).toEqual(ended);
    // The same from a console that has not looked since.
    const again = await allow(wren);
    await willow.sync();
    await done(wren.act.withdrawConsent(theCase, { consent: again, why: "not tonight", how: "telephone" }));
    expect(await willow.act.startJourney(theCase, { journey: way.journey, over: 1 })).toEqual({
      kind: "unwilling",
      consent: again,
    });
    expect((await party.seen(wren)).journeys[0]).toMatchObject({ state: "planned" });
    expect((await party.seen(wren)).tickets).toEqual([]);
  });

  it("a ticket that one gives, and a search that the other has found worse: it is held, whoever was first", async () => {
    const { willow, wren, house, theCase } = party;
    await allow(wren);
    await willow.sync();
    const found = (known: "found" | "none-found") =>
      done(wren.act.searchStatus(theCase, { about: "accusation", known, source: "a list", checkedAt: house.now }));
    const held = async () => {
      const { tickets } = await party.seen(wren);
      return tickets.map(({ state, heldFor }) => [state, heldFor]);
    };
    // Given first, and not yet heard of by whoever looks.
    await done(party.give(willow, way));
    await found("found");
    expect(await held()).toEqual([["held", "search"]]);
    // Found first, and not yet heard of by whoever gives.
    await found("none-found");
    await willow.sync();
    await found("found");
    await done(party.give(willow, way));
    expect(await held()).toEqual([
      ["held", "search"],
      ["held", "search"],
    ]);
  });

  it("one lets it go on, the other cancels it: the second is told, and a cancel is not undone by it", async () => {
    const { willow, wren, theCase } = party;
    const [one] = (await party.seen(willow)).tickets;
    if (one === undefined) throw new Error("no ticket");
    const turn = (hand: Hand, to: "going" | "cancelled") =>
      hand.act.turnTicket(theCase, { ticket: one.ticket, to, reason: "an invented reason", over: one.version });
    await done(turn(wren, "cancelled"));
    expect(await turn(willow, "going")).toMatchObject({ kind: "ticket-cancelled" });
    expect((await party.seen(willow)).tickets.find(({ ticket }) => ticket === one.ticket)).toMatchObject({
      state: "cancelled",
    });
  });

  it("a no-go that two have said meets a start that has not heard of it", async () => {
    const { willow, wren, house, theCase } = party;
    const { decision } = await done(
      willow.act.propose(theCase, { about: "no-go", text: "no", checklist: [], expires: house.now + DAY_MS }),
    );
    await wren.sync();
    await done(wren.act.decide(theCase, decision, "approve", "a checkpoint"));
    expect(await willow.act.startJourney(theCase, { journey: way.journey, over: 1 })).toEqual({
      kind: "stage-not-open",
      missing: ["approved-go"],
    });
  });
});
