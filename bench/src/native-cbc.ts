/** The same problem for COIN-OR CBC, as native code: Debian's package `coinor-cbc`. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Problem } from "@fairlead/planner/placements";

export type CbcAnswer = { objective: number | null; bound: number | null; proven: boolean; seconds: number };

export function hasCbc(): boolean {
  return spawnSync("cbc", ["-quit"], { stdio: "ignore" }).status === 0;
}

/** As anybody would write it down: a column a placement, a row a party, a bed row, a row for each pair and period. */
export async function solveByCbc(problem: Problem, seconds: number): Promise<CbcAnswer> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-cbc-"));
  try {
    const model = join(folder, "model.lp");
    writeFileSync(model, lpOf(problem));
    const started = performance.now();
    const output = await outputOf([model, "timeMode", "elapsed", "sec", String(seconds), "solve"]);
    const taken = (performance.now() - started) / 1000;
    const number = (label: string) => {
      const text = new RegExp(`^${label}:\\s+([-+.0-9e]+)`, "m").exec(output)?.[1];
      return text === undefined ? null : Number(text);
    };
    const proven = /^Result - Optimal solution found/m.test(output);
    const objective = number("Objective value");
    return { objective, bound: proven ? objective : number("Lower bound"), proven, seconds: taken };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function outputOf(parameters: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("cbc", parameters, { stdio: ["ignore", "pipe", "ignore"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.once("error", reject);
    child.once("close", () => resolve(output));
  });
}

function lpOf({ periods, sites, parties, apart }: Problem): string {
  const objective: string[] = [];
  const rows: string[] = [];
  const binaries: string[] = [];
  const beds = new Map<string, string[]>();
  const sleeping = new Map<string, string[]>();
  const push = (map: Map<string, string[]>, key: string, term: string) => map.set(key, [...(map.get(key) ?? []), term]);
  const siteAt = new Map(sites.map(({ id }, index) => [id, index]));
  const partyAt = new Map(parties.map(({ id }, index) => [id, index]));
  parties.forEach((party, index) => {
    const choices: string[] = [];
    for (const [site, price] of Object.entries(party.cost))
      for (let start = party.earliest; start <= party.latest && start < periods; start++) {
        const place = siteAt.get(site) ?? 0;
        const column = `x_${index}_${place}_${start}`;
        choices.push(column);
        objective.push(`+ ${price + party.delayCost * (start - party.earliest)} ${column}`);
        for (let period = start; period < Math.min(periods, start + party.stay); period++) {
          push(beds, `${place} ${period}`, `+ ${party.people} ${column}`);
          push(sleeping, `${index} ${place} ${period}`, `+ ${column}`);
        }
      }
    if (party.unplacedCost !== undefined) {
      choices.push(`u_${index}`);
      objective.push(`+ ${party.unplacedCost} u_${index}`);
    }
    rows.push(`${choices.map((column) => `+ ${column}`).join(" ")} = 1`);
    binaries.push(...choices);
  });
  for (const [key, terms] of beds) {
    const [place = 0, period = 0] = key.split(" ").map(Number);
    rows.push(`${terms.join("\n ")} <= ${sites[place]?.beds[period] ?? 0}`);
  }
  for (const [one, other] of apart)
    sites.forEach((_, place) => {
      for (let period = 0; period < periods; period++) {
        const [left, right] = [one, other].map((id) => sleeping.get(`${partyAt.get(id)} ${place} ${period}`) ?? []);
        if (left?.length && right?.length) rows.push(`${[...left, ...right].join(" ")} <= 1`);
      }
    });
  const named = rows.map((row, index) => ` r${index}: ${row}`);
  return `Minimize\n obj: ${objective.join("\n ")}\nSubject To\n${named.join("\n")}\nBinaries\n ${binaries.join("\n ")}\nEnd\n`;
}
