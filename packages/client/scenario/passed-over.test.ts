import { caseOf, claimThread, intakeOf, type MailboxId, noteOnThread, type Outcome } from "@fairlead/casework";
import { type AlarmId, DUE_STEP_MINUTES, type Framing, hourOf, newId } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Appender } from "../src/append.ts";
import type { Held } from "../src/held.ts";
import type { Hand } from "../src/index.ts";
import { MemberHand } from "../src/member-hand.ts";
import { atOnce } from "../src/ticket-actions.ts";
import type { Unsent } from "../src/unsent/unsent.ts";
import type { Build } from "../src/writing.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House, random } from "./house.ts";
import { insider } from "./insider.ts";

const HALF_HOUR = 30 * 60_000;
const DAYS_60 = 60 * 24;
const STEP_MS = DUE_STEP_MINUTES * 60_000;

/**
 * A console that asks casework under a clock which has gone on by a millisecond when it seals: so it was, on slow desks. The
 * server takes it, every fold passes over it, and nobody but its author would ever miss it.
 */
describe("a deed that casework agreed to, and no console counts", () => {
  let house: House;
  let held: Held;
  let hand: Hand;
  let tern: Hand;
  let mailbox: MailboxId;

  const draft = (outcome: Outcome) =>
    outcome.kind === "operations" ? { kind: "draft" as const, writes: outcome.writes } : outcome;
  const claims: Build = (by) => {
    const later = { ...by, at: by.at + 1 };
    return draft(claimThread(held.state, { mailbox, until: later.at + HALF_HOUR }, later));
  };
  const asked = { action: "claim" as const, args: [], at: 0, seen: null };
  const undone = () => hand.view().status.undone;
  const seenByTern = async () => {
    await tern.sync();
    return tern.view().threads.find((one) => one.mailbox === mailbox);
  };

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Plover", "operator");
    tern = await house.enrol("Tern", "operator");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    mailbox = caller.keys.id;
    held = await insider(house, house.phraseOf("Plover"));
    hand = new MemberHand(held);
    await hand.sync();
  });
  afterAll(() => house.end());

  it("[P6] [ST5] is said to its author, waits for them to choose, and is written anew where they do", async () => {
    const appender = new Appender(held);
    const claimed = await appender.for(asked, () => appender.write(claims));
    expect(claimed).toEqual({ kind: "passed-over", why: { kind: "claim-too-long" } });
    expect((await seenByTern())?.claim).toBeNull();
    expect(undone()).toMatchObject([
      { action: "claim", operations: [{ op: "claimThread", mailbox }], why: claimed, place: { mailbox } },
    ]);
    await house.pass(1);
    await done(hand.act.settle(undone()[0]?.id ?? "", { take: "mine" }));
    expect(undone()).toEqual([]);
    expect((await seenByTern())?.claim).toMatchObject({ by: { handle: "Plover" } });
    await done(hand.act.release(mailbox));
  });

  it("[ST5] of several things in one deed only those that do not count; the others stand once", async () => {
    const appender = new Appender(held);
    const both: Build = async (by) => {
      const [noted, claimed] = [
        draft(noteOnThread(held.state, { op: "noteThread", mailbox, text: "She rang." }, by)),
        await claims(by),
      ];
      if (noted.kind !== "draft" || claimed.kind !== "draft") throw new Error("casework agrees to both");
      const operations = [noted, claimed, noted].flatMap(({ writes }) => writes.flatMap((one) => one.operations));
      return { kind: "draft", writes: noted.writes.map(({ stream }) => ({ stream, operations })) };
    };
    await appender.for(asked, () => appender.write(both));
    expect(undone().map(({ operations }) => operations.map(({ op }) => op))).toEqual([["claimThread"]]);
    expect((await seenByTern())?.notes.map(({ text }) => text)).toEqual(["She rang.", "She rang."]);
    await done(hand.act.settle(undone()[0]?.id ?? "", { take: "theirs" }));
  });

  it("[ST5] also where the window died before it heard that the server had it", async () => {
    const { stream } = held.compartment("intake") ?? expect.fail("no intake");
    const sent = new Appender(held);
    await sent.for(asked, () => sent.write(claims));
    const [one] = held.undone.splice(0);
    const onRecord = held.compartments.get(stream)?.accepted.at(-1)?.envelope;
    // As the device has it: under the name that stands on the record too, and nobody knows yet whether it does.
    const left: Unsent = { ...(one as Unsent), id: onRecord?.write ?? "", kept: true, reworded: false, refused: null };
    const next = new Appender(held);
    next.adopt(left, { build: claims, accepted: async () => undefined });
    await next.flush();
    expect([next.pending, undone().map(({ why }) => why)]).toEqual([
      0,
      [{ kind: "passed-over", why: { kind: "claim-too-long" } }],
    ]);
  });

  it("[ST5] is told as done where it stands by another window's hand, though casework refuses it here", async () => {
    held.undone.splice(0);
    const other = await insider(house, house.phraseOf("Plover"));
    const sent = new Appender(other);
    const noted: Build = (by) =>
      draft(noteOnThread(other.state, { op: "noteThread", mailbox, text: "From the other window." }, by));
    await sent.for({ ...asked, action: "note" }, () => sent.write(noted));
    const { stream } = other.compartment("intake") ?? expect.fail("no intake");
    const id = other.compartments.get(stream)?.accepted.at(-1)?.envelope?.write ?? "";
    // This window never knew what it comes to: it was refused the first time that it was asked.
    const left: Unsent = {
      ...{ id, at: house.now, asked: { action: "note", args: [mailbox, "From the other window."] }, reworded: false },
      ...{ kept: true, over: new Map(), writes: [], sealed: null, refused: null },
    };
    const next = new Appender(held);
    next.adopt(left, { build: () => ({ kind: "case-closed" }), accepted: async () => undefined });
    await next.flush();
    expect([next.pending, undone()]).toEqual([0, []]);
  });

  it("[ST5] a fault of ours in what is pressed early is said to whoever pressed, before its turn, and loses no words", async () => {
    let readOn: (() => void) | null = null;
    const early = new MemberHand(held);
    held.reading = { done: 0, of: 1 };
    early.readOn(() => new Promise((resolve) => (readOn = resolve)));
    vi.spyOn(held, "hand").mockImplementationOnce(() => {
      throw new TypeError("an invented fault");
    });
    await expect(early.act.note(mailbox, "Pressed early.")).rejects.toThrow("an invented fault");
    held.reading = null;
    await vi.waitFor(() => (readOn ?? expect.fail("not begun"))(), { timeout: 60_000 });
    await early.sync();
    expect([early.view().status.unsent, undone()]).toMatchObject([
      [],
      [{ action: "note", operations: [{ text: "Pressed early." }] }],
    ]);
    await done(early.act.settle(undone()[0]?.id ?? "", { take: "mine" }));
    expect((await seenByTern())?.notes.at(-1)?.text).toBe("Pressed early.");
  });

  /** Rung by the server, and for what no console counts. */
  const rings = async (alarm: AlarmId) => {
    await hand.sync();
    return held.alarms.find((one) => one.alarm === alarm && one.state !== "cleared");
  };
  const withAlarm =
    (build: Build, step: Extract<Framing, { kind: "alarm" }>["step"]): Build =>
    async (by) => {
      const drafted = await build(by);
      if (drafted.kind !== "draft") return drafted;
      return { kind: "draft", writes: drafted.writes.map((one) => ({ ...one, framing: { kind: "alarm", step } })) };
    };
  const arming = (alarm: AlarmId, hours: number) => ({
    ...{
      verb: "arm" as const,
      alarm,
      due: Math.ceil((house.now + hours * HOUR) / STEP_MS) * DUE_STEP_MINUTES,
      grace: 0,
      ladder: [],
    },
  });

  it("[P7] leaves no alarm at the server, and takes none away", async () => {
    const appender = new Appender(held);
    const [never, stands] = [newId<AlarmId>(random), newId<AlarmId>(random)];
    await appender.for(asked, () => appender.write(withAlarm(claims, arming(never, 2))));
    expect(await rings(never)).toBeUndefined();
    const noted: Build = (by) => draft(noteOnThread(held.state, { op: "noteThread", mailbox, text: "At two." }, by));
    await done(appender.for(asked, () => appender.write(withAlarm(noted, arming(stands, 2)))));
    const before = await rings(stands);
    for (const step of [{ verb: "clear" as const, alarm: stands }, arming(stands, 9)])
      await appender.for(asked, () => appender.write(withAlarm(claims, step)));
    expect(await rings(stands)).toMatchObject({ due: before?.due });
    held.undone.splice(0);
  });

  it("[CO6] and no hour at which a case is destroyed that nobody closed", async () => {
    await house.enrol("Knot", "caseworker");
    const knot = await insider(house, house.phraseOf("Knot"));
    const hers = new MemberHand(knot);
    await hers.sync();
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await hers.sync();
    const team = { owner: hers.me.id, standIn: null, team: [] };
    const { case: theCase } = await done(hers.act.openCase(caller.keys.id, { alias: "Kite", people: 1, ...team }));
    const { contactStream, parts } = caseOf(knot.state, theCase) ?? expect.fail("no case");
    // As a closing is written, but for its word.
    const framing = { kind: "retention" as const, eraseAt: hourOf(house.now) + 60 * 24 };
    const reopens = { op: "reopenCase" as const, reason: "It was never closed." };
    const closes: Build = () => ({
      kind: "draft",
      writes: parts.map(({ stream }) => ({ stream, framing, operations: stream === contactStream ? [reopens] : [] })),
    });
    const appender = new Appender(knot);
    expect(await appender.for(asked, () => appender.write(closes))).toMatchObject({ kind: "passed-over" });
    const hours = parts.map(({ stream }) => knot.compartments.get(stream)?.erasure);
    expect(hours.length).toBeGreaterThan(1);
    expect(hours.every((hour) => hour === null)).toBe(true);
  });

  /** Nothing more leaves a console once the server has its first write: its device goes out in that moment. */
  const diesAfterOne = async (of: Held, build: Build) => {
    const { call } = of.session;
    let sent = 0;
    vi.spyOn(of.session, "call").mockImplementation((path, body) => {
      if (path === "/api/append" && ++sent > 1) throw new TypeError("the power is gone");
      return call.call(of.session, path, body);
    });
    await expect(new Appender(of).write(build)).rejects.toThrow("the power is gone");
  };
  const openedAgain = async (handle: string) => {
    const again = await insider(house, house.phraseOf(handle));
    const one = new MemberHand(again);
    await one.sync();
    return { again, one };
  };

  it("[P7] also where its console was killed in between: the next one of its author puts back, once", async () => {
    const [never, stands] = [newId<AlarmId>(random), newId<AlarmId>(random)];
    const noted: Build = (by) => draft(noteOnThread(held.state, { op: "noteThread", mailbox, text: "At two." }, by));
    await new Appender(held).write(withAlarm(noted, arming(stands, 2)));
    const before = await rings(stands);
    for (const step of [arming(never, 2), { verb: "clear" as const, alarm: stands }]) {
      const dies = await insider(house, house.phraseOf("Plover"));
      const refused: Build = (by) =>
        draft(claimThread(dies.state, { mailbox, until: by.at + 1 + HALF_HOUR }, { ...by, at: by.at + 1 }));
      await diesAfterOne(dies, withAlarm(refused, step));
    }
    const server = await openedAgain("Tern");
    const armed = ({ alarms }: Held) => alarms.filter(({ state }) => state !== "cleared").map(({ alarm }) => alarm);
    expect([armed(server.again).includes(never), armed(server.again).includes(stands)]).toEqual([true, false]);
    const { again, one } = await openedAgain("Plover");
    expect(await rings(never)).toBeUndefined();
    expect(await rings(stands)).toMatchObject({ due: before?.due });
    const { stream } = again.compartment("intake") ?? expect.fail("no intake");
    const count = again.compartments.get(stream)?.count;
    await one.sync();
    expect((await openedAgain("Plover")).again.compartments.get(stream)?.count).toBe(count);
  });

  it("[CO6] and the hours of a whole case, unless somebody has set them anew since", async () => {
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    const { one: hers } = await openedAgain("Knot");
    const team = { owner: hers.me.id, standIn: null, team: [] };
    const { case: theCase } = await done(hers.act.openCase(caller.keys.id, { alias: "Crake", people: 1, ...team }));
    const closing = (of: Held): Build => {
      const { contactStream, parts } = caseOf(of.state, theCase) ?? expect.fail("no case");
      const framing = { kind: "retention" as const, eraseAt: hourOf(house.now) + DAYS_60 };
      const reopens = { op: "reopenCase" as const, reason: "It was never closed." };
      return () => ({
        kind: "draft",
        writes: parts.map(({ stream }) => ({
          ...{ stream, framing },
          operations: stream === contactStream ? [reopens] : [],
        })),
      });
    };
    const { again: dies } = await openedAgain("Knot");
    await diesAfterOne(dies, closing(dies));
    const hours = ({ compartments, state }: Held) =>
      caseOf(state, theCase)?.parts.map(({ stream }) => compartments.get(stream)?.erasure?.hour ?? null);
    const before = await insider(house, house.phraseOf("Knot"));
    expect(hours(before)?.every((hour) => hour !== null)).toBe(true);
    const { again } = await openedAgain("Knot");
    expect(hours(again)).toEqual(hours(before)?.map(() => null));

    const { again: diesToo } = await openedAgain("Knot");
    await diesAfterOne(diesToo, closing(diesToo));
    // Closed from another window, before the one that knew of the first closing was opened again.
    const other = new MemberHand(await insider(house, house.phraseOf("Knot")));
    const ends = { to: "withdrawn" as const, people: null, decision: null, reason: "their own wish" };
    await done(other.act.moveStage(theCase, ends));
    await done(other.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" }));
    const closed = hours((await openedAgain("Knot")).again);
    expect(closed?.every((hour) => hour !== null)).toBe(true);
  });

  it("housekeeping between the steps of a deed is nobody's deed", async () => {
    const appender = new Appender(held);
    await appender.for(asked, async () => {
      await atOnce(appender, () => appender.write(claims));
      return { kind: "done" };
    });
    expect(undone()).toEqual([]);
  });

  it("housekeeping that no console counts rests for a while, and the status says so", async () => {
    held.passedOver.clear();
    const appender = new Appender(held);
    const { stream } = held.compartment("intake") ?? expect.fail("no intake");
    const written = () => held.compartments.get(stream)?.count;
    const passed = { kind: "passed-over", why: { kind: "claim-too-long" } };
    expect(await appender.write(claims)).toEqual(passed);
    const before = written();
    expect(await appender.write(claims)).toEqual(passed);
    expect(written()).toBe(before);
    expect(hand.view().status.passedOver).toEqual([{ about: "intake", op: "claimThread", why: "claim-too-long" }]);
    await house.pass(15 * 60_000);
    await appender.write(claims);
    expect(written()).toBe((before ?? 0) + 1);
  });

  it("[P7] and holds back nothing that is about something else, alone or in the same append", async () => {
    held.passedOver.clear();
    const callers = await Promise.all([1, 2, 3].map(() => Caller.with(house)));
    for (const caller of callers) await caller.write("Another invented call.");
    await hand.sync();
    const [bad = mailbox, other = mailbox, third = mailbox] = callers.map(({ keys }) => keys.id);
    const { stream } = held.compartment("intake") ?? expect.fail("no intake");
    const [fits, tooLong] = [HALF_HOUR, HALF_HOUR + 1];
    const claiming =
      (...all: [MailboxId, number][]): Build =>
      ({ at }) => ({
        kind: "draft",
        writes: [{ stream, operations: all.map(([of, ms]) => ({ op: "claimThread", mailbox: of, until: at + ms })) }],
      });
    const appender = new Appender(held);
    const claimed = () => callers.map(({ keys }) => intakeOf(held.state).threads.get(keys.id)?.claim != null);
    expect(await appender.write(claiming([bad, tooLong]))).toMatchObject({ kind: "passed-over" });
    expect(await appender.write(claiming([other, fits]))).toEqual({ kind: "done" });
    await house.pass(1);
    expect(await appender.write(claiming([bad, tooLong], [third, fits]))).toMatchObject({ kind: "passed-over" });
    expect(claimed()).toEqual([false, true, true]);
    // What counted in that append is drawn no more, or is drawn for ever: then it rests with what does not count.
    const before = held.compartments.get(stream)?.count;
    await house.pass(1);
    await appender.write(claiming([bad, tooLong]));
    await appender.write(claiming([bad, tooLong], [third, fits]));
    expect(held.compartments.get(stream)?.count).toBe(before);
    expect(hand.view().status.passedOver).toHaveLength(1);
  });

  it("housekeeping is derived again from what stands: nobody has to choose", async () => {
    held.undone.splice(0);
    held.passedOver.clear();
    const appender = new Appender(held);
    await appender.write(claims);
    expect(undone()).toEqual([]);
  });
});
