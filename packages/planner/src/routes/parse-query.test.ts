import { describe, expect, it } from "vitest";
import { parseNetwork } from "./parse-network.ts";
import { parseQuery } from "./parse-query.ts";

const parsed = parseNetwork({
  format: "fairlead-network/1",
  date: "2017-04-07",
  places: [{ id: "a" }, { id: "b" }],
  services: [
    {
      id: "s",
      stops: ["a", "b"],
      trips: [
        {
          id: "t",
          times: [
            [500, 500],
            [510, 510],
          ],
        },
      ],
    },
  ],
  onDemand: [{ id: "d", from: "a", to: "b", minutes: 5 }],
});
if (parsed.kind === "refused") throw new Error(parsed.reason);
const { network } = parsed;
const asked = { format: "fairlead-route-query/1", from: "a", to: ["b"], departAfter: 480, arriveBefore: 600 };

describe("a query that does not fit is refused, with the path of the offending value", () => {
  it.each([
    ["from", { from: "nowhere" }],
    ["to", { to: [] }],
    ["to[1]", { to: ["b", "c"] }],
    ["departAfter", { departAfter: -1 }],
    ["arriveBefore", { arriveBefore: 479 }],
    ["arriveBefore", { arriveBefore: 1_000_000_000, reach: { a: 1_000_000 }, noticed: { at: 0, factor: 1000 } }],
    ["people", { people: 0 }],
    ["reach.c", { reach: { c: 1 } }],
    ["reach.a", { reach: { a: -1 } }],
    ["noticed.factor", { noticed: { at: 5, factor: 0 } }],
    ["leave[0]", { leave: [[9, 8]] }],
    ["ban.services[0]", { ban: { services: ["bus-13"] } }],
    ["ban.places[0]", { ban: { places: ["c"] } }],
    ["ban.place", { ban: { place: ["a"] } }],
    ["keep[0].drive", { keep: [{ drive: "e", depart: 5 }] }],
    ["keep[0].depart", { keep: [{ drive: "d" }] }],
    ["keep[0].trip", { keep: [{ drive: "d", depart: 5, trip: "t" }] }],
    ["keep[0].service", { keep: [{ service: "d", trip: "t", fromStop: 0, toStop: 1 }] }],
    ["keep[0].trip", { keep: [{ service: "s", trip: "u", fromStop: 0, toStop: 1 }] }],
    ["keep[0].toStop", { keep: [{ service: "s", trip: "t", fromStop: 1, toStop: 1 }] }],
    ["keep[0].fromStop", { keep: [{ service: "s", trip: "t", fromStop: 2, toStop: 1 }] }],
    ["keep[0].depart", { keep: [{ service: "s", trip: "t", fromStop: 0, toStop: 1, depart: 5 }] }],
    ["keep", { keep: Array.from({ length: 9 }, () => ({ drive: "d", depart: 5 })) }],
    ["maxRides", { maxRides: 1.5 }],
    ["escort", { escort: "yes" }],
    ["arriveBy", { arriveBy: 600 }],
  ])("%s", (path, change) => {
    expect(parseQuery({ ...asked, ...change }, network)).toMatchObject({
      kind: "refused",
      code: "FL_ROUTE_QUERY",
      path,
    });
  });
});

it("what is not said has its default", () => {
  expect(parseQuery(asked, network)).toEqual({
    kind: "query",
    query: {
      ...asked,
      people: 1,
      reach: {},
      originFree: false,
      escort: false,
      ban: { places: [], services: [], modes: [], operators: [] },
      maxRides: 6,
      asOf: 480,
      patience: 15,
    },
  });
});

it("legs that are kept are known by trip and stops, or by driver and minute", () => {
  const keep = [
    { service: "s", trip: "t", fromStop: 0, toStop: 1 },
    { drive: "d", depart: 481 },
  ];
  expect(parseQuery({ ...asked, keep }, network)).toMatchObject({ kind: "query", query: { keep } });
});

it("drivers may be banned by id, and kinds that this network does not have", () => {
  const ban = { services: ["d", "s"], modes: ["plane"], operators: ["ATK"] };
  expect(parseQuery({ ...asked, ban }, network)).toMatchObject({
    kind: "query",
    query: { ban: { ...ban, places: [] } },
  });
});
