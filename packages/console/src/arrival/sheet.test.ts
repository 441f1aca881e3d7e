import { ARRIVAL_LINES, type CaseView, type JourneyView, type ThingView } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { type Filled, linesOf, openLines, peopleOf, phonesOf, sheetOf } from "./sheet.ts";

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const journey = { journey: "j", version: 3, to: "Lipki", arrival: null } as unknown as JourneyView;
const wren = { id: "w", handle: "Wren", me: true };
const one = {
  ...{ case: "c", people: 2, stage: "evacuating", owner: wren, standIn: { id: "p", handle: "Plover", me: false } },
  ...{ mailboxes: [{ mailbox: "m" }], statuses: [] },
} as unknown as CaseView;
const phone = (name: string, more: Partial<ThingView> = {}): ThingView =>
  ({
    ...{ thing: name, kind: "telephone", name, version: 4, retired: null, marked: null, uses: [{ case: "c" }] },
    ...more,
  }) as unknown as ThingView;
const said = { moveReason: "Arrived in Lipki", phoneReason: "destroyed", markSource: "an arrival" };

const filled = (more: Partial<Filled> = {}, lines: Partial<Filled["lines"]> = {}): Filled => ({
  lines: {
    ...linesOf(journey, (line) => `see to ${line}`),
    ...Object.fromEntries(ARRIVAL_LINES.map((line) => [line, { is: "done", note: "", task: `see to ${line}` }])),
    ...lines,
  } as Filled["lines"],
  ...{ arrivedAt: NOW - HOUR, moves: true, people: 2, oldPhone: "destroyed", phones: [] },
  ...{ safe: "the kettle is on", danger: "", checkIn: { due: NOW + HOUR, wording: "a word" } },
  ...more,
});

describe("an arrival's sheet", () => {
  it("asks for every line, for why not, and for what a *done* rests on", () => {
    const blank = { ...filled(), lines: linesOf(journey, () => "") };
    expect(openLines(journey, blank, NOW)).toEqual(ARRIVAL_LINES);
    expect(openLines(journey, filled(), NOW)).toEqual([]);
    const not = { is: "not" as const, note: " ", task: "" };
    expect(openLines(journey, filled({ safe: "" }, { food: not }), NOW)).toEqual(["signals", "food"]);
    expect(openLines(journey, filled({ checkIn: { due: NOW, wording: "a word" } }), NOW)).toEqual(["check-in"]);
  });

  it("counts whom its journey brought, and who came before them on this move, not all of the case", () => {
    const came = (id: string, party: string[], at: number | null) =>
      ({ journey: id, party, ended: at === null ? null : { how: "arrived", at } }) as unknown as JourneyView;
    const mine = came("j", ["2"], null);
    const counted = (...others: JourneyView[]) =>
      peopleOf({ ...one, people: 4, stageSince: NOW, journeys: [mine, ...others] }, mine);
    expect(counted()).toBe(1);
    expect(counted(came("k", ["3"], null))).toBe(1);
    expect(counted(came("k", ["2", "3"], NOW + 1))).toBe(2);
    // They came by the move before this one.
    expect(counted(came("k", ["3"], NOW - 1))).toBe(1);
  });

  it("arranges in one press what was said: stage, signals, check-in, tasks", () => {
    const task = { is: "task" as const, note: "", task: "a doctor who asks for no name" };
    const sheet = sheetOf(one, journey, filled({}, { medical: task }), said, NOW);
    expect(sheet).toMatchObject({
      ...{ journeyOver: 3, over: 0, oldPhone: "destroyed", move: { people: null, reason: "Arrived in Lipki" } },
      signals: { mailbox: "m", safe: "the kettle is on", danger: null },
      checkIn: {
        due: NOW + HOUR,
        ladder: [
          { afterMinutes: 30, member: "w" },
          { afterMinutes: 50, member: "p" },
        ],
      },
      tasks: [{ text: "a doctor who asks for no name", owner: "w", standIn: "p", due: NOW + 12 * HOUR }],
    });
    expect(sheet.lines).toHaveLength(ARRIVAL_LINES.length);
    // Already sheltered: somebody moved it by hand, and it does not move twice.
    const there = { ...one, stage: "sheltered" } as CaseView;
    expect(sheetOf(there, journey, filled(), said, NOW).move).toBeUndefined();
  });

  it("arranges nothing twice when it is written again", () => {
    const was = ARRIVAL_LINES.map((line) => ({ line, is: line === "food" ? "task" : "done", note: "" }));
    const again = { ...journey, arrival: { lines: was, version: 1 } } as unknown as JourneyView;
    const food = { is: "task" as const, note: "", task: "food" };
    const sheet = sheetOf(
      one,
      again,
      filled({ moves: false, phones: [{ thing: phone("a"), gone: true, known: true }] }, { food }),
      said,
      NOW,
    );
    expect(sheet).toMatchObject({ over: 1, tasks: [], phones: [] });
    expect([sheet.signals, sheet.checkIn, sheet.move]).toEqual([undefined, undefined, undefined]);
  });

  it("marks the numbers of the old phone as gone, those of nobody else, and none of one that they kept", () => {
    const things = [
      phone("theirs"),
      phone("shared", { uses: [{ case: "c" }, { case: "d" }] as never }),
      phone("another's", { uses: [{ case: "d" }] as never }),
      phone("gone", { retired: {} as never }),
    ];
    expect(phonesOf(one, things).map(({ thing, shared }) => [thing.name, shared])).toEqual([
      ["theirs", false],
      ["shared", true],
    ]);
    const phones = [
      { thing: phone("theirs"), gone: true, known: true },
      { thing: phone("shared"), gone: false, known: true },
    ];
    expect(sheetOf(one, journey, filled({ phones }), said, NOW).phones).toEqual([
      { thing: "theirs", over: 4, reason: "destroyed", mark: "an arrival" },
    ]);
    const kept = filled({ phones }, { "old-phone": { is: "not", note: "their photographs", task: "" } });
    expect(sheetOf(one, journey, kept, said, NOW)).toMatchObject({ oldPhone: "kept", phones: [] });
  });
});
