import {
  makeCodeWords,
  makeEpochKey,
  readCodeWords,
  type StreamId,
  sealBundle,
  sealCommit,
  stretch,
  unlockingKeys,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeEnvelope } from "../src/envelope.ts";
import { type Hand, openHand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House, random } from "./house.ts";
import { insider } from "./insider.ts";
import { LawlessConsole } from "./policy/console.ts";

/** What a member with changed software seals into places where nobody asked him, or too late. */
describe("a word of somebody who has no say", () => {
  let house: House;
  let willow: Hand;
  let wren: Hand;
  let heron: Hand;
  let gull: Hand;
  let theCase: Parameters<Hand["act"]["noteCase"]>[0];
  let needs: StreamId;

  beforeEach(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    wren = await house.enrol("Wren", "coordinator");
    heron = await house.enrol("Heron", "specialist");
    gull = await house.enrol("Gull", "specialist");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const said = { alias: "Kite", people: 1, owner: willow.me.id, standIn: null, team: [] };
    theCase = (await done(willow.act.openCase(caller.keys.id, said))).case;
    const part = { part: "needs" as const, title: "A cough", members: [heron.me.id] };
    needs = (await done(willow.act.beginPart(theCase, part))).stream;
    for (const hand of [wren, heron, gull]) await hand.sync();
  });
  afterEach(() => house.end());

  const readers = (hand: Hand) => {
    const parts = [...hand.view().cases.flatMap(({ parts: ofCase }) => ofCase), ...hand.view().parts];
    return parts.find(({ stream }) => stream === needs)?.readers.map(({ handle }) => handle);
  };

  it.each(["given", "readers"] as const)("[CO1] %s in a plain note of a specialist count for nothing", async (how) => {
    const other = await LawlessConsole.open(house, "Heron");
    const compartment = other.held.compartments.get(needs);
    const key = compartment?.epoch?.key;
    if (compartment === undefined || key == null) throw new Error("Heron reads it");
    const { head } = compartment;
    const { organisation, head: rosterHead } = other.held.roster;
    const said: Partial<Pick<Parameters<typeof encodeEnvelope>[0], "given" | "readers">> =
      how === "given" ? { given: [{ member: gull.me.id, history: true }] } : { readers: [heron.me.id, gull.me.id] };
    const commit = await sealCommit({
      place: { organisation, stream: needs, seq: head.seq + 1, prev: head.hash, epoch: head.epoch, rosterHead },
      framing: { kind: "write" },
      epochKey: key,
      keys: other.held.keys,
      operations: encodeEnvelope({ at: house.now, operations: [], ...said }),
      random,
    });
    await other.held.session.call("/api/append", { commits: [commit.bytes], wraps: [] });
    await willow.sync();
    expect(readers(willow)).toEqual(["Willow", "Heron"]);
    await done(house.founder.act.suspend(heron.me.id));
    for (const hand of [willow, willow]) await hand.sync();
    await done(willow.act.notePart(needs, "said after he was gone"));
    expect(readers(willow)).toEqual(["Willow"]);
    expect(willow.view().status).toMatchObject({ halted: [], alarms: [] });
    const his = await insider(house, house.phraseOf("Gull"));
    expect(his.compartments.has(needs)).toBe(false);
  });

  it("[CO3] what was handed over last is not lost with whoever is suspended next", async () => {
    await done(heron.act.notePart(needs, "an invented cough"));
    await willow.sync();
    await done(willow.act.handCaseOver(theCase, { owner: wren.me.id, standIn: null, keepReading: true }));
    await done(house.founder.act.suspend(willow.me.id));
    // On a console that remembers nothing: all of Willow's last words come late to it.
    const fresh = await house.open("Wren");
    for (const hand of [fresh, fresh, heron]) await hand.sync();
    await done(fresh.act.notePart(needs, "taken over"));
    await heron.sync();
    await done(heron.act.notePart(needs, "it goes on"));
    expect(readers(fresh)?.toSorted()).toEqual(["Heron", "Wren"]);
    await done(fresh.act.noteCase(theCase, "the case too"));
  });

  it("[P11] a part of a case that could lose its past is not read on", async () => {
    const other = await LawlessConsole.open(house, "Willow");
    const begun = [...other.held.compartments.values()].find(({ stream }) => stream === needs);
    const { roster } = other.held;
    const members = [willow, wren].flatMap(({ me }) => roster.members.get(me.id) ?? []);
    const about = begun?.about;
    if (about?.about !== "case") throw new Error("a part of a case");
    const stream = "ab".repeat(16) as StreamId;
    const begins = { key: makeEpochKey(random), readers: members, link: false, keeping: "turning" as const };
    const first = { op: "begin" as const, compartment: { ...about, part: "testimony" as const } };
    expect(await other.write({ stream, operations: [first], begins })).toEqual({ kind: "done" });
    await wren.sync();
    expect(wren.view().status.halted).toMatchObject([{ code: "FL_COMMIT_RETENTION" }]);
  });

  it("[RO4] whoever a new phrase has shut out does not put his own in its place", async () => {
    const thief = await insider(house, house.phraseOf("Willow"));
    const { phrase } = await done(willow.act.newPhrase("en"));
    await done(willow.act.changePhrase(phrase));
    const words = readCodeWords(makeCodeWords(random, ENGLISH).join(" "), [ENGLISH]);
    if (words.kind !== "words") throw new Error(words.kind);
    const unlocking = await unlockingKeys(await stretch(words.entropy, house.pin.organisation));
    for (const counter of [3, Number.MAX_SAFE_INTEGER]) {
      const bundle = await sealBundle(thief.keys, unlocking, house.pin.organisation, counter, random);
      await expect(thief.session.open("/api/bundle", { bundle })).rejects.toThrow("FL_LOGIN_TAKEN");
      await expect(thief.session.call("/api/bundle/renew", { bundle })).rejects.toThrow("FL_LOGIN");
    }
    const effects = { transport: house.line().transport, clock: house.clock, random };
    expect((await openHand(effects, house.pin, phrase, [ENGLISH])).kind).toBe("open");
  });
});
