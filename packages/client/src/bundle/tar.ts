/**
 * A folder as one run of bytes (POSIX ustar): the oldest form that every machine still opens. Files only, names of our own
 * making, no owner, no rights but reading.
 */
export type TarFile = { path: string; bytes: Uint8Array };

const BLOCK = 512;
const NAME_MOST = 100;

/** @param seconds since 1970, of every file in it */
export function tarOf(files: readonly TarFile[], seconds: number): Uint8Array<ArrayBuffer> {
  const length = files.reduce((sum, { bytes }) => sum + BLOCK + padded(bytes.length), 2 * BLOCK);
  const tar = new Uint8Array(length);
  let at = 0;
  for (const { path, bytes } of files) {
    tar.set(headerOf(path, bytes.length, seconds), at);
    tar.set(bytes, at + BLOCK);
    at += BLOCK + padded(bytes.length);
  }
  return tar;
}

const padded = (length: number): number => Math.ceil(length / BLOCK) * BLOCK;

function headerOf(path: string, size: number, seconds: number): Uint8Array {
  if (!/^[a-z0-9][a-z0-9./-]*$/.test(path) || path.length > NAME_MOST || path.includes(".."))
    throw new TypeError("a name that is not ours");
  const header = new Uint8Array(BLOCK);
  const write = (text: string, from: number) => header.set(new TextEncoder().encode(text), from);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  write(path, 0);
  write(octal(0o400, 7), 100);
  write(octal(0, 7), 108);
  write(octal(0, 7), 116);
  write(octal(size, 11), 124);
  write(octal(seconds, 11), 136);
  write("        ", 148);
  write("0", 156);
  write("ustar\0", 257);
  write("00", 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}
