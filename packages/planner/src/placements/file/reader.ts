/** A value on its way in is not what it should be. The message names no value: files hold people. */
export class Refused extends Error {
  override name = "Refused";
  readonly path: string;
  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

/** A place in a value that nobody has judged yet; knows the path that leads there. */
export type Reader = {
  refuse: (reason: string) => never;
  /** Any other field is refused: a misspelt `apart` would keep nobody apart. */
  only: (...known: string[]) => void;
  get: (key: string) => Reader;
  at: (index: number) => Reader;
  /** null when the key is absent. */
  optional: (key: string) => Reader | null;
  exactly: (text: string) => void;
  integer: (least: number, most: number) => number;
  string: () => string;
  /** A string that is not empty. */
  text: () => string;
  oneOf: (known: ReadonlySet<string>, what: string) => string;
  list: <T>(read: (entry: Reader) => T) => T[];
  record: <T>(keys: ReadonlySet<string>, what: string, read: (entry: Reader) => T) => Record<string, T>;
};

export function readFrom(value: unknown, path = ""): Reader {
  const refuse = (reason: string): never => {
    throw new Refused(path === "" ? "(the whole file)" : path, reason);
  };
  const object = (): Record<string, unknown> => (isObject(value) ? value : refuse("is not an object"));
  const array = (): unknown[] => (Array.isArray(value) ? value : refuse("is not a list"));
  const string = () => (typeof value === "string" ? value : refuse("is not a string"));
  const text = () => string() || refuse("is empty");
  const get = (key: string) => {
    const held = object();
    return readFrom(Object.hasOwn(held, key) ? held[key] : undefined, pathTo(path, key));
  };
  return {
    refuse,
    only: (...known) => {
      const other = Object.keys(object()).find((key) => !known.includes(key));
      if (other !== undefined) get(other).refuse(`is not a field here; known: ${known.join(", ")}`);
    },
    get,
    at: (index) => readFrom(array()[index], `${path}[${index}]`),
    optional: (key) => (Object.hasOwn(object(), key) ? get(key) : null),
    exactly: (wanted) => {
      if (value !== wanted) refuse(`is not "${wanted}"`);
    },
    integer: (least, most) => {
      if (typeof value !== "number" || !Number.isInteger(value)) return refuse("is not an integer");
      if (value < least || value > most) return refuse(`is not between ${least} and ${most}`);
      return value;
    },
    string,
    text,
    oneOf: (known, what) => (known.has(text()) ? text() : refuse(`names no ${what} of this file`)),
    list: (read) => array().map((entry, index) => read(readFrom(entry, `${path}[${index}]`))),
    record: (keys, what, read) => {
      const entries = Object.keys(object()).map((key) => {
        if (!keys.has(key)) get(key).refuse(`names no ${what} of this file`);
        return [key, read(get(key))] as const;
      });
      return Object.fromEntries(entries);
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pathTo(path: string, key: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
