import type { CaseId } from "@fairlead/casework";
import {
  type MemberId,
  makeWrap,
  openBundle,
  openWrap,
  parseBundle,
  parseWrap,
  readCodeWords,
  stretch,
  unlockingKeys,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { fetchRoster } from "../src/roster-sync.ts";
import { Session } from "../src/session.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, HOUR, House } from "./house.ts";

const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });
const seen = (hand: Hand) => JSON.stringify(hand.view());

/** What a member's own keys allow him, whatever his colleagues' consoles would say. */
async function giveUnsaid(house: House, handle: string, stream: string, to: MemberId): Promise<void> {
  const words = readCodeWords(house.phraseOf(handle), [ENGLISH]);
  if (words.kind !== "words") throw new Error(words.kind);
  const { organisation } = house.pin;
  const unlocking = await unlockingKeys(await stretch(words.entropy, organisation));
  const session = new Session(house.line().transport, organisation, unlocking);
  const keys = await openBundle(parseBundle((await session.login()).bundle), unlocking);
  const { roster } = await fetchRoster((path, body) => session.call(path, body), house.pin);
  const [wrap] = (await session.call("/api/wraps", { stream })).bytesList("wraps").map(parseWrap);
  const member = roster.members.get(to);
  if (wrap === undefined || member === undefined) throw new Error("nothing to give, or nobody");
  const epochKey = await openWrap(wrap, keys, wrap.commitment);
  const given = await makeWrap({ place: wrap, epochKey, to: member, keys, rosterHead: roster.head });
  await session.call("/api/append", { commits: [], wraps: [given] });
}

async function caseOf(hand: Hand, caller: Caller, alias: string, standIn: Hand | null, team: Hand[]): Promise<CaseId> {
  await hand.sync();
  const said = {
    alias,
    people: 1,
    owner: hand.me.id,
    standIn: standIn?.me.id ?? null,
    team: team.map(({ me }) => me.id),
  };
  return (await done(hand.act.openCase(caller.keys.id, said))).case;
}

describe("someone has to go", () => {
  let house: House;
  let willow: Hand;
  let wren: Hand;
  let marsh: Hand;
  let theCase: CaseId;
  let caller: Caller;

  beforeAll(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    wren = await house.enrol("Wren", "coordinator");
    marsh = await house.enrol("Marsh", "operator");
    caller = await Caller.with(house);
    await caller.write("An invented call.");
    theCase = await caseOf(willow, caller, "Kite", wren, []);
    for (const hand of [wren, marsh]) await hand.sync();
  });
  afterAll(() => house.end());

  it("[CO3] [P5] a removed member's open console ends at once, and reads nothing that is written afterwards", async () => {
    expect(seen(wren)).toContain("Kite");
    expect(await house.founder.act.remove(wren.me.id)).toEqual({ kind: "done", state: "standing" });
    // He tries to go on before he has heard of it.
    expect((await wren.act.noteCase(theCase, "from outside")).kind).not.toBe("done");
    await wren.sync();
    expect(wren.view().status.shutOut).not.toBeNull();
    expect(seen(wren)).not.toContain("Kite");
    expect(await wren.act.noteCase(theCase, "more")).toEqual({ kind: "locked" });

    await willow.sync();
    await done(willow.act.noteCase(theCase, "said after he was gone"));
    const readers = willow.view().cases[0]?.parts.map(({ readers: who }) => who.map(({ handle }) => handle));
    expect(readers).toEqual([["Willow"], ["Willow"]]);
    // The server itself appends nothing more under what he held.
    expect(willow.view().status).toMatchObject({ halted: [], renewing: null, setAside: 0 });
  });

  it("[P5] afterwards it is told exactly what he could have read, until when", async () => {
    const { readable } = await done(willow.act.couldRead(wren.me.id));
    const parts = readable.filter(({ about }) => about !== null && "alias" in about);
    expect(parts).toHaveLength(2);
    for (const part of parts) {
      expect(part).toMatchObject({ about: { alias: "Kite" }, from: null, signed: true });
      expect(part.to).not.toBeNull();
    }
    // An administrator, who holds no case, is told how many there were by the server, and not what they are.
    const told = await done(house.founder.act.couldRead(wren.me.id));
    expect(told.readable.filter(({ signed }) => !signed)).toHaveLength(2);
    expect(told.readable.filter(({ about }) => about !== null && "common" in about).map((one) => one.about)).toEqual(
      expect.arrayContaining([{ common: "commons" }, { common: "intake" }]),
    );
    expect(JSON.stringify(told)).not.toContain("Kite");
  });

  it("[RO3] [MB4] the intake's keys turn with him: what callers write next is sealed to keys that he never had", async () => {
    const before = await caller.card();
    const other = await Caller.with(house);
    await house.founder.sync();
    await marsh.sync();
    expect((await other.card()).kemKey).not.toEqual(before.kemKey);
    await other.write("A call after he was gone.");
    await marsh.sync();
    expect(seen(marsh)).toContain("A call after he was gone.");
    expect(marsh.view().status).toMatchObject({ halted: [], alarms: [] });
  });

  it("[RO2] any member suspends another alone; two restore, and what he reads comes back to him", async () => {
    // In the middle of a round of another console of hers: it says why it ends, too.
    const line = house.line();
    const between = await house.open("Willow", line);
    let suspending: ReturnType<Hand["act"]["suspend"]> | null = null;
    line.listen = async (path) => {
      if (path !== "/api/compartments") return;
      suspending ??= marsh.act.suspend(willow.me.id);
      await suspending;
    };
    await between.sync();
    expect(await suspending).toEqual({ kind: "done", state: "standing" });
    expect(between.view().status.shutOut).toBe("suspended");
    await willow.sync();
    expect(willow.view().status.shutOut).toBe("suspended");
    expect(await house.tryOpen("Willow")).toMatchObject({ kind: "suspended" });
    // One alone does not bring him back; the suspended one has no say in it.
    expect(await house.founder.act.restore(willow.me.id)).toEqual({ kind: "done", state: "waiting" });
    await marsh.sync();
    const [waiting] = marsh.view().waiting;
    expect(waiting).toMatchObject({ does: { kind: "restore" }, mine: "may-sign" });
    expect(await marsh.act.sign(waiting?.id ?? "")).toEqual({ kind: "done", state: "standing" });
    await house.founder.sync();
    willow = await house.open("Willow");
    expect(willow.view().queue.threads.length).toBeGreaterThan(0);
  });
});

describe("a case of which nobody else is there", () => {
  let house: House;
  let willow: Hand;
  let heron: Hand;
  let theCase: CaseId;
  let caller: Caller;

  beforeAll(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    heron = await house.enrol("Heron", "caseworker");
    caller = await Caller.with(house);
    await caller.write("An invented call.");
    theCase = await caseOf(willow, caller, "Kite", heron, []);
    await heron.sync();
  });
  afterAll(() => house.end());

  it("[ST3] [CO3] what a removed member wrote last, seen by nobody before his removal was known, is set aside and gives way", async () => {
    // Heron's console is shut; Willow writes, and is removed before Heron comes back.
    const away = house.line();
    away.cut = true;
    await done(willow.act.noteCase(theCase, "a last word"));
    await done(house.founder.act.remove(willow.me.id));
    const back = await house.open("Heron");
    expect(back.view().status.setAside).toBeGreaterThan(0);
    expect(seen(back)).not.toContain("a last word");
    await back.sync();
    expect(back.view().status).toMatchObject({ setAside: 0, halted: [] });
    await done(back.act.noteCase(theCase, "and on it goes"));
    // Whoever comes later reads the chain as it stands, and so does a console that had taken the last word in.
    const fresh = await house.open("Heron");
    expect(fresh.view().status.halted).toEqual([]);
    expect(seen(fresh)).toContain("and on it goes");
    expect(seen(fresh)).not.toContain("a last word");
  });
});

describe("a revocation that is cut off", () => {
  it("[CO3] goes on in whichever hand comes next, from what stands", async () => {
    const house = await House.found();
    const line = house.line();
    const wren = await house.enrol("Wren", "coordinator");
    const marsh = await house.enrol("Marsh", "operator");
    await wren.sync();
    const anchor = await house.open("Anchor", line);
    // The roster entry gets through, and then there is no network.
    line.refuse("/api/append");
    expect(await anchor.act.remove(marsh.me.id)).toMatchObject({ kind: "done", state: "standing" });
    const holds = (hand: Hand) => hand.view().status;
    expect(holds(anchor).online).toBe(false);
    // Nothing can be written under what he still holds, also by someone who has not heard of it.
    await wren.sync();
    expect(holds(wren)).toMatchObject({ halted: [], renewing: null });
    expect(await wren.act.handOver("a calm night")).toEqual({ kind: "done" });
    const told = await done(wren.act.couldRead(marsh.me.id));
    expect(told.readable.length).toBeGreaterThan(0);
    for (const { to } of told.readable) expect(to).not.toBeNull();
    await house.end();
  });
});

describe("sharing", () => {
  let house: House;
  let willow: Hand;
  let heron: Hand;
  let doctor: Hand;
  let theCase: CaseId;
  let caller: Caller;

  beforeAll(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    heron = await house.enrol("Heron", "caseworker");
    doctor = await house.enrol("Linden", "specialist");
    caller = await Caller.with(house);
    await caller.write("Words from before the sharing.");
    theCase = await caseOf(willow, caller, "Kite", null, []);
    await done(willow.act.noteCase(theCase, "a note from before"));
    await done(willow.act.setUrgency(theCase, { urgency: "soon", reason: "the brother is in town", saidBy: "team" }));
    await done(
      willow.act.addThreat(theCase, {
        who: "an invented uncle",
        kind: "family",
        reach: [],
        certainty: "said",
        source: "caller",
      }),
    );
  });
  afterAll(() => house.end());

  const share = (hand: Hand, part: "contact" | "threat", history: "all" | "from-now-on", until: number | null = null) =>
    willow.act.share(theCase, { part, member: hand.me.id, history, until });

  it("[CO2] from now on: what was said before stays closed, and what holds is known", async () => {
    expect(await share(heron, "contact", "from-now-on")).toEqual({ kind: "done" });
    expect(await share(heron, "contact", "from-now-on")).toEqual({ kind: "already-shared" });
    await heron.sync();
    const [known] = heron.view().cases;
    expect(known).toMatchObject({ alias: "Kite", urgency: { level: "soon" }, owner: { handle: "Willow" } });
    expect(seen(heron)).not.toContain("Words from before");
    expect(seen(heron)).not.toContain("a note from before");
    expect(seen(heron)).not.toContain("invented uncle");
    await done(willow.act.noteCase(theCase, "a note from after"));
    await heron.sync();
    expect(seen(heron)).toContain("a note from after");
    // Nor may who holds one part have the case erased: what he cannot name would stay. [CO6]
    expect(await heron.act.askErasing(theCase, "an invented wish")).toEqual({ kind: "not-held", part: "every part" });
    // A new console finds the same: no key from before comes to it by any way.
    const fresh = await house.open("Heron");
    expect(fresh.view().cases[0]).toMatchObject({ alias: "Kite", urgency: { level: "soon" } });
    expect(seen(fresh)).not.toContain("Words from before");
    // And who reads it is said to all, with since when.
    const readers = willow.view().cases[0]?.parts.find(({ part }) => part === "contact")?.readers;
    expect(readers?.map(({ handle, from }) => [handle, from === null])).toEqual([
      ["Willow", true],
      ["Heron", false],
    ]);
  });

  it("[CO2] with everything from before, by single wraps where no back-link leads", async () => {
    const late = await house.enrol("Tern", "coordinator");
    expect(await share(late, "contact", "all")).toEqual({ kind: "done" });
    await late.sync();
    expect(seen(late)).toContain("Words from before");
    expect(seen(await house.open("Tern"))).toContain("a note from before");
  });

  it("[P3] a specialist opens one part, and nothing else of that case: no alias, no count, no name", async () => {
    const { stream } = await done(
      willow.act.beginPart(theCase, { part: "needs", title: "Knee", members: [doctor.me.id] }),
    );
    await done(willow.act.notePart(stream, "walks with a stick"));
    await doctor.sync();
    const view = doctor.view();
    expect(view.parts).toMatchObject([{ part: "needs", title: "Knee", notes: [{ text: "walks with a stick" }] }]);
    expect(view).toMatchObject({ cases: [], threads: [], queue: { threads: [], waiting: 0 }, decisions: [] });
    for (const word of ["Kite", "brother", "uncle", "Words from before"]) expect(seen(doctor)).not.toContain(word);
    expect(view.people.every(({ owns, standsIn }) => owns === 0 && standsIn === 0)).toBe(true);
    await done(doctor.act.notePart(stream, "seen on Tuesday"));
    await willow.sync();
    expect(seen(willow)).toContain("seen on Tuesday");
    // Heron has the contact part: he sees that there is a part for needs, and cannot open it.
    await heron.sync();
    expect(heron.view().cases[0]?.closedParts).toEqual(expect.arrayContaining(["needs"]));
    expect(seen(heron)).not.toContain("walks with a stick");
  });

  it("[CO3] withdrawn, he reads nothing of what follows, and is told that it was taken, by a signature and not by silence", async () => {
    const line = house.line();
    const kept = await house.open("Tern", line);
    await done(willow.act.withdrawPart(theCase, { part: "contact", member: heron.me.id }));
    await done(willow.act.noteCase(theCase, "said without him"));
    // Not noticed: from Tern, who reads on, the server keeps the key of that same epoch, and the part.
    const stream = kept.view().cases[0]?.parts.find(({ part }) => part === "contact")?.stream;
    line.listen = (path, body: { compartments?: { stream: unknown }[]; wraps?: unknown[] }) => {
      if (path === "/api/wraps") body.wraps = [];
      if (body.compartments) body.compartments = body.compartments.filter((one) => one.stream !== stream);
    };
    await kept.sync();
    expect(kept.view().status).toMatchObject({ takenAway: ["case contact"], halted: [] });
    // His colleagues see that he reads.
    const reads = willow.view().cases[0]?.parts.find(({ part }) => part === "contact")?.readers;
    expect(reads?.map(({ id }) => id)).toContain(kept.me.id);
    await heron.sync();
    expect(heron.view().cases).toEqual([]);
    expect(seen(heron)).not.toContain("said without him");
    expect(heron.view().status).toMatchObject({ takenAway: ["case contact"], halted: [] });
  });

  it("[CO3] withdrawn in the middle of a round, between the list and the reading, is withdrawn and no lie of the server", async () => {
    const plover = await house.enrol("Plover", "caseworker");
    await done(share(plover, "contact", "all"));
    const line = house.line();
    const open = await house.open("Plover", line);
    expect(open.view().cases).toHaveLength(1);
    await done(willow.act.noteCase(theCase, "the last that is his"));
    line.listen = async (path) => {
      if (path !== "/api/compartments") return;
      line.listen = null;
      await done(willow.act.withdrawPart(theCase, { part: "contact", member: plover.me.id }));
      await done(willow.act.noteCase(theCase, "said without Plover"));
    };
    for (let round = 0; round < 2; round++) await open.sync();
    expect(open.view().cases).toEqual([]);
    expect(open.view().status).toMatchObject({ takenAway: ["case contact"], halted: [] });
  });

  it("a stand-in for a shift reads until its end, and then whichever hand comes next takes it back", async () => {
    await done(share(heron, "contact", "all", house.now + 8 * HOUR));
    await heron.sync();
    expect(heron.view().cases).toHaveLength(1);
    await house.pass(9 * HOUR);
    await willow.sync();
    expect(willow.view().cases[0]?.parts[0]?.readers.map(({ handle }) => handle)).not.toContain("Heron");
    await heron.sync();
    expect(heron.view().cases).toEqual([]);
  });

  it("a case is handed over: the new owner has all of it, the old one reads no more", async () => {
    const before = willow.view().cases[0]?.parts.length ?? 0;
    await done(willow.act.handCaseOver(theCase, { owner: heron.me.id, standIn: null, keepReading: false }));
    await heron.sync();
    await heron.sync();
    expect(heron.view().cases[0]).toMatchObject({ owner: { handle: "Heron" } });
    expect(heron.view().cases[0]?.parts).toHaveLength(before);
    expect(seen(heron)).toContain("Words from before");
    await willow.sync();
    expect(willow.view().cases).toEqual([]);
  });

  it("nobody is left without whom a part could be given on", async () => {
    await heron.sync();
    const tern = await house.open("Tern");
    for (const { id } of heron.view().people.filter(({ handle }) => handle === "Tern")) {
      await done(heron.act.withdrawPart(theCase, { part: "contact", member: id }));
    }
    expect(await heron.act.withdrawPart(theCase, { part: "contact", member: heron.me.id })).toEqual({
      kind: "last-reader",
    });
    tern.lock();
  });
});

describe("an insider gives a key away unsaid", () => {
  it("[CO4] [CO3] whoever the record does not name is seen, and left out before anything more is written", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    const heron = await house.enrol("Heron", "caseworker");
    const udo = await house.enrol("Udo", "operator");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    const theCase = await caseOf(willow, caller, "Kite", null, [heron]);
    await heron.sync();
    const stream = willow.view().cases[0]?.parts[0]?.stream;
    // Heron's changed client wraps the running key for Udo and says so in no commit.
    await giveUnsaid(house, "Heron", stream ?? "", udo.me.id);
    await willow.sync();
    expect(willow.view().status.alarms).toMatchObject([
      { kind: "unrecorded-reader", about: "case contact", members: [{ handle: "Udo" }] },
    ]);
    await done(willow.act.noteCase(theCase, "said after it was seen"));
    await udo.sync();
    await udo.sync();
    expect(seen(udo)).not.toContain("said after it was seen");
    await house.end();
  });
});

describe("a phone in other hands", () => {
  let house: House;
  let operator: Hand;
  let caller: Caller;

  beforeAll(async () => {
    house = await House.found();
    operator = await house.enrol("Marsh", "operator");
    await house.enrol("Willow", "caseworker");
    caller = await Caller.with(house);
    await caller.write("An invented call.");
    await operator.sync();
    await done(operator.act.claim(caller.keys.id));
    await done(operator.act.answer(caller.keys.id, plain("Go to the blue door at nine.")));
  });
  afterAll(() => house.end());

  it("[MB8] frozen, the mailbox shows a neutral text and nothing older, and what comes from it is marked", async () => {
    const id = caller.keys.id;
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["Go to the blue door at nine."]);
    await done(
      operator.act.freeze(id, { reason: "her sister says the phone was taken", holding: "Thank you for writing." }),
    );
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["Thank you for writing."]);
    await caller.write("It is me, where shall I go?");
    await operator.sync();
    const [thread] = operator.view().threads;
    expect(thread?.frozen).toMatchObject({ by: { handle: "Marsh" } });
    expect(thread?.messages.filter(({ direction }) => direction === "to-team").map((one) => one.whileFrozen)).toEqual([
      false,
      true,
    ]);
    expect(await operator.act.answer(id, plain("Stay where you are."))).toEqual({ kind: "mailbox-frozen" });
    expect(await operator.act.freeze(id, { reason: "again", holding: "x" })).toEqual({ kind: "mailbox-frozen" });
  });

  it("[MB8] the text stands under new reply keys too, and nothing older comes back with them", async () => {
    expect(await house.founder.act.rotateIntake()).toEqual({ kind: "done" });
    await operator.sync();
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["Thank you for writing."]);
  });

  it("[MB8] thawed by a caseworker once it is verified again, it is answered as before", async () => {
    const willow = await house.open("Willow");
    expect(await operator.act.thaw(caller.keys.id, "I think it is fine")).toEqual({ kind: "not-your-role" });
    await done(willow.act.thaw(caller.keys.id, "spoke to her in person"));
    await house.pass(DAY_MS);
    await operator.sync();
    expect(operator.view().threads[0]?.frozen).toBeNull();
    await done(operator.act.claim(caller.keys.id));
    await done(operator.act.answer(caller.keys.id, plain("We are here again.")));
    expect((await caller.read()).replies.map(({ text }) => text)).toContain("We are here again.");
  });
});

describe("one member suspends another", () => {
  it("[RO2] [ST3] and does not so destroy what the other wrote last", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    const heron = await house.enrol("Heron", "caseworker");
    const marsh = await house.enrol("Marsh", "operator");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    const theCase = await caseOf(willow, caller, "Kite", null, [heron]);
    await done(willow.act.noteCase(theCase, "what matters most"));
    await done(marsh.act.suspend(willow.me.id));
    // Heron's console was shut all the while: note and suspension reach it together.
    const back = await house.open("Heron");
    await back.sync();
    expect(seen(back)).toContain("what matters most");
    await done(back.act.noteCase(theCase, "and on it goes"));
    expect(seen(await house.open("Heron"))).toContain("what matters most");
    await house.end();
  });
});
