import type { CaseView, JourneyView } from "@fairlead/casework";
import { expect, it } from "vitest";
import { askedWithoutTicket } from "./asked.ts";

const leg = {
  leg: "a",
  from: "The mill",
  to: "The pier",
  arrivesAt: 10,
  assigned: [{ as: "driver", thing: null, words: "Zaur" }],
};
const asked = (...tickets: object[]) => {
  const its = tickets.map((more) => ({ leg: "a", holder: "driver", who: "Boris", heldFor: null, step: null, ...more }));
  const one = { tickets: its } as unknown as CaseView;
  return askedWithoutTicket(one, { legs: [leg] } as unknown as JourneyView, 0).map(({ who }) => who);
};

it("[P7] names who gave their word for a leg and has no ticket: that of whom they took over from is none of theirs", () => {
  expect(asked()).toEqual(["Zaur"]);
  expect(asked({ state: "going" })).toEqual([]);
  expect(asked({ state: "cancelled" })).toEqual(["Zaur"]);
  expect(asked({ state: "held", heldFor: "other-hand" })).toEqual(["Zaur"]);
  expect(asked({ state: "cancelled" }, { state: "going", who: "Zaur" })).toEqual([]);
});
