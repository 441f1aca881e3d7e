/**
 * In scenario tests a phrase is stretched in one round. Stretching is slow by intent, a fifth of a second of a processor, and
 * whether its million rounds are made changes nothing in what is told here, as long as all who open are of this process: where
 * the command line opens in another (packages/cli), each phrase is stretched in earnest. That a million are asked for, and
 * what they give, is proved where this is not loaded, in the protocol's own tests.
 */
import { expect } from "vitest";

type Stretch = { name: string; hash: string; salt: Uint8Array; iterations: number };
type DeriveBits = (how: Stretch, key: CryptoKey, length: number) => Promise<ArrayBuffer>;
type Swift = { inEarnest: boolean };

/** PostgreSQL has a password of its own proved in the same way, in some thousands of rounds: both ends count them. */
const isPhrase = ({ name, iterations }: Stretch): boolean => name === "PBKDF2" && iterations >= 1_000_000;

const SWIFT = Symbol.for("stretched swiftly");
const subtle = globalThis.crypto.subtle as unknown as { deriveBits: DeriveBits; [SWIFT]?: Swift };

// Files that share a process each load this: what they find wrapped they do not wrap again.
if (subtle[SWIFT] === undefined) {
  const swift: Swift = { inEarnest: true };
  const deriveBits = subtle.deriveBits.bind(subtle);
  subtle[SWIFT] = swift;
  subtle.deriveBits = (how, key, length) =>
    deriveBits(isPhrase(how) && !swift.inEarnest ? { ...how, iterations: 1 } : how, key, length);
}
subtle[SWIFT].inEarnest = /\/packages\/(channels|cli)\//.test(expect.getState().testPath ?? "/packages/cli/");
