import { URGENCIES } from "@fairlead/casework";
import { expect, it } from "vitest";
import { URGENCY_SHAPE } from "./urgency-shape.ts";

it("no two levels of urgency share a shape or an outline: nothing is lost in greyscale", () => {
  const shapes = URGENCIES.map((level) => URGENCY_SHAPE[level].shape);
  const outlines = URGENCIES.map((level) => URGENCY_SHAPE[level].outline);
  expect(new Set(shapes).size).toBe(URGENCIES.length);
  expect(new Set(outlines).size).toBe(URGENCIES.length);
});
