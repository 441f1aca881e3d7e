/** Questions that a team asks a plan, and what it is told. */
import {
  differenceOf,
  explain,
  type Party,
  type Plan,
  type Problem,
  pathwayProblem,
  planPlacements,
  tellDifference,
  tellExplanation,
  urgencyInFile,
  waitingBy,
} from "@fairlead/planner/placements";
import { describe, expect, it } from "vitest";
import { tightProblem } from "../../../../script/placement-problems.ts";
import { faultsOf } from "./checker.ts";
import { inThisThread } from "./in-this-thread.ts";

const options = { ...inThisThread, seconds: 20 };

function party(id: string, terms: Partial<Party> = {}): Party {
  return {
    id,
    people: 1,
    earliest: 0,
    latest: 0,
    stay: 2,
    cost: { farm: 5, flat: 20 },
    delayCost: 10,
    unplacedCost: 100,
    barred: {},
    ...terms,
  };
}

function problem(parties: Party[], rest: Partial<Problem> = {}): Problem {
  const sites = [
    { id: "farm", beds: [1, 1, 1, 1] },
    { id: "flat", beds: [1, 1, 1, 1] },
  ];
  return { format: "fairlead-placement/1", periods: 4, sites, parties, apart: [], pinned: [], ...rest };
}

async function planned(given: Problem): Promise<Plan> {
  const plan = await planPlacements(given, options);
  if (plan === null) throw new Error("no plan");
  expect(faultsOf(given, plan)).toEqual([]);
  return plan;
}

async function told(given: Problem, id: string): Promise<string[]> {
  return tellExplanation(id, await explain(given, await planned(given), id, options));
}

describe("why a party is where it is", () => {
  it("names the bed that is missing where it would be cheaper, and the runner-up with its price", async () => {
    const given = problem([party("oak", { delayCost: 90 }), party("elm", { cost: { farm: 6, flat: 40 } })]);
    expect(await told(given, "oak")).toEqual([
      "oak is in flat from period 0, at a cost of 20.",
      "farm from period 0 would cost it 15 less. farm has no bed free in periods 0 to 1, for 1 person.",
      "Without this placement the best plan costs 19 more; oak is in farm from period 0. 2 people move.",
    ]);
  });

  it("names whom it is kept apart from", async () => {
    const sites = [
      { id: "farm", beds: [2, 2, 2, 2] },
      { id: "flat", beds: [1, 1, 1, 1] },
    ];
    const given = problem([party("oak"), party("elm", { cost: { farm: 1 } })], { sites, apart: [["oak", "elm"]] });
    expect((await told(given, "oak"))[1]).toBe(
      "farm from period 0 would cost it 15 less. elm is in farm at that time, and the two are kept apart.",
    );
  });
});

describe("what keeps a party from a cheaper place is not always a bed", () => {
  it("names the pin, and what the plan would cost without it", async () => {
    const given = problem([party("oak")], { pinned: [{ party: "oak", site: "flat", start: 0 }] });
    expect(await told(given, "oak")).toEqual([
      "oak is in flat from period 0, at a cost of 20.",
      "farm from period 0 would cost it 15 less. oak is pinned to flat from period 0.",
      "Without this placement the best plan costs 15 less; oak is in farm from period 0. 1 person moves.",
    ]);
  });

  it("says that a plan which was stopped is not the best, and never that a free bed is of no use", async () => {
    const given = problem([party("oak"), party("elm", { cost: { flat: 1 } })]);
    const stopped = (placements: Plan["placements"], unplaced: string[], objective: number): Plan => ({
      ...{ format: "fairlead-placement-plan/1", status: "feasible", objective, bound: 0, gap: 1 },
      ...{ placements, unplaced, seconds: 0 },
    });
    const inFlat = stopped([{ party: "oak", site: "flat", start: 0 }], ["elm"], 120);
    expect(tellExplanation("oak", await explain(given, inFlat, "oak", options)).slice(1)).toEqual([
      "farm from period 0 would cost it 15 less. It is free: this plan is not the best yet.",
      "Without this placement the best plan costs 114 less, as far as was found; oak is in farm from period 0. 1 person moves, 1 person gets a place.",
    ]);
    const elmOnly = stopped([{ party: "elm", site: "flat", start: 0 }], ["oak"], 101);
    expect(tellExplanation("oak", await explain(given, elmOnly, "oak", options))[0]).toBe(
      "oak has no place. flat has no bed free in periods 0 to 1, for 1 person. There is room in farm from period 0. It is free: this plan is not the best yet.",
    );
  });

  it("tells the reasons where there is no plan at all", async () => {
    const { unplacedCost: _, ...must } = party("oak", { cost: { farm: 5 } });
    const given = problem([must, { ...must, id: "elm" }]);
    const plan = await planPlacements(given, options);
    expect(plan && tellExplanation("oak", await explain(given, plan, "oak", options)).slice(0, 2)).toEqual([
      "There is no plan, so nobody has a place.",
      "oak and elm must all be placed, and there is no way to place all of them; without any one of them there is.",
    ]);
  });
});

describe("why a party has no place", () => {
  const pine = party("pine", { cost: { farm: 1 }, unplacedCost: 30, barred: { flat: "his uncle lives in that city" } });
  const given = problem([party("oak", { cost: { farm: 0 } }), pine]);

  it("names the smallest set of rules in conflict, each change that would place it, and what forcing it costs", async () => {
    expect(await told(given, "pine")).toEqual([
      "pine has no place. farm has no bed free in periods 0 to 1, for 1 person. flat is barred: his uncle lives in that city.",
      "If flat were not barred (his uncle lives in that city), pine could be in flat from period 0.",
      "With 1 bed more in farm in periods 0 to 1, pine could be in farm from period 0.",
      "It could be in farm if it may start in period 2.",
      "Placing it by moving others costs 71 more than leaving it out. 1 person loses the place, 1 person gets a place.",
    ]);
  });

  it("each change that is told does place it", async () => {
    const answer = await explain(given, await planned(given), "pine", options);
    if (answer.kind !== "unplaced") throw new Error("it has a place");
    expect(answer.changes.length).toBe(3);
    for (const change of answer.changes) {
      const { barred: _, ...terms } = pine;
      const changed = structuredClone(given);
      const [oak] = changed.parties;
      if (change.kind === "start") changed.parties = [oak!, { ...pine, latest: change.start }];
      else if (change.rule.kind === "barred")
        changed.parties = [oak!, { ...terms, barred: {}, cost: { ...pine.cost, flat: 0 } }];
      else for (let period = 0; period < 2; period++) changed.sites[0]!.beds[period]! += change.beds ?? 0;
      expect((await planned(changed)).unplaced, JSON.stringify(change)).toEqual([]);
    }
  });

  it("says where there is room that costs more than leaving it out, beside the rules that bind elsewhere", async () => {
    const dear = party("pine", { cost: { farm: 1, flat: 500 }, unplacedCost: 30 });
    expect((await told(problem([party("oak", { cost: { farm: 0 } }), dear]), "pine"))[0]).toBe(
      "pine has no place. farm has no bed free in periods 0 to 1, for 1 person. There is room in flat from period 0, but it costs 470 more than leaving it out.",
    );
  });

  it("says when moving others does not help", async () => {
    const answer = await told(problem([party("pine", { people: 2 })]), "pine");
    expect(answer.at(-1)).toBe("Moving others does not help: with the rules as they are it cannot be placed.");
    expect(answer[0]).toContain("farm has 1 bed in periods 0 to 1, too few for 2 people.");
  });

  it("an unknown party is said to be unknown", async () => {
    expect(await told(given, "nobody")).toEqual(["There is no party nobody in this problem."]);
  });
});

it("for forty people each question is answered within two seconds, with a proof", async () => {
  const given = tightProblem(40, 3);
  const plan = await planned(given);
  const kinds = new Set<string>();
  for (const { id } of given.parties.slice(0, 8)) {
    const answer = await explain(given, plan, id, { ...options, seconds: 2 });
    kinds.add(answer.kind);
    if (answer.kind === "placed") expect(answer.runnerUp?.proven).toBe(true);
    if (answer.kind === "unplaced") expect(answer.forced === "impossible" || answer.forced?.proven).toBe(true);
  }
  expect([...kinds].sort()).toEqual(["placed", "unplaced"]);
});

describe("when a shelter burns", () => {
  it("few move, the pinned stay, and the difference is told in people and time", async () => {
    const before = tightProblem(60, 5);
    const plan = await planned(before);
    const sites = new Set(plan.placements.map(({ site }) => site));
    const peopleOf = (lost: string) => plan.placements.filter(({ site }) => site === lost);
    const lost = [...sites].sort((a, b) => peopleOf(a).length - peopleOf(b).length)[0]!;
    const those = peopleOf(lost);
    const stays = plan.placements.find(({ site }) => site !== lost)!;
    const after: Problem = {
      ...before,
      sites: before.sites.map((site) => (site.id === lost ? { ...site, beds: site.beds.map(() => 0) } : site)),
      pinned: [stays],
      current: { moveCost: 500, placements: plan.placements },
    };
    const replanned = await planned(after);
    const difference = differenceOf(after, undefined, replanned);
    expect(replanned.placements).toContainEqual(stays);
    expect(replanned.placements.some(({ site }) => site === lost)).toBe(false);
    const touched = difference.moved.length + difference.shifted.length + difference.lost.length;
    expect(touched).toBeGreaterThanOrEqual(those.length);
    expect(touched).toBeLessThanOrEqual(2 * those.length + 2);
    expect(tellDifference(difference, ["week", "weeks"])).toMatch(
      /^\d+ (person|people) (moves?|waits?|loses?|begins?)\b.*\.$/,
    );
  });

  it("says that somebody waits a week", () => {
    const given = problem([party("oak", { people: 3, latest: 2 }), party("elm")]);
    const was = [
      { party: "oak", site: "farm", start: 0 },
      { party: "elm", site: "flat", start: 0 },
    ];
    const is = [
      { party: "oak", site: "flat", start: 0 },
      { party: "elm", site: "flat", start: 1 },
    ];
    const plan: Plan = {
      format: "fairlead-placement-plan/1",
      status: "feasible",
      objective: 0,
      bound: 0,
      gap: 0,
      placements: is,
      unplaced: [],
      seconds: 0,
    };
    expect(tellDifference(differenceOf(given, was, plan), ["week", "weeks"])).toBe(
      "3 people move, 1 person waits 1 week.",
    );
    expect(tellDifference(differenceOf(given, is, plan))).toBe("Nobody moves.");
  });
});

it("shows a plan that leaves one kind behind", async () => {
  const sites = [
    { id: "farm", beds: [2, 2, 2, 2] },
    { id: "flat", beds: [0, 0, 0, 0] },
  ];
  const given = problem(
    [
      party("oak", { latest: 1, stay: 1 }),
      party("elm", { latest: 1, stay: 1 }),
      party("pair", { people: 2, delayCost: 60, stay: 1 }),
    ],
    { sites },
  );
  const shown = waitingBy(given, await planned(given), urgencyInFile);
  expect(shown).toEqual([
    { label: "10 a person and period", people: 2, waiting: 2, averageWait: 1, longestWait: 1, leftOut: 0 },
    { label: "30 a person and period", people: 2, waiting: 0, averageWait: 0, longestWait: 0, leftOut: 0 },
  ]);
});

it("pathways are sites: a quota counts starts, a requirement bars or costs, the own ranking costs", async () => {
  const wish = { people: 1, earliest: 0, latest: 2, delayCost: 5, unplacedCost: 500, requirements: {} };
  const given = pathwayProblem(
    3,
    [
      { id: "visa", quota: [1, 0, 1] },
      { id: "scholarship", quota: [1, 1, 1] },
    ],
    [
      { ...wish, id: "oak", ranking: ["visa", "scholarship"] },
      {
        ...wish,
        id: "elm",
        ranking: ["visa", "scholarship"],
        requirements: { visa: "needs a passport that is valid" },
      },
      { ...wish, id: "ash", ranking: ["visa"], requirements: { visa: 3 } },
    ],
    40,
  );
  const plan = await planned(given);
  expect(plan.objective).toBe(0 + 40 + (3 + 10));
  expect(plan.placements).toContainEqual({ party: "ash", site: "visa", start: 2 });
  expect(plan.placements).toContainEqual({ party: "elm", site: "scholarship", start: 0 });
});
