import {
  type CaseView,
  type DayHours,
  type EntryView,
  type LegId,
  type MemberId,
  type NetworkEntry,
  readOperation,
  seasonNetworks,
  type WriteJourney,
} from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { placeNames, placesIn } from "../network/entry-words.ts";
import type { Say } from "../say/words.tsx";
import { chosenRoute, knownIn, legsOf } from "./chosen.ts";
import { bestOf, factsOf, minuteText, weakest } from "./labels.ts";
import { type Answer, planner } from "./plan-worker.ts";
import { bestsOf, changedIn } from "./what-changed.tsx";
import { huntersOf, keptNowhere, missingIn, networkFor, onDay, queryOf, type Wishes, wishesFrom } from "./wishes.ts";

const NOW = Date.parse("2017-05-09T18:00:00Z");
const by = "ab".repeat(16) as MemberId;
const entries: EntryView[] = seasonNetworks(NOW).flatMap(({ entries: said, source, asOf }) =>
  said.map(({ entry }: { entry: NetworkEntry }) => ({
    entry,
    source,
    asOf,
    version: 3,
    by,
    at: NOW,
    retired: null,
    asked: null,
  })),
);
const places = placesIn(entries);
const names = placeNames(entries);
const known = knownIn(entries, names);
// What is said, by its id and its values: wording is the catalogue's.
const t: Say = (id, values = {}) => [id, ...Object.values(values)].join(" ");
const quiet = { tell: () => {}, pause: async () => {} };

const threat = (reach: string[], certainty: "said" | "likely" | "confirmed") =>
  ({ reach, certainty }) as CaseView["threats"][number];
const one = {
  people: 2,
  persons: ["1", "2", "3"].map((person) => ({ person, alias: `Kite ${person}`, version: 0, counted: person !== "3" })),
  threats: [threat(["Tarsk", "his uncle's village"], "likely"), threat(["tarsk, south bridge"], "confirmed")],
  risk: { reach: ["Brod"], factors: [] as string[] } as CaseView["risk"],
  contactWindow: { offset: 180, hours: [] as DayHours[] } as unknown as CaseView["contactWindow"],
} as CaseView;

const wishes: Wishes = { ...wishesFrom(one, entries, NOW, () => 0), from: "tarsk", to: ["port-laz"] };
const ask = (more: Partial<Wishes> = {}) => {
  const said = { ...wishes, ...more };
  const network = networkFor(said, entries, [], NOW);
  const query = queryOf(said, network, NOW);
  if (query === null) throw new Error(missingIn(said, NOW).join());
  return planner()({ network, query }, quiet).then((answer) => ({ answer, query, network }));
};
const routesFor = async (more: Partial<Wishes> = {}) => {
  const { answer, ...asked } = await ask(more);
  if (answer.kind !== "routes") throw new Error(JSON.stringify(answer));
  return { routes: answer.routes.routes, ...asked };
};

describe("a journey's wishes", () => {
  it("come from the case: who travels, its clocks, and where its threats can find them, by how sure that is", () => {
    expect(wishes).toMatchObject({ party: ["1", "2"], date: "2017-05-10", offset: 180 });
    const { hunters, unknown } = huntersOf(one, places);
    expect(new Map(hunters.map(({ place, points }) => [place, points]))).toEqual(
      new Map([
        // "Tarsk" is also every "Tarsk, …"; the surest word counts.
        ["tarsk", 4],
        ["tarsk-south", 6],
        ["tarsk-station", 4],
        ["brod", 2],
      ]),
    );
    // What the network does not know is said, and not passed over.
    expect(unknown).toEqual(["his uncle's village"]);
  });

  it.each([
    [{ from: "" }, "from"],
    [{ to: [] }, "to"],
    [{ party: [] }, "party"],
    [{ departAfter: "six" }, "departAfter"],
    [{ arriveBefore: "05:00" }, "arriveBefore"],
    [{ leave: "at night" }, "leave"],
    [{ noticed: "25:00" }, "noticed"],
  ] as [Partial<Wishes>, string][])("%o is not asked", (more, field) => {
    expect(missingIn({ ...wishes, ...more }, NOW)).toEqual([field]);
  });

  it("go by the clocks of the day they leave on, not of the day they are planned on; clocks that somebody said stay", () => {
    // Berlin: from 26 March 2017, 01:00 UTC on two hours ahead.
    const berlin = (at: number) => (at < Date.UTC(2017, 2, 26, 1) ? 60 : 120);
    const asked = { ...one, contactWindow: null };
    const friday = wishesFrom(asked, entries, Date.UTC(2017, 2, 24, 12), berlin);
    expect(friday).toMatchObject({ date: "2017-03-25", offset: 60 });
    const monday = onDay(friday, { date: "2017-03-27" }, berlin);
    expect(monday).toMatchObject({ date: "2017-03-27", offset: 120 });
    // While a day is being typed there is none.
    expect(onDay(onDay(friday, { date: "" }, berlin), { date: "2017-03-27" }, berlin)).toMatchObject({ offset: 120 });
    // The night of the change itself: before it and after it.
    const sunday = onDay(friday, { date: "2017-03-26", departAfter: "01:30" }, berlin);
    expect(sunday.offset).toBe(60);
    expect(onDay(sunday, { departAfter: "03:30" }, berlin).offset).toBe(120);
    expect(wishesFrom(asked, entries, Date.UTC(2017, 2, 25, 12), berlin)).toMatchObject({
      date: "2017-03-26",
      offset: 120,
    });
    const said = wishesFrom(one, entries, Date.UTC(2017, 2, 24, 12), berlin);
    expect(onDay(said, { date: "2017-03-27" }, berlin).offset).toBe(180);
    expect(onDay({ ...friday, offset: 0, clocksOfDay: false }, { date: "2017-03-27" }, berlin).offset).toBe(0);
  });

  it("begin with the hours in which they may be written to, unless they can leave the house alone; a night ends a day later", () => {
    const windowed = (hours: DayHours[], factors: string[] = []) =>
      wishesFrom(
        {
          ...one,
          contactWindow: { ...one.contactWindow, hours } as CaseView["contactWindow"],
          risk: { ...one.risk, factors } as CaseView["risk"],
        },
        entries,
        NOW,
        () => 0,
      );
    const noon = [
      { from: 780, to: 840 },
      { from: 600, to: 660 },
    ];
    expect(windowed(noon)).toMatchObject({ leave: "13:00–14:00, 10:00–11:00", departAfter: "10:00", days: 0 });
    expect(windowed([{ from: 22 * 60, to: 120 }])).toMatchObject({
      leave: "22:00–02:00",
      departAfter: "22:00",
      days: 1,
    });
    expect(windowed(noon, ["leaves-alone"])).toMatchObject({ leave: "", departAfter: "06:00", days: 0 });
    expect(missingIn({ ...windowed(noon), from: "tarsk", to: ["lipki"] }, NOW)).toEqual([]);
  });

  it("ask no driver before now, count days after the first, and ban only what that day's network has", () => {
    const network = networkFor(wishes, entries, [], NOW);
    const said = { ...wishes, arriveBefore: "05:00", days: 1, bannedRides: ["k", "ferry"], leave: "22:00–02:00" };
    expect(queryOf({ ...said, date: "2017-05-09" }, network, NOW)).toMatchObject({
      ...{ asOf: 21 * 60, arriveBefore: 29 * 60, people: 2, leave: [[22 * 60, 26 * 60]] },
      // Nobody has confirmed the ferry for long: it leads nobody anyway.
      ban: { services: ["k"] },
    });
  });

  it("lead nobody to what has left: today begins now, and an end that is past is not asked", () => {
    const network = networkFor(wishes, entries, [], NOW);
    // By the clocks there it is nine in the evening.
    const today = { ...wishes, date: "2017-05-09", departAfter: "06:00" };
    expect(queryOf(today, network, NOW)).toMatchObject({ departAfter: 21 * 60, asOf: 21 * 60 });
    expect(queryOf({ ...today, departAfter: "22:00" }, network, NOW)).toMatchObject({ departAfter: 22 * 60 });
    expect(queryOf(wishes, network, NOW)).toMatchObject({ departAfter: 6 * 60, asOf: 0 });
    const gone = { ...today, arriveBefore: "20:00" };
    expect(missingIn(gone, NOW)).toEqual(["arriveBefore"]);
    expect(queryOf(gone, network, NOW)).toBeNull();
  });

  it("without one part of a long line are without all of it", () => {
    const train = entries.find(({ entry }) => entry.id === "train-7");
    if (train?.entry.kind !== "service") throw new Error("no train");
    const more = { ...train, entry: { ...train.entry, id: "train-7~2" } };
    const network = networkFor(wishes, [...entries, more], [], NOW);
    const banned = (ride: string) => queryOf({ ...wishes, bannedRides: [ride] }, network, NOW)?.ban.services;
    expect(banned("train-7")).toEqual(["train-7", "train-7~2"]);
    expect(banned("train-7~2")).toEqual(["train-7", "train-7~2"]);
    expect(banned("k")).toEqual(["k"]);
  });
});

describe("the choices", () => {
  it("are called by what they are best at, by who looks at papers and by where they wait", async () => {
    const { routes, query } = await routesFor();
    const all = routes.map((route) => [bestOf(route, routes), factsOf({ t }, route, query, known, 3)]);
    expect(routes.length).toBeGreaterThan(2);
    for (const best of ["soonest", "least-exposed", "cheapest"] as const)
      expect(all.filter(([bests]) => bests?.some((each) => each === best)).length).toBeGreaterThan(0);
    const train = routes.find(({ legs }) => legs.some(({ id }) => id === "train-7"));
    if (!train) throw new Error("no train");
    expect(factsOf({ t }, train, query, known, 3)).toEqual([
      "journey.checks 1",
      "journey.checkpoints 1",
      "journey.no-hour Tarsk",
    ]);
    expect(weakest({ t }, train, known)).toBe("journey.reason.identity 6 train 7");
    expect(minuteText(25 * 60 + 5)).toBe("01:05 +1");
  });

  it("are kept in names and versions, as every colleague's console reads them", async () => {
    const { routes } = await routesFor();
    const route = routes[0];
    if (!route) throw new Error("no way");
    let count = 0;
    const legs = legsOf(known, route, () => String(++count).padStart(32, "0") as LegId);
    const chosen = chosenRoute(known, route, legs, { label: "soonest", among: routes.length, plannedAt: NOW });
    const written: WriteJourney = {
      ...{ op: "writeJourney", journey: "01".repeat(16) as WriteJourney["journey"], party: ["1", "2"] },
      ...{ date: wishes.date, offset: wishes.offset, legs, route: chosen, why: "", over: 0 },
    };
    expect(readOperation({ ...written })).toEqual(written);
    expect(legs[0]).toMatchObject({ from: "Tarsk" });
    expect(legs.at(-1)).toMatchObject({ to: "Port Laz" });
    expect(chosen.exposure).toBe(chosen.reasons.reduce((all, { pointMinutes }) => all + pointMinutes, 0));
    expect(chosen.fallbacks.every(({ leg }) => legs.some((each) => each.leg === leg))).toBe(true);
    expect(chosen.rests.every(({ version }) => version === 3)).toBe(true);
    expect(chosen.rests.map(({ kind }) => kind)).toContain("place");
    const ways = chosen.fallbacks.filter((one) => one.legs.length > 0);
    expect(ways.length).toBeGreaterThan(0);
    for (const { rests } of ways) expect(rests?.map(({ kind }) => kind)).toContain("place");
  });

  it("around a leg that is kept all have it, at its hour; what another day lacks is said, and nothing is asked", async () => {
    const { routes } = await routesFor();
    const drive = routes.flatMap(({ legs }) => legs).find(({ id }) => id === "m-on");
    const ride = routes.flatMap(({ legs }) => legs).find(({ id }) => id === "train-7");
    if (!drive || !ride) throw new Error("neither driver nor train");
    for (const leg of [drive, ride]) {
      const kept = await routesFor({ kept: [leg] });
      expect(kept.routes.length).toBeGreaterThan(0);
      for (const { legs } of kept.routes) expect(legs).toContainEqual(leg);
    }
    // Before somebody could be in Lipki there is no keeping him; without it there is a way.
    const soon = { ...drive, depart: 365, arrive: 365 + drive.arrive - drive.depart };
    expect((await ask({ kept: [soon] })).answer).toMatchObject({
      kind: "none",
      opens: expect.arrayContaining(["keep"]),
    });
    const said = { ...wishes, kept: [{ ...ride, trip: "9/9" }, drive] };
    const network = networkFor(said, entries, [], NOW);
    expect(keptNowhere(said, network)).toEqual([{ ...ride, trip: "9/9" }]);
    expect(queryOf(said, network, NOW)).toBeNull();
  });

  it("are shown before anybody knows what to do if something does not come; that follows, way by way", async () => {
    const network = networkFor(wishes, entries, [], NOW);
    const query = queryOf(wishes, network, NOW);
    if (query === null) throw new Error("not asked");
    const seen: Answer[] = [];
    seen.push(await planner()({ network, query }, { ...quiet, show: (answer) => seen.push(answer) }));
    const known = seen.map((answer) =>
      answer.kind === "routes"
        ? [answer.whole, answer.routes.routes.filter((one) => one.fallbacks.length > 0).length]
        : [],
    );
    const all = known.length - 1;
    expect(all).toBeGreaterThan(2);
    expect(known).toEqual(Array.from({ length: all + 1 }, (_, whole) => [whole, whole]));
  });

  it("beside the answer before, what was asked otherwise is named, and the best of each kind", async () => {
    const { routes } = await routesFor();
    const without = { ...wishes, bannedRides: ["k"], escort: true };
    expect(changedIn(wishes, without)).toEqual(["escort", "bannedRides"]);
    expect(changedIn(wishes, { ...wishes })).toEqual([]);
    expect(bestsOf(routes)).toEqual({
      soonest: routes[0]?.arrive,
      "least-exposed": Math.min(...routes.map(({ exposure }) => exposure)),
      cheapest: Math.min(...routes.map(({ price }) => price)),
    });
    expect(bestsOf([])).toEqual({ soonest: null, "least-exposed": null, cheapest: null });
  });

  it("without one of them are others; and where there are none, it says which condition would open a way", async () => {
    const { routes } = await routesFor();
    const used = new Set(routes.flatMap(({ legs }) => legs.map(({ id }) => id)));
    expect(used.has("k")).toBe(true);
    const other = await routesFor({ bannedRides: ["k"] });
    expect(other.routes.some(({ legs }) => legs.some(({ id }) => id === "k"))).toBe(false);
    const opens = async (more: Partial<Wishes>) => {
      const { answer } = await ask(more);
      return answer.kind === "none" ? answer.opens : answer.kind;
    };
    expect(await opens({ bannedModes: ["car", "bus", "train"] })).toEqual(["ban"]);
    expect(await opens({ arriveBefore: "08:00" })).toEqual(["time"]);
    expect(await opens({ to: ["kamenka"] })).toEqual([]);
  });
});
