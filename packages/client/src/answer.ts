import { type Bytes, type LongId, refuse, type ShortId, toBytes } from "@fairlead/protocol";

/**
 * What the server answered, taken field by field. A field of another shape is a broken or hostile
 * server and throws `Refused` FL_BODY, which halts what was asked for and nothing else.
 */
export class Answer {
  readonly #fields: Record<string, unknown>;

  constructor(fields: unknown) {
    this.#fields = isRecord(fields) ? fields : refuse("FL_BODY");
  }

  /** As it came: to be kept and read again. */
  get fields(): Readonly<Record<string, unknown>> {
    return this.#fields;
  }

  has(name: string): boolean {
    const value = this.#fields[name];
    return value !== undefined && value !== null;
  }

  bytes(name: string): Bytes {
    return asBytes(this.#fields[name]);
  }

  optionalBytes(name: string): Bytes | null {
    return this.has(name) ? this.bytes(name) : null;
  }

  uint(name: string): number {
    const value = this.#fields[name];
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : refuse("FL_BODY");
  }

  optionalUint(name: string): number | null {
    return this.has(name) ? this.uint(name) : null;
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    return typeof value === "boolean" ? value : refuse("FL_BODY");
  }

  text(name: string): string {
    const value = this.#fields[name];
    return typeof value === "string" ? value : refuse("FL_BODY");
  }

  oneOf<const T extends string>(name: string, choices: readonly T[]): T {
    return choices.find((choice) => choice === this.#fields[name]) ?? refuse("FL_BODY");
  }

  longId<T extends LongId>(name: string): T {
    return this.#id(name, 64) as T;
  }

  shortId<T extends ShortId>(name: string): T {
    return this.#id(name, 32) as T;
  }

  part(name: string): Answer {
    return new Answer(this.#fields[name]);
  }

  list(name: string): Answer[] {
    return this.#array(name).map((element) => new Answer(element));
  }

  bytesList(name: string): Bytes[] {
    return this.#array(name).map(asBytes);
  }

  uintList(name: string): number[] {
    return this.#array(name).map((value) =>
      typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : refuse("FL_BODY"),
    );
  }

  #id(name: string, length: number): string {
    const value = this.text(name);
    return value.length === length && /^[0-9a-f]*$/.test(value) ? value : refuse("FL_BODY");
  }

  #array(name: string): unknown[] {
    const value = this.#fields[name];
    return Array.isArray(value) ? value : refuse("FL_BODY");
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function asBytes(value: unknown): Bytes {
  return value instanceof Uint8Array ? toBytes(value) : refuse("FL_BODY");
}
