import { fromHex, refuse, toHex } from "@fairlead/protocol";

/** No field of ours begins so: what stands under such a key is a value that JSON has no word for. */
const MARK = "\0";
const [MAP, SET, BYTES, NOTHING] = ["m", "s", "b", "u"].map((kind) => MARK + kind) as [string, string, string, string];

/**
 * Plain values as text that is read back in one go: with ten thousand cases every other form costs seconds. Maps, sets,
 * bytes and what is undefined come back as they were.
 *
 * @returns null where something in it would not: then it is made anew from what it was made of
 */
export function pack(value: unknown): string | null {
  try {
    return JSON.stringify(wrapped(value));
  } catch (error) {
    if (error instanceof Unpackable) return null;
    throw error;
  }
}

class Unpackable extends Error {}

function wrapped(value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (!Number.isFinite(value) || Object.is(value, -0)) throw new Unpackable();
      return value;
    case "undefined":
      return { [NOTHING]: 0 };
    case "object":
      break;
    default:
      throw new Unpackable();
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(wrapped);
  if (value instanceof Map) return { [MAP]: [...value].map(([key, one]) => [wrapped(key), wrapped(one)]) };
  if (value instanceof Set) return { [SET]: [...value].map(wrapped) };
  if (value instanceof Uint8Array) return { [BYTES]: toHex(value) };
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new Unpackable();
  const plain: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) {
    if (key.startsWith(MARK) || key === "__proto__") throw new Unpackable();
    plain[key] = wrapped(one);
  }
  return plain;
}

/** @throws Refused FL_BODY for what {@link pack} did not write */
export function unpack(text: string): unknown {
  try {
    return unwrapped(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse("FL_BODY");
    throw error;
  }
}

/** In place: most of it is as it was. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries())
      if (typeof one === "object" && one !== null) value[index] = unwrapped(one);
    return value;
  }
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const one = fields[key];
    if (key.startsWith(MARK)) return marked(key, one);
    if (typeof one === "object" && one !== null) fields[key] = unwrapped(one);
  }
  return fields;
}

function marked(key: string, value: unknown): unknown {
  if (key === NOTHING) return undefined;
  if (key === BYTES) return typeof value === "string" ? fromHex(value) : refuse("FL_BODY");
  const all = unwrapped(value);
  if (!Array.isArray(all)) return refuse("FL_BODY");
  if (key === SET) return new Set(all);
  return key === MAP ? new Map(all) : refuse("FL_BODY");
}
