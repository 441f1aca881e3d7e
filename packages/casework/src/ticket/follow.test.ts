import { expect, it } from "vitest";
import { HOUR } from "../day.ts";
import type { LegId } from "../ids.ts";
import { followsOf } from "./follow.ts";
import type { TicketView } from "./view.ts";

const leg = {
  leg: "aa".repeat(16) as LegId,
  from: "Long pier",
  to: "Tansy house",
  departsAt: 10 * HOUR,
  arrivesAt: 12 * HOUR,
};
const said = { from: leg.to, to: leg.to, at: leg.arrivesAt, opens: 9 * HOUR, ends: 18 * HOUR };
const host = {
  ...{ ticket: "t", holder: "host", leg: leg.leg, state: "going", ended: false, step: "opened", version: 1 },
  ...{ hourByHand: false, said },
} as unknown as TicketView;
const follows = (after: Partial<typeof leg>) =>
  followsOf([host], [leg], [{ ...leg, ...after }], "a flood", 0).map(({ does, operation }) => ({ does, operation }));

it("[TK1] a host's ticket follows the arrival, and not from where they are brought or when they set out", () => {
  expect(follows({ from: "Old mill", departsAt: 9 * HOUR })).toEqual([]);
  expect(follows({ departsAt: 11 * HOUR, arrivesAt: 14 * HOUR })).toMatchObject([
    { does: "change", operation: { ...said, at: 14 * HOUR, opens: 11 * HOUR, ends: 20 * HOUR } },
  ]);
});

it("[TK1] a host waits at their own house: where the leg leads to another, their ticket is held", () => {
  expect(follows({ to: "Larch house" })).toMatchObject([{ does: "hold", operation: { to: "held" } }]);
});
