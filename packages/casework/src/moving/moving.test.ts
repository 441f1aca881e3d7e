import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../day.ts";
import type { CaseView } from "../view.ts";
import { isUnheard, movingViews, needsSomebody } from "./view.ts";

const NOON = 480_000 * HOUR;
const me = { id: "me", handle: "Wren", me: true };
const said = { from: "The mill", to: "The lake house", at: NOON, ends: NOON + 8 * HOUR };

type Parts = Partial<Record<"tickets" | "journeys" | "checkIns" | "messages", object[]>>;
const aCase = (alias: string, parts: Parts = {}, more: object = {}): CaseView =>
  ({
    ...{ case: alias, alias, people: 2, stage: "evacuating", statuses: [], closed: null, closedParts: [] },
    ...{ tickets: [], journeys: [], prunings: [], checkIns: [], messages: [], nextCheckIn: null, setOut: [] },
    unreadOut: [],
    plan: { open: [] },
    ...parts,
    ...more,
  }) as unknown as CaseView;

const ticket = (more: object = {}) => ({
  ...{ ticket: "t1", who: "Boris", said, leg: null, state: "going", step: null, ended: false, late: false },
  ...{ waitsFor: null, awaitedBy: [], problem: null, presses: [], changedAt: NOON - 9 * HOUR },
  ...{ at: NOON - 9 * HOUR, journey: null, missed: null, onward: false },
  ...more,
});
const press = (what: string, at: number) => ({ press: what, at, hour: Math.floor(at / HOUR), own: true });
const leg = (id: string, departs: number, arrives: number, more: object = {}) => ({
  ...{ leg: id, kind: "drive", from: `from ${id}`, to: `to ${id}`, assigned: [] },
  ...{ departsAt: NOON + departs, arrivesAt: NOON + arrives, ...more },
});
const LEGS = [leg("a", 0, HOUR), leg("b", 2 * HOUR, 4 * HOUR)];
const journey = (more: object = {}) => ({
  ...{ journey: "j1", state: "moving", legs: LEGS, departsAt: NOON, arrivesAt: NOON + 4 * HOUR },
  ...{ from: "from a", to: "to b", started: { by: me, at: NOON }, ended: null, cancelled: null },
  ...{ party: ["1", "2"], arrival: null, unopened: false, lapsed: [], ...more },
});
const board = (one: CaseView | CaseView[], after: number) => movingViews([one].flat(), NOON + after);
const letter = (after: number, more: object = {}) => ({
  ...{ direction: "to-team", at: NOON + after, hour: Math.floor((NOON + after) / HOUR), tap: "none" },
  ...{ whileFrozen: false, givenUp: false, answers: {}, signal: null, ...more },
});
const status = (name: string, after: number, note: string) => ({
  statuses: [{ status: name, note, at: NOON + after, by: me, whom: null, people: 2 }],
});

describe("the live board", () => {
  it("shows where a party is: by what was confirmed, and where nobody confirms, by the clock", () => {
    const [byClock] = board(aCase("Alder", { journeys: [journey()] }), 90 * MINUTE);
    expect(byClock).toMatchObject({ from: "from b", place: { n: 2, of: 2 }, state: "moving" });
    const first = ticket({ leg: "a", step: "with-me", presses: [press("with-me", NOON + 5 * MINUTE)] });
    const [held] = board(aCase("Alder", { journeys: [journey()], tickets: [first] }), 80 * MINUTE);
    expect(held).toMatchObject({
      ...{ from: "from a", holders: ["Boris"], late: null, silent: null },
      confirmed: { kind: "with-me", at: NOON + 5 * MINUTE, who: "Boris" },
    });
    // Whoever was picked up for the second leg has left the first, whatever its driver forgot to tap.
    const second = ticket({ ticket: "t2", leg: "b", who: "Zaur", step: "with-me" });
    const [ahead] = board(aCase("Alder", { journeys: [journey()], tickets: [first, second] }), 80 * MINUTE);
    expect(ahead).toMatchObject({ from: "from b", holders: ["Zaur"] });
  });

  it("shows who sets out within hours, and who should have", () => {
    const planned = journey({ state: "planned", started: null });
    const one = aCase("Alder", { journeys: [planned] });
    expect(board(one, -7 * HOUR)).toEqual([]);
    expect(board(one, -5 * HOUR)).toMatchObject([{ state: "starts", late: null, from: "from a" }]);
    // Noted that they set out where the way was not open: they may be on the road, and somebody has to find out.
    const unopened = board(aCase("Alder", { journeys: [journey({ unopened: true })] }), MINUTE);
    expect(unopened.map(needsSomebody)).toEqual([true]);
    expect(board(one, 31 * MINUTE)).toMatchObject([{ late: { kind: "set-out", due: NOON } }]);
  });

  it("without the journey's part, says that a party is under way as soon as its tickets or its case say so", () => {
    const next = ticket({ ticket: "t2", who: "Zaur", journey: "j1", said: { ...said, at: NOON + 5 * HOUR } });
    const rows = (tickets: object[], more: object = {}) =>
      board(aCase("Alder", { tickets }, { closedParts: ["journey"], ...more }), HOUR).map(({ state }) => state);
    expect(rows([next])).toEqual(["starts"]);
    expect(rows([next], { setOut: ["j1"] })).toEqual(["moving"]);
    expect(rows([next], { setOut: ["j2"] })).toEqual(["starts"]);
    const done = ticket({ journey: "j1", step: "handed-over", presses: [press("handed-over", NOON)] });
    expect(rows([done, next])).toEqual(["moving"]);
    expect(rows([{ ...done, journey: "j2" }, next])).toEqual(["starts"]);
    // Written by hand it belongs to no journey; that somebody handed them on to it is known all the same.
    expect(rows([{ ...next, journey: null, onward: true }])).toEqual(["moving"]);
  });

  it("[P7] shows whoever set out by a way that this reader does not read, also where no ticket says so", () => {
    const unread = { closedParts: ["journey"], unreadWay: "set-out", unreadOut: ["j1"] };
    expect(board(aCase("Alder", {}, unread), HOUR)).toMatchObject([{ state: "moving", from: "", place: null }]);
    expect(board(aCase("Alder", {}, { ...unread, unreadWay: "unknown", unreadOut: [] }), HOUR)).toEqual([]);
    expect(board(aCase("Alder", {}, { ...unread, stage: "withdrawn" }), HOUR)).toEqual([]);
    // A ticket of it is the row, under the name that the leg has for whoever reads all of it.
    const known = ticket({ leg: "a", journey: "j1", step: "with-me" });
    const mine = board(aCase("Alder", { tickets: [known] }, unread), HOUR);
    expect(mine.map(({ leg }) => leg)).toEqual(["a"]);
    expect(board(aCase("Alder", { tickets: [known], journeys: [journey()] }), HOUR)[0]?.leg).toBe("a");
    // Another's ticket in four hours says nothing of whoever is out by now.
    const other = ticket({ journey: "j2", said: { ...said, at: NOON + 5 * HOUR } });
    const apart = board(aCase("Alder", { tickets: [other] }, { ...unread, setOut: ["j1"] }), HOUR);
    expect(apart.map(({ state, ticket: its }) => [state, its])).toEqual([
      ["moving", null],
      ["starts", "t1"],
    ]);
    const both = { ...unread, setOut: ["j1", "j2"], unreadOut: ["j2"] };
    expect(board(aCase("Alder", { tickets: [other] }, both), HOUR).map(({ state }) => state)).toEqual(["moving"]);
  });

  it("of tickets that wait for each other shows the one that is under way, and not what is over", () => {
    const next = ticket({ ticket: "t2", who: "Zaur", waitsFor: { ticket: "t1", who: "Boris" } });
    const rows = board(aCase("Alder", { tickets: [ticket({ step: "on-my-way" }), next] }), 0);
    expect(rows.map(({ holders }) => holders)).toEqual([["Boris"]]);
    expect(board(aCase("Alder", { tickets: [ticket({ step: "handed-over" })] }), 0)).toEqual([]);
    // Whoever takes them in hands them to nobody.
    expect(board(aCase("Alder", { tickets: [ticket({ holder: "host", step: "with-me" })] }), 20 * HOUR)).toEqual([]);
  });

  it("without the journey's part, shows one leg once, with everybody who has a ticket for it", () => {
    const hostHour = { ...said, at: NOON + 25 * MINUTE };
    const late = { problem: "breakdown", at: NOON + 10 * MINUTE };
    const of = { leg: "b", journey: "j1" };
    const host = ticket({ ...of, ticket: "t1", who: "Rosa", said: hostHour });
    const driver = ticket({ ...of, ticket: "t2", who: "Boris", problem: late });
    const other = ticket({ ...of, ticket: "t3", leg: "c", who: "Zaur" });
    const byHand = ticket({ ticket: "t4", who: "Ilya" });
    const rows = board(aCase("Alder", { tickets: [host, driver, other, byHand] }, { closedParts: ["journey"] }), 0);
    expect(rows.map(({ holders }) => holders).toSorted()).toEqual([["Boris", "Rosa"], ["Ilya"], ["Zaur"]]);
    expect(rows[0]).toMatchObject({ ticket: "t2", departs: NOON, problem: late });
    // When the driver has handed them over, the host's ticket is what is left of that leg.
    const [left] = board(aCase("Alder", { tickets: [host, { ...driver, step: "handed-over" }] }), 30 * MINUTE);
    expect(left).toMatchObject({ holders: ["Rosa"], problem: null });
  });

  it("puts the unheard first, then what went wrong, then what is late, then who moves", () => {
    const problem = ticket({ step: "with-me", problem: { problem: "breakdown", at: NOON } });
    const rows = board(
      [
        aCase("Moves", { journeys: [journey({ started: { by: me, at: NOON } })] }),
        aCase("Broke down", { tickets: [problem], messages: [letter(20 * MINUTE)] }),
        aCase("Unheard", { tickets: [ticket()] }),
        aCase("Heard, late", { tickets: [ticket()], messages: [letter(20 * MINUTE)] }),
      ],
      40 * MINUTE,
    );
    expect(rows.map(({ alias }) => alias)).toEqual(["Unheard", "Broke down", "Heard, late", "Moves"]);
    expect(rows.map(needsSomebody)).toEqual([true, true, true, false]);
    expect(rows.map(isUnheard)).toEqual([true, false, false, false]);
  });
});

describe("[P7] a party that was not heard of when it was agreed", () => {
  const quiet = aCase("Alder", { tickets: [ticket({ ended: true })] });

  it("stays on the board when its ticket has run out, until somebody has written what was found", () => {
    expect(board(quiet, 20 * MINUTE)).toEqual([]);
    expect(board(quiet, 9 * HOUR)).toMatchObject([{ state: "none", silent: { kind: "meeting", due: NOON } }]);
    const bare = aCase("Alder", { tickets: [ticket({ ended: true })] }, status("well", 8 * HOUR, " "));
    expect(board(bare, 9 * HOUR)).toHaveLength(1);
    const found = aCase("Alder", { tickets: [ticket({ ended: true })] }, status("well", 8 * HOUR, "at her sister's"));
    expect(board(found, 9 * HOUR)).toEqual([]);
  });

  it("is not taken off by cancelling, by a check-in closed without a sign, or by a bare *arrived*", () => {
    const cancelled = ticket({ state: "cancelled", changedAt: NOON + 3 * HOUR });
    expect(board(aCase("Alder", { tickets: [cancelled] }), 4 * HOUR)).toHaveLength(1);
    // Called off before anybody was expected it is no silence.
    const inTime = ticket({ state: "cancelled", changedAt: NOON - HOUR });
    expect(board(aCase("Alder", { tickets: [inTime] }), 4 * HOUR)).toEqual([]);

    const checkIn = { due: NOON, graceUntil: NOON + HOUR, drill: null, handOver: null, unseen: null };
    const closed = (done: string) => [{ ...checkIn, closed: { done, at: NOON + 2 * HOUR, by: me, note: "" } }];
    expect(board(aCase("Alder", { checkIns: closed("no-sign") }), 3 * HOUR)).toHaveLength(1);
    expect(board(aCase("Alder", { checkIns: closed("met-late") }), 3 * HOUR)).toEqual([]);

    const ended = (note: string) =>
      journey({ state: "ended", ended: { how: "arrived", note, by: me, at: NOON + 9 * HOUR } });
    expect(board(aCase("Alder", { journeys: [ended("")] }), 10 * HOUR)).toHaveLength(1);
    // Nor in time, where something else was not answered.
    const early = journey({ state: "ended", ended: { how: "arrived", note: "", by: me, at: NOON + 3 * HOUR } });
    const heard = { journeys: [early], messages: [letter(70 * MINUTE)] };
    expect(board(aCase("Alder", heard), 10 * HOUR)).toEqual([]);
    const unmet = {
      ...checkIn,
      due: NOON + 2 * HOUR,
      graceUntil: NOON + 2.5 * HOUR,
      closed: closed("no-sign")[0]?.closed,
    };
    expect(board(aCase("Alder", { ...heard, checkIns: [unmet] }), 10 * HOUR)).toHaveLength(1);
    const sheet = { ...ended(""), arrival: { by: me, at: NOON + 9 * HOUR } };
    expect(board(aCase("Alder", { journeys: [sheet] }), 10 * HOUR)).toEqual([]);
    expect(board(aCase("Alder", { journeys: [ended("the host has seen both")] }), 10 * HOUR)).toEqual([]);
  });

  it("is heard of by a letter, not by one from a frozen mailbox, nor by a driver's *nobody there*", () => {
    const after = (messages: object[], presses: object[] = []) =>
      board(aCase("Alder", { tickets: [ticket({ presses })], messages }), HOUR)[0];
    expect(after([letter(10 * MINUTE)])).toMatchObject({ silent: null, late: { kind: "meeting" } });
    expect(after([letter(10 * MINUTE, { whileFrozen: true })])?.silent).not.toBeNull();
    const nobody = after([], [press("not-there", NOON + 10 * MINUTE), press("on-my-way", NOON - HOUR)]);
    expect(nobody).toMatchObject({ lastSign: null, silent: { due: NOON } });
    // A telephone that is a day fast brings no sign of tomorrow.
    expect(after([letter(10 * MINUTE, { at: NOON + 24 * HOUR })])?.lastSign?.at).toBeLessThan(NOON + HOUR);
  });

  it("[P7] stands first who says danger, until somebody answers; and that ends no silence, for it may be the last that is heard", () => {
    const danger = letter(10 * MINUTE, { tap: "danger" });
    const waits = { waitingSince: danger.at };
    const one = aCase("Alder", { tickets: [ticket()], messages: [danger] }, waits);
    const other = aCase("Birch", { tickets: [ticket()] });
    const rows = board([other, one], HOUR);
    expect(rows).toMatchObject([
      { alias: "Alder", danger: danger.at, silent: { due: NOON }, lastSign: { kind: "tap", at: danger.at } },
      { alias: "Birch", danger: null },
    ]);
    expect(rows.map(needsSomebody)).toEqual([true, true]);
    // Before anything is due it is no silence, and no calm either.
    const early = board(aCase("Alder", { journeys: [journey()], messages: [danger] }, waits), 11 * MINUTE);
    expect(early).toMatchObject([{ danger: danger.at, silent: null }]);
    expect(early.map(needsSomebody)).toEqual([true]);
    const answered = board(aCase("Alder", { tickets: [ticket()], messages: [danger] }, { waitingSince: null }), HOUR);
    expect(answered).toMatchObject([{ danger: null, silent: { due: NOON } }]);
  });

  it("of a party one who is lost or was found says nothing of the others", () => {
    const of = (name: string, after: number, whom: string[]) => ({
      ...{ status: name, note: "the lawyer saw him", at: NOON + after, by: me, whom, people: whom.length },
    });
    const persons = ["1", "2"].map((person) => ({ person, counted: true }));
    const apart = (...statuses: object[]) =>
      aCase(
        "Alder",
        { journeys: [journey({ party: ["1"] }), journey({ journey: "j2", party: ["2"] })] },
        { persons, statuses },
      );
    const rows = (...statuses: object[]) =>
      board(apart(...statuses), 8 * HOUR).map((row) => [row.journey, row.silent !== null, row.lost?.people ?? 0]);
    expect(rows(of("lost-contact", HOUR, ["2"]))).toEqual(
      expect.arrayContaining([
        ["j1", true, 0],
        ["j2", true, 1],
      ]),
    );
    // One is found in a cell: the silence of the other goes on until somebody writes of them too.
    expect(rows(of("detained", 6 * HOUR, ["2"]))).toEqual(
      expect.arrayContaining([
        ["j1", true, 0],
        ["j2", false, 0],
      ]),
    );
    const both = rows(of("well", 7 * HOUR, ["1"]), of("detained", 6 * HOUR, ["2"]));
    expect(both.map(([, silent]) => silent)).toEqual([false, false]);
  });

  it("called lost by somebody stays, whatever is heard, until another status says what was found", () => {
    const lost = aCase(
      "Alder",
      { messages: [letter(HOUR)] },
      { closedParts: ["journey"], ...status("lost-contact", 0, "") },
    );
    expect(board(lost, 2 * HOUR)).toMatchObject([{ lost: { at: NOON }, silent: null }]);
    expect(board({ ...lost, ...status("detained", 2 * HOUR, "the lawyer saw him") } as CaseView, 3 * HOUR)).toEqual([]);
    // Somebody who never travelled is looked for in the case.
    expect(board(aCase("Fern", {}, { stage: "contact", ...status("lost-contact", 0, "") }), HOUR)).toEqual([]);
  });

  it("where nothing was agreed for the way, is expected to be heard of at the end of each leg", () => {
    const one = aCase("Alder", { journeys: [journey()] });
    expect(board(one, 80 * MINUTE)[0]?.silent).toBeNull();
    expect(board(one, 91 * MINUTE)[0]?.silent).toMatchObject({ kind: "arrival", due: NOON + HOUR });
    const agreed = {
      due: NOON + 5 * HOUR,
      graceUntil: NOON + 6 * HOUR,
      drill: null,
      handOver: null,
      unseen: null,
      closed: null,
      armedAt: NOON,
    };
    expect(board(aCase("Alder", { journeys: [journey()], checkIns: [agreed] }), 91 * MINUTE)[0]?.silent).toBeNull();
    // With a driver who does not come nothing is agreed.
    const silentWith = (state: string) =>
      board(aCase("Alder", { journeys: [journey()], tickets: [ticket({ leg: "b", state })] }), 91 * MINUTE)[0]?.silent;
    expect(silentWith("cancelled")).toMatchObject({ kind: "arrival", due: NOON + HOUR });
    expect(silentWith("going")).not.toMatchObject({ kind: "arrival" });
  });

  it("confirmed to be there before the planned hour, is not asked for at it; whoever was handed on half-way is", () => {
    const there = (of: string, more: object = {}) =>
      ticket({
        leg: of,
        journey: "j1",
        step: "handed-over",
        presses: [press("handed-over", NOON + 3 * HOUR)],
        ...more,
      });
    const last = (one: object, at = 5 * HOUR) =>
      board(aCase("Alder", { journeys: [journey()], tickets: [one] }), at).filter(isUnheard);
    expect(last(there("b"))).toEqual([]);
    const host = { holder: "host", step: "with-me", presses: [press("with-me", NOON + 3 * HOUR)] };
    expect(last(there("b", host))).toEqual([]);
    expect(last(there("a"))).toMatchObject([{ silent: { kind: "arrival", due: NOON + 4 * HOUR } }]);
    expect(last(there("b", { state: "cancelled" }))).toHaveLength(1);
    // Nor at the hour at which it stood before it was written anew.
    const anew = journey({ lapsed: [{ leg: "b", due: NOON + 4 * HOUR, party: ["1", "2"], isLast: true }] });
    expect(board(aCase("Alder", { journeys: [anew], tickets: [there("b")] }), 6 * HOUR).filter(isUnheard)).toEqual([]);
  });

  it("travelling apart, is not heard of by what is heard of the others", () => {
    const gone = (n: string, started: number) =>
      journey({
        journey: `j${n}`,
        party: [n],
        legs: [leg(`l${n}`, 0, HOUR)],
        arrivesAt: NOON + HOUR,
        started: { by: me, at: NOON + started },
      });
    const second = ticket({ leg: "l2", journey: "j2", step: "with-me", presses: [press("with-me", NOON + 2 * HOUR)] });
    const apart = aCase("Alder", { journeys: [gone("1", 0), gone("2", 100 * MINUTE)], tickets: [second] });
    const rows = board(apart, 2 * HOUR);
    expect(rows.map((row) => [row.journey, isUnheard(row)])).toEqual([
      ["j1", true],
      ["j2", false],
    ]);
    const ended = {
      ...gone("1", 0),
      state: "ended",
      ended: { how: "broken-off", note: "", by: me, at: NOON + 2 * HOUR },
    };
    const left = board({ ...apart, journeys: [ended, gone("2", 100 * MINUTE)] } as never, 3 * HOUR);
    expect(left.filter(isUnheard)).toMatchObject([{ state: "none", silent: { due: NOON + HOUR } }]);
  });

  it("[P7] travelling apart, is asked for at the end of each leg though a driver was found for the others", () => {
    const train = journey({ party: ["1"] });
    const others = journey({ journey: "j2", party: ["2"], legs: [leg("l2", 0, 9 * HOUR)], arrivesAt: NOON + 9 * HOUR });
    const driver = ticket({ leg: "l2", journey: "j2", step: "with-me", presses: [press("with-me", NOON)] });
    const [first] = board(aCase("Alder", { journeys: [train, others], tickets: [driver] }), 2 * HOUR);
    expect(first).toMatchObject({ journey: "j1", silent: { kind: "arrival", due: NOON + HOUR } });
  });

  it("stays in the red when something is agreed, moved or replaced after it, and when the party is withdrawn", () => {
    const late = {
      due: NOON + 30 * HOUR,
      graceUntil: NOON + 31 * HOUR,
      drill: null,
      handOver: null,
      unseen: null,
      closed: null,
    };
    const armed = (after: number) => [{ ...late, armedAt: NOON + after }];
    const on = (after: number) => board(aCase("Alder", { journeys: [journey()], checkIns: armed(after) }), 2 * HOUR)[0];
    expect(on(-HOUR)?.silent).toBeNull();
    expect(on(100 * MINUTE)?.silent).toMatchObject({ due: NOON + HOUR });
    const moved = ticket({ said: { ...said, at: NOON + 6 * HOUR }, missed: NOON });
    expect(board(aCase("Alder", { tickets: [moved] }), HOUR)[0]?.silent).toMatchObject({ due: NOON });
    const replaced = (at: number) => [
      {
        due: NOON,
        graceUntil: NOON + HOUR,
        drill: null,
        handOver: null,
        unseen: null,
        armedAt: 0,
        closed: { done: "replaced", at: NOON + at, by: me },
      },
    ];
    expect(board(aCase("Alder", { checkIns: replaced(0) }), 2 * HOUR)).toEqual([]);
    expect(board(aCase("Alder", { checkIns: replaced(2 * HOUR) }), 3 * HOUR)).toHaveLength(1);
    const withdrawn = aCase("Alder", { tickets: [ticket()] }, { stage: "withdrawn" });
    expect(board(withdrawn, 10 * MINUTE)).toEqual([]);
    expect(board(withdrawn, HOUR)).toMatchObject([{ state: "none", silent: { due: NOON } }]);
  });

  it("stays in the red when the journey is written anew, to whatever hour and for whomever", () => {
    const lapsed = (id: string, isLast: boolean, party = ["1", "2"]) => ({ leg: id, due: NOON, party, isLast });
    const anew = (...gone: object[]) => journey({ legs: [leg("b", HOUR, 9 * HOUR)], lapsed: gone });
    const agreed = { due: NOON + 9 * HOUR, graceUntil: NOON + 10 * HOUR, closed: null, armedAt: NOON - HOUR };
    const checkIns = [{ ...agreed, drill: null, handOver: null, unseen: null }];
    const rows = (one: object, more: Parts = {}) => board(aCase("Alder", { journeys: [one], ...more }), 2 * HOUR);
    const red = [{ journey: "j1", silent: { kind: "arrival", due: NOON } }];
    expect(rows(journey({ lapsed: [lapsed("a", true)], started: { by: me, at: NOON - HOUR } }))).toMatchObject(red);
    const begun = { started: { by: me, at: NOON - HOUR } };
    expect(rows({ ...anew(lapsed("a", true)), ...begun }, { checkIns })).toMatchObject(red);
    // The end of a leg where something else was agreed is no agreed sign.
    expect(rows({ ...anew(lapsed("a", false)), ...begun }, { checkIns }).filter(isUnheard)).toEqual([]);
    // Whoever has had them since before was to hand them over.
    const has = { leg: "a", step: "with-me", presses: [press("with-me", NOON - HOUR)] };
    const over = { ...said, ends: NOON + 20 * HOUR };
    const held = ticket({ ...has, said: over, journey: "j1" });
    expect(rows({ ...anew(lapsed("a", false)), ...begun }, { tickets: [held] })).toMatchObject([
      { journey: "j1", silent: { kind: "hand-over", due: NOON } },
      { ticket: "t1", silent: { kind: "hand-over", due: NOON } },
    ]);
    const since = { tickets: [{ ...held, presses: [press("with-me", NOON + MINUTE)] }] };
    expect(rows({ ...anew(lapsed("a", false)), ...begun }, since).filter(isUnheard)).toEqual([]);
    // One of the two was left out of it: a word of the other's driver is none of theirs.
    const alone = { ...anew(lapsed("a", true)), ...begun, party: ["1"] };
    expect(rows(alone, since)[0]).toMatchObject({ journey: "j1", silent: { due: NOON } });
    expect(rows(alone, { messages: [letter(HOUR)] }).filter(isUnheard)).toEqual([]);
  });

  it("stays when its case is closed, until somebody has written what was found, or given up whom they called lost", () => {
    const closed = (outcome: string, note = "an invented word") => ({
      stage: "closed",
      closed: { outcome, note, at: NOON + 5 * HOUR, by: me },
    });
    const silent = (more: object) => board(aCase("Alder", { journeys: [journey()] }, more), 9 * HOUR);
    for (const outcome of ["settled", "withdrawn", "no-contact"])
      expect(silent(closed(outcome))).toMatchObject([{ state: "none", closed: true, silent: { due: NOON + HOUR } }]);
    const lost = status("lost-contact", 4.6 * HOUR, "");
    expect(silent({ ...closed("settled"), ...lost })).toHaveLength(1);
    expect(silent({ ...closed("no-contact", ""), ...lost })).toHaveLength(1);
    expect(silent({ ...closed("no-contact"), ...lost })).toEqual([]);
    expect(silent({ ...closed("settled"), ...status("well", 4.6 * HOUR, "the host has seen both") })).toEqual([]);
    const heard = aCase("Alder", { journeys: [journey()], messages: [letter(4 * HOUR)] }, closed("settled"));
    expect(board(heard, 9 * HOUR)).toEqual([]);
  });

  it("is not found by a bare *arrived* before its hour; by the sheet of its arrival it is", () => {
    const ended = { state: "ended", ended: { how: "arrived", note: "", by: me, at: NOON + 2 * HOUR } };
    const missed = ticket({ leg: "a", journey: "j1" });
    const one = (more: object) =>
      aCase("Alder", {
        journeys: [journey({ ...ended, started: { by: me, at: NOON - HOUR }, ...more })],
        tickets: [missed],
      });
    expect(board(one({}), 3 * HOUR).filter(isUnheard)).toHaveLength(1);
    expect(board(one({ arrival: { by: me, at: NOON + 2 * HOUR } }), 3 * HOUR).filter(isUnheard)).toEqual([]);
  });

  it("is not silenced by a pruning whose asker's clock is years ahead", () => {
    const missed = { due: NOON + HOUR, graceUntil: NOON + 2 * HOUR, closed: null, armedAt: NOON - HOUR };
    const checkIns = [{ ...missed, drill: null, handOver: null, unseen: null }];
    const pruned = (askedAt: number, approvedAt: number) =>
      board(aCase("Alder", { checkIns }, { prunings: [{ journeys: ["j0"], askedAt, approvedAt }] }), 3 * HOUR);
    for (const [asked, approved] of [
      [NOON + 9_000 * HOUR, NOON],
      [NOON, NOON + 9_000 * HOUR],
    ] as const)
      expect(pruned(asked, approved).filter(isUnheard)).toMatchObject([{ silent: { kind: "check-in" } }]);
    // What was due before both of them decided was answered then.
    expect(pruned(NOON + 3 * HOUR, NOON + 3 * HOUR).filter(isUnheard)).toEqual([]);
  });

  it("is nobody who arrived before their journey was pruned, although their driver has not said so", () => {
    const held = ticket({ leg: "a", journey: "j1", step: "with-me", presses: [press("with-me", NOON)] });
    const prunings = [{ journeys: ["j1"], askedAt: NOON + 3 * HOUR, approvedAt: NOON + 4 * HOUR }];
    expect(board(aCase("Alder", { tickets: [held] }), 20 * HOUR).filter(isUnheard)).toHaveLength(1);
    expect(board(aCase("Alder", { tickets: [held] }, { prunings }), 20 * HOUR).filter(isUnheard)).toEqual([]);
    const other = ticket({ ...held, ticket: "t2", journey: "j2" });
    expect(board(aCase("Alder", { tickets: [other] }, { prunings }), 20 * HOUR).filter(isUnheard)).toHaveLength(1);
  });
});
