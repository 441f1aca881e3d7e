import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Alarm,
  acknowledged,
  advanced,
  armed,
  cleared,
  newlyReached,
  nextAt,
  type Rung,
  viewOf,
} from "./alarm.ts";

const alarms = fc.record({
  due: fc.integer({ min: 0, max: 2000 }),
  grace: fc.integer({ min: 0, max: 500 }),
  ladder: fc.array(fc.record({ delay: fc.integer({ min: 0, max: 500 }), token: fc.constant("aa") }), { maxLength: 5 }),
});
/** Each rung with a shift of its own, or without bounds. */
const watched = fc.record({
  due: fc.integer({ min: 0, max: 2000 }),
  grace: fc.constant(0),
  ladder: fc.array(
    fc.record({
      delay: fc.integer({ min: 0, max: 500 }),
      token: fc.constantFrom("aa", "bb", "cc"),
      from: fc.option(fc.integer({ min: 0, max: 3000 })),
      until: fc.option(fc.integer({ min: 0, max: 3000 })),
    }),
    { maxLength: 8 },
  ),
});
const make = (of: { due: number; grace: number; ladder: { delay: number; token: string }[] }): Alarm =>
  armed("stream", { alarm: "alarm", ...of });

describe("[P7] an alarm", () => {
  it("stands the same however often somebody looked on the way", () => {
    fc.assert(
      fc.property(alarms, fc.array(fc.integer({ min: 0, max: 4000 })), (of, looks) => {
        const end = 4000;
        const watched = looks.toSorted((a, b) => a - b).reduce(advanced, make(of));
        expect(advanced(watched, end)).toEqual(advanced(make(of), end));
      }),
    );
  });

  it("says when something will happen next: nothing happens before, something does then", () => {
    fc.assert(
      fc.property(alarms, (of) => {
        let alarm = make(of);
        for (let at = nextAt(alarm), steps = 0; at !== null; at = nextAt(alarm), steps++) {
          expect(advanced(alarm, at - 1)).toEqual(alarm);
          const next = advanced(alarm, at);
          expect(next).not.toEqual(alarm);
          expect(steps).toBeLessThan(10);
          alarm = next;
        }
        expect(viewOf(alarm)).toMatchObject({ state: "missed" });
        expect(viewOf(alarm).rungs.every(({ reached }) => reached)).toBe(true);
      }),
    );
  });

  it("calls each shift that is on duty once, as it begins, and none that is over", () => {
    fc.assert(
      fc.property(watched, fc.array(fc.integer({ min: 0, max: 6000 })), (of, looks) => {
        const end = 6000;
        let alarm = make(of);
        const told: { rung: Rung; at: number }[] = [];
        // Looked at every minute, and at random ones besides: the same is told.
        for (let minute = 0; minute <= end; minute++) {
          const after = advanced(alarm, minute);
          for (const rung of newlyReached(alarm, after, minute)) told.push({ rung, at: minute });
          alarm = after;
        }
        const expected = of.ladder
          .map((rung) => ({ rung, at: Math.max(of.due + rung.delay, rung.from ?? 0) }))
          .filter(({ rung, at }) => rung.until === null || rung.until > at);
        const key = ({ rung, at }: { rung: Rung; at: number }) => `${at} ${JSON.stringify(rung)}`;
        expect(told.map(key).toSorted()).toEqual(expected.map(key).toSorted());
        // After hours without a server nobody is woken for a shift that has ended.
        const late = looks.toSorted((a, b) => a - b).at(-1) ?? end;
        for (const { until } of newlyReached(make(of), advanced(make(of), late), late))
          expect(until === null || until === undefined || until > late).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("[CK1] goes on after a tap; ends when it is cleared", () => {
    fc.assert(
      fc.property(alarms, fc.integer({ min: 0, max: 4000 }), (of, minute) => {
        const { acknowledged: _, ...untouched } = advanced(make(of), minute);
        expect(advanced(acknowledged(make(of), 7), minute)).toEqual({ ...untouched, acknowledged: 7 });
        expect(nextAt(cleared(make(of)))).toBeNull();
        expect(advanced(cleared(make(of)), minute).state).toBe("cleared");
      }),
    );
  });
});
