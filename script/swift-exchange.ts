/**
 * In scenario tests both halves of X-Wing are Node's own: the same bytes (`swift-curves.test.ts`) in a thirtieth of the time,
 * and each commit's keys are sealed to each reader. What Node refuses (a point of small order, a key that is none), the
 * library is asked.
 */
import { X25519 } from "../node_modules/@hpke/dhkem-x25519/esm/mod.js";
import { MlKem768 } from "../node_modules/mlkem/esm/mod.js";
import { exchangeNatively } from "./swift-curve.ts";
import { decapsulateNatively, deriveNatively, encapsulateNatively } from "./swift-lattice.ts";

type Method = (this: unknown, ...given: never[]) => Promise<unknown>;

insteadOf(X25519.prototype, "derive", (privateKey: Uint8Array, publicKey: Uint8Array) =>
  exchangeNatively(privateKey, publicKey),
);
insteadOf(MlKem768.prototype, "deriveKeyPair", (seed: Uint8Array) => deriveNatively(seed));
insteadOf(MlKem768.prototype, "decap", (sealed: Uint8Array, key: Uint8Array) => decapsulateNatively(sealed, key));
// With a seed it is a test vector, and has to come out as that says.
insteadOf(MlKem768.prototype, "encap", (key: Uint8Array, seed?: Uint8Array) =>
  seed === undefined ? encapsulateNatively(key) : null,
);

/** @param natively null where the library is to be asked */
function insteadOf<Name extends string>(
  prototype: object & { [name in Name]: Method },
  name: Name,
  natively: (...given: never[]) => unknown,
): void {
  const library: Method & { swift?: true } = prototype[name];
  // Files that share a process each load this: wrapped once is enough.
  if (library.swift) return;
  const swift: Method & { swift?: true } = async function (...given) {
    return natively(...given) ?? library.apply(this, given);
  };
  swift.swift = true;
  Object.assign(prototype, { [name]: swift });
}
