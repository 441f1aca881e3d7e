import { type Bytes, toBytes } from "./bytes.ts";
import type { Random } from "./effects.ts";
import { digest } from "./hash.ts";
import { idToBytes, type OrganisationId } from "./id.ts";

/**
 * Code words and members' phrases: eight words of a list of 2,048, 82 random bits and a 6-bit
 * checksum. [PH1] There is no wrong code: well-formed words always open a mailbox. [PH3]
 */
export interface WordList {
  language: "en" | "ru";
  /** 2,048 words, distinct in their first four letters, in alphabetical order. */
  words: readonly string[];
}

export type CodeWords =
  | { kind: "words"; words: string[]; language: WordList["language"]; entropy: Bytes }
  | { kind: "count"; found: number }
  /** `position` counts from 0. */
  | { kind: "unknown-word"; position: number; word: string }
  | { kind: "checksum" };

const COUNT = 8;
const WORD_BITS = 11;
const CHECKSUM_BITS = 6;

/** 88 bits as 11 bytes, of which the last 6 bits are the checksum over the first 82. */
function withChecksum(bytes: Bytes): Bytes {
  const whole = toBytes(bytes.subarray(0, 11));
  whole[10] = (whole[10] ?? 0) & 0b1100_0000;
  const sum = digest(whole)[0] ?? 0;
  whole[10] |= sum >> (8 - CHECKSUM_BITS);
  return whole;
}

/** The first `count` times eleven bits as words, for people to compare. */
export function wordsFrom(bits: Uint8Array, count: number, list: WordList): string[] {
  return wordsOf(bits, count, list);
}

function wordsOf(bits: Uint8Array, count: number, list: WordList): string[] {
  const words: string[] = [];
  for (let i = 0; i < count; i++) {
    let index = 0;
    for (let bit = i * WORD_BITS; bit < (i + 1) * WORD_BITS; bit++) {
      index = (index << 1) | (((bits[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    words.push(list.words[index] ?? "");
  }
  return words;
}

export function makeCodeWords(random: Random, list: WordList): string[] {
  return wordsOf(withChecksum(random(11)), COUNT, list);
}

/**
 * Reads words as a person types them: any case, any spacing, commas or numbers between, the list
 * recognised from the words. Four letters of a word are enough, as the lists are distinct in them.
 */
export function readCodeWords(text: string, lists: readonly WordList[]): CodeWords {
  const typed =
    text
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll("ё", "е")
      .match(/\p{L}+/gu) ?? [];
  const list = bestList(typed, lists);
  if (list === undefined) return { kind: "count", found: 0 };
  const indices: number[] = [];
  for (const [position, word] of typed.entries()) {
    const index = indexOf(word, list);
    if (index < 0) return { kind: "unknown-word", position, word };
    indices.push(index);
  }
  if (indices.length !== COUNT) return { kind: "count", found: indices.length };
  const entropy = new Uint8Array(11);
  indices.forEach((index, i) => {
    for (let b = 0; b < WORD_BITS; b++) {
      if ((index >> (WORD_BITS - 1 - b)) & 1) {
        const bit = i * WORD_BITS + b;
        entropy[bit >> 3] = (entropy[bit >> 3] ?? 0) | (1 << (7 - (bit & 7)));
      }
    }
  });
  if (withChecksum(entropy)[10] !== entropy[10]) return { kind: "checksum" };
  return { kind: "words", words: wordsOf(entropy, COUNT, list), language: list.language, entropy };
}

function indexOf(word: string, list: WordList): number {
  const exact = list.words.indexOf(word);
  if (exact >= 0 || word.length < 4) return exact;
  return list.words.findIndex((known) => known.length >= 4 && known.slice(0, 4) === word);
}

function bestList(typed: readonly string[], lists: readonly WordList[]): WordList | undefined {
  const hits = (list: WordList) => typed.filter((word) => indexOf(word, list) >= 0).length;
  return typed.length === 0 ? undefined : [...lists].sort((a, b) => hits(b) - hits(a))[0];
}

/** An organisation's id for the eye: six words, 66 bits of its hash. Clients pin the whole id. [RO1] */
export function organisationWords(organisation: OrganisationId, list: WordList): string[] {
  return wordsOf(idToBytes(organisation), 6, list);
}
