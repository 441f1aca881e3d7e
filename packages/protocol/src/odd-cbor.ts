import { type Bytes, concat, utf8 } from "./bytes.ts";
import type { Value } from "./form.ts";

/**
 * For tests: the same value in CBOR, with one of its items written in a way that RFC 8949 allows and the protocol does
 * not. Written apart from the codec that the protocol uses.
 */
export const ODDITIES = ["longer head", "longest head", "open length", "tagged", "as a float"] as const;
export type Oddity = (typeof ODDITIES)[number];

/** How many items there are: those inside arrays count too. */
export function countItems(value: Value): number {
  return 1 + (isArray(value) ? value.reduce<number>((sum, inner) => sum + countItems(inner), 0) : 0);
}

/**
 * @param at which item, counted in the order of writing; beyond the last, the encoding is the protocol's own
 * @returns null where that item has no such odd form
 */
export function encodeOddly(value: Value, at: number, oddity: Oddity): Bytes | null {
  if (at === 0) return oddItem(value, oddity);
  let next = 1;
  const inside: Bytes[] = [];
  for (const inner of isArray(value) ? value : []) {
    const items = countItems(inner);
    const isHere = at >= next && at < next + items;
    const encoded = isHere ? encodeOddly(inner, at - next, oddity) : encodePlainly(inner);
    if (encoded === null) return null;
    inside.push(encoded);
    next += items;
  }
  return isArray(value) ? concat(head(4, value.length, 0), ...inside) : encodePlainly(value);
}

export function encodePlainly(value: Value): Bytes {
  const { major, count, rest } = partsOf(value);
  return concat(head(major, count, 0), rest);
}

function oddItem(value: Value, oddity: Oddity): Bytes | null {
  const { major, count, rest } = partsOf(value);
  switch (oddity) {
    case "longer head":
      return major === SIMPLE || count > 0xffff_ffff ? null : concat(head(major, count, 1), rest);
    case "longest head":
      return major === SIMPLE || count > 0xffff_ffff
        ? null
        : concat(Uint8Array.of((major << 5) | 27), wide(count, 8), rest);
    case "open length":
      if (major === 4) return concat(Uint8Array.of(0x9f), rest, BREAK);
      return major === 2 || major === 3 ? concat(Uint8Array.of((major << 5) | 31), encodePlainly(value), BREAK) : null;
    case "tagged":
      return concat(Uint8Array.of(0xd9, 0xd9, 0xf7), encodePlainly(value)); // "this is CBOR"
    case "as a float": {
      if (typeof value !== "number") return null;
      const double = new DataView(new ArrayBuffer(9));
      double.setUint8(0, 0xfb);
      double.setFloat64(1, value);
      return new Uint8Array(double.buffer);
    }
  }
}

const SIMPLE = 7;
const BREAK = Uint8Array.of(0xff);
const SIZES = [0, 1, 2, 4, 8] as const;

function partsOf(value: Value): { major: number; count: number; rest: Bytes } {
  const rest = new Uint8Array(0);
  if (typeof value === "number") return { major: 0, count: value, rest };
  if (value === null) return { major: SIMPLE, count: 22, rest };
  if (typeof value === "boolean") return { major: SIMPLE, count: value ? 21 : 20, rest };
  if (typeof value === "string") return { major: 3, count: utf8(value).length, rest: utf8(value) };
  if (isArray(value)) return { major: 4, count: value.length, rest: concat(...value.map(encodePlainly)) };
  return { major: 2, count: value.length, rest: concat(value) };
}

/** Initial byte and count; `longer` sizes beyond what the count needs. */
function head(major: number, count: number, longer: number): Bytes {
  const needed = count < 24 ? 0 : count < 0x100 ? 1 : count < 0x1_0000 ? 2 : count < 0x1_0000_0000 ? 3 : 4;
  const size = Math.min(needed + longer, 4);
  if (size === 0) return Uint8Array.of((major << 5) | count);
  return concat(Uint8Array.of((major << 5) | (23 + size)), wide(count, SIZES[size] ?? 8));
}

function wide(count: number, length: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => Math.floor(count / 2 ** (8 * (length - 1 - i))) % 256);
}

function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
