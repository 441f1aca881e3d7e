import { expect, it } from "vitest";
import { overbooked } from "./beds.ts";

it("of a day for which nobody has said how many beds there are, none are too many", () => {
  const holds = [{ from: 1, until: null, beds: 3 }];
  expect(overbooked({ bedsFrom: [{ day: 5, beds: 3 }] }, holds, 1)).toBeNull();
  expect(overbooked({ bedsFrom: [{ day: 5, beds: 2 }] }, holds, 1)).toEqual({ day: 5, taken: 3, beds: 2 });
  expect(overbooked({ beds: 2, bedsFrom: [{ day: 5, beds: 3 }] }, holds, 1)).toEqual({ day: 1, taken: 3, beds: 2 });
});
