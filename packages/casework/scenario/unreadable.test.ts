import { expect, it } from "vitest";
import { writeDuty, writeToCase } from "../src/index.ts";
import { rowan, taken } from "./rowan.ts";
import { hours, member, Room } from "./team.ts";

it("[P4] what readers would leave alone is refused before it is sealed, by its field; nobody believes it stands", () => {
  const room = new Room();
  taken(room);
  const say = (text: string) =>
    room.do("Siskin", (state, by) =>
      writeToCase(
        state,
        rowan,
        [
          { op: "note", text },
          { op: "note", text: "b" },
        ],
        by,
      ),
    );
  expect(say("a".repeat(200_001))).toEqual({ kind: "incomplete", field: "text" });
  expect(say("a".repeat(200_000))).toEqual({ kind: "done" });
  const plan = (shift: string, until: number) =>
    room.do("Tern", (state, by) =>
      writeDuty(state, [{ op: "planShift", shift, member: by.by, from: by.at, until: by.at + until }], by),
    );
  expect(plan("s", hours(8))).toEqual({ kind: "incomplete", field: "shift" });
  expect(plan(member("shift"), 0.5)).toEqual({ kind: "incomplete", field: "until" });
  expect(plan(member("shift"), hours(8))).toEqual({ kind: "done" });
});
