import { ENCODINGS, type Encoding } from "./table.ts";

const SEEN = 200_000;

const byMark = (bytes: Uint8Array): Encoding | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
};

/** Every other byte of a text in one alphabet is the same few: in Latin 0, in Cyrillic 4. */
const byZeros = (bytes: Uint8Array): Encoding | null => {
  const few = bytes.subarray(0, 4_000);
  const high = (byte: number | undefined) => byte === 0 || byte === 4;
  const [even, odd] = [0, 1].map((rest) => few.filter((byte, index) => index % 2 === rest && high(byte)).length);
  const half = Math.floor(few.length / 2);
  if (half === 0 || !few.includes(0)) return null;
  if ((odd ?? 0) > half * 0.7) return "utf-16le";
  return (even ?? 0) > half * 0.7 ? "utf-16be" : null;
};

const isMarkedUtf8 = (bytes: Uint8Array): boolean => byMark(bytes) === "utf-8";

/** In an encoding of one byte a mark in front is none of its letters: some program put it there by mistake. */
export const decode = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(encoding)
    .decode(isMarkedUtf8(bytes) && !encoding.startsWith("utf") ? bytes.subarray(3) : bytes)
    .replace(/^\uFEFF/u, "");

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    // Cut anywhere, a letter may be halved: as in a stream, its rest is waited for.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, SEEN), { stream: true });
    return true;
  } catch {
    return false;
  }
};

const RUSSIAN = /[оеаинтсрвлкмдпу]/gu;
const ODD = /(?![\t\n\r])\p{Cc}|[\u2500-\u257F\u2580-\u259F]/gu;
/** A capital inside a word: what Russian looks like in the wrong one of its three old encodings. */
const INSIDE = /[а-яё][А-ЯЁ]/gu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** How much it reads like Russian, or like a Western language. */
const worth = (bytes: Uint8Array, encoding: Encoding): number => {
  const text = decode(bytes.subarray(0, SEEN), encoding);
  const western = encoding === "windows-1252" ? count(text, /[a-z][äöüßéèêçñáíóúåøæ]|[äöüßéèêçñáíóúåøæ][a-z]/giu) : 0;
  return count(text, RUSSIAN) + western * 2 - 3 * count(text, INSIDE) - 10 * count(text, ODD);
};

/** What the bytes seem to be. Where nothing says so for certain a person looks at the first rows, and may say otherwise. */
export const encodingOf = (bytes: Uint8Array): { encoding: Encoding; sure: boolean } => {
  if (isUtf8(bytes) && byZeros(bytes) === null) return { encoding: byMark(bytes) ?? "utf-8", sure: true };
  const marked = isMarkedUtf8(bytes) ? null : (byMark(bytes) ?? byZeros(bytes));
  if (marked !== null) return { encoding: marked, sure: true };
  const old = ENCODINGS.slice(3);
  const best = old.reduce((a, b) => (worth(bytes, b) > worth(bytes, a) ? b : a));
  return { encoding: best, sure: false };
};
