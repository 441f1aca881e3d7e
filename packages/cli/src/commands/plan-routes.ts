import { setImmediate } from "node:timers/promises";
import {
  planRoutes as findRoutes,
  makeTimetable,
  parseNetwork,
  parseQuery,
  type Routes,
} from "@fairlead/planner/routes";
import type { Command, Given } from "../command.ts";
import type { Effects } from "../effects.ts";
import { Failure } from "../failure.ts";
import { readJson } from "../json-file.ts";

const MOST_ALTERNATIVES = 100;

export const planRoutes: Command = {
  name: "plan routes",
  summary: "ways from a place to any target, by arrival, exposure and price",
  manual: `fairlead plan routes --network N.json --query Q.json [--all] [--alternatives K]

Finds every route of which no other is better in arrival, exposure and price at once, says for each
point of exposure where it comes from, and for each boarding what to do if it does not come.
Shows the seven routes that differ most. Prints one JSON value (fairlead-routes/1); exposure is in
point-minutes, sixty to a point.

  --network N.json   fairlead-network/1: places, services, on-demand drives, walks
  --query Q.json     fairlead-route-query/1: who, from where to where, when, and what must not be
  --all              all routes instead of the seven
  --alternatives K   for each route up to K others that share no operator and no identity system with it
  --json             may be given, as everywhere; the answer is JSON without it too

Exit codes: 0 answered, also where there is no route; 2 bad input, with the path of the value, for
instance services[3].trips[0].times[2]. What is read stays on this machine.`,
  options: {
    network: { type: "string" },
    query: { type: "string" },
    all: { type: "boolean" },
    alternatives: { type: "string" },
    json: { type: "boolean" },
  },
  async run(given, effects) {
    const networkFile = given.text("network");
    const queryFile = given.text("query");
    if (networkFile === undefined) throw new Failure("Over which network? Give --network N.json.", 2);
    if (queryFile === undefined) throw new Failure("Which query? Give --query Q.json.", 2);
    const alternatives = alternativesOf(given);

    const network = parseNetwork(await readJson(networkFile));
    if (network.kind === "refused") throw refusal(networkFile, network);
    const query = parseQuery(await readJson(queryFile), network.network);
    if (query.kind === "refused") throw refusal(queryFile, query);

    const stop = new AbortController();
    void effects.stopped.then(() => stop.abort(new Failure("Stopped before there was an answer.")));
    const routes = await findRoutes(makeTimetable(network.network), query.query, {
      all: given.flag("all"),
      alternatives,
      signal: stop.signal,
      breathe: progress(effects),
    });
    effects.print(JSON.stringify(routes));
    for (const line of remarks(routes)) effects.tell(line);
  },
};

function alternativesOf(given: Given): number {
  const text = given.text("alternatives") ?? "0";
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > MOST_ALTERNATIVES)
    throw new Failure(`--alternatives takes a number from 0 to ${MOST_ALTERNATIVES}.`, 2);
  return count;
}

function refusal(file: string, { path, reason }: { path: string; reason: string }): Failure {
  return new Failure(`${file}: ${path}: ${reason}`, 2);
}

/** Tells every tenth part, and lets Ctrl-C be heard. */
function progress(effects: Effects): (done: number) => Promise<void> {
  let told = 0;
  return async (done) => {
    const tenths = Math.floor(done * 10);
    if (tenths > told) {
      told = tenths;
      effects.tellProgress(`Searching: ${tenths * 10} %`);
    }
    await setImmediate();
  };
}

function remarks({ routes, leftOut = [] }: Routes): string[] {
  if (routes.length === 0) return ["There is no route within these rules."];
  const lines = [`${routes.length} ${routes.length === 1 ? "route" : "routes"}.`];
  if (leftOut.length > 0) {
    lines.push(`${leftOut.length} more were left out; --all shows them:`);
    for (const { arrive, exposure, price, like } of leftOut)
      lines.push(`  arrives ${arrive}, exposure ${exposure}, price ${price}: most like route ${like + 1}`);
  }
  return lines;
}
