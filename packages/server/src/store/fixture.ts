/**
 * Invented commits, wraps and rows for the store's own tests: right in shape, sealed bytes are noise.
 * The store opens nothing, so it cannot tell.
 */
import { createHash } from "node:crypto";
import { CHUNK_LENGTH, type Keeping, paddedSize, sealedLength } from "@fairlead/protocol/verify";
import type { AlarmStep, WatchStep } from "../timers/alarm.ts";
import type { Effect, Head, NewCard, NewChunk, NewCommit, NewRow, NewUpload, NewWrap } from "./port.ts";

export const ZERO = "00".repeat(32);

export function sha(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

let counter = 0;
/** A fresh id of 16 bytes. */
export function freshId(): string {
  return sha(`id ${process.pid} ${counter++}`).slice(0, 32);
}

export function noise(length: number, seed = freshId()): Uint8Array {
  const out = new Uint8Array(length);
  for (let at = 0; at < length; at += 32) {
    out.set(Buffer.from(sha(seed, String(at)), "hex").subarray(0, Math.min(32, length - at)), at);
  }
  return out;
}

export function commitAfter(head: Head | null, of: Partial<NewCommit> & { stream: string; author: string }): NewCommit {
  const bytes = of.bytes ?? noise(600);
  return {
    seq: head === null ? 0 : head.seq + 1,
    prev: head === null ? ZERO : head.hash,
    hash: sha(bytes),
    epoch: 1,
    rosterSeq: 0,
    effect: { kind: "none" },
    ...of,
    bytes,
  };
}

export function wrapFor(stream: string, member: string, epoch = 1): NewWrap {
  const bytes = noise(300);
  return { stream, member, epoch, commitment: sha(stream, String(epoch)), hash: sha(bytes), bytes };
}

/** The epoch commit that begins a stream, with a wrap for each member. */
export function beginning(
  stream: string,
  members: readonly [string, ...string[]],
  keeping: Keeping = "perishable",
): { commit: NewCommit; wraps: NewWrap[] } {
  const effect: Effect = { kind: "epoch", commitment: sha(stream, "1"), keeping, linked: true };
  return {
    commit: commitAfter(null, { stream, author: members[0], effect }),
    wraps: members.map((member) => wrapFor(stream, member)),
  };
}

export function alarmCommit(head: Head, stream: string, author: string, step: AlarmStep): NewCommit {
  return commitAfter(head, { stream, author, effect: { kind: "alarm", step } });
}

export function watchCommit(head: Head, stream: string, author: string, step: WatchStep): NewCommit {
  return commitAfter(head, { stream, author, effect: { kind: "watch", step } });
}

/** For "new" or a mailbox, after the card before it. */
export function cardOf(mailbox: string, desk: string, before?: NewCard): NewCard {
  const bytes = noise(200);
  const counter = (before?.counter ?? 0) + 1;
  const previous = before?.hash ?? ZERO;
  return { hash: sha(bytes), mailbox, desk, counter, previous, expires: 490_300, bytes };
}

export function rowAfter(head: Head, of: Partial<NewRow> & { mailbox: string; desk: string }): NewRow {
  const bytes = of.bytes ?? noise(2700);
  return {
    card: { mailbox: "new", counter: 1 },
    seq: head.seq + 1,
    previous: head.hash,
    hash: sha(bytes),
    message: freshId(),
    hour: 490_000,
    ...of,
    bytes,
  };
}

export const NO_ROW: Head = { seq: 0, hash: ZERO };
export const KEYS = { verifyKey: noise(32, "verify"), kemKey: noise(1216, "kem") };

/** An upload of that many chunks, the last of them short, and its chunks. */
export function uploadOf(
  mailbox: string,
  chunks: number,
  mark = new Uint8Array(0),
): { upload: NewUpload; chunkAt: (seq: number) => NewChunk } {
  const file = freshId();
  const size = paddedSize((chunks - 1) * CHUNK_LENGTH + 1000);
  const chunkAt = (seq: number): NewChunk => {
    const sealed = noise(sealedLength(size, seq), `${file} ${seq}`);
    sealed.set(mark, 100);
    return { mailbox, file, seq, hash: sha(sealed), sealed };
  };
  return { upload: { mailbox, file, message: freshId(), size, hour: 490_000, bytes: noise(400) }, chunkAt };
}
