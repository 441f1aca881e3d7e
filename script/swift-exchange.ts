/**
 * In scenario tests X25519 inside X-Wing is Node's own: the same bytes (`swift-curves.test.ts`) in a thirtieth of the time,
 * and each commit's keys are sealed to each reader. What Node refuses (a point of small order), the library is asked.
 */
import { X25519 } from "../node_modules/@hpke/dhkem-x25519/esm/mod.js";
import { exchangeNatively } from "./swift-curve.ts";

type Exchange = (privateKey: Uint8Array, publicKey: Uint8Array) => Promise<Uint8Array>;
const exchange = X25519.prototype as unknown as { derive: Exchange; inLibrary?: Exchange };

// Files that share a process each load this: wrapped once is enough.
if (exchange.inLibrary === undefined) {
  const inLibrary = exchange.derive;
  exchange.inLibrary = inLibrary;
  exchange.derive = function (this: unknown, privateKey, publicKey) {
    const shared = exchangeNatively(privateKey, publicKey);
    return shared === null ? inLibrary.call(this, privateKey, publicKey) : Promise.resolve(shared);
  };
}
