import {
  type AlarmId,
  type CaseId,
  caseOf,
  type DecisionId,
  type Operation,
  streamOf,
  writeDuty,
} from "@fairlead/casework";
import { type Framing, newId, toHex, type WatchStep } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Appender } from "../src/append.ts";
import type { Bell, Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House, random } from "./house.ts";
import { insider } from "./insider.ts";

const MINUTE = 60_000;

describe("[P7] nobody sleeps through a call", () => {
  let house: House;
  let marsh: Hand;
  let reed: Hand;
  let harbour: Hand;
  const threadOf = (hand: Hand, caller: Caller) =>
    hand.view().queue.threads.find(({ mailbox }) => mailbox === caller.keys.id);
  const wrote = async (words: string, danger: "now" | "soon") => {
    const caller = await Caller.with(house);
    await caller.write(words, { danger });
    return caller;
  };
  /** What the server was last told to do, as a console shows it. */
  const alarmOf = async (hand: Hand, caller: Caller) => {
    await hand.sync();
    const thread = threadOf(hand, caller);
    return { calls: thread?.callsAt ?? null, escalated: thread?.escalated ?? null };
  };
  const inMinutes = (minutes: number) => Math.ceil((house.now / MINUTE + minutes) / 5) * 5 * MINUTE;

  beforeAll(async () => {
    house = await House.found();
    marsh = await house.enrol("Marsh", "operator");
    reed = await house.enrol("Reed", "operator");
    harbour = await house.enrol("Harbour", "coordinator");
  });
  afterAll(() => house.end());

  it("without a limit nothing is watched; only an office sets one", async () => {
    const early = await wrote("An invented letter from before.", "soon");
    expect(await alarmOf(marsh, early)).toEqual({ calls: null, escalated: null });
    const limits = { claimMinutes: 30, nowMinutes: 10, standByMinutes: 15 };
    expect(await marsh.act.setLimits(limits)).toEqual({ kind: "not-your-role" });
    await done(harbour.act.setLimits(limits));
    // What waited already is watched from now on.
    await harbour.sync();
    expect(await alarmOf(marsh, early)).toEqual({ calls: inMinutes(30), escalated: null });
    await done(marsh.act.claim(early.keys.id));
    await done(marsh.act.answer(early.keys.id, plain("An invented answer.")));
    expect(await alarmOf(marsh, early)).toEqual({ calls: null, escalated: null });
  });

  it("with no console open a letter that nobody claims is escalated at its limit; consoles then say since when", async () => {
    const caller = await wrote("An invented letter at night.", "soon");
    const due = inMinutes(30);
    await house.pass(29 * MINUTE);
    expect(await alarmOf(marsh, caller)).toEqual({ calls: due, escalated: null });
    await house.pass(6 * MINUTE);
    expect(await alarmOf(reed, caller)).toEqual({ calls: null, escalated: { since: due, had: false } });
    expect(reed.view().duty.ringing).toEqual({ since: due, threads: 1, cases: [], had: null });
    // One tap; the others see who has it. The thread still waits.
    await done(reed.act.haveIt());
    expect(await alarmOf(marsh, caller)).toEqual({ calls: null, escalated: { since: due, had: true } });
    expect(marsh.view().duty.ringing?.had?.by.handle).toBe("Reed");
    await done(reed.act.claim(caller.keys.id));
    expect(await alarmOf(marsh, caller)).toEqual({ calls: inMinutes(30), escalated: null });
    await done(reed.act.answer(caller.keys.id, plain("An invented answer.")));
  });

  it("who claims and falls asleep over it is noticed when the claim runs out; releasing begins the limit again", async () => {
    const caller = await wrote("An invented letter that is claimed.", "soon");
    await reed.sync();
    await done(reed.act.claim(caller.keys.id));
    await house.pass(36 * MINUTE);
    expect((await alarmOf(marsh, caller)).escalated).not.toBeNull();
    await done(reed.act.claim(caller.keys.id));
    await done(reed.act.release(caller.keys.id));
    expect(await alarmOf(marsh, caller)).toEqual({ calls: inMinutes(30), escalated: null });
    await done(marsh.act.claim(caller.keys.id));
    await done(marsh.act.closeThread(caller.keys.id, { outcome: "answered", note: "as agreed" }));
    expect(await alarmOf(marsh, caller)).toEqual({ calls: null, escalated: null });
  });

  it("a call for help at once is brought forward by whichever console reads it first", async () => {
    const calm = await wrote("An invented letter that can wait.", "soon");
    const caller = await wrote("An invented call.", "now");
    await marsh.sync();
    expect((await alarmOf(reed, caller)).calls).toBe(inMinutes(10));
    expect((await alarmOf(reed, calm)).calls).toBe(inMinutes(30));
    // Ten thousand in an hour are one call: all that it says is that something waits.
    const second = await wrote("Another invented call.", "now");
    await marsh.sync();
    expect((await alarmOf(reed, second)).calls).toBe(inMinutes(30));
    await done(marsh.act.claim(caller.keys.id));
    await marsh.sync();
    expect((await alarmOf(reed, second)).calls).toBe(inMinutes(10));
    for (const one of [calm, caller, second]) {
      await marsh.act.claim(one.keys.id);
      await done(marsh.act.answer(one.keys.id, plain("An invented answer.")));
    }
  });

  it("an answer that crosses another letter leaves that one watched", async () => {
    const caller = await wrote("An invented letter.", "soon");
    await marsh.sync();
    await done(marsh.act.claim(caller.keys.id));
    await house.pass(HOUR / 4);
    await caller.write("Another, which nobody has read when the answer goes.");
    await done(marsh.act.answer(caller.keys.id, plain("An answer to the first.")));
    const after = inMinutes(30);
    expect(await alarmOf(reed, caller)).toEqual({ calls: after, escalated: null });
    await marsh.sync();
    await done(marsh.act.claim(caller.keys.id));
    await done(marsh.act.answer(caller.keys.id, plain("An answer to the second.")));
    expect((await alarmOf(reed, caller)).calls).toBeNull();
  });

  it("one who puts an alarm off for a year, or a clock that is a day ahead, is set right by the next console", async () => {
    const caller = await wrote("An invented letter that somebody wants unread.", "soon");
    await reed.sync();
    const marshs = await insider(house, house.phraseOf("Marsh"));
    await new Appender(marshs).write(() => ({
      kind: "draft",
      writes: [
        {
          stream: streamOf(marshs.state, "intake") ?? fail(),
          operations: [],
          framing: {
            kind: "watch",
            step: { verb: "attend", mailbox: caller.keys.id, seen: 1, due: inMinutes(365 * 24 * 60) / MINUTE },
          },
        },
      ],
    }));
    expect((await alarmOf(marsh, caller)).calls).not.toBeNull();
    await marsh.sync();
    expect((await alarmOf(reed, caller)).calls).toBe(inMinutes(30));
    await done(marsh.act.claim(caller.keys.id));
    await done(marsh.act.closeThread(caller.keys.id, { outcome: "answered", note: "as agreed" }));
  });

  it("the rota: one's own shifts by anybody, others' by a coordinator; gaps are seen before they come", async () => {
    const at = house.now;
    const shift = (member: Hand, from: number, until: number) => ({
      member: member.me.id,
      from: at + from,
      until: at + until,
    });
    expect(await marsh.act.planShift(shift(reed, 0, HOUR))).toEqual({ kind: "not-your-role" });
    expect(await marsh.act.planShift(shift(marsh, 0, 25 * HOUR))).toEqual({ kind: "incomplete", field: "until" });
    expect(marsh.view().duty).toMatchObject({ on: [], gaps: [{ from: at, until: at + 24 * HOUR }] });
    await done(marsh.act.planShift(shift(marsh, 0, 8 * HOUR)));
    await done(harbour.act.planShift(shift(reed, 10 * HOUR, 18 * HOUR)));
    await reed.sync();
    const { on, next, gaps } = reed.view().duty;
    expect([on, next].map((list) => list.map(({ person }) => person.handle))).toEqual([["Marsh"], ["Reed"]]);
    expect(gaps).toEqual([
      { from: at + 8 * HOUR, until: at + 10 * HOUR },
      { from: at + 18 * HOUR, until: at + 24 * HOUR },
    ]);
    expect(on[0]?.bell).toBe(false);
    await house.pass(7 * HOUR);
    await marsh.sync();
    const mine = marsh.view().duty.on[0]?.shift ?? "";
    expect(await reed.act.endShift(mine, "")).toEqual({ kind: "not-your-role" });
    await done(marsh.act.endShift(mine, "Blue kettle writes again at six."));
    await reed.sync();
    expect(reed.view().queue.handOver?.text).toBe("Blue kettle writes again at six.");
    expect(reed.view().duty.on).toEqual([]);
    expect(await marsh.act.endShift(mine, "")).toEqual({ kind: "no-such-shift" });
  });

  it("what each has carried is counted from the record, by name", async () => {
    await marsh.sync();
    const load = marsh
      .view()
      .duty.load.map(({ person, week }) => [person.handle, week.answered, week.now, week.shifts.length]);
    expect(load).toEqual([
      ["Harbour", 0, 0, 0],
      ["Marsh", 5, 2, 1],
      ["Reed", 1, 0, 0],
    ]);
    await house.pass(8 * 24 * HOUR);
    await marsh.sync();
    const marshs = marsh.view().duty.load.find(({ person }) => person.me);
    expect([marshs?.week.answered, marshs?.month.answered]).toEqual([0, 5]);
  });

  it("a server without bells says so, and promises none", async () => {
    expect(await marsh.act.bells()).toEqual({ kind: "done", kinds: [], bells: [] });
    const bell: Pick<Bell, "kind" | "address" | "every" | "most"> = {
      ...{ kind: "ntfy", address: "https://bells.example/invented" },
      ...{ every: 5, most: 10 },
    };
    expect(await marsh.act.putBell({ ...bell, standBy: true })).toEqual({
      kind: "refused-by-server",
      code: "FL_BELLS_OFF",
    });
    expect(marsh.view().duty.callable).toEqual([]);
  });

  it("a case's letters are watched too: its owner is called first; who does not hold it is told whom to call", async () => {
    const willow = await house.enrol("Willow", "caseworker");
    const caller = await wrote("An invented letter.", "soon");
    await willow.sync();
    const team = { alias: "Blue door", people: 1, owner: willow.me.id, standIn: null, team: [] };
    const { case: theCase } = await done(willow.act.openCase(caller.keys.id, team));
    await willow.sync();
    await done(willow.act.answerCase(theCase, plain("An invented answer.")));
    await house.pass(10 * HOUR);
    await marsh.sync();
    expect(marsh.view().duty.ringing).toBeNull();

    // No console is open; the letter is sealed to the case.
    await caller.write("An invented letter to the case, at night.");
    const due = inMinutes(30);
    await house.pass(36 * MINUTE);
    await marsh.sync();
    // Who does not hold the case learns whom to call, and no alias. [P3]
    const one = { case: theCase, takenBy: { handle: "Willow" }, since: due };
    const ringing = { since: due, threads: 0, cases: [{ ...one, alias: null }] };
    expect(marsh.view().duty.ringing).toMatchObject({ ...ringing, had: null });
    expect(marsh.view().queue.waiting).toBe(0);
    await done(marsh.act.haveIt());
    await willow.sync();
    expect(willow.view().duty.ringing).toMatchObject({
      cases: [{ ...one, alias: "Blue door" }],
      had: { by: { handle: "Marsh" } },
    });
    await done(willow.act.answerCase(theCase, plain("An answer in the morning.")));
    await marsh.sync();
    expect(marsh.view().duty.ringing).toBeNull();

    // A letter that wants no answer rings nobody once somebody of the team has read it; one put off for a year does.
    const marshs = await insider(house, house.phraseOf("Marsh"));
    const say = (step: WatchStep) =>
      new Appender(marshs).write(() => {
        const stream = streamOf(marshs.state, "intake") ?? fail();
        return { kind: "draft", writes: [{ stream, operations: [], framing: { kind: "watch", step } }] };
      });
    await caller.write("Another invented letter.");
    await say({ verb: "attend", mailbox: caller.keys.id, seen: 9, due: inMinutes(365 * 24 * 60) / MINUTE });
    await willow.sync();
    await house.pass(36 * MINUTE);
    await marsh.sync();
    expect(marsh.view().duty.ringing?.cases).toMatchObject([{ case: theCase }]);

    // Willow and Reed can be called: she at once for her case, he after her; for the queue he is first.
    const bell = async (handle: string, token: string) => {
      const held = await insider(house, house.phraseOf(handle));
      return new Appender(held).write((hand) => {
        const outcome = writeDuty(held.state, [{ op: "memberBell", token, standBy: true }], hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      });
    };
    expect(await bell("Willow", "aa".repeat(16))).toEqual({ kind: "done" });
    expect(await bell("Reed", "bb".repeat(16))).toEqual({ kind: "done" });
    await willow.sync();
    const told = new Map<string, string[]>();
    for (const { commit } of (await insider(house, house.phraseOf("Willow"))).compartment("intake")?.accepted ?? []) {
      const { framing } = commit.header;
      if (framing.kind !== "watch" || framing.step.verb !== "set") continue;
      const rungs = framing.step.ladder.map(({ delay, token }) => `${toHex(token).slice(0, 2)} ${delay}`);
      told.set(framing.step.desk, [...new Set(rungs)].toSorted());
    }
    expect([...told.values()]).toEqual([
      ["aa 0", "aa 15", "bb 0", "bb 15"],
      ["aa 0", "aa 15", "aa 30", "bb 15", "bb 30"],
    ]);
  });

  it("[P11] a first move ordered at night calls whoever may review it, again after 12 hours, and is silent once reviewed", async () => {
    const curlew = await house.enrol("Curlew", "caseworker");
    const insiders = await insider(house, house.phraseOf("Curlew"));
    const intake = streamOf(insiders.state, "intake") ?? fail();
    const bell = { op: "memberBell" as const, token: "ab".repeat(16), standBy: true };
    await new Appender(insiders).write(() => ({ kind: "draft", writes: [{ stream: intake, operations: [bell] }] }));
    const caller = await wrote("They are at the door. Invented.", "now");
    await harbour.sync();
    const team = [curlew.me.id, marsh.me.id];
    const party = { alias: "Rowan", people: 1, owner: harbour.me.id, standIn: null, team };
    const { case: theCase } = await done(harbour.act.openCase(caller.keys.id, party));
    await harbour.sync();
    const mine = harbour.view().cases[0];
    expect(mine?.night.calls.map(({ handle }) => handle)).toEqual(["Curlew"]);
    const order = { about: "night-move" as const, text: "To the bakery, now.", checklist: [] };
    const { decision } = await done(harbour.act.propose(theCase, { ...order, expires: house.now + HOUR }));
    await house.pass(6 * MINUTE);
    const moveOf = async (hand: Hand) => {
      await hand.sync();
      return hand.view().today.nightMoves[0];
    };
    expect(await moveOf(curlew)).toMatchObject({
      late: false,
      mine: "may-decide",
      paged: [{ told: true }, { told: false }],
    });
    expect(await harbour.act.decide(theCase, decision, "approve", "mine")).toEqual({ kind: "own-proposal" });
    await house.pass(13 * HOUR);
    expect(await moveOf(harbour)).toMatchObject({
      late: true,
      mine: "own-proposal",
      paged: [{ told: true }, { told: true }],
    });
    await curlew.sync();
    await done(curlew.act.decide(theCase, decision, "approve", "read it, late"));
    expect(await moveOf(harbour)).toBeUndefined();
    expect(harbour.view().decisions[0]).toMatchObject({ state: "approved", late: true });
    const ringing = () =>
      insiders.session.call("/api/alarms", {}).then((answer) => {
        const states = answer.list("alarms").map((one) => [one.text("stream"), one.text("state")]);
        const contact = mine?.parts.find(({ part }) => part === "contact")?.stream;
        return states.filter(([stream, state]) => stream === contact && state !== "cleared").length;
      });
    expect(await ringing()).toBe(0);

    // Whoever reviewed it turns out to be whoever ordered it: somebody else is called, once, whichever consoles come by.
    const merlin = await house.enrol("Merlin", "caseworker");
    const merlins = await insider(house, house.phraseOf("Merlin"));
    const stands = { ...bell, token: "cd".repeat(16) };
    await new Appender(merlins).write(() => ({ kind: "draft", writes: [{ stream: intake, operations: [stands] }] }));
    await harbour.sync();
    await done(harbour.act.share(theCase, { part: "contact", member: merlin.me.id, history: "all", until: null }));
    const one = { member: curlew.me.id, other: harbour.me.id, same: true, reason: "Invented.", over: 0 };
    await done(house.founder.act.samePerson(one));
    await harbour.sync();
    await marsh.sync();
    await harbour.sync();
    expect(await ringing()).toBe(1);
    await house.pass(6 * MINUTE);
    expect(await moveOf(merlin)).toMatchObject({ mine: "may-decide", paged: [{ told: true }, { told: false }] });
    await done(merlin.act.decide(theCase, decision, "approve", "read it"));
    expect(await ringing()).toBe(0);
  });

  describe("[P11] [P7] a first move that nobody could be called for", () => {
    const token = (byte: string) => byte.repeat(16);
    const ring = async (handle: string, byte: string) => {
      const held = await insider(house, house.phraseOf(handle));
      const stream = streamOf(held.state, "intake") ?? fail();
      const said: Operation = { op: "memberBell", token: token(byte), standBy: true };
      await new Appender(held).write(() => ({ kind: "draft", writes: [{ stream, operations: [said] }] }));
    };
    /** Harbour's, at urgency now, with whoever else may read it. */
    const opened = async (alias: string, team: Hand[]): Promise<CaseId> => {
      const caller = await wrote(`They are at the door of ${alias}. Invented.`, "now");
      await harbour.sync();
      const party = { alias, people: 1, owner: harbour.me.id, standIn: null, team: team.map(({ me }) => me.id) };
      return (await done(harbour.act.openCase(caller.keys.id, party))).case;
    };
    const order = () => ({
      ...{ about: "night-move" as const, text: "To the mill, now.", checklist: [] },
      expires: house.now + HOUR,
    });
    const waits = async (hand: Hand, decision: DecisionId) => {
      await hand.sync();
      const move = hand.view().today.nightMoves.find((one) => one.decision === decision);
      return move?.paged.map(({ person, told }) => [person.handle, told]);
    };
    /** What the server holds for the case and has not been told to end, and how often it was told to call somebody. */
    const server = async (theCase: CaseId) => {
      const held = await insider(house, house.phraseOf("Harbour"));
      const stream = caseOf(held.state, theCase)?.contactStream ?? fail();
      const alarms = (await held.session.call("/api/alarms", {}))
        .list("alarms")
        .filter((one) => one.text("stream") === stream && one.text("state") !== "cleared");
      const told = (held.compartments.get(stream)?.accepted ?? []).filter(
        ({ commit: { header } }) => header.framing.kind === "alarm" && header.framing.step.verb === "arm",
      );
      return { alarms: alarms.length, told: told.length };
    };

    it("the server is told nothing; once a colleague who may review it comes back, they are called, once", async () => {
      const dunlin = await house.enrol("Dunlin", "caseworker");
      await ring("Dunlin", "d1");
      await house.founder.sync();
      const theCase = await opened("Alder", [dunlin, marsh]);
      await done(house.founder.act.suspend(dunlin.me.id));
      for (const hand of [harbour, marsh]) await hand.sync();
      const { decision } = await done(harbour.act.propose(theCase, order()));
      await house.pass(6 * MINUTE);
      expect(await waits(harbour, decision)).toEqual([]);
      expect(await waits(marsh, decision)).toEqual([]);
      expect(await server(theCase)).toEqual({ alarms: 0, told: 0 });

      await done(house.founder.act.restore(dunlin.me.id));
      await marsh.sync();
      for (const { id } of marsh.view().waiting) await done(marsh.act.sign(id));
      for (const hand of [house.founder, harbour]) await hand.sync();
      expect(await server(theCase)).toEqual({ alarms: 0, told: 0 });
      await done(harbour.act.share(theCase, { part: "contact", member: dunlin.me.id, history: "all", until: null }));
      // Whoever holds the case comes by: the orderer need not.
      for (const hand of [marsh, harbour, marsh]) await hand.sync();
      expect(await server(theCase)).toEqual({ alarms: 1, told: 1 });
      await house.pass(6 * MINUTE);
      const back = await house.open("Dunlin");
      expect(await waits(back, decision)).toEqual([
        ["Dunlin", true],
        ["Dunlin", false],
      ]);
      await done(back.act.decide(theCase, decision, "approve", "read it"));
      expect((await server(theCase)).alarms).toBe(0);
      for (const hand of [marsh, harbour, marsh]) expect(await waits(hand, decision)).toBeUndefined();
      expect(await server(theCase)).toEqual({ alarms: 0, told: 1 });
    });

    it("nor is whoever joins later, or is let into the case, forgotten", async () => {
      const theCase = await opened("Hazel", [marsh]);
      const { decision } = await done(harbour.act.propose(theCase, order()));
      const plover = await house.enrol("Plover", "caseworker");
      await ring("Plover", "e1");
      for (const hand of [harbour, marsh]) expect(await waits(hand, decision)).toEqual([]);
      await done(harbour.act.share(theCase, { part: "contact", member: plover.me.id, history: "all", until: null }));
      await marsh.sync();
      expect(await server(theCase)).toEqual({ alarms: 1, told: 1 });
      await house.pass(6 * MINUTE);
      expect((await waits(plover, decision))?.[0]).toEqual(["Plover", true]);
      await done(plover.act.decide(theCase, decision, "refuse", "the mill is watched"));
      expect((await server(theCase)).alarms).toBe(0);
    });

    it("an alarm that an older console armed with nobody to call becomes the one that calls, and none is left over", async () => {
      const theCase = await opened("Maple", [marsh]);
      const older = await insider(house, house.phraseOf("Harbour"));
      const stream = caseOf(older.state, theCase)?.contactStream ?? fail();
      const decision = toHex(random(16)) as DecisionId;
      const alarm = newId<AlarmId>(random);
      const due = inMinutes(5);
      const asked: Operation = { op: "propose", decision, ...order(), paged: { alarm, due, ladder: [] } };
      const framing: Framing = { kind: "alarm", step: { verb: "arm", alarm, due: due / MINUTE, grace: 0, ladder: [] } };
      await new Appender(older).write(() => ({
        kind: "draft",
        writes: [{ stream, operations: [asked], framing }],
      }));
      await house.pass(6 * MINUTE);
      expect(await waits(marsh, decision)).toEqual([]);
      const siskin = await house.enrol("Siskin", "caseworker");
      await ring("Siskin", "f1");
      await harbour.sync();
      await done(harbour.act.share(theCase, { part: "contact", member: siskin.me.id, history: "all", until: null }));
      await marsh.sync();
      await house.pass(6 * MINUTE);
      expect(await waits(siskin, decision)).toEqual([
        ["Siskin", true],
        ["Siskin", false],
      ]);
      expect(await server(theCase)).toEqual({ alarms: 1, told: 2 });
      await done(siskin.act.decide(theCase, decision, "approve", "read it"));
      expect((await server(theCase)).alarms).toBe(0);
    });

    it("one that is refused calls whoever ordered it, at once, until they have read it", async () => {
      const dipper = await house.enrol("Dipper", "caseworker");
      const theCase = await opened("Rowan", [dipper]);
      await ring("Harbour", "a1");
      const { decision } = await done(harbour.act.propose(theCase, order()));
      await dipper.sync();
      await done(dipper.act.decide(theCase, decision, "refuse", "the mill is watched"));
      expect((await server(theCase)).alarms).toBe(1);
      await house.pass(6 * MINUTE);
      const news = async () => {
        await harbour.sync();
        return harbour.view().today.outcomes.filter((one) => one.case === theCase);
      };
      expect(await news()).toMatchObject([
        { decision, news: "refused", paged: [{ person: { handle: "Harbour" }, told: true }, { told: false }] },
      ]);
      // Whichever console comes by calls nobody twice.
      for (const hand of [dipper, harbour]) await hand.sync();
      expect((await server(theCase)).alarms).toBe(1);
      await done(harbour.act.haveRead(theCase, decision));
      expect(await news()).toEqual([]);
      await dipper.sync();
      expect((await server(theCase)).alarms).toBe(0);
    });
  });
});

function plain(text: string) {
  return { text, standing: false, until: null, checkInBy: null };
}

function fail(): never {
  throw new Error("no intake");
}
