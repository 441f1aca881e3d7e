import { fromHex, hashOf, organisationWords, type Pin, type WordList, wordsFrom } from "@fairlead/protocol";

/** Eight words, 88 bits: nobody makes another build with the same words. */
const BUILD_WORDS = 8;

/** The pinned organisation, as people tell it from others. [RO1] */
export function organisationInWords({ organisation }: Pin, list: WordList): string[] {
  return organisationWords(organisation, list);
}

/** An `age1…` key, as its owner reads it out: another one that begins and ends alike has other words. */
export function recipientInWords(key: string, list: WordList): string[] {
  return wordsFrom(fromHex(hashOf(new TextEncoder().encode(key))), BUILD_WORDS, list);
}

/** A build of the console, as one person reads it out to another. @param hash 32 bytes */
export function buildInWords(hash: Uint8Array, list: WordList): string[] {
  return wordsFrom(hash, BUILD_WORDS, list);
}
