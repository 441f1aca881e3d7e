import { beforeEach, describe, expect, it } from "vitest";
import {
  accountView,
  caseView,
  checkpointOf,
  emptyState,
  foldEntries,
  type PlanOperation,
  setStatus,
  type TaskId,
  todayView,
  writeDuty,
  writeToCase,
} from "../src/index.ts";
import { alarmId, caseId, hours, mailbox, member, minutes, Room, stream } from "./team.ts";

const rowan = caseId("rowan");
const kettle = mailbox("kettle");
const [phone, doctor] = [caseId("phone"), caseId("doctor")] as unknown as [TaskId, TaskId];

let room: Room;

const write = (name: string, ...operations: PlanOperation[]) =>
  room.do(name, (state, by) => writeToCase(state, rowan, operations, by));
const task = (id: TaskId, text: string, due: number | null): PlanOperation => ({
  op: "addTask",
  task: id,
  text,
  owner: member("Siskin"),
  standIn: member("Heron"),
  due,
  from: null,
});
const plan = (name = "Siskin") => {
  const view = caseView(room.state, room.outside(name), rowan);
  if (view === null) throw new Error("the case is held");
  return view.plan;
};
const done = { kind: "done" };

beforeEach(() => {
  room = new Room();
  room.do("Siskin", (_, by) => ({
    kind: "operations",
    writes: [
      {
        stream: stream("rowan"),
        operations: [
          { op: "begin", compartment: { about: "case", case: rowan, part: "contact" } },
          {
            op: "openCase",
            case: rowan,
            alias: "Rowan",
            people: 2,
            mailbox: kettle,
            owner: by.by,
            standIn: member("Heron"),
          },
        ],
      },
    ],
  }));
  expect(
    write("Siskin", task(phone, "Buy a second phone", room.now + hours(2)), task(doctor, "Find a doctor", null)),
  ).toEqual(done);
});

describe("the plan of a case", () => {
  it("stands by deadline; what is done says what came of it, and can be undone", () => {
    expect(plan().open.map(({ text }) => text)).toEqual(["Buy a second phone", "Find a doctor"]);
    room.now += hours(3);
    expect(plan().open[0]).toMatchObject({ overdue: true });
    expect(write("Tern", { op: "doTask", task: phone, note: "bought with cash" })).toEqual(done);
    expect(plan()).toMatchObject({
      open: [{ text: "Find a doctor" }],
      closed: [{ closed: { how: "done", by: { id: member("Tern") }, note: "bought with cash" } }],
    });
    expect(write("Tern", { op: "reopenTask", task: phone, reason: "" })).toEqual(done);
    expect(plan().open).toHaveLength(2);
  });

  it("two who do the same one: the second learns who was first", () => {
    write("Tern", { op: "doTask", task: phone, note: "" });
    const at = room.now;
    room.now += minutes(5);
    expect(write("Siskin", { op: "doTask", task: phone, note: "" })).toEqual({
      kind: "task-closed",
      how: "done",
      by: member("Tern"),
      at,
    });
  });

  it("two who move a deadline without seeing each other: nothing is overwritten, both values are there to be chosen from", () => {
    const [six, nine] = [room.now + hours(6), room.now + hours(9)];
    expect(write("Tern", { op: "moveTask", task: phone, due: six, reason: "shop is shut", over: 0 })).toEqual(done);
    const at = room.now;
    room.now += minutes(5);
    const late: PlanOperation = { op: "moveTask", task: phone, due: nine, reason: "no cash yet", over: 0 };
    expect(write("Siskin", late)).toEqual({
      kind: "changed-meanwhile",
      by: member("Tern"),
      at,
      fields: [{ field: "due", theirs: six, ours: nine }],
    });
    // Who does it is another field: nobody is in the way of that.
    expect(
      write("Siskin", { op: "giveTask", task: phone, owner: member("Tern"), standIn: member("Heron"), over: 0 }),
    ).toEqual(done);
    expect(write("Siskin", { ...late, over: 1 })).toEqual(done);
    expect(plan().open.find(({ task: id }) => id === phone)).toMatchObject({
      due: nine,
      moved: 2,
      given: 1,
      movedBy: { reason: "no cash yet" },
    });
    expect(accountView(room.state).refused).toEqual([]);
  });

  it("is on Today of whoever does it, and of the stand-in while that member is not on duty", () => {
    const mine = (name: string) => todayView(room.state, room.outside(name)).tasks.due.map(({ text }) => text);
    expect(mine("Siskin")).toEqual(["Buy a second phone"]);
    // Nobody plans shifts here: a stand-in sees what is overdue.
    expect(mine("Heron")).toEqual([]);
    room.now += hours(3);
    expect(mine("Heron")).toEqual(["Buy a second phone"]);
    const shift = (name: string) =>
      room.do(name, (state, by) =>
        writeDuty(
          state,
          [{ op: "planShift", shift: member(name), member: by.by, from: by.at, until: by.at + hours(8) }],
          by,
        ),
      );
    expect(shift("Siskin")).toEqual(done);
    expect(mine("Heron")).toEqual([]);
    room.now += hours(9);
    expect(shift("Heron")).toEqual(done);
    expect(mine("Heron")).toEqual(["Buy a second phone"]);
    expect(mine("Tern")).toEqual([]);
  });

  it("services given stay; one that was recorded wrongly is taken out with the reason, not erased", () => {
    const service = member("service");
    write("Lark", { op: "giveService", service, kind: "medical", text: "ribs seen to", day: 17_260, task: doctor });
    expect(write("Lark", { op: "withdrawService", service, reason: "another case" })).toEqual(done);
    expect(plan().services).toMatchObject([{ kind: "medical", withdrawn: { reason: "another case" } }]);
  });
});

const agreed = (over: number, more: Partial<Extract<PlanOperation, { op: "agreeResponse" }>> = {}): PlanOperation => ({
  op: "agreeResponse",
  status: "detained",
  lawyer: "an invented lawyer in Zarechye",
  publicity: "silence",
  tell: "the sister",
  neverCall: ["the father", "his work"],
  text: "",
  tasks: ["Call the lawyer @owner +1h"],
  agreedBy: "Rowan",
  agreedAt: room.now,
  thread: kettle,
  over,
  ...more,
});

describe("what was agreed beforehand", () => {
  it("each version is written over the one before, never past one that its author had not seen", () => {
    expect(write("Siskin", agreed(0))).toEqual(done);
    expect(write("Tern", agreed(0))).toEqual(done);
    expect(plan().responses).toMatchObject([{ version: 1, by: { id: member("Siskin") } }]);
    const at = room.now;
    room.now += minutes(1);
    expect(write("Tern", agreed(0, { publicity: "publicity", neverCall: [] }))).toEqual({
      kind: "changed-meanwhile",
      by: member("Siskin"),
      at,
      fields: [
        { field: "publicity", theirs: "silence", ours: "publicity" },
        { field: "neverCall", theirs: ["the father", "his work"], ours: [] },
      ],
    });
    expect(write("Tern", agreed(1, { publicity: "ask" }))).toEqual(done);
    expect(plan().responses).toMatchObject([{ version: 2, publicity: "ask" }]);
  });

  it("its tasks come in the same append as the status: both, or neither", () => {
    const detained = (id: TaskId) =>
      room.do("Plover", (state, by) =>
        setStatus(
          state,
          rowan,
          {
            status: "detained",
            note: "seen in a car",
            token: "",
            tasks: [
              {
                op: "addTask",
                task: id,
                text: "Call the lawyer",
                owner: member("Siskin"),
                standIn: null,
                due: room.now + hours(1),
                from: { kind: "status", of: "detained" },
              },
            ],
          },
          by,
        ),
      );
    expect(detained(phone)).toEqual({ kind: "task-exists" });
    expect(caseView(room.state, room.outside("Siskin"), rowan)?.statuses).toEqual([]);
    expect(detained(caseId("lawyer") as unknown as TaskId)).toEqual(done);
    expect(caseView(room.state, room.outside("Siskin"), rowan)?.statuses).toMatchObject([
      { status: "detained", whom: null },
    ]);
    expect(plan().open[0]).toMatchObject({ text: "Call the lawyer", from: { kind: "status", of: "detained" } });
  });

  it("[CO2] who reads from now on learns whom never to call and what is still to be done, and no word of what was done", () => {
    write("Siskin", agreed(0));
    write("Tern", { op: "doTask", task: phone, note: "cash from the SECRET box" });
    write("Tern", { op: "moveTask", task: doctor, due: room.now + hours(5), reason: "SECRET reason", over: 0 });
    const entries = room.entries.filter((entry) => entry.stream === stream("rowan"));
    const checkpoint = checkpointOf({ about: "case", case: rowan, part: "contact" }, entries);
    expect(JSON.stringify(checkpoint)).not.toMatch(/SECRET|second phone/);
    const [first] = entries;
    if (first === undefined) throw new Error("nothing was written");
    const newcomer = foldEntries(emptyState(), [{ ...first, seq: entries.length, operation: checkpoint }]);
    const view = caseView(newcomer, room.outside("Tern"), rowan);
    expect(view?.plan).toMatchObject({
      open: [{ text: "Find a doctor", due: room.now + hours(5) }],
      closed: [{ text: "…" }],
      responses: [{ neverCall: ["the father", "his work"] }],
    });
  });
});

describe("a drill", () => {
  const arm = (name: string, drill: boolean) =>
    room.do(name, (state, by) =>
      writeToCase(
        state,
        rowan,
        [
          {
            op: "armCheckIn",
            alarm: alarmId(name),
            due: room.now + minutes(5),
            graceMinutes: 5,
            expectedFrom: "member",
            wording: "practice",
            ladder: [{ afterMinutes: 5, member: by.by }],
            drill,
          },
        ],
        by,
      ),
    );

  it("[P7] says drill wherever it is read, takes its time, and is never missed, whatever the server calls it", () => {
    expect(arm("Heron", true)).toEqual(done);
    room.now += hours(1);
    const alarms = [
      { alarm: alarmId("Heron"), state: "missed" as const, acknowledged: null, rungs: [{ reached: true }] },
    ];
    const now = () => caseView(room.state, room.outside("Siskin", { alarms }), rowan);
    expect(now()).toMatchObject({
      nextCheckIn: null,
      checkIns: [{ state: "in-grace", serverAgrees: true, drill: { seenAfter: null, took: null } }],
    });
    const close = (done: "met") =>
      room.do("Siskin", (state, by) =>
        writeToCase(
          state,
          rowan,
          [{ op: "closeCheckIn", alarm: alarmId("Heron"), done, note: "the bell was off" }],
          by,
        ),
      );
    expect(close("met")).toEqual(done);
    expect(now()?.checkIns[0]?.drill).toEqual({ seenAfter: null, took: minutes(55) });
    expect(now()?.timeline[0]?.what).toMatchObject({ kind: "check-in-closed", drill: { took: minutes(55) } });
  });

  it("[CK1] is set by owner or stand-in, and by nobody else", () => {
    expect(arm("Plover", true)).toEqual({ kind: "not-answering" });
    expect(arm("Plover", false)).toEqual(done);
    expect(arm("Heron", true)).toEqual(done);
    expect(arm("Siskin", true)).toEqual(done);
  });
});
