import { readFileSync } from "node:fs";
import { importGtfs } from "@fairlead/planner/gtfs";
import {
  makeTimetable,
  type Network,
  type OnDemand,
  parseQuery,
  type RouteQuery,
  searchRoutes,
  type Timetable,
} from "@fairlead/planner/routes";
import { FEED_DATE, findFeed } from "../../../script/feeds.ts";
import { type Figure, figureOf, type Measure, medianOf, timesOf } from "../measure.ts";
import { makeRaptor } from "../raptor.ts";

const QUERIES = 200;
const UNCOUNTED = 20;
const DRIVERS = 200;
const WALK = 300;
const DEPART = 8 * 60;
const UNTIL = 24 * 60;
const IMPORTS = 5;

/** Routes over a real city: the same 200 random pairs each time, from eight in the morning on. */
export const measure: Measure = {
  name: "routes",
  run: async () => {
    const feed = findFeed("porto-alegre-bus");
    if ("missing" in feed) return feed;
    const zip = readFileSync(feed.path);
    const wanted = { date: FEED_DATE, days: 1, metres: WALK };
    const importing = await timesOf(IMPORTS, () => importGtfs(zip, wanted));
    const imported = importGtfs(zip, wanted);
    if (imported.kind === "refused") return { missing: `the feed is refused: ${imported.reason}` };
    const { network } = imported;
    const withDrivers: Network = { ...network, onDemand: drivers(network, new Dice(1)), weights: { checkpoint: 3 } };

    const before = heapUsed();
    const timetable = makeTimetable(network);
    const memory = heapUsed() - before;
    const timetableWithDrivers = makeTimetable(withDrivers);
    const pairs = queries(network);
    const raptor = makeRaptor(network);
    // One after the other in every pair, so that a busy machine is busy for all alike.
    const runs = {
      theirs: [] as number[],
      one: [] as number[],
      three: [] as number[],
      oneD: [] as number[],
      threeD: [] as number[],
    };
    const sizes: number[] = [];
    const sizesD: number[] = [];
    for (const [index, query] of pairs.entries()) {
      const timed = async (into: number[], work: () => unknown): Promise<void> => {
        const started = performance.now();
        await work();
        if (index >= UNCOUNTED) into.push(performance.now() - started);
      };
      await timed(runs.theirs, () => raptor(query.from, query.to[0] ?? "", DEPART));
      await timed(runs.one, () => earliest(timetable, query));
      await timed(runs.three, async () => sizes.push((await searchRoutes(timetable, query)).length));
      await timed(runs.oneD, () => earliest(timetableWithDrivers, query));
      await timed(runs.threeD, async () => sizesD.push((await searchRoutes(timetableWithDrivers, query)).length));
    }
    const beside = { value: medianOf(runs.theirs), what: "raptor-journey-planner, same pairs" };
    const one = (name: string, unit: Figure["unit"], value: number): Figure => ({ name, unit, value, runs: 1 });
    return [
      figureOf("a city's feed, imported", "ms", importing),
      one("its network as JSON", "bytes", JSON.stringify(network).length),
      one("its timetable in memory", "bytes", memory),
      figureOf("earliest arrival", "ms", runs.one, beside),
      figureOf(`earliest arrival, ${DRIVERS} drivers`, "ms", runs.oneD, beside),
      figureOf("three criteria", "ms", runs.three, { value: 20, what: "budget; p95 100" }),
      figureOf(`three criteria, ${DRIVERS} drivers`, "ms", runs.threeD, { value: 20, what: "budget; p95 100" }),
      figureOf("routes in the Pareto set", "count", sizes.slice(UNCOUNTED)),
      figureOf(`routes in the Pareto set, ${DRIVERS} drivers`, "count", sizesD.slice(UNCOUNTED)),
    ];
  },
};

function earliest(timetable: Timetable, query: RouteQuery): Promise<unknown> {
  return searchRoutes(timetable, query, { criteria: { exposure: false, price: false } });
}

function queries(network: Network): RouteQuery[] {
  const dice = new Dice(2);
  return Array.from({ length: QUERIES + UNCOUNTED }, () => {
    const [from, to] = [dice.pick(network.places).id, dice.pick(network.places).id];
    const parsed = parseQuery(
      { format: "fairlead-route-query/1", from, to: [to], departAfter: DEPART, arriveBefore: UNTIL },
      network,
    );
    if (parsed.kind === "refused") throw new Error(parsed.reason);
    return parsed.query;
  });
}

/** Between random places, at a city's pace and a driver's price. */
function drivers(network: Network, dice: Dice): OnDemand[] {
  return Array.from({ length: DRIVERS }, (_, index) => {
    const [from, to] = [dice.pick(network.places), dice.pick(network.places)];
    const kilometres = 111 * Math.hypot((to.lat ?? 0) - (from.lat ?? 0), 0.86 * ((to.lon ?? 0) - (from.lon ?? 0)));
    const minutes = 5 + Math.ceil(kilometres * 2.5);
    return {
      id: `driver-${index}`,
      mode: "car",
      operator: `circle-${index % 20}`,
      identity: "none",
      from: from.id,
      to: to.id,
      minutes,
      hours: [[300, 1320]],
      notice: 30,
      price: 500 + 50 * minutes,
      seats: 3,
      escort: true,
      exposure: { idCheck: 0, perHour: 1 },
      checkpoints: dice.roll(0, 1),
    };
  });
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** The same throws every time. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  roll(least: number, most: number): number {
    this.#state = (Math.imul(this.#state, 1_103_515_245) + 12_345) >>> 0;
    return least + ((this.#state >>> 8) % (most - least + 1));
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.roll(0, list.length - 1)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  }
}
