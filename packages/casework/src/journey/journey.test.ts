import { describe, expect, it } from "vitest";
import type { Place } from "../fold/place.ts";
import type { JourneyId, LegId, MemberId, ThingId } from "../ids.ts";
import { readOperation } from "../read/operation.ts";
import { assignedKey, foldJourney, type Journeys } from "./fold.ts";
import { momentOf } from "./moment.ts";
import type { AssignLeg, JourneyLeg, WriteJourney } from "./operation.ts";

const by = "ab".repeat(16) as MemberId;
const here: Place = { by, role: "coordinator", at: 1_000, order: 0, proven: true };
const journey = "01".repeat(16) as JourneyId;
const ride = "02".repeat(16) as LegId;
const stay = "03".repeat(16) as LegId;
const driver = "04".repeat(16) as ThingId;

const drive: JourneyLeg = {
  ...{ leg: ride, kind: "drive", from: "Tarsk", to: "Lipki", departs: 370, arrives: 560 },
  ...{ service: "Driver M", note: "" },
};
const night: JourneyLeg = {
  ...{ leg: stay, kind: "stay", from: "Lipki", to: "Lipki", departs: 560, arrives: 1_800 },
  ...{ service: "", note: "" },
};
const write = (more: Partial<WriteJourney> = {}): WriteJourney => ({
  ...{ op: "writeJourney", journey, party: ["1", "2"], date: "2017-05-09", offset: 180 },
  ...{ legs: [drive, night], route: null, why: "", over: 0 },
  ...more,
});
const assign = (more: Partial<AssignLeg> = {}): AssignLeg => ({
  ...{ op: "assignLeg", journey, leg: ride, as: "driver", thing: driver, words: "", seen: 1, over: 0 },
  ...more,
});
const fold = (journeys: Journeys, ...operations: Parameters<typeof foldJourney>[1][]): Journeys =>
  operations.reduce((known, operation) => {
    const next = foldJourney(known, operation, here);
    if ("kind" in next) throw new Error(JSON.stringify(next));
    return next;
  }, journeys);
const none: Journeys = new Map();
const planned = fold(none, write());

describe("a journey", () => {
  it("keeps its minutes by the clocks of the place, and names moments by them", () => {
    expect(new Date(momentOf(write(), 370)).toISOString()).toBe("2017-05-09T03:10:00.000Z");
  });

  it("[P7] keeps which ends of legs were over when it was written anew under way, with whoever was to arrive", () => {
    const MINUTE = 60_000;
    const end = momentOf(write(), 1_800);
    const on = (journeys: Journeys, at: number, operation: Parameters<typeof foldJourney>[1]): Journeys => {
      const next = foldJourney(journeys, operation, { ...here, at });
      if ("kind" in next) throw new Error(next.kind);
      return next;
    };
    const again = (over: number) => write({ over, why: "Late", party: ["1"], date: "2017-05-11" });
    const lapsedOf = (journeys: Journeys) => journeys.get(journey)?.lapsed;
    const startJourney = { op: "startJourney" as const, journey, over: 1 };
    expect(lapsedOf(on(planned, end + 31 * MINUTE, again(1)))).toEqual([]);
    const started = on(planned, momentOf(write(), 370), startJourney);
    // Within the grace somebody has seen to it.
    const inTime = lapsedOf(on(started, end + 29 * MINUTE, again(2)));
    expect(inTime?.map(({ leg }) => leg)).toEqual([ride]);
    const late = on(started, end + 31 * MINUTE, again(2));
    expect(lapsedOf(late)).toEqual([
      { leg: ride, due: momentOf(write(), 560), party: ["1", "2"], isLast: false },
      { leg: stay, due: end, party: ["1", "2"], isLast: true },
    ]);
    // Said again, nothing is kept twice.
    const other = on(late, end + 32 * MINUTE, write({ over: 3, why: "Later" }));
    const third = on(other, end + 33 * MINUTE, write({ over: 4, why: "Later" }));
    expect(lapsedOf(third)).toEqual(lapsedOf(late));
  });

  it.each([
    ["party", { party: [] }],
    ["party", { party: ["1", "1"] }],
    ["date", { date: "2017-13-40" }],
    ["legs", { legs: [] }],
    ["legs", { legs: [drive, { ...night, from: "Tarsk", to: "Tarsk" }] }],
    ["legs", { legs: [drive, { ...night, departs: 559 }] }],
    ["legs", { legs: [{ ...drive, arrives: 369 }] }],
    ["legs", { legs: [{ ...drive, service: " " }] }],
    ["legs", { legs: [drive, { ...night, to: "Port Laz" }] }],
  ] as [string, Partial<WriteJourney>][])("that nobody could travel is refused by its %s", (field, more) => {
    expect(foldJourney(none, write(more), here)).toEqual({ kind: "incomplete", field });
  });

  it("is changed with a reason, over the version that its author saw, or both are shown", () => {
    expect(foldJourney(planned, write({ over: 1 }), here)).toEqual({ kind: "incomplete", field: "why" });
    const later = { ...drive, departs: 400, arrives: 560 };
    const changed = fold(planned, write({ legs: [later, night], why: "the driver comes later", over: 1 }));
    expect(changed.get(journey)).toMatchObject({ version: 2, first: { at: 1_000 } });
    const stale = write({ party: ["1"], why: "one stays", over: 1 });
    expect(foldJourney(changed, stale, here)).toEqual({
      ...{ kind: "changed-meanwhile", by, at: 1_000 },
      fields: [
        { field: "party", theirs: ["1", "2"], ours: ["1"] },
        {
          field: "legs",
          theirs: ["Tarsk 06:40 – Lipki 09:20 Driver M", "Lipki 09:20 – Lipki 30:00"],
          ours: ["Tarsk 06:10 – Lipki 09:20 Driver M", "Lipki 09:20 – Lipki 30:00"],
        },
        { field: "why", theirs: "the driver comes later", ours: "one stays" },
      ],
    });
  });

  it("[P3] believes nobody to come at an hour for which nobody has asked them", () => {
    const asked = fold(planned, assign(), assign({ leg: stay, as: "host", thing: null, words: "an aunt" }));
    expect([...(asked.get(journey)?.assigned.keys() ?? [])]).toEqual([
      assignedKey(ride, "driver"),
      assignedKey(stay, "host"),
    ]);
    const later = write({ legs: [{ ...drive, departs: 400 }, night], why: "later", over: 1 });
    const changed = fold(asked, later);
    expect([...(changed.get(journey)?.assigned.keys() ?? [])]).toEqual([assignedKey(stay, "host")]);
    // Written offline by somebody who knew the old hour: the leg is another now, though it has the same name.
    expect(foldJourney(changed, assign(), here)).toMatchObject({ kind: "written-meanwhile" });
    expect(fold(changed, assign({ seen: 2 })).get(journey)?.assigned.size).toBe(2);
    // The same leg, after a change elsewhere: nobody is asked twice.
    const elsewhere = write({ legs: [drive, { ...night, arrives: 1_900 }], why: "longer", over: 1 });
    expect(fold(asked, elsewhere).get(journey)?.assigned.has(assignedKey(ride, "driver"))).toBe(true);
  });

  it("shows both who ask two people for one leg, and asks nobody to drive a walk or a night", () => {
    const asked = fold(planned, assign());
    expect(foldJourney(asked, assign({ thing: null, words: "Driver Q" }), here)).toEqual({
      ...{ kind: "changed-meanwhile", by, at: 1_000 },
      fields: [
        { field: "thing", theirs: driver, ours: null },
        { field: "words", theirs: "", ours: "Driver Q" },
      ],
    });
    expect(foldJourney(planned, assign({ leg: stay }), here)).toEqual({ kind: "incomplete", field: "as" });
    expect(foldJourney(planned, assign({ as: "host" }), here)).toEqual({ kind: "incomplete", field: "as" });
  });

  it("sets out once, ends once, and is over then", () => {
    const start = { op: "startJourney" as const, journey, over: 1 };
    const end = { op: "endJourney" as const, journey, how: "arrived" as const, note: "", over: 1 };
    expect(foldJourney(planned, end, here)).toEqual({ kind: "no-such-journey" });
    const moving = fold(planned, start);
    expect(foldJourney(moving, { ...start, over: 2 }, here)).toMatchObject({ kind: "written-meanwhile" });
    expect(foldJourney(moving, { ...end, how: "broken-off", over: 2 }, here)).toEqual({
      kind: "incomplete",
      field: "note",
    });
    // A fallback is taken on the way: they are still moving.
    const other = fold(moving, write({ legs: [drive], why: "the bus did not come", over: 2 }));
    expect(other.get(journey)?.started).toEqual({ by, at: 1_000 });
    const ended = fold(other, { ...end, over: 3 });
    for (const after of [write({ why: "again", over: 4 }), assign({ seen: 4 })])
      expect(foldJourney(ended, after, here)).toEqual({ kind: "journey-over" });
    expect(foldJourney(planned, { op: "cancelJourney", journey, reason: " ", over: 1 }, here)).toEqual({
      kind: "incomplete",
      field: "reason",
    });
  });

  it("is taken from a colleague's console only as it can be", () => {
    expect(readOperation({ ...write() })).toEqual(write());
    const broken = [
      { ...write(), offset: 900 },
      { ...write(), party: ["0"] },
      { ...write(), legs: [{ ...drive, arrives: 50_000 }] },
      { ...write(), legs: [{ ...drive, kind: "flight" }] },
      { ...write(), route: {} },
      { ...assign(), as: "cook" },
    ];
    for (const one of broken) expect(readOperation(one)).toMatchObject({ op: "unknown" });
  });
});
