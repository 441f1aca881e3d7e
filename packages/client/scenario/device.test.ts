import { cpSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { CaseId, Glance } from "@fairlead/casework";
import { fromHex } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hand, MemoryShelf, type View } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { DAY_MS, House } from "./house.ts";

const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });
const threat = {
  who: "an invented uncle",
  kind: "family" as const,
  reach: [],
  certainty: "said" as const,
  source: "caller",
};

/** What a member sees, without when he sees it and what his device says of itself. */
function seenIn({ now: _, status, ...view }: View) {
  const { device: __, syncedAt: ___, ...rest } = status;
  return { ...view, status: rest };
}

/** A team at work: a case, threads, letters, answers. */
class Work {
  readonly house: House;
  caseworker!: Hand;
  caller!: Caller;
  other!: Caller;
  theCase!: CaseId;

  private constructor(house: House) {
    this.house = house;
  }

  static async begin(): Promise<Work> {
    const work = new Work(await House.found());
    work.caseworker = await work.house.enrol("Willow", "caseworker");
    work.caller = await Caller.with(work.house);
    work.other = await Caller.with(work.house);
    await work.caller.write("An invented call.");
    await work.other.write("Another invented call.");
    await work.caseworker.sync();
    const team = { owner: work.caseworker.me.id, standIn: null, team: [] };
    const opened = await work.caseworker.act.openCase(work.caller.keys.id, {
      alias: "Grey kettle",
      people: 1,
      ...team,
    });
    if (opened.kind !== "done") throw new Error(opened.kind);
    work.theCase = opened.case;
    await work.caseworker.act.addThreat(work.theCase, threat);
    await work.caseworker.act.note(work.other.keys.id, "an invented note");
    await work.caseworker.act.claim(work.other.keys.id);
    await work.caseworker.act.answer(work.other.keys.id, plain("an invented answer"));
    await work.caseworker.sync();
    return work;
  }

  /** Everything read once, and remembered. */
  async remembered(shelf = new MemoryShelf()): Promise<MemoryShelf> {
    const hand = await this.house.open("Willow", this.house.line(), shelf);
    await hand.sync();
    hand.lock();
    return shelf;
  }

  async tamper(change: (db: DatabaseSync) => void): Promise<void> {
    await this.house.stop();
    const db = new DatabaseSync(join(this.house.folder, "store.db"));
    change(db);
    db.close();
    await this.house.start();
  }

  /** The server's disk as it was, put back after `meanwhile`. */
  async rollBack(meanwhile: () => Promise<void>): Promise<void> {
    const [now, before] = ["store.db", "before.db"].map((name) => join(this.house.folder, name)) as [string, string];
    await this.house.stop();
    cpSync(now, before);
    await this.house.start();
    await meanwhile();
    await this.house.stop();
    cpSync(before, now);
    await this.house.start();
  }
}

/** A device on which only what was seen is left, and the cache is gone. */
async function headsAlone(shelf: MemoryShelf, house: House): Promise<MemoryShelf> {
  for (const name of [...shelf.records.keys()]) {
    const alone = new MemoryShelf();
    const record = shelf.records.get(name);
    if (record !== undefined) alone.records.set(name, record);
    const hand = await house.open("Willow", house.line(), alone);
    const { device } = hand.view().status;
    hand.lock();
    if (device?.since !== null) {
      const heads = new MemoryShelf();
      if (record !== undefined) heads.records.set(name, record);
      return heads;
    }
  }
  throw new Error("no record remembers heads");
}

describe("a device that remembers", () => {
  let work: Work;
  beforeAll(async () => {
    work = await Work.begin();
  });
  afterAll(() => work.house.end());

  it("a second unlock shows the same, and fetches only what is new", async () => {
    const { house } = work;
    const shelf = new MemoryShelf();
    const cold = house.line();
    const first = await house.open("Willow", cold, shelf);
    expect(first.view().status.device).toMatchObject({ since: null, failing: false, damaged: 0 });
    await first.sync();
    expect(first.view().status.device?.size).toBeGreaterThan(10_000);
    const warm = house.line();
    const second = await house.open("Willow", warm, shelf);
    expect(seenIn(second.view())).toEqual(seenIn(first.view()));
    expect(second.view().status.device).toMatchObject({ since: house.now, damaged: 0 });
    const fetches = (line: typeof warm) => line.sent.filter(({ path }) => /commits|wraps/.test(path)).length;
    expect(fetches(cold)).toBeGreaterThan(5);
    expect(fetches(warm)).toBe(0);
    await work.caseworker.act.noteCase(work.theCase, "what came since");
    const third = await house.open("Willow", house.line(), shelf);
    expect(seenIn(third.view())).toEqual(seenIn((await house.open("Willow")).view()));
  });

  it("without a network the hand opens on what is there, says how old it is, and goes on when it is back", async () => {
    const { house } = work;
    const shelf = await work.remembered();
    const then = house.now;
    const before = (await house.open("Willow")).view();
    await house.pass(3_600_000);
    const line = house.line();
    line.cut = true;
    const hand = await house.open("Willow", line, shelf);
    expect(hand.view().status).toMatchObject({ online: false, syncedAt: then, notKept: 0, lonely: false });
    expect(hand.view().cases).toHaveLength(1);
    expect(hand.view().threads.map(({ messages }) => messages)).toEqual(before.threads.map(({ messages }) => messages));
    expect(await hand.act.noteCase(work.theCase, "written while away")).toEqual({ kind: "offline" });
    line.cut = false;
    await hand.sync();
    expect(hand.view().status).toMatchObject({ online: true, pending: 0, syncedAt: house.now });
    expect(seenIn(hand.view())).toEqual(seenIn((await house.open("Willow")).view()));
  });

  it("a new device without a network opens nothing", async () => {
    const line = work.house.line();
    line.cut = true;
    expect(await work.house.tryOpen("Willow", { line, shelf: new MemoryShelf() })).toEqual({ kind: "unreachable" });
  });

  it("[P2] nothing on it says whose it is, of which organisation, or what", async () => {
    const { house, caseworker, caller } = work;
    const shelf = await work.remembered();
    const ids = [house.pin.organisation, house.pin.head, caseworker.me.id, caller.keys.id];
    const parts = caseworker.view().cases.flatMap(({ parts: all }) => all.map(({ stream }) => stream));
    const words = ["Willow", "Grey kettle", "invented", "fairlead", "commit", "roster", "thread"];
    const sought = [
      ...words.map((word) => Buffer.from(word)),
      ...[...ids, ...parts].flatMap((id) => [Buffer.from(id), Buffer.from(fromHex(id))]),
    ];
    expect(shelf.records.size).toBeGreaterThan(2);
    for (const [name, record] of shelf.records) {
      expect(name).toMatch(/^[0-9a-f]{32}$/);
      for (const one of sought) expect(Buffer.from(record).includes(one)).toBe(false);
    }
  });

  it("a shelf that is full stops nobody, and that is said", async () => {
    const shelf = new MemoryShelf();
    shelf.put = async () => {
      throw new Error("full");
    };
    const hand = await work.house.open("Willow", work.house.line(), shelf);
    expect(await hand.act.handOver("work goes on")).toEqual({ kind: "done" });
    await hand.sync();
    expect(hand.view().status.device).toMatchObject({ since: null, failing: true });
    const broken = new MemoryShelf();
    const fail = (): Promise<never> => Promise.reject(new Error("broken"));
    broken.get = fail;
    broken.put = fail;
    broken.list = fail;
    broken.delete = fail;
    const other = await work.house.open("Willow", work.house.line(), broken);
    expect(other.view().cases).toHaveLength(1);
    expect(other.view().status.device).toMatchObject({ failing: true });
  });

  it("[P2] searches that a member kept lie sealed here for that member alone, and go with the device", async () => {
    const shelf = new MemoryShelf();
    const first = await work.house.open("Willow", work.house.line(), shelf);
    expect(await first.keepSearches(() => "the grey car")).toEqual({ kind: "done" });
    first.lock();
    for (const name of await shelf.list())
      expect(Buffer.from((await shelf.get(name)) ?? []).includes("grey car")).toBe(false);
    const again = await work.house.open("Willow", work.house.line(), shelf);
    expect(await again.keptSearches()).toBe("the grey car");
    expect(await again.keptDraft()).toBe("");
    await again.forgetDevice();
    expect(await shelf.list()).toEqual([]);
  });

  it("[P2] searches that are kept in two windows at once both stay, and one that is let go of takes no other with it", async () => {
    const shelf = new MemoryShelf();
    const first = await work.house.open("Willow", work.house.line(), shelf);
    const second = await work.house.open("Willow", work.house.line(), shelf);
    const more = (one: string) => (kept: string) => [...kept.split("|").filter(Boolean), one].join("|");
    const [a, b] = await Promise.all([first.keepSearches(more("the grey car")), second.keepSearches(more("the mill"))]);
    expect([a, b]).toEqual([{ kind: "done" }, { kind: "done" }]);
    for (const hand of [first, second])
      expect((await hand.keptSearches()).split("|").sort()).toEqual(["the grey car", "the mill"]);
    await first.keepSearches((kept) =>
      kept
        .split("|")
        .filter((one) => one !== "the grey car")
        .join("|"),
    );
    expect(await second.keptSearches()).toBe("the mill");
  });

  it("forgetting the device destroys all of it, and this session keeps nothing more", async () => {
    const shelf = await work.remembered();
    const hand = await work.house.open("Willow", work.house.line(), shelf);
    await hand.forgetDevice();
    expect(shelf.records.size).toBe(0);
    await hand.act.handOver("after it was forgotten");
    await hand.sync();
    expect(shelf.records.size).toBe(0);
    expect(hand.view().status.device).toMatchObject({ since: null, size: 0 });
  });
});

describe("[ST4] a server that goes back behind what a device has seen, between two sessions", () => {
  let work: Work;
  beforeAll(async () => {
    work = await Work.begin();
  });
  afterAll(() => work.house.end());

  it.each([
    ["with its cache", false],
    ["with its heads alone", true],
  ])("a compartment is halted, %s", async (_, alone) => {
    const { house } = work;
    let shelf = new MemoryShelf();
    await work.rollBack(async () => {
      const writer = await house.open("Willow");
      expect(await writer.act.noteCase(work.theCase, "seen, and then withheld")).toEqual({ kind: "done" });
      shelf = await work.remembered();
      if (alone) shelf = await headsAlone(shelf, house);
    });
    const hand = await house.open("Willow", house.line(), shelf);
    expect(hand.view().status).toMatchObject({ headsChecked: false });
    expect(hand.view().status.halted).toContainEqual(expect.objectContaining({ code: "FL_HEAD_REGRESSED" }));
    expect((await hand.act.noteCase(work.theCase, "on top of it")).kind).toBe("halted");
    // Once more: the alarm does not wear off.
    await hand.sync();
    hand.lock();
    const again = await house.open("Willow", house.line(), shelf);
    expect(again.view().status.halted).toContainEqual(expect.objectContaining({ code: "FL_HEAD_REGRESSED" }));
  });

  it.each([
    ["with its cache", false],
    ["with its heads alone", true],
  ])("another commit where one was seen is a fork, %s", async (_, alone) => {
    const { house } = work;
    let shelf = new MemoryShelf();
    const founder = await house.open("Willow");
    await work.rollBack(async () => {
      const hand = await house.open("Willow");
      await hand.act.noteCase(work.theCase, "what this device saw");
      shelf = await work.remembered();
      if (alone) shelf = await headsAlone(shelf, house);
    });
    await founder.act.noteCase(work.theCase, "what everybody else sees");
    const hand = await house.open("Willow", house.line(), shelf);
    expect(hand.view().status.halted).toContainEqual(
      expect.objectContaining({ about: "case contact", code: "FL_HEAD_FORKED" }),
    );
  });

  it.each([
    ["with its cache", false],
    ["with its heads alone", true],
  ])("a letter that is gone halts its thread, %s", async (_, alone) => {
    const { house } = work;
    let shelf = new MemoryShelf();
    await work.rollBack(async () => {
      await work.other.write("A letter that will be withheld.");
      shelf = await work.remembered();
      if (alone) shelf = await headsAlone(shelf, house);
    });
    const hand = await house.open("Willow", house.line(), shelf);
    expect(hand.view().status.halted).toContainEqual(
      expect.objectContaining({ about: "thread", code: "FL_THREAD_SHRUNK" }),
    );
  });

  it("another roster stops everything; so does a shorter one, where the entries themselves are lost", async () => {
    const { house } = work;
    let shelf = new MemoryShelf();
    let heads = new MemoryShelf();
    await work.rollBack(async () => {
      const founder = await house.open("Anchor");
      await founder.enrol({ handle: "Gull", role: "operator" });
      shelf = await work.remembered();
      heads = await headsAlone(shelf, house);
    });
    expect(await house.tryOpen("Willow", { shelf: heads })).toEqual({
      kind: "locked-out",
      code: "FL_ROSTER_REGRESSED",
    });
    const founder = await house.open("Anchor");
    await founder.enrol({ handle: "Tern", role: "operator" });
    const forked = await house.open("Willow", house.line(), shelf);
    expect(forked.view().status.halted).toContainEqual(
      expect.objectContaining({ about: "roster", code: "FL_ROSTER_FORKED", safe: "everything-stops" }),
    );
    expect(await forked.act.handOver("nothing is written")).toEqual({ kind: "halted", code: "FL_ROSTER_FORKED" });
    expect(await house.tryOpen("Willow", { shelf: heads })).toEqual({ kind: "locked-out", code: "FL_ROSTER_FORKED" });
  });

  it("a shorter roster is made whole again by a device that has the entries", async () => {
    const { house } = work;
    let shelf = new MemoryShelf();
    await work.rollBack(async () => {
      const founder = await house.open("Anchor");
      await founder.enrol({ handle: "Dunlin", role: "operator" });
      shelf = await work.remembered();
    });
    const hand = await house.open("Willow", house.line(), shelf);
    expect(hand.view().status.halted.filter(({ about }) => about === "roster")).toEqual([]);
    const people = (await house.open("Anchor")).view().people.length;
    expect(people).toBe(hand.view().people.length);
  });
});

describe("a shelf that lies, loses, or is cut off in the middle", () => {
  let work: Work;
  let truth: ReturnType<typeof seenIn>;
  beforeAll(async () => {
    work = await Work.begin();
  });
  afterAll(() => work.house.end());

  /** Opens with and without a network: with one all is as it is; without, nothing is shown that never was. */
  async function expectTruth(shelf: MemoryShelf, again = true): Promise<void> {
    const away = work.house.line();
    away.cut = true;
    const offline = await work.house.tryOpen("Willow", { line: away, shelf });
    if (offline.kind === "open") {
      expect(offline.hand.view().status.halted).toEqual([]);
      const { cases, threads, status } = offline.hand.view();
      for (const one of cases) expect(truth.cases.map((known) => known.case)).toContain(one.case);
      // What is missing is said, as far as it is known that there was more. [P7]
      const isLess = cases.length < truth.cases.length || threads.length < truth.threads.length;
      if (isLess && status.device?.since !== null) expect(status.notKept).toBeGreaterThan(0);
      offline.hand.lock();
    } else expect(offline).toEqual({ kind: "unreachable" });
    const hand = await work.house.open("Willow", work.house.line(), shelf);
    expect(seenIn(hand.view())).toEqual(truth);
    await hand.sync();
    hand.lock();
    if (!again) return;
    // And what was written down on it then is sound again.
    const mended = await work.house.open("Willow", work.house.line(), shelf);
    expect(seenIn(mended.view())).toEqual(truth);
    expect(mended.view().status.device).toMatchObject({ damaged: 0, failing: false });
    mended.lock();
  }

  const copy = (shelf: MemoryShelf): MemoryShelf => {
    const other = new MemoryShelf();
    for (const [name, record] of shelf.records) other.records.set(name, record);
    return other;
  };

  it("each record cut short, flipped, gone, swapped with another, or older than the rest", async () => {
    const older = await work.remembered();
    await work.other.write("A letter that came later.");
    await work.caseworker.sync();
    await work.caseworker.act.noteCase(work.theCase, "and a note");
    const shelf = await work.remembered(copy(older));
    truth = seenIn((await work.house.open("Willow")).view());
    const names = [...shelf.records.keys()];
    for (const [index, name] of names.entries()) {
      const record = shelf.records.get(name) ?? new Uint8Array(0);
      const flipped = record.slice();
      flipped[100] = (flipped[100] ?? 0) ^ 1;
      const otherName = names[(index + 1) % names.length] ?? "";
      const lies: (Uint8Array<ArrayBuffer> | undefined)[] = [
        record.slice(0, -1),
        record.slice(0, 20),
        new Uint8Array(0),
        flipped,
        undefined,
        shelf.records.get(otherName),
        older.records.get(name),
      ];
      // Each unlock stretches a phrase: every third lie about each record, another one about the next, is enough in a hurry.
      for (const lie of lies.filter((_, at) => process.env.FAIRLEAD_LONG === "1" || (at + index) % 3 === 0)) {
        const lying = copy(shelf);
        if (lie === undefined) lying.records.delete(name);
        else lying.records.set(name, lie);
        await expectTruth(lying, lie === flipped || lie === older.records.get(name));
      }
    }
    // All of it as it was yesterday.
    await expectTruth(copy(older));
  }, 600_000);

  it("killed anywhere while what was read is written down as wholes", async () => {
    truth = seenIn((await work.house.open("Willow")).view());
    const written = async (until: number) => {
      const shelf = new MemoryShelf();
      let writes = 0;
      const dying = new MemoryShelf();
      const unlessDead = (write: () => Promise<void>) =>
        ++writes > until ? new Promise<void>(() => undefined) : write();
      Object.assign(dying, {
        get: (name: string) => shelf.get(name),
        list: () => shelf.list(),
        put: (name: string, bytes: Uint8Array<ArrayBuffer>) => unlessDead(() => shelf.put(name, bytes)),
        delete: (name: string) => unlessDead(() => shelf.delete(name)),
      });
      const opened = await work.house.tryOpen("Willow", { shelf: dying });
      if (opened.kind !== "open") throw new TypeError(opened.kind);
      const settled = opened.hand.sync().then(() => opened.hand.lock());
      while (writes <= until && !(await Promise.race([settled.then(() => true), pause(20)])));
      return { shelf, writes };
    };
    const pause = (ms: number) => new Promise<false>((resolve) => setTimeout(() => resolve(false), ms));
    const { writes } = await written(Number.POSITIVE_INFINITY);
    expect(writes).toBeGreaterThan(8);
    // The writes of opening are killed one by one below; of those that follow, some.
    for (let killed = 3; killed < writes; killed += 3) await expectTruth((await written(killed)).shelf);
  }, 600_000);

  it("killed after any one write", async () => {
    truth = seenIn((await work.house.open("Willow")).view());
    for (let writes = 0; ; writes++) {
      const shelf = new MemoryShelf();
      let left = writes;
      const dying = new MemoryShelf();
      dying.get = (name) => shelf.get(name);
      dying.list = () => shelf.list();
      let died = false;
      let dies = (): void => undefined;
      const dead = new Promise<void>((resolve) => (dies = resolve));
      const unlessDead = (work: () => Promise<void>) => {
        if (left-- > 0) return work();
        died = true;
        dies();
        return new Promise<void>(() => undefined);
      };
      dying.put = (name, bytes) => unlessDead(() => shelf.put(name, bytes));
      dying.delete = (name) => unlessDead(() => shelf.delete(name));
      const opened = work.house.tryOpen("Willow", { shelf: dying });
      // What opening has brought is written down behind the open desk.
      const written = opened.then((one) => (one.kind === "open" ? one.hand.sync() : undefined));
      await Promise.race([written, dead]);
      await expectTruth(shelf);
      if (!died) break;
    }
  }, 600_000);
});

describe("a glance at a desk that opens", () => {
  it("says at once what this device showed last, to whoever is still let in, and stops where it is locked", async () => {
    const { house, caseworker, theCase } = await Work.begin();
    const shelf = new MemoryShelf();
    const seen: Glance[] = [];
    const opening = (stopped = () => false) => {
      const steps: [number, number][] = [];
      seen.length = 0;
      return {
        steps,
        glance: (one: Glance) => seen.push(one),
        progress: (...step: [number, number]) => steps.push(step),
        stopped,
      };
    };
    const aliases = () => seen.flatMap(({ cases }) => cases.map(({ alias }) => alias));
    const open = (told: ReturnType<typeof opening> & { atOnce?: number }, line = house.line()) =>
      house.tryOpen("Willow", { line, shelf, told });

    const first = await open(opening());
    expect([first.kind, seen]).toEqual(["open", []]);
    const now = house.now;
    await caseworker.act.setUrgency(theCase, { urgency: "now", reason: "an invented reason", saidBy: "team" });
    if (first.kind === "open") {
      await house.pass(6 * 60_000);
      await first.hand.sync();
      first.hand.lock();
    }

    // Without a network, as old as it is; with one, once the server has let the member in.
    const away = house.line();
    away.cut = true;
    const offline = opening();
    const second = await open(offline, away);
    expect([second.kind, aliases(), seen[0]?.at]).toEqual(["open", ["Grey kettle"], house.now]);
    expect(seen[0]?.cases[0]).toEqual({ alias: "Grey kettle", stage: "contact", level: "now", mine: true });
    expect(seen[0]?.at).toBeGreaterThan(now);
    expect(offline.steps[0]?.[0]).toBe(0);
    // Nothing that anybody wrote stands in it.
    expect(JSON.stringify(seen)).not.toMatch(/invented/);
    if (second.kind === "open") second.hand.lock();

    // Where there is more than can be read at once it opens without what presses nobody, and says that it is incomplete.
    expect((await caseworker.act.answerCase(theCase, plain("An invented answer."))).kind).toBe("done");
    const last = await house.open("Willow", house.line(), shelf);
    await house.pass(6 * 60_000);
    await last.sync();
    const truth = seenIn(last.view());
    last.lock();
    const partly = await open({ ...opening(), atOnce: 0 });
    if (partly.kind !== "open") throw new TypeError(partly.kind);
    const { cases, status } = partly.hand.view();
    expect([cases, status.reading?.done, status.alarms]).toEqual([[], (status.reading?.of ?? 0) - 2, []]);
    const mailboxes = (view: Pick<View, "queue">) => view.queue.threads.map(({ mailbox }) => mailbox);
    expect(mailboxes(partly.hand.view())).toEqual(mailboxes(truth));
    // What is written meanwhile waits until all is there: else there would be no such case.
    expect((await partly.hand.act.noteCase(theCase, "written early")).kind).toBe("done");
    expect([partly.hand.view().status.reading, partly.hand.view().status.alarms]).toEqual([null, []]);
    await partly.hand.sync();
    expect(seenIn(partly.hand.view()).cases[0]?.messages).toEqual(truth.cases[0]?.messages);
    partly.hand.lock();

    let looks = 0;
    const locked = await open(
      opening(() => looks++ > 3),
      away,
    );
    expect(locked.kind).toBe("stopped");

    expect((await house.founder.act.suspend(caseworker.me.id)).kind).toBe("done");
    const out = await open(opening());
    expect([out.kind, seen]).toEqual(["suspended", []]);
    const after = await open(opening(), away);
    expect([after.kind, seen]).toEqual(["unreachable", []]);
    await house.end();
  }, 60_000);
});

describe("two windows on one device", () => {
  it("keep what either wrote: the next unlock fetches nothing, and shows what is so", async () => {
    const work = await Work.begin();
    const { house, theCase } = work;
    const shelf = new MemoryShelf();
    const [one, two] = [
      await house.open("Willow", house.line(), shelf),
      await house.open("Willow", house.line(), shelf),
    ];
    for (let turn = 0; turn < 6; turn++) {
      await one.act.noteCase(theCase, `from the first window ${turn}`);
      await work.other.write(`An invented letter ${turn}.`);
      await Promise.all([one.sync(), two.sync()]);
      await two.act.noteCase(theCase, `from the second window ${turn}`);
      await Promise.all([two.sync(), one.sync()]);
    }
    const truth = seenIn((await house.open("Willow")).view());
    const line = house.line();
    const opened = await house.open("Willow", line, shelf);
    expect(seenIn(opened.view())).toEqual(truth);
    expect(line.sent.filter(({ path }) => /commits|wraps/.test(path))).toEqual([]);
    expect(opened.view().status.device).toMatchObject({ damaged: 0, failing: false });
    expect(truth.status.halted).toEqual([]);
    await house.end();
  });
});

describe("what must not open any more", () => {
  let work: Work;
  beforeAll(async () => {
    work = await Work.begin();
  });
  afterAll(() => work.house.end());

  it("[CO6] a case that was erased is gone from the device too", async () => {
    const { house, caseworker, theCase } = work;
    const moved = { to: "withdrawn" as const, people: null, decision: null, reason: "their own wish" };
    await caseworker.act.moveStage(theCase, moved);
    await caseworker.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" });
    const shelf = await work.remembered();
    await house.pass(61 * DAY_MS);
    await work.remembered(shelf);
    const line = house.line();
    line.cut = true;
    const offline = await house.open("Willow", line, shelf);
    expect(offline.view().cases).toEqual([]);
    const cold = await house.open("Willow");
    expect(seenIn(offline.view()).threads).toEqual(seenIn(cold.view()).threads);
    expect(JSON.stringify(offline.view())).not.toContain("An invented call.");
  });

  it("[P5] whoever is suspended while his desk is open leaves no cache on his device; the heads stay", async () => {
    const { house } = work;
    const marsh = await house.enrol("Marsh", "operator");
    const shelf = new MemoryShelf();
    const hand = await house.open("Marsh", house.line(), shelf);
    await hand.sync();
    expect(shelf.records.size).toBeGreaterThan(2);
    const suspended = await house.founder.act.suspend(marsh.me.id);
    expect(suspended.kind).toBe("done");
    await hand.sync();
    expect(hand.view().status.shutOut).toBe("suspended");
    await expect.poll(() => shelf.records.size).toBe(2);
    const line = house.line();
    line.cut = true;
    expect(await house.tryOpen("Marsh", { line, shelf })).toEqual({ kind: "unreachable" });
  });

  it("whom the server no longer lets in does not open it offline either", async () => {
    const { house } = work;
    const shelf = await work.remembered();
    await work.tamper((db) => {
      db.prepare("DELETE FROM bundles WHERE member = ?").run(work.caseworker.me.id);
    });
    expect(await house.tryOpen("Willow", { shelf })).toEqual({ kind: "unknown-phrase" });
    const line = house.line();
    line.cut = true;
    expect(await house.tryOpen("Willow", { line, shelf })).toEqual({ kind: "unreachable" });
    // The heads stay: a server that only pretended gains nothing.
    expect(shelf.records.size).toBe(1);
  });
});
