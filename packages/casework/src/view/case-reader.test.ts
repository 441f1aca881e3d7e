import { describe, expect, it } from "vitest";
import {
  type CaseView,
  caseReader,
  caseViews,
  dayFrom,
  type Entry,
  emptyState,
  foldEntries,
  type Outside,
  playSeason,
  readableAll,
  type State,
  season,
} from "../index.ts";

const play = playSeason(season(7, dayFrom("2017-05-09")));
const wren = play.outsideFor("wren");

/** The season's commits, in the order in which they came. */
const commits = (): Entry[][] => {
  const all: Entry[][] = [];
  for (const entry of play.entries) {
    const last = all.at(-1);
    const before = last?.[0];
    if (before?.stream === entry.stream && before.seq === entry.seq) last?.push(entry);
    else all.push([entry]);
  }
  return all;
};

const anew = (state: State, outside: Outside): CaseView[] => readableAll(caseViews(state, outside));
const pressing = ({ nextCheckIn, decisions }: CaseView): boolean =>
  nextCheckIn !== null || decisions.some(({ state }) => state === "waiting" || state === "ordered");

describe("reading cases again and again", () => {
  it("in steps gives what reading them at once gives, and what was made on the way is not made again", () => {
    const read = caseReader();
    const left = read.steps(play.state, wren);
    for (let made = 0; made < 5; made += 1) expect(left.next().done).toBe(false);
    const all = read(play.state, wren);
    expect(all).toEqual(anew(play.state, wren));
    let rest = left.next();
    while (!rest.done) rest = left.next();
    expect(rest.value).toEqual(all);
    const again = rest.value.filter((one) => !all.includes(one));
    expect(again.every((one) => pressing(one) || one.vouchedBy !== null)).toBe(true);
    expect(again.length).toBeLessThan(all.length);
  });

  it("shows after every change what reading all of them anew would show", () => {
    const read = caseReader();
    let state = emptyState();
    let shown = 0;
    for (const [number, commit] of commits().entries()) {
      state = foldEntries(state, commit);
      if (number % 60 !== 0) continue;
      // Letters come and alarms change meanwhile; the clock stands, so that nothing is made anew by its age.
      const threads = wren.threads.slice(0, Math.ceil((wren.threads.length * number) / play.entries.length));
      const alarms = number % 120 === 0 ? wren.alarms : wren.alarms.map((one) => ({ ...one, acknowledged: number }));
      const outside = { ...wren, threads, alarms };
      expect(read(state, outside)).toEqual(anew(state, outside));
      shown += 1;
    }
    expect(shown).toBeGreaterThan(10);
    expect(read(play.state, wren)).toEqual(anew(play.state, wren));
    for (const [reader, more] of [
      [new Map([...play.state.streams.keys()].map((stream) => [stream, [{ member: wren.me, from: null }]])), {}],
      [wren.readers, { members: wren.members.map((one) => ({ ...one, role: "auditor" as const })) }],
      [
        wren.readers,
        { erasures: new Map([...play.state.streams.keys()].map((s) => [s, { hour: 9, by: wren.me, at: 1 }])) },
      ],
      [wren.readers, { members: wren.members.slice(1) }],
      [wren.readers, { now: wren.now + 400 * 86_400_000 }],
    ] as const) {
      const outside = { ...wren, ...more, readers: reader };
      expect(read(play.state, outside)).toEqual(anew(play.state, outside));
    }
  });

  it("makes anew the case that was written in, and those that wait for a sign of life or a second person", () => {
    const read = caseReader();
    const before = read(play.state, wren);
    const [quiet] = before.filter((one) => !pressing(one));
    const spine = quiet?.parts.find(({ part }) => part === "contact")?.stream;
    if (quiet === undefined || spine === undefined) throw new Error("nothing is quiet");
    const seq = (play.state.streams.get(spine)?.seq ?? 0) + 1;
    const said = { author: wren.me, role: "coordinator", at: wren.now } as const;
    const note: Entry = { stream: spine, seq, ...said, operation: { op: "note", text: "An invented note" } };
    const after = read(foldEntries(play.state, [note]), wren);
    const remade = after.filter((one) => !before.includes(one));
    expect(remade.map((one) => one.case)).toContain(quiet.case);
    expect(remade.filter((one) => one.case !== quiet.case && !pressing(one))).toEqual([]);
    expect(remade.length).toBeLessThan(before.length);
  });

  it("keeps no case longer than a minute, none in which nothing goes by the minute longer than ten", () => {
    const read = caseReader();
    const before = read(play.state, wren);
    const soon = read(play.state, { ...wren, now: wren.now + 60_000 });
    const kept = soon.filter((one) => before.includes(one));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(before.length);
    expect(kept.filter(({ plan, tickets, waitingSince }) => plan.open[0] ?? tickets[0] ?? waitingSince)).toEqual([]);
    const later = read(play.state, { ...wren, now: wren.now + 600_000 });
    expect(later.filter((one) => before.includes(one))).toEqual([]);
  });

  it("lets go of cases that are gone", () => {
    const read = caseReader();
    const later = read(play.state, wren);
    expect(read(emptyState(), wren)).toEqual([]);
    expect(read(play.state, wren).filter((one) => later.includes(one))).toEqual([]);
  });
});
