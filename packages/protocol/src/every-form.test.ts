import { decode, encode } from "cborg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain, READERS } from "../vectors/readers.ts";
import { type Bytes, concat, fromHex, sameBytes } from "./bytes.ts";
import { FORMS, type Form } from "./every-form.ts";
import { refusalOf } from "./fixture.ts";
import type { Value } from "./form.ts";
import { countItems, encodeOddly, encodePlainly, ODDITIES, type Oddity } from "./odd-cbor.ts";
import { pad, unpad } from "./padding.ts";

const LONG = process.env.FAIRLEAD_LONG === "1";
const RUNS = LONG ? 1000 : 25;
const HEAD = 3;

it("every form that has vectors has a generator here", () => {
  expect(Object.keys(FORMS).sort()).toEqual(Object.keys(READERS).sort());
});

describe.each(Object.entries(FORMS))("any %s", (_name, { made, read, lies }) => {
  it("reads back as what was written", async () => {
    await fc.assert(
      fc.asyncProperty(made, async (make) => {
        const { bytes, holds } = await make();
        expect(plain(read(bytes))).toMatchObject(plain(holds) as object);
      }),
      { numRuns: RUNS },
    );
  });

  it("has one encoding: no other CBOR for the same value is read, in it or in its header", async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(made, fc.nat(), fc.constantFrom(...ODDITIES), async (make, pick, oddity) => {
        const { bytes } = await make();
        for (const other of encodedOddly(bytes, lies, pick, oddity)) {
          tried++;
          expect(await refusalOf(() => read(other))).toBe("FL_FORM_ENCODING");
        }
      }),
      { numRuns: RUNS },
    );
    expect(tried).toBeGreaterThan(RUNS / 5);
  });

  it("means one thing: other bytes are refused or hold something else", async () => {
    const change = fc.record({
      at: fc.nat(),
      by: fc.integer({ min: 1, max: 255 }),
      how: fc.constantFrom("set", "cut", "insert"),
    });
    await fc.assert(
      fc.asyncProperty(made, fc.array(change, { minLength: 1, maxLength: 3 }), async (make, changes) => {
        const { bytes } = await make();
        const other = changes.reduce(changed, bytes);
        if (sameBytes(bytes, other) || (await refusalOf(() => read(other))) !== "accepted") return;
        expect(plain(read(other))).not.toEqual(plain(read(bytes)));
      }),
      { numRuns: 4 * RUNS },
    );
  });
});

describe("the odd encodings", () => {
  const value: Value = [0, 300, true, null, [[], [1, "ы", new Uint8Array(30)]]];

  it("are of the same value: a lenient decoder reads them alike", () => {
    expect(encodePlainly(value)).toEqual(new Uint8Array(encode(value)));
    let odd = 0;
    for (let at = 0; at < countItems(value); at++) {
      for (const oddity of ODDITIES) {
        const bytes = encodeOddly(value, at, oddity);
        // That decoder knows no strings of open length at all.
        if (bytes === null || (oddity === "open length" && at >= 8)) continue;
        odd++;
        expect(bytes).not.toEqual(encodePlainly(value));
        expect(decode(bytes, { tags: { 55799: (inner) => inner() } })).toEqual(value);
      }
    }
    expect(odd).toBe(36);
  });

  it("of strings are those of RFC 8949, section 3.2.3", () => {
    expect(encodeOddly("ы", 0, "open length")).toEqual(fromHex("7f62d18bff"));
    expect(encodeOddly(Uint8Array.of(1, 2), 0, "open length")).toEqual(fromHex("5f420102ff"));
  });
});

function changed(bytes: Bytes, { at, by, how }: { at: number; by: number; how: string }): Bytes {
  // Most of a form is keys and seals, where any byte may stand; what has structure lies in front.
  const index = (by % 2 === 0 ? at % 160 : at) % bytes.length;
  const before = bytes.subarray(0, index);
  if (how === "set") return concat(before, Uint8Array.of((bytes[index] ?? 0) ^ by), bytes.subarray(index + 1));
  return how === "cut"
    ? concat(before, bytes.subarray(index + 1))
    : concat(before, Uint8Array.of(by), bytes.subarray(index));
}

function encodedOddly(bytes: Bytes, lies: Form["lies"], pick: number, oddity: Oddity): Bytes[] {
  const odd = (form: Bytes): Bytes | null => {
    const fields: Value = decode(form.subarray(HEAD));
    const cbor = encodeOddly(fields, pick % countItems(fields), oddity);
    return cbor === null ? null : concat(form.subarray(0, HEAD), cbor);
  };
  const others: (Bytes | null)[] = [];
  if (lies === "padded") {
    const other = odd(unpad(bytes));
    others.push(other === null ? null : pad(other));
  } else others.push(odd(bytes));
  if (lies === "around its header") {
    const [header, ...rest]: [Bytes, ...Value[]] = decode(bytes.subarray(HEAD));
    const other = odd(header);
    others.push(other === null ? null : concat(bytes.subarray(0, HEAD), encodePlainly([other, ...rest])));
  }
  return others.filter((other) => other !== null);
}
