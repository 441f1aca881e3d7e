/** A letter that one member's changed client destroys before anybody has read it: every other console says so. */
import { describe, expect, it } from "vitest";
import {
  answerThread,
  claimThread,
  closeThread,
  destroyedLetters,
  joinCase,
  type ListedThread,
  type MailboxId,
  moveStage,
  type StreamId,
  writeToCase,
} from "../src/index.ts";
import { kettle, rowan, taken } from "./rowan.ts";
import { hours, mailbox, minutes, Room, stream } from "./team.ts";

const DESK = stream("intake keys");
const lamp = mailbox("lamp");

/** As the server lists it, without these letters. */
const listed = (room: Room, from: MailboxId, desk: StreamId, ...gone: number[]): ListedThread => ({
  mailbox: from,
  desk,
  rows: room.thread(from).rows.map(({ seq, hash, hour }) => ({ seq, hash, hour, present: !gone.includes(seq) })),
});

const found = (room: Room, threads: ListedThread[], reads: (stream: StreamId) => boolean = () => true) =>
  destroyedLetters(room.state, threads, { intakeDesk: DESK, reads }).map((one) => [one.mailbox, one.seq, one.case]);

const written = (): Room => {
  const room = new Room();
  room.letter(kettle, { text: "Вы здесь?" });
  room.letter(kettle, { text: "Меня нашли", tap: "danger" });
  room.now += minutes(5);
  return room;
};

describe("[P6] a letter that nobody kept, answered or closed is gone from the server", () => {
  it("is told of, as long as no signed word says what became of it", () => {
    const room = written();
    const seen = () => found(room, [listed(room, kettle, DESK, 1, 2)]);
    expect(found(room, [listed(room, kettle, DESK)])).toEqual([]);
    expect(seen()).toEqual([
      [kettle, 1, null],
      [kettle, 2, null],
    ]);
    const answer = { message: "aa".repeat(16), text: "Да", standing: false, until: null, checkInBy: null };
    room.do("Plover", (state, by) => claimThread(state, { mailbox: kettle, until: by.at + minutes(20) }, by));
    room.do("Plover", (state, by) => answerThread(state, { mailbox: kettle, ...answer, seen: 1 }, by));
    expect(seen()).toEqual([[kettle, 2, null]]);
    const closing = { outcome: "no-answer" as const, note: "as agreed", eraseAfterDays: 30 };
    room.do("Plover", (state, by) => closeThread(state, { mailbox: kettle, ...closing, seen: 2 }, by));
    expect(seen()).toEqual([]);
  });

  it("a closing that claims to have read more than was written hides nothing", () => {
    const room = written();
    const closing = { outcome: "no-answer" as const, note: "as agreed", eraseAfterDays: 30 };
    expect(room.do("Plover", (state, by) => closeThread(state, { mailbox: kettle, ...closing, seen: 9 }, by))).toEqual({
      kind: "done",
    });
    expect(found(room, [listed(room, kettle, DESK, 2)])).toEqual([[kettle, 2, null]]);
  });

  it("in a case those are whose letters it does not keep; what it took over, a ticket's and what came before it are not", () => {
    const room = new Room();
    taken(room);
    const desk = stream("rowan c");
    const seen = (...gone: number[]) => found(room, [listed(room, kettle, desk, ...gone)]);
    expect(seen(1)).toEqual([]);
    room.now += hours(2);
    room.letter(kettle, { text: "Они у двери" });
    expect(seen(1)).toEqual([]);
    expect(seen(1, 2)).toEqual([[kettle, 2, rowan]]);
    room.letter(lamp, { text: "ok" });
    expect(found(room, [listed(room, lamp, desk, 1)])).toEqual([]);
    // Its other mailbox: what that lost before it was the case's is the intake's to tell.
    room.now += hours(2);
    expect(
      room.do("Siskin", (state, by) =>
        joinCase(state, { thread: { ...room.thread(lamp), rows: [] }, case: rowan, why: "their voice" }, by),
      ),
    ).toEqual({ kind: "done" });
    expect(found(room, [listed(room, lamp, desk, 1)])).toEqual([]);
    room.now += hours(2);
    room.letter(lamp, { text: "Вы здесь?" });
    expect(found(room, [listed(room, lamp, desk, 1, 2)])).toEqual([[lamp, 2, rowan]]);
    const close = { op: "closeCase", outcome: "withdrawn", note: "said", eraseAfterDays: 60 } as const;
    const away = { to: "withdrawn" as const, people: null, decision: null, token: "-", reason: "they went home" };
    room.do("Siskin", (state, by) => moveStage(state, rowan, away, by));
    expect(room.do("Siskin", (state, by) => writeToCase(state, rowan, [close], by))).toEqual({ kind: "done" });
    expect(found(room, [listed(room, lamp, desk, 1, 2)])).toEqual([]);
  });

  it("nobody is told who began to read later, or does not hold that desk: they cannot know", () => {
    const room = written();
    const gone = listed(room, kettle, DESK, 1);
    expect(found(room, [gone], () => false)).toEqual([]);
    expect(found(room, [{ ...gone, desk: stream("elsewhere") }])).toEqual([]);
  });
});
