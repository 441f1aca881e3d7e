import { describe, expect, it } from "vitest";
import { parseNetwork } from "./parse-network.ts";
import { parseQuery } from "./parse-query.ts";
import { type PlanOptions, planRoutes } from "./plan.ts";
import type { Routes } from "./routes.ts";
import { makeTimetable } from "./timetable.ts";

async function ask(network: object, query: object, options: PlanOptions = {}): Promise<Routes> {
  const parsed = parseNetwork({ format: "fairlead-network/1", date: "2017-04-07", ...network });
  if (parsed.kind === "refused") throw new Error(`${parsed.path}: ${parsed.reason}`);
  const asked = parseQuery({ format: "fairlead-route-query/1", ...query }, parsed.network);
  if (asked.kind === "refused") throw new Error(`${asked.path}: ${asked.reason}`);
  return planRoutes(makeTimetable(parsed.network), asked.query, options);
}

const at = (...minutes: number[]): [number, number][] => minutes.map((minute) => [minute, minute]);
const bus = (id: string, stops: string[], minutes: number[], more: object = {}) => ({
  id,
  mode: "bus",
  operator: id,
  stops,
  trips: [{ id: "t", times: at(...minutes) }],
  ...more,
});

describe("the trap", () => {
  it("the bus that comes later to the watched station does not wait there", async () => {
    const network = {
      places: [{ id: "home" }, { id: "station", name: "the station", watch: 10 }, { id: "away" }],
      services: [
        bus("early", ["home", "station"], [0, 10]),
        bus("late", ["home", "station"], [40, 50]),
        bus("train", ["station", "away"], [60, 90]),
      ],
    };
    const { routes } = await ask(network, { from: "home", to: ["away"], departAfter: 0, arriveBefore: 100 });
    expect(routes.map(({ exposure, legs }) => [exposure, legs[0]?.id])).toEqual([[100, "late"]]);
    expect(routes[0]?.reasons).toEqual([
      { part: "stay", place: "station", pointMinutes: 100, text: "Staying 10 minutes at the station: it is watched" },
    ]);
  });

  it("one waits in the quiet town and walks to the watched station just in time", async () => {
    const network = {
      places: [{ id: "town" }, { id: "station", watch: 10 }, { id: "away" }],
      services: [bus("train", ["station", "away"], [60, 90], { minChange: 5 })],
      walks: [{ from: "town", to: "station", minutes: 20 }],
    };
    const { routes } = await ask(network, { from: "town", to: ["away"], departAfter: 0, arriveBefore: 100 });
    expect(routes.map(({ exposure, legs }) => [exposure, legs[0]?.depart])).toEqual([[50, 35]]);
  });
});

describe("reasons", () => {
  const network = {
    places: [{ id: "home", name: "home", watch: 1 }, { id: "hub", name: "the hub" }, { id: "away" }],
    services: [
      bus("rail", ["home", "hub", "away"], [120, 180, 240], {
        mode: "train",
        identity: "passport",
        exposure: { idCheck: 4, perHour: 2 },
        checkpoints: [0, 1, 1],
        price: [0, 10, 30],
        boardFare: 5,
      }),
    ],
    weights: { checkpoint: 3 },
  };

  it("every point is said in plain words, and what is noticed weighs more", async () => {
    const query = { from: "home", to: ["away"], departAfter: 60, arriveBefore: 300, people: 2 };
    const { routes } = await ask(network, { ...query, reach: { home: 2 }, noticed: { at: 100, factor: 3 } });
    expect(routes).toHaveLength(1);
    expect(routes[0]).toMatchObject({ exposure: 180 + 120 + 240 + 480 + 240 + 360, price: 70 });
    expect(routes[0]?.reasons.map(({ part, pointMinutes, text }) => [part, pointMinutes, text])).toEqual([
      ["stay", 180, "Staying 60 minutes at home: it is watched, and their hunters reach it"],
      ["noticed", 120, "Still at home after absence is noticed"],
      ["identity", 240, "The train rail records who rides"],
      ["noticed", 480, "The train rail records who rides after absence is noticed"],
      ["riding", 240, "Riding the train rail for 2 hours"],
      ["checkpoint", 360, "The train rail passes 2 checkpoints"],
    ]);
  });
});

describe("if it does not come", () => {
  const network = {
    places: [{ id: "home" }, { id: "hub" }, { id: "refuge", shelter: true }, { id: "away" }],
    services: [
      bus("first", ["home", "hub"], [10, 20]),
      {
        ...bus("second", ["hub", "away"], [30, 60]),
        trips: [
          { id: "t", times: at(30, 60) },
          { id: "u", times: at(80, 99) },
        ],
      },
    ],
    onDemand: [{ id: "k", from: "hub", to: "refuge", minutes: 10, notice: 30, hours: [[0, 90]], price: 5 }],
  };
  const query = { from: "home", to: ["away"], departAfter: 0, arriveBefore: 100, patience: 20 };

  it("the next trip of the same service, when patience is over", async () => {
    const { routes } = await ask(network, query);
    const [, second] = routes[0]?.fallbacks ?? [];
    expect(second).toMatchObject({ leg: 1, at: 50, leads: "target", route: { arrive: 99, legs: [{ trip: "u" }] } });
  });

  it("nothing from where nothing else goes", async () => {
    const { routes } = await ask(network, query);
    expect(routes[0]?.fallbacks[0]).toEqual({ leg: 0, at: 30, leads: "none", route: null });
  });

  it("the nearest shelter where no target can be reached; the driver is asked then, and not before", async () => {
    const { routes } = await ask(network, { ...query, arriveBefore: 95 });
    expect(routes[0]?.fallbacks[1]).toMatchObject({
      leads: "shelter",
      route: { arrive: 90, legs: [{ id: "k", depart: 80 }] },
    });
  });

  it("not a leg of the very trip that failed, wherever it is boarded", async () => {
    const round = {
      ...network,
      services: [...network.services, bus("round", ["hub", "home", "hub", "away"], [12, 13, 29, 40])],
    };
    const { routes } = await ask({ ...round, onDemand: [] }, { ...query, patience: 0 }, { all: true });
    for (const { legs, fallbacks } of routes)
      for (const { leg, route } of fallbacks)
        for (const other of route?.legs ?? [])
          expect([other.id, other.trip]).not.toEqual([legs[leg]?.id, legs[leg]?.trip]);
  });
});

describe("legs that are kept", () => {
  const network = {
    places: [{ id: "home" }, { id: "town" }, { id: "away", shelter: true }],
    services: [bus("bus", ["home", "town"], [5, 20], { price: [0, 1] }), bus("coach", ["town", "away"], [100, 150])],
    onDemand: [
      { id: "k", from: "home", to: "town", minutes: 30, price: 9, notice: 60, hours: [[60, 200]], escort: true },
    ],
  };
  const query = { from: "home", to: ["away"], departAfter: 0, arriveBefore: 200, people: 2 };

  it("an agreed driver is waited for: at his minute, without notice, paid once, and with nothing kept once he fails", async () => {
    const free = await ask(network, query);
    expect(free.routes.map(({ legs }) => legs[0]?.id)).toEqual(["bus"]);
    const { routes } = await ask(network, { ...query, keep: [{ drive: "k", depart: 40 }] });
    expect(routes).toMatchObject([
      {
        arrive: 150,
        price: 9,
        legs: [{ kind: "drive", id: "k", from: "home", to: "town", depart: 40, arrive: 70, price: 9 }, { id: "coach" }],
        fallbacks: [
          // He can be called again: with his notice, in his hours, too late for the coach.
          { leg: 0, leads: "none" },
          { leg: 1, leads: "none" },
        ],
      },
    ]);
  });

  it("what cannot be together with it is said by an empty answer", async () => {
    const late = { ...query, keep: [{ drive: "k", depart: 90 }] };
    expect((await ask(network, late)).routes).toEqual([]);
    expect((await ask(network, { ...query, to: ["home"], keep: [{ drive: "k", depart: 40 }] })).routes).toEqual([]);
  });
});

describe("alternatives", () => {
  it("share no operator and no identity system with the route they stand in for", async () => {
    const network = {
      places: [{ id: "a" }, { id: "b" }],
      services: [
        bus("best", ["a", "b"], [10, 20], { operator: "ATK", identity: "passport" }),
        bus("same operator", ["a", "b"], [10, 21], { operator: "ATK" }),
        bus("same system", ["a", "b"], [10, 22], { operator: "RZD", identity: "passport" }),
        bus("other", ["a", "b"], [10, 23], { operator: "van" }),
        bus("nothing recorded either", ["a", "b"], [10, 24], {
          operator: "cart",
          exposure: { idCheck: 0, perHour: 1 },
        }),
      ],
    };
    const { routes } = await ask(
      network,
      { from: "a", to: ["b"], departAfter: 0, arriveBefore: 100 },
      { alternatives: 3 },
    );
    expect(routes.map(({ legs }) => legs[0]?.id)).toEqual(["best"]);
    expect(routes[0]?.alternatives?.map(({ legs }) => legs[0]?.id)).toEqual(["other"]);
  });
});

describe("odd questions", () => {
  const loop = {
    places: [{ id: "a", watch: 1 }, { id: "b" }, { id: "c" }],
    onDemand: ["a", "b"].flatMap((from) => ["a", "b"].map((to) => ({ id: `${from}${to}`, from, to, minutes: 0 }))),
    walks: [{ from: "a", to: "a", minutes: 0 }],
  };

  it("who is there already stays", async () => {
    const answer = await ask(loop, { from: "a", to: ["c", "a"], departAfter: 7, arriveBefore: 7 });
    expect(answer).toEqual({
      format: "fairlead-routes/1",
      routes: [{ arrive: 7, exposure: 0, price: 0, legs: [], reasons: [], fallbacks: [] }],
      complete: true,
    });
  });

  it("places that nothing joins: no route, and that is an answer", async () => {
    expect((await ask(loop, { from: "a", to: ["c"], departAfter: 0, arriveBefore: 9999 })).routes).toEqual([]);
  });

  it("drives of no minutes in a circle come to an end", async () => {
    const { routes } = await ask(loop, { from: "a", to: ["b"], departAfter: 0, arriveBefore: 9999, maxRides: 30 });
    expect(routes.map(({ arrive, legs }) => [arrive, legs.length])).toEqual([[0, 1]]);
  });

  it("a place that is no property of anything", async () => {
    const network = {
      places: [{ id: "constructor" }, { id: "__proto__" }],
      walks: [{ from: "constructor", to: "__proto__", minutes: 3 }],
    };
    const { routes } = await ask(network, { from: "constructor", to: ["__proto__"], departAfter: 0, arriveBefore: 3 });
    expect(routes[0]?.arrive).toBe(3);
  });

  it("ten thousand places in a row, and no more rides than allowed", async () => {
    const places = Array.from({ length: 10_000 }, (_, index) => ({ id: `p${index}` }));
    const stops = places.map(({ id }) => id);
    const services = [
      bus(
        "long",
        stops,
        stops.map((_, minute) => minute),
      ),
    ];
    const asked = { from: "p0", to: ["p9999"], departAfter: 0, arriveBefore: 20_000 };
    expect((await ask({ places, services }, asked, { fallbacks: false })).routes[0]?.arrive).toBe(9999);
    expect((await ask({ places, services }, { ...asked, maxRides: 0 })).routes).toEqual([]);
  });

  it("a trip that overtakes the one before it is taken", async () => {
    const trips = [
      { id: "slow", times: at(10, 90) },
      { id: "fast", times: at(20, 40) },
    ];
    const network = { places: [{ id: "a" }, { id: "b" }], services: [{ id: "s", stops: ["a", "b"], trips }] };
    const { routes } = await ask(network, { from: "a", to: ["b"], departAfter: 0, arriveBefore: 99 });
    expect(routes.map(({ legs }) => legs[0]?.trip)).toEqual(["fast"]);
  });
});

describe("while it works", () => {
  const places = Array.from({ length: 300 }, (_, index) => ({ id: `p${index}` }));
  const stops = places.map(({ id }) => id);
  const network = {
    places,
    services: [
      bus(
        "s",
        stops,
        stops.map((_, minute) => minute),
        {
          trips: [0, 5, 9].map((shift) => ({
            id: `t${shift}`,
            times: at(...stops.map((_, minute) => minute + shift)),
          })),
        },
      ),
    ],
  };
  const query = { from: "p0", to: ["p299"], departAfter: 0, arriveBefore: 900 };

  it("tells how far it is, and never goes back", async () => {
    const told: number[] = [];
    await ask(network, query, { breathe: (done) => void told.push(done) });
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(Math.max(...told)).toBeLessThanOrEqual(1);
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    const breathe = (done: number): void => {
      if (done > 0.02) stop.abort(new Error("enough"));
    };
    await expect(ask(network, query, { breathe, signal: stop.signal })).rejects.toThrow("enough");
  });
});
