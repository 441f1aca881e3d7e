import type { DecisionView } from "@fairlead/casework";
import { expect, it } from "vitest";
import { isToMake } from "./to-make.ts";

const NOW = 1_000;
type Leaving = NonNullable<DecisionView["export"]>;
const made = [{ bundle: "00" }] as unknown as Leaving["made"];
const is = (more: Partial<DecisionView> = {}, leaving: Partial<Leaving> | null = {}) => {
  const left = leaving === null ? null : { stands: true, made: [], ...leaving };
  return isToMake({ state: "approved", expires: NOW + 1, export: left, ...more } as unknown as DecisionView, NOW);
};

it("an approved export is to be made while it may be, until it was made once", () => {
  expect(is()).toBe(true);
  expect(is({}, { made })).toBe(false);
  expect(is({}, { stands: false })).toBe(false);
  expect(is({ expires: NOW })).toBe(false);
  expect(is({ state: "waiting" })).toBe(false);
  expect(is({}, null)).toBe(false);
});
