import { describe, expect, it } from "vitest";
import { parseNetwork } from "./parse-network.ts";

type Change = (network: ReturnType<typeof example>) => void;

/** The network of the format's description, small enough to break in every place. */
function example() {
  return {
    format: "fairlead-network/1",
    date: "2017-04-07",
    places: [
      { id: "grozny", name: "Grozny", lat: 43.3, lon: 45.7, watch: 3, shelter: false, curfew: [[1320, 1740]] },
      { id: "mozdok", name: "Mozdok", lat: 43.7, lon: 44.7, watch: 1, shelter: false, curfew: [] },
      { id: "nalchik", name: "Nalchik", lat: 43.5, lon: 43.6, watch: 0, shelter: true, curfew: [] },
    ],
    services: [
      {
        id: "bus-12",
        mode: "bus",
        operator: "ATK",
        identity: "none",
        exposure: { idCheck: 4, perHour: 1 },
        minChange: 5,
        escort: false,
        stops: ["grozny", "mozdok", "nalchik"],
        checkpoints: [0, 0, 2],
        price: [0, 300, 500],
        boardFare: 0,
        seats: 3,
        trips: [
          {
            id: "t1",
            times: [
              [370, 370],
              [455, 460],
              [560, 560],
            ] as unknown[],
          },
        ],
      },
    ],
    onDemand: [
      {
        id: "driver-k",
        mode: "car",
        operator: "k",
        identity: "none",
        from: "grozny",
        to: "nalchik",
        minutes: 190,
        hours: [[300, 1320]],
        notice: 120,
        price: 2500,
        seats: 3,
        escort: true,
        exposure: { idCheck: 0, perHour: 0 },
        checkpoints: 1,
      },
    ],
    walks: [{ from: "nalchik", to: "mozdok", minutes: 12 }],
    weights: { checkpoint: 3 },
  };
}

const set = (target: object, field: string, value: unknown): void => {
  Reflect.set(target, field, value);
};

describe("a network that does not fit its format is refused, with the path of the offending value", () => {
  const cases: [string, string, Change][] = [
    ["another format", "format", (network) => set(network, "format", "fairlead-network/2")],
    ["a day that is none", "date", (network) => set(network, "date", "2017-02-30")],
    ["a misspelt field", "places[0].watched", (network) => set(network.places[0]!, "watched", 3)],
    ["negative points", "places[1].watch", (network) => set(network.places[1]!, "watch", -1)],
    ["half a point", "places[1].watch", (network) => set(network.places[1]!, "watch", 0.5)],
    ["a place twice", "places[2].id", (network) => set(network.places[2]!, "id", "mozdok")],
    ["a latitude off the earth", "places[0].lat", (network) => set(network.places[0]!, "lat", 91)],
    ["a curfew that ends before it begins", "places[0].curfew[0]", (n) => set(n.places[0]!, "curfew", [[5, 4]])],
    ["a stop that is nowhere", "services[0].stops[1]", (n) => set(n.services[0]!, "stops", ["grozny", "x", "nalchik"])],
    ["a service of one stop", "services[0].stops", (network) => set(network.services[0]!, "stops", ["grozny"])],
    ["prices that fall", "services[0].price[2]", (network) => set(network.services[0]!, "price", [0, 300, 299])],
    ["too few prices", "services[0].price", (network) => set(network.services[0]!, "price", [0, 300])],
    [
      "a checkpoint before the start",
      "services[0].checkpoints[0]",
      (n) => set(n.services[0]!, "checkpoints", [1, 0, 2]),
    ],
    ["seats as text", "services[0].seats", (network) => set(network.services[0]!, "seats", "3")],
    [
      "a time before midnight",
      "services[0].trips[0].times[0][0]",
      (n) => set(n.services[0]!.trips[0]!.times, "0", [-1, 3]),
    ],
    [
      "a departure before its arrival",
      "services[0].trips[0].times[1]",
      (n) => set(n.services[0]!.trips[0]!.times, "1", [460, 455]),
    ],
    [
      "a trip that goes back in time",
      "services[0].trips[0].times[2]",
      (n) => set(n.services[0]!.trips[0]!.times, "2", [459, 560]),
    ],
    ["a time of one number", "services[0].trips[0].times[1]", (n) => set(n.services[0]!.trips[0]!.times, "1", [455])],
    ["a time too few", "services[0].trips[0].times", (network) => network.services[0]!.trips[0]!.times.pop()],
    ["a trip twice", "services[0].trips[1].id", (n) => n.services[0]!.trips.push({ ...n.services[0]!.trips[0]! })],
    ["a drive from nowhere", "onDemand[0].from", (network) => set(network.onDemand[0]!, "from", "nowhere")],
    ["a drive of negative length", "onDemand[0].minutes", (network) => set(network.onDemand[0]!, "minutes", -1)],
    ["hours that end before they begin", "onDemand[0].hours[0]", (n) => set(n.onDemand[0]!, "hours", [[9, 8]])],
    ["a walk to nowhere", "walks[0].to", (network) => set(network.walks[0]!, "to", "__proto__")],
    ["a weight that is none", "weights.checkpoint", (network) => set(network.weights, "checkpoint", "3")],
  ];

  it.each(cases)("%s: %s", (_, path, change) => {
    const network = example();
    change(network);
    const parsed = parseNetwork(network);
    expect(parsed).toMatchObject({ kind: "refused", code: "FL_NETWORK", path });
  });

  it.each([[null], [[]], ["{}"], [7]])("%j is no network", (value) => {
    expect(parseNetwork(value)).toMatchObject({ kind: "refused", path: "(the file)" });
  });
});

describe("what a network may be", () => {
  it("the example, as it stands", () => {
    expect(parseNetwork(example())).toEqual({ kind: "network", network: example() });
  });

  it("one that leaves out what costs nothing", () => {
    const places = [{ id: "a" }, { id: "b" }];
    const trips = [{ id: "t", times: [[1, 1], null, [3000, 3000]] }];
    const services = [{ id: "s", stops: ["a", "b", "a"], trips }];
    const parsed = parseNetwork({ format: "fairlead-network/1", date: "2017-04-07", places, services });
    expect(parsed).toMatchObject({
      kind: "network",
      network: { services: [{ operator: "s", identity: "none", price: [0, 0, 0], minChange: 0 }], walks: [] },
    });
  });

  it("ten thousand places", () => {
    const places = Array.from({ length: 10_000 }, (_, index) => ({ id: `p${index}` }));
    expect(parseNetwork({ format: "fairlead-network/1", date: "2017-04-07", places }).kind).toBe("network");
  });
});
