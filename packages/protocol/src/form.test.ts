import { encode } from "cborg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, fromHex, toHex } from "./bytes.ts";
import { refusalOf } from "./fixture.ts";
import { decodeBody, decodeForm, encodeBody, encodeForm, KIND } from "./form.ts";

/** A form of one field, whose CBOR is given. */
const form = (hex: string) => concat(Uint8Array.of(1, 1, KIND.letter), fromHex(hex));
const one = (hex: string) => refusalOf(() => decodeForm(KIND.letter, form(hex), 1));

describe("a wire form", () => {
  it("starts with version, suite and kind, and is refused under any other", async () => {
    const bytes = encodeForm(KIND.card, [1]);
    expect([...bytes.subarray(0, 3)]).toEqual([1, 1, 3]);
    for (const at of [0, 1, 2]) {
      const other = new Uint8Array(bytes);
      other[at] = 9;
      expect(await refusalOf(() => decodeForm(KIND.card, other, 1))).toBe("FL_FORM_VERSION");
    }
    expect(await refusalOf(() => decodeForm(KIND.card, new Uint8Array(0), 1))).toBe("FL_FORM_VERSION");
    expect(await refusalOf(() => decodeForm(KIND.row, bytes, 1))).toBe("FL_FORM_VERSION");
  });

  it("no kind byte is given twice", () => {
    expect(new Set(Object.values(KIND)).size).toBe(Object.keys(KIND).length);
  });

  it.each([
    ["an integer longer than needed, 1 byte", "811801"],
    ["… 2 bytes", "81190001"],
    ["… 8 bytes", "811b0000000000000001"],
    ["a length longer than needed", "81580101"],
    ["an array length longer than needed", "980101"],
    ["an array of open length", "9f01ff"],
    ["bytes of open length", "815f4101ff"],
    ["text of open length", "817f6161ff"],
    ["a byte behind the item", "810100"],
    ["a second item behind it", "81018101"],
    ["a missing element", "82f4"],
    ["a half-float for 1", "81f93c00"],
    ["a double for 1.5", "81fb3ff8000000000000"],
    ["NaN", "81f97e00"],
    ["infinity", "81f97c00"],
    ["negative zero", "81f98000"],
    ["undefined", "81f7"],
    ["a simple value", "81f8ff"],
    ["a tag", "81c101"],
    ["a big number by tag", "81c24101"],
    ["an integer beyond 2^53", "811b0020000000000000"],
    ["text that is not UTF-8", "8161ff"],
    ["a surrogate in UTF-8", "8163eda080"],
    ["a map with one key twice", "81a2616101616102"],
    ["a map in the wrong order", "81a2616201616101"],
    ["a map with a number for a key", "81a10101"],
    ["a huge array that is not there", "9b00000000ffffffff"],
    ["a huge byte string that is not there", "815b00000000ffffffff"],
    ["nothing", ""],
  ])("refuses %s: one meaning has one encoding", async (_what, hex) => {
    expect(await one(hex)).toBe("FL_FORM_ENCODING");
  });

  it("refuses nesting deep enough to exhaust the stack, quickly", async () => {
    const deep = concat(Uint8Array.of(1, 1, KIND.letter), new Uint8Array(2_000_000).fill(0x81));
    expect(await refusalOf(() => decodeForm(KIND.letter, deep, 1))).toBe("FL_FORM_ENCODING");
  });

  it("keeps a byte order mark that a text begins with: words pasted from a file are words too", () => {
    for (const text of ["\ufeff", "\ufeffs", "\ufeff\ufeffя", `\ufeff${"x".repeat(50)}`, "a\ufeff"])
      expect(decodeForm(KIND.letter, encodeForm(KIND.letter, [text]), 1).text(99)).toBe(text);
  });

  it("refuses a wrong number of fields, and what is no array", async () => {
    for (const hex of ["80", "820101", "01", "a0", "f6", "4101"]) expect(await one(hex)).toBe("FL_FORM_FIELD");
  });

  const scalar = fc.oneof(
    fc.nat(),
    fc.constantFrom(0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32, Number.MAX_SAFE_INTEGER),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: "grapheme" }),
    fc.uint8Array({ maxLength: 300 }),
  );
  const value = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie("node"), { maxLength: 5 })),
  })).node;

  it("any one byte changed, added or lost gives another value or none: never the same one", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (fields, at, by) => {
        const body = encode({ fields });
        const read = decodeBody(body);
        expect(toHex(encodeBody(read))).toBe(toHex(body));
        const changed = new Uint8Array(body);
        const index = at % changed.length;
        changed[index] = (changed[index] ?? 0) ^ by;
        for (const other of [changed, body.subarray(0, -1), concat(body, Uint8Array.of(by))]) {
          try {
            expect(toHex(encodeBody(decodeBody(other)))).toBe(toHex(other)); // another value, canonical itself
          } catch (error) {
            expect(String(error)).toContain("FL_BODY");
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("fields", () => {
  const fields = (values: Parameters<typeof encodeForm>[1]) =>
    decodeForm(KIND.letter, encodeForm(KIND.letter, values), values.length);

  it("take exactly the shape that is asked for", async () => {
    const wrong: (() => unknown)[] = [
      () => fields(["text"]).bytes(4),
      () => fields([new Uint8Array(31)]).longId(),
      () => fields([new Uint8Array(33)]).longId(),
      () => fields([new Uint8Array(32)]).shortId(),
      () => fields([-1]).uint(),
      () => fields([1.5]).uint(),
      () => fields([11]).uint(10),
      () => fields(["1"]).uint(),
      () => fields([0]).flag(),
      () => fields([null]).flag(),
      () => fields([false]).nothing(),
      () => fields(["toString"]).oneOf(["a", "b"]),
      () => fields(["ab"]).text(1),
      () => fields([null]).text(1),
      () => fields([[1]]).fields(2),
      () => fields([[[1], [1], [1]]]).list(2, 1, (entry) => entry.uint()),
      () => fields([[[1, 2]]]).list(2, 1, (entry) => entry.uint()),
      () => fields([[1]]).list(2, 1, (entry) => entry.uint()),
    ];
    for (const attempt of wrong) expect(await refusalOf(attempt)).toBe("FL_FORM_FIELD");
  });

  it("a list of a million is refused before its elements are looked at", async () => {
    const many = fields([Array<number>(1_000_000).fill(0)]);
    let looked = 0;
    expect(await refusalOf(() => many.list(64, 1, () => looked++))).toBe("FL_FORM_FIELD");
    expect(looked).toBe(0);
  });

  it("bytes are copies: whoever keeps one keeps nothing of the request's buffer", () => {
    const source = encodeForm(KIND.letter, [Uint8Array.of(1, 2, 3)]);
    const taken = decodeForm(KIND.letter, source, 1).bytes(3);
    source.fill(0);
    expect([...taken]).toEqual([1, 2, 3]);
    expect(taken.buffer.byteLength).toBe(3);
  });
});

describe("an HTTP body", () => {
  it("reads back as it was written, without what is undefined", () => {
    const body = {
      row: Uint8Array.of(1),
      until: null,
      more: true,
      work: { answer: 3 },
      list: ["a"],
      missing: undefined,
    };
    const { missing: _, ...rest } = body;
    expect(decodeBody(encodeBody(body))).toEqual(rest);
  });

  it("has its keys in one order whatever order they were set in", () => {
    const keys = { b: 1, aa: 2, a: 3, é: 4, "\u{1f6f6}": 5, "\uffff": 6 };
    const reversed = Object.fromEntries(Object.entries(keys).reverse());
    expect(toHex(encodeBody(keys))).toBe(toHex(encodeBody(reversed)));
    expect(decodeBody(encodeBody(keys))).toEqual(keys);
  });

  it("is one map and nothing else", async () => {
    for (const hex of ["80", "4101", "f6", "01", "6161", ""])
      expect(await refusalOf(() => decodeBody(fromHex(hex)))).toBe("FL_BODY");
  });

  it("with a key __proto__ is refused, at any depth: a careless copy would make it a prototype", async () => {
    const hostile = JSON.parse('{"__proto__":{"admin":true}}');
    for (const body of [hostile, { a: hostile }, { a: [1, [hostile]] }])
      expect(await refusalOf(() => decodeBody(encode(body)))).toBe("FL_BODY");
    expect(decodeBody(encode({ constructor: 1, toString: 2 }))).toMatchObject({ constructor: 1 });
  });
});
