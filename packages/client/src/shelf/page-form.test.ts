import { encodeBody, utf8 } from "@fairlead/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemsToBytes, readItems } from "./page-form.ts";

const items = fc.array(
  fc.tuple(
    fc.string({ unit: "grapheme" }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
  ),
);

describe("what a page holds", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(items, (some) => {
        expect(readItems(itemsToBytes(some))).toEqual(some);
      }),
    );
  });

  it("cut short or longer than it says, it is none of ours", () => {
    const written = itemsToBytes([
      ["key/1", utf8("an invented key")],
      ["key/2", new Uint8Array(0)],
    ]);
    for (let length = 0; length < written.length; length++)
      expect(() => readItems(written.slice(0, length)), `${length}`).toThrow("FL_BODY");
    expect(() => readItems(Uint8Array.of(...written, 0))).toThrow("FL_BODY");
    const farOff = written.slice();
    farOff[1] = 0xff;
    expect(() => readItems(farOff)).toThrow("FL_BODY");
  });

  it("in the form of earlier releases it is still read", () => {
    const some = [["key/1", utf8("an invented key")]] as const;
    expect(readItems(encodeBody({ items: some }))).toEqual(some);
  });
});
