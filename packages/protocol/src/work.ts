import { sha256 } from "@noble/hashes/sha2.js";
import { concat, utf8 } from "./bytes.ts";
import { digest } from "./hash.ts";
import { idToBytes, type LongId } from "./id.ts";

/** Proof of work over one row, or one voucher asked for, so that a flood costs its sender something. [MB9] */
const LABEL = utf8("fairlead/1/1/work\0");
const BATCH = 2_000;

function leadingZeros(bytes: Uint8Array): number {
  let zeros = 0;
  for (const byte of bytes) {
    if (byte !== 0) return zeros + Math.clz32(byte) - 24;
    zeros += 8;
  }
  return zeros;
}

function attempt(challenge: Uint8Array, row: LongId, answer: number): Uint8Array {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setFloat64(0, answer);
  return digest(LABEL, challenge, idToBytes(row), counter);
}

/** The same hashes, with what all of them begin with taken in once: half the work on an old phone is then not done. */
function attemptsFor(challenge: Uint8Array, row: LongId): (answer: number) => Uint8Array {
  const begun = sha256.create().update(concat(LABEL, challenge, idToBytes(row)));
  const going = begun.clone();
  const counter = new Uint8Array(8);
  const view = new DataView(counter.buffer);
  const hash = new Uint8Array(begun.outputLen);
  return (answer) => {
    view.setFloat64(0, answer);
    begun._cloneInto(going).update(counter).digestInto(hash);
    return hash;
  };
}

/** Searches in batches and yields between them, so that a page stays alive on an old phone. */
export async function solveWork(challenge: Uint8Array, row: LongId, bits: number): Promise<number> {
  const attempted = attemptsFor(challenge, row);
  for (let answer = 0; ; answer++) {
    if (leadingZeros(attempted(answer)) >= bits) return answer;
    if (answer % BATCH === BATCH - 1) await new Promise((resolve) => setTimeout(resolve));
  }
}

export function checkWork(challenge: Uint8Array, row: LongId, bits: number, answer: number): boolean {
  return Number.isSafeInteger(answer) && answer >= 0 && leadingZeros(attempt(challenge, row, answer)) >= bits;
}
