import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type Imported, importGtfs } from "./index.ts";

type Files = Record<string, string>;

/** Three stops in a row, a bus on weekdays, a second one that runs into the night. */
const FEED: Files = {
  "agency.txt": "agency_id, agency_name,agency_url\nA,Carts & Co,http://carts.example",
  "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\na,Alder,43.0,45.0\nb,Birch,43.001,45.0\nc,Cedar,43.1,45.0",
  "routes.txt": "route_id,route_type\nR,3\nN,2",
  "trips.txt": "route_id,service_id,trip_id\nR,week,r1\nN,week,n1",
  "stop_times.txt": [
    "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
    "r1,08:00:10,08:00:50,a,1",
    "r1,08:10:20,08:10:40,b,2",
    "r1,08:20:01,08:20:01,c,3",
    "n1,23:50:00,23:50:00,a,1",
    "n1,24:10:00,24:15:00,b,2",
    "n1,25:00:00,25:00:00,c,3",
  ].join("\n"),
  "calendar.txt":
    "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nweek,1,1,1,1,1,0,0,20170401,20170430",
};

const zip = (files: Files): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

function read(files: Files, more: { date?: string; days?: number; metres?: number } = {}) {
  const imported = importGtfs(zip({ ...FEED, ...files }), { date: "2017-04-07", days: 1, metres: 0, ...more });
  if (imported.kind === "refused") throw new Error(imported.reason);
  return imported;
}

/** Trips with their times, by service. */
const timesOf = ({ network }: Extract<Imported, { kind: "network" }>, mode: string): unknown =>
  network.services.filter((service) => service.mode === mode).flatMap(({ trips }) => trips.map(({ times }) => times));

describe("times", () => {
  it("departures are rounded down, arrivals up, but never past their own departure", () => {
    // 08:10:20 would be minute 491, but the bus leaves in minute 490.
    expect(timesOf(read({}), "bus")).toEqual([
      [
        [480, 480],
        [490, 490],
        [500, 500],
      ],
    ]);
  });

  it("blank ones lie between the timed ones, one step a stop, rounded down", () => {
    const stop_times = [
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
      "r1,08:00:00,08:00:00,a,1",
      'r1,"","",b,5',
      "r1,,,c,6",
      "r1,08:10:00,08:10:00,a,9",
    ].join("\n");
    expect(timesOf(read({ "stop_times.txt": stop_times }), "bus")).toEqual([
      [
        [480, 480],
        [483, 483],
        [486, 486],
        [490, 490],
      ],
    ]);
  });

  it("the day before's trips still run after midnight; what they have passed cannot be boarded", () => {
    // Friday's train and, from Thursday, the end of the one before.
    expect(timesOf(read({}), "train")).toEqual([
      [null, [10, 15], [60, 60]],
      [
        [1430, 1430],
        [1450, 1455],
        [1500, 1500],
      ],
    ]);
  });

  it("where nobody may board or alight, there is no time", () => {
    const lines = (FEED["stop_times.txt"] ?? "").split("\n");
    const closed = lines.map(
      (line, index) => line + (index === 0 ? ",pickup_type,drop_off_type" : line.includes(",b,") ? ",1,1" : ",0,0"),
    );
    expect(timesOf(read({ "stop_times.txt": closed.join("\n") }), "bus")).toEqual([[[480, 480], null, [500, 500]]]);
  });
});

describe("days", () => {
  const starts = (imported: Extract<Imported, { kind: "network" }>): unknown =>
    imported.network.services
      .filter(({ mode }) => mode === "bus")
      .flatMap(({ trips }) => trips.map(({ times }) => times[0]?.[1]));

  it("weekdays only; several days follow each other in absolute minutes", () => {
    expect(starts(read({}, { date: "2017-04-07", days: 4 }))).toEqual([480, 480 + 3 * 1440]);
  });

  it("a day taken out, and a day put in", () => {
    const calendar_dates = "service_id,date,exception_type\nweek,20170407,2\nweek,20170408,1";
    expect(starts(read({ "calendar_dates.txt": calendar_dates }, { days: 2 }))).toEqual([480 + 1440]);
  });

  it("a feed of exceptions alone", () => {
    const { "calendar.txt": _, ...rest } = FEED;
    const files = { ...rest, "calendar_dates.txt": "service_id,date,exception_type\nweek,20170407,1" };
    const imported = importGtfs(zip(files), { date: "2017-04-07", days: 1, metres: 0 });
    expect(imported.kind === "network" && starts(imported)).toEqual([480]);
  });

  it("trips that are written once and run every quarter of an hour", () => {
    const frequencies = "trip_id,start_time,end_time,headway_secs\nr1,10:00:00,10:30:00,900";
    const imported = read({ "frequencies.txt": frequencies });
    expect(starts(imported)).toEqual([600, 615]);
    expect(imported.network.services[0]?.trips.map(({ id }) => id)).toEqual([
      "r1@10:00:00@20170407",
      "r1@10:15:00@20170407",
    ]);
  });
});

describe("a service's id", () => {
  /** On weekdays one that goes a > c > b and one that goes a > b; at weekends the second alone. */
  const lines = {
    "trips.txt": "route_id,service_id,trip_id\nR,week,long\nR,week,short\nR,end,late",
    "stop_times.txt": [
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
      "long,08:00:00,08:00:00,a,1",
      "long,08:10:00,08:10:00,c,2",
      "long,08:20:00,08:20:00,b,3",
      "short,09:00:00,09:00:00,a,1",
      "short,09:10:00,09:10:00,b,2",
      "late,10:00:00,10:00:00,a,1",
      "late,10:10:00,10:10:00,b,2",
    ].join("\n"),
    "calendar.txt": `${FEED["calendar.txt"]}\nend,0,0,0,0,0,1,1,20170401,20170430`,
  };
  const idsOn = (date: string, files: Files = lines) =>
    new Map(read(files, { date }).network.services.map(({ id, stops }) => [stops.join(">"), id]));

  it("is the same on every day that it stops at the same stops, whatever else runs", () => {
    const [friday, saturday] = [idsOn("2017-04-07"), idsOn("2017-04-08")];
    expect([...friday.keys()]).toEqual(["a>c>b", "a>b"]);
    expect([...saturday.keys()]).toEqual(["a>b"]);
    expect(saturday.get("a>b")).toBe(friday.get("a>b"));
    expect(new Set([...friday.values(), ...saturday.values()]).size).toBe(2);
  });

  it("begins with its route, has no further part, and stays short however its stops are called", () => {
    const end = `x/${"y".repeat(200)}~2`;
    const files = Object.fromEntries(
      Object.entries({ ...FEED, ...lines }).map(([name, text]) => [name, text.replaceAll(/(?<=^|,)b(?=,)/gm, end)]),
    );
    for (const id of idsOn("2017-04-07", files).values()) expect(id).toMatch(/^R\/[^/~]{1,100}$/);
  });
});

describe("walks and changes", () => {
  it("both ways between near stops, 75 metres a minute, rounded up", () => {
    // A thousandth of a degree of latitude is 111 metres.
    expect(read({}, { metres: 150 }).network.walks).toEqual([
      { from: "a", to: "b", minutes: 2 },
      { from: "b", to: "a", minutes: 2 },
    ]);
    expect(read({}, { metres: 100 }).network.walks).toEqual([]);
  });

  it("what the feed says of a change counts for more", () => {
    const transfers = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\na,b,2,301\nb,a,3,\nb,b,2,240\na,c,0,";
    const { network, broken } = read({ "transfers.txt": transfers }, { metres: 150 });
    expect(broken).toEqual([]);
    expect(network.walks).toEqual([
      { from: "a", to: "b", minutes: 6 },
      { from: "a", to: "c", minutes: 149 },
    ]);
    expect(network.services.map(({ minChange }) => minChange)).toEqual([4, 4]);
  });

  it("near the pole and across many cells, each pair is found once", () => {
    const rows = Array.from(
      { length: 40 },
      (_, index) => `s${index},,80.${String(index).padStart(4, "0")},${10 + index * 0.003}`,
    );
    const { network } = read(
      { "stops.txt": ["stop_id,stop_name,stop_lat,stop_lon", ...rows].join("\n") },
      { metres: 300 },
    );
    expect(network.walks.length).toBeGreaterThan(100);
    const pairs = network.walks.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const { from, to } of network.walks) expect(pairs).toContain(`${to} ${from}`);
  });
});

describe("broken rows are told one by one, and the rest is read", () => {
  it.each([
    ["stops.txt", "\nd,Dogwood,93.0,45.0", 5, "position"],
    ["stops.txt", "\na,Alder again,43.0,45.0", 5, "earlier stop"],
    ["routes.txt", "\nX,99", 4, "route_type"],
    ["trips.txt", "\nX,week,x1", 4, "route"],
    ["trips.txt", "\nR,never,x1", 4, "calendar"],
    ["trips.txt", "\nR,week,lonely", 4, "fewer than two stops"],
    ["stop_times.txt", "\nghost,08:00:00,08:00:00,a,1", 8, "trip"],
    ["stop_times.txt", "\nr1,08:30:00,08:30:00,zz,4", 8, "stop"],
    ["stop_times.txt", "\nr1,8h30,08:30:00,a,4", 8, "HH:MM:SS"],
    ["stop_times.txt", "\nr1,08:31:00,08:30:00,a,4", 8, "before it arrives"],
    ["stop_times.txt", "\nr1,07:00:00,07:00:00,a,4", 8, "left the stop before"],
    ["stop_times.txt", "\nr1,08:30:00,08:30:00,a,3", 8, "stop_sequence"],
    ["stop_times.txt", "\nr1,08:30:00,08:30:00,a,-4", 8, "whole number"],
    ["stop_times.txt", "\nr1,,,a,4", 8, "no stop after"],
    ["calendar.txt", "\nodd,1,1,1,1,1,0,2,20170401,20170430", 3, "weekday"],
    ["calendar.txt", "\nodd,1,1,1,1,1,0,0,20170401,20170431", 3, "no day"],
  ])("%s with %j", (file, row, number, reason) => {
    const { network, broken } = read({ [file]: `${FEED[file]}${row}` });
    expect(broken).toEqual([{ file, row: number, reason: expect.stringContaining(reason) }]);
    expect(network.services.map(({ trips }) => trips.length)).toEqual([1, 2]);
  });

  it("quotes that do not match", () => {
    const { broken } = read({ "stops.txt": `${FEED["stops.txt"]}\n"d,Dogwood,43,45` });
    expect(broken).toMatchObject([{ file: "stops.txt", row: 5 }]);
  });

  it("a file that opens with a byte order mark, in a folder, with empty lines, is not broken", () => {
    const files = Object.fromEntries(
      Object.entries(FEED).map(([name, text]) => [`feed/${name}`, `\uFEFF${text.replaceAll("\n", "\r\n")}\r\n\r\n`]),
    );
    const imported = importGtfs(zip(files), { date: "2017-04-07", days: 1, metres: 0 });
    expect(imported).toMatchObject({ kind: "network", broken: [] });
  });
});

describe("the clocks of a feed", () => {
  const agencies = (...zones: string[]): Files => ({
    "agency.txt": ["agency_id,agency_name,agency_timezone", ...zones.map((zone, n) => `${n},Carts,${zone}`)].join("\n"),
  });

  it("are those that all of its agencies name; none where none is named", () => {
    expect(read(agencies("Europe/Moscow", "", "Europe/Moscow")).zone).toBe("Europe/Moscow");
    expect(read({}).zone).toBeNull();
    const { zone, broken } = read(agencies("<b>noon</b>", "Asia/Yekaterinburg"));
    expect([zone, broken]).toEqual([
      "Asia/Yekaterinburg",
      [{ file: "agency.txt", row: 2, reason: expect.stringContaining("agency_timezone") }],
    ]);
  });

  it("that are several make it useless", () => {
    const files = { ...FEED, ...agencies("Europe/Moscow", "Asia/Yekaterinburg") };
    expect(importGtfs(zip(files), { date: "2017-04-07", days: 1, metres: 0 })).toMatchObject({
      ...{ kind: "refused", code: "FL_GTFS_CLOCKS", file: "agency.txt" },
      reason: "names several clocks: Europe/Moscow, Asia/Yekaterinburg",
    });
  });
});

describe("feeds that are of no use", () => {
  it.each([
    ["stop_times.txt", "missing", ({ "stop_times.txt": _, ...rest }: Files) => rest],
    ["stops.txt", "stop_id", (files: Files) => ({ ...files, "stops.txt": "id\na" })],
  ])("%s: %s", (file, reason, change) => {
    const imported = importGtfs(zip(change(FEED)), { date: "2017-04-07", days: 1, metres: 0 });
    expect(imported).toMatchObject({ kind: "refused", code: "FL_GTFS", file, reason: expect.stringContaining(reason) });
  });

  it("what is no archive", () => {
    const imported = importGtfs(strToU8("stop_id,stop_name"), { date: "2017-04-07", days: 1, metres: 0 });
    expect(imported).toMatchObject({ kind: "refused", file: "" });
  });
});
