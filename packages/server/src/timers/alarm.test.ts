import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Alarm, acknowledged, advanced, armed, cleared, nextAt, viewOf } from "./alarm.ts";

const alarms = fc.record({
  due: fc.integer({ min: 0, max: 2000 }),
  grace: fc.integer({ min: 0, max: 500 }),
  ladder: fc.array(fc.record({ delay: fc.integer({ min: 0, max: 500 }), token: fc.constant("aa") }), { maxLength: 5 }),
});
const make = (of: { due: number; grace: number; ladder: { delay: number; token: string }[] }): Alarm =>
  armed("stream", { verb: "arm", alarm: "alarm", ...of });

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
