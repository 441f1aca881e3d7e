import { describe, expect, it } from "vitest";
import {
  accountView,
  closeThread,
  DECLINING_OUTCOMES,
  type DecliningOutcome,
  decideDecline,
  demandSecond,
  intakeOf,
  noteOnThread,
  proposeDecline,
  queueView,
  reopenedByCaller,
  reopenThread,
  type SettledOutcome,
  takeIntoCase,
  threadView,
  todayView,
  withdrawDecline,
} from "../src/index.ts";
import { caseId, decisionId, hours, mailbox, member, minutes, Room, stream } from "./team.ts";

const kettle = mailbox("kettle");
const first = decisionId("first");

const closing = (outcome: DecliningOutcome | SettledOutcome, note = "asked twice") => ({
  mailbox: kettle,
  outcome,
  note,
  eraseAfterDays: 30,
  seen: 1,
});

/** A caller has written; from here on two are needed to turn somebody away. */
const asked = (): Room => {
  const room = new Room();
  room.do("Plover", (state, by) => demandSecond(state, by));
  room.letter(kettle, { text: "Вы здесь?" });
  room.now += minutes(5);
  return room;
};

const propose = (room: Room, name: string, decision = first, outcome: DecliningOutcome = "referred") =>
  room.do(name, (state, by) =>
    proposeDecline(
      state,
      {
        mailbox: kettle,
        decision,
        outcome,
        text: "a lawyer in Zarechye has the rest",
        eraseAfterDays: 30,
        seen: 1,
        expires: room.now + hours(24),
        noSafetyPlan: "asked for advice only",
        noReferral: "nobody does this there",
      },
      by,
    ),
  );

const decide = (
  room: Room,
  name: string,
  verdict: "approve" | "refuse" = "approve",
  reason = "read it all; so it is",
) => room.do(name, (state, by) => decideDecline(state, { mailbox: kettle, decision: first, verdict, reason }, by));

const seenBy = (room: Room, name: string) => threadView(room.state, room.outside(name), kettle);

describe("[P11] a thread that never became a case", () => {
  it.each(DECLINING_OUTCOMES)("is not closed as “%s” by one member alone, whoever it is", (outcome) => {
    for (const name of ["Plover", "Siskin", "Wren"]) {
      const room = asked();
      expect(room.do(name, (state, by) => closeThread(state, closing(outcome), by))).toEqual({ kind: "needs-second" });
      expect(propose(room, name, first, outcome)).toEqual({ kind: "done" });
      expect(decide(room, name)).toEqual({ kind: "own-proposal" });
      expect(seenBy(room, name)).toMatchObject({ standing: "waiting", closed: null });
    }
  });

  it("is closed once a second, different member has agreed, with the reasons of both", () => {
    const room = asked();
    propose(room, "Plover");
    expect(queueView(room.state, room.outside("Tern")).threads).toHaveLength(1);
    expect(decide(room, "Tern", "approve", "")).toEqual({ kind: "incomplete", field: "reason" });
    room.now += hours(2);
    expect(decide(room, "Tern")).toEqual({ kind: "done" });
    expect(seenBy(room, "Wren")).toMatchObject({
      standing: "closed",
      closed: {
        outcome: "referred",
        note: "a lawyer in Zarechye has the rest",
        by: { id: member("Plover") },
        approvedBy: { id: member("Tern") },
        at: room.now,
      },
      declines: [{ state: "approved", verdict: { by: { id: member("Tern") }, reason: "read it all; so it is" } }],
    });
    expect(decide(room, "Siskin")).toEqual({ kind: "thread-closed" });
  });

  it("what is settled, a duplicate that is named, and advertising that nobody answered need no second person", () => {
    for (const outcome of ["answered", "duplicate", "spam"] as const) {
      const room = asked();
      expect(room.do("Plover", (state, by) => closeThread(state, closing(outcome), by))).toEqual({ kind: "done" });
      expect(seenBy(room, "Tern").closed).toMatchObject({ outcome, approvedBy: null });
    }
    const unnamed = asked().do("Plover", (state, by) => closeThread(state, closing("duplicate", " "), by));
    expect(unnamed).toEqual({ kind: "incomplete", field: "note" });
  });

  it("a conversation is no advertisement", () => {
    const room = asked();
    const answer = { message: "m1", seen: 1, text: "Да", standing: false, until: null, checkInBy: null };
    const told = { op: "answerThread" as const, mailbox: kettle, ...answer };
    room.do("Plover", () => ({ kind: "operations", writes: [{ stream: stream("intake"), operations: [told] }] }));
    expect(room.do("Plover", (state, by) => closeThread(state, closing("spam"), by))).toEqual({ kind: "needs-second" });
  });

  it("waits on Today for everyone of the hotline but its author; runs out; can be refused and taken back", () => {
    const room = asked();
    propose(room, "Plover");
    const today = (name: string) => todayView(room.state, room.outside(name));
    expect(today("Tern").waitingForMe).toMatchObject([{ case: null, mailbox: kettle, outcome: "referred" }]);
    expect(today("Siskin").waitingForMe).toHaveLength(1);
    expect(today("Plover")).toMatchObject({ waitingForMe: [], mineWaiting: [{ mine: "own-proposal" }] });
    expect(today("Avocet")).toMatchObject({ waitingForMe: [] });
    room.now += hours(13);
    expect(today("Tern").nextHours).toMatchObject([{ kind: "decision-closes", mailbox: kettle, case: null }]);
    room.now += hours(12);
    expect(decide(room, "Tern")).toMatchObject({ kind: "expired" });
    expect(seenBy(room, "Tern").declines).toMatchObject([{ state: "expired" }]);

    const refused = asked();
    propose(refused, "Plover");
    expect(decide(refused, "Tern", "refuse", "they said that they sleep in a stairwell")).toEqual({ kind: "done" });
    expect(seenBy(refused, "Plover")).toMatchObject({ standing: "waiting", declines: [{ state: "refused" }] });

    const back = asked();
    propose(back, "Plover");
    const withdraw = (name: string) =>
      back.do(name, (state, by) =>
        withdrawDecline(state, { mailbox: kettle, decision: first, reason: "a bed was found" }, by),
      );
    expect(withdraw("Tern")).toEqual({ kind: "not-your-proposal" });
    expect(withdraw("Plover")).toEqual({ kind: "done" });
    expect(decide(back, "Tern")).toEqual({ kind: "already-decided" });
  });

  it("shows the second person what came since; what the proposer had not read opens the thread again at once", () => {
    const room = asked();
    propose(room, "Plover");
    room.now += minutes(30);
    room.letter(kettle, { text: "Меня нашли", tap: "danger" });
    room.do("Siskin", (state, by) => noteOnThread(state, { op: "noteThread", mailbox: kettle, text: "rang in" }, by));
    room.now += minutes(1);
    expect(seenBy(room, "Tern").declines[0]?.changedSince).toMatchObject([
      { what: { kind: "letter", tap: "danger" } },
      { what: { kind: "note" } },
    ]);
    expect(decide(room, "Tern")).toEqual({ kind: "done" });
    expect(seenBy(room, "Tern")).toMatchObject({ standing: "waiting", closed: null, urgency: { level: "now" } });
    expect(reopenedByCaller(intakeOf(room.state).threads.values(), [room.thread(kettle)])).toEqual([kettle]);
  });

  it("is overtaken where the thread goes another way: into a case, or settled", () => {
    const room = asked();
    propose(room, "Plover");
    const owner = member("Wren");
    const ids = { case: caseId("rowan"), contact: stream("rowan c"), threat: stream("rowan t"), token: "t" };
    const taken = { thread: room.thread(kettle), ...ids, alias: "Rowan", people: 1, owner, standIn: null };
    expect(room.do("Wren", (state, by) => takeIntoCase(state, taken, by))).toEqual({ kind: "done" });
    expect(decide(room, "Tern")).toEqual({ kind: "thread-in-case" });
    expect(seenBy(room, "Wren").declines).toMatchObject([{ state: "withdrawn" }]);
    expect(todayView(room.state, room.outside("Tern")).waitingForMe).toEqual([]);
  });
});

describe("closings from before two were needed", () => {
  it("stand as they were made, and say that one person made them; from the word on, the same is refused", () => {
    const room = new Room();
    room.letter(kettle, { text: "Вы здесь?" });
    expect(room.do("Plover", (state, by) => closeThread(state, closing("not-credible"), by))).toEqual({ kind: "done" });
    // The first newer client that comes by. Said twice, it says nothing new.
    for (const name of ["Tern", "Siskin"]) room.do(name, (state, by) => demandSecond(state, by));
    expect(seenBy(room, "Tern")).toMatchObject({
      standing: "closed",
      closed: { outcome: "not-credible", by: { id: member("Plover") }, approvedBy: null },
    });
    // An older client, or one that was changed, goes on as before: what it writes counts for nobody.
    room.do("Plover", (state, by) => reopenThread(state, { mailbox: kettle, reason: "once more" }, by));
    const writes = [{ stream: stream("intake"), operations: [{ op: "closeThread" as const, ...closing("abusive") }] }];
    room.do("Plover", () => ({ kind: "operations", writes }));
    expect(accountView(room.state).refused).toMatchObject([{ op: "closeThread", refusal: { kind: "needs-second" } }]);
    expect(seenBy(room, "Tern").closed).toBeNull();
  });
});
