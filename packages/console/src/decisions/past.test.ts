import { expect, it } from "vitest";
import { byMonth, pastAt } from "./past.ts";

const DAY = 86_400_000;
const MAY = Date.UTC(2017, 4, 9);
const past = (at: number, more: Partial<Parameters<typeof pastAt>[0]> = {}) => ({
  ...{ at, expires: at + DAY, state: "approved" as const, verdict: null },
  ...more,
});
const by = { id: "0a".repeat(16) as never, handle: "Heron", me: false };
const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7);

it("stands by when it stopped waiting, the newest first, in its month", () => {
  const decided = past(MAY - 40 * DAY, { verdict: { by, at: MAY - DAY, verdict: "approve", reason: "" } });
  const expired = past(MAY - 20 * DAY, { state: "expired" });
  const takenBack = past(MAY - 2 * DAY, { state: "withdrawn" });
  expect([decided, expired, takenBack].map(pastAt)).toEqual([MAY - DAY, MAY - 19 * DAY, MAY - 2 * DAY]);
  expect(byMonth([expired, takenBack, decided], 9, monthOf)).toEqual([
    { month: "2017-05", all: [decided, takenBack] },
    { month: "2017-04", all: [expired] },
  ]);
});

it("cuts what is earlier, whatever order it comes in", () => {
  const old = past(MAY - 300 * DAY);
  const young = past(MAY);
  expect(byMonth([old, young], 1, monthOf)).toEqual([{ month: "2017-05", all: [young] }]);
});
