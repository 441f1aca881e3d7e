import { describe, expect, it } from "vitest";
import { HOUR, surge } from "../src/index.ts";
import { HOURS, playSurge, STEP } from "./surge-night.ts";

const FROM = Date.UTC(2017, 3, 3, 6);

describe("a surge: ten thousand threads in twenty-four hours, twelve operators", () => {
  it("[P6] no now is lost, none stands below another, none waits while an operator takes something lower", () => {
    const told = surge(2017, { threads: 10_000, from: FROM, hours: HOURS });
    expect(told.letters.length).toBeGreaterThan(12_000);
    const night = playSurge(told);
    // The whole order was compared with the documented one at every step of the clock, before anybody claims.
    expect(night.looks).toBe((HOURS * HOUR) / STEP);
    expect(night.wrong).toEqual([]);
    // Whoever said danger, however it was said and whatever came around it, was answered.
    const inDanger = new Set(told.letters.filter(({ danger }) => danger).map(({ caller }) => caller));
    expect(inDanger.size).toBeGreaterThan(500);
    expect(night.dangerUnanswered).toEqual([]);
    expect(night.dangerAnswered).toBe(inDanger.size);
    // Everything that was written is in the queue, answered or waiting: closed before, repeated, doubled or hostile.
    expect(night.shown).toBe(10_000);
    // Two took one thread at once more than once, and one of them was told; some fell asleep over a claim.
    expect(night.refusedClaims).toBeGreaterThan(0);
    expect(night.sleptOver).toBeGreaterThan(0);
  }, 400_000);

  it("the same seed gives the same night", () => {
    const small = { threads: 400, from: FROM, hours: HOURS };
    expect(playSurge(surge(7, small)).log).toEqual(playSurge(surge(7, small)).log);
    expect(playSurge(surge(8, small)).log).not.toEqual(playSurge(surge(7, small)).log);
  });
});
