import { type Bytes, concat } from "./bytes.ts";
import { refuse } from "./refusal.ts";

const KIB = 1024;
const STEPS = [KIB, 4 * KIB, 16 * KIB, 64 * KIB];

/**
 * Size to which `length` bytes (with their end mark) are padded: 1, 4, 16, 64 KiB, then Padmé
 * (Nikitin et al., PETS 2019): at most 12 % more, and few sizes. [PAD1] [P9]
 */
export function paddedLength(length: number): number {
  const step = STEPS.find((size) => length <= size);
  if (step !== undefined) return step;
  const exponent = Math.floor(Math.log2(length));
  const lastBits = exponent - (Math.floor(Math.log2(exponent)) + 1);
  const unit = 2 ** lastBits;
  return Math.ceil(length / unit) * unit;
}

/** The text, a 1 byte as end mark, zeros (ISO/IEC 7816-4). */
export function pad(text: Uint8Array): Bytes {
  const padded = new Uint8Array(paddedLength(text.length + 1));
  padded.set(text);
  padded[text.length] = 0x80;
  return padded;
}

/** @throws Refused FL_PADDING */
export function unpad(padded: Uint8Array): Bytes {
  return new Uint8Array(textIn(padded as Bytes));
}

/** The same without a copy, where it stands. @throws Refused FL_PADDING */
export function textIn(padded: Bytes): Bytes {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end--;
  if (padded[end] !== 0x80 || padded.length !== paddedLength(end + 1)) refuse("FL_PADDING");
  return padded.subarray(0, end);
}

/** Every answer to an opened mailbox has this size, or a multiple on request for more. [P9] */
export const PAGE_LENGTH = 16 * KIB;

/** @throws RangeError when the answer does not fit: the server counts before it fills a page. */
export function padPage(body: Uint8Array): Bytes {
  if (body.length + 1 > PAGE_LENGTH) throw new RangeError("page overfull");
  const page = new Uint8Array(PAGE_LENGTH);
  page.set(body);
  page[body.length] = 0x80;
  return page;
}

/** @throws Refused FL_PADDING */
export function unpadPage(page: Uint8Array): Bytes {
  let end = page.length - 1;
  while (end >= 0 && page[end] === 0) end--;
  if (page.length !== PAGE_LENGTH || page[end] !== 0x80) return refuse("FL_PADDING");
  return concat(page.subarray(0, end));
}
