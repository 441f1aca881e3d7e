import { type ContinueThread, intakeOf, type SuccessionProof } from "@fairlead/casework";
import {
  countersign,
  hourOf,
  idFrom,
  type MailboxKeys,
  type MemberKeys,
  makeMemberKeys,
  newId,
  type OrganisationId,
  type RosterBody,
  rosterEntry,
  type StreamId,
  signSuccession,
  ZERO_HASH,
} from "@fairlead/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { successionProof } from "../src/proof.ts";
import { ServerRefused } from "../src/session.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House, random } from "./house.ts";
import { insider } from "./insider.ts";
import { rowsOn } from "./lies/disk.ts";
import { LawlessConsole } from "./policy/console.ts";

/** What members can do who have their own keys, changed clients, and an honest server. */
type Insider = Awaited<ReturnType<typeof insider>>;

const answerTo = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
    return "accepted";
  } catch (error) {
    if (error instanceof ServerRefused) return error.code;
    throw error;
  }
};

/** An entry at the newest head that this member knows, posted as it is. */
const append = (by: Insider, body: RosterBody, ...signers: readonly MemberKeys[]) =>
  answerTo(() =>
    by.session.call("/api/roster/append", {
      entry: rosterEntry(by.roster, body, signers, hourOf(by.effects.clock())),
    }),
  );

describe("two who hold nothing of a case", () => {
  let house: House;
  let willow: Hand;
  beforeEach(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const said = { alias: "Kite", people: 1, owner: willow.me.id, standIn: null, team: [] };
    await done(willow.act.openCase(caller.keys.id, said));
  });
  afterEach(() => house.end());

  it("[CO6] [RO2] do not erase it, whoever's name and whoever's signature stands beside theirs", async () => {
    const heron = await house.enrol("Heron", "specialist");
    await house.enrol("Reed", "caseworker");
    await house.enrol("Harbour", "coordinator");
    await willow.sync();
    await done(willow.act.beginPart(willow.view().cases[0]?.case ?? never(), needs(heron)));
    const theirs = [...(await insider(house, house.phraseOf("Willow"))).compartments.values()];
    const parts = theirs.filter(({ about }) => about?.about === "case");
    const streams = parts.map(({ stream, head: { seq, hash } }) => ({ stream, seq, hash }));
    expect(streams.length).toBeGreaterThanOrEqual(3);
    const [reed, harbour, specialist] = await Promise.all(
      ["Reed", "Harbour", "Heron"].map((handle) => insider(house, house.phraseOf(handle))),
    );
    if (reed === undefined || harbour === undefined || specialist === undefined) throw new Error("not opened");
    const erase: RosterBody = { kind: "erase", streams };
    expect(await append(reed, erase, reed.keys, harbour.keys)).toBe("FL_ERASING");
    // Willow holds it, and has not signed.
    const inHerName = { ...makeMemberKeys(random), id: willow.me.id };
    expect(await append(reed, erase, reed.keys, harbour.keys, inHerName)).toBe("FL_REFUSED");
    // Heron holds one part of it, has signed, and may not decide.
    const his: RosterBody = {
      kind: "erase",
      streams: streams.filter(({ stream }) => specialist.compartments.has(stream)),
    };
    expect(await append(reed, his, reed.keys, harbour.keys, specialist.keys)).toBe("FL_ERASING");
    for (const { stream } of streams) expect(rowsOn(house, { stream })).toBeGreaterThan(0);
    await willow.sync();
    expect(willow.view().cases).toHaveLength(1);
  });
});

describe("one who asks for a case to be erased", () => {
  it("[CO6] [P11] gets no signature for another case under its name", async () => {
    const house = await House.found();
    const [willow, reed] = [await house.enrol("Willow", "caseworker"), await house.enrol("Reed", "caseworker")];
    for (const alias of ["Kite", "Kettle"]) {
      const caller = await Caller.with(house);
      await caller.write("An invented call.");
      await willow.sync();
      const team = alias === "Kite" ? [reed.me.id] : [];
      const said = { alias, people: 1, owner: willow.me.id, standIn: null, team };
      await done(willow.act.openCase(caller.keys.id, said));
    }
    const [hers, his] = [await insider(house, house.phraseOf("Willow")), await insider(house, house.phraseOf("Reed"))];
    const parts = [...hers.compartments.values()].filter(({ about }) => about?.about === "case");
    const streams = parts.map(({ stream, head: { seq, hash } }) => ({ stream, seq, hash }));
    expect(streams.filter(({ stream }) => his.compartments.has(stream))).toHaveLength(2);
    expect(streams).toHaveLength(4);
    const entry = rosterEntry(his.roster, { kind: "erase", streams }, [his.keys], hourOf(house.now));
    await his.session.call("/api/waiting/sign", { entry, certificate: null });
    await willow.sync();
    expect(willow.view().waiting).toMatchObject([{ does: { kind: "erase", alias: "", streams: 4 } }]);
    for (const { case: theCase, erasing } of willow.view().cases) {
      expect(erasing).toBeNull();
      expect(await willow.act.approveErasing(theCase)).toEqual({ kind: "nothing-waits" });
    }
    await house.end();
  });
});

describe("one who suspends", () => {
  let house: House;
  beforeEach(async () => {
    house = await House.found();
  });
  afterEach(() => house.end());

  it("[RO2] [P5] says it once: the same bytes again are the same entry, other bytes are none", async () => {
    const heron = await house.enrol("Heron", "specialist");
    await house.enrol("Marsh", "operator");
    const marsh = await insider(house, house.phraseOf("Marsh"));
    const suspend: RosterBody = { kind: "suspend", member: heron.me.id };
    const entry = rosterEntry(marsh.roster, suspend, [marsh.keys], hourOf(house.now));
    for (let again = 0; again < 3; again++)
      expect(await answerTo(() => marsh.session.call("/api/roster/append", { entry }))).toBe("accepted");
    const count = async () => (await marsh.session.call("/api/organisation", {})).uint("entries");
    const entries = await count();
    await marsh.followRoster();
    for (let again = 0; again < 3; again++) expect(await append(marsh, suspend, marsh.keys)).toBe("FL_REFUSED");
    expect(await count()).toBe(entries);
  });

  it("[RO2] is told that it is done, whoever was quicker, and whichever answer got lost", async () => {
    const heron = await house.enrol("Heron", "specialist");
    await house.enrol("Marsh", "operator");
    const line = house.line();
    const marsh = await house.open("Marsh", line);
    await house.founder.sync();
    line.loseAnswer("/api/waiting/sign");
    expect(await marsh.act.suspend(heron.me.id)).toEqual({ kind: "offline" });
    // One knows it from the roster; the other has not looked since.
    for (const hand of [marsh, house.founder])
      expect(await hand.act.suspend(heron.me.id)).toEqual({ kind: "done", state: "standing" });
    expect((await house.tryOpen("Heron")).kind).toBe("suspended");
  });
});

describe("what needs two", () => {
  let house: House;
  beforeEach(async () => {
    house = await House.found();
  });
  afterEach(() => house.end());

  const propose = (by: Insider, body: RosterBody, ...signers: readonly MemberKeys[]) =>
    answerTo(() => {
      const entry = rosterEntry(by.roster, body, signers, hourOf(house.now));
      return by.session.call("/api/waiting/sign", { entry, certificate: null });
    });

  it("[RO2] is not kept from being signed by the suspended administrator whom it removes", async () => {
    const marsh = await house.enrol("Marsh", "administrator");
    const evil = await insider(house, house.phraseOf("Marsh"));
    await done(house.founder.act.suspend(marsh.me.id));
    expect(await done(house.founder.act.remove(marsh.me.id))).toMatchObject({ state: "waiting" });
    const [paper] = (await evil.session.call("/api/waiting", {})).list("waiting");
    const [id, bytes] = [paper?.text("id") ?? "", paper?.bytes("entry") ?? new Uint8Array()];
    const sign = (entry: Uint8Array) => evil.session.call("/api/waiting/sign", { entry, certificate: null });
    expect(await answerTo(() => sign(countersign(bytes, evil.keys)))).toBe("FL_REFUSED");
    expect(await answerTo(() => evil.session.call("/api/waiting/withdraw", { id }))).toBe("FL_ACCESS");
    await evil.followRoster();
    expect(await propose(evil, { kind: "minimum-version", version: 9 }, evil.keys)).toBe("FL_REFUSED");
    await house.founder.sync();
    const left = house.founder.view().waiting.find((one) => one.id === id);
    expect(left?.signers.map(({ handle }) => handle)).toEqual(["Anchor"]);
  });

  it("[RO2] is not crowded out by one member's papers, nor by those of one whose word is not asked", async () => {
    await house.enrol("Willow", "caseworker");
    await house.enrol("Beacon", "administrator");
    await house.enrol("Marsh", "operator");
    const [willow, marsh] = [
      await insider(house, house.phraseOf("Willow")),
      await insider(house, house.phraseOf("Marsh")),
    ];
    expect(await propose(marsh, { kind: "minimum-version", version: 9 }, marsh.keys)).toBe("FL_REFUSED");
    const erase = (seq: number): RosterBody => ({
      kind: "erase",
      streams: [{ stream: newId<StreamId>(random), seq, hash: ZERO_HASH }],
    });
    const said: string[] = [];
    for (let seq = 0; seq < 23; seq++) said.push(await propose(willow, erase(seq), willow.keys));
    expect(said).toEqual([...Array(20).fill("accepted"), ...Array(3).fill("FL_WAITING_FULL")]);
    await house.founder.sync();
    expect(await done(house.founder.act.requireVersion(1))).toMatchObject({ state: "waiting" });
  });
});

describe("an operator who leads a thread into a mailbox of his own", () => {
  let house: House;
  let operator: Hand;
  let marsh: LawlessConsole;
  beforeAll(async () => {
    house = await House.found();
    operator = await house.enrol("Plover", "operator");
    await house.enrol("Marsh", "operator");
    marsh = await LawlessConsole.open(house, "Marsh");
  });
  afterAll(() => house.end());

  const thread = (of: Caller) => operator.view().threads.find(({ mailbox }) => mailbox === of.keys.id);
  const say = async (said: Omit<ContinueThread, "op">) => {
    await marsh.follow();
    const { stream } = marsh.held.compartment("intake") ?? never();
    const operations = [{ op: "continueThread" as const, ...said }];
    expect(await marsh.write({ stream, operations })).toEqual({ kind: "done" });
    await operator.sync();
  };
  const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });

  it("[HO1] [P4] is not followed without the old words, whatever he shows for them, and is named", async () => {
    const [person, elsewhere, his] = [await Caller.with(house), await Caller.with(house), await Caller.with(house)];
    const { organisation } = house.pin;
    await person.write("An invented call.");
    await his.write("An invented call of nobody.");
    await operator.sync();
    const signed = (by: MailboxKeys, to = his.keys.id) => signSuccession(by, organisation, to);
    const shown: (SuccessionProof | undefined)[] = [
      undefined,
      // In his own hand, under his own keys, under hers and under a mixture that has her verifying key in it.
      successionProof(signed(his.keys), his.keys),
      successionProof(signed({ ...his.keys, id: person.keys.id }), his.keys),
      successionProof(signed({ ...his.keys, id: person.keys.id }), person.keys),
      successionProof(signed({ ...his.keys, id: person.keys.id }), { ...person.keys, verifyKey: his.keys.verifyKey }),
      // What she signed herself, for another mailbox or in another organisation.
      successionProof(signed(person.keys, elsewhere.keys.id), person.keys),
      successionProof(signSuccession(person.keys, idFrom<OrganisationId>(random(32)), his.keys.id), person.keys),
      // What is no proof at all.
      { succession: "", verifyKey: "", kemKey: "" },
      { ...successionProof(signed(person.keys), person.keys), verifyKey: "00".repeat(32) },
    ];
    const said = { mailbox: his.keys.id, from: person.keys.id, seen: 1 };
    for (const proof of shown) {
      await say({ ...said, ...(proof && { proof }) });
      expect(thread(his)).toMatchObject({ continues: null, claimsToContinue: null });
      expect(thread(person)?.continuedIn).toBeNull();
    }
    const by = expect.objectContaining({ handle: "Marsh" });
    const alarm = { kind: "unproven-succession", mailbox: his.keys.id, from: person.keys.id, by, at: house.now };
    expect(operator.view().status.alarms).toEqual([alarm]);
    await done(operator.act.claim(person.keys.id));
    await done(operator.act.answer(person.keys.id, plain("Are you alone?")));
    expect(await his.read()).toEqual({ replies: [], unconfirmed: 0 });
    expect((await person.read()).replies.map(({ text }) => text)).toEqual(["Are you alone?"]);
    // A console that reads all of it anew sees the same; so does the changed one.
    expect((await house.open("Plover")).view().status.alarms).toEqual([alarm]);
    expect(intakeOf(marsh.held.state).threads.get(his.keys.id)?.continues ?? null).toBeNull();
  });

  it("[P6] or destroys a letter that nobody has read: every other console says so, until its writer was answered", async () => {
    const person = await Caller.with(house);
    await person.write("An invented cry.");
    await operator.sync();
    await marsh.follow();
    const gone = async () => {
      await operator.sync();
      return operator.view().status.alarms.filter(({ kind }) => kind === "letter-destroyed");
    };
    expect(await gone()).toEqual([]);
    await person.write("Another invented cry.");
    const answer = await marsh.held.session.call("/api/threads", { since: 0 });
    const theirs = answer.list("threads").find((one) => one.longId("mailbox") === person.keys.id) ?? never();
    const rows = theirs.list("rows").map((row) => row.longId("hash"));
    await marsh.held.session.call("/api/rows/erase", { mailbox: person.keys.id, rows: rows.slice(1) });
    const told = [expect.objectContaining({ mailbox: person.keys.id, seq: 2, case: null })];
    expect(await gone()).toEqual(told);
    // A console that has seen nothing of it before is told too.
    const later = (await house.open("Plover")).view().status.alarms;
    expect(later.filter(({ kind }) => kind === "letter-destroyed")).toEqual(told);
    await done(operator.act.claim(person.keys.id));
    await done(operator.act.answer(person.keys.id, plain("Please write that again.")));
    expect(await gone()).toEqual([]);
  });

  it("[HO1] with a proof that is true he says what is true: the record is the same as by anybody's hand", async () => {
    const [old, next] = [await Caller.with(house), await Caller.with(house)];
    await old.write("An invented call.");
    await old.handOverTo(next);
    const proof = successionProof(signSuccession(old.keys, house.pin.organisation, next.keys.id), old.keys);
    await say({ mailbox: next.keys.id, from: old.keys.id, seen: 1, proof });
    expect(thread(next)).toMatchObject({ continues: { mailbox: old.keys.id } });
  });

  it("[HO1] what an older client wrote without proof is said again with it, and alarms nobody any more", async () => {
    const [old, next] = [await Caller.with(house), await Caller.with(house)];
    await old.write("An invented call.");
    await house.pass(HOUR);
    await old.handOverTo(next);
    const before = operator.view().status.alarms;
    await say({ mailbox: next.keys.id, from: old.keys.id, seen: 1 });
    await operator.sync();
    expect(thread(next)).toMatchObject({ continues: { mailbox: old.keys.id } });
    expect(operator.view().status.alarms).toEqual(before);
  });
});

const needs = (specialist: Hand) => ({ part: "needs" as const, title: "A cough", members: [specialist.me.id] });
const never = (): never => {
  throw new Error("no case");
};
