import { describe, expect, it } from "vitest";
import type { Kept, Network, RouteQuery } from "../src/routes/index.ts";
import { makeTimetable, type PlainRoute, parseNetwork, parseQuery, searchRoutes } from "../src/routes/index.ts";
import { bruteForce, type Plain } from "./brute-force.ts";
import { Dice, randomProblem, SIZES } from "./random-network.ts";

const LONG = process.env.FAIRLEAD_LONG === "1";
/** By hand, tens of thousands have been run; this is what a change should not get past. */
const PROBLEMS = LONG ? 6000 : 400;
const MOVED = LONG ? 1500 : 200;
const KEPT = LONG ? 3000 : 200;
const BATCH = LONG ? 500 : 100;

const problem = (seed: number) => randomProblem(seed, SIZES[seed % SIZES.length]);

async function solve({ network, query }: { network: Network; query: RouteQuery }): Promise<PlainRoute[]> {
  return searchRoutes(makeTimetable(network), query);
}

/** The same words for both, legs and all. */
function wordsFor({ arrive, exposure, price, legs }: Plain | PlainRoute): string {
  const words = legs.map((leg) => {
    const stops = leg.kind === "ride" ? ` ${leg.trip} ${leg.fromStop}-${leg.toStop}` : "";
    return `${leg.kind} ${leg.id}${stops} ${leg.from}>${leg.to} ${leg.depart}-${leg.arrive}`;
  });
  return `${arrive} ${exposure} ${price}: ${words.join(", ")}`;
}

const vectors = (routes: readonly (Plain | PlainRoute)[]): string[] =>
  routes.map(({ arrive, exposure, price }) => `${arrive} ${exposure} ${price}`).sort();

describe("the search is exact", () => {
  for (let from = 0; from < PROBLEMS; from += BATCH)
    it(`finds the same routes as a brute force, leg by leg: problems ${from} to ${from + BATCH - 1}`, async () => {
      let routes = 0;
      for (let seed = from; seed < from + BATCH; seed++) {
        const found = (await solve(problem(seed))).map(wordsFor).sort();
        const { network, query } = problem(seed);
        expect(found, `seed ${seed}`).toEqual(bruteForce(network, query).map(wordsFor).sort());
        routes += found.length;
      }
      // Problems without an answer prove little; these have some.
      expect(routes).toBeGreaterThan(BATCH / 2);
    });

  it("finds the same vectors as a brute force where legs are kept, rides and agreed drives, each with all of them", async () => {
    let [some, none] = [0, 0];
    for (let seed = 0; seed < KEPT; seed++) {
      const plain = problem(seed);
      const keep = keptIn(plain, seed);
      const found = await solve({ ...plain, query: { ...plain.query, keep } });
      const wanted = bruteForce(plain.network, { ...plain.query, keep });
      expect(vectors(found), `seed ${seed}`).toEqual(vectors(wanted));
      for (const { legs } of found)
        for (const leg of keep)
          expect(
            legs.some((one) =>
              "drive" in leg
                ? one.id === leg.drive && one.depart === leg.depart
                : one.trip === leg.trip && one.fromStop === leg.fromStop && one.toStop === leg.toStop,
            ),
            `seed ${seed}`,
          ).toBe(true);
      if (found.length > 0) some += 1;
      else none += 1;
    }
    expect(some).toBeGreaterThan(KEPT / 6);
    expect(none).toBeGreaterThan(KEPT / 10);
  });

  it("accounts for every point-minute of exposure and every price", async () => {
    for (let seed = 0; seed < MOVED; seed++)
      for (const route of await solve(problem(seed))) {
        const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);
        expect(sum(route.reasons.map(({ pointMinutes }) => pointMinutes))).toBe(route.exposure);
        expect(sum(route.legs.map(({ price }) => price))).toBe(route.price);
        for (const { text } of route.reasons) expect(text).toMatch(/^[A-Z].*\D.*$/);
      }
  });

  it("random problems are problems that the parsers know", () => {
    for (let seed = 0; seed < MOVED; seed++) {
      const { network, query } = problem(seed);
      expect(parseNetwork(JSON.parse(JSON.stringify(network)))).toEqual({ kind: "network", network });
      expect(parseQuery(JSON.parse(JSON.stringify(query)), network)).toEqual({ kind: "query", query });
    }
  });
});

describe("what must not change the answer", () => {
  it("answers the same to the same question", async () => {
    for (let seed = 0; seed < MOVED / 4; seed++) expect(await solve(problem(seed))).toEqual(await solve(problem(seed)));
  });

  it("does not look at names and order", async () => {
    for (let seed = 0; seed < MOVED; seed++)
      expect(vectors(await solve(relabelled(problem(seed), seed))), `seed ${seed}`).toEqual(
        vectors(await solve(problem(seed))),
      );
  });

  it("does not look at the hour: everything a day later arrives a day later", async () => {
    for (let seed = 0; seed < MOVED; seed++) {
      const before = (await solve(problem(seed))).map((route) => ({ ...route, arrive: route.arrive + 1440 }));
      expect(vectors(await solve(later(problem(seed), 1440))), `seed ${seed}`).toEqual(vectors(before));
    }
  });
});

/** Legs of one allowed route, mostly; else any ride and any driver's minute, which may lead nowhere. */
function keptIn({ network, query }: ReturnType<typeof problem>, seed: number): Kept[] {
  const dice = new Dice(seed + 1);
  const usual = bruteForce(network, { ...query, departAfter: query.departAfter + dice.roll(0, 3) })
    .map(({ legs }) =>
      legs.flatMap(({ kind, id, trip, fromStop, toStop, depart }): Kept[] =>
        kind === "walk" ? [] : [kind === "drive" ? { drive: id, depart } : { service: id, trip, fromStop, toStop }],
      ),
    )
    .filter((legs) => legs.length > 0);
  if (usual.length > 0 && dice.chance(85)) {
    const legs = dice.pick(usual);
    return dice.times(1, 2, () => dice.pick(legs));
  }
  const odd = [
    ...network.onDemand.map(({ id }): Kept => ({ drive: id, depart: query.departAfter + dice.roll(0, 30) })),
    ...network.services.flatMap(({ id, trips }) =>
      trips.flatMap(({ id: trip, times }): Kept[] => {
        const [fromStop, toStop] = times.flatMap((time, stop) => (time === null ? [] : [stop]));
        return fromStop === undefined || toStop === undefined ? [] : [{ service: id, trip, fromStop, toStop }];
      }),
    ),
  ];
  return odd.length === 0 ? [] : dice.times(1, 2, () => dice.pick(odd));
}

/** Other ids, in another order; the same world. */
function relabelled({ network, query }: ReturnType<typeof problem>, seed: number): ReturnType<typeof problem> {
  const dice = new Dice(seed);
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => ({ one, at: dice.roll(0, 1000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
  const name = (id: string): string => `${9 - Number(id.slice(1))}x${id}`;
  const named = <T extends { id: string }>(one: T): T => ({ ...one, id: name(one.id) });
  return {
    network: {
      ...network,
      places: shuffled(network.places).map(named),
      services: shuffled(network.services).map((service) => ({
        ...named(service),
        stops: service.stops.map(name),
        trips: shuffled(service.trips).map(named),
      })),
      onDemand: shuffled(network.onDemand).map((drive) => ({
        ...named(drive),
        from: name(drive.from),
        to: name(drive.to),
      })),
      walks: shuffled(network.walks).map((walk) => ({ ...walk, from: name(walk.from), to: name(walk.to) })),
    },
    query: {
      ...query,
      from: name(query.from),
      to: query.to.map(name),
      reach: Object.fromEntries(Object.entries(query.reach).map(([id, points]) => [name(id), points])),
      ban: { ...query.ban, places: query.ban.places.map(name), services: query.ban.services.map(name) },
    },
  };
}

function later({ network, query }: ReturnType<typeof problem>, minutes: number): ReturnType<typeof problem> {
  const moved = (intervals: readonly (readonly [number, number])[]): [number, number][] =>
    intervals.map(([from, to]) => [from + minutes, to + minutes]);
  return {
    network: {
      ...network,
      places: network.places.map((place) => ({ ...place, curfew: moved(place.curfew) })),
      services: network.services.map((service) => ({
        ...service,
        trips: service.trips.map((trip) => ({
          ...trip,
          times: trip.times.map((time) => (time === null ? null : ([time[0] + minutes, time[1] + minutes] as const))),
        })),
      })),
      onDemand: network.onDemand.map((drive) => ({ ...drive, hours: moved(drive.hours) })),
    },
    query: {
      ...query,
      departAfter: query.departAfter + minutes,
      arriveBefore: query.arriveBefore + minutes,
      asOf: query.asOf + minutes,
      ...(query.noticed && { noticed: { ...query.noticed, at: query.noticed.at + minutes } }),
      ...(query.leave && { leave: moved(query.leave) }),
    },
  };
}
