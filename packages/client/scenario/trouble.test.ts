import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { CaseId } from "@fairlead/casework";
import { makeCodeWords } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Hand, openHand, type Transport } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { DAY_MS, HOUR, House, type Line, random } from "./house.ts";

const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });

describe("a network that breaks", () => {
  let house: House;
  let caller: Caller;
  let line: Line;
  let operator: Hand;

  beforeAll(async () => {
    house = await House.found();
    caller = await Caller.with(house);
    await house.enrol("Marsh", "operator");
    line = house.line();
    operator = await house.open("Marsh", line);
    await caller.write("An invented call.");
    await operator.sync();
  });
  afterAll(() => house.end());

  const appends = () => line.sent.filter(({ path }) => path === "/api/append").map(({ body }) => JSON.stringify(body));

  it("[ST5] an answer lost on the way back is one commit: the same bytes are sent again", async () => {
    line.sent.length = 0;
    line.loseAnswer("/api/append");
    expect(await operator.act.note(caller.keys.id, "written once")).toEqual({ kind: "done" });
    expect(appends()).toHaveLength(2);
    expect(appends()[0]).toBe(appends()[1]);
    const fresh = await house.open("Marsh");
    expect(fresh.view().threads[0]?.notes.map(({ text }) => text)).toEqual(["written once"]);
  });

  it("[P6] what is written without network is kept, shown as pending, and sent when it is back", async () => {
    line.cut = true;
    expect(await operator.act.note(caller.keys.id, "while away")).toEqual({ kind: "offline" });
    expect(await operator.act.note(caller.keys.id, "and again")).toEqual({ kind: "offline" });
    expect(operator.view().status).toMatchObject({ pending: 2, online: false });
    line.cut = false;
    await operator.sync();
    expect(operator.view().status).toMatchObject({ pending: 0, online: true, undone: [] });
    const notes = (await house.open("Marsh")).view().threads[0]?.notes.map(({ text }) => text);
    expect(notes?.sort()).toEqual(["and again", "while away", "written once"]);
  });

  it("[P6] a note of 50,000 letters comes whole to a colleague's console, and is found there as written", async () => {
    const long = `${"Длинная выдуманная запись. ".repeat(1_900).slice(0, 49_990)}, её конец`;
    expect(await operator.act.note(caller.keys.id, long)).toEqual({ kind: "done" });
    const notes = (await house.open("Marsh")).view().threads[0]?.notes;
    expect(notes?.find(({ text }) => text.length > 1_000)?.text === long).toBe(true);
    // What is longer than any console reads is refused before it is sealed, and stays with its author.
    expect((await operator.act.note(caller.keys.id, "я".repeat(200_001))).kind).not.toBe("done");
  });

  it("[ST4] a server whose roster does not hold is asked as seldom as none at all, and followed again once it does", async () => {
    let holds = true;
    const paths: string[] = [];
    const transport: Transport = async (path, body, token) => {
      paths.push(path);
      const answer = await line.transport(path, body, token);
      return path === "/api/roster" && !holds ? { ...answer, body: { entries: [] } } : answer;
    };
    const watching = await house.open("Marsh", { transport });
    const stop = watching.watch();
    const since = paths.length;
    const asked = (path: string) => paths.slice(since).filter((one) => one === path).length;
    await vi.waitFor(() => expect(asked("/api/wait")).toBeGreaterThan(0), { timeout: 60_000 });
    holds = false;
    await operator.act.note(caller.keys.id, "behind a roster that does not hold");
    const status = () => watching.view().status;
    await vi.waitFor(() => expect(status().halted).toMatchObject([{ code: "FL_ROSTER_REGRESSED" }]), {
      timeout: 60_000,
    });
    // Its own first chores may have been news to it more than once: from here on none is.
    const [rounds, waits] = [asked("/api/roster"), asked("/api/wait")];
    await vi.waitFor(() => expect(asked("/api/roster")).toBeGreaterThan(rounds + 2), { timeout: 60_000 });
    expect(asked("/api/wait")).toBe(waits);
    holds = true;
    const texts = () => watching.view().threads[0]?.notes.map(({ text }) => text);
    await vi.waitFor(() => expect(texts()).toContain("behind a roster that does not hold"), { timeout: 60_000 });
    await vi.waitFor(() => expect(asked("/api/wait")).toBeGreaterThan(waits), { timeout: 60_000 });
    stop();
    expect(status().halted).toEqual([]);
    watching.lock();
  });

  it("a kept write that can no longer stand is shown as undone, with the reason", async () => {
    const other = await house.enrol("Reed", "operator");
    line.cut = true;
    expect(await operator.act.claim(caller.keys.id)).toEqual({ kind: "offline" });
    expect(await other.act.claim(caller.keys.id)).toEqual({ kind: "done" });
    line.cut = false;
    await operator.sync();
    expect(operator.view().status.undone).toMatchObject([{ why: { kind: "claimed-by-another", by: other.me.id } }]);
    await other.act.release(caller.keys.id);
  });

  it("[MB7] a reply whose answer is lost arrives once; one that never left is sent by whoever comes next", async () => {
    expect(await operator.act.claim(caller.keys.id)).toEqual({ kind: "done" });
    line.loseAnswer("/api/reply");
    expect(await operator.act.answer(caller.keys.id, plain("once"))).toEqual({ kind: "offline" });
    await operator.sync();
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["once"]);
    await caller.confirm();

    // The team's copy is written, then this hand is gone for good.
    const away = house.line();
    const gone = await house.open("Marsh", away);
    away.refuse("/api/reply");
    expect(await gone.act.answer(caller.keys.id, plain("from a laptop that was taken"))).toEqual({ kind: "offline" });
    gone.lock();
    expect((await caller.read()).replies).toEqual([]);
    await operator.sync();
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["from a laptop that was taken"]);
    await (await house.open("Reed")).sync();
    await operator.sync();
    expect((await caller.read()).replies).toHaveLength(1);
  });

  it("a token that ran out is renewed silently; a locked hand answers nothing", async () => {
    await house.pass(3 * HOUR);
    expect(await operator.act.claim(caller.keys.id)).toEqual({ kind: "done" });
    operator.lock();
    expect(await operator.act.claim(caller.keys.id)).toEqual({ kind: "locked" });
    expect(operator.view()).toMatchObject({ threads: [], cases: [], status: { organisation: "" } });
    expect(JSON.stringify(operator.view())).not.toContain("invented");
  });

  it("[PH1] [RO4] a phrase is checked word by word before anything is sent", async () => {
    const unsent = { transport: line.transport, clock: house.clock, random };
    const open = (phrase: string) => openHand(unsent, house.pin, phrase, [ENGLISH, RUSSIAN_LIST]);
    line.sent.length = 0;
    expect(await open("abandon ability")).toEqual({ kind: "count", found: 2 });
    expect(await open("abandon xylograph")).toMatchObject({ kind: "unknown-word", position: 1 });
    expect(line.sent).toEqual([]);
    expect(await open(makeCodeWords(random, ENGLISH).join(" "))).toEqual({ kind: "unknown-phrase" });
    line.cut = true;
    expect(await open(makeCodeWords(random, RUSSIAN_LIST).join(" "))).toEqual({ kind: "unreachable" });
  });
});

describe("a store that was tampered with", () => {
  let house: House;
  let theCase: CaseId;
  let caller: Caller;

  beforeAll(async () => {
    house = await House.found();
    const caseworker = await house.enrol("Willow", "caseworker");
    caller = await Caller.with(house);
    await caller.write("An invented call.");
    await caseworker.sync();
    await caseworker.act.note(caller.keys.id, "first note");
    const team = { owner: caseworker.me.id, standIn: null, team: [] };
    const opened = await caseworker.act.openCase(caller.keys.id, { alias: "Grey kettle", people: 1, ...team });
    if (opened.kind !== "done") throw new Error(opened.kind);
    theCase = opened.case;
    await caseworker.act.noteCase(theCase, "a case note");
  });
  afterAll(() => house.end());

  async function tamper(change: (db: DatabaseSync) => void): Promise<void> {
    await house.stop();
    const db = new DatabaseSync(join(house.folder, "store.db"));
    change(db);
    db.close();
    await house.start();
  }

  const streamOf = (hand: Hand) => hand.view().cases[0]?.parts.find(({ part }) => part === "threat")?.stream ?? "";

  it("[ST3] one flipped byte halts that compartment on an open screen, and nothing that was written is lost", async () => {
    const line = house.line();
    const open = await house.open("Willow", line);
    line.cut = true;
    expect(await open.act.noteCase(theCase, "written in the train")).toEqual({ kind: "offline" });
    const before = await house.open("Willow");
    expect(await before.act.noteCase(theCase, "newer")).toEqual({ kind: "done" });
    const stream = before.view().cases[0]?.parts.find(({ part }) => part === "contact")?.stream ?? "";
    await tamper((db) => {
      const row = db.prepare("SELECT hash, bytes FROM commits WHERE stream = ? ORDER BY seq DESC LIMIT 1").get(stream);
      const bytes = Uint8Array.from(row?.bytes as Uint8Array);
      bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 1; // in the signature
      db.prepare("UPDATE commits SET bytes = ? WHERE hash = ?").run(bytes, row?.hash as string);
    });
    line.cut = false;
    await open.sync();
    const halted = { kind: "halted", code: "FL_SIGNATURE" };
    for (const hand of [open, await house.open("Willow")]) {
      expect(hand.view().status.halted).toEqual([
        { stream, about: "case contact", code: "FL_SIGNATURE", safe: "read-until" },
      ]);
      // What came before stands and can be read; nothing is written on top of it.
      const one = hand.view().cases[0];
      expect(one?.alias).toBe("Grey kettle");
      expect(one?.parts.find(({ part }) => part === "contact")?.stream).toBe(stream);
      expect(one?.timeline.map((event) => JSON.stringify(event)).join()).toContain("a case note");
      expect(JSON.stringify(one)).not.toContain("newer");
      expect(await hand.act.noteCase(theCase, "more")).toEqual(halted);
      expect(await hand.act.handOver("the rest goes on")).toEqual({ kind: "done" });
    }
    // What waited to be sent waits for its author, with its words.
    expect(open.view().status.undone).toMatchObject([{ why: halted }]);
    expect(JSON.stringify(open.view().status.undone)).toContain("written in the train");
  });

  it("[ST4] a head that goes backwards is refused by a hand that saw it", async () => {
    const hand = await house.open("Willow", house.line());
    const stream = streamOf(hand);
    expect(stream).not.toBe("");
    expect((await hand.act.addThreat(theCase, threat)).kind).toBe("done");
    await tamper((db) => {
      const kept = db.prepare("SELECT seq, hash FROM commits WHERE stream = ? ORDER BY seq LIMIT 1").get(stream);
      db.prepare("DELETE FROM commits WHERE stream = ? AND seq > 0").run(stream);
      db.prepare("UPDATE streams SET seq = 0, hash = ? WHERE stream = ?").run(kept?.hash as string, stream);
    });
    await hand.sync();
    expect(hand.view().status.halted).toContainEqual(
      expect.objectContaining({ stream, about: "case threat", code: "FL_HEAD_REGRESSED" }),
    );
    expect(hand.view().status.headsChecked).toBe(false);
  });

  it("[MB1] [MB7] a thread whose rows were altered halts alone", async () => {
    const other = await Caller.with(house);
    await other.write("Another invented call.");
    await other.write("And its second letter.");
    await tamper((db) => {
      const first = db.prepare("SELECT hash FROM mailbox_rows WHERE mailbox = ? AND seq = 1").get(other.keys.id);
      db.prepare("DELETE FROM mailbox_rows WHERE hash = ?").run(first?.hash as string);
    });
    const hand = await house.open("Willow");
    expect(hand.view().status.halted).toContainEqual(
      expect.objectContaining({ about: "thread", code: "FL_THREAD_GAP" }),
    );
  });

  it("[RO1] another organisation's roster opens nothing", async () => {
    const stranger = await House.found();
    const phrase = (await stranger.founder.enrol({ handle: "Gull", role: "operator" })) as { phrase: string };
    const effects = { transport: stranger.line().transport, clock: house.clock, random };
    const pinned = { ...stranger.pin, head: randomBytes(32).toString("hex") as typeof stranger.pin.head };
    expect(await openHand(effects, pinned, phrase.phrase, [ENGLISH])).toEqual({
      kind: "locked-out",
      code: "FL_ROSTER_CHAIN",
    });
    await stranger.end();
  });

  const threat = {
    who: "an invented uncle",
    kind: "family" as const,
    reach: [],
    certainty: "said" as const,
    source: "caller",
  };
});

describe("keys that run out", () => {
  let house: House;
  let caller: Caller;
  let operator: Hand;

  beforeAll(async () => {
    house = await House.found();
    caller = await Caller.with(house);
    operator = await house.enrol("Marsh", "operator");
    await caller.write("An invented call.");
    await operator.sync();
  });
  afterAll(() => house.end());

  it("[MB4] the card is renewed by whoever works; a reply under the one before still counts", async () => {
    const before = await caller.card();
    await operator.act.claim(caller.keys.id);
    await operator.act.answer(caller.keys.id, plain("before the renewal"));
    await house.pass(5 * DAY_MS);
    await operator.sync();
    const after = await caller.card();
    expect(after).toMatchObject({ counter: before.counter + 1, previous: before.hash });
    expect(after.kemKey).toEqual(before.kemKey);
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["before the renewal"]);
  });

  it("[MB4] an administrator's hand renews the certificate from the 21st day on", async () => {
    const { certificate } = house.founder.view().status;
    await house.pass(17 * DAY_MS);
    await house.founder.sync();
    expect(house.founder.view().status.certificate?.expires).toBeGreaterThan(certificate?.expires ?? 0);
  });

  it("[RO3] [MB3] after a rotation new letters open, old ones still do, and unread replies are signed again", async () => {
    expect(await house.founder.act.rotateIntake()).toEqual({ kind: "done" });
    await operator.sync();
    const { replies, unconfirmed } = await caller.read();
    expect(replies.map(({ text }) => text)).toEqual(["before the renewal"]);
    // The row under the old key went in the same step: nothing is left of it to withhold. [MB5]
    expect(unconfirmed).toBe(0);
    expect(await house.founder.act.rotateIntake()).toEqual({ kind: "done" });
    await operator.sync();
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["before the renewal"]);
    expect(await caller.confirm()).toBe(1);
    // Read, it is not said again at the next rotation.
    expect(await house.founder.act.rotateIntake()).toEqual({ kind: "done" });
    await operator.sync();
    expect(await caller.read()).toEqual({ replies: [], unconfirmed: 0 });
    await caller.write("After the rotation.");
    await operator.sync();
    const texts = (hand: Hand) => hand.view().threads[0]?.messages.map(({ text }) => text);
    expect(texts(operator)).toEqual(expect.arrayContaining(["An invented call.", "After the rotation."]));
    expect(operator.view().status).toMatchObject({ halted: [], alarms: [] });
    // Enrolled after the rotation: reads old and new, as threads hang on both.
    const late = await house.enrol("Tern", "operator");
    expect(texts(late)).toEqual(expect.arrayContaining(["An invented call.", "After the rotation."]));
  });

  it("closed threads are erased at the server after the organisation's term", async () => {
    await operator.act.claim(caller.keys.id);
    expect(await operator.act.closeThread(caller.keys.id, { outcome: "answered", note: "as agreed" })).toEqual({
      kind: "done",
    });
    await house.pass(31 * DAY_MS);
    await operator.sync();
    const fresh = await house.open("Tern");
    expect(JSON.stringify(fresh.view().threads)).not.toContain("After the rotation.");
  });
});
