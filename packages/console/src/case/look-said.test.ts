import { expect, it } from "vitest";
import { lookSaid } from "./look-said.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 8, 10, 12);
const search = [{ about: "accusation" as const, checkedAt: NOW - 2 * HOUR }];

it("a look counts from when it was, not from when it is written down", () => {
  const yesterday = NOW - 20 * HOUR;
  expect(lookSaid([], { about: "accusation", checkable: true, at: yesterday }, NOW)).toEqual({
    at: yesterday,
    later: null,
  });
});

it("nobody has looked in the future", () => {
  expect(lookSaid([], { about: "accusation", checkable: true, at: NOW + 1 }, NOW).at).toBeNull();
  expect(lookSaid([], { about: "accusation", checkable: true, at: NOW }, NOW).at).toBe(NOW);
});

it("says that a later look stands, of the same thing alone", () => {
  const at = NOW - 3 * HOUR;
  expect(lookSaid(search, { about: "accusation", checkable: true, at }, NOW).later).toBe(NOW - 2 * HOUR);
  expect(lookSaid(search, { about: "travel-ban", checkable: true, at }, NOW).later).toBeNull();
  expect(lookSaid(search, { about: "accusation", checkable: true, at: NOW - HOUR }, NOW).later).toBeNull();
});

it("that nobody can look is said now", () => {
  expect(lookSaid(search, { about: "accusation", checkable: false, at: NOW - 9 * HOUR }, NOW)).toEqual({
    at: NOW,
    later: null,
  });
});
