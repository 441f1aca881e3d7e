import { describe, expect, it } from "vitest";
import { commonsOf, handleAsRead, nameMember } from "../src/index.ts";
import { member, Room, stream } from "./team.ts";

const name = (room: Room, who: string, handle: string, by = "Dunlin") =>
  room.do(by, (state, hand) => nameMember(state, { member: member(who), handle }, hand));

/** By a program that asks nobody. */
const write = (room: Room, who: string, handle: string) => {
  const operation = { op: "memberHandle", member: member(who), handle } as const;
  const whose = { author: member("Dunlin"), role: "administrator" as const, at: room.now, proven: true };
  const seq = (room.state.streams.get(stream("commons"))?.seq ?? 0) + 1;
  room.take([{ stream: stream("commons"), seq, ...whose, operation }]);
};
const called = (room: Room, who: string) => commonsOf(room.state).handles.get(member(who));

describe("what members are called", () => {
  it("[RO2] two handles are not swapped: every decision of before would be somebody else's on screen", () => {
    const room = new Room();
    for (const who of ["Heron", "Dunlin"]) expect(name(room, who, who)).toEqual({ kind: "done" });
    expect(name(room, "Dunlin", "Kite")).toEqual({ kind: "handle-stands" });
    for (const [who, handle] of [
      ["Dunlin", "Kite"],
      ["Heron", "Dunlin"],
      ["Dunlin", "Heron"],
    ] as const)
      write(room, who, handle);
    expect(["Heron", "Dunlin"].map((who) => called(room, who))).toEqual(["Heron", "Dunlin"]);
    // Letting somebody in that was interrupted goes on.
    expect(name(room, "Heron", "Heron")).toEqual({ kind: "done" });
  });

  it("[RO2] nobody is called as another is, nor so that the two look alike", () => {
    const room = new Room();
    name(room, "Heron", "Heron");
    for (const handle of ["Heron", "heron ", "He ron", "Неrоn", "Her\u200bon", "Héron", "HER0N"]) {
      expect(name(room, "Tern", handle, "Wren")).toEqual({ kind: "handle-taken" });
      write(room, "Tern", handle);
      expect(called(room, "Tern")).toBeUndefined();
    }
    expect(name(room, "Tern", "Heron 2")).toEqual({ kind: "done" });
  });

  it.each([
    ["Marlin", "Mariin"],
    ["Marlin", "Mar1in"],
    ["Fern", "Fem"],
    ["Сова", "Coва"],
    ["Sparrow", "Sparrovv"],
  ])("%s and %s are one name to the eye", (one, other) => {
    expect(handleAsRead(one)).toBe(handleAsRead(other));
  });

  it.each([
    ["Wren", "Heron"],
    ["Сова", "Сойка"],
    ["صقر", "نسر"],
    ["Gull 1", "Gull 2"],
    ["🐦", "🦉"],
  ])("%s and %s are two", (one, other) => {
    expect(handleAsRead(one)).not.toBe(handleAsRead(other));
  });
});
