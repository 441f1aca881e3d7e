import { decode, encode, Tokenizer, Type } from "cborg";
import { type Bytes, concat, sameBytes, toBytes } from "./bytes.ts";
import { idFrom, type LongId, type ShortId } from "./id.ts";
import { type RefusalCode, refuse } from "./refusal.ts";

/**
 * Wire forms. Each is three bytes [version, suite, kind] and one deterministic CBOR item (RFC 8949,
 * section 4.2.1), and a parser accepts that one encoding only: what is signed has one meaning.
 */
const VERSION = 1;
/** Suite 1: X-Wing, HKDF-SHA-256, AES-256-GCM, Ed25519, SHA-256, PBKDF2-HMAC-SHA-256. */
const SUITE = 1;

/** Kind bytes. A number is never given twice. */
export const KIND = {
  rosterEntry: 1,
  certificate: 2,
  card: 3,
  row: 4,
  opening: 5,
  confirmation: 6,
  login: 7,
  commit: 8,
  wrap: 9,
  bundle: 10,
  letter: 11,
  reply: 12,
  beat: 13,
  invitation: 14,
  joining: 15,
  upload: 16,
  chunk: 17,
  uploadEnd: 18,
  uploadNote: 19,
  // Signed or derived over, never sent as such:
  rowHeader: 20,
  commitHeader: 21,
  commitment: 22,
  link: 23,
  mailboxId: 24,
  loginId: 25,
  work: 26,
  bundleHeader: 27,
  continuation: 28,
  comparison: 29,
  watched: 36,
  // Sent again:
  succession: 30,
  ending: 31,
} as const;

export type Kind = (typeof KIND)[keyof typeof KIND];

/** What a form may hold: unsigned integers, booleans, null, text, bytes and arrays of these. */
export type Value = number | boolean | null | string | Uint8Array | readonly Value[];

export function encodeForm(kind: Kind, fields: readonly Value[]): Bytes {
  return concat(Uint8Array.of(VERSION, SUITE, kind), encode(fields));
}

/**
 * Fields that came to a form later stand at its end and are left out while they say nothing: letters that lie sealed
 * from before still read, and each letter still has one form.
 */
export function withoutTrailingNulls(fields: readonly Value[], least: number): readonly Value[] {
  let end = fields.length;
  while (end > least && fields[end - 1] === null) end--;
  return fields.slice(0, end);
}

/**
 * The fields of a form of this kind and length; up to `most` where later fields may be missing, which read as null.
 * @throws Refused FL_FORM_VERSION, FL_FORM_ENCODING, FL_FORM_FIELD
 */
export function decodeForm(kind: Kind, bytes: Uint8Array, length: number, most = length): Fields {
  if (bytes[0] !== VERSION || bytes[1] !== SUITE || bytes[2] !== kind) refuse("FL_FORM_VERSION");
  const value = decodeOne(bytes.subarray(3), "FL_FORM_ENCODING");
  if (!Array.isArray(value) || value.length < length || value.length > most) return refuse("FL_FORM_FIELD");
  // A null at the end of what was left out would be a second encoding of the same.
  if (value.length > length && value.at(-1) === null) return refuse("FL_FORM_FIELD");
  return new Fields([...value, ...new Array<null>(most - value.length).fill(null)]);
}

const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
  retainStringBytes: true,
};

/**
 * The decoder's texts lose a byte order mark that they begin with. Words pasted from a file may well begin with one,
 * and could then be neither sealed nor read.
 */
class WholeTexts extends Tokenizer {
  override next(): ReturnType<Tokenizer["next"]> {
    const token = super.next();
    const [first, second, third] = Type.equals(token.type, Type.string) ? (token.byteValue ?? []) : [];
    if (first === 0xef && second === 0xbb && third === 0xbf) token.value = `\ufeff${token.value}`;
    return token;
  }
}

/** One strict CBOR item, and nothing behind it. Re-encoding proves that no second encoding was taken. */
function decodeOne(bytes: Uint8Array, code: RefusalCode): unknown {
  let value: unknown;
  try {
    value = decode(bytes, { ...STRICT, tokenizer: new WholeTexts(bytes, STRICT) });
    if (sameBytes(encode(value), bytes)) return value;
  } catch {
    // Whatever the decoder found wrong, the answer is the same.
  }
  return refuse(code);
}

/** An HTTP body: one CBOR map. Deterministic like everything else, so that a body has one form. */
export function encodeBody(body: object): Bytes {
  return toBytes(encode(body, { ignoreUndefinedProperties: true }));
}

/** @throws Refused FL_BODY */
export function decodeBody(bytes: Uint8Array): Record<string, unknown> {
  const value = decodeOne(bytes, "FL_BODY");
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Uint8Array)
    return refuse("FL_BODY");
  if (namesPrototype(value)) refuse("FL_BODY");
  return value as Record<string, unknown>;
}

/** A key `__proto__` is harmless here, but would become a prototype in the first careless copy. */
function namesPrototype(value: unknown): boolean {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return false;
  return Object.hasOwn(value, "__proto__") || Object.values(value).some(namesPrototype);
}

/** Takes a form's fields one after the other; each taker names the shape that it accepts. */
export class Fields {
  readonly #values: readonly unknown[];
  #next = 0;

  constructor(values: readonly unknown[]) {
    this.#values = values;
  }

  #take(): unknown {
    return this.#values[this.#next++];
  }

  /** Exactly `length` bytes, or up to `max` where a range is given. */
  bytes(length: number, max = length): Bytes {
    const value = this.#take();
    if (!(value instanceof Uint8Array) || value.length < length || value.length > max) return refuse("FL_FORM_FIELD");
    return toBytes(value);
  }

  optionalBytes(length: number, max = length): Bytes | null {
    return this.#isNull() ? null : this.bytes(length, max);
  }

  longId<T extends LongId>(): T {
    return idFrom<T>(this.bytes(32));
  }

  optionalLongId<T extends LongId>(): T | null {
    return this.#isNull() ? null : this.longId<T>();
  }

  shortId<T extends ShortId>(): T {
    return idFrom<T>(this.bytes(16));
  }

  uint(max = Number.MAX_SAFE_INTEGER): number {
    const value = this.#take();
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || value > max)
      return refuse("FL_FORM_FIELD");
    return value;
  }

  optionalUint(max = Number.MAX_SAFE_INTEGER): number | null {
    return this.#isNull() ? null : this.uint(max);
  }

  nothing(): void {
    if (this.#take() !== null) refuse("FL_FORM_FIELD");
  }

  flag(): boolean {
    const value = this.#take();
    return typeof value === "boolean" ? value : refuse("FL_FORM_FIELD");
  }

  text(max: number): string {
    const value = this.#take();
    return typeof value === "string" && value.length <= max ? value : refuse("FL_FORM_FIELD");
  }

  oneOf<const T extends string>(choices: readonly T[]): T {
    const value = this.#take();
    return choices.find((choice) => choice === value) ?? refuse("FL_FORM_FIELD");
  }

  /** Like {@link oneOf}; null stands for "not said". */
  optionalOneOf<const T extends string>(choices: readonly T[]): T | null {
    return this.#isNull() ? null : this.oneOf(choices);
  }

  optionalText(max: number): string | null {
    return this.#isNull() ? null : this.text(max);
  }

  /** A nested array of exactly `length` fields. */
  fields(length: number): Fields {
    return fieldsOf(this.#take(), length);
  }

  optionalFields(length: number): Fields | null {
    return this.#isNull() ? null : this.fields(length);
  }

  /** A nested list; each element is read by `read` as its own `length` fields. */
  list<T>(max: number, length: number, read: (fields: Fields) => T): T[] {
    const value = this.#take();
    if (!Array.isArray(value) || value.length > max) return refuse("FL_FORM_FIELD");
    return value.map((element) => read(fieldsOf(element, length)));
  }

  optionalList<T>(max: number, length: number, read: (fields: Fields) => T): T[] | null {
    return this.#isNull() ? null : this.list(max, length, read);
  }

  #isNull(): boolean {
    if (this.#values[this.#next] !== null) return false;
    this.#next++;
    return true;
  }
}

function fieldsOf(value: unknown, length: number): Fields {
  return Array.isArray(value) && value.length === length ? new Fields(value) : refuse("FL_FORM_FIELD");
}
