/** What a planner meets on bad days: an answer or a reason, never a crash and never a plan that breaks a rule. */
import { type Party, type Problem, planPlacements } from "@fairlead/planner/placements";
import { expect, it } from "vitest";
import { tightProblem } from "../../../../script/placement-problems.ts";
import { faultsOf } from "./checker.ts";
import { inThisThread } from "./in-this-thread.ts";

const plan = (problem: Problem) => planPlacements(problem, { ...inThisThread, seconds: 600 });

function party(id: string, terms: Partial<Party> = {}): Party {
  return {
    id,
    people: 1,
    earliest: 0,
    latest: 1,
    stay: 2,
    cost: { a: 1, b: 2 },
    delayCost: 3,
    unplacedCost: 100,
    barred: {},
    ...terms,
  };
}

function must(id: string, terms: Partial<Party> = {}): Party {
  const { unplacedCost: _, ...rest } = party(id, terms);
  return rest;
}

function problem(parties: Party[], rest: Partial<Problem> = {}): Problem {
  const sites = [
    { id: "a", beds: [2, 2, 2, 2] },
    { id: "b", beds: [1, 1, 1, 1] },
  ];
  return { format: "fairlead-placement/1", periods: 4, sites, parties, apart: [], pinned: [], ...rest };
}

async function goodPlan(given: Problem) {
  const found = await plan(given);
  expect(found?.status).toBe("optimal");
  expect(found && faultsOf(given, found)).toEqual([]);
  return found;
}

it("more people than beds everywhere: the cheapest to leave out are left out", async () => {
  const parties = Array.from({ length: 9 }, (_, index) =>
    party(`p${index}`, { unplacedCost: 100 + index, latest: 0, stay: 4 }),
  );
  const found = await goodPlan(problem(parties));
  expect(found?.unplaced).toEqual(["p0", "p1", "p2", "p3", "p4", "p5"]);
});

it("a party larger than any site is left out, and where it must be placed the plan says why it cannot", async () => {
  expect((await goodPlan(problem([party("large", { people: 3 }), party("small")])))?.unplaced).toEqual(["large"]);
  const found = await plan(problem([must("large", { people: 3 }), party("small")]));
  expect(found).toMatchObject({ status: "infeasible", objective: null });
  expect(found?.reasons).toEqual([
    "large must be placed and cannot be.",
    "a has 2 beds in periods 0 to 1, too few for 3 people.",
    "b has 1 bed in periods 0 to 1, too few for 3 people.",
  ]);
});

it("sites without beds hold nobody", async () => {
  const empty = {
    sites: [
      { id: "a", beds: [0, 0, 0, 0] },
      { id: "b", beds: [0, 1, 1, 1] },
    ],
  };
  const found = await goodPlan(problem([party("p"), party("q")], empty));
  expect(found?.placements).toEqual([{ party: expect.any(String), site: "b", start: 1 }]);
});

it("a current placement that breaks the rules binds nothing; leaving it costs what moving costs", async () => {
  const current = {
    moveCost: 7,
    placements: [
      { party: "p", site: "burned", start: 0 },
      { party: "q", site: "a", start: 9 },
    ],
  };
  expect((await goodPlan(problem([party("p", { people: 2 }), party("q")], { current })))?.objective).toBe(
    1 + 14 + 2 + 7,
  );
});

it("a horizon of one period cuts every stay", async () => {
  const sites = [
    { id: "a", beds: [1] },
    { id: "b", beds: [1] },
  ];
  const found = await goodPlan(problem([party("p"), party("q"), party("r")], { periods: 1, sites }));
  expect(found?.placements.length).toBe(2);
});

it("a year by days, in which anybody may come whenever: the plan that is there at once is there at once", async () => {
  const days = new Array(365).fill(9);
  const sites = Array.from({ length: 12 }, (_, index) => ({ id: `s${index}`, beds: days }));
  const cost = Object.fromEntries(sites.map(({ id }, index) => [id, index]));
  const parties = Array.from({ length: 200 }, (_, index) => party(`p${index}`, { cost, latest: 364, stay: 30 }));
  const given = problem(parties, { periods: 365, sites });
  const found = await planPlacements(given, { ...inThisThread, seconds: 2, signal: AbortSignal.abort() });
  expect(found && faultsOf(given, found)).toEqual([]);
});

it("a stay may end beyond the horizon, and no stay begins there", async () => {
  const found = await goodPlan(
    problem([party("late", { earliest: 3, latest: 9, stay: 5 }), party("never", { earliest: 4, latest: 5 })]),
  );
  expect(found?.unplaced).toEqual(["never"]);
});

it("four hundred equal parties are one kind, and proven at once", async () => {
  const sites = [
    { id: "a", beds: new Array(12).fill(40) },
    { id: "b", beds: new Array(12).fill(33) },
  ];
  const parties = Array.from({ length: 400 }, (_, index) => party(`p${index}`, { latest: 11, stay: 3 }));
  const found = await goodPlan(problem(parties, { periods: 12, sites }));
  expect(found?.placements.length).toBe(4 * 73);
});

it("costs of nothing and of a thousand million together stay exact", async () => {
  const dear = { cost: { a: 1e9, b: 1e9 - 1 }, delayCost: 1e9, unplacedCost: 1e9 };
  const parties = [
    party("p", dear),
    party("q", dear),
    party("r", { cost: { a: 0, b: 0 }, delayCost: 0, unplacedCost: 0 }),
    must("s", dear),
  ];
  const found = await goodPlan(
    problem(parties, {
      sites: [
        { id: "a", beds: [1, 1, 1, 1] },
        { id: "b", beds: [1, 1, 1, 1] },
      ],
    }),
  );
  expect(found?.objective).toBe(3e9 - 1);
});

it("what everybody pays wherever they are changes no plan, and no proof: a double's last digits prove nothing", async () => {
  const given: Problem = tightProblem(60, 8);
  const { objective } = (await goodPlan(given)) ?? {};
  const toll = 1_000_000;
  const dearer = given.parties.map((one) => ({
    ...one,
    cost: Object.fromEntries(Object.entries(one.cost).map(([site, price]) => [site, price + toll])),
    unplacedCost: (one.unplacedCost ?? 0) + toll,
  }));
  const found = await goodPlan({ ...given, parties: dearer });
  expect(found?.objective).toBe((objective ?? 0) + toll * given.parties.length);
});

it("pins are hard: against the party's own terms, or two at odds, there is no plan and the pins are named", async () => {
  const against = await plan(problem([party("p")], { pinned: [{ party: "p", site: "a", start: 3 }] }));
  expect(against?.reasons).toEqual([
    "p is pinned and cannot be.",
    "The pin to a from period 3 is outside of what the party's own terms allow.",
  ]);
  const pinned = [
    { party: "p", site: "a", start: 0 },
    { party: "p", site: "b", start: 0 },
  ];
  const atOdds = await plan(problem([party("p")], { pinned }));
  expect(atOdds).toMatchObject({
    status: "infeasible",
    reasons: ["p is pinned and cannot be.", "p is pinned to a from period 0.", "p is pinned to b from period 0."],
  });
});

it("what cannot be is told by the fewest who are in each other's way", async () => {
  const crowd = Array.from({ length: 30 }, (_, index) => must(`other${index}`, { cost: { c: 0 }, latest: 0 }));
  const sites = [
    { id: "a", beds: [2, 2, 2, 2] },
    { id: "b", beds: [0, 0, 0, 0] },
    { id: "c", beds: [30, 30, 30, 30] },
  ];
  const rivals = ["x", "y"].map((id) => must(id, { latest: 0 }));
  const found = await plan(
    problem([...crowd, ...rivals], {
      sites,
      apart: [
        ["x", "y"],
        ["x", "other3"],
      ],
    }),
  );
  expect(found?.reasons).toEqual([
    "x and y must all be placed, and there is no way to place all of them; without any one of them there is.",
    "x and y are to be kept apart.",
    "x can go to a and b only.",
    "y can go to a and b only.",
  ]);
});

it("nobody and nowhere are problems too", async () => {
  expect((await goodPlan(problem([])))?.objective).toBe(0);
  expect((await goodPlan(problem([party("p", { cost: {} })], { sites: [] })))?.objective).toBe(100);
  expect((await plan(problem([must("p", { cost: {} })], { sites: [] })))?.reasons).toEqual([
    "p must be placed and cannot be.",
    "No site is open to the party.",
  ]);
});
