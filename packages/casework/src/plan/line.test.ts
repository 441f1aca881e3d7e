import { describe, expect, it } from "vitest";
import { readTaskLine } from "./line.ts";

/** A wall clock three hours ahead of UTC, on Thursday 6 April 2017 at 12:00 there. */
const clock = { now: Date.UTC(2017, 3, 6, 9, 0), ahead: () => 180 };
const there = (day: number, hour: number, minute = 0) => Date.UTC(2017, 3, day, hour - 3, minute);
const read = (line: string) => readTaskLine(line, clock);

describe("a task in one line", () => {
  it.each([
    ["Buy a second phone @Heron tomorrow 18:00", "Buy a second phone", "heron", there(7, 18)],
    ["@heron Buy a second phone tomorrow 18:00", "Buy a second phone", "heron", there(7, 18)],
    ["Позвонить адвокату @цапля завтра 9:30", "Позвонить адвокату", "цапля", there(7, 9, 30)],
    ["Take her to the doctor +2d", "Take her to the doctor", null, there(8, 12)],
    ["Позвонить +3ч", "Позвонить", null, there(6, 15)],
    ["Write to the host 15:00", "Write to the host", null, there(6, 15)],
    ["Ask about papers 2017-04-20", "Ask about papers", null, there(20, 18)],
    ["Ask about papers 2017-04-20 at 09:00", "Ask about papers", null, there(20, 9)],
    ["Today", "", null, there(6, 18)],
  ])("“%s”", (line, text, who, due) => {
    expect(read(line)).toEqual({ text, who, due });
  });

  it("an hour that is past today means tomorrow", () => {
    expect(read("Write to the host 9:30").due).toBe(there(7, 9, 30));
  });

  it.each([
    "Meet at gate 12",
    "Bring 500 roubles",
    "Room 25:70",
    "Rate 4:75",
    "Ask why 2017-13-45",
    "E-mail a@b.example",
  ])("“%s” names no time and nobody: it stays as it was typed", (line) =>
    expect(read(line)).toEqual({ text: line, who: null, due: null }),
  );

  it("the night on which clocks go forward has its own hours", () => {
    // Vienna, 26 March 2017: one hour ahead of UTC before 01:00 UTC, two after.
    const change = Date.UTC(2017, 2, 26, 1, 0);
    const vienna = { now: Date.UTC(2017, 2, 25, 12, 0), ahead: (at: number) => (at < change ? 60 : 120) };
    expect(readTaskLine("Call tomorrow 08:00", vienna).due).toBe(Date.UTC(2017, 2, 26, 6, 0));
    expect(readTaskLine("Call today 23:00", vienna).due).toBe(Date.UTC(2017, 2, 25, 22, 0));
  });
});
