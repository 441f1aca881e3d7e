import { BOX_KEY_LENGTH, BOX_OVERHEAD, type BoxKey, box, boxKey } from "./aead.ts";
import { type Bytes, utf8 } from "./bytes.ts";
import { type WordList, wordsFrom } from "./code-words.ts";
import type { Random } from "./effects.ts";
import { derive, NOTHING } from "./hash.ts";
import { idFrom, type OrganisationId, type VoucherId } from "./id.ts";
import { pad } from "./padding.ts";
import { stretch } from "./stretch.ts";
import { VOUCHER_LENGTH } from "./voucher-size.ts";

/**
 * A voucher: two words that somebody who was helped passes on, and one sentence that answers them. [VO1]
 *
 * Two words are 22 bits. Asked one by one, at a server that counts, that is out of reach; whoever has copied the server
 * tries all of them in days, and then has sentences. So a sentence says nothing of anybody.
 */
export const SENTENCE_LIMIT = 160;

export interface VoucherKeys {
  /** Under this the server keeps the sentence. */
  id: VoucherId;
  box: BoxKey;
}

export function makeVoucherWords(random: Random, list: WordList): string {
  return wordsFrom(random(3), 2, list).join(" ");
}

/** As words are typed: any case, any spacing; null where they are not two. */
export function readVoucherWords(typed: string): string | null {
  const words =
    typed
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll("ё", "е")
      .match(/\p{L}+/gu) ?? [];
  return words.length === 2 ? words.join(" ") : null;
}

/** The slow step is that of code words. @param words from {@link readVoucherWords} */
export async function voucherKeys(words: string, organisation: OrganisationId): Promise<VoucherKeys> {
  const stretched = await stretch(utf8(`voucher\0${words}`), organisation);
  return {
    id: idFrom<VoucherId>(derive(stretched, NOTHING, "voucher id", NOTHING, 32)),
    box: boxKey(derive(stretched, NOTHING, "voucher sentence", NOTHING, BOX_KEY_LENGTH)),
  };
}

/** @throws RangeError when the sentence is longer than one size holds: the screen counts first. */
export async function sealVoucher(keys: VoucherKeys, sentence: string): Promise<Bytes> {
  const padded = pad(utf8(sentence));
  if (sentence.length > SENTENCE_LIMIT || padded.length + BOX_OVERHEAD !== VOUCHER_LENGTH)
    throw new RangeError("a sentence too long");
  return box(keys.box, NOTHING, padded);
}
