/**
 * In scenario tests each phrase is stretched once. Stretching is slow by intent, a quarter of a second, and its answer is
 * always the same: a test that enrols a member, unlocks and unlocks again asked for it each time. What it gives is what it
 * would give; that it gives the same each time is proved where this is not loaded, in the protocol's own tests.
 */
type ImportKey = (format: string, data: Uint8Array, algorithm: unknown, ...rest: unknown[]) => Promise<CryptoKey>;
type Stretch = { name: string; hash: string; salt: Uint8Array; iterations: number };
type DeriveBits = (how: Stretch, key: CryptoKey, length: number) => Promise<ArrayBuffer>;

const { subtle } = globalThis.crypto;
const importKey = subtle.importKey.bind(subtle) as ImportKey;
const deriveBits = subtle.deriveBits.bind(subtle) as DeriveBits;
const secrets = new WeakMap<CryptoKey, string>();
const stretched = new Map<string, Promise<ArrayBuffer>>();

/** Files that share a process each load this; wrapped once is enough. */
const DONE = Symbol.for("each phrase is stretched once");

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

const once = {
  [DONE]: true,
  importKey: async (...[format, data, algorithm, ...rest]: Parameters<ImportKey>) => {
    const key = await importKey(format, data, algorithm, ...rest);
    if (algorithm === "PBKDF2") secrets.set(key, hex(data));
    return key;
  },
  deriveBits: async (how: Stretch, key: CryptoKey, length: number) => {
    const secret = secrets.get(key);
    if (secret === undefined) return deriveBits(how, key, length);
    const of = [secret, how.hash, hex(how.salt), how.iterations, length].join();
    const bits = stretched.get(of) ?? deriveBits(how, key, length);
    stretched.set(of, bits);
    // A copy: whoever asked wipes what he was given.
    return (await bits).slice(0);
  },
};

if (!(DONE in subtle)) Object.assign(subtle, once);
