import { describe, expect, it } from "vitest";
import { beginCompartment, changeSettings, commonsOf, settingsView } from "../src/index.ts";
import { hours, member, Room, stream } from "./team.ts";

const founding = { name: "Lantern", figuresDelayDays: 28, closedThreadDays: 30, closedCaseDays: 365, openedOn: 17_000 };

const founded = (): Room => {
  const room = new Room();
  expect(room.do("Dunlin", (state, by) => changeSettings(state, founding, by))).toEqual({ kind: "done" });
  room.now += hours(1);
  return room;
};

describe("the organisation's terms", () => {
  it.each(["figuresDelayDays", "closedThreadDays", "closedCaseDays"] as const)(
    "[P10] [P11] nobody makes %s shorter alone, not even an administrator",
    (field) => {
      const room = founded();
      const shorter = { ...founding, [field]: founding[field] - 1 };
      for (const who of ["Wren", "Dunlin"])
        expect(room.do(who, (state, by) => changeSettings(state, shorter, by))).toEqual({
          kind: "terms-shortened",
          field,
        });
      expect(commonsOf(room.state).settings).toEqual(founding);
    },
  );

  it("every change is seen by every member: who, when, from what to what", () => {
    const room = founded();
    const longer = { ...founding, name: "Pharos", closedCaseDays: 400 };
    expect(room.do("Wren", (state, by) => changeSettings(state, longer, by))).toEqual({ kind: "done" });
    const by = { id: member("Wren"), handle: null, me: false };
    expect(settingsView(room.state, room.outside("Avocet"))).toEqual({
      terms: longer,
      calendarWord: "",
      changes: [
        { at: room.now, by, field: "closedCaseDays", from: 365, to: 400 },
        { at: room.now, by, field: "name", from: "Lantern", to: "Pharos" },
      ],
    });
  });

  it("no second commons gets around them", () => {
    const room = founded();
    const begin = (who: string) =>
      room.do(who, (state, by) => beginCompartment(state, stream("another"), { about: "commons" }, { ...by, at: 0 }));
    expect(begin("Wren")).toEqual({ kind: "not-your-role" });
    expect(begin("Plover")).toEqual({ kind: "not-your-role" });
  });
});
