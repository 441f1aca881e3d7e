import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusalOf } from "./fixture.ts";
import { PAGE_LENGTH, pad, paddedLength, padPage, unpad, unpadPage } from "./padding.ts";

const KIB = 1024;

describe("padding", () => {
  it("[PAD1] comes off again, and leaves the text as it was, zeros and marks at its end included", () => {
    const ends = fc.constantFrom([], [0], [0x80], [0x80, 0], [0, 0x80, 0, 0]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), ends, (start, end) => {
        const text = Uint8Array.of(...start, ...end);
        expect([...unpad(pad(text))]).toEqual([...text]);
      }),
    );
  });

  it("[PAD1] gives 1, 4, 16 and 64 KiB, with room for the end mark", () => {
    const size = (length: number) => pad(new Uint8Array(length)).length;
    expect([0, KIB - 1, KIB, 4 * KIB - 1, 4 * KIB, 16 * KIB, 64 * KIB - 1].map(size)).toEqual(
      [1, 1, 4, 4, 16, 64, 64].map((kib) => kib * KIB),
    );
    expect(size(64 * KIB)).toBe(66 * KIB);
  });

  it("[PAD1] [P9] beyond 64 KiB follows Padmé: at most 12 % more, few sizes, never less", () => {
    fc.assert(
      fc.property(fc.integer({ min: 64 * KIB + 1, max: 2 ** 30 }), (length) => {
        const padded = paddedLength(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect(padded).toBeLessThanOrEqual(length * 1.12);
        expect(paddedLength(padded)).toBe(padded);
      }),
    );
    const sizes = new Set(Array.from({ length: 20_000 }, (_, i) => paddedLength(64 * KIB + 1 + i * 48)));
    expect(sizes.size).toBeLessThan(140);
  });

  it("[PAD1] has one form: more or fewer zeros than it needs are refused", async () => {
    const text = Uint8Array.of(1, 2, 3);
    const larger = new Uint8Array(4 * KIB);
    larger.set(pad(text));
    for (const padded of [larger, pad(text).subarray(0, KIB - 1), new Uint8Array(KIB), new Uint8Array(0)])
      expect(await refusalOf(() => unpad(padded))).toBe("FL_PADDING");
    const noMark = pad(text);
    noMark[3] = 0x81;
    expect(await refusalOf(() => unpad(noMark))).toBe("FL_PADDING");
  });

  it("[P9] every page of a mailbox has the same size, empty or full", async () => {
    for (const length of [0, 1, PAGE_LENGTH - 1]) {
      const page = padPage(new Uint8Array(length).fill(7));
      expect(page).toHaveLength(PAGE_LENGTH);
      expect(unpadPage(page)).toHaveLength(length);
    }
    expect(() => padPage(new Uint8Array(PAGE_LENGTH))).toThrow(RangeError);
    expect(await refusalOf(() => unpadPage(new Uint8Array(PAGE_LENGTH)))).toBe("FL_PADDING");
    expect(await refusalOf(() => unpadPage(pad(new Uint8Array(1))))).toBe("FL_PADDING");
  });
});
