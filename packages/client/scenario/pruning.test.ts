import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ARRIVAL_LINES, type CaseId, type JourneyId, type JourneyLeg, type ThingId } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../../../script/postgres.ts";
import { Appender } from "../src/append.ts";
import type { CaseInHand, Hand } from "../src/index.ts";
import { Apart } from "./apart.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, HOUR, House, type Line } from "./house.ts";
import { insider } from "./insider.ts";
import { onDisk, rowsOn } from "./lies/disk.ts";

const postgres = await startPostgres();
afterAll(async () => {
  if ("stop" in postgres) await postgres.stop();
});

const kite = (hand: Hand): CaseInHand => {
  const one = hand.view().cases.find(({ alias }) => alias === "Kite");
  if (one === undefined) throw new Error("Kite is not held");
  return one;
};
const all = (hand: Hand): string => JSON.stringify(hand.view());

/** Willow owns Kite, Wren stands in, Reed reads the case and not its journeys; Lark was given those too. */
describe.each(["SQLite", "PostgreSQL"])("[CO6] [P3] journeys that are over are pruned, on %s", (engine) => {
  const missing = engine === "PostgreSQL" && "missing" in postgres ? postgres.missing : null;
  let house: House;
  let wire: Line;
  let willow: Hand;
  let wren: Hand;
  let reed: Hand;
  let lark: Apart;
  let theCase: CaseId;
  let journey: JourneyId;
  let driver: ThingId;
  /** Of the stream of before: where it is, and bytes of each of its commits as the server gave them. */
  let before: { stream: string; bytes: Buffer[] };

  const story = (name: string, tell: () => Promise<void>) =>
    it(name, async (test) => {
      if (missing !== null) return test.skip(missing);
      await tell();
    });
  const drive = (said: Pick<JourneyLeg, "from" | "to">): JourneyLeg => ({
    ...{ leg: willow.act.newLeg(), kind: "drive", ...said, departs: 370, arrives: 560, service: "a car", note: "" },
  });
  const plan = (legs: JourneyLeg[]) => ({
    ...{ party: ["1", "2"], date: "2017-05-09", offset: 180, route: null, why: "", over: 0 },
    legs,
  });
  const onTheServer = (): Buffer[] => readdirSync(house.folder).map((name) => readFileSync(join(house.folder, name)));
  const part = (hand: Hand) => kite(hand).parts.find((one) => one.part === "journey")?.stream;

  beforeAll(async () => {
    if (missing !== null) return;
    house = await House.found("url" in postgres && engine === "PostgreSQL" ? postgres.url : undefined);
    willow = await house.enrol("Willow", "caseworker");
    await house.enrol("Wren", "coordinator");
    wire = house.line();
    wren = await house.open("Wren", wire);
    reed = await house.enrol("Reed", "caseworker");
    await house.enrol("Lark", "caseworker");
    lark = await Apart.open(house, "Lark");
    const caller = await Caller.with(house);
    await caller.write("An invented call for two.");
    await willow.sync();
    const team = [wren.me.id, reed.me.id, lark.hand.me.id];
    const said = { alias: "Kite", people: 2, owner: willow.me.id, standIn: wren.me.id, team };
    theCase = (await done(willow.act.openCase(caller.keys.id, said))).case;
    driver = (await done(willow.act.writeThing({ kind: "driver", name: "M", facts: {}, over: 0 }))).thing;
    const written = await done(
      willow.act.writeJourney(theCase, plan([drive({ from: "PLANTED-TARSK", to: "PLANTED-PORT" })])),
    );
    journey = written.journey;
    const leg = kite(willow).journeys[0]?.legs[0]?.leg;
    if (leg === undefined) throw new Error("no leg");
    await done(
      willow.act.assignLeg(theCase, { journey, leg, as: "driver", thing: driver, words: "", seen: 1, over: 0 }),
    );
    await done(willow.act.share(theCase, { part: "journey", member: lark.hand.me.id, history: "all", until: null }));
    await lark.hand.sync();
  }, 600_000);
  afterAll(() => house?.end());

  story("not before they are over, the arrival is written down, and somebody has looked back", async () => {
    expect(kite(willow).pruneLacks).toEqual(["open"]);
    const lacks = async () => {
      const said = await willow.act.askPruning(theCase, "they are safe");
      return said.kind === "not-to-be-pruned" ? said.missing : said.kind;
    };
    expect(await lacks()).toEqual(["open"]);
    const move = (to: "verification" | "accepted" | "evacuating", decision: string | null = null) =>
      done(willow.act.moveStage(theCase, { to, people: null, decision: decision as never, reason: "next" }));
    await move("verification");
    const sure = { statement: "said", source: "caller", corroboration: "", certainty: "likely" as const };
    await done(willow.act.recordVerification(theCase, { ...sure, concluded: true }));
    await move("accepted");
    for (const about of ["missing-person", "accusation", "travel-ban"] as const)
      await done(
        willow.act.searchStatus(theCase, {
          ...{ about, known: "none-found", source: "an invented list", checkedAt: house.now },
        }),
      );
    const go = { about: "go" as const, text: "go", checklist: [], expires: house.now + DAY_MS };
    const { decision } = await done(willow.act.propose(theCase, go));
    await wren.sync();
    await done(wren.act.decide(theCase, decision, "approve", "right"));
    await willow.sync();
    await move("evacuating", decision);
    await done(willow.act.startJourney(theCase, { journey, over: kite(willow).journeys[0]?.version ?? 0 }));
    const over = kite(willow).journeys[0]?.version ?? 0;
    await done(willow.act.endJourney(theCase, { journey, how: "arrived", note: "", over }));
    expect(await lacks()).toEqual(["arrival", "looked-back"]);
    await done(
      willow.act.recordArrival(theCase, {
        ...{ journey, journeyOver: over + 1, arrivedAt: house.now, oldPhone: "sealed", over: 0 },
        lines: ARRIVAL_LINES.map((line) => ({ line, is: "done" as const, note: "" })),
        ...{ move: { people: null, reason: "arrived" }, tasks: [], phones: [] },
      }),
    );
    await done(willow.act.lookBack(theCase, { journey, worked: "leaving early", change: "", over: 0 }));
    expect(kite(willow).pruneLacks).toEqual([]);
  });

  story("[P11] by two, never by one; a refusal stands, and nothing is gone", async () => {
    const first = (await done(willow.act.askPruning(theCase, "they are safe"))).decision;
    expect(await willow.act.decide(theCase, first, "approve", "mine too")).toEqual({ kind: "own-proposal" });
    await reed.sync();
    expect(reed.view().today.waitingForMe).toMatchObject([{ decision: first, about: "prune", alias: "Kite" }]);
    await done(reed.act.decide(theCase, first, "refuse", "the lawyer asks which day"));
    for (const hand of [willow, wren]) await hand.sync();
    expect(kite(willow).decisions[0]).toMatchObject({ about: "prune", state: "refused" });
    expect([kite(wren).prunings, kite(wren).journeys.length]).toEqual([[], 1]);
  });

  story(
    "interrupted after the part was begun anew, any round goes on; then keys and bytes are gone, everywhere",
    async () => {
      const stream = part(willow);
      if (stream === undefined) throw new Error("no journey part");
      const kept = (
        engine === "SQLite"
          ? onDisk(house, (db) => db.prepare("SELECT bytes FROM commits WHERE stream = $stream").all({ stream }))
          : []
      ).map(({ bytes }) => Buffer.from(bytes as Uint8Array).subarray(-48));
      before = { stream, bytes: kept };
      expect(kept.length > 3).toBe(engine === "SQLite");
      for (const bytes of kept) expect(onTheServer().some((file) => file.includes(bytes))).toBe(true);

      // Lark goes where there is no network, and writes there.
      await lark.hand.sync();
      lark.leave();
      const late = { journey, worked: "leaving early, and the second bridge", change: "", over: 1 };
      expect(await lark.hand.act.lookBack(theCase, late)).toMatchObject({ kind: "offline" });
      const next = plan([drive({ from: "Lipki", to: "Brod" })]);
      expect(await lark.hand.act.writeJourney(theCase, next)).toMatchObject({ kind: "offline" });

      const { decision } = await done(willow.act.askPruning(theCase, "they are safe"));
      await wren.sync();
      // What is read one after the other is not yet something else than two decided.
      const doubted: boolean[] = [];
      const watchFor = (hand: Hand) =>
        hand.subscribe(() => {
          doubted.push(hand.view().cases.some(({ pruning }) => pruning?.doubted === true));
        });
      const unwatch = watchFor(willow);
      wire.refuse("/api/waiting/sign");
      await done(wren.act.decide(theCase, decision, "approve", "nothing of it is needed any more"));
      // Her window dies here: the part has begun anew, and nobody has signed that the other goes.
      wren.lock();
      await willow.sync();
      expect(part(willow)).not.toBe(before.stream);
      expect(kite(willow)).toMatchObject({
        ...{ journeys: [], pruneLacks: ["none"] },
        prunings: [{ decision, asked: { handle: "Willow" }, approved: { handle: "Wren" }, journeys: [journey] }],
        kept: [{ journey, date: "2017-05-09", how: "arrived", oldPhone: "sealed", worked: "leaving early" }],
      });
      // Willow's console has signed by itself, and waits for Wren's.
      expect(kite(willow).pruning?.waitsFor.map(({ handle }) => handle)).toEqual(["Wren"]);
      await reed.sync();
      const waits = { kind: "erase-journeys", case: theCase, alias: "Kite", lacks: [{ handle: "Wren" }] };
      expect(reed.view().waiting).toMatchObject([{ does: { ...waits, signing: "by-itself" } }]);
      expect(kite(reed).erasing).toBeNull();
      if (engine === "SQLite") expect(rowsOn(house, { stream: before.stream })).toBeGreaterThan(0);

      wren = await house.open("Wren");
      watchFor(wren);
      await wren.sync();
      for (const hand of [willow, reed]) await hand.sync();
      unwatch();
      expect([doubted.length > 3, doubted.includes(true)]).toEqual([true, false]);
      for (const hand of [willow, wren, reed]) {
        expect(kite(hand).pruning).toBeNull();
        expect(all(hand)).not.toContain("PLANTED");
        expect(hand.view().status).toMatchObject({ halted: [], takenAway: [], alarms: [] });
      }
      if (engine === "SQLite") {
        expect(rowsOn(house, { stream: before.stream })).toBe(0);
        for (const bytes of before.bytes) expect(onTheServer().some((file) => file.includes(bytes))).toBe(false);
      }
    },
  );

  story("whoever was away is told what cannot stand, and what can goes where the case goes on", async () => {
    expect(kite(lark.hand).journeys[0]?.from).toBe("PLANTED-TARSK");
    await lark.comeBack();
    await lark.hand.sync();
    expect(lark.hand.view().status.undone).toMatchObject([{ why: { kind: "journey-pruned" } }]);
    expect(all(lark.hand)).not.toContain("PLANTED");
    await willow.sync();
    expect(kite(willow).journeys).toMatchObject([{ from: "Lipki", to: "Brod", by: { handle: "Lark" } }]);
    // From the device too: a window that opens without a network finds nothing of it.
    await lark.lock();
    expect(all(lark.hand)).not.toContain("PLANTED");
  });

  story("[P7] who drove them is still found, and what the journey was to look like is not", async () => {
    await done(
      wren.act.markCompromised({
        ...{ of: { kind: "thing", thing: driver }, since: house.now, source: "a neighbour", certainty: "said" },
        note: "",
      }),
    );
    await willow.sync();
    const [mark] = willow.view().exposure.marks;
    expect(mark?.reached.map(({ node }) => node)).toContainEqual(
      expect.objectContaining({ kind: "journey", journey, state: "over" }),
    );
    expect(kite(willow).kept[0]?.used).toMatchObject([{ thing: { name: "M" }, as: ["driver"] }]);
  });

  story("two who come by at once make one part of it; whoever does not read it approves nothing", async () => {
    const [planned] = kite(willow).journeys;
    if (planned === undefined) throw new Error("no journey");
    await done(
      willow.act.cancelJourney(theCase, { journey: planned.journey, reason: "a flood", over: planned.version }),
    );
    const { decision } = await done(willow.act.askPruning(theCase, "it never was"));
    for (const hand of [wren, reed]) await hand.sync();
    expect(await reed.act.decide(theCase, decision, "approve", "it never was")).toEqual({
      ...{ kind: "not-held", part: "journey" },
    });
    // By another client, so that nobody has carried it out yet.
    const his = await insider(house, house.phraseOf("Wren"));
    const yes = { op: "decide" as const, decision, verdict: "approve" as const, reason: "it never was" };
    const spine = kite(wren).parts.find((one) => one.part === "contact")?.stream;
    if (spine === undefined) throw new Error("no spine");
    const writes = [{ stream: spine, operations: [yes] }];
    await done(new Appender(his).write(() => ({ kind: "draft", writes })));
    await Promise.all([willow.sync(), wren.sync()]);
    // Where neither had seen the other's signature, the next round of one brings it, and of the other shows it.
    for (const hand of [willow, wren, willow, reed, lark.hand]) await hand.sync();
    for (const hand of [willow, wren, lark.hand]) {
      expect(
        kite(hand)
          .kept.map(({ how }) => how)
          .sort(),
      ).toEqual(["arrived", "cancelled"]);
      expect(kite(hand)).toMatchObject({ journeys: [], pruning: null });
      expect(part(hand)).toBe(part(willow));
      expect(kite(hand).prunings).toHaveLength(2);
    }
    expect(reed.view().erased).toMatchObject([{ streams: 1 }, { streams: 1 }]);
    expect(kite(reed).kept).toEqual([]);
  });

  story("the case goes on: another journey is planned, it closes, and it is erased with all its parts", async () => {
    await house.pass(HOUR);
    const { journey: again } = await done(
      willow.act.writeJourney(theCase, plan([drive({ from: "Brod", to: "Mill" })])),
    );
    expect(kite(willow).pruneLacks).toEqual(["open"]);
    await done(willow.act.cancelJourney(theCase, { journey: again, reason: "another day", over: 1 }));
    await done(
      willow.act.moveStage(theCase, { to: "withdrawn", people: null, decision: null, reason: "their own wish" }),
    );
    await done(willow.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" }));
    expect(await willow.act.askPruning(theCase, "late")).toEqual({ kind: "case-closed" });
    await done(willow.act.askErasing(theCase, "their own wish"));
    await wren.sync();
    expect(await done(wren.act.approveErasing(theCase))).toMatchObject({ state: "standing" });
    for (const hand of [willow, wren, reed, lark.hand]) {
      await hand.sync();
      expect(hand.view().cases).toEqual([]);
    }
  });
});
