import { describe, expect, it } from "vitest";
import {
  accountView,
  caseViews,
  dayFrom,
  dayText,
  figuresView,
  LONG_LETTER,
  ledgerOf,
  placesOf,
  playSeason,
  queueView,
  season,
  todayView,
  untrueStep,
} from "../src/index.ts";

/** People counted in the ledger up to a day. */
const totals = (seed: number, day: string) => {
  const play = playSeason(season(seed, dayFrom(day)));
  const moves = [...(ledgerOf(play.state)?.moves.values() ?? [])];
  const people = (to: string) => moves.filter((move) => move.to === to).reduce((sum, move) => sum + move.people, 0);
  return { play, evacuated: people("evacuated"), abroad: people("abroad"), lost: ledgerOf(play.state)?.lost.size };
};

describe("the invented season", () => {
  it.each([
    ["2017-04-07", 1, 0, 0],
    ["2017-04-17", 32, 0, 2],
    ["2017-05-09", 40, 0, 2],
    ["2017-05-16", 42, 0, 2],
    ["2017-12-31", 106, 88, 2],
  ])("reaches the public milestones of %s: %i evacuated, %i abroad, %i lost", (day, evacuated, abroad, lost) => {
    for (const seed of [0, 7]) expect(totals(seed, day)).toMatchObject({ evacuated, abroad, lost });
  });

  it("13 July: more than 120 asked, more than 60 evacuated, 27 abroad, as published", () => {
    const { play, evacuated, abroad } = totals(7, "2017-07-13");
    expect(evacuated).toBeGreaterThan(60);
    expect(abroad).toBe(27);
    const published = figuresView(play.state, play.outsideFor("avocet")).published?.weeks.at(-1);
    expect(published?.abroad).toBe(27);
    expect(published?.evacuated).toBeGreaterThan(60);
    expect(published?.asked).toBeGreaterThanOrEqual(120);
  });

  it("opens on 29 March, is asked first on 2 April, and by 170 at the year's end", () => {
    const whole = season(7, dayFrom("2017-12-31"));
    const letters = whole.events.filter((event) => event.kind === "letter");
    expect(dayText(Math.floor((whole.events[0]?.at ?? 0) / 86_400_000))).toBe("2017-03-29");
    expect(dayText(Math.floor((letters[0]?.at ?? 0) / 86_400_000))).toBe("2017-04-02");
    expect(new Set(letters.map((letter) => letter.caller)).size).toBe(170);
    expect(whole.callers).toHaveLength(170);
    expect(letters.filter((letter) => letter.text === LONG_LETTER)).toHaveLength(1);
    expect(new TextEncoder().encode(LONG_LETTER).length).toBeGreaterThan(4096);
  });

  it("every event is one that the real commands allow, and the fold refuses none", () => {
    const { play } = totals(3, "2017-12-31");
    expect(accountView(play.state)).toEqual({ refused: [], unknown: 0 });
  });

  it("the same seed gives the same season, another seed another", () => {
    const day = dayFrom("2017-04-20");
    expect(season(5, day)).toEqual(season(5, day));
    expect(season(6, day).events).not.toEqual(season(5, day).events);
  });

  it("stops at the evening of a living operation", () => {
    const { play } = totals(7, "2017-05-09");
    const today = todayView(play.state, play.outsideFor("wren"));
    expect(today.overdue.map((checkIn) => checkIn.state)).toEqual(["missed", "in-grace"]);
    expect(today.overdue[0]?.tapped?.tap).toBe("safe");
    expect(today.nextHours.filter((hour) => hour.kind === "check-in").length).toBeGreaterThanOrEqual(3);
    expect([...today.waitingForMe, ...today.mineWaiting]).toHaveLength(4);
    expect(today.waitingForMe.find(({ mailbox }) => mailbox !== null)).toMatchObject({
      outcome: "referred",
      provision: { now: { plan: {} }, missing: [] },
    });
    expect(today.waitingForMe.every((decision) => !decision.proposedBy.me)).toBe(true);
    const { threads } = queueView(play.state, play.outsideFor("plover"));
    expect(threads.some((thread) => thread.urgency.level === "now" && thread.claim === null)).toBe(true);
    expect(threads.filter((thread) => thread.urgency.level === "now" && thread.claim?.mine)).toHaveLength(1);
    expect(new Set(threads.map((thread) => thread.urgency.level))).toEqual(
      new Set(["now", "unknown", "soon", "later"]),
    );
    const figures = figuresView(play.state, play.outsideFor("avocet"));
    expect(figures.published?.weeks.at(-1)).toMatchObject({ ends: dayFrom("2017-05-09"), evacuated: 40 });
  });

  it("[P3] whoever is on the way was told the bus and nothing after it, and their money is counted", () => {
    const { play } = totals(7, "2017-05-09");
    const outside = play.outsideFor("heron");
    const moving = caseViews(play.state, outside).filter(({ journeys }) =>
      journeys.some(({ state }) => state === "moving"),
    );
    expect(moving).toHaveLength(1);
    for (const { journeys, tickets, messages, parts } of moving) {
      const [journey] = journeys;
      if (journey === undefined) throw new Error("nobody is on the way");
      expect(journey.told.map(({ leg }) => leg)).toEqual([journey.legs[2]?.leg]);
      expect(untrueStep(journey, tickets, outside.now)).toBeNull();
      const told = messages.find(({ key }) => key === journey.told[0]?.message)?.text;
      expect(told).toContain("31");
      expect(told).not.toMatch(/dunes|Vera|Rosa/);
      const [sum] = parts.flatMap(({ money }) => money.flatMap(({ sums }) => sums));
      expect(sum).toEqual({
        ...{ currency: "RUB", planned: 600_000, handed: 430_000, spent: 84_000 },
        ...{ paid: 0, returned: 0, inHand: 346_000 },
      });
    }
  });

  it("every text that a search finds in a case names one line of it", () => {
    const { play } = totals(7, "2017-05-09");
    const places = placesOf({
      cases: caseViews(play.state, play.outsideFor("wren")),
      threads: [],
      parts: [],
      interpretings: [],
      board: { known: [], judgements: [] },
      exposure: { standing: 0, marks: [], own: [], things: null, recipients: [] },
    });
    const kinds = new Set<string>();
    for (const { pieces } of places) {
      const told = pieces.filter(({ kind }) => kind !== "alias");
      for (const { kind } of told) kinds.add(kind);
      expect(told.filter(({ line }) => line === null)).toEqual([]);
      const ofOne = told.filter(({ kind }) => kind !== "consent").map(({ line }) => line);
      expect(ofOne.filter((line, at) => ofOne.indexOf(line) !== at)).toEqual([]);
    }
    expect(kinds.size).toBeGreaterThan(8);
  });

  it("[P3] communications reads figures and nothing that leads to a person", () => {
    const { play } = totals(7, "2017-05-09");
    const text = JSON.stringify(figuresView(play.state, play.outsideFor("avocet")).published);
    expect(text).not.toMatch(/moved |asked \d|mailbox/);
  });
});
