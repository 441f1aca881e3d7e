import { describe, expect, it } from "vitest";
import {
  type BoardMatch,
  beginCompartment,
  boardView,
  caseView,
  caseViews,
  judgeMatch,
  type KnownId,
  type MailboxId,
  type MatchedWith,
  matchBoard,
  noteOnThread,
  type Outcome,
  type Readable,
  recordVerification,
  statePerson,
  takeIntoCase,
  threadView,
  threadViews,
  writeKnown,
  writeToCase,
  writeToPart,
} from "../src/index.ts";
import { caseId, hours, mailbox, member, Room, stream } from "./team.ts";

const [kettle, ladder] = [mailbox("kettle"), mailbox("ladder")];
const rowan = caseId("rowan");
const lure = "ab".repeat(16) as KnownId;

const readable = (room: Room, name: string): Readable => ({
  threads: threadViews(room.state, room.outside(name)),
  cases: caseViews(room.state, room.outside(name)),
  board: boardView(room.state, room.outside(name)),
});

const matchesOf = (room: Room, name: string, subject: MatchedWith): BoardMatch[] => {
  const [board, known] = [matchBoard(), readable(room, name)];
  for (const _ of board.refresh(known));
  return board.matchesOf(subject, known)?.matches ?? [];
};

const thread = (of: MailboxId): MatchedWith => ({ kind: "thread", mailbox: of });

/** One person has written twice: in Russian, and after losing the words in Arabic, from the same phone. */
const wroteTwice = (): Room => {
  const room = new Room();
  room.letter(kettle, { text: "Меня зовут Хамзат Придуманов, телефон 8 (900) 000-41-16." });
  room.now += hours(30);
  room.letter(ladder, { language: "ar", text: "اسمي حمزات بريدومانوف. رقمي ٠٠٧٩٠٠٠٠٠٤١١٦" });
  return room;
};

const known = (more: object = {}) => ({
  op: "addKnown" as const,
  known: lure,
  kind: "infiltrator" as const,
  names: ["Khamzat Pridumanov"],
  identifiers: [],
  reason: "asked three times for the driver",
  source: "another thread",
  ...more,
});

const take = (room: Room): Outcome | { kind: "done" } =>
  room.do("Siskin", (state, by) =>
    takeIntoCase(
      state,
      {
        thread: room.thread(kettle),
        case: rowan,
        contact: stream("contact"),
        threat: stream("threat"),
        alias: "Rowan",
        people: 1,
        owner: member("Siskin"),
        standIn: null,
        token: "t1",
      },
      by,
    ),
  );

describe("Is it the same person?", () => {
  it("two threads in two alphabets find each other, and say why", () => {
    const room = wroteTwice();
    const [match] = matchesOf(room, "Plover", thread(ladder));
    expect(match).toMatchObject({ subject: thread(kettle), strength: "strong", judged: null });
    expect(match?.reasons.map(({ kind }) => kind)).toEqual(["identifier", "name"]);
    expect(matchesOf(room, "Plover", thread(kettle)).map(({ subject }) => subject)).toEqual([thread(ladder)]);
  });

  it("“another person” is remembered with its reason, from either side; the newest word counts", () => {
    const room = wroteTwice();
    const say = (verdict: "same" | "other", reason: string) =>
      room.do("Plover", (state, by) =>
        judgeMatch(state, { here: { kind: "thread", mailbox: ladder }, there: thread(kettle), verdict, reason }, by),
      );
    expect(say("other", " ")).toEqual({ kind: "incomplete", field: "reason" });
    expect(say("other", "could not say what was agreed")).toEqual({ kind: "done" });
    const [match] = matchesOf(room, "Tern", thread(kettle));
    expect(match?.judged).toMatchObject({ verdict: "other", reason: "could not say what was agreed" });
    expect(say("same", "knew the word")).toEqual({ kind: "done" });
    expect(matchesOf(room, "Tern", thread(ladder))[0]?.judged).toMatchObject({ verdict: "same" });
  });

  it("[P3] what a case has to do with it is said in the case: who does not hold it sees neither match nor word", () => {
    const room = wroteTwice();
    expect(take(room)).toEqual({ kind: "done" });
    room.rows.delete(kettle);
    const judged = room.do("Siskin", (state, by) =>
      judgeMatch(
        state,
        {
          here: { kind: "thread", mailbox: ladder },
          there: { kind: "case", case: rowan },
          verdict: "same",
          reason: "PLANTED",
        },
        by,
      ),
    );
    expect(judged).toEqual({ kind: "done" });
    expect(matchesOf(room, "Siskin", thread(ladder))[0]).toMatchObject({
      subject: { kind: "case", case: rowan },
      judged: { verdict: "same", reason: "PLANTED" },
    });
    // An operator's state has no stream of the case: the same folds, without them.
    const without = new Map(
      [...room.state.streams].filter(([id]) => id !== stream("contact") && id !== stream("threat")),
    );
    const operators = Object.assign(new Room(), room, { state: { streams: without } });
    expect(matchesOf(operators, "Plover", thread(ladder))).toEqual([]);
    expect(JSON.stringify(readable(operators, "Plover"))).not.toContain("PLANTED");
    const smuggled = room.do("Siskin", () => ({
      kind: "operations",
      writes: [
        {
          stream: stream("intake"),
          operations: [
            {
              op: "judgeMatch",
              mailbox: ladder,
              other: { kind: "case", case: rowan },
              verdict: "same",
              reason: "PLANTED",
            },
          ],
        },
      ],
    }));
    expect(smuggled).toEqual({ kind: "done" });
    expect(room.state.streams.get(stream("intake"))?.refused.at(-1)?.refusal).toEqual({ kind: "wrong-compartment" });
  });
});

describe("[P3] What was noted in identity", () => {
  it("finds the one who wrote again, and the reason does not say the words; the same words in needs are said", () => {
    const room = wroteTwice();
    room.rows.delete(kettle);
    room.letter(kettle, { text: "help" });
    expect(take(room)).toEqual({ kind: "done" });
    const note = { op: "note", text: "Хамзат Придуманов, 8 900 000 41 16" } as const;
    const noteIn = (part: "identity" | "needs") => {
      const own = stream(part);
      const compartment = { about: "case", case: rowan, part } as const;
      expect(room.do("Siskin", (state, by) => beginCompartment(state, own, compartment, by))).toEqual({ kind: "done" });
      const begun = { op: "beginPart", part, stream: own } as const;
      expect(room.do("Siskin", (state, by) => writeToCase(state, rowan, [begun], by))).toEqual({ kind: "done" });
      expect(room.do("Siskin", (state, by) => writeToPart(state, own, note, by))).toEqual({ kind: "done" });
    };
    noteIn("identity");
    const [match] = matchesOf(room, "Siskin", thread(ladder));
    expect(match).toMatchObject({ subject: { kind: "case", case: rowan }, strength: "strong" });
    expect(match?.reasons.map(({ kind }) => kind)).toEqual(["covered", "covered"]);
    expect(JSON.stringify(match)).not.toMatch(/Придуманов|بريدومانوف|4116|41 16/u);
    noteIn("needs");
    const [open] = matchesOf(room, "Siskin", thread(ladder));
    expect(open?.reasons.map(({ kind }) => kind)).toEqual(["identifier", "name"]);
  });
});

describe("Is it a trap?", () => {
  it("one member's word is shown as that; only another confirms it; and it lowers nobody", () => {
    const room = wroteTwice();
    const before = threadView(room.state, room.outside("Plover"), kettle);
    expect(room.do("Plover", (state, by) => writeKnown(state, known(), by))).toEqual({ kind: "done" });
    expect(boardView(room.state, room.outside("Plover")).known[0]).toMatchObject({
      confirmed: null,
      mayConfirm: false,
    });
    expect(boardView(room.state, room.outside("Tern")).known[0]).toMatchObject({
      mayConfirm: true,
      by: { id: member("Plover") },
    });
    const confirm = (name: string) =>
      room.do(name, (state, by) => writeKnown(state, { op: "confirmKnown", known: lure, reason: "asked me too" }, by));
    expect(confirm("Plover")).toEqual({ kind: "own-proposal" });
    // Said to be Plover too: the button is not offered, with the reason.
    const pair = { member: member("Heron"), other: member("Plover"), reason: "lost her keys", over: 0 };
    room.do("Dunlin", (state, by) => statePerson(state, { ...pair, same: true }, by));
    expect(boardView(room.state, room.outside("Heron")).known[0]).toMatchObject({
      mayConfirm: false,
      wroteAsAnother: true,
    });
    expect(boardView(room.state, room.outside("Plover")).known[0]?.wroteAsAnother).toBe(false);
    expect(confirm("Heron")).toEqual({ kind: "one-person", other: member("Plover") });
    expect(confirm("Tern")).toEqual({ kind: "done" });
    expect(confirm("Wren")).toEqual({ kind: "already-decided" });
    const match = matchesOf(room, "Wren", thread(kettle)).find(({ subject }) => subject.kind === "known");
    expect(match).toMatchObject({ strength: "strong", reasons: [{ kind: "name" }] });
    const after = threadView(room.state, room.outside("Plover"), kettle);
    expect({ ...after, urgency: null }).toEqual({ ...before, urgency: null });
    expect(after.score).toBe(before.score);
  });

  it("needs a reason, a source and something to recognise by; withdrawing leaves it, with the reason", () => {
    const room = wroteTwice();
    const add = (more: object) => room.do("Plover", (state, by) => writeKnown(state, known(more), by));
    expect(add({ reason: "" })).toEqual({ kind: "incomplete", field: "reason" });
    expect(add({ source: " " })).toEqual({ kind: "incomplete", field: "source" });
    expect(add({ names: [] })).toEqual({ kind: "incomplete", field: "names" });
    expect(add({})).toEqual({ kind: "done" });
    expect(add({})).toEqual({ kind: "already-kept" });
    const withdraw = () =>
      room.do("Tern", (state, by) => writeKnown(state, { op: "withdrawKnown", known: lure, reason: "a namesake" }, by));
    expect(withdraw()).toEqual({ kind: "done" });
    expect(withdraw()).toEqual({ kind: "already-decided" });
    expect(boardView(room.state, room.outside("Plover")).known[0]).toMatchObject({
      withdrawn: { reason: "a namesake", by: { id: member("Tern") } },
      mayConfirm: false,
    });
    expect(matchesOf(room, "Plover", thread(kettle)).some(({ subject }) => subject.kind === "known")).toBe(true);
    expect(
      room.do("Tern", (state, by) =>
        writeKnown(state, { op: "confirmKnown", known: "cd".repeat(16) as KnownId, reason: "x" }, by),
      ),
    ).toEqual({ kind: "no-such-known" });
  });
});

describe("What is thought of a statement", () => {
  const said = { statement: "was held in April", source: "the caller", corroboration: "", against: "" };

  it("changes over time, says who said so, and moves along into the case as each had said it", () => {
    const room = wroteTwice();
    const verify = (name: string, more: object) =>
      room.do(name, (state, by) =>
        noteOnThread(
          state,
          { op: "verifyThread", mailbox: kettle, line: "one", ...said, certainty: "said", ...more },
          by,
        ),
      );
    expect(verify("Plover", { source: "" })).toEqual({ kind: "incomplete", field: "source" });
    verify("Plover", {});
    room.now += hours(1);
    verify("Tern", { corroboration: "a friend says the same", certainty: "likely" });
    const [line] = threadView(room.state, room.outside("Plover"), kettle).statements;
    expect(line).toMatchObject({ certainty: "likely", by: { id: member("Tern") }, earlier: [{ certainty: "said" }] });
    room.now += hours(1);
    take(room);
    const view = () => caseView(room.state, room.outside("Siskin"), rowan);
    expect(view()?.statements).toMatchObject([
      {
        line: "one",
        by: { id: member("Tern") },
        carriedBy: { id: member("Siskin") },
        earlier: [{ by: { id: member("Plover") } }],
      },
    ]);
    expect(verify("Plover", {})).toEqual({ kind: "thread-in-case" });
    room.do("Siskin", (state, by) =>
      recordVerification(
        state,
        rowan,
        { ...said, line: "one", against: "was in Kamenka then", certainty: "said", concluded: false },
        by,
      ),
    );
    // Written before statements had names: it stands for itself.
    room.do("Siskin", (state, by) =>
      recordVerification(
        state,
        rowan,
        { statement: "has a brother", source: "the caller", corroboration: "", certainty: "said", concluded: true },
        by,
      ),
    );
    expect(view()?.statements.map(({ statement, against, earlier }) => [statement, against, earlier.length])).toEqual([
      ["has a brother", "", 0],
      ["was held in April", "was in Kamenka then", 2],
    ]);
    expect(view()?.verified).toBe("said");
  });
});
