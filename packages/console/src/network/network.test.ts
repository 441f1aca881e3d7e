import {
  type EntryView,
  entryKey,
  type MemberId,
  type NetworkEntry,
  type NetworkTime,
  readOperation,
  seasonNetworks,
  type ThingView,
} from "@fairlead/casework";
import { makeTimetable, parseNetwork, parseQuery, planRoutes } from "@fairlead/planner/routes";
import { describe, expect, it } from "vitest";
import { networkForDay } from "./for-day.ts";
import { batchesOf, entriesFrom } from "./from-file.ts";
import { readFile } from "./import-worker.ts";
import { whatItAdds } from "./what-it-adds.ts";

const NOW = Date.parse("2017-04-07T03:00:00Z");
const DAY = 86_400_000;
const by = "ab".repeat(16) as MemberId;
const thing = "cd".repeat(16) as ThingView["thing"];

const place = (id: string, more: object = {}): NetworkEntry => ({
  kind: "place",
  id,
  name: id,
  lat: null,
  lon: null,
  watch: 0,
  shelter: false,
  curfew: [],
  thing: null,
  ...more,
});
const ridden = { mode: "car", operator: "", identity: "", idCheck: 0, perHour: 0, escort: false, seats: null };
const bus: NetworkEntry = {
  ...ridden,
  kind: "service",
  id: "bus",
  name: "bus 12",
  minChange: 5,
  stops: ["tarsk", "lipki"],
  checkpoints: [0, 1],
  price: [0, 300],
  boardFare: 0,
  trips: [
    {
      on: null,
      weekdays: [5],
      times: [
        [1_380, 1_380],
        [1_500, 1_500],
      ],
    },
  ],
};
const drive: NetworkEntry = {
  ...ridden,
  kind: "drive",
  id: "k",
  name: "K",
  from: "tarsk",
  to: "lipki",
  minutes: 90,
  hours: [{ from: 1_320, to: 120 }],
  notice: 60,
  price: 2_000,
  checkpoints: 0,
  thing,
};
const seen = (entry: NetworkEntry, asOf = NOW): EntryView => ({
  entry,
  source: "a colleague",
  asOf,
  version: 1,
  by,
  at: asOf,
  retired: null,
  asked: null,
});
const friday = { date: "2017-04-07", days: 2, now: NOW, withStale: false };

describe("the network for one day", () => {
  it("is one that the planner accepts, with what runs every week and every night written out", () => {
    const night = place("lipki", { curfew: [{ from: 1_320, to: 300 }] });
    const { network, leftOut } = networkForDay(
      [place("tarsk"), night, bus, drive].map((one) => seen(one)),
      [],
      friday,
    );
    expect(parseNetwork(network)).toEqual({ kind: "network", network });
    expect(leftOut).toEqual([]);
    expect(network.places[1]?.curfew).toEqual([
      [0, 300],
      [1_320, 1_740],
      [2_760, 3_180],
    ]);
    expect(network.services[0]?.trips).toEqual([
      {
        id: "0/0",
        times: [
          [1_380, 1_380],
          [1_500, 1_500],
        ],
      },
    ]);
    expect(network.onDemand[0]?.hours).toEqual([
      [0, 120],
      [1_320, 1_560],
      [2_760, 3_000],
    ]);
  });

  it("knows on Saturday the bus that left on Friday night, from the stop on that it has not passed", () => {
    const saturday = { ...friday, date: "2017-04-08" };
    const through: NetworkEntry = {
      ...bus,
      stops: ["tarsk", "lipki", "port"],
      checkpoints: [0, 1, 0],
      price: [0, 300, 400],
      trips: [
        {
          on: null,
          weekdays: [5],
          times: [
            [1_380, 1_380],
            [1_500, 1_510],
            [1_600, 1_600],
          ],
        },
      ],
    };
    const { network } = networkForDay(
      [place("tarsk"), place("lipki"), place("port"), through].map((one) => seen(one)),
      [],
      saturday,
    );
    expect(network.services[0]?.trips).toEqual([{ id: "0/-1", times: [null, [60, 70], [160, 160]] }]);
  });

  it("[P3] leads nobody to a driver who is marked, nor by what nobody has confirmed for long, and says so", () => {
    const marked = { thing, marked: "ef".repeat(16), retired: null } as unknown as ThingView;
    const entries = [seen(place("tarsk")), seen(place("lipki")), seen(bus, NOW - 200 * DAY), seen(drive)];
    const { network, leftOut } = networkForDay(entries, [marked], friday);
    expect([network.services, network.onDemand]).toEqual([[], []]);
    expect(leftOut.map(({ entry, because }) => [entry.id, because])).toEqual([
      ["bus", "stale"],
      ["k", "compromised"],
    ]);
    expect(networkForDay(entries, [], { ...friday, withStale: true }).leftOut).toEqual([]);
  });

  it("[P3] takes a long line's parts for one: what is said of any of them holds for all", () => {
    const part = (id: string, more: object = {}): EntryView => seen({ ...bus, id, ...more } as NetworkEntry);
    const places = [seen(place("tarsk")), seen(place("lipki"))];
    const dayOf = (parts: EntryView[], things: ThingView[] = []) =>
      networkForDay([...places, ...parts], things, friday);
    const marked = { thing, marked: "ef".repeat(16), retired: null } as unknown as ThingView;
    for (const [one, two] of [
      [{ thing }, {}],
      [{}, { thing }],
    ]) {
      const { network, leftOut } = dayOf([part("bus", one), part("bus~2", two), part("bus~x")], [marked]);
      expect(network.services.map(({ id }) => id)).toEqual(["bus~x"]);
      expect(leftOut.map(({ entry, because }) => [entry.id, because])).toEqual([
        ["bus", "compromised"],
        ["bus~2", "compromised"],
      ]);
    }
    const out = { ...part("bus"), retired: { by, at: NOW, reason: "followed" } };
    expect(dayOf([out, part("bus~2")]).network.services).toEqual([]);
    const said = { identity: "railway", idCheck: 6, checkpoints: [0, 3] };
    const { network } = dayOf([part("bus", said), part("bus~2", { perHour: 2 })]);
    for (const service of network.services)
      expect(service).toMatchObject({
        ...{ identity: "railway", operator: "bus", exposure: { idCheck: 6, perHour: 2 }, checkpoints: [0, 3] },
      });
    expect(network.services).toHaveLength(2);
  });

  it("leaves out with a place whatever stops there", () => {
    const retired = { ...seen(place("lipki")), retired: { by, at: NOW, reason: "watched" } };
    const { leftOut } = networkForDay([seen(place("tarsk")), retired, seen(bus)], [], friday);
    expect(leftOut).toEqual([{ entry: bus, because: "stop-left-out" }]);
  });
});

describe("the demo's network", () => {
  it("leads from the north to the sea, past the ferry that nobody has confirmed", async () => {
    const at = Date.parse("2017-05-09T02:14:00Z");
    const entries = seasonNetworks(at).flatMap(({ entries: some, asOf }) => some.map(({ entry }) => seen(entry, asOf)));
    const { network, leftOut } = networkForDay(entries, [], { date: "2017-05-09", days: 2, now: at, withStale: false });
    expect(leftOut.map(({ entry, because }) => [entry.id, because])).toEqual([["ferry", "stale"]]);
    const parsed = parseNetwork(network);
    if (parsed.kind !== "network") throw new Error(`${parsed.path}: ${parsed.reason}`);
    const asked = {
      format: "fairlead-route-query/1",
      from: "tarsk",
      to: ["port-laz"],
      departAfter: 240,
      arriveBefore: 1_440,
    };
    const query = parseQuery({ ...asked, people: 2 }, parsed.network);
    if (query.kind !== "query") throw new Error(query.reason);
    const { routes } = await planRoutes(makeTimetable(parsed.network), query.query);
    expect(routes.length).toBeGreaterThan(2);
  });
});

describe("a file", () => {
  const file = {
    format: "fairlead-network/1",
    date: "2017-04-07",
    places: [
      {
        id: "tarsk",
        watch: 3,
        curfew: [
          [1_320, 1_740],
          [2_760, 3_180],
        ],
      },
      { id: "lipki", lat: 43.3, lon: 45.7 },
    ],
    services: [
      {
        ...{ id: "bus", mode: "bus", identity: "railway", stops: ["tarsk", "lipki"], price: [0, 300], seats: 3 },
        trips: [
          {
            id: "t",
            times: [
              [370, 370],
              [455, 460],
            ],
          },
        ],
      },
    ],
    onDemand: [{ id: "k", from: "tarsk", to: "lipki", minutes: 90, hours: [[300, 1_320]], price: 2_500 }],
    walks: [{ from: "tarsk", to: "lipki", minutes: 300 }],
  };
  const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  it("becomes entries that every colleague's client reads, and the planner's network again on its date", () => {
    const read = readFile({ bytes: bytesOf(file), date: "2017-04-07", metres: 0 });
    if (read.kind !== "entries") throw new Error(read.reason);
    for (const entries of batchesOf(read.entries, 1_000)) {
      const operation = {
        op: "writeNetwork",
        entries: entries.map((entry) => ({ entry, over: 0 })),
        source: "x",
        asOf: 1,
      };
      expect(readOperation(JSON.parse(JSON.stringify(operation)))).toEqual(operation);
    }
    const { network } = networkForDay(
      read.entries.map((one) => seen(one)),
      [],
      friday,
    );
    expect(network.places[0]).toMatchObject({
      watch: 3,
      curfew: [
        [0, 300],
        [1_320, 1_740],
        [2_760, 3_180],
      ],
    });
    expect(network.services).toMatchObject([
      {
        identity: "railway",
        seats: 3,
        price: [0, 300],
        trips: [
          {
            times: [
              [370, 370],
              [455, 460],
            ],
          },
        ],
      },
    ]);
    expect(network.onDemand).toMatchObject([
      {
        minutes: 90,
        hours: [
          [300, 1_320],
          [1_740, 2_760],
        ],
        price: 2_500,
      },
    ]);
    expect(network.walks).toEqual(file.walks);
    expect(parseNetwork(network)).toMatchObject({ kind: "network" });
  });

  it("[P3] unsays nothing that the team knows: who watches, who records, what is retired", () => {
    const watched = seen(place("tarsk", { watch: 6 }));
    const recorded = seen({ ...bus, identity: "railway", idCheck: 6 } as NetworkEntry);
    const retired = { ...seen(drive), retired: { by, at: NOW, reason: "followed" } };
    const fromFile: NetworkEntry = {
      ...(bus as Extract<NetworkEntry, { kind: "service" }>),
      trips: [
        {
          on: "2017-04-09",
          weekdays: [],
          times: [
            [5, 5],
            [9, 9],
          ],
        },
      ],
    };
    const added = whatItAdds([place("tarsk"), place("port"), fromFile, drive], [watched, recorded, retired], NOW);
    expect(added).toEqual([
      place("port"),
      {
        ...recorded.entry,
        trips: [
          ...(bus as Extract<NetworkEntry, { kind: "service" }>).trips,
          {
            on: "2017-04-09",
            weekdays: [],
            times: [
              [5, 5],
              [9, 9],
            ],
          },
        ],
      },
    ]);
  });

  it("brought in for one day after another keeps both days in either order, and what the team wrote of the week by hand", () => {
    const on = (date: string): NetworkEntry[] => {
      const read = readFile({ bytes: bytesOf({ ...file, date }), date, metres: 0 });
      if (read.kind !== "entries") throw new Error(read.reason);
      return read.entries;
    };
    const daysAfter = (before: NetworkEntry[], ...dates: string[]) => {
      let known = before.map((one) => seen(one));
      for (const date of dates) {
        const added = whatItAdds(on(date), known, NOW);
        const written = new Set(added.map(entryKey));
        known = [...known.filter(({ entry }) => !written.has(entryKey(entry))), ...added.map((one) => seen(one))];
      }
      return known
        .flatMap(({ entry }) => (entry.kind === "service" && entry.id === "bus" ? entry.trips : []))
        .map(({ on, weekdays }) => on ?? weekdays.join());
    };
    expect(daysAfter([], "2017-04-07", "2017-04-08")).toEqual(["2017-04-07", "2017-04-08"]);
    expect(daysAfter([], "2017-04-08", "2017-04-07")).toEqual(["2017-04-08", "2017-04-07"]);
    expect(daysAfter([], "2017-04-07", "2017-04-08", "2017-04-07")).toEqual(["2017-04-08", "2017-04-07"]);
    const byHand = on("2017-04-07").map((entry) =>
      entry.kind === "service"
        ? { ...entry, trips: entry.trips.map(({ times }) => ({ on: null, weekdays: [1, 5], times })) }
        : entry,
    );
    expect(daysAfter(byHand, "2017-04-08")).toEqual(["1,5", "2017-04-08"]);
    // Nobody sets out on a day that is more than a week gone; without an end every import would grow.
    expect(daysAfter([], "2017-03-30", "2017-03-31", "2017-04-08")).toEqual(["2017-03-31", "2017-04-08"]);
  });

  describe("for a line that came when lines were numbered by the day", () => {
    const line = (id: string, stops: string[], date: string, more: object = {}): NetworkEntry =>
      ({
        ...bus,
        id,
        stops,
        checkpoints: stops.map(() => 0),
        price: stops.map(() => 0),
        trips: [{ on: date, weekdays: [], times: stops.map((_, n): NetworkTime => [n, n]) }],
        ...more,
      }) as NetworkEntry;
    const [long, short] = [
      ["a", "c", "b"],
      ["a", "b"],
    ];
    const words = { identity: "railway", idCheck: 6, checkpoints: [0, 0, 1], thing };
    const numbered = [line("R/1", long, "2017-04-07", words), line("R/2", short, "2017-04-07")];
    const saturday = line("R/a>b.0123456789abc", short, "2017-04-08");
    const sunday = line("R/a>b.cba9876543210", long, "2017-04-09");

    it("puts the departures where the same route stops at the same stops, and no other line's words on it", () => {
      const added = whatItAdds(
        [saturday],
        numbered.map((one) => seen(one)),
        NOW,
      );
      expect(added).toMatchObject([{ id: "R/2", stops: short, idCheck: 0, trips: [{}, { on: "2017-04-08" }] }]);
      const kept = whatItAdds(
        [sunday],
        numbered.map((one) => seen(one)),
        NOW,
      );
      expect(kept).toMatchObject([{ id: "R/1", stops: long, ...words, trips: [{}, { on: "2017-04-09" }] }]);
    });

    it("writes anew what stops elsewhere, also where the number's line was taken out; and what was taken out stays out", () => {
      const out = { ...seen(line("R/1", long, "2017-04-07", words)), retired: { by, at: NOW, reason: "followed" } };
      expect(whatItAdds([saturday, sunday], [out], NOW)).toEqual([saturday]);
      expect(whatItAdds([saturday], [seen(line("S/1", short, "2017-04-07"))], NOW)).toEqual([saturday]);
    });

    it("leaves a line whose stops the team mended as it is, and brings the file's beside it under its words, once", () => {
      const mended = line(saturday.id, long, "2017-04-07", {
        ...words,
        trips: [
          { on: null, weekdays: [5], times: [[1, 1], null, [9, 9]] },
          { on: "2017-04-08", weekdays: [], times: [[1, 1], null, [9, 9]] },
        ],
      });
      const added = whatItAdds([saturday], [seen(mended)], NOW);
      expect(added).toMatchObject([
        { id: saturday.id, stops: long, ...words, trips: [{ weekdays: [5] }] },
        { id: `${saturday.id}+2`, stops: short, idCheck: 6, thing, checkpoints: [0, 0], trips: [{ on: "2017-04-08" }] },
      ]);
      const again = whatItAdds(
        [saturday],
        added.map((one) => seen(one)),
        NOW,
      );
      expect(again.map(({ id }) => id)).toEqual([`${saturday.id}+2`]);
    });
  });

  it("puts more departures than one entry holds into further parts, each written once, whatever the day", () => {
    const tram = (date: string): NetworkEntry => {
      const times = (n: number): NetworkTime[] => [
        [n % 9, 10],
        [20, 20],
      ];
      const trips = Array.from({ length: 1_500 }, (_, n) => ({ on: date, weekdays: [], times: times(n) }));
      return { ...bus, id: "tram", trips } as NetworkEntry;
    };
    const tripsIn = (entries: NetworkEntry[]) =>
      entries.flatMap((entry) => (entry.kind === "service" ? entry.trips.map(({ on }) => on) : []));
    const first = whatItAdds([tram("2017-04-07")], [], NOW);
    expect(first.map(({ id }) => id)).toEqual(["tram", "tram~2"]);
    const second = whatItAdds(
      [tram("2017-04-08")],
      first.map((one) => seen(one)),
      NOW,
    );
    expect(second.map(({ id }) => id)).toEqual(["tram", "tram~2", "tram~3"]);
    for (const entry of second) expect(JSON.stringify(entry).length).toBeLessThan(70_000);
    const again = whatItAdds(
      second,
      second.map((one) => seen(one)),
      NOW,
    );
    for (const entries of [second, again])
      for (const date of ["2017-04-07", "2017-04-08"])
        expect(tripsIn(entries).filter((on) => on === date)).toHaveLength(1_500);
    expect(
      whatItAdds(
        [tram("2017-04-09")],
        second.map((one) => seen(one)),
        NOW,
      )[0],
    ).toMatchObject({ name: "bus 12" });
  });

  it("takes of a service that stands already the departures alone: what it costs stays as the team wrote it", () => {
    const free = { ...bus, price: [0, 0], checkpoints: [0, 0] } as NetworkEntry;
    expect(whatItAdds([free], [seen(bus)], NOW)).toMatchObject([{ price: [0, 300], checkpoints: [0, 1] }]);
  });

  it("whose place is closed for longer than a week closes it every day; a driver's hours so long are no limit", () => {
    const always = [[0, 14 * 1_440]];
    const closed = {
      ...file,
      places: [{ id: "tarsk", curfew: always }, { id: "lipki" }],
      services: [],
      onDemand: [{ ...file.onDemand[0], hours: always }],
    };
    const read = readFile({ bytes: bytesOf(closed), date: "2017-04-07", metres: 0 });
    if (read.kind !== "entries") throw new Error(read.reason);
    expect(read.entries.find(({ kind }) => kind === "place")).toMatchObject({ curfew: [{ from: 0, to: 0 }] });
    expect(read.entries.find(({ kind }) => kind === "drive")).toMatchObject({ hours: [] });
  });

  it("whose names have no end loses those entries and what stops there, and says so", () => {
    const places = [{ id: "x".repeat(300) }, { id: "a" }, { id: "b" }];
    const walks = [
      { from: "a", to: "x".repeat(300), minutes: 4 },
      { from: "a", to: "b", minutes: 4 },
    ];
    const read = readFile({
      bytes: bytesOf({ ...file, places, services: [], onDemand: [], walks }),
      date: "2017-04-07",
      metres: 0,
    });
    if (read.kind !== "entries") throw new Error(read.reason);
    expect(read.entries.map(({ id }) => id)).toEqual(["a", "b", "a>b"]);
    expect(read.brokenCount).toBe(2);
  });

  it("that is no network is refused with the way to the value", () => {
    const bytes = new TextEncoder().encode('{"format":"fairlead-network/1","date":"2017-04-07","places":[{"id":7}]}');
    expect(readFile({ bytes, date: "2017-04-07", metres: 0 })).toMatchObject({
      kind: "refused",
      where: "places[0].id",
    });
    expect(readFile({ bytes: new Uint8Array([1]), date: "2017-04-07", metres: 0 })).toMatchObject({ kind: "refused" });
  });

  it("is written in pieces of which each fits into one operation, long services too", () => {
    const times: [number, number][] = [
      [0, 0],
      [9, 9],
    ];
    const trips = Array.from({ length: 9_000 }, (_, n) => ({ id: String(n), times }));
    const read = parseNetwork({
      format: "fairlead-network/1",
      date: "2017-04-07",
      places: [{ id: "a" }, { id: "b" }],
      services: [{ id: "tram", stops: ["a", "b"], trips }],
    });
    if (read.kind !== "network") throw new Error(read.reason);
    const batches = batchesOf(entriesFrom(read.network), 1_000);
    expect(batches.length).toBeGreaterThan(1);
    for (const batch of batches) expect(JSON.stringify(batch).length).toBeLessThan(500_000);
    const kept = batches.flat().flatMap((entry) => (entry.kind === "service" ? entry.trips : []));
    expect(kept).toHaveLength(9_000);
  });
});
