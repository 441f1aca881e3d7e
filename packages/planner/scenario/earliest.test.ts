import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FEED_DATE, findFeed } from "../../../script/feeds.ts";
import { importGtfs } from "../src/gtfs/index.ts";
import {
  makeTimetable,
  type Network,
  parseNetwork,
  parseQuery,
  searchRoutes,
  type Timetable,
} from "../src/routes/index.ts";
import { makeConnectionScan } from "./connection-scan.ts";
import { Dice, randomProblem, SIZES } from "./random-network.ts";

const LONG = process.env.FAIRLEAD_LONG === "1";
const PAIRS = LONG ? 200 : 25;
const NETWORKS = LONG ? 3000 : 500;
const FEED = findFeed("porto-alegre-bus");

async function earliest(timetable: Timetable, from: string, to: string, departAfter: number): Promise<number | null> {
  const asked = { format: "fairlead-route-query/1", from, to: [to], departAfter, arriveBefore: 3000, maxRides: 30 };
  const parsed = parseQuery(asked, timetable.network);
  if (parsed.kind === "refused") throw new Error(parsed.reason);
  const routes = await searchRoutes(timetable, parsed.query, { criteria: { exposure: false, price: false } });
  return routes[0]?.arrive ?? null;
}

describe("the earliest arrival", () => {
  it("is that of a plain connection scan, on small networks", async () => {
    let reached = 0;
    for (let seed = 0; seed < NETWORKS; seed++) {
      const { network, query } = randomProblem(seed, SIZES[seed % SIZES.length]);
      // What a connection scan knows: no drivers, no curfews, and no change of no minutes within one minute.
      const plain: Network = {
        ...network,
        onDemand: [],
        places: network.places.map((place) => ({ ...place, curfew: [] })),
        services: network.services.map((service) => ({ ...service, minChange: Math.max(1, service.minChange) })),
      };
      const [to = ""] = query.to;
      const found = await earliest(makeTimetable(plain), query.from, to, query.departAfter);
      expect(found, `seed ${seed}`).toBe(makeConnectionScan(plain)(query.from, to, query.departAfter));
      if (found !== null) reached++;
    }
    expect(reached).toBeGreaterThan(NETWORKS / 3);
  });

  it("is that of a plain connection scan, on a real city's feed", { timeout: 600_000 }, async (test) => {
    if ("missing" in FEED) return test.skip(FEED.missing);
    const imported = importGtfs(readFileSync(FEED.path), { date: FEED_DATE, days: 1, metres: 300 });
    if (imported.kind === "refused") throw new Error(imported.reason);
    const { network, broken } = imported;
    expect(broken).toEqual([]);
    const connections = network.services.reduce((sum, { stops, trips }) => sum + trips.length * (stops.length - 1), 0);
    expect([network.places.length, connections, network.walks.length]).toEqual([3986, 127_645, 30_912]);
    // What is written can be read, and says the same.
    const text = JSON.stringify(network);
    const read = parseNetwork(JSON.parse(text));
    expect(read.kind === "network" && JSON.stringify(read.network) === text).toBe(true);

    const [timetable, scan, dice] = [makeTimetable(network), makeConnectionScan(network), new Dice(11)];
    let reached = 0;
    for (let pair = 0; pair < PAIRS; pair++) {
      const [from, to] = [dice.pick(network.places).id, dice.pick(network.places).id];
      const found = await earliest(timetable, from, to, 480);
      expect(found, `${from} to ${to}`).toBe(scan(from, to, 480));
      if (found !== null) reached++;
    }
    expect(reached).toBeGreaterThan(PAIRS / 2);
  });
});
