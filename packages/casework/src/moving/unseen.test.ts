import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import { foldTicket, type Tickets } from "../ticket/fold.ts";
import type { OneTicketOperation } from "../ticket/operation.ts";
import { ticketViews } from "../ticket/view.ts";
import { unseenOf } from "./unseen.ts";

const NOON = 480_000 * HOUR;
const opened = (version: number, opening = "o") => ({ press: "opened", opening, version });
/** Given long ago, opened, and changed at `at`. */
const ticket = (at: number, more: object = {}) => ({
  ...{ ticket: "a", who: "driver of a", state: "going", openings: ["o"], presses: [opened(1)], mustSee: 2 },
  ...{ changed: { by: "tern", at }, goesBy: NOON, said: { at: NOON, opens: NOON - 3 * HOUR, ends: NOON + 8 * HOUR } },
  ...more,
});
const callsFor = (one: object, now = NOON - 5 * HOUR, more: object = {}) =>
  unseenOf(
    {
      ...{ tickets: new Map([["a", one]]), owner: "wren", standIn: "heron", closed: null, events: [] },
      ...more,
    } as never as ContactState,
    now,
    () => ["wren", "siskin"] as never,
  );

it("[P7] who answers for the case is called five minutes after a change near its hour, then the stand-in, its author, who is on duty", () => {
  expect(callsFor(ticket(NOON - HOUR))).toEqual([
    {
      ...{ ticket: "a", version: 2, due: NOON - HOUR + 5 * MINUTE, wording: "driver of a" },
      ladder: ["wren", "heron", "tern", "siskin"].map((member, index) => ({ afterMinutes: index * 5, member })),
    },
  ]);
});

it("[P7] of more on duty than an alarm can name, as many are called as it can: refused, it would ring for nobody", () => {
  const many = Array.from({ length: 30 }, (_, index) => `m${index}`);
  const spine = { tickets: new Map([["a", ticket(NOON - HOUR)]]), owner: "wren", standIn: null, closed: null };
  const [call] = unseenOf(spine as never as ContactState, NOON - 5 * HOUR, () => many as never);
  expect(call?.ladder).toHaveLength(16);
  expect(call?.ladder[0]?.member).toBe("wren");
});

it("nobody is called at night for a leg of the next day, but by the hour that its holder may still go by", () => {
  const due = (more: object) => callsFor(ticket(NOON - 12 * HOUR, more))[0]?.due;
  expect(due({})).toBe(NOON - 3 * HOUR);
  // Put off by a day, and nobody has seen that: they set out as they know it.
  const later = { at: NOON + 24 * HOUR, opens: NOON, ends: NOON + 30 * HOUR };
  expect(due({ said: later })).toBe(NOON - 3 * HOUR);
  expect(due({ said: { ...later, at: NOON - 2 * HOUR } })).toBe(NOON - 5 * HOUR);
});

it("[P7] for what was held by itself, until a person has decided, though its holder saw it or never opened it", () => {
  const held = (more: object, spine: object = {}) =>
    callsFor(ticket(NOON - HOUR, { state: "held", ...more }), NOON - 5 * HOUR, spine).length;
  const seen = { presses: [opened(1), opened(2)] };
  const never = { presses: [], openings: [] };
  for (const heldFor of ["search", "threat", "status", "phone", "compromised", "changed", "other-hand", "consent"])
    for (const one of [seen, never]) expect(held({ heldFor, ...one }), heldFor).toBe(1);
  // Called off altogether, nobody waits for its holder: but whoever was only told by telephone still comes at the hour.
  for (const heldFor of ["no-go", "journey", "closed"]) {
    const journey = "j";
    const [read, unread] = [
      { heldFor, journey, ...seen },
      { heldFor, journey, ...never },
    ];
    expect([held(read), held(unread)], heldFor).toEqual([0, 1]);
    // … unless somebody is out: set out on it, or in another's car, with this one to meet them.
    const out = { events: [{ operation: { op: "setOut", journey } }] };
    expect([held(read, out), held(unread, out)], heldFor).toEqual([1, 1]);
    const other = { ...ticket(NOON - HOUR), ticket: "b", state: "going" };
    const presses = [{ press: "with-me", opening: "o", version: 2 }];
    const tickets = new Map<string, object>([
      ["a", { ...ticket(NOON - HOUR), state: "held", ...read }],
      ["b", { ...other, presses: [opened(1), opened(2), ...presses] }],
    ]);
    expect(
      callsFor({}, NOON - 5 * HOUR, { tickets }).map((call) => call.ticket),
      heldFor,
    ).toEqual(["a"]);
  }
  // Asked by hand, to fetch whoever is left where the journey was broken off.
  expect([held({ heldFor: "journey", ...seen }), held({ heldFor: "no-go", ...seen })]).toEqual([1, 0]);
  const closed = { closed: {} };
  expect([held({ heldFor: "phone", ...seen }, closed), held({ heldFor: "phone", ...never }, closed)]).toEqual([0, 1]);
  // By hand: whoever held it had its holder before their eyes, who has to hear of it all the same.
  expect([held({ heldFor: null, ...seen }), held({ heldFor: null, ...never })]).toEqual([0, 1]);
  expect(callsFor(ticket(NOON - HOUR, { state: "held", heldFor: "status", ...never }), NOON + 8 * HOUR)).toEqual([]);
});

it("nobody is called for what was seen, is as it was given, is handed over, or is past; a cancel counts, a stranger's look does not", () => {
  const changed = (more: object) => callsFor(ticket(NOON - HOUR, more)).length;
  expect(changed({ presses: [opened(1), opened(2)] })).toBe(0);
  expect(changed({ presses: [opened(1), opened(2, "x")] })).toBe(1);
  expect(changed({ presses: [], openings: [], mustSee: 1, reworded: null })).toBe(0);
  expect(changed({ presses: [opened(1), { press: "handed-over", opening: "o", version: 1 }] })).toBe(0);
  expect(changed({ presses: [opened(1), { press: "with-me", opening: "o", version: 1 }] })).toBe(1);
  for (const state of ["held", "cancelled"]) expect(changed({ state })).toBe(1);
  expect(callsFor(ticket(NOON - HOUR), NOON + 8 * HOUR)).toEqual([]);
  // Closed or not: its holder may set out.
  expect(callsFor(ticket(NOON - HOUR), NOON, { closed: {} })).toHaveLength(1);
});

describe("a page that nobody ever opened", () => {
  const at = NOON - 10 * HOUR;
  const said = {
    ...{
      from: "the mill",
      to: "the pier",
      meet: "by the lamp",
      people: 2,
      carry: "",
      otherwise: "",
      say: "flour?",
      hear: "rye",
    },
    ...{ at: NOON, opens: NOON - HOUR, ends: NOON + 8 * HOUR },
  };
  const give = {
    ...{ op: "giveTicket", ticket: "a", mailbox: "m", keys: { verifyKey: "", kemKey: "" } },
    ...{ holder: "driver", who: "driver of a", after: null, ...said },
  };
  const change = { op: "changeTicket", ticket: "a", ...said, meet: "by the well" };
  const turn = (to: string) => ({ op: "turnTicket", ticket: "a", to, reason: "invented" });
  const look = (version: number) => ({
    ...{ op: "keepPress", ticket: "a", row: `r${version}`, seq: version, hour: 0, press: "opened" },
    ...{ opening: "o", version, pressedAt: at },
  });
  /** Each a minute after the one before, by somebody who saw that. */
  const after = (...written: object[]) =>
    [give, ...written].reduce<Tickets>((tickets, one, index) => {
      const over = tickets.get("a" as never)?.version ?? 0;
      const operation = { ...one, ...("press" in one ? {} : { over }) } as never as OneTicketOperation;
      const next = foldTicket(tickets, operation, { by: "tern", at: at + index * MINUTE } as never);
      if ("kind" in next) throw new Error(String(next.kind));
      return next;
    }, new Map());
  const spineOf = (tickets: Tickets, checkIns = new Map<string, object>()) =>
    ({ tickets, checkIns, owner: "wren", standIn: null, closed: null, events: [] }) as never as ContactState;
  const calls = (tickets: Tickets) => unseenOf(spineOf(tickets), at + HOUR, () => []).map(({ version }) => version);
  const onToday = (tickets: Tickets, checkIns?: Map<string, object>) =>
    ticketViews(spineOf(tickets, checkIns), (() => ({})) as never, at + HOUR).map(({ unseen }) => unseen);

  it("[P7] is called about once a person has changed, held or cancelled it, and not as it was given", () => {
    expect([calls(after()), onToday(after())]).toEqual([[], [false]]);
    for (const written of [change, turn("held"), turn("cancelled")])
      expect([calls(after(written)), onToday(after(written))]).toEqual([[2], [true]]);
    expect(calls(after(change, { ...change, meet: "by the gate" }))).toEqual([3]);
  });

  it("put back as it was it calls nobody; a change is still to be said after a hold, and by the same call", () => {
    expect([calls(after(turn("held"), turn("going"))), onToday(after(turn("held"), turn("going")))]).toEqual([
      [],
      [false],
    ]);
    expect(calls(after(change, turn("held"), turn("going")))).toEqual([2]);
    expect(calls(after(turn("held"), change, turn("going")))).toEqual([3]);
    expect(calls(after(change, turn("going")))).toEqual([2]);
  });

  it("is silent as soon as its holder has seen what was said last, and not before", () => {
    expect(calls(after(change, look(1)))).toEqual([2]);
    expect(calls(after(change, look(2)))).toEqual([]);
    expect(calls(after(turn("cancelled"), look(2)))).toEqual([]);
  });

  it("leaves *Today* when a person has closed its call, not when a console took one back, nor for what is said later", () => {
    const closedAt = (minute: number, more: object = {}) =>
      new Map([
        ["c", { unseen: "a", closed: { by: "wren", at: at + minute * MINUTE, done: "met", note: "rang", ...more } }],
      ]);
    expect(onToday(after(change), closedAt(2))).toEqual([false]);
    expect(onToday(after(change, turn("held"), turn("going")), closedAt(2))).toEqual([false]);
    expect(onToday(after(change), closedAt(2, { settled: true }))).toEqual([true]);
    expect(onToday(after(change, turn("cancelled")), closedAt(1))).toEqual([true]);
  });
});
