import { expect, it } from "vitest";
import {
  answerThread,
  caseViews,
  claimThread,
  dutyView,
  propose,
  teamView,
  threadViews,
  writeDuty,
  writeToCase,
} from "../src/index.ts";
import { rowan, taken } from "./rowan.ts";
import { decisionId, hours, mailbox, member, minutes, Room } from "./team.ts";

const teamOf = (room: Room, me: string, held = room.state) => {
  const outside = room.outside(me);
  const threads = threadViews(held, outside);
  return teamView(held, outside, caseViews(held, outside), threads, dutyView(held, outside, threads));
};

it("[P3] a coordinator sees what each carries, of what she holds; a caseworker sees his own line", () => {
  const room = new Room();
  room.do("Tern", (state, by) =>
    writeDuty(
      state,
      [{ op: "planShift", shift: member("shift"), member: by.by, from: by.at, until: by.at + hours(8) }],
      by,
    ),
  );
  taken(room);
  const task = { task: member("phone") as never, text: "a phone", owner: member("Tern"), standIn: null, from: null };
  room.do("Siskin", (state, by) => writeToCase(state, rowan, [{ op: "addTask", ...task, due: by.at + hours(1) }], by));
  room.do("Siskin", (state, by) =>
    propose(
      state,
      rowan,
      { decision: decisionId("no"), about: "no-go", text: "wait", checklist: [], expires: by.at + hours(48) },
      by,
    ),
  );
  const asked = room.now;
  const lamp = mailbox("lamp");
  room.letter(lamp, { text: "Они у двери", answers: { danger: "now" } });
  for (const seen of [0, 1]) {
    room.now += minutes(90);
    room.do("Tern", (state, by) => claimThread(state, { mailbox: lamp, until: by.at + minutes(20) }, by));
    const said = { mailbox: lamp, message: `m${seen}`, seen, standing: false, until: null, checkInBy: null };
    expect(room.do("Tern", (state, by) => answerThread(state, { ...said, text: "Не открывайте." }, by)).kind).toBe(
      "done",
    );
  }
  const { lines, held, unseen } = teamOf(room, "Wren");
  expect(lines.map(({ person }) => person.id)).toContain(member("Plover"));
  const line = (name: string) => lines.find(({ person }) => person.id === member(name));
  expect(line("Tern")).toMatchObject({
    owns: 0,
    tasks: { open: 1, overdue: 1 },
    exposure: 2,
    onDutyFor: hours(3) + minutes(5),
  });
  expect(line("Siskin")).toMatchObject({ owns: 1, exposure: 0, decisions: { n: 1, since: asked }, stale: { n: 1 } });
  expect(line("Wren")).toMatchObject({ owns: 0, standsIn: 1 });
  expect({ held, unseen }).toEqual({ held: 1, unseen: 0 });
  expect(teamOf(room, "Tern").lines.map(({ person }) => person.id)).toEqual([member("Tern")]);

  // Who does not hold the case counts nothing of it, and is told that there is one.
  const streams = new Map([...room.state.streams].filter(([, { begun }]) => begun?.compartment.about !== "case"));
  const less = teamOf(room, "Heron", { streams });
  expect(less).toMatchObject({ held: 0, unseen: 1 });
  expect(less.lines.every(({ owns, tasks }) => owns + tasks.open === 0)).toBe(true);
});
