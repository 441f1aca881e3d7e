import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeChallenges } from "./challenges.ts";

const random = (length: number) => new Uint8Array(randomBytes(length));
const key = random(32);

describe("challenges", () => {
  let now = 1_000_000_000_000;
  const clock = () => now;
  const node = () => makeChallenges(key, clock, random);

  it("count once, for their purpose, and at any node that shares the key", () => {
    const [one, other] = [node(), node()];
    const nonce = one.give("open");
    expect(other.take("login", nonce)).toBe(false);
    expect(other.take("open", nonce)).toBe(true);
    expect(other.take("open", nonce)).toBe(false);
    expect(makeChallenges(random(32), clock, random).take("open", nonce)).toBe(false);
  });

  it("end with their minutes and are not valid before their time", () => {
    const nonce = node().give("open");
    now += 5 * 60_000;
    expect(node().take("open", nonce)).toBe(false);
    now -= 10 * 60_000;
    expect(node().take("open", nonce)).toBe(false);
  });

  it("[MB9] a work challenge serves one row, again and again, and no second", () => {
    const challenges = node();
    const work = challenges.give("work");
    expect(challenges.takeFor("work", work, "row")).toBe(true);
    expect(challenges.takeFor("work", work, "row")).toBe(true);
    expect(challenges.takeFor("work", work, "another")).toBe(false);
  });

  it("altered in any bit are nobody's", () => {
    const nonce = node().give("open");
    for (let bit = 0; bit < nonce.length * 8; bit += 5) {
      const altered = nonce.slice();
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(node().take("open", altered)).toBe(false);
    }
    expect(node().take("open", nonce.subarray(1))).toBe(false);
  });
});
