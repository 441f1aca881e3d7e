import { readFileSync } from "node:fs";
import type { EntryView, NetworkEntry } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { outlines, readAtlas } from "./atlas.ts";
import { byKey, dragged, fitted, meant, nearer, type Position, positionAt, projectionOf, scaleBar } from "./gaze.ts";
import { alongLine } from "./ink.ts";
import { groundOf, journeyOnMap, routeOnMap } from "./marks.ts";
import { type Named, placeNames } from "./names.ts";

const SIZE = { width: 600, height: 400 };
const TARSK: Position = [40.3, 62.2];
const PORT: Position = [37.9, 64.25];
const DAY = 86_400_000;

const pixel = (gaze: ReturnType<typeof fitted>, at: Position) => projectionOf(gaze, SIZE)([at[0], at[1]]) ?? [0, 0];

describe("where a map looks", () => {
  it("begins with everything in sight, a single place with something around it, and the world where there is nothing", () => {
    const gaze = fitted([TARSK, PORT], SIZE);
    for (const [x, y] of [pixel(gaze, TARSK), pixel(gaze, PORT)]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(SIZE.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(SIZE.height);
    }
    const alone = fitted([TARSK], SIZE);
    expect(pixel(alone, TARSK).map(Math.round)).toEqual([300, 200]);
    expect(scaleBar(alone).km).toBeLessThanOrEqual(100);
    expect(scaleBar(fitted([], SIZE)).km).toBe(2_000);
  });

  it("keeps under the finger what is under it, drawn along or brought nearer", () => {
    const gaze = fitted([TARSK, PORT], SIZE);
    const under = positionAt(gaze, SIZE, [450, 90]) ?? TARSK;
    const near = nearer(gaze, SIZE, 3, [450, 90]);
    expect(near.scale).toBeCloseTo(gaze.scale * 3);
    expect(pixel(near, under)[0]).toBeCloseTo(450, 0);
    expect(pixel(near, under)[1]).toBeCloseTo(90, 0);
    const [x, y] = pixel(dragged(gaze, SIZE, [450, 90], [200, 300]), under);
    expect([Math.round(x), Math.round(y)]).toEqual([200, 300]);
  });

  it("goes by keys as by hand, and home with 0", () => {
    const gaze = fitted([TARSK, PORT], SIZE);
    const east = byKey("ArrowRight", gaze, SIZE);
    expect(east?.center[0]).toBeGreaterThan(gaze.center[0]);
    expect(byKey("+", gaze, SIZE)?.scale).toBeGreaterThan(gaze.scale);
    expect(byKey("0", gaze, SIZE)).toBeNull();
    expect(byKey("x", gaze, SIZE)).toBeUndefined();
  });

  it("takes a press for no more digits than a finger means", () => {
    expect(meant({ center: TARSK, scale: 300 }, [40.123456, 62.654321])).toEqual([40.1, 62.7]);
    expect(meant({ center: TARSK, scale: 100_000 }, [40.123456, 62.654321])).toEqual([40.123, 62.654]);
  });
});

describe("coasts and borders", () => {
  const atlas = readAtlas(
    JSON.parse(readFileSync(new URL(import.meta.resolve("world-atlas/countries-50m.json")), "utf8")),
  );

  it("come along from the package, whole", () => {
    expect(atlas.length).toBeGreaterThan(200);
  });

  it("are drawn where they lie: land here, nothing on the open sea, all of it for the world", () => {
    const drawn = (at: Position[], size = SIZE) => {
      const gaze = fitted(at, size);
      return outlines(atlas, projectionOf(gaze, size), size);
    };
    expect(drawn([TARSK, PORT])).toMatch(/^M/);
    expect(drawn([[-30, -45]])).toBe("");
    // Across the date line nothing gets lost.
    expect(
      drawn([
        [179, 66],
        [-179, 66],
      ]),
    ).toMatch(/^M/);
    expect(drawn([]).length).toBeGreaterThan(10_000);
  });
});

describe("names", () => {
  const named = (key: string, x: number, y: number, more: Partial<Named> = {}): Named => ({
    ...{ key, x, y, radius: 4, lines: [key], weight: 0, led: false },
    ...more,
  });
  const wide = (text: string) => text.length * 7;

  it("never stand on each other, and the one that is needed most is there", () => {
    const crowd = Array.from({ length: 400 }, (_, index) =>
      named(`place ${index}`, (index * 37) % 600, (index * 91) % 400),
    );
    const labels = placeNames(
      [...crowd, named("Tarsk", 300, 200, { led: true, lines: ["Tarsk", "06:45"] })],
      SIZE,
      wide,
    );
    expect(labels[0]?.key).toBe("Tarsk");
    expect(labels.length).toBeGreaterThan(20);
    const boxes = labels.map(({ lines, x, y, anchor }) => {
      const span = Math.max(...lines.map(wide));
      const left = anchor === "start" ? x : anchor === "end" ? x - span : x - span / 2;
      return { left, right: left + span, top: y - 7.5, bottom: y - 7.5 + lines.length * 15 };
    });
    for (const [index, a] of boxes.entries())
      for (const b of boxes.slice(index + 1))
        expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
  });

  it("keep away from what is kept free and from the edge", () => {
    const box = { left: 100, right: 300, top: 100, bottom: 140 };
    const [label] = placeNames([named("Lipki", 96, 120)], SIZE, wide, [box]);
    expect(label?.anchor).toBe("end");
    expect(placeNames([named("x".repeat(100), 10, 10)], SIZE, wide)).toEqual([]);
  });
});

describe("the team's network on it", () => {
  const NOW = Date.parse("2017-05-09T12:00:00Z");
  const view = (entry: NetworkEntry, asOf = NOW): EntryView =>
    ({ entry, asOf, version: 1, retired: null, source: "a test", by: "00", at: NOW }) as unknown as EntryView;
  const place = (id: string, at: Position | null, more = {}): NetworkEntry => ({
    ...{ kind: "place", id, name: id.toUpperCase(), lat: at?.[1] ?? null, lon: at?.[0] ?? null },
    ...{ watch: 0, shelter: false, curfew: [], thing: null },
    ...more,
  });
  const bus = { kind: "service", id: "bus", name: "bus", stops: ["a", "b", "c"], trips: [] } as unknown as NetworkEntry;
  const entries = [
    view(place("a", TARSK)),
    view(place("b", [39, 63], { watch: 3 }), NOW - 60 * DAY),
    view(place("c", PORT, { shelter: true, curfew: [{ from: 1_380, to: 300 }] })),
    view(place("d", null)),
    view(bus),
  ];

  it("shows who watches, who shelters, when streets are closed, what is too old, and names what nobody has placed", () => {
    const { places, ways, nowhere } = groundOf(entries, NOW, new Map([["b", 4]]));
    expect(places.map(({ id, watch, shelter, curfew, holds }) => [id, watch, shelter, curfew, holds])).toEqual([
      ["a", 0, false, "", true],
      ["b", 7, false, "", false],
      ["c", 0, true, "23:00–05:00", true],
    ]);
    expect(ways).toEqual([{ kind: "service", line: [TARSK, [39, 63], PORT] }]);
    expect(nowhere).toEqual(["D"]);
  });

  it("draws a ride through every stop it passes, with its hours, and a kept journey by the names it keeps", () => {
    const { places } = groundOf(entries, NOW);
    const leg = {
      kind: "ride" as const,
      id: "bus",
      trip: "t",
      fromStop: 0,
      toStop: 2,
      from: "a",
      to: "c",
      depart: 370,
      arrive: 560,
      price: 0,
    };
    const route = routeOnMap({ arrive: 560, exposure: 0, price: 0, legs: [leg], reasons: [] }, entries, places);
    expect(route.legs[0]?.line).toHaveLength(3);
    expect(route.stops).toEqual([
      { place: "a", text: "06:10" },
      { place: "c", text: "09:20" },
    ]);
    const kept = { kind: "drive" as const, from: "A", to: "C", departs: 370, arrives: 560 };
    expect(journeyOnMap([kept, { ...kept, from: "C", to: "Elsewhere", departs: 600, arrives: 700 }], places)).toEqual({
      legs: [
        { kind: "drive", line: [TARSK, PORT] },
        { kind: "drive", line: [PORT] },
      ],
      stops: [
        { place: "a", text: "06:10" },
        { place: "c", text: "09:20–10:00" },
      ],
    });
    expect(journeyOnMap([{ ...kept, to: "Elsewhere" }], places)).toBeNull();
  });

  it("numbers a leg halfway along its line, however it bends", () => {
    expect(
      alongLine(
        [
          [0, 0],
          [30, 0],
          [30, 10],
        ],
        0.5,
      ),
    ).toEqual([20, 0]);
    expect(alongLine([[5, 5]], 0.5)).toEqual([5, 5]);
    expect(alongLine([], 0.5)).toBeNull();
  });
});
