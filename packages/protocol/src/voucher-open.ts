import { unbox } from "./aead-open.ts";
import { NOTHING } from "./hash.ts";
import { unpad } from "./padding.ts";
import { Refused } from "./refusal.ts";
import type { VoucherKeys } from "./voucher.ts";

/** The sentence, or null where these bytes are nobody's answer to these words. */
export async function openVoucher(keys: VoucherKeys, sealed: Uint8Array): Promise<string | null> {
  try {
    const text = unpad(await unbox(keys.box, NOTHING, new Uint8Array(sealed)));
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch (error) {
    if (error instanceof Refused || error instanceof TypeError) return null;
    throw error;
  }
}
