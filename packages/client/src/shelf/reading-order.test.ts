import type { StreamId } from "@fairlead/protocol";
import { describe, expect, it } from "vitest";
import { inTwo, readingOrder } from "./reading-order.ts";

const quiet = {
  ...{
    checkIns: [],
    waitingSince: null,
    writtenAfterClosing: null,
    decisions: [],
    status: null,
    closed: null,
    mine: false,
  },
  parts: [] as { stream: string }[],
};
const named = (name: string) => ({ parts: [{ stream: `${name} contact` }, { stream: `${name} threat` }] });
const checkIn = (closed: unknown) => ({ checkIns: [{ closed }] as never });

describe("in which order a desk reads", () => {
  const { parts, pressing } = readingOrder([
    { ...quiet, ...named("listed first") },
    { ...quiet, ...named("mine"), mine: true },
    { ...quiet, ...named("nobody waits any more"), ...checkIn({ by: "somebody" }) },
    { ...quiet, ...named("a sign of life is due"), ...checkIn(null) },
    { ...quiet, ...named("lost"), status: { status: "lost-contact" } },
    { ...quiet, ...named("lost and closed"), status: { status: "died" }, closed: { outcome: "died" } },
    { ...quiet, ...named("unanswered"), waitingSince: 1 },
  ]);

  it("[P7] where somebody waits or may be lost first, then one's own, then as they are listed", () => {
    expect(parts.filter((_, index) => index % 2 === 0)).toEqual([
      ...["a sign of life is due contact", "lost contact", "unanswered contact", "mine contact"],
      ...["listed first contact", "nobody waits any more contact", "lost and closed contact"],
    ]);
    expect(pressing).toBe(6);
  });

  it("[P7] what presses never waits, nor what is in no list; what is not on the device is not waited for", () => {
    const here = ["commons", ...parts.slice(0, 10), "begun since"] as StreamId[];
    expect(inTwo({ parts, pressing }, here, 0)).toEqual({
      first: ["commons", ...parts.slice(0, 6), "begun since"],
      waiting: parts.slice(6, 10),
    });
    expect(inTwo({ parts, pressing }, here, 8).waiting).toEqual(parts.slice(8, 10));
    expect(inTwo({ parts, pressing }, here, Number.POSITIVE_INFINITY).waiting).toEqual([]);
  });
});
