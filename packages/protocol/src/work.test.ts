import { describe, expect, it } from "vitest";
import { seededRandom } from "./fixture.ts";
import { hashOf } from "./hash.ts";
import { checkWork, solveWork } from "./work.ts";

const random = seededRandom("work");
const challenge = random(16);
const row = hashOf(random(10));
const BITS = 8;

describe("proof of work", () => {
  it("[MB9] done for one row and challenge counts for no other, so that it cannot be replayed", async () => {
    const answer = await solveWork(challenge, row, BITS);
    expect(checkWork(challenge, row, BITS, answer)).toBe(true);
    const others = Array.from({ length: 40 }, () => random(16));
    // One in 256 fits by luck: that is what eight bits mean.
    expect(others.filter((other) => checkWork(other, row, BITS, answer)).length).toBeLessThan(3);
    expect(others.filter((other) => checkWork(challenge, hashOf(other), BITS, answer)).length).toBeLessThan(3);
  });

  it("[MB9] is as hard as asked", async () => {
    const answer = await solveWork(challenge, row, 10);
    for (let tried = 0; tried < answer; tried++) expect(checkWork(challenge, row, 10, tried)).toBe(false);
  });

  it("[MB9] takes no answer that is not a whole number", () => {
    for (const answer of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(checkWork(challenge, row, 0, answer)).toBe(false);
    expect(checkWork(challenge, row, Number.NaN, 0)).toBe(false);
  });
});
