import { describe, expect, it } from "vitest";
import type { Place } from "../fold/place.ts";
import type { ApplicationId, ConsentId, MemberId, PathwayId } from "../ids.ts";
import { readOperation } from "../read/operation.ts";
import type { FactView } from "../view/facts.ts";
import { type Applications, foldApplication, foldPathway, type Pathways } from "./fold.ts";
import type { ApplicationState, MoveApplication, WriteApplication, WritePathway } from "./operation.ts";
import { paperChecks } from "./view.ts";

const by = "ab".repeat(16) as MemberId;
const here: Place = { by, role: "coordinator", at: Date.parse("2017-05-09T12:00:00Z"), order: 0, proven: true };
const pathway = "01".repeat(16) as PathwayId;
const application = "02".repeat(16) as ApplicationId;

const way = (more: Partial<WritePathway> = {}): WritePathway => ({
  ...{ op: "writePathway", pathway, name: "Invented embassy", country: "LT", partner: "Lantern", programme: "visas" },
  ...{ quota: [{ month: "2017-06", places: 4 }], requirements: ["a letter"], wait: { least: 2, most: 8 }, place: null },
  ...{ papers: [{ kind: "passport", days: 180, note: "" }], source: "Lantern, by telephone", asOf: here.at, over: 0 },
  ...more,
});
const ask = (more: Partial<WriteApplication> = {}): WriteApplication => ({
  ...{ op: "writeApplication", application, pathway, name: "Invented embassy", party: ["1", "2"], rank: 1 },
  ...{ fit: "meets", why: "", papers: way().papers, month: null, note: "", over: 0 },
  ...more,
});
const move = (to: ApplicationState, over: number, more: Partial<MoveApplication> = {}): MoveApplication => ({
  ...{ op: "moveApplication", application, to, on: "2017-05-09", until: null, note: "", over },
  ...more,
});
const apply = (known: Applications, ...operations: Parameters<typeof foldApplication>[1][]): Applications =>
  operations.reduce((all, operation) => {
    const next = foldApplication(all, operation, here, noneEnded);
    if ("kind" in next) throw new Error(JSON.stringify(next));
    return next;
  }, known);
const noneEnded: ReadonlySet<ConsentId> = new Set();
const none: Pathways = new Map();
const asked = apply(new Map(), ask());

describe("a pathway", () => {
  it.each([
    ["title", { name: " " }],
    ["source", { source: "" }],
    [
      "quota",
      {
        quota: [
          { month: "2017-06", places: 1 },
          { month: "2017-06", places: 2 },
        ],
      },
    ],
    ["wait", { wait: { least: 9, most: 8 } }],
  ] as [string, Partial<WritePathway>][])("that nobody could rely on is refused by its %s", (field, more) => {
    expect(foldPathway(none, way(more), here)).toEqual({ kind: "incomplete", field });
  });

  it("is written over what was seen; of two who write unseen the second is shown both; taken out, it stays with why", () => {
    const first = foldPathway(none, way(), here) as Pathways;
    const second = foldPathway(first, way({ quota: [], over: 1 }), here) as Pathways;
    expect(foldPathway(second, way({ over: 1 }), here)).toMatchObject({
      kind: "changed-meanwhile",
      fields: [{ field: "quota", theirs: [], ours: ["2017-06: 4"] }],
    });
    const gone = foldPathway(second, { op: "retirePathway", pathway, reason: "closed", over: 2 }, here) as Pathways;
    expect(gone.get(pathway)).toMatchObject({ version: 3, retired: { reason: "closed" } });
  });

  it("does not stay fresh by a clock that is ahead", () => {
    const ahead = foldPathway(none, way({ asOf: here.at + 1e10 }), here) as Pathways;
    expect(ahead.get(pathway)?.asOf).toBe(here.at);
  });

  it("reads no month, country or paper that there is not", () => {
    expect(readOperation(way())).toEqual(way());
    for (const wrong of [
      way({ quota: [{ month: "2017-13", places: 1 }] }),
      way({ country: "Lithuania" }),
      way({ papers: [{ kind: "letter" as never, days: 1, note: "" }] }),
    ])
      expect(readOperation(wrong)).toMatchObject({ op: "unknown" });
  });
});

describe("an application", () => {
  it("goes its way in order, with the day of each step, and is granted to nobody who has not asked", () => {
    expect(foldApplication(asked, move("granted", 1), here, noneEnded)).toEqual({
      ...{ kind: "application-order", from: "considered", to: "granted" },
    });
    const granted = apply(
      asked,
      move("preparing", 1),
      move("submitted", 2, { until: "2017-07-01" }),
      move("asked", 3, { note: "a second photograph" }),
      move("submitted", 4),
      move("granted", 5, { until: "2017-09-01" }),
    ).get(application);
    expect(granted).toMatchObject({ state: "granted", version: 6 });
    expect(granted?.steps.map(({ to, until }) => [to, until])).toEqual([
      ["preparing", null],
      ["submitted", "2017-07-01"],
      ["asked", null],
      ["submitted", null],
      ["granted", "2017-09-01"],
    ]);
  });

  it("is refused or withdrawn with a reason, and can be appealed", () => {
    const sent = apply(asked, move("preparing", 1), move("submitted", 2));
    expect(foldApplication(sent, move("refused", 3), here, noneEnded)).toEqual({ kind: "incomplete", field: "reason" });
    const refused = apply(sent, move("refused", 3, { note: "no reason given" }));
    expect(apply(refused, move("preparing", 4)).get(application)?.state).toBe("preparing");
    expect(foldApplication(asked, move("preparing", 1, { on: "2017-02-30" }), here, noneEnded)).toMatchObject({
      field: "date",
    });
  });

  it("bars nobody without a word, stays on its pathway, and is not written over unseen", () => {
    expect(foldApplication(new Map(), ask({ fit: "barred" }), here, noneEnded)).toEqual({
      kind: "incomplete",
      field: "why",
    });
    const other = ask({ pathway: "09".repeat(16) as PathwayId, over: 1 });
    expect(foldApplication(asked, other, here, noneEnded)).toEqual({ kind: "incomplete", field: "pathway" });
    const moved = apply(asked, move("preparing", 1));
    expect(foldApplication(moved, ask({ rank: 2, over: 1 }), here, noneEnded)).toMatchObject({
      kind: "changed-meanwhile",
      fields: [{ field: "rank", theirs: "1", ours: "2" }],
    });
  });

  it("says of each paper that is asked whether it is there, and good for long enough", () => {
    const paper = (expires: string | null) => ({
      kind: "passport" as const,
      number: "",
      country: null,
      expires,
      note: "",
    });
    const fact = (person: string, ...expires: (string | null)[]): FactView =>
      ({ person, fact: "papers", value: { kind: "papers", papers: expires.map(paper) } }) as unknown as FactView;
    const is = (facts: FactView[] | null) =>
      paperChecks(ask(), facts, here.at)?.map((one) => `${one.person} ${one.is}`);
    expect(is(null)).toBeUndefined();
    expect(is([])).toEqual(["1 missing", "2 missing"]);
    // 180 days from 9 May 2017 is 5 November.
    expect(is([fact("1", "2016-01-01", "2017-11-05"), fact("2", "2017-11-04")])).toEqual(["1 good", "2 too-short"]);
    expect(is([fact("1", null), fact("2", "2018-01-01")])).toEqual(["1 no-day", "2 good"]);
    // Nobody knows on which day of their month they leave: 180 days from 31 August are 27 February.
    const august = (expires: string) =>
      paperChecks({ ...ask(), party: ["1"], month: "2017-08" }, [fact("1", expires)], here.at)?.map((one) => one.is);
    expect([august("2018-02-26"), august("2018-02-27")]).toEqual([["too-short"], ["good"]]);
    // A month that is over: from today.
    const gone = paperChecks({ ...ask(), party: ["1"], month: "2017-02" }, [fact("1", "2017-11-04")], here.at);
    expect(gone?.map((one) => one.is)).toEqual(["too-short"]);
  });
});
