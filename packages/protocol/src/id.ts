import { type Bytes, fromHex, toHex } from "./bytes.ts";
import type { Random } from "./effects.ts";

/** Ids travel as bytes and live in memory as lower-case hex, branded so that one cannot pass for another. */
export type Id<Name extends string> = string & { readonly __brand: Name };

/** SHA-256 of roster entry 0. [RO1] */
export type OrganisationId = Id<"OrganisationId">;
/** SHA-256 of a whole wire form. */
export type Hash = Id<"Hash">;
/** SHA-256 over the mailbox's two public keys. [MB1] */
export type MailboxId = Id<"MailboxId">;
/** SHA-256 over a login's public key. [RO4] */
export type LoginId = Id<"LoginId">;
/** Derived from two words. [VO1] */
export type VoucherId = Id<"VoucherId">;
/** 16 random bytes each. */
export type MemberId = Id<"MemberId">;
export type StreamId = Id<"StreamId">;
export type AlarmId = Id<"AlarmId">;
export type MessageId = Id<"MessageId">;
export type FileId = Id<"FileId">;
export type OpeningId = Id<"OpeningId">;

export type LongId = OrganisationId | Hash | MailboxId | LoginId | VoucherId;
export type ShortId = MemberId | StreamId | AlarmId | MessageId | FileId | OpeningId;

/** What stands where a chain has no predecessor yet. */
export const ZERO_HASH = "00".repeat(32) as Hash;

/** The only place where bytes become an id; parsers have checked the length. */
export function idFrom<T extends LongId | ShortId>(bytes: Uint8Array): T {
  return toHex(bytes) as T;
}

export function idToBytes(id: LongId | ShortId): Bytes {
  return fromHex(id);
}

export function newId<T extends ShortId>(random: Random): T {
  return idFrom<T>(random(16));
}
