import type { CaseId, CaseView, HoldView, ShelterTerms, ThingId, ThingView, UseId, UseView } from "@fairlead/casework";
import { differenceOf, type Plan, planPlacements } from "@fairlead/planner/placements";
import { startNodeSolver } from "@fairlead/planner/placements/node";
import { describe, expect, it } from "vitest";
import { changesFor } from "./accept.ts";
import { barsOf, freeIn, lanesOf } from "./bars.ts";
import { roofsOf } from "./parties.ts";
import { type Bar, barOf, type Pins, problemOf } from "./problem.ts";
import { sheltersOf } from "./shelters.ts";
import { calendarFrom, WEEKS, weeksOf } from "./weeks.ts";

const DAY = 86_400_000;
const now = Date.UTC(2017, 4, 9, 18, 0);
const calendar = calendarFrom(now);
const by = { id: "aa".repeat(16), handle: "Wren", me: true } as UseView["by"];

const shelter = (
  name: string,
  beds: number,
  more: Omit<Partial<ThingView>, "facts"> & { facts?: object } = {},
): ThingView => ({
  ...{ thing: name as ThingId, kind: "shelter", name, version: 1, by, at: 0, retired: null, marked: null },
  ...{ uses: [], holds: [], overbooked: null, links: [], ...more },
  facts: { beds, with: [], visited: calendar.first, ...more.facts },
});

const stay = (thing: string, from: number, until: number | null): UseView => ({
  ...{
    use: `${thing} ${from}` as UseId,
    thing: { thing: thing as ThingId, name: thing, kind: "shelter" },
    as: "stayed",
  },
  ...{ from, until, with: [], note: "", version: 3, by, at: 0, withdrawn: null, state: from > now ? "planned" : "now" },
});

const terms = (said: Partial<ShelterTerms> = {}): ShelterTerms => ({
  ...{ from: calendar.first, latest: null, weeks: 4, needs: [], barred: [], apart: [], ...said },
});

type Said = { urgency?: string; people?: number; uses?: UseView[]; terms?: ShelterTerms | null; reach?: string[] };
const party = (alias: string, { urgency = "later", people = 1, uses = [], reach = [], ...said }: Said): CaseView =>
  ({
    ...{ case: alias as CaseId, alias, people, uses, closed: null, stage: "sheltered", risk: null },
    urgency: { level: urgency },
    threats: [{ reach }],
    shelter: said.terms === undefined ? null : { terms: said.terms, note: "", version: 1, by, at: 0 },
  }) as unknown as CaseView;

const told = (bar: Bar) => bar.kind;

const tableOf = (cases: CaseView[], things: ThingView[], pins: Pins = new Map()) => {
  const roofs = roofsOf(cases, things, calendar);
  const shelters = sheltersOf(things, roofs, calendar);
  return { roofs, shelters, problem: problemOf(roofs.parties, shelters, calendar, pins, told) };
};

const planFor = async (table: ReturnType<typeof tableOf>): Promise<Plan> => {
  const clock = {
    now: () => performance.now(),
    after: (ms: number, then: () => void) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  };
  const plan = await planPlacements(table.problem, { startSolver: startNodeSolver, clock, seconds: 20 });
  if (plan === null) throw new Error("no plan");
  return plan;
};

const where = ({ placements }: Plan) =>
  Object.fromEntries(placements.map(({ party: one, site, start }) => [one, `${site} ${start}`]));

describe("weeks of a plan", () => {
  it("begin today; one day of a week takes the bed for all of it", () => {
    expect(weeksOf(calendar, now - 9 * DAY, now + DAY)).toEqual({ start: 0, end: 1 });
    expect(weeksOf(calendar, now + 8 * DAY, now + 14 * DAY)).toEqual({ start: 1, end: 2 });
    expect(weeksOf(calendar, now, null)).toEqual({ start: 0, end: WEEKS });
    expect(weeksOf(calendar, now - 9 * DAY, now - 8 * DAY)).toBeNull();
  });
});

describe("why not there", () => {
  const barsAt = (said: Said, house: ThingView) => {
    const { roofs, shelters } = tableOf([party("Rowan", { terms: terms(), ...said })], [house]);
    const [one, place] = [roofs.parties[0], shelters[0]];
    return one && place ? barOf(one, place) : null;
  };

  it("a threat reaches that town, the shelter lacks what they need, it is marked, or the team says so", () => {
    const lime = shelter("Lime", 2, { facts: { place: "Tarsk, south" } });
    expect(barsAt({ reach: ["tarsk"] }, lime)).toEqual({ kind: "reach", place: "Tarsk, south" });
    expect(barsAt({ reach: ["Old Town, Tarsk"] }, lime)).toMatchObject({ kind: "reach" });
    expect(barsAt({ reach: ["Ostrov"] }, lime)).toBeNull();
    expect(barsAt({ terms: terms({ needs: ["step-free"] }) }, lime)).toEqual({ kind: "lacks", tag: "step-free" });
    expect(barsAt({}, shelter("Lime", 2, { marked: "mark" as never }))).toEqual({ kind: "marked" });
    const barred = [{ thing: "Lime" as ThingId, reason: "his uncle has a shop there" }];
    expect(barsAt({ terms: terms({ barred }) }, lime)).toEqual({ kind: "said", reason: "his uncle has a shop there" });
  });
});

describe("a plan", () => {
  it("puts nobody out of a bed for somebody who is more urgent, or for want of a ramp", async () => {
    const there = { uses: [stay("Lime", now - 5 * DAY, null)], terms: terms({ needs: ["step-free"] }) };
    const table = tableOf(
      [party("Rowan", there), party("Alder", { urgency: "now", terms: terms() })],
      [shelter("Lime", 1)],
    );
    const plan = await planFor(table);
    expect(where(plan)).toEqual({ Rowan: "Lime 0" });
    expect(plan.unplaced).toEqual(["Alder"]);
  });

  it("after a loss is a difference: who slept there moves first, what was yet to come waits a week", async () => {
    const cases = [
      party("Rowan", { people: 2, uses: [stay("Lime", now - 5 * DAY, now + 20 * DAY)] }),
      party("Alder", { uses: [stay("Fern", now - 5 * DAY, now + 6 * DAY)] }),
      party("Hazel", { uses: [stay("Lime", now + DAY, now + 20 * DAY)], terms: terms() }),
    ];
    const table = tableOf(cases, [shelter("Lime", 3, { marked: "mark" as never }), shelter("Fern", 3)]);
    const plan = await planFor(table);
    expect(plan.status).toBe("optimal");
    expect(where(plan)).toEqual({ Rowan: "Fern 0", Alder: "Fern 0", Hazel: "Fern 1" });
    expect(differenceOf(table.problem, undefined, plan).moved.map((one) => one.party)).toEqual(["Rowan", "Hazel"]);
  });

  it("[P3] knows that beds are taken, of cases that are not this reader's and of closed ones", () => {
    const hold = { hold: "h", from: calendar.first, until: calendar.first + 14, beds: 2, case: null, by, at: 0 };
    const gone = {
      ...party("Ash", { uses: [stay("Lime", now - DAY, now + 6 * DAY)] }),
      closed: { at: now },
    } as CaseView;
    const lime = shelter("Lime", 4, {
      holds: [hold as HoldView],
      facts: { bedsFrom: [{ day: calendar.first + 30, beds: 3 }] },
    });
    const { problem } = tableOf([gone, party("Rowan", { terms: terms() })], [lime]);
    expect(problem.sites[0]?.beds).toEqual([1, 2, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3]);
    expect(JSON.stringify(problem)).not.toContain("Ash");
  });

  it("keeps two apart though only one case says so, and names who was asked by nobody", async () => {
    const cases = [
      party("Rowan", { terms: terms({ apart: ["Alder" as CaseId] }) }),
      party("Alder", { terms: terms() }),
      party("Hazel", {}),
      party("Ash", { terms: null }),
    ];
    const table = tableOf(cases, [shelter("Lime", 5)]);
    const plan = await planFor(table);
    expect(new Set(plan.placements.map(({ start }) => start))).toEqual(new Set([0, 4]));
    expect(table.roofs.unasked.map(({ alias }) => alias)).toEqual(["Hazel"]);
  });
});

describe("a plan that is taken", () => {
  const written = (cases: CaseView[], things: ThingView[], placements: Plan["placements"]) => {
    const { roofs, problem } = tableOf(cases, things);
    const plan = { placements } as Plan;
    const freshUse = () => "new" as UseId;
    return changesFor(roofs.parties, { problem, plan }, { calendar, now, reason: "by the plan", freshUse });
  };

  it("ends where they are and begins where they go; undone, both are as they were", () => {
    const here = stay("Lime", now - 5 * DAY, now + 20 * DAY);
    const { changes, back } = written(
      [party("Rowan", { uses: [here] })],
      [shelter("Lime", 2), shelter("Fern", 2)],
      [{ party: "Rowan", site: "Fern", start: 0 }],
    );
    expect(changes.map(({ operation }) => operation)).toMatchObject([
      { op: "recordUse", use: here.use, from: here.from, until: now, over: 3 },
      { op: "recordUse", use: "new", thing: "Fern", from: now, until: here.until, over: 0 },
    ]);
    expect(back.map(({ operation }) => operation)).toMatchObject([
      { op: "withdrawUse", use: "new", over: 1 },
      { op: "recordUse", use: here.use, until: here.until, over: 4 },
    ]);
  });

  it("writes nothing for who stays, or for whom no other roof was found; calls off what is yet to come", () => {
    const cases = [
      party("Rowan", { uses: [stay("Lime", now - 5 * DAY, null)] }),
      party("Alder", { uses: [stay("Fern", now - 5 * DAY, null)] }),
      party("Hazel", { uses: [stay("Lime", now + 10 * DAY, now + 20 * DAY)], terms: terms() }),
    ];
    const { changes } = written(
      cases,
      [shelter("Lime", 2), shelter("Fern", 2, { marked: "mark" as never })],
      [{ party: "Rowan", site: "Lime", start: 0 }],
    );
    expect(changes).toMatchObject([{ case: "Hazel", operation: { op: "withdrawUse", reason: "by the plan" } }]);
  });

  it("a stay that goes on beyond the plan's weeks keeps its end", () => {
    const far = now + 200 * DAY;
    const { changes } = written(
      [party("Rowan", { uses: [stay("Lime", now - DAY, far)] })],
      [shelter("Lime", 2), shelter("Fern", 2)],
      [{ party: "Rowan", site: "Fern", start: 0 }],
    );
    expect(changes[1]?.operation).toMatchObject({ thing: "Fern", until: far });
  });
});

it("the chart lays bars side by side where they fit, and counts what is free by what it shows", () => {
  const cases = [
    party("Rowan", { people: 2, uses: [stay("Lime", now - DAY, now + 13 * DAY)] }),
    party("Alder", { uses: [stay("Lime", now + 22 * DAY, null)] }),
    party("Hazel", { uses: [stay("Lime", now - DAY, null)] }),
  ];
  const { roofs, shelters } = tableOf(cases, [shelter("Lime", 2)]);
  const bars = barsOf(roofs, shelters, null, () => false);
  expect(lanesOf(bars).map((lane) => lane.map((bar) => bar.party?.alias))).toEqual([["Hazel"], ["Rowan", "Alder"]]);
  const [lime] = shelters;
  expect(lime && freeIn(lime, bars).slice(0, 5)).toEqual([-1, -1, 1, 0, 0]);
});
