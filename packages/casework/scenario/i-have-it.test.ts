import { expect, it } from "vitest";
import {
  caseOf,
  caseView,
  type Entry,
  refusedOf,
  type State,
  type Write,
  withOver,
  writeToCase,
} from "../src/index.ts";
import { rowan, taken } from "./rowan.ts";
import { alarmId, hours, member, minutes, Room, stream } from "./team.ts";

const alarm = alarmId("tonight");

/** Past its hour; everybody who reads the case was called. */
const missed = (): Room => {
  const room = new Room();
  taken(room);
  room.do("Wren", (state, by) =>
    writeToCase(
      state,
      rowan,
      [
        {
          ...{ op: "armCheckIn", alarm, due: room.now + hours(1), graceMinutes: 30, expectedFrom: "party" },
          ...{ wording: "the weather", ladder: [{ afterMinutes: 30, member: member("Wren") }] },
        },
      ],
      by,
    ),
  );
  room.now += hours(2);
  return room;
};

/** As a client asks it: over what its member had before their eyes. */
const haveIt = (room: Room, who: string, note: string, saw: State) =>
  room.do(who, (state, by) => {
    const outcome = writeToCase(state, rowan, [{ op: "acknowledgeCheckIn", alarm, note }], by);
    return outcome.kind === "operations" ? withOver<Write>(state, outcome.writes, new Map(), saw) : outcome;
  });
const who = (room: Room) => caseView(room.state, room.outside("Wren"), rowan)?.checkIns[0]?.acknowledged?.by.id;

it("[P7] two who press at once: the second is told who has it, in whatever words, and takes it over by pressing again", () => {
  for (const note of ["I ring the escort", "on it"]) {
    const room = missed();
    const before = room.state;
    expect(haveIt(room, "Siskin", "on it", before)).toEqual({ kind: "done" });
    const at = room.now;
    room.now += minutes(1);
    expect(haveIt(room, "Wren", note, before)).toEqual({ kind: "written-meanwhile", by: member("Siskin"), at });
    expect(who(room)).toBe(member("Siskin"));
    expect(haveIt(room, "Wren", note, room.state)).toEqual({ kind: "done" });
    expect(who(room)).toBe(member("Wren"));
  }
});

it("nor does a fold take the second's word where neither had read the other's; one of before counts as it did", () => {
  const room = missed();
  const said = (name: string, over: number | undefined): Entry => ({
    ...{ stream: stream("rowan c"), seq: (room.state.streams.get(stream("rowan c"))?.seq ?? -1) + 1 },
    ...{ author: member(name), role: "caseworker", at: room.now, proven: true },
    operation: { op: "acknowledgeCheckIn", alarm, note: "on it", ...(over === undefined ? {} : { over }) },
  });
  room.take([said("Siskin", 0)]);
  room.now += minutes(1);
  room.take([said("Tern", 0)]);
  expect(refusedOf(room.state)).toMatchObject([{ refusal: { kind: "written-meanwhile", by: member("Siskin") } }]);
  expect(who(room)).toBe(member("Siskin"));
  room.take([said("Tern", undefined)]);
  expect(who(room)).toBe(member("Tern"));
  const kept = caseOf(room.state, rowan)?.contact.checkIns.get(alarm)?.acknowledged;
  expect(kept).toEqual({ by: member("Tern"), at: room.now, note: "on it" });
});
