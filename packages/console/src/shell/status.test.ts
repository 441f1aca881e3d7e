import type { StatusView } from "@fairlead/client";
import { expect, it } from "vitest";
import { isWhole, statusOf } from "./status.ts";

const well: StatusView = {
  organisation: "Pereprava",
  words: [],
  syncedAt: 1_000,
  online: true,
  refused: null,
  reading: null,
  notKept: 0,
  clockAhead: null,
  headsChecked: true,
  halted: [],
  alarms: [],
  setAside: 0,
  passedOver: [],
  disputes: [],
  lonely: false,
  renewing: null,
  renewalsDue: 0,
  takenAway: [],
  outdated: false,
  minimumVersion: 0,
  shutOut: null,
  backups: [],
  certificate: null,
  card: null,
  backup: null,
  device: null,
  pending: 0,
  unsent: [],
  undone: [],
  erasedCases: [],
  notTaken: [],
};

it("the bar says the worst of what is true, first", () => {
  const halted: StatusView["halted"] = [
    { stream: "00" as StatusView["halted"][number]["stream"], about: "intake", code: "FL_X", safe: "read-until" },
  ];
  expect(statusOf(well).kind).toBe("up-to-date");
  expect(statusOf({ ...well, headsChecked: false }).kind).toBe("unchecked");
  expect(statusOf({ ...well, pending: 2 })).toEqual({ kind: "pending", n: 2 });
  expect(statusOf({ ...well, pending: 2, refused: "FL_STORE_FULL" }).kind).toBe("refused");
  expect(statusOf({ ...well, pending: 2, online: false })).toEqual({ kind: "offline", n: 2 });
  expect(statusOf({ ...well, notKept: 3, online: false })).toEqual({ kind: "not-kept", n: 3 });
  expect(statusOf({ ...well, notKept: 3, reading: { done: 1, of: 9 } }).kind).toBe("reading");
  expect([{}, { notKept: 3 }, { reading: { done: 1, of: 9 } }].map((one) => isWhole({ ...well, ...one }))).toEqual([
    ...[true, false, false],
  ]);
  expect(statusOf({ ...well, syncedAt: null, online: false }).kind).toBe("unread");
  expect(statusOf({ ...well, syncedAt: null, halted }).kind).toBe("halted");
  const disputes = [{ kind: "roster-forked" }] as unknown as StatusView["disputes"];
  expect(statusOf({ ...well, disputes })).toEqual({ kind: "disputed", n: 1 });
});
