import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "./day.ts";
import { askAgainAt, type Pressing, scoreOf } from "./queue.ts";
import type { Urgency } from "./words.ts";

const NOW = Date.UTC(2017, 4, 9, 18);

const pressing = (level: Urgency, waited: number | null, said = 0, dangerUnanswered = false): Pressing => ({
  urgency: { level, saidBy: { kind: "caller" }, at: level === "unknown" ? null : NOW - said, reason: "" },
  waitingSince: waited === null ? null : NOW - waited,
  dangerUnanswered,
});

const level = fc.constantFrom<Urgency>("now", "soon", "later", "unknown");
const waited = fc.option(fc.integer({ min: 0, max: 4000 * DAY }));
const any = fc
  .tuple(level, waited, fc.integer({ min: 0, max: 400 * DAY }), fc.boolean())
  .map(([urgency, since, said, danger]) => pressing(urgency, since, said, danger));

describe("danger × waiting", () => {
  it("orders as the table in the file says", () => {
    const order = [
      pressing("now", 5 * MINUTE, 0, true),
      pressing("now", 3 * HOUR),
      pressing("now", null),
      pressing("unknown", 26 * HOUR),
      pressing("unknown", 70 * MINUTE),
      pressing("soon", 7 * HOUR),
      pressing("soon", 3 * HOUR),
      pressing("later", 19 * HOUR),
      pressing("unknown", null),
    ];
    const scores = order.map((one) => scoreOf(one, NOW));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it("never lets a now sink: nothing that is not now ever stands above one", () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        fc.pre(a.urgency.level === "now" && b.urgency.level !== "now");
        expect(scoreOf(a, NOW)).toBeGreaterThan(scoreOf(b, NOW));
      }),
      { numRuns: 500 },
    );
  });

  it("waiting longer never lowers a thread, and time passing never lowers one that waits", () => {
    fc.assert(
      fc.property(level, fc.nat(300 * DAY), fc.nat(300 * DAY), fc.nat(30 * DAY), (urgency, one, more, said) => {
        expect(scoreOf(pressing(urgency, one + more, said), NOW)).toBeGreaterThanOrEqual(
          scoreOf(pressing(urgency, one, said), NOW),
        );
        const thread = pressing(urgency, one, said);
        expect(scoreOf(thread, NOW + more)).toBeGreaterThanOrEqual(scoreOf(thread, NOW));
      }),
    );
  });

  it("urgency ages: a forgotten later rises among the unknown, a soon after twelve hours", () => {
    expect(scoreOf(pressing("later", 8 * DAY, 8 * DAY), NOW)).toBeGreaterThan(
      scoreOf(pressing("soon", 11 * HOUR), NOW),
    );
    expect(scoreOf(pressing("soon", 13 * HOUR, 13 * HOUR), NOW)).toBeGreaterThan(
      scoreOf(pressing("unknown", 2 * HOUR), NOW),
    );
    expect(askAgainAt({ level: "now", at: NOW })).toBe(NOW + 3 * HOUR);
  });
});
