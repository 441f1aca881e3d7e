import { expect, it } from "vitest";
import { HOUR, MINUTE } from "../day.ts";
import type { Place } from "../fold/place.ts";
import type { JourneyId, LegId, MemberId } from "../ids.ts";
import { foldJourney, type Journeys } from "../journey/fold.ts";
import type { TellStep } from "../journey/operation.ts";
import type { JourneyView, LegView, ToldView } from "../journey/view.ts";
import { readOperation } from "../read/operation.ts";
import type { TicketView } from "../ticket/view.ts";
import { stepOfLeg, stepToTell, untrueStep } from "./step.ts";

const DAY = Date.parse("2017-05-09T00:00:00Z");
const at = (minute: number) => DAY + minute * MINUTE;
const leg = (
  id: string,
  kind: LegView["kind"],
  from: string,
  to: string,
  departs: number,
  arrives: number,
  service = "",
) =>
  ({
    ...{ leg: id, kind, from, to, departs, arrives, service, note: "", versions: {} },
    ...{ departsAt: at(departs), arrivesAt: at(arrives), assigned: [{ words: "PLANTED Boris" }] },
  }) as unknown as LegView;
const legs = [
  leg("a", "drive", "Mill", "Station", 600, 630, "PLANTED Boris's car"),
  leg("b", "ride", "Station", "Pier", 660, 720, "train 7"),
  leg("c", "drive", "Pier", "PLANTED Tansy", 740, 770, "PLANTED Vera's car"),
  leg("d", "stay", "PLANTED Tansy", "PLANTED Tansy", 770, 3_000),
] as const;
const [drive, train, , stay] = legs;
const bus = { kind: "ride", from: "Station", to: "Pier", departs: 690, arrives: 770, service: "night bus" };
const journey = (more: Partial<JourneyView> = {}): JourneyView =>
  ({
    ...{
      state: "moving",
      date: "2017-05-09",
      offset: 0,
      told: [],
      lying: [],
      keptChanged: [],
      ended: null,
      cancelled: null,
      legs,
    },
    route: {
      fallbacks: [{ leg: "b", at: 675, leads: "target", legs: [bus, { ...bus, kind: "drive", to: "PLANTED" }] }],
    },
    ...more,
  }) as unknown as JourneyView;
const ticket = (of: string, more: object = {}): TicketView =>
  ({
    ...{ ticket: `t${of}`, leg: of, holder: "driver", who: "PLANTED Boris", state: "going", ended: false, step: null },
    said: {
      at: at(595),
      from: legs.find(({ leg }) => leg === of)?.from,
      meet: "Behind the mill",
      to: "PLANTED",
      otherwise: "PLANTED",
      say: "Warm?",
      hear: "Inside.",
    },
    ...more,
  }) as unknown as TicketView;
const told = (of: LegView, tickets: readonly TicketView[] = [], more: Partial<ToldView> = {}): ToldView =>
  ({
    ...{ leg: of.leg, said: stepOfLeg(journey(), of, tickets).said, message: "m", words: "", at: 0 },
    ...{ stopped: false, lies: true },
    ...more,
  }) as ToldView;

it("[P3] a step says when, where to meet and the phrase; never who drives, where the way leads, or what comes after", () => {
  const step = stepOfLeg(journey(), drive, [ticket("a"), ticket("a", { holder: "host" }), ticket("c")]);
  expect(step.said).toEqual({
    ...{ at: at(595), departs: at(600), from: "Mill", meet: "Behind the mill", to: "", service: "" },
    ...{ say: "Warm?", hear: "Inside." },
  });
  const all = legs.map((one) => stepOfLeg(journey(), one, [ticket("a"), ticket("c"), ticket("d", { holder: "host" })]));
  expect(JSON.stringify([all[0], all[1], all[2]])).not.toContain("PLANTED");
  // Where they get off a train, nobody else can tell them; where they stay they are by then.
  expect(all[1]?.said).toMatchObject({ service: "train 7", from: "Station", to: "Pier" });
  expect(all[3]?.said).toMatchObject({ to: "", service: "", say: "Warm?" });
});

it("[P3] what to do if it does not come is for this boarding, one thing to take and not where it goes on", () => {
  expect(stepOfLeg(journey(), train, []).otherwise).toEqual({
    ...{ does: "take", at: at(675), service: "night bus", from: "Station", departs: at(690), to: "Pier" },
  });
  expect(stepOfLeg(journey(), drive, [ticket("a")]).otherwise).toEqual({ does: "wait", at: at(610) });
  const asked = { leg: "b", at: 675, leads: "target", legs: [{ ...bus, kind: "drive" }] };
  const byCar = journey({ route: { fallbacks: [asked] } as never });
  expect(stepOfLeg(byCar, train, []).otherwise).toEqual({ does: "wait", at: at(675) });
  expect(stepOfLeg(journey(), stay, []).otherwise).toBeNull();
  // Nobody is sent by a way that leads to a house which may be known.
  const lost = (what: string) =>
    stepOfLeg(
      journey({ keptChanged: [{ leg: "b", changes: [{ kind: "place", id: "p", what }] }] as never }),
      train,
      [],
    );
  expect(lost("compromised").otherwise).toEqual({ does: "wait", at: at(675) });
  expect(lost("changed").otherwise).toMatchObject({ does: "take" });
});

it("the step that they were told is no longer true once its hour, place or phrase is another, its leg is gone, or nobody comes", () => {
  const its = [ticket("a")];
  const why = (more: Partial<JourneyView>, tickets: readonly TicketView[] = its, now = at(500)) =>
    untrueStep(journey({ told: [told(drive, its)], ...more }), tickets, now)?.why ?? null;
  expect(why({})).toBeNull();
  expect(why({ told: [] })).toBeNull();
  expect(why({}, [])).toBe("changed");
  const { said } = ticket("a");
  for (const field of ["meet", "say", "hear"])
    expect(why({}, [ticket("a", { said: { ...said, [field]: "x" } })])).toBe("changed");
  expect(why({}, [ticket("a", { said: { ...said, otherwise: "x" } })])).toBeNull();
  expect(why({ legs: [{ ...drive, departsAt: at(640) }, train] as never })).toBe("changed");
  expect(why({ legs: [train] as never })).toBe("changed");
  expect(why({}, [ticket("a", { state: "held" })])).toBe("held");
  expect(why({}, [ticket("a", { state: "cancelled" })])).toBe("changed");
  expect(why({ state: "cancelled" })).toBe("over");
  expect(why({ state: "cancelled" }, its, at(600) + 13 * HOUR)).toBeNull();
  expect(why({ state: "cancelled", told: [told(drive, its, { stopped: true })] })).toBeNull();
  expect(why({ state: "ended", ended: { how: "arrived" } as never })).toBeNull();
  // It is behind them, whatever became of it.
  expect(why({}, [ticket("a", { step: "handed-over", said: { ...said, meet: "x" } })])).toBeNull();
});

it("what was told otherwise since, on the telephone or elsewhere, is untrue where it can still be read", () => {
  const before = told(drive, [], { said: { ...told(drive).said, meet: "where they met before" } });
  const rang = told(drive, [ticket("a")], { message: null, lies: false });
  const found = (...said: ToldView[]) => untrueStep(journey({ told: said }), [ticket("a")], at(500));
  expect(found(before, rang)).toEqual({ told: before, why: "lies", message: "m" });
  expect(found({ ...before, lies: false }, rang)).toBeNull();
  // The same, said once more: it holds.
  expect(found(told(drive, [ticket("a")]), rang)).toBeNull();
  // What was only said cannot be taken back; what lies there can.
  const stale = { ...rang, said: before.said };
  expect(found(before, stale)).toEqual({ told: before, why: "changed", message: "m" });
  expect(stepToTell(journey({ told: [before, rang] }), [ticket("a")], at(500))?.leg).toBe("a");
});

it("*do not set out* is untrue where it can still be read after the step that was told on the telephone", () => {
  const rang = told(drive, [ticket("a")], { message: null, lies: false, at: at(480) });
  const left = (said: number, isStep = false) => [{ message: "w", mailbox: "m", at: at(said), isStep }];
  const found = (lying: object[], more: Partial<JourneyView> = {}) =>
    untrueStep(journey({ told: [rang], lying: lying as never, ...more }), [ticket("a")], at(500));
  expect(found(left(470))).toEqual({ told: rang, why: "waits", message: "w" });
  // Put there with it, or after it, it is what holds; a step is judged by what it says.
  expect(found(left(480))).toBeNull();
  expect(found(left(470, true))).toBeNull();
  expect(found(left(470), { state: "cancelled" })?.why).toBe("over");
  // No step holds any more: the words that lie there make room for *do not set out*.
  expect(found(left(480), { noGo: true })).toEqual({ told: rang, why: "no-go", message: "w" });
});

it("[P11] nobody is to go by a step, of a train either, once two have said no; and nobody is told another", () => {
  const off = journey({ told: [told(train)], noGo: true });
  expect(untrueStep(off, [], at(650))?.why).toBe("no-go");
  expect(untrueStep(off, [], at(660) + 13 * HOUR)).toBeNull();
  expect(stepToTell(off, [], at(650))).toBeNull();
  expect(untrueStep({ ...off, noGo: false }, [], at(650))).toBeNull();
});

it("they are told the place that stands in the ticket of whoever comes for them; a train leaves where it leaves", () => {
  const { said } = ticket("a");
  const elsewhere = ticket("a", { said: { ...said, from: "Ford" } });
  expect(stepOfLeg(journey(), drive, [elsewhere]).said).toMatchObject({ from: "Ford", meet: "Behind the mill" });
  expect(untrueStep(journey({ told: [told(drive, [ticket("a")])] }), [elsewhere], at(500))?.why).toBe("changed");
  const along = ticket("b", { holder: "escort", said: { ...said, from: "Café" } });
  expect(stepOfLeg(journey(), train, [along]).said).toMatchObject({ from: "Station", meet: "Café, Behind the mill" });
});

it("the next step is theirs to hear when the hand-over before it is confirmed, and on a train while they ride", () => {
  const next = (tickets: readonly TicketView[], now: number, ...said: ToldView[]) =>
    stepToTell(journey({ told: said }), tickets, now)?.leg ?? null;
  const [going, done] = [ticket("a"), ticket("a", { step: "handed-over" })];
  expect(next([going], at(500))).toBe("a");
  expect(next([going], at(500), told(drive, [going]))).toBeNull();
  // Half an hour late, and nobody has said that they are there.
  expect(next([going], at(660), told(drive, [going]))).toBeNull();
  expect(next([done], at(640), told(drive, [going]))).toBe("b");
  expect(next([done], at(650), told(train))).toBeNull();
  expect(next([done], at(665), told(train))).toBe("c");
  expect(stepToTell(journey({ state: "planned" }), [], at(0))?.leg).toBe("a");
  expect(stepToTell(journey({ state: "cancelled" }), [], at(0))).toBeNull();
  expect(next([], at(4_000))).toBeNull();
});

it("is told over what was told before, of a leg as it goes now, and stays on record through every version", () => {
  const [by, id, ride] = ["ab".repeat(16) as MemberId, "01".repeat(16) as JourneyId, "02".repeat(16) as LegId];
  const here: Place = { by, role: "coordinator", at: 1_000, order: 0, proven: true };
  const way = { kind: "drive" as const, from: "Mill", to: "Pier", departs: 600, arrives: 630, service: "M", note: "" };
  const write = {
    ...{ op: "writeJourney" as const, journey: id, party: ["1"], date: "2017-05-09", offset: 0, route: null },
    ...{ legs: [{ ...way, leg: ride }], why: "later", over: 0 },
  };
  const tell: TellStep = {
    ...{ op: "tellStep", journey: id, leg: ride, said: told(drive).said, message: "m", words: "", seen: 1, over: 0 },
  };
  expect(readOperation(tell as never)).toEqual(tell);
  const fold = (journeys: Journeys, operation: Parameters<typeof foldJourney>[1]) => {
    const next = foldJourney(journeys, operation, here);
    if ("kind" in next) throw new Error(JSON.stringify(next));
    return next;
  };
  const once = fold(fold(new Map(), write), tell);
  expect(once.get(id)).toMatchObject({ version: 1, told: [{ leg: ride, message: "m", by }] });
  // Two who tell at once: the second has not seen what they go by.
  expect(foldJourney(once, tell, here)).toEqual({ kind: "written-meanwhile", by, at: 1_000 });
  const later = fold(once, { ...write, legs: [{ ...way, leg: ride, departs: 610 }], over: 1 });
  expect(later.get(id)?.told).toHaveLength(1);
  expect(foldJourney(later, { ...tell, over: 1 }, here)).toMatchObject({ kind: "written-meanwhile" });
  expect(fold(later, { ...tell, seen: 2, over: 1 }).get(id)?.told).toHaveLength(2);
  const read = { ...tell, message: null, seen: 2, over: 1 };
  expect(foldJourney(later, read, here)).toEqual({ kind: "incomplete", field: "text" });
  const off = fold(later, { op: "cancelJourney", journey: id, reason: "no", over: 2 });
  expect(foldJourney(off, { ...tell, seen: 2, over: 1 }, here)).toEqual({ kind: "journey-over" });
});
