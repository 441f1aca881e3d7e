/** `fairlead plan placement`, as it is typed. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readArguments } from "../src/command.ts";
import { planPlacement } from "../src/commands/plan-placement.ts";
import type { Effects } from "../src/effects.ts";
import { Failure } from "../src/failure.ts";

const folder = mkdtempSync(join(tmpdir(), "fairlead-placement-"));

afterAll(() => rmSync(folder, { recursive: true }));

const PARTY = { people: 1, earliest: 0, latest: 0, stay: 2, cost: { farm: 5 }, delayCost: 15 };
const PROBLEM = {
  format: "fairlead-placement/1",
  periods: 3,
  sites: [{ id: "farm", beds: [1, 1, 1] }],
  parties: [
    { ...PARTY, id: "oak", unplacedCost: 80 },
    { ...PARTY, id: "elm", unplacedCost: 90 },
  ],
};

async function plan(problem: unknown, ...more: string[]) {
  const file = join(folder, "problem.json");
  writeFileSync(file, typeof problem === "string" ? problem : JSON.stringify(problem));
  const printed: string[] = [];
  const told: string[] = [];
  const effects: Effects = {
    clock: Date.now,
    random: () => {
      throw new Error("a plan needs no chance but its seed");
    },
    env: {},
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    tellProgress: (line) => told.push(line),
    terminal: false,
    person: null,
    stopped: new Promise(() => {}),
  };
  const status = await planPlacement
    .run(readArguments(planPlacement, ["--problem", file, ...more]), effects)
    .then(() => 0)
    .catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      told.push(error.message);
      return error.exitCode;
    });
  return { status, stdout: printed.join("\n"), stderr: told.join("\n") };
}

describe("fairlead plan placement", () => {
  it("prints the plan as JSON, and on stderr who waits", async () => {
    const { status, stdout, stderr } = await plan(PROBLEM);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      format: "fairlead-placement-plan/1",
      status: "optimal",
      objective: 85,
      bound: 85,
      gap: 0,
      placements: [{ party: "elm", site: "farm", start: 0 }],
      unplaced: ["oak"],
    });
    expect(stderr).toMatch(/by urgency\s+people\s+waiting/);
    expect(stderr).toMatch(/15 a person and period\s+2\s+0\s+0\.00\s+0\s+1/);
  });

  it("says why somebody has no place", async () => {
    const { status, stdout, stderr } = await plan(PROBLEM, "--why", "oak");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      party: "oak",
      kind: "unplaced",
      conflict: [{ kind: "full", site: "farm" }],
    });
    expect(stderr).toContain("With 1 bed more in farm in periods 0 to 1, oak could be in farm from period 0.");
  });

  it("an infeasible problem is an answer, with its reasons", async () => {
    const both = {
      ...PROBLEM,
      parties: [
        { ...PARTY, id: "oak" },
        { ...PARTY, id: "elm" },
      ],
    };
    const { status, stdout } = await plan(both);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: "infeasible",
      objective: null,
      reasons: [expect.stringContaining("oak and elm"), "oak can go to farm only.", "elm can go to farm only."],
    });
    const why = await plan(both, "--why", "oak");
    expect(JSON.parse(why.stdout)).toMatchObject({
      party: "oak",
      kind: "no-plan",
      reasons: JSON.parse(stdout).reasons,
    });
    expect(why.stderr).not.toContain("There is room");
  });

  it.each([
    [
      "a value that is wrong, with its path",
      { ...PROBLEM, parties: [{ ...PARTY, id: "oak", latest: -1 }] },
      "parties[0].latest",
    ],
    ["a file that is not JSON", "{", "is not JSON"],
  ])("exit 2 for %s", async (_, problem, words) => {
    const { status, stdout, stderr } = await plan(problem);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(words);
  });

  it.each([
    ["--time-limit", "0"],
    ["--seed", "x"],
    ["--why", "nobody"],
  ])("exit 2 for %s %s", async (...more) => {
    expect(await plan(PROBLEM, ...more)).toMatchObject({ status: 2, stdout: "" });
  });
});
