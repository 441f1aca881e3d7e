import type { ApplicationView, CaseView, PathwayView } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { placesLeft, proposePathways } from "./placing.ts";
import { monthsFrom, quotaIn, quotaText } from "./typed.ts";

const NOW = Date.parse("2017-05-09T12:00:00Z");
const way = (pathway: string, ...quota: [string, number][]): PathwayView =>
  ({
    ...{ pathway, name: pathway, retired: null },
    quota: quota.map(([month, places]) => ({ month, places })),
  }) as unknown as PathwayView;
const asks = (pathway: string, rank: number, more: Partial<ApplicationView> = {}): ApplicationView =>
  ({
    ...{
      pathway,
      name: pathway,
      rank,
      party: ["1"],
      fit: "meets",
      why: "",
      month: null,
      state: "considered",
      steps: [],
    },
    ...more,
  }) as ApplicationView;
const theCase = (id: string, level: "now" | "later", ...applications: ApplicationView[]): CaseView =>
  ({ ...{ case: id, closed: null, urgency: { level } }, parts: [{ applications }] }) as unknown as CaseView;
const told = async (cases: CaseView[], pathways: PathwayView[]) =>
  (await proposePathways(cases, pathways, NOW)).map(({ one, application, month }) =>
    `${one.case} ${application?.pathway ?? "nowhere"} ${month ?? ""}`.trim(),
  );

describe("a quota as it is typed", () => {
  it("is one month a line, each once, and comes back as it was kept", () => {
    const quota = [
      { month: "2017-06", places: 4 },
      { month: "2017-07", places: 0 },
    ];
    expect(quotaIn(" 2017-07: 0 \n\n2017-06 = 4")).toEqual(quota);
    expect(quotaIn(quotaText(quota))).toEqual(quota);
    for (const wrong of ["2017-13: 4", "June: 4", "2017-06", "2017-06: 1\n2017-06: 2"])
      expect(quotaIn(wrong), wrong).toBeUndefined();
    expect(monthsFrom(Date.parse("2017-11-30T23:00:00Z"), 3)).toEqual(["2017-11", "2017-12", "2018-01"]);
  });
});

describe("who could go by which way", () => {
  it("gives the one place to who is most urgent, and the other the month after or the second wish", async () => {
    const cases = [
      theCase("slow", "later", asks("embassy", 1), asks("school", 2)),
      theCase("urgent", "now", asks("embassy", 1)),
    ];
    const embassy = way("embassy", ["2017-05", 1], ["2017-07", 1]);
    // Two months of waiting cost no more than a lesser wish: 16 against 15.
    expect(await told(cases, [embassy, way("school", ["2017-05", 1])])).toEqual([
      "slow school 2017-05",
      "urgent embassy 2017-05",
    ]);
    expect(await told(cases, [embassy])).toEqual(["slow embassy 2017-07", "urgent embassy 2017-05"]);
  });

  it("sends nobody where a requirement bars them, a party does not fit, or the way is no more; and says why not", async () => {
    const barred = theCase("barred", "now", asks("embassy", 1, { fit: "barred", why: "a conviction" }));
    const two = theCase("two", "now", asks("embassy", 1, { party: ["1", "2"] }));
    const [first, second] = await proposePathways([barred, two], [way("embassy", ["2017-06", 1])], NOW);
    expect(first).toMatchObject({ application: null, barred: [{ name: "embassy", why: "a conviction" }] });
    expect(second).toMatchObject({ application: null, month: null, barred: [] });
    const gone = { ...way("embassy", ["2017-06", 9]), retired: {} } as PathwayView;
    expect(await told([two], [gone])).toEqual(["two nowhere"]);
  });

  it("counts who was granted without a month as well: in the first that is free since they were sent; and proposes them no more", async () => {
    const steps = [{ to: "submitted", on: "2017-05-02" }] as unknown as ApplicationView["steps"];
    const granted = theCase(
      "granted",
      "now",
      asks("embassy", 1, { state: "granted", party: ["1", "2"], steps }),
      asks("school", 2),
    );
    const embassy = way("embassy", ["2017-08", 3], ["2017-04", 9], ["2017-06", 1], ["2017-07", 0]);
    const left = (cases: CaseView[]) => embassy.quota.map(({ month }) => placesLeft(embassy, month, cases));
    expect(left([granted])).toEqual([2, 9, 0, 0]);
    // Who has a month keeps it.
    const june = theCase("june", "later", asks("embassy", 1, { state: "submitted", month: "2017-06" }));
    expect(left([granted, june])).toEqual([1, 9, 0, 0]);
    expect(placesLeft(way("embassy", ["2017-06", 2]), "2017-06", [granted])).toBe(0);
    expect(await told([granted], [embassy, way("school", ["2017-06", 9])])).toEqual([]);
  });

  it("counts what was sent as taken, and moves nobody about who waits for an answer", async () => {
    const sent = theCase(
      "sent",
      "now",
      asks("embassy", 1, { state: "submitted", month: "2017-06" }),
      asks("school", 2),
    );
    const other = theCase("other", "later", asks("embassy", 1));
    const embassy = way("embassy", ["2017-06", 1], ["2017-08", 1]);
    expect(placesLeft(embassy, "2017-06", [sent, other])).toBe(0);
    expect(await told([sent, other], [embassy, way("school", ["2017-06", 1])])).toEqual(["other embassy 2017-08"]);
  });
});
