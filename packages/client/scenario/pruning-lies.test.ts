import {
  type CaseState,
  casesOf,
  checkpointOf,
  type DecisionId,
  type Entry,
  foldEntries,
  type JourneyId,
  type JourneyLeg,
  type Operation,
  pruneJourneys,
  type ThingId,
  type Write,
} from "@fairlead/casework";
import { hourOf, type LastHead, makeEpochKey, newId, rosterEntry, type StreamId } from "@fairlead/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Appender } from "../src/append.ts";
import type { CaseInHand, Hand } from "../src/index.ts";
import { isDoubted, keepPruning } from "../src/pruning.ts";
import { stayingReaders } from "../src/renewal.ts";
import { followCompartments } from "../src/sync.ts";
import type { StreamWrite } from "../src/writing.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, House, random } from "./house.ts";
import { insider } from "./insider.ts";

type Insider = Awaited<ReturnType<typeof insider>>;

const caseIn = (held: Insider, alias: string): CaseState => {
  const found = casesOf(held.state).find(({ contact }) => contact.opened?.alias === alias);
  if (found === undefined) throw new Error(`${alias} is not held`);
  return found;
};
const shown = (hand: Hand, alias: string): CaseInHand | undefined =>
  hand.view().cases.find((one) => one.alias === alias);
const aliases = (hand: Hand): string[] =>
  hand
    .view()
    .cases.map(({ alias }) => alias)
    .toSorted();

/** What a changed client writes, at the heads as they are by now. */
const write = async (held: Insider, writes: readonly StreamWrite[]): Promise<void> => {
  await followCompartments(held);
  // It does not rest because nobody counts it.
  held.passedOver.clear();
  const written = await new Appender(held).write(() => ({ kind: "draft", writes }));
  if (written.kind !== "done" && written.kind !== "passed-over") throw new Error(JSON.stringify(written));
};
const endOf = (held: Insider, stream: StreamId): LastHead => {
  const head = held.compartments.get(stream)?.head;
  if (head === undefined) throw new Error("not held");
  return { stream, seq: head.seq, hash: head.hash };
};

/**
 * Willow's client is changed, Wren's and Reed's are honest. Both consoles of two who decided sign by themselves that what was
 * pruned is erased: so much the more it matters what.
 */
describe("[P11] [CO6] no console signs unasked for what its member has not decided", () => {
  let house: House;
  let willow: Hand;
  let wren: Hand;
  let hers: Insider;
  const decision = "d0".repeat(16) as DecisionId;
  const to = newId<StreamId>(random);

  const open = async (hand: Hand, alias: string, said: { owner: Hand; standIn: Hand | null; team: Hand[] }) => {
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await hand.sync();
    const ids = {
      owner: said.owner.me.id,
      standIn: said.standIn?.me.id ?? null,
      team: said.team.map(({ me }) => me.id),
    };
    return (await done(hand.act.openCase(caller.keys.id, { alias, people: 2, ...ids }))).case;
  };
  /** Called off, and so over; a driver of the register was asked for it. */
  const planned = async (theCase: CaseInHand["case"]): Promise<{ journey: JourneyId; driver: ThingId }> => {
    const driver = (await done(willow.act.writeThing({ kind: "driver", name: "M", facts: {}, over: 0 }))).thing;
    const leg: JourneyLeg = {
      ...{ leg: willow.act.newLeg(), kind: "drive", from: "Lipki", to: "Brod", departs: 370, arrives: 560 },
      ...{ service: "a car", note: "" },
    };
    const plan = { party: ["1"], date: "2017-05-09", offset: 180, route: null, why: "", over: 0, legs: [leg] };
    const { journey } = await done(willow.act.writeJourney(theCase, plan));
    const asked = { journey, leg: leg.leg, as: "driver" as const, thing: driver, words: "", seen: 1, over: 0 };
    await done(willow.act.assignLeg(theCase, asked));
    const over = shown(willow, "Kite")?.journeys[0]?.version ?? 0;
    await done(willow.act.cancelJourney(theCase, { journey, reason: "a flood", over }));
    return { journey, driver };
  };
  const asksToErase = async (stream: StreamId): Promise<void> => {
    await followCompartments(hers);
    await hers.followRoster();
    const body = { kind: "erase" as const, streams: [endOf(hers, stream)] };
    const entry = rosterEntry(hers.roster, body, [hers.keys], hourOf(house.now));
    await hers.session.call("/api/waiting/sign", { entry, certificate: null });
  };
  const approvesByAnotherClient = async (alias: string, said = decision): Promise<Insider> => {
    const his = await insider(house, house.phraseOf("Wren"));
    const yes = { op: "decide" as const, decision: said, verdict: "approve" as const, reason: "right" };
    await write(his, [{ stream: caseIn(his, alias).contactStream, operations: [yes] }]);
    return his;
  };

  beforeEach(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    wren = await house.enrol("Wren", "coordinator");
    await willow.sync();
  });
  afterEach(() => house.end());

  it("the journeys of one case are named, and the stream is another case's", async () => {
    const kite = await open(willow, "Kite", { owner: willow, standIn: wren, team: [] });
    await open(wren, "Kettle", { owner: wren, standIn: null, team: [willow] });
    for (const hand of [willow, wren]) await hand.sync();
    hers = await insider(house, house.phraseOf("Willow"));
    const [spine, target] = [caseIn(hers, "Kite").contactStream, caseIn(hers, "Kettle").contactStream];
    const prunes = { stream: target, journeys: ["0a".repeat(16) as JourneyId] };
    const ask: Operation = {
      ...{ op: "propose", decision, about: "prune", text: "they are safe", checklist: [], prunes },
      expires: house.now + DAY_MS,
    };
    await write(hers, [{ stream: spine, operations: [{ op: "beginPart", part: "journey", stream: target }, ask] }]);
    await wren.sync();
    expect(await wren.act.decide(kite, decision, "approve", "right")).toEqual({ kind: "not-held", part: "journey" });

    await approvesByAnotherClient("Kite");
    await write(hers, [{ stream: spine, operations: [{ op: "pruneJourneys", decision, from: target, to }] }]);
    await wren.sync();
    await asksToErase(target);
    for (const _ of [1, 2]) await wren.sync();
    expect(aliases(wren)).toEqual(["Kettle", "Kite"]);
    expect(shown(wren, "Kite")?.pruning).toMatchObject({ doubted: true });
    // Nor by hand is it called the journeys of the other.
    expect(wren.view().waiting).toMatchObject([{ does: { kind: "erase", alias: "Kettle" } }]);
  });

  it("a word of one's own is vouched for by a colleague, and was never said", async () => {
    const reed = await house.enrol("Reed", "caseworker");
    const kite = await open(willow, "Kite", { owner: willow, standIn: null, team: [] });
    await willow.sync();
    const { journey } = await planned(kite);
    await done(willow.act.share(kite, { part: "journey", member: reed.me.id, history: "all", until: null }));
    await reed.sync();

    hers = await insider(house, house.phraseOf("Willow"));
    const known = caseIn(hers, "Kite");
    const [spine, from] = [known.contactStream, known.parts.find(({ part }) => part === "journey")?.stream];
    const compartment = hers.compartments.get(spine);
    const member = hers.roster.members.get(reed.me.id);
    if (from === undefined || !compartment?.about || !member) throw new Error("not held");
    const prunes = { stream: from, journeys: [journey] };
    const said = (author: Hand, at: number, operation: Operation) => ({
      ...{ author: author.me.id, role: "caseworker" as const, at, operation },
    });
    const false_ = [
      said(willow, house.now - 2, {
        ...{ op: "propose", decision, about: "prune", text: "they are safe", checklist: [], prunes },
        expires: house.now + DAY_MS,
      }),
      said(reed, house.now - 1, { op: "decide", decision, verdict: "approve", reason: "right" }),
    ];
    const told = checkpointOf(
      compartment.about,
      compartment.accepted.flatMap(({ entries }) => entries),
    );
    const begins = {
      ...{ key: makeEpochKey(random), link: false },
      readers: [...stayingReaders(hers, compartment), member],
    };
    const given = [{ member: member.id, history: false }];
    const checkpoint: Operation = {
      ...told,
      entries: [...told.entries, ...false_.map((one) => ({ ...one, operation: { ...one.operation } }))],
    };
    await write(hers, [{ stream: spine, operations: [checkpoint], given, begins }]);
    const seq = compartment.head.seq;
    const asToldReed = foldEntries(
      hers.state,
      false_.map((one, index): Entry => ({ ...one, stream: spine, seq: seq + 1 + index, proven: true })),
    );
    const outcome = pruneJourneys(asToldReed, kite, { decision, to }, hers.hand());
    if (outcome.kind !== "operations") throw new Error(outcome.kind);
    await write(hers, anew(hers, outcome.writes, from, true));
    await reed.sync();
    expect(shown(reed, "Kite")).toMatchObject({
      prunings: [{ approved: { handle: "Reed" } }],
      pruning: { doubted: true },
    });
    await asksToErase(from);
    for (const _ of [1, 2]) await reed.sync();
    expect(reed.view().erased).toEqual([]);
  });

  /** With a new part that Wren reads, or one that she was not given. */
  const anew = (held: Insider, writes: readonly Write[], from: StreamId, given: boolean): StreamWrite[] => {
    const old = held.compartments.get(from);
    if (old === undefined) throw new Error("not held");
    const readers = stayingReaders(held, old).filter(({ id }) => given || id === held.keys.id);
    const begins = { key: makeEpochKey(random), readers, link: false, keeping: "perishable" as const };
    return writes.map((one) => (one.stream === to ? { ...one, begins } : one));
  };

  it.each(["leaves out who was asked to drive", "is read by its author alone"])(
    "what is left of the journeys %s",
    async (how) => {
      const kite = await open(willow, "Kite", { owner: willow, standIn: wren, team: [] });
      for (const hand of [wren, willow]) await hand.sync();
      await planned(kite);
      const asked = (await done(willow.act.askPruning(kite, "they are safe"))).decision;
      await approvesByAnotherClient("Kite", asked);
      hers = await insider(house, house.phraseOf("Willow"));
      const from = caseIn(hers, "Kite").parts.find(({ part }) => part === "journey")?.stream;
      const outcome = pruneJourneys(hers.state, kite, { decision: asked, to }, hers.hand());
      if (from === undefined || outcome.kind !== "operations") throw new Error("not to be pruned");
      const isFalse = how.startsWith("leaves out");
      const writes = outcome.writes.map(({ operations, ...one }) => ({
        ...one,
        operations: operations.map((each) => (each.op === "keepJourney" && isFalse ? { ...each, rests: [] } : each)),
      }));
      await write(hers, anew(hers, writes, from, isFalse));
      await wren.sync();
      await asksToErase(from);
      for (const _ of [1, 2]) await wren.sync();
      expect(wren.view().erased).toEqual([]);
      expect(shown(wren, "Kite")?.pruning).toMatchObject({ doubted: true });
      expect(wren.view().waiting).toMatchObject([{ does: { signing: "doubted", lacks: [{ handle: "Wren" }] } }]);
      // Not while her device is still being read, when less is there than there was.
      const his = await insider(house, house.phraseOf("Wren"));
      const doubts = () => isDoubted(his, kite, from);
      // Opened without a network it has fetched nothing yet.
      expect(doubts()).toBe(false);
      his.syncedHere = true;
      expect(doubts()).toBe(true);
      his.reading = { done: 1, of: 2 };
      expect(doubts()).toBe(false);
    },
  );

  it("one of the two has left: then somebody else is asked, and only then", async () => {
    const reed = await house.enrol("Reed", "caseworker");
    const kite = await open(willow, "Kite", { owner: willow, standIn: wren, team: [reed] });
    for (const hand of [wren, reed, willow]) await hand.sync();
    await planned(kite);
    const asked = (await done(willow.act.askPruning(kite, "they are safe"))).decision;
    await approvesByAnotherClient("Kite", asked);
    // Willow's console carries it out and signs; Wren's has not come by.
    await willow.sync();
    await reed.sync();
    expect(reed.view().waiting).toMatchObject([{ does: { signing: "by-itself", lacks: [{ handle: "Wren" }] } }]);
    await done(house.founder.act.suspend(wren.me.id));
    for (const hand of [willow, reed]) await hand.sync();
    const [waiting] = reed.view().waiting.filter(({ does, stale }) => does.kind === "erase-journeys" && !stale);
    expect(waiting).toMatchObject({ mine: "may-sign", does: { signing: "one-left", lacks: [{ handle: "Wren" }] } });
    expect(await done(reed.act.sign(waiting?.id ?? ""))).toMatchObject({ state: "standing" });
    expect(reed.view().erased).toMatchObject([{ streams: 1 }]);
  });

  it("and whoever is shown no register says nothing of what stood on the way: somebody else does", async () => {
    const kite = await open(willow, "Kite", { owner: willow, standIn: wren, team: [] });
    for (const hand of [wren, willow]) await hand.sync();
    await planned(kite);
    const asked = (await done(willow.act.askPruning(kite, "they are safe"))).decision;
    const his = await approvesByAnotherClient("Kite", asked);
    const register = his.compartment("resources");
    if (register === null) throw new Error("no register");
    const part = () => caseIn(his, "Kite").contact.prunings.length;
    register.halted = "FL_STREAM_WITHHELD";
    await keepPruning(his, new Appender(his));
    expect(part()).toBe(0);
    register.halted = null;
    await keepPruning(his, new Appender(his));
    expect(part()).toBe(1);
  });
});
