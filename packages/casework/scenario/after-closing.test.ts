import { describe, expect, it } from "vitest";
import {
  claimThread,
  closeThread,
  intakeOf,
  queueView,
  reopenedByCaller,
  reopenThread,
  reopenWrittenTo,
  threadView,
  todayView,
} from "../src/index.ts";
import { hours, mailbox, member, minutes, Room } from "./team.ts";

const kettle = mailbox("kettle");
const DAY = hours(24);

const closeIt = (room: Room, seen = room.thread(kettle).rows.length) =>
  room.do("Plover", (state, by) =>
    closeThread(state, { mailbox: kettle, outcome: "no-answer", note: "", eraseAfterDays: 30, seen }, by),
  );

const closed = (): Room => {
  const room = new Room();
  room.letter(kettle, { text: "Вы здесь?" });
  room.now += minutes(5);
  expect(closeIt(room)).toEqual({ kind: "done" });
  return room;
};

describe("a letter to a closed thread", () => {
  it("[P6] stands in the queue and on Today again, and says that the thread had been closed", () => {
    const room = closed();
    expect(queueView(room.state, room.outside("Plover")).threads).toEqual([]);
    room.now += 29 * DAY;
    room.letter(kettle, { text: "Меня нашли", answers: { danger: "now" }, tap: "danger" });
    const outside = room.outside("Tern");
    expect(queueView(room.state, outside)).toMatchObject({ waiting: 1 });
    const [thread] = todayView(room.state, outside).inDanger;
    expect(thread).toMatchObject({
      standing: "waiting",
      urgency: { level: "now" },
      closed: null,
      closedBefore: { outcome: "no-answer", by: { id: member("Plover") } },
    });
  });

  it("is written down once, by any hand; the term runs only after the thread was closed again", () => {
    const room = closed();
    room.now += DAY;
    room.letter(kettle, { text: "Я снова тут" });
    const seen = () => [room.thread(kettle)];
    const found = () => reopenedByCaller(intakeOf(room.state).threads.values(), seen());
    expect(found()).toEqual([kettle]);
    expect(room.do("Tern", (state, by) => reopenWrittenTo(state, seen(), by))).toEqual({ kind: "done" });
    expect(found()).toEqual([]);
    const view = () => threadView(room.state, room.outside("Tern"), kettle);
    expect(view()).toMatchObject({ standing: "waiting", closed: null, closedBefore: { outcome: "no-answer" } });
    room.now += DAY;
    expect(closeIt(room)).toEqual({ kind: "done" });
    expect(view()).toMatchObject({
      standing: "closed",
      closed: { eraseAfter: room.now + 30 * DAY },
      closedBefore: null,
    });
  });

  it("can be claimed at once: claiming opens the thread", () => {
    const room = closed();
    const claim = { mailbox: kettle, until: room.now + minutes(15) };
    expect(room.do("Tern", (state, by) => claimThread(state, claim, by, room.thread(kettle))).kind).toBe(
      "thread-closed",
    );
    room.letter(kettle, { text: "Ещё" });
    expect(room.do("Tern", (state, by) => claimThread(state, claim, by, room.thread(kettle))).kind).toBe("done");
  });

  it("[P4] a closing that claims to have read letters of the future hides none of them", () => {
    const room = new Room();
    room.letter(kettle, { text: "Первое" });
    expect(closeIt(room, 2)).toEqual({ kind: "done" });
    expect(threadView(room.state, room.outside("Tern"), kettle).standing).toBe("waiting");
    room.do("Tern", (state, by) => reopenWrittenTo(state, [room.thread(kettle)], by));
    room.letter(kettle, { text: "Второе" });
    expect(threadView(room.state, room.outside("Tern"), kettle).standing).toBe("waiting");
  });

  it("a member may open a thread again without a letter", () => {
    const room = closed();
    room.do("Tern", (state, by) => reopenThread(state, { mailbox: kettle, reason: "the wrong thread" }, by));
    expect(threadView(room.state, room.outside("Tern"), kettle)).toMatchObject({ standing: "waiting" });
  });
});
