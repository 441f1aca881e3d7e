import { expect, it } from "vitest";
import { daysFor } from "../say/days.ts";
import type { Text, Words } from "../say/words.tsx";
import { fieldText, valueText } from "./saying.ts";

const t = ((key: Text) => `«${key}»`) as Words["t"];
const words = { t, days: daysFor("en", t) };
const now = new Date(2017, 3, 5, 9, 0).getTime();

it("when somebody looked, and when it was agreed, stands under its name and by this device's clock, no number of milliseconds", () => {
  const looked = new Date(2017, 3, 5, 7, 40).getTime();
  for (const field of ["checkedAt", "agreedAt"]) {
    expect(valueText(words, field, looked, { people: [], now })).toBe("07:40");
    expect(valueText(words, field, looked - 24 * 3_600_000, { people: [], now })).toContain("07:40");
  }
  expect(["checkedAt", "checkable", "agreedAt"].map((field) => fieldText(t, field))).toEqual([
    "«search.looked»",
    "«search.checkable»",
    "«response.when»",
  ]);
});
