/** Reading and joining bytes of formats that others have written: nothing here throws on a short file. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const join = (parts: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

export const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

export const asciiBytes = (text: string): Bytes => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** Big-endian; NaN past the end, which no comparison takes for a length. */
export const u16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? Number.NaN) * 256 + (bytes[at + 1] ?? Number.NaN);
export const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 65_536 + u16(bytes, at + 2);
export const u64 = (bytes: Uint8Array, at: number): number => u32(bytes, at) * 2 ** 32 + u32(bytes, at + 4);
/** Little-endian. */
export const u16le = (bytes: Uint8Array, at: number): number =>
  (bytes[at + 1] ?? Number.NaN) * 256 + (bytes[at] ?? Number.NaN);
export const u32le = (bytes: Uint8Array, at: number): number => u16le(bytes, at + 2) * 65_536 + u16le(bytes, at);

export const littleEndian = (value: number, length: 2 | 4): Bytes => {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = Math.floor(value / 256 ** at) % 256;
  return bytes;
};

/** Whether these texts stand anywhere in the bytes, as ASCII. */
export const holdsAny = (bytes: Uint8Array, texts: readonly string[]): boolean =>
  texts.some((text) => {
    const sought = asciiBytes(text);
    for (let at = bytes.indexOf(sought[0] ?? 0); at >= 0; at = bytes.indexOf(sought[0] ?? 0, at + 1))
      if (sought.every((byte, index) => bytes[at + index] === byte)) return true;
    return false;
  });
