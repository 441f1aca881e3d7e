import { describe, expect, it } from "vitest";
import { DAY } from "../day.ts";
import type { Place } from "../fold/place.ts";
import type { MemberId } from "../ids.ts";
import { entryKey, foldNetwork, type Network } from "./fold.ts";
import { freshness } from "./freshness.ts";
import type { NetworkEntry, NetworkPlace, NetworkService, WriteNetwork } from "./operation.ts";

const by = "ab".repeat(16) as MemberId;
const NOW = 400 * DAY;
const here: Place = { by, role: "coordinator", at: NOW, order: 0, proven: true };

const place = (id: string, more: Partial<NetworkPlace> = {}): NetworkPlace => {
  const at = { lat: null, lon: null, watch: 0, shelter: false, curfew: [], thing: null };
  return { kind: "place", id, name: id, ...at, ...more };
};
const bus = (more: Partial<NetworkService> = {}): NetworkService => ({
  ...{ kind: "service", id: "bus", name: "bus", mode: "bus", operator: "", identity: "", idCheck: 0, perHour: 0 },
  ...{ escort: false, seats: null, minChange: 0, boardFare: 0, stops: ["a", "b"], checkpoints: [0, 1], price: [0, 5] },
  trips: [
    {
      on: null,
      weekdays: [1],
      times: [
        [10, 10],
        [20, 20],
      ],
    },
  ],
  ...more,
});
const write = (entries: NetworkEntry[], over = 0, more: Partial<WriteNetwork> = {}): WriteNetwork => ({
  op: "writeNetwork",
  entries: entries.map((entry) => ({ entry, over })),
  source: "a colleague",
  asOf: NOW,
  ...more,
});
const empty: Network = new Map();
const known = foldNetwork(empty, write([place("a"), place("b")]), here) as Network;

describe("the network in the register", () => {
  it("takes many entries or none, and each says who said so and when", () => {
    expect(known.get("place a")).toMatchObject({ version: 1, by, at: NOW, source: "a colleague", asOf: NOW });
    expect(foldNetwork(empty, write([place("c"), bus()]), here)).toEqual({ kind: "incomplete", field: "stops" });
    expect(foldNetwork(known, write([bus()], 0, { source: " " }), here)).toEqual({
      kind: "incomplete",
      field: "source",
    });
    // A clock that is ahead keeps nothing fresh for longer.
    const ahead = foldNetwork(known, write([bus()], 0, { asOf: NOW + 90 * DAY }), here) as Network;
    expect(ahead.get(entryKey(bus()))?.asOf).toBe(NOW);
  });

  it.each([
    ["stops", { stops: ["a"] }],
    ["stops", { stops: ["a", "nowhere"] }],
    ["checkpoints", { checkpoints: [1, 0] }],
    ["price", { price: [5, 0] }],
    ["trips", { trips: [{ on: null, weekdays: [], times: [null, null] }] }],
    [
      "trips",
      {
        trips: [
          {
            on: null,
            weekdays: [1],
            times: [
              [20, 20],
              [10, 10],
            ],
          },
        ],
      },
    ],
    ["trips", { trips: [{ on: null, weekdays: [1], times: [[20, 20]] }] }],
  ] as [string, Partial<NetworkService>][])(
    "refuses a service that no planner could read, by its %s",
    (field, more) => {
      expect(foldNetwork(known, write([bus(more)]), here)).toEqual({ kind: "incomplete", field });
    },
  );

  it("shows both who writes over what they had not seen, and brings back what was retired knowingly", () => {
    const watched = foldNetwork(known, write([place("a", { watch: 4 })], 1), here) as Network;
    expect(foldNetwork(watched, write([place("a", { watch: 1 })], 1), here)).toEqual({
      ...{ kind: "changed-meanwhile", by, at: NOW },
      fields: [{ field: "watch", theirs: "4", ours: "1" }],
    });
    const retire = { op: "retireNetwork" as const, entries: [{ kind: "place" as const, id: "a", over: 2 }] };
    expect(foldNetwork(watched, { ...retire, reason: "" }, here)).toEqual({ kind: "incomplete", field: "reason" });
    const retired = foldNetwork(watched, { ...retire, reason: "patrols" }, here) as Network;
    expect(retired.get("place a")?.retired).toEqual({ by, at: NOW, reason: "patrols" });
    expect(foldNetwork(retired, { ...retire, reason: "again" }, here)).toEqual({ kind: "no-such-entry" });
    const back = foldNetwork(retired, write([place("a")], 3), here) as Network;
    expect(back.get("place a")).toMatchObject({ version: 4, retired: null });
  });

  it("keeps what is to be asked again beside an entry until somebody writes it anew, in nobody's way meanwhile", () => {
    const doubt = { op: "questionNetwork" as const, kind: "place" as const, id: "a", question: "is the gate guarded?" };
    expect(foldNetwork(known, { ...doubt, question: " " }, here)).toEqual({ kind: "incomplete", field: "question" });
    expect(foldNetwork(known, { ...doubt, id: "nowhere" }, here)).toEqual({ kind: "no-such-entry" });
    const asked = foldNetwork(known, doubt, here) as Network;
    expect(asked.get("place a")).toMatchObject({ version: 1, asked: { by, at: NOW, question: doubt.question } });
    const answered = foldNetwork(asked, write([place("a", { watch: 4 })], 1), here) as Network;
    expect(answered.get("place a")).toMatchObject({ version: 2, asked: null });
  });

  it("fades: a watched place within days, a driver within weeks, a railway later", () => {
    const after = (entry: NetworkEntry, days: number) => freshness({ entry, asOf: NOW }, NOW + days * DAY);
    expect([1, 15, 29].map((days) => after(place("a", { watch: 3 }), days))).toEqual(["fresh", "fading", "stale"]);
    expect([59, 61, 121].map((days) => after(bus(), days))).toEqual(["fresh", "fading", "stale"]);
    expect(after(place("a"), 61)).toBe("fresh");
  });
});
