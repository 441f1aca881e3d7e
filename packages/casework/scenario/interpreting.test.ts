import { describe, expect, it } from "vitest";
import {
  accountView,
  beginInterpreting,
  caseView,
  claimThread,
  closeThread,
  endInterpreting,
  eraseAtHour,
  erasureAlarms,
  interpretingViews,
  type Operation,
  reopenThread,
  takeIntoCase,
  toRelay,
  writeToInterpreting,
} from "../src/index.ts";
import { caseId, hours, mailbox, member, minutes, Room, stream } from "./team.ts";

const kettle = mailbox("kettle");
const apart = stream("apart");

const given = (): Room => {
  const room = new Room();
  room.letter(kettle, { text: "one" });
  room.now += minutes(5);
  const intent = { seen: room.thread(kettle), stream: apart, interpreter: member("Lark") };
  expect(room.do("Plover", (state, by) => beginInterpreting(state, intent, by))).toEqual({ kind: "done" });
  return room;
};

type Said = Parameters<typeof writeToInterpreting>[2][number];
const say = (room: Room, name: string, said: Said) =>
  room.do(name, (state, by) => writeToInterpreting(state, apart, [said], by));

describe("one thread for one interpreter", () => {
  it("takes translations and drafts of an interpreter, and nothing else", () => {
    const room = given();
    expect(say(room, "Lark", { op: "translate", of: 1, text: "the first" })).toEqual({ kind: "done" });
    expect(say(room, "Lark", { op: "translate", of: 1, text: "better" })).toEqual({ kind: "done" });
    say(room, "Plover", { op: "askDraft", request: "r", text: "where are you?" });
    expect(say(room, "Lark", { op: "draftAnswer", request: "r", text: "abala?" })).toEqual({ kind: "done" });
    for (const said of [
      { op: "askDraft", request: "s", text: "x" },
      { op: "settleDraft", request: "r" },
      { op: "relayLetter", seq: 7, language: "ru", text: "made up", at: 1 },
      { op: "relayAnswer", message: "m", text: "made up", at: 1 },
    ] as const)
      expect(say(room, "Lark", said)).toEqual({ kind: "not-your-role" });
    const strange: Operation[] = [
      { op: "note", text: "x" },
      { op: "titlePart", title: "x" },
      { op: "searchStatus", about: "accusation", known: "found", source: "x", checkedAt: 1 },
    ];
    for (const operation of strange)
      room.do("Lark", () => ({ kind: "operations", writes: [{ stream: apart, operations: [operation] }] }));
    const refused = accountView(room.state).refused.map(({ refusal }) => refusal.kind);
    expect(refused).toEqual(["wrong-compartment", "wrong-compartment", "wrong-compartment"]);
    expect(interpretingViews(room.state, room.outside("Plover"))).toMatchObject([
      { words: [{ translation: { text: "better" } }], requests: [{ draft: { text: "abala?" } }], waits: 0 },
    ]);
  });

  it("the team says what it wants worded, and translates nothing in the interpreter's name", () => {
    const room = given();
    for (const name of ["Plover", "Siskin", "Wren"])
      expect(say(room, name, { op: "translate", of: 1, text: "x" })).toEqual({ kind: "not-your-role" });
    say(room, "Plover", { op: "askDraft", request: "r", text: "x" });
    say(room, "Siskin", { op: "settleDraft", request: "r" });
    expect(say(room, "Lark", { op: "draftAnswer", request: "r", text: "late" })).toEqual({ kind: "no-such-request" });
    expect(say(room, "Lark", { op: "translate", of: 5, text: "of nothing" })).toEqual({ kind: "no-such-letter" });
  });

  it("what is to be passed on is each letter and each answer once", () => {
    const room = given();
    const missing = () => toRelay(room.state, apart, undefined, room.thread(kettle));
    expect(missing()).toEqual([]);
    room.letter(kettle, { text: "two" });
    const [letter] = missing();
    expect(letter).toMatchObject({ op: "relayLetter", seq: 2, text: "two" });
    if (letter === undefined) throw new Error("nothing to pass on");
    expect(JSON.stringify(letter)).not.toContain(kettle);
    say(room, "Tern", letter);
    expect(say(room, "Plover", letter)).toEqual({ kind: "already-kept" });
    expect(missing()).toEqual([]);
  });

  it("what was translated goes into the case that the thread becomes, in the interpreter's name", () => {
    const room = given();
    for (const text of ["the first", "better"]) say(room, "Lark", { op: "translate", of: 1, text });
    const ids = { case: caseId("rowan"), contact: stream("rowan c"), threat: stream("rowan t"), token: "t" };
    const who = { alias: "Rowan", people: 1, owner: member("Wren"), standIn: null };
    room.do("Wren", (state, by) => takeIntoCase(state, { thread: room.thread(kettle), ...ids, ...who }, by));
    expect(caseView(room.state, room.outside("Wren"), ids.case)?.messages).toMatchObject([
      { text: "one", translated: { text: "better", by: { id: member("Lark") } } },
    ]);
  });

  it("is with one at a time, and with nobody new once the thread is closed", () => {
    const room = given();
    const again = { seen: room.thread(kettle), stream: stream("again"), interpreter: member("Lark") };
    const begin = () => room.do("Tern", (state, by) => beginInterpreting(state, again, by));
    expect(begin()).toEqual({ kind: "already-interpreted" });
    const end = () => room.do("Tern", (state, by) => endInterpreting(state, { mailbox: kettle, stream: apart }, by));
    expect(end()).toEqual({ kind: "done" });
    expect(end()).toEqual({ kind: "not-interpreted" });
    // Not under another thread's name either, with which it would be erased.
    const other = mailbox("other");
    room.letter(other, { text: "one" });
    const op = { op: "beginInterpreting" as const, mailbox: other, stream: apart, interpreter: member("Lark") };
    room.do("Tern", () => ({ kind: "operations", writes: [{ stream: stream("intake"), operations: [op] }] }));
    expect(accountView(room.state).refused.at(-1)).toMatchObject({ refusal: { kind: "already-interpreted" } });
    room.do("Tern", (state, by) =>
      closeThread(state, { mailbox: kettle, outcome: "answered", note: "as agreed", eraseAfterDays: 30, seen: 1 }, by),
    );
    expect(begin()).toEqual({ kind: "thread-closed" });
    expect(room.do("Tern", (state, by) => claimThread(state, { mailbox: kettle, until: 1 }, by)).kind).not.toBe("done");
  });

  it("[P11] its hour of erasure alarms while the thread goes on, and is as it should be once it was closed", () => {
    const room = given();
    const alarms = (hour: number) => {
      const erasures = new Map([[apart, { hour, by: member("Siskin"), at: room.now }]]);
      return erasureAlarms(room.state, room.outside("Plover", { erasures }));
    };
    const month = eraseAtHour(room.now, 30);
    expect(alarms(month)).toMatchObject([{ stream: apart }]);
    const closing = { mailbox: kettle, outcome: "answered" as const, note: "as agreed", eraseAfterDays: 60, seen: 1 };
    room.do("Plover", (state, by) => closeThread(state, closing, by));
    expect(alarms(month)).toHaveLength(1);
    expect(alarms(eraseAtHour(room.now, 60))).toEqual([]);
    room.now += hours(1);
    room.do("Plover", (state, by) => reopenThread(state, { mailbox: kettle, reason: "writes again" }, by));
    expect(alarms(eraseAtHour(room.now, 60))).toHaveLength(1);
  });
});
