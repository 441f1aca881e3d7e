import { utf8 } from "./bytes.ts";
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

/** Searches in batches and yields between them, so that a page stays alive on an old phone. */
export async function solveWork(challenge: Uint8Array, row: LongId, bits: number): Promise<number> {
  for (let answer = 0; ; answer++) {
    if (leadingZeros(attempt(challenge, row, answer)) >= bits) return answer;
    if (answer % BATCH === BATCH - 1) await new Promise((resolve) => setTimeout(resolve));
  }
}

export function checkWork(challenge: Uint8Array, row: LongId, bits: number, answer: number): boolean {
  return Number.isSafeInteger(answer) && answer >= 0 && leadingZeros(attempt(challenge, row, answer)) >= bits;
}
