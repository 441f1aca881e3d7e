import { describe, expect, it } from "vitest";
import {
  accountView,
  beginInterpreting,
  type ConsentId,
  caseView,
  checkpointOf,
  claimThread,
  continueThreads,
  decide,
  decideDecline,
  demandSecond,
  givePlan,
  intakeOf,
  interpretingEnd,
  moveStage,
  type Operation,
  propose,
  proposeDecline,
  type SafetyPlan,
  takeIntoCase,
  threadView,
  type WhyNone,
  writeConsent,
  writeProvision,
} from "../src/index.ts";
import { caseId, decisionId, hours, mailbox, member, minutes, Room, stream } from "./team.ts";

const kettle = mailbox("kettle");
const ROWAN = caseId("rowan");
const contact = stream("rowan c");
const inThread = { mailbox: kettle, case: null };
const inCase = { mailbox: kettle, case: ROWAN };

const plan: SafetyPlan = {
  signs: "two calls in one day",
  places: "the reading room until eight",
  people: "",
  carry: "passport, charger",
  papers: "a copy in the recipe book",
  codeWord: "whether she has a jar lid",
  phoneTaken: "from the reading room, after three days",
  nextWord: "Tuesday",
};
const lawyer = { referral: "r1", to: "an invented lawyer", purpose: "a summons", consent: "the caller: town, no name" };

const asked = (): Room => {
  const room = new Room();
  room.do("Plover", (state, by) => demandSecond(state, by));
  room.letter(kettle, { text: "Вы здесь?" });
  room.now += minutes(5);
  return room;
};

const write = (
  room: Room,
  said: Parameters<typeof writeProvision>[2],
  place: Parameters<typeof writeProvision>[1] = inThread,
) => room.do("Plover", (state, by) => writeProvision(state, place, said, by));

const decline = (room: Room, why: WhyNone = {}) =>
  room.do("Plover", (state, by) =>
    proposeDecline(
      state,
      {
        mailbox: kettle,
        decision: decisionId("d"),
        outcome: "declined",
        text: "nobody can reach that valley",
        eraseAfterDays: 30,
        seen: 1,
        expires: room.now + hours(24),
        ...why,
      },
      by,
    ),
  );

const provisionOf = (room: Room) => threadView(room.state, room.outside("Tern"), kettle).provision;

describe("whoever cannot be moved is not turned away with nothing in their hands", () => {
  it("a decline without a safety plan and a referral is refused, whatever it says else", () => {
    const room = asked();
    expect(decline(room)).toEqual({ kind: "empty-handed", missing: ["safety-plan", "referral"] });
    write(room, { op: "safetyPlan", plan, reason: "" });
    expect(decline(room)).toEqual({ kind: "empty-handed", missing: ["referral"] });
    write(room, { op: "refer", ...lawyer });
    expect(decline(room)).toEqual({ kind: "done" });
    const [waiting] = threadView(room.state, room.outside("Tern"), kettle).declines;
    expect(waiting?.provision).toMatchObject({ now: { plan }, referrals: [{ to: lawyer.to }], missing: [] });
  });

  it("or says why there is none, in so many words", () => {
    const room = asked();
    expect(decline(room, { noSafetyPlan: " ", noReferral: "nobody" })).toEqual({ kind: "incomplete", field: "reason" });
    expect(decline(room, { noSafetyPlan: "writes from abroad", noReferral: "asked three, none does this" })).toEqual({
      kind: "done",
    });
    expect(provisionOf(room)).toMatchObject({
      now: { plan: null, reason: "writes from abroad" },
      noReferral: { reason: "asked three, none does this" },
    });
  });

  it("a plan is changed as often as needed and keeps its history; an empty one is none", () => {
    const room = asked();
    const empty = Object.fromEntries(Object.keys(plan).map((question) => [question, " "])) as SafetyPlan;
    expect(write(room, { op: "safetyPlan", plan: empty, reason: "" })).toEqual({ kind: "incomplete", field: "text" });
    write(room, { op: "safetyPlan", plan, reason: "" });
    room.now += hours(3);
    write(room, { op: "safetyPlan", plan: { ...plan, nextWord: "Friday" }, reason: "" });
    expect(provisionOf(room)).toMatchObject({
      now: { plan: { nextWord: "Friday" }, at: room.now, by: { id: member("Plover") } },
      earlier: [{ plan: { nextWord: "Tuesday" } }],
    });
  });

  it("goes to the caller only as an answer that somebody sends, under the claim; a later version was not given", () => {
    const room = asked();
    const answer = {
      mailbox: kettle,
      message: "m1",
      seen: 1,
      text: "Where: …",
      standing: true,
      until: 1,
      checkInBy: null,
    };
    const give = () => room.do("Plover", (state, by) => givePlan(state, inThread, [answer], by));
    expect(give()).toEqual({ kind: "not-claimed" });
    room.do("Plover", (state, by) => claimThread(state, { mailbox: kettle, until: room.now + minutes(20) }, by));
    expect(give()).toEqual({ kind: "empty-handed", missing: ["safety-plan"] });
    write(room, { op: "safetyPlan", plan, reason: "" });
    expect(provisionOf(room).given).toBeNull();
    expect(give()).toEqual({ kind: "done" });
    expect(provisionOf(room).given).toMatchObject({ by: { id: member("Plover") } });
    write(room, { op: "safetyPlan", plan: { ...plan, carry: "" }, reason: "" });
    expect(provisionOf(room).given).toBeNull();
  });

  it("a partner's answer is kept when it comes, also after the thread was closed", () => {
    const room = asked();
    write(room, { op: "refer", ...lawyer });
    expect(write(room, { op: "refer", ...lawyer })).toEqual({ kind: "already-kept" });
    expect(write(room, { op: "refer", ...lawyer, referral: "r2", consent: "" })).toEqual({
      kind: "incomplete",
      field: "consent",
    });
    decline(room, { noSafetyPlan: "has one already" });
    room.do("Tern", (state, by) =>
      decideDecline(state, { mailbox: kettle, decision: decisionId("d"), verdict: "approve", reason: "read it" }, by),
    );
    expect(write(room, { op: "safetyPlan", plan, reason: "" })).toEqual({ kind: "thread-closed" });
    const answer = {
      op: "answerReferral" as const,
      referral: "r1",
      answer: "accepted" as const,
      note: "Monday at ten",
    };
    expect(write(room, answer)).toEqual({ kind: "done" });
    expect(write(room, { ...answer, referral: "r9" })).toEqual({ kind: "no-such-referral" });
    expect(provisionOf(room).referrals).toMatchObject([{ answered: { answer: "accepted", note: "Monday at ten" } }]);
  });
});

describe("a caller who goes on under new code words", () => {
  it("keeps plan and referral; what waited for a second person, and the interpreter, end with the old ones", () => {
    const room = asked();
    write(room, { op: "safetyPlan", plan, reason: "" });
    write(room, { op: "refer", ...lawyer });
    decline(room);
    const fresh = mailbox("fresh");
    room.letter(fresh, { text: "…" });
    const apart = stream("apart");
    const given = { seen: room.thread(kettle), stream: apart, interpreter: member("Lark") };
    room.do("Plover", (state, by) => beginInterpreting(state, given, by));
    const went = { mailbox: fresh, from: kettle, seen: 1 };
    expect(room.do("Plover", (state, by) => continueThreads(state, [went], by))).toEqual({ kind: "done" });
    const [old, next] = [kettle, fresh].map((one) => threadView(room.state, room.outside("Tern"), one));
    expect(next?.provision).toMatchObject({ now: { plan }, referrals: [{ to: lawyer.to }], missing: [] });
    expect(old?.declines).toMatchObject([{ state: "withdrawn" }]);
    expect(interpretingEnd(intakeOf(room.state).threads.get(kettle))).toEqual({ at: room.now, days: 0 });
  });
});

const take = (room: Room) => {
  const ids = { case: ROWAN, contact, threat: stream("rowan t"), token: "t" };
  const who = { alias: "Rowan", people: 1, owner: member("Wren"), standIn: null };
  return room.do("Wren", (state, by) => takeIntoCase(state, { thread: room.thread(kettle), ...ids, ...who }, by));
};

const proposeCase = (room: Room, why: WhyNone = {}, word = "d") =>
  room.do("Wren", (state, by) =>
    propose(
      state,
      ROWAN,
      {
        decision: decisionId(word),
        about: "decline",
        text: "cannot be reached",
        checklist: [],
        expires: room.now + hours(24),
        ...why,
      },
      by,
    ),
  );

const moveToDeclined = (room: Room) =>
  room.do("Wren", (state, by) =>
    moveStage(state, ROWAN, { to: "declined", people: null, decision: null, reason: "by two", token: "m" }, by),
  );

const approve = (room: Room) =>
  room.do("Heron", (state, by) =>
    decide(state, ROWAN, { decision: decisionId("d"), verdict: "approve", reason: "read it all" }, by),
  );

describe("a case", () => {
  it("takes plan and referrals along from the thread", () => {
    const room = asked();
    write(room, { op: "safetyPlan", plan, reason: "" });
    write(room, { op: "refer", ...lawyer });
    write(room, { op: "answerReferral", referral: "r1", answer: "refused", note: "" });
    expect(take(room)).toEqual({ kind: "done" });
    expect(caseView(room.state, room.outside("Wren"), ROWAN)?.provision).toMatchObject({
      now: { plan },
      referrals: [{ to: lawyer.to, answered: { answer: "refused" } }],
    });
    expect(accountView(room.state)).toEqual({ refused: [], unknown: 0 });
  });

  it("is not declined, nor proposed to be, with empty hands; with a plan and a referral it is", () => {
    const room = asked();
    take(room);
    expect(proposeCase(room)).toEqual({ kind: "empty-handed", missing: ["safety-plan", "referral"] });
    expect(moveToDeclined(room)).toEqual({
      kind: "stage-not-open",
      missing: ["approved-decline", "safety-plan", "referral"],
    });
    write(room, { op: "safetyPlan", plan, reason: "" }, inCase);
    expect(proposeCase(room, { noReferral: "asked three, none does this" })).toEqual({ kind: "done" });
    expect(approve(room)).toEqual({ kind: "done" });
    expect(moveToDeclined(room)).toEqual({ kind: "done" });
    const timeline = caseView(room.state, room.outside("Wren"), ROWAN)?.timeline.map(({ what }) => what.kind);
    expect(timeline).toEqual(expect.arrayContaining(["safety-plan", "no-referral", "proposed", "decided", "stage"]));
  });

  it("declined before that was the rule stays declined; its next proposal brings the rule along", () => {
    const room = asked();
    const older: Operation[] = [
      { op: "begin", compartment: { about: "case", case: ROWAN, part: "contact" } },
      { op: "openCase", case: ROWAN, alias: "Rowan", people: 1, mailbox: kettle, owner: member("Wren"), standIn: null },
      {
        op: "propose",
        decision: decisionId("d"),
        about: "decline",
        text: "as it was then",
        checklist: [],
        expires: room.now + hours(24),
      },
    ];
    room.do("Wren", () => ({ kind: "operations", writes: [{ stream: contact, operations: older }] }));
    approve(room);
    expect(moveToDeclined(room)).toEqual({ kind: "done" });
    expect(accountView(room.state).refused).toEqual([]);
    room.do("Wren", (state, by) =>
      moveStage(state, ROWAN, { to: "contact", people: null, decision: null, reason: "writes again", token: "n" }, by),
    );
    expect(proposeCase(room, {}, "e")).toMatchObject({ kind: "empty-handed" });
  });

  it("[CO2] whoever reads from now on learns that there is a plan, and not a word of it", () => {
    const room = asked();
    take(room);
    write(room, { op: "safetyPlan", plan, reason: "" }, inCase);
    const rests = "c0".repeat(16) as ConsentId;
    const { to: recipient, consent: words } = lawyer;
    const allowed = { consent: rests, purpose: "lawyer", recipient, covers: [], words, how: "telephone" } as const;
    const given = { op: "giveConsent" as const, ...allowed, covers: [], until: null, over: 0 };
    room.do("Wren", (state, by) => writeConsent(state, ROWAN, given, by));
    expect(write(room, { op: "refer", ...lawyer, rests }, inCase)).toEqual({ kind: "done" });
    const entries = room.entries.filter((entry) => entry.stream === contact);
    const said = JSON.stringify(checkpointOf({ about: "case", case: ROWAN, part: "contact" }, entries));
    expect(said).toContain("safetyPlan");
    // To whom something may be told is no word of the caller: whoever works on has to keep to it.
    expect(said).toContain(lawyer.to);
    for (const word of ["reading room", "recipe book", "jar lid", lawyer.purpose, lawyer.consent])
      expect(said).not.toContain(word);
  });
});
