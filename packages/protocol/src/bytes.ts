/**
 * Byte strings. `Bytes` is a Uint8Array over its own ArrayBuffer: what WebCrypto takes and gives.
 * Nothing here is secret-aware; secrets are compared by signatures and AEAD tags, never here.
 */
export type Bytes = Uint8Array<ArrayBuffer>;

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Equality of public bytes (ids, hashes, framings). Not constant-time: never use it on a secret. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // Every form that is read is compared with its one encoding: a call for each byte would be most of the reading.
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** A copy whose buffer is exactly its own, whatever view came in. */
export function toBytes(view: Uint8Array): Bytes {
  return new Uint8Array(view);
}

export function utf8(text: string): Bytes {
  return toBytes(new TextEncoder().encode(text));
}

export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** @throws RangeError on anything but lower-case hex of even length: callers pass ids that a parser made. */
export function fromHex(text: string): Bytes {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new RangeError("not lower-case hex");
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = digitAt(text, 2 * i) * 16 + digitAt(text, 2 * i + 1);
  return bytes;
}

/** By its code: a desk with ten thousand cases reads a million of them before it opens. */
function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}
