import { describe, expect, it } from "vitest";
import type { Place } from "../fold/place.ts";
import type { Uses } from "../fold/uses.ts";
import type { JourneyId, LegId, MemberId, ThingId, TicketId, UseId } from "../ids.ts";
import { foldJourney, type JourneyRecord, type Journeys } from "../journey/fold.ts";
import { momentOf } from "../journey/moment.ts";
import type { JourneyLeg } from "../journey/operation.ts";
import { readOperation } from "../read/operation.ts";
import type { TicketRecord } from "../ticket/fold.ts";
import type { CaseView } from "../view.ts";
import { arrivalsDue } from "./due.ts";
import type { WriteArrival } from "./operation.ts";
import { usesOfJourney } from "./uses.ts";
import { aftermathView } from "./view.ts";

const by = "ab".repeat(16) as MemberId;
const here: Place = { by, role: "coordinator", at: 1_000, order: 0, proven: true };
const journey = "01".repeat(16) as JourneyId;
const ride = "02".repeat(16) as LegId;
const night = "03".repeat(16) as LegId;
const driver = "04".repeat(16) as ThingId;
const host = "05".repeat(16) as ThingId;

const legs: JourneyLeg[] = [
  {
    ...{ leg: ride, kind: "drive", from: "Tarsk", to: "Lipki", departs: 370, arrives: 560 },
    ...{ service: "Driver M", note: "" },
  },
  {
    ...{ leg: night, kind: "stay", from: "Lipki", to: "Lipki", departs: 560, arrives: 1_800 },
    ...{ service: "", note: "" },
  },
];
const said = { journey, seen: 1, over: 0, words: "" };
const fold = (journeys: Journeys, ...operations: Parameters<typeof foldJourney>[1][]): Journeys =>
  operations.reduce((known, operation) => {
    const next = foldJourney(known, operation, here);
    if ("kind" in next) throw new Error(JSON.stringify(next));
    return next;
  }, journeys);
const moving = fold(
  new Map(),
  {
    ...{ op: "writeJourney", journey, party: ["1", "2"], date: "2017-05-09", offset: 180 },
    ...{ legs, route: null, why: "", over: 0 },
  },
  { op: "assignLeg", ...said, leg: ride, as: "driver", thing: driver },
  { op: "assignLeg", ...said, leg: night, as: "host", thing: host },
  { op: "startJourney", journey, over: 1 },
);
const arrived = fold(moving, { op: "endJourney", journey, how: "arrived", note: "", over: 2 });
const sheet = (more: Partial<WriteArrival> = {}): WriteArrival => ({
  ...{ op: "writeArrival", journey, arrivedAt: 900, oldPhone: "destroyed", over: 0 },
  lines: [
    { line: "old-phone", is: "done", note: "" },
    { line: "clothes", is: "not", note: "they brought a bag" },
  ],
  ...more,
});
const record = (journeys: Journeys): JourneyRecord => {
  const one = journeys.get(journey);
  if (one === undefined) throw new Error("no journey");
  return one;
};

describe("an arrival", () => {
  it("is of those who came: not of a journey under way, nor of one that was broken off", () => {
    expect(foldJourney(moving, sheet(), here)).toEqual({ kind: "journey-not-ended" });
    const off = fold(moving, { op: "endJourney", journey, how: "broken-off", note: "turned back", over: 2 });
    expect(foldJourney(off, sheet(), here)).toEqual({ kind: "journey-not-ended" });
    expect(record(fold(arrived, sheet())).arrival).toMatchObject({ oldPhone: "destroyed", version: 1, by });
  });

  it("says of what was not done why not, and of each line once", () => {
    const why = sheet({ lines: [{ line: "food", is: "not", note: " " }] });
    expect(foldJourney(arrived, why, here)).toEqual({ kind: "incomplete", field: "food" });
    const twice = sheet({
      lines: [
        { line: "food", is: "done", note: "" },
        { line: "food", is: "task", note: "" },
      ],
    });
    expect(foldJourney(arrived, twice, here)).toEqual({ kind: "incomplete", field: "lines" });
  });

  it("is written again as things get done; of two who do so unseen the second is shown both", () => {
    const first = fold(arrived, sheet());
    const second = fold(first, sheet({ oldPhone: "sealed", over: 1 }));
    expect(record(second).arrival).toMatchObject({ oldPhone: "sealed", version: 2 });
    const stale = sheet({ lines: [{ line: "clothes", is: "done", note: "" }], over: 1 });
    expect(foldJourney(second, stale, here)).toMatchObject({
      kind: "changed-meanwhile",
      fields: [
        { field: "oldPhone", theirs: "sealed", ours: "destroyed" },
        { field: "old-phone", theirs: "done", ours: null },
        { field: "clothes", theirs: "not they brought a bag", ours: "done" },
      ],
    });
  });

  it("is looked back at once it is over, however it ended, and not with nothing to say", () => {
    const look = { op: "lookBack" as const, journey, worked: "the phrase", change: "", over: 0 };
    expect(foldJourney(moving, look, here)).toEqual({ kind: "journey-not-ended" });
    expect(foldJourney(arrived, { ...look, worked: "" }, here)).toEqual({ kind: "incomplete", field: "worked" });
    const looked = fold(arrived, look);
    expect(record(looked).lookedBack).toMatchObject({ worked: "the phrase", version: 1 });
    expect(foldJourney(looked, { ...look, worked: "the car" }, here)).toMatchObject({ kind: "changed-meanwhile" });
  });

  it("reads no line and no fate of a telephone that it does not know", () => {
    expect(readOperation(sheet())).toEqual(sheet());
    for (const wrong of [
      { ...sheet(), oldPhone: "sold" },
      { ...sheet(), lines: [{ line: "a car", is: "done", note: "" }] },
      { ...sheet(), lines: [{ line: "food", is: "perhaps", note: "" }] },
      { ...sheet(), over: -1 },
    ])
      expect(readOperation(wrong)).toMatchObject({ op: "unknown" });
  });

  it("leaves behind whom the party rode and stayed with, once, for whoever has to know whom a raid reaches", () => {
    const one = record(arrived);
    const uses = usesOfJourney(one, new Map());
    expect(uses).toEqual([
      {
        ...{ thing: driver, as: "rode", from: momentOf(one, 370), until: momentOf(one, 560) },
        ...{ with: [], note: "", over: 0 },
      },
      // Still there: nobody has said that they left.
      { thing: host, as: "stayed", from: momentOf(one, 560), until: null, with: [], note: "", over: 0 },
    ]);
    const recorded: Uses = new Map([
      [
        "09".repeat(16) as UseId,
        {
          ...{ use: "09".repeat(16) as UseId, thing: driver, as: "rode", from: momentOf(one, 300) },
          ...{
            until: momentOf(one, 400),
            with: [],
            note: "",
            version: 1,
            first: 0,
            by,
            at: 0,
            held: null,
            withdrawn: null,
          },
        },
      ],
    ]);
    expect(usesOfJourney(one, recorded).map(({ thing }) => thing)).toEqual([host]);
  });
});

describe("the last hand-over", () => {
  const ticket = (leg: LegId, more: Partial<TicketRecord>): [TicketId, TicketRecord] => [
    leg as string as TicketId,
    {
      ...{ leg, who: leg === ride ? "M" : "Aza", state: "going", openings: ["o"], presses: [] },
      ...more,
    } as TicketRecord,
  ];
  const press = (press: "with-me" | "handed-over", opening = "o") => [{ press, opening, pressedAt: 77 }] as never;
  const names = (id: MemberId) => ({ id, handle: null, me: false });
  const last = (...tickets: [TicketId, TicketRecord][]) =>
    aftermathView(
      record(moving),
      new Map(tickets.map(([id, one]) => [id, { ...one, said: { at: 1 } as never }])),
      names,
    ).lastHandOver;
  const drove = ticket(ride, { holder: "driver", presses: press("handed-over") });

  it("is the last leg's, by its holder's own tap; with a host, that they are with them", () => {
    expect(last(drove, ticket(night, { holder: "host" }))).toBeNull();
    expect(last(drove, ticket(night, { holder: "host", presses: press("with-me") }))).toEqual({ who: "Aza", at: 77 });
  });

  it("[P7] is not a leg's from which the way goes on, though nobody else has a ticket", () => {
    expect(last(drove)).toBeNull();
    expect(last(drove, ticket(night, { holder: "host", state: "cancelled", presses: press("with-me") }))).toBeNull();
  });

  it("[P7] is not what a stranger tapped, nor a driver's word that they are on board", () => {
    expect(last(ticket(night, { holder: "host", presses: press("with-me", "stranger") }))).toBeNull();
    expect(last(ticket(night, { holder: "driver", presses: press("with-me") }))).toBeNull();
    expect(last(ticket(night, { holder: "driver", presses: press("handed-over") }))).not.toBeNull();
  });
});

it("stands on *Today* from the last hand-over until it is written down, and goes with the case", () => {
  const one = { ...{ journey: "j", to: "Lipki", state: "moving", arrival: null, ended: null, lastHandOver: null } };
  const handed = { lastHandOver: { who: "Vera", at: 5 } };
  const due = (more: object, closed: object | null = null) =>
    arrivalsDue([{ case: "c", alias: "Alder", closed, journeys: [{ ...one, ...more }] } as unknown as CaseView]);
  const ended = (how: string) => ({ state: "ended", ended: { how, at: 7 } });
  expect(due({})).toEqual([]);
  expect(due(handed)).toEqual([{ case: "c", alias: "Alder", journey: "j", to: "Lipki", who: "Vera", at: 5 }]);
  expect(due(ended("arrived"))).toMatchObject([{ who: null, at: 7 }]);
  for (const over of [
    { ...ended("broken-off"), ...handed },
    { ...ended("arrived"), arrival: {} },
    { state: "planned" },
  ])
    expect(due(over)).toEqual([]);
  expect(due(ended("arrived"), {})).toEqual([]);
});
