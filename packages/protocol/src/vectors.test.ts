import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeVectors } from "../vectors/generate.ts";
import { READERS, type VectorFile } from "../vectors/readers.ts";
import { expectedOf, tryVectors } from "../vectors/try.ts";
import { concat, fromHex, toBytes } from "./bytes.ts";
import { refusalOf } from "./fixture.ts";
import { NOTHING } from "./hash.ts";

/**
 * The committed vectors are the protocol as it is deployed: this code must read them for ever, and
 * refuse their twins with the same codes. Another implementation checks itself against the same files.
 */
const folder = resolve(import.meta.dirname, "../vectors");
const load = (name: string): unknown => JSON.parse(readFileSync(resolve(folder, name), "utf8"));
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && name !== "derived.json")
  .map((name) => load(name) as VectorFile);

const check = async (file: VectorFile) => expect(await tryVectors(file)).toEqual(expectedOf(file));

it("there is a file of vectors for every reader", () => {
  expect(files.map(({ form }) => form).sort()).toEqual(Object.keys(READERS).sort());
});

describe.each(files)("vectors of $form", (file) => {
  it("are read as they were, and their malformed twins refused with the same codes", () => check(file));
});

/** Nothing signs these: the seal around them does. */
const INSIDE = [
  "letter",
  "letter-via",
  "letter-files",
  "letter-continues",
  "letter-press",
  "reply",
  "reply-ticket",
  "upload-note",
];
const SIGNED = files.filter(({ form }) => !INSIDE.includes(form));

it.each(SIGNED)("no bit of a $form can be changed, and no byte put in or left out", async ({ form, context, good }) => {
  const reader = READERS[form]!;
  const whole = fromHex(good);
  const change = fc.record({
    at: fc.nat(whole.length - 1),
    bit: fc.nat(7),
    how: fc.constantFrom("flip", "cut", "insert"),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, bit, how }) => {
      const bytes =
        how === "flip"
          ? toBytes(whole).with(at, (whole[at] ?? 0) ^ (1 << bit))
          : concat(
              whole.subarray(0, at),
              how === "cut" ? NOTHING : Uint8Array.of(bit),
              whole.subarray(at + (how === "cut" ? 1 : 0)),
            );
      expect(await refusalOf(() => reader(bytes, context))).not.toBe("accepted");
    }),
    { numRuns: 40 },
  );
});

it("vectors made today are read the same way, and what is derived has not changed", async () => {
  const { files: fresh, derived } = await makeVectors();
  for (const file of fresh) await check(file);
  expect(derived).toEqual(load("derived.json"));
});
