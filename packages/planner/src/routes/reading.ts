/** Reads values that came from outside, and says by its path which one does not fit: `services[3].trips[0].times[2]`. */

/** Thrown by readers, caught by the parsers of whole files, which answer it as a value. */
export class Misfit extends Error {
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.name = "Misfit";
    this.path = path;
    this.reason = reason;
  }
}

/** What a parser answers where a file does not fit. `code` is stable; `path` leads to the offending value. */
export interface Refusal {
  kind: "refused";
  code: "FL_NETWORK" | "FL_ROUTE_QUERY";
  path: string;
  reason: string;
}

/** The largest minute or price: over a thousand years, and still far from where integers lose digits. */
export const MOST = 1_000_000_000;
/** The largest number of points: a stay of years at it can still be added up exactly. */
export const MOST_POINTS = 1_000_000;

/** A value with the way that led to it. */
export class Found {
  readonly value: unknown;
  readonly #parent: Found | null;
  readonly #key: string | number;

  constructor(value: unknown, parent: Found | null = null, key: string | number = "") {
    this.value = value;
    this.#parent = parent;
    this.#key = key;
  }

  get path(): string {
    if (this.#parent === null) return "";
    const before = this.#parent.path;
    if (typeof this.#key === "number") return `${before}[${this.#key}]`;
    return before === "" ? this.#key : `${before}.${this.#key}`;
  }

  misfit(reason: string): never {
    throw new Misfit(this.path === "" ? "(the file)" : this.path, reason);
  }

  /** Its fields by name. A name that the format does not know is refused: a misspelt ban would ban nothing. */
  fields<Name extends string>(...known: Name[]): Record<Name, Found> {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return this.misfit("must be an object");
    for (const name of Object.keys(value))
      if (!known.some((one) => one === name))
        this.child(name).misfit(`is not a field here; known: ${known.join(", ")}`);
    return Object.fromEntries(known.map((name) => [name, this.child(name)])) as Record<Name, Found>;
  }

  /** Every field of an object whose names are ids. */
  entries(): [string, Found][] {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return this.misfit("must be an object");
    return Object.keys(value).map((name) => [name, this.child(name)]);
  }

  child(name: string): Found {
    const held = typeof this.value === "object" && this.value !== null && Object.hasOwn(this.value, name);
    return new Found(held ? Reflect.get(Object(this.value), name) : undefined, this, name);
  }

  list(): Found[] {
    if (!Array.isArray(this.value)) return this.misfit("must be a list");
    return this.value.map((value: unknown, index) => new Found(value, this, index));
  }

  /** @returns `fallback` where the field is absent or null. */
  or<T, Otherwise>(fallback: Otherwise, read: (found: Found) => T): T | Otherwise {
    return this.value === undefined || this.value === null ? fallback : read(this);
  }

  text(): string {
    if (typeof this.value !== "string") return this.misfit("must be text");
    return this.value;
  }

  id(): string {
    const id = this.text();
    if (id === "") return this.misfit("must not be empty");
    return id;
  }

  exactly<T extends string>(wanted: T): T {
    if (this.value !== wanted) return this.misfit(`must be "${wanted}"`);
    return wanted;
  }

  flag(): boolean {
    if (typeof this.value !== "boolean") return this.misfit("must be true or false");
    return this.value;
  }

  whole(most = MOST, least = 0): number {
    const { value } = this;
    if (typeof value !== "number" || !Number.isInteger(value)) return this.misfit("must be a whole number");
    if (value < least) return this.misfit(`must not be less than ${least}`);
    if (value > most) return this.misfit(`must not be more than ${most}`);
    return value;
  }

  degrees(most: number): number {
    const { value } = this;
    if (typeof value !== "number" || !(Math.abs(value) <= most))
      return this.misfit(`must be a number from -${most} to ${most}`);
    return value;
  }

  interval(): [number, number] {
    const [from, to, ...more] = this.list();
    if (from === undefined || to === undefined || more.length > 0) return this.misfit("must be [from, to]");
    const read: [number, number] = [from.whole(), to.whole()];
    if (read[0] > read[1]) return this.misfit("must not end before it begins");
    return read;
  }
}
