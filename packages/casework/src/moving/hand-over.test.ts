import { expect, it } from "vitest";
import { HOUR, MINUTE } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import { handOversOf } from "./hand-over.ts";
import { wayCheckIns } from "./way-check-ins.ts";

const NOON = 480_000 * HOUR;
const ticket = (id: string, more: object = {}) => [
  id,
  {
    ...{
      ticket: id,
      who: `driver of ${id}`,
      after: null,
      state: "going",
      released: null,
      presses: [],
      openings: ["o"],
    },
    ...{ given: { by: "heron", at: NOON }, said: { at: NOON, opens: NOON - 3 * HOUR, ends: NOON + 8 * HOUR } },
    ...more,
  },
];
const spine = (...tickets: unknown[]) =>
  ({ tickets: new Map(tickets as never), owner: "wren", standIn: "heron", closed: null }) as unknown as ContactState;
const second = (more: object = {}) => ticket("b", { after: "a", ...more });
const dueOf = (...tickets: unknown[]) => handOversOf(spine(...tickets), NOON - 9 * HOUR).map(({ due }) => due);

it("[P7] somebody is called half an hour before the next leg's hour, never before its page could open, never at the last moment", () => {
  expect(handOversOf(spine(ticket("a"), second()), NOON - 9 * HOUR)).toEqual([
    {
      ...{ next: "b", before: "a", due: NOON - 30 * MINUTE, wording: "driver of a → driver of b" },
      // Who gave the ticket is the stand-in already: called once.
      ladder: [
        { afterMinutes: 0, member: "wren" },
        { afterMinutes: 5, member: "heron" },
      ],
    },
  ]);
  const opens = (before: number) => ({ said: { at: NOON, opens: NOON - before * MINUTE, ends: NOON + HOUR } });
  expect(dueOf(ticket("a"), second(opens(12)))).toEqual([NOON - 15 * MINUTE]);
  expect(dueOf(ticket("a"), second(opens(0)))).toEqual([NOON - 5 * MINUTE]);
});

it("nobody is called for what is confirmed, opened by somebody, held, cancelled, or over", () => {
  const handed = ticket("a", { presses: [{ press: "handed-over", opening: "o" }] });
  const stranger = ticket("a", { presses: [{ press: "handed-over", opening: "x" }] });
  expect(dueOf(handed, second())).toEqual([]);
  expect(dueOf(stranger, second())).toHaveLength(1);
  expect(dueOf(ticket("a"), second({ released: { by: "wren", at: NOON, reason: "he rang" } }))).toEqual([]);
  for (const state of ["held", "cancelled"]) expect(dueOf(ticket("a"), second({ state }))).toEqual([]);
  // Whoever cancels the leg before has not yet decided about the next.
  expect(dueOf(ticket("a", { state: "cancelled" }), second())).toHaveLength(1);
  expect(handOversOf(spine(ticket("a"), second()), NOON + 9 * HOUR)).toEqual([]);
  expect(handOversOf({ ...spine(ticket("a"), second()), closed: {} } as never, NOON)).toEqual([]);
});

it("offers a check-in at the end of each leg that is ridden, its grace over before the next one's hour", () => {
  const leg = (id: string, kind: string, departs: number, arrives: number) => ({
    ...{ leg: id, kind, from: `from ${id}`, to: `to ${id}`, assigned: id === "a" ? [{ as: "driver" }] : [] },
    ...{ departsAt: NOON + departs * MINUTE, arrivesAt: NOON + arrives * MINUTE },
  });
  const legs = [
    leg("w", "walk", 0, 8),
    leg("a", "drive", 10, 61),
    leg("b", "ride", 80, 140),
    leg("c", "drive", 145, 200),
  ];
  const offered = (more: object = {}, now = NOON) =>
    wayCheckIns({ tickets: [], checkIns: [], ...more }, { legs } as never, now).map((one) => [
      ...[one.leg, (one.due - NOON) / MINUTE, one.graceMinutes, one.expectedFrom],
    ]);
  expect(offered()).toEqual([
    ["a", 65, 10, "driver"],
    ["b", 140, 0, "party"],
    ["c", 200, 30, "party"],
  ]);
  expect(offered({}, NOON + 140 * MINUTE).map(([id]) => id)).toEqual(["c"]);
  const set = { leg: "b", closed: null, due: NOON + 140 * MINUTE };
  const waited = (state: string) => ({ leg: "a", awaitedBy: [{ ticket: "t2", state }] });
  expect(offered({ checkIns: [set], tickets: [waited("going")] }).map(([id]) => id)).toEqual(["c"]);
  // Nobody is called for the hand-over to somebody who does not come.
  for (const state of ["held", "cancelled"])
    expect(offered({ checkIns: [set], tickets: [waited(state)] }).map(([id]) => id)).toEqual(["a", "c"]);
  // Whoever handed them over there has said so: nothing is asked of them at that end again, nor at one before it.
  const through = { ...waited("cancelled"), leg: "b", state: "going", holder: "driver", step: "handed-over" };
  expect(offered({ tickets: [through] }).map(([id]) => id)).toEqual(["c"]);
  expect(offered({ tickets: [{ ...through, state: "cancelled" }] }).map(([id]) => id)).toEqual(["a", "b", "c"]);
  // Set for an hour after they were to be there by now, it is heard too late.
  expect(offered({ checkIns: [{ ...set, due: NOON + 145 * MINUTE }] }).map(([id]) => id)).toEqual(["a", "b", "c"]);
});

it("[P7] a leg whose next ticket is held or cancelled is offered again in that same press, and nothing else is", () => {
  const leg = { leg: "a", kind: "drive", from: "f", to: "t", assigned: [], arrivesAt: NOON + HOUR };
  const one = { checkIns: [], tickets: [{ leg: "a", awaitedBy: [{ ticket: "t2", state: "going" }] }] } as never;
  const offered = (...stopped: string[]) =>
    wayCheckIns(one, { legs: [leg] } as never, NOON, stopped as never).map((each) => each.leg);
  expect(offered("t9")).toEqual([]);
  expect(offered("t2")).toEqual(["a"]);
});
