/**
 * Looks for a sentence in bytes, in every dress that a program may have put on it: UTF-8, UTF-16, base64, hexadecimal,
 * and escaped as in JSON. Finding nothing proves something only beside a control that is found.
 */
import { openSync, readFileSync, readSync } from "node:fs";

/** A form's name and its bytes. */
type Dress = { form: string; bytes: Buffer };

export function dressesOf(sentence: string): Dress[] {
  const utf8 = Buffer.from(sentence, "utf8");
  const utf16 = Buffer.from(sentence, "utf16le");
  const escaped = sentence.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [
    { form: "UTF-8", bytes: utf8 },
    { form: "UTF-16", bytes: utf16 },
    { form: "hexadecimal", bytes: Buffer.from(utf8.toString("hex")) },
    { form: "JSON, lower case", bytes: Buffer.from(escaped) },
    { form: "JSON, upper case", bytes: Buffer.from(escaped.replace(/\\u[0-9a-f]{4}/g, upper)) },
    ...[utf8, utf16].flatMap((bytes) => base64Of(bytes)),
  ];
}

const upper = (unit: string): string => `\\u${unit.slice(2).toUpperCase()}`;

/** Base64 of bytes that begin anywhere in a longer text: three ways to fall into groups of three. */
function base64Of(bytes: Buffer): Dress[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString("base64");
    // The first letters also hold bits of what stands before.
    const sure = whole.slice(before === 0 ? 0 : before + 1);
    const safe = sure.replaceAll("+", "-").replaceAll("/", "_");
    return [
      { form: `base64, ${before}`, bytes: Buffer.from(sure) },
      { form: `base64url, ${before}`, bytes: Buffer.from(safe) },
    ];
  });
}

/** What is looked for, by the name under which it is told. */
type Sought = { name: string; bytes: Buffer };

/**
 * Two hundred dresses in a third of a gigabyte, in one pass: at each place the first two bytes say whether any of them may
 * begin here. One after the other they took half a minute.
 * @returns which of them stand in the bytes, each once
 */
function searchFor(all: readonly Sought[]): (bytes: Buffer) => string[] {
  const begins = new Map<number, Sought[]>();
  for (const one of all) {
    const pair = one.bytes.readUInt16LE(0);
    begins.set(pair, [...(begins.get(pair) ?? []), one]);
  }
  return (bytes) => {
    const open = new Uint8Array(0x10000);
    for (const pair of begins.keys()) open[pair] = 1;
    const found = new Set<string>();
    for (let at = 0, here = bytes[0] ?? 0; at + 1 < bytes.length; at++) {
      const next = bytes[at + 1] ?? 0;
      const pair = here | (next << 8);
      here = next;
      if (open[pair] === 0) continue;
      const some = begins.get(pair) ?? [];
      for (const { name, bytes: sought } of some) if (!found.has(name) && standsAt(bytes, at, sought)) found.add(name);
      if (some.every(({ name }) => found.has(name))) open[pair] = 0;
    }
    return all.flatMap(({ name }) => (found.delete(name) ? [name] : []));
  };
}

function standsAt(bytes: Buffer, at: number, sought: Buffer): boolean {
  if (at + sought.length > bytes.length) return false;
  for (let n = 2; n < sought.length; n++) if (bytes[at + n] !== sought[n]) return false;
  return true;
}

const dressed = (sentences: readonly string[]): Sought[] =>
  sentences.flatMap((sentence) =>
    dressesOf(sentence).map(({ form, bytes }) => ({ name: `${sentence} (${form})`, bytes })),
  );

/** @returns "sentence (form)" for each of the sentences that stand in the bytes. */
export function findIn(bytes: Buffer, sentences: readonly string[]): string[] {
  return searchFor(dressed(sentences))(bytes);
}

/** The same for bytes: as they are, in hexadecimal, and in base64. @returns "name (form)" for each that is there. */
export function findBytesIn(bytes: Buffer, secrets: readonly { name: string; bytes: Uint8Array }[]): string[] {
  const all = secrets.flatMap(({ name, bytes: sought }) => {
    const hex = Buffer.from(sought).toString("hex");
    const dresses = [
      { form: "bytes", bytes: Buffer.from(sought) },
      { form: "hexadecimal", bytes: Buffer.from(hex) },
      { form: "hexadecimal, UTF-16", bytes: Buffer.from(hex, "utf16le") },
      { form: "HEXADECIMAL", bytes: Buffer.from(hex.toUpperCase()) },
      ...base64Of(Buffer.from(sought)),
    ];
    return dresses.map(({ form, bytes: dress }) => ({ name: `${name} (${form})`, bytes: dress }));
  });
  return searchFor(all)(bytes);
}

const PIECE = 32 * 1024 * 1024;

/**
 * All that a running process could write to in its memory, buffers outside of any heap included. Linux only, and only
 * of one's own children.
 * @returns what was found, and how many bytes were looked at
 */
export function findInMemory(pid: number, sentences: readonly string[]): { found: string[]; looked: number } {
  const search = searchFor(dressed(sentences));
  const found = new Set<string>();
  const memory = openSync(`/proc/${pid}/mem`, "r");
  const piece = Buffer.alloc(PIECE);
  let looked = 0;
  for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
    const region = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
    if (region === null || line.endsWith("[vvar]")) continue;
    const end = Number.parseInt(region[2] ?? "", 16);
    // Pieces overlap, so that no sentence is cut in two.
    for (let at = Number.parseInt(region[1] ?? "", 16); at < end; at += PIECE - 4096) {
      const length = Math.min(PIECE, end - at);
      try {
        const read = readSync(memory, piece, 0, length, at);
        looked += read;
        for (const each of search(piece.subarray(0, read))) found.add(each);
      } catch {
        // Reserved and never touched: nothing is there to be read.
        break;
      }
    }
  }
  return { found: [...found], looked };
}
