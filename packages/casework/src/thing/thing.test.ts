import { describe, expect, it } from "vitest";
import { dayFrom } from "../day.ts";
import { emptyContact } from "../fold/contact.ts";
import { emptyPart } from "../fold/part.ts";
import type { Place } from "../fold/place.ts";
import { emptyResources, foldResources } from "../fold/resources.ts";
import type { CaseState, State } from "../fold/state.ts";
import { foldUses } from "../fold/uses.ts";
import type { CaseId, JourneyId, LegId, MemberId, StreamId, ThingId, UseId } from "../ids.ts";
import { foldJourney, type Journeys } from "../journey/fold.ts";
import type { JourneyLeg } from "../journey/operation.ts";
import type { ThingFacts } from "../operation.ts";
import { readOperation } from "../read/operation.ts";
import { metOn, thingLinks } from "./links.ts";
import { expiringRoadPapers } from "./papers.ts";

const place: Place = { by: "ab".repeat(16) as MemberId, role: "coordinator", at: 1_000, order: 0, proven: true };
const id = <T>(n: number): T => n.toString(16).padStart(2, "0").repeat(16) as T;
const [driver, escort, next, host, card, account] = [1, 2, 3, 4, 5, 6].map((n) => id<ThingId>(n)) as [
  ThingId,
  ThingId,
  ThingId,
  ThingId,
  ThingId,
  ThingId,
];
const journey = id<JourneyId>(9);
const [first, second, train, night] = [11, 12, 13, 14].map((n) => id<LegId>(n)) as [LegId, LegId, LegId, LegId];
const DAY_OF_IT = Date.parse("2017-05-09T00:00:00Z");

const leg = (of: LegId, kind: JourneyLeg["kind"], from: string, to: string, departs: number): JourneyLeg => ({
  ...{ leg: of, kind, from, to, departs, arrives: departs + 60, note: "" },
  service: kind === "stay" ? "" : "invented",
});

const travelled = (): Journeys => {
  const said = { journey, seen: 1, over: 0, words: "" };
  const legs = [
    leg(first, "drive", "Tarsk", "Lipki", 60),
    leg(second, "drive", "Lipki", "Ostrov", 120),
    leg(train, "ride", "Ostrov", "Port Laz", 180),
    leg(night, "stay", "Port Laz", "Port Laz", 240),
  ];
  const operations: Parameters<typeof foldJourney>[1][] = [
    {
      ...{ op: "writeJourney", journey, party: ["1"], date: "2017-05-09", offset: 0 },
      ...{ legs, route: null, why: "", over: 0 },
    },
    { op: "assignLeg", ...said, leg: first, as: "driver", thing: driver },
    { op: "assignLeg", ...said, leg: first, as: "escort", thing: escort },
    { op: "assignLeg", ...said, leg: second, as: "driver", thing: next },
    { op: "assignLeg", ...said, leg: night, as: "host", thing: host },
    { op: "startJourney", journey, over: 1 },
  ];
  return operations.reduce<Journeys>((known, operation) => {
    const folded = foldJourney(known, operation, place);
    if ("kind" in folded) throw new Error(JSON.stringify(folded));
    return folded;
  }, new Map());
};

/** One case, and the register, as somebody holds them who carries both. */
const desk = (facts: ReadonlyMap<ThingId, ThingFacts> = new Map()) => {
  const stream = id<StreamId>(21);
  const used = foldUses(
    new Map(),
    {
      ...{ op: "recordUse", use: id<UseId>(31), thing: card, as: "paid", from: DAY_OF_IT, until: null },
      ...{ with: [account], note: "", over: 0 },
    },
    place,
  );
  if ("kind" in used) throw new Error(JSON.stringify(used));
  const known = {
    ...{ case: id<CaseId>(22), contactStream: id<StreamId>(23), threat: null },
    parts: [{ part: "journey", stream }],
    contact: { ...emptyContact(), opened: { alias: "Rowan" } as never, uses: used },
  } as unknown as CaseState;
  const part = { ...emptyPart("journey"), journeys: travelled() };
  const state = { streams: new Map([[stream, { content: { is: "part", part } }]]) } as unknown as State;
  const resources = emptyResources();
  for (const thing of [driver, escort, next, host, card, account])
    foldResources(
      resources,
      {
        op: "writeThing",
        thing,
        kind: "driver",
        name: `N${thing.slice(0, 2)}`,
        facts: facts.get(thing) ?? {},
        over: 0,
      },
      place,
    );
  return { state, known, resources };
};

const linksAt = (minute: number, facts?: ReadonlyMap<ThingId, ThingFacts>) => {
  const { state, known, resources } = desk(facts);
  const links = thingLinks(state, [known], resources, DAY_OF_IT + minute * 60_000);
  return (thing: ThingId) => (links.get(thing) ?? []).map(({ other, how }) => [other.thing, how]);
};

describe("who has met whom", () => {
  it("follows from who was asked for legs that follow on each other, from the hour of the hand-over on", () => {
    expect(linksAt(59)(driver)).toEqual([]);
    expect(linksAt(61)(driver)).toEqual([[escort, "leg"]]);
    const later = linksAt(600);
    expect(later(driver)).toEqual([
      [next, "hand-over"],
      [escort, "leg"],
    ]);
    expect(later(escort)).toContainEqual([next, "hand-over"]);
  });

  it("stays known when they were called off on the road: whoever met until then knows of the other", () => {
    const one = [...travelled().values()][0];
    if (one === undefined) throw new Error("no journey");
    const off = (minute: number) => ({ by: place.by, at: DAY_OF_IT + minute * 60_000, reason: "a checkpoint" });
    const met = (more: Partial<typeof one>) => metOn({ ...one, ...more }, DAY_OF_IT * 2).map(({ how }) => how);
    expect(met({ cancelled: off(90) })).toEqual(["leg"]);
    expect(met({ cancelled: off(130) })).toEqual(
      met({ ended: { ...off(130), how: "broken-off", note: "a checkpoint" } }),
    );
    expect(met({ cancelled: off(130) })).toContain("hand-over");
    expect(met({ cancelled: off(130), started: null })).toEqual([]);
  });

  it("is nobody with a train between, and nobody on a journey on which nobody set out", () => {
    expect(linksAt(600)(host)).toEqual([]);
    const { state, known, resources } = desk();
    const [, content] = [...state.streams.entries()][0] ?? [];
    if (content?.content.is !== "part") throw new Error("no part");
    const planned = new Map([...content.content.part.journeys].map(([key, one]) => [key, { ...one, started: null }]));
    content.content.part.journeys = planned;
    expect(thingLinks(state, [known], resources, DAY_OF_IT * 2).get(driver)).toBeUndefined();
  });

  it("is also what somebody wrote down by hand, on both of them; and means that paid together are known to go together", () => {
    const said = new Map([[host, { met: [{ thing: driver, on: dayFrom("2017-04-02"), note: "at the depot" }] }]]);
    const links = linksAt(600, said);
    expect(links(host)).toEqual([[driver, "said"]]);
    expect(links(driver)).toContainEqual([host, "said"]);
    expect(links(account)).toEqual([[card, "use"]]);
  });
});

describe("papers for the road", () => {
  const now = Date.parse("2017-05-09T12:00:00Z");
  const drives = (papers: ThingFacts["papers"], retired = false) => ({
    ...{ thing: driver, name: "M", facts: { with: [], ...(papers === undefined ? {} : { papers }) } },
    retired: retired ? ({ at: 1 } as never) : null,
  });

  it("stand among those about to run out, soonest first; of whoever drives no more nothing is asked", () => {
    const papers: ThingFacts["papers"] = [
      { kind: "insurance", expires: "2017-06-01", note: "" },
      { kind: "driving-licence", expires: "2017-05-08", note: "" },
      { kind: "passport", expires: "2019-01-01", note: "" },
      { kind: "other", expires: null, note: "" },
    ];
    const found = expiringRoadPapers([drives(papers), drives(undefined), drives(papers, true)], now);
    expect(found.map(({ kind, days }) => [kind, days])).toEqual([
      ["driving-licence", -1],
      ["insurance", 23],
    ]);
  });

  it("are read with a whole day or none, and a register of before has neither", () => {
    const write = (facts: object) => ({
      ...{ op: "writeThing", thing: driver, kind: "driver", name: "M", facts, over: 0 },
    });
    expect(readOperation(write({}))).toMatchObject({ op: "writeThing" });
    const papers = [{ kind: "insurance", expires: "2017-06-01", note: "" }];
    const met = [{ thing: host, on: 17_300, note: "" }];
    expect(readOperation(write({ papers, met, hours: "evenings", area: "Tarsk" }))).toMatchObject({ op: "writeThing" });
    for (const wrong of [
      { papers: [{ kind: "insurance", expires: "2017-06", note: "" }] },
      { papers: [{ kind: "a car", expires: null, note: "" }] },
      { met: [{ thing: "M", on: 17_300, note: "" }] },
      { met: [{ thing: host, on: -1, note: "" }] },
    ])
      expect(readOperation(write(wrong))).toMatchObject({ op: "unknown" });
  });

  it("and whom somebody has met are shown to who wrote over them unseen", () => {
    const { resources } = desk();
    const again = { op: "writeThing", thing: driver, kind: "driver", name: "M", facts: { area: "Lipki" } } as const;
    foldResources(resources, { ...again, over: 1 }, place);
    expect(foldResources(resources, { ...again, facts: { area: "Ostrov" }, over: 1 }, place)).toMatchObject({
      kind: "changed-meanwhile",
      fields: [{ field: "area", theirs: "Lipki", ours: "Ostrov" }],
    });
  });
});
