import { expect, it } from "vitest";
import { twoPlaces } from "./two-places.ts";

it("two words are asked back from two different places, whatever chance says", () => {
  const asked = new Set<string>();
  for (let one = 0; one < 256; one++) {
    for (let other = 0; other < 256; other++) {
      const [first, second] = twoPlaces(8, () => new Uint8Array([one, other]));
      if (first < 0 || second <= first || second >= 8) expect.fail(`${one} ${other}: ${first} ${second}`);
      asked.add(`${first} ${second}`);
    }
  }
  expect(asked.size).toBe(28);
});
