import type { StreamId } from "@fairlead/protocol";
import { describe, expect, it } from "vitest";
import { inTwo, readingOrder } from "./reading-order.ts";

const quiet = {
  ...{
    checkIns: [],
    waitingSince: null,
    writtenAfterClosing: null,
    decisions: [],
    statuses: [],
    closed: null,
    mine: false,
    journeys: [],
  },
  parts: [] as { stream: string }[],
};
const named = (name: string) => ({
  case: name as never,
  parts: [{ stream: `${name} contact` }, { stream: `${name} threat` }],
});
const checkIn = (closed: unknown) => ({ checkIns: [{ closed }] as never });

describe("in which order a desk reads", () => {
  const nobody = { moving: [], arrivals: [], tickets: [] };
  const ordered = (cases: Parameters<typeof readingOrder>[0]["cases"], today: typeof nobody | object = {}) =>
    readingOrder({ cases, today: { ...nobody, ...today } }, []);
  const { parts, pressing } = ordered([
    { ...quiet, ...named("listed first") },
    { ...quiet, ...named("mine"), mine: true },
    { ...quiet, ...named("nobody waits any more"), ...checkIn({ by: "somebody" }) },
    { ...quiet, ...named("a sign of life is due"), ...checkIn(null) },
    { ...quiet, ...named("lost"), statuses: [{ status: "lost-contact" }] },
    { ...quiet, ...named("lost and closed"), statuses: [{ status: "died" }], closed: { outcome: "died" } },
    { ...quiet, ...named("unanswered"), waitingSince: 1 },
  ]);

  it("[P7] where somebody waits or may be lost first, then one's own, then as they are listed", () => {
    expect(parts.filter((_, index) => index % 2 === 0)).toEqual([
      ...["a sign of life is due contact", "lost contact", "unanswered contact", "mine contact"],
      ...["listed first contact", "nobody waits any more contact", "lost and closed contact"],
    ]);
    expect(pressing).toBe(6);
  });

  it("[P7] whoever is on the road presses, whether or not a check-in was agreed: it is then that nobody hears of them", () => {
    const road = (name: string, state: "planned" | "moving" | "ended") => ({
      ...{ ...quiet, ...named(name) },
      journeys: [{ state }],
    });
    const silent = { ...quiet, ...named("closed and never heard of"), closed: { outcome: "no-contact" } };
    const [late, lost] = [road("nobody wrote that they came", "ended"), { ...quiet, ...named("an opened ticket") }];
    const cases = [road("home", "ended"), road("under way", "moving"), road("tomorrow", "planned"), silent, late, lost];
    const today = { moving: [silent], arrivals: [late], tickets: [lost] };
    const { parts: first, pressing: most } = ordered(cases, today);
    expect(first.slice(0, most).filter((_, index) => index % 2 === 0)).toEqual([
      ...["under way contact", "tomorrow contact", "closed and never heard of contact"],
      ...["nobody wrote that they came contact", "an opened ticket contact"],
    ]);
  });

  it("[CO5] what somebody only calls a case's is read after every part that a case names", () => {
    const today = nobody;
    const claimed = ["somebody's own", "mine contact", "mine threat"] as StreamId[];
    const cases = [{ ...quiet, ...named("mine"), mine: true }];
    expect(readingOrder({ cases, today }, claimed).parts).toEqual(["mine contact", "mine threat", "somebody's own"]);
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
