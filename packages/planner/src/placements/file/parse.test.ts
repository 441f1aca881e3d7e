import { describe, expect, it } from "vitest";
import { parseProblem } from "./parse.ts";

function problem(change: (changed: ReturnType<typeof file>) => void) {
  const changed = file();
  change(changed);
  return parseProblem(changed);
}

function file() {
  const party: Record<string, unknown> = {
    id: "p1",
    people: 2,
    earliest: 0,
    latest: 1,
    stay: 2,
    cost: { s1: 3 },
    delayCost: 5,
    unplacedCost: 50,
    barred: { s2: "his uncle lives in that city" },
  };
  return {
    format: "fairlead-placement/1",
    periods: 3,
    sites: [
      { id: "s1", beds: [2, 2, 2] },
      { id: "s2", beds: [0, 0, 0] },
    ],
    parties: [party, { ...party, id: "p2" }] as [Record<string, unknown>, Record<string, unknown>],
    apart: [["p1", "p2"]] as unknown[],
    pinned: [{ party: "p1", site: "s1", start: 0 }] as unknown[],
    current: { moveCost: 30, placements: [{ party: "p2", site: "a shelter that is lost", start: 1 }] },
  } as Record<string, unknown> & { parties: [Record<string, unknown>, Record<string, unknown>]; apart: unknown[] };
}

describe("a problem's file", () => {
  it("is read with all that it may hold", () => {
    expect(parseProblem(file())).toMatchObject({ kind: "problem", problem: { periods: 3, current: { moveCost: 30 } } });
  });

  it("may leave out what need not be there", () => {
    const { apart: _, pinned: __, current: ___, ...rest } = file();
    for (const party of rest.parties) for (const key of ["unplacedCost", "barred"]) delete party[key];
    expect(parseProblem(rest)).toMatchObject({ kind: "problem", problem: { apart: [], pinned: [] } });
  });

  it("may hold costs of 0 and of a thousand million", () => {
    const kind = problem(({ parties: [one, other] }) => {
      Object.assign(one, { cost: { s1: 0 }, delayCost: 0, unplacedCost: 0 });
      Object.assign(other, { cost: { s1: 1e9 }, delayCost: 1e9, unplacedCost: 1e9 });
    }).kind;
    expect(kind).toBe("problem");
  });

  it.each<[string, unknown, string]>([
    ["nothing", null, "(the whole file)"],
    ["a list", [], "(the whole file)"],
    ["another format", { ...file(), format: "fairlead-placement/2" }, "format"],
    ["no periods", { ...file(), periods: 0 }, "periods"],
    ["half a period", { ...file(), periods: 2.5 }, "periods"],
    ["too few beds", { ...file(), sites: [{ id: "s1", beds: [1] }] }, "sites[0].beds"],
    ["a bed below none", { ...file(), sites: [{ id: "s1", beds: [1, -1, 1] }] }, "sites[0].beds[1]"],
    [
      "a site twice",
      {
        ...file(),
        sites: [
          { id: "s", beds: [1, 1, 1] },
          { id: "s", beds: [1, 1, 1] },
        ],
      },
      "sites[1].id",
    ],
    ["no parties", { ...file(), parties: undefined }, "parties"],
    ["a pair of one", { ...file(), apart: [["p1"]] }, "apart[0]"],
    [
      "apart with itself",
      {
        ...file(),
        apart: [
          ["p1", "p2"],
          ["p2", "p2"],
        ],
      },
      "apart[1]",
    ],
    ["apart from nobody", { ...file(), apart: [["p1", "p3"]] }, "apart[0][1]"],
    ["a pin of nobody", { ...file(), pinned: [{ party: "p9", site: "s1", start: 0 }] }, "pinned[0].party"],
    ["a pin to nowhere", { ...file(), pinned: [{ party: "p1", site: "s9", start: 0 }] }, "pinned[0].site"],
    [
      "a current of nobody",
      { ...file(), current: { moveCost: 1, placements: [{ party: "x", site: "s1", start: 0 }] } },
      "current.placements[0].party",
    ],
    ["a field that is misspelt, which would bind nothing", { ...file(), aparts: [["p1", "p2"]] }, "aparts"],
    ["a site with another field", { ...file(), sites: [{ id: "s1", beds: [1, 1, 1], bed: 2 }] }, "sites[0].bed"],
    [
      "a pin with another field",
      { ...file(), pinned: [{ party: "p1", site: "s1", start: 0, end: 2 }] },
      "pinned[0].end",
    ],
    ["a current without moveCost", { ...file(), current: { placements: [] } }, "current.moveCost"],
  ])("is refused with the path: %s", (_, value, path) => {
    expect(parseProblem(value)).toMatchObject({ kind: "malformed", path });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["nobody in it", { people: 0 }, "parties[1].people"],
    ["latest before earliest", { earliest: 2 }, "parties[1].latest"],
    ["a stay of nothing", { stay: 0 }, "parties[1].stay"],
    ["a cost below nothing", { cost: { s1: -1 } }, "parties[1].cost.s1"],
    ["a cost beyond all measure", { cost: { s1: 1e10 } }, "parties[1].cost.s1"],
    ["a cost that is text", { cost: { s1: "3" } }, "parties[1].cost.s1"],
    ["a cost for no site", { cost: { "s 9": 1 } }, 'parties[1].cost["s 9"]'],
    ["a site both priced and barred", { barred: { s1: "why" } }, "parties[1].barred.s1"],
    ["a bar without words", { barred: { s2: 7 } }, "parties[1].barred.s2"],
    ["an id that another has", { id: "p1" }, "parties[1].id"],
    ["a misspelt field", { unplacedcost: 5 }, "parties[1].unplacedcost"],
    ["no id", { id: "" }, "parties[1].id"],
    ["no delay cost", { delayCost: null }, "parties[1].delayCost"],
    ["an unplaced cost that is null", { unplacedCost: null }, "parties[1].unplacedCost"],
  ])("is refused with the path where a party has %s", (_, change, path) => {
    expect(problem(({ parties }) => Object.assign(parties[1], change))).toMatchObject({ kind: "malformed", path });
  });

  it("is refused without repeating what stands in it", () => {
    const refused = problem(({ parties }) => Object.assign(parties[1], { id: "", cost: { "Invented Person": 1 } }));
    expect(refused).toMatchObject({ kind: "malformed" });
    expect(refused.kind === "malformed" && refused.reason).not.toContain("Invented");
  });

  it("takes ids that are names of JavaScript's own", () => {
    const odd = JSON.parse(
      '{"format":"fairlead-placement/1","periods":1,"sites":[{"id":"__proto__","beds":[1]}],"parties":[{"id":"constructor","people":1,"earliest":0,"latest":0,"stay":1,"cost":{"__proto__":4},"delayCost":0}]}',
    );
    const parsed = parseProblem(odd);
    expect(parsed.kind === "problem" && Object.entries(parsed.problem.parties[0]?.cost ?? {})).toEqual([
      ["__proto__", 4],
    ]);
  });
});
