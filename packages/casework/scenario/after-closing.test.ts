import { describe, expect, it } from "vitest";
import {
  casesWrittenTo,
  caseView,
  changeSettings,
  claimThread,
  closeThread,
  erasureAlarms,
  intakeOf,
  moveStage,
  queueView,
  reopenedByCaller,
  reopenThread,
  reopenWrittenTo,
  type TaskId,
  takeIntoCase,
  threadView,
  todayView,
  writeToCase,
} from "../src/index.ts";
import { caseId, hours, mailbox, member, minutes, Room, stream } from "./team.ts";

const kettle = mailbox("kettle");
const DAY = hours(24);

const closeIt = (room: Room, seen = room.thread(kettle).rows.length) =>
  room.do("Plover", (state, by) =>
    closeThread(state, { mailbox: kettle, outcome: "no-answer", note: "as agreed", eraseAfterDays: 30, seen }, by),
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

const rowan = caseId("rowan");
const [contact, threat] = [stream("rowan c"), stream("rowan t")];

const take = (room: Room): void => {
  room.letter(kettle, { text: "Дядя знает." });
  const people = { people: 1, owner: member("Siskin"), standIn: null };
  const intent = {
    thread: room.thread(kettle),
    case: rowan,
    contact,
    threat,
    alias: "Rowan",
    token: "asked 1",
    ...people,
  };
  expect(room.do("Siskin", (state, by) => takeIntoCase(state, intent, by)).kind).toBe("done");
  const move = { to: "withdrawn" as const, people: null, decision: null, token: "-", reason: "own wish" };
  expect(room.do("Siskin", (state, by) => moveStage(state, rowan, move, by)).kind).toBe("done");
};

const write = (room: Room, who: string, ...operations: Parameters<typeof writeToCase>[2]) =>
  room.do(who, (state, by) => writeToCase(state, rowan, operations, by));

const closedCase = (room = new Room()): Room => {
  take(room);
  const close = { op: "closeCase", outcome: "withdrawn", note: "as they asked", eraseAfterDays: 60 } as const;
  expect(write(room, "Siskin", close)).toEqual({ kind: "done" });
  return room;
};

describe("a letter to a closed case", () => {
  const view = (room: Room) => caseView(room.state, room.outside("Wren"), rowan);

  it("[P6] stands on Today of its team, above all in danger, and before closed cases in the list", () => {
    const room = closedCase();
    expect(view(room)).toMatchObject({ writtenAfterClosing: null, closed: { kept: null } });
    expect(todayView(room.state, room.outside("Wren"))).toMatchObject({ casesInDanger: [], writtenToClosed: [] });
    room.now += DAY;
    const wrote = room.now;
    room.letter(kettle, { text: "Я снова тут" });
    expect(todayView(room.state, room.outside("Wren")).writtenToClosed).toMatchObject([
      { case: rowan, writtenAfterClosing: { at: wrote, danger: false } },
    ]);
    room.now += minutes(1);
    room.letter(kettle, { text: "", tap: "danger" });
    expect(todayView(room.state, room.outside("Wren"))).toMatchObject({
      casesInDanger: [{ case: rowan }],
      writtenToClosed: [],
    });
    expect(casesWrittenTo(room.state, room.outside("Wren").threads)).toHaveLength(1);
  });

  it("the case is kept: it stays closed, has no term, and its timeline says why", () => {
    const room = closedCase();
    room.letter(kettle, { text: "Ещё одно" });
    expect(write(room, "Wren", { op: "keepCase", reason: "" })).toEqual({ kind: "done" });
    expect(view(room)).toMatchObject({ closed: { eraseAfter: null, kept: { by: { id: member("Wren") } } } });
    expect(view(room)?.timeline.some((event) => event.what.kind === "kept")).toBe(true);
    expect(write(room, "Wren", { op: "keepCase", reason: "" }).kind).toBe("already-kept");
  });

  it("a reopened case goes on from where it was closed", () => {
    const room = closedCase();
    expect(write(room, "Wren", { op: "reopenCase", reason: "" })).toEqual({ kind: "incomplete", field: "reason" });
    expect(write(room, "Wren", { op: "reopenCase", reason: "they wrote again" })).toEqual({ kind: "done" });
    expect(view(room)).toMatchObject({ closed: null, stage: "withdrawn", next: [{ to: "contact" }, { to: "closed" }] });
    expect(write(room, "Wren", { op: "keepCase", reason: "" }).kind).toBe("case-open");
  });
});

describe("an hour of erasure", () => {
  const hour = (room: Room, days: number) => Math.floor((room.now + days * DAY) / hours(1));
  const alarms = (room: Room, by: string, days: number, on = contact) => {
    const erasures = new Map([[on, { hour: hour(room, days), by: member(by), at: room.now }]]);
    return erasureAlarms(room.state, room.outside("Wren", { erasures }));
  };

  it("[P11] is no alarm where the same member closed the case, and the view says when and by whom", () => {
    const room = closedCase();
    expect(alarms(room, "Siskin", 60)).toEqual([]);
    const erasures = new Map([[contact, { hour: hour(room, 60), by: member("Siskin"), at: room.now }]]);
    expect(caseView(room.state, room.outside("Wren", { erasures }), rowan)?.erasure).toEqual({
      at: hour(room, 60) * hours(1),
      by: { id: member("Siskin"), handle: null, me: false },
      setAt: room.now,
    });
  });

  it("[P11] is an alarm on an open case, by another hand, sooner than was said, after it was kept, and on what is no case", () => {
    const open = new Room();
    take(open);
    expect(alarms(open, "Siskin", 60)).toMatchObject([{ case: rowan, alias: "Rowan", by: { id: member("Siskin") } }]);
    expect(alarms(closedCase(), "Heron", 60)).toHaveLength(1);
    expect(alarms(closedCase(), "Siskin", 31)).toHaveLength(1);
    const kept = closedCase();
    write(kept, "Wren", { op: "keepCase", reason: "asked to" });
    expect(alarms(kept, "Siskin", 60)).toHaveLength(1);
    expect(alarms(closedCase(), "Siskin", 60, stream("ledger"))).toMatchObject([{ case: null, alias: "" }]);
  });
});

describe("an hour of erasure, and the organisation's term", () => {
  const terms = { name: "Lantern", figuresDelayDays: 0, closedThreadDays: 30, closedCaseDays: 90, openedOn: 17_000 };
  const founded = (): Room => {
    const room = new Room();
    room.do("Dunlin", (state, by) => changeSettings(state, terms, by));
    room.now += 3 * DAY;
    return room;
  };
  const alarms = (room: Room, days: number) => {
    const hour = Math.floor((room.now + days * DAY) / hours(1));
    const erasures = new Map([[contact, { hour, by: member("Siskin"), at: room.now }]]);
    return erasureAlarms(room.state, room.outside("Wren", { erasures })).length;
  };
  const longer = (room: Room) =>
    room.do("Wren", (state, by) => changeSettings(state, { ...terms, closedCaseDays: 365 }, by));

  it("[P11] alarms where it comes before that term, whatever shorter one the closing names", () => {
    const room = closedCase(founded());
    expect([alarms(room, 60), alarms(room, 90)]).toEqual([1, 0]);
  });

  it("[P11] goes by the term that stood when the case was closed: one made longer since, or a day before, was not known there", () => {
    const room = closedCase(founded());
    const before = room.now;
    room.now += DAY;
    expect(longer(room)).toEqual({ kind: "done" });
    room.now = before;
    expect([alarms(room, 60), alarms(room, 90)]).toEqual([1, 0]);

    const late = founded();
    longer(late);
    late.now += DAY;
    expect(alarms(closedCase(late), 90)).toBe(0);
    const known = founded();
    longer(known);
    known.now += 3 * DAY;
    expect(alarms(closedCase(known), 90)).toBe(1);
    expect(alarms(known, 365)).toBe(0);
  });
});

describe("a letter after the case was erased", () => {
  it("[P6] is the intake's again, in the queue and in danger; nothing from the case waits with it", () => {
    const room = new Room();
    take(room);
    room.now += minutes(5);
    room.letter(kettle, { text: "Между делом" });
    const view = () => threadView(room.state, room.outside("Plover"), kettle);
    // Within the life of a case a stray letter to the intake is the case's.
    expect(view().standing).toBe("in-case");
    room.now += 100 * DAY;
    room.letter(kettle, { text: "Меня нашли", tap: "danger" });
    expect(view()).toMatchObject({ standing: "waiting", takenInto: null });
    expect(todayView(room.state, room.outside("Plover")).inDanger).toHaveLength(1);
    expect(room.do("Tern", (state, by) => reopenWrittenTo(state, [room.thread(kettle)], by)).kind).toBe("done");
    const claim = { mailbox: kettle, until: room.now + minutes(15) };
    expect(room.do("Plover", (state, by) => claimThread(state, claim, by)).kind).toBe("done");
    expect(view()).toMatchObject({ standing: "waiting", takenInto: null });
  });
});

describe("tasks that are open when a case is closed", () => {
  const [ROWAN, asked, called] = [caseId("rowan"), "a1".repeat(16) as TaskId, "a2".repeat(16) as TaskId];

  it("stay on their owner's Today until they are done or struck; whoever closes may strike them with a word", () => {
    const room = new Room();
    room.letter(kettle, { text: "Вы здесь?" });
    const ids = { case: ROWAN, contact: stream("rowan c"), threat: stream("rowan t"), token: "t" };
    const whose = { owner: member("Siskin"), standIn: null };
    room.do("Siskin", (state, by) =>
      takeIntoCase(state, { thread: room.thread(kettle), ...ids, alias: "Rowan", people: 1, ...whose }, by),
    );
    const write = (who: string, operations: Parameters<typeof writeToCase>[2]) =>
      room.do(who, (state, by) => writeToCase(state, ROWAN, operations, by));
    const task = { op: "addTask" as const, ...whose, due: room.now + hours(2), from: null };
    write("Siskin", [
      { ...task, task: asked, text: "ask the lawyer to destroy it" },
      { ...task, task: called, text: "ring the host" },
    ]);
    room.do("Siskin", (state, by) =>
      moveStage(state, ROWAN, { to: "withdrawn", people: null, decision: null, token: "-", reason: "home" }, by),
    );
    const mine = () => todayView(room.state, room.outside("Siskin")).tasks.due.map((one) => one.task);
    expect(mine()).toEqual([asked, called]);
    const end = { op: "closeCase" as const, outcome: "withdrawn" as const, note: "went home", eraseAfterDays: 30 };
    expect(write("Wren", [{ op: "dropTask", task: called, reason: "nobody stays there" }, end])).toEqual({
      kind: "done",
    });
    expect(mine()).toEqual([asked]);
    expect(todayView(room.state, room.outside("Wren")).tasks.due).toEqual([]);
    expect(write("Siskin", [{ op: "doTask", task: asked, note: "they did" }])).toEqual({ kind: "done" });
    expect(mine()).toEqual([]);
  });
});
