import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Routes } from "@fairlead/planner/routes";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Command, readArguments } from "../src/command.ts";
import { plan } from "../src/commands/plan.ts";
import { planNetwork } from "../src/commands/plan-network.ts";
import { planRoutes } from "../src/commands/plan-routes.ts";
import type { Effects } from "../src/effects.ts";
import { Failure } from "../src/failure.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairlead-plan-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(command: Command, args: string[], stopped: Promise<void> = new Promise(() => {})) {
  const out: string[] = [];
  const told: string[] = [];
  const effects: Effects = {
    clock: () => 0,
    random: (length) => new Uint8Array(length),
    env: {},
    print: (line) => out.push(line),
    tell: (line) => told.push(line),
    tellProgress: (line) => told.push(line),
    terminal: false,
    person: null,
    stopped,
  };
  try {
    await command.run(readArguments(command, args), effects);
    return { code: 0, out, told };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { code: error.exitCode, out, told: [...told, error.message] };
  }
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const network = {
  format: "fairlead-network/1",
  date: "2017-04-07",
  places: [{ id: "grozny", name: "Grozny", watch: 3 }, { id: "nalchik", name: "Nalchik" }, { id: "moon" }],
  services: Array.from({ length: 9 }, (_, index) => ({
    id: `bus-${index}`,
    mode: "bus",
    operator: `operator ${index}`,
    exposure: { idCheck: 0, perHour: 9 - index },
    stops: ["grozny", "nalchik"],
    trips: [
      {
        id: "t",
        times: [
          [370, 370],
          [560 + index, 560 + index],
        ],
      },
    ],
  })),
};
const query = {
  format: "fairlead-route-query/1",
  from: "grozny",
  to: ["nalchik"],
  departAfter: 360,
  arriveBefore: 900,
};

describe("fairlead plan routes", () => {
  it("prints one JSON value, tells the rest on stderr, and says what was left out", async () => {
    const args = ["--network", await file("n.json", network), "--query", await file("q.json", query)];
    const { code, out, told } = await run(planRoutes, [...args, "--alternatives", "2"]);
    expect(code).toBe(0);
    expect(out).toHaveLength(1);
    const routes: Routes = JSON.parse(out[0] ?? "");
    expect(routes).toMatchObject({ format: "fairlead-routes/1", complete: false });
    expect(routes.routes).toHaveLength(7);
    expect(routes.routes[0]?.alternatives).toHaveLength(2);
    expect(told.join("\n")).toContain("2 more were left out");

    const all = await run(planRoutes, [...args, "--all"]);
    expect(JSON.parse(all.out[0] ?? "")).toMatchObject({ complete: true, routes: { length: 9 } });
  });

  it("no route is an answer", async () => {
    const asked = await file("moon.json", { ...query, to: ["moon"] });
    const { code, out } = await run(planRoutes, ["--network", await file("n.json", network), "--query", asked]);
    expect([code, ...out]).toEqual([0, '{"format":"fairlead-routes/1","routes":[],"complete":true}']);
  });

  it("bad input ends with 2 and the path of the value", async () => {
    const good = await file("n.json", network);
    const asked = await file("q.json", query);
    const bent = structuredClone(network);
    bent.services[3]?.trips[0]?.times.splice(1, 1, [300, 300]);
    const cases: [string[], string][] = [
      [[], "--network"],
      [["--network", good], "--query"],
      [["--network", join(folder, "none.json"), "--query", asked], "cannot be read"],
      [["--network", await file("broken.json", "{ broken"), "--query", asked], "is not JSON"],
      [["--network", await file("bent.json", bent), "--query", asked], "services[3].trips[0].times[1]"],
      [["--network", good, "--query", await file("late.json", { ...query, arriveBefore: 300 })], "arriveBefore"],
      [["--network", good, "--query", asked, "--alternatives", "some"], "--alternatives"],
    ];
    for (const [args, says] of cases) {
      const { code, out, told } = await run(planRoutes, args);
      expect([code, out]).toEqual([2, []]);
      expect(told.join("\n")).toContain(says);
    }
  });

  it("stops when it is asked to", async () => {
    const args = ["--network", await file("n.json", network), "--query", await file("q.json", query)];
    const { code, out, told } = await run(planRoutes, args, Promise.resolve());
    expect([code, out]).toEqual([1, []]);
    expect(told.join("\n")).toContain("Stopped");
  });
});

describe("fairlead plan network", () => {
  const feed = (more: Record<string, string> = {}): Uint8Array => {
    const files: Record<string, string> = {
      "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\na,A,43,45\nb,B,43.001,45\nbad,,,",
      "routes.txt": "route_id,route_type\nR,3",
      "trips.txt": "route_id,service_id,trip_id\nR,s,t",
      "stop_times.txt":
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt,08:00:00,08:00:00,a,1\nt,08:05:00,08:05:00,b,2",
      "calendar_dates.txt": "service_id,date,exception_type\ns,20170407,1",
      ...more,
    };
    return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  };

  it("writes a network that plan routes can read, and tells each broken row", async () => {
    const [zip, out] = [join(folder, "feed.zip"), join(folder, "out.json")];
    await writeFile(zip, feed());
    const written = await run(planNetwork, ["--gtfs", zip, "--date", "2017-04-07", "--walk", "200", "--out", out]);
    expect(written.told).toContain("stops.txt row 4: has no position on earth");
    const { length } = await readFile(out);
    expect(JSON.parse(written.out[0] ?? "")).toEqual({
      out,
      places: 2,
      services: 1,
      trips: 1,
      walks: 2,
      brokenRows: 1,
      bytes: length,
    });
    const asked = await file("ab.json", { ...query, from: "a", to: ["b"], departAfter: 470 });
    const { out: answer } = await run(planRoutes, ["--network", out, "--query", asked]);
    const routes: Routes = JSON.parse(answer[0] ?? "");
    expect(routes.routes.map(({ arrive }) => arrive)).toEqual([472]);
  });

  it("bad input ends with 2", async () => {
    const zip = join(folder, "feed.zip");
    await writeFile(zip, feed());
    const out = ["--out", join(folder, "x.json")];
    const notFeed = await file("not-a-feed.zip", "hello");
    const cases: [string[], string][] = [
      [[], "--gtfs"],
      [["--gtfs", zip, "--date", "2017-04-07"], "--out"],
      [["--gtfs", zip, ...out], "--date"],
      [["--gtfs", zip, "--date", "2017-02-30", ...out], "--date"],
      [["--gtfs", zip, "--date", "2017-04-07", "--days", "0", ...out], "--days"],
      [["--gtfs", zip, "--date", "2017-04-07", "--walk", "-5", ...out], "--walk"],
      [["--gtfs", join(folder, "none.zip"), "--date", "2017-04-07", ...out], "cannot be read"],
      [["--gtfs", notFeed, "--date", "2017-04-07", ...out], "archive"],
    ];
    for (const [args, says] of cases) {
      const { code, told } = await run(planNetwork, args).catch((error) => {
        throw new Error(`${args}: ${error}`);
      });
      expect(code).toBe(2);
      expect(told.join("\n")).toContain(says);
    }
  });

  it("a day that the feed does not cover is said", async () => {
    const zip = join(folder, "feed.zip");
    await writeFile(zip, feed());
    const { code, told } = await run(planNetwork, [
      "--gtfs",
      zip,
      "--date",
      "2018-01-01",
      "--out",
      join(folder, "e.json"),
    ]);
    expect(code).toBe(0);
    expect(told.join("\n")).toContain("Nothing runs on 2018-01-01");
  });
});

it.each(plan.parts.map((part) => [part.name, part] as const))("%s has a manual that names each option", (_, part) => {
  for (const option of Object.keys(part.options)) expect(part.manual).toContain(`--${option}`);
});
