import { describe, expect, it } from "vitest";
import { isInHours, minuteThere, opensIn, windowAt } from "./contact-window.ts";

const at = (hour: number, minute = 0) => Date.UTC(2017, 4, 9, hour, minute);
/** UTC+3; from ten in the evening to one at night. */
const NIGHTS = { mayRing: true, hours: [{ from: 22 * 60, to: 60 }], offset: 180 };

describe("The contact window", () => {
  it("goes by the caller's clock, over midnight", () => {
    expect(minuteThere(180, at(18, 59))).toBe(21 * 60 + 59);
    expect(minuteThere(-570, at(2))).toBe(16 * 60 + 30);
    const states = [18, 19, 21, 22].map((hour) => windowAt(NIGHTS, at(hour, 30)));
    expect(states).toEqual(["outside", "inside", "inside", "outside"]);
    expect(opensIn(NIGHTS, at(18, 30))).toBe(30);
    expect(opensIn(NIGHTS, at(19, 30))).toBeNull();
  });

  it("says nothing that nobody knows: no hours, no clock, no leave to ring", () => {
    expect(windowAt(null, at(20))).toBe("never");
    expect(windowAt({ ...NIGHTS, mayRing: false }, at(20))).toBe("never");
    expect(windowAt({ ...NIGHTS, offset: null }, at(20))).toBe("unknown");
    expect(windowAt({ ...NIGHTS, hours: [] }, at(20))).toBe("unknown");
    expect([isInHours(null, at(20)), isInHours({ ...NIGHTS, hours: [] }, at(20))]).toEqual([null, null]);
    expect(opensIn({ ...NIGHTS, offset: null }, at(20))).toBeNull();
  });

  it("hours are also those at which a phone may be looked at without ringing", () => {
    expect(isInHours({ ...NIGHTS, offset: 180 }, at(20))).toBe(true);
    expect(isInHours({ ...NIGHTS, offset: 180 }, at(10))).toBe(false);
  });
});
