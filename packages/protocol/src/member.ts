import type { Bytes } from "./bytes.ts";
import type { Random } from "./effects.ts";
import { kemKeyOf } from "./hpke.ts";
import { type MemberId, newId } from "./id.ts";
import type { Role } from "./role.ts";
import { verifyKeyOf } from "./signature.ts";

/** A member's own keys: random, never derived from the phrase, which only wraps them. [RO4] */
export interface MemberKeys {
  id: MemberId;
  signSeed: Bytes;
  /** Of the KEM key that the roster names. */
  kemSeed: Bytes;
  /** While keys change: the one that comes next, or the one before, to which older wraps are sealed. */
  otherKemSeed?: Bytes;
}

export interface MemberPublic {
  id: MemberId;
  verifyKey: Bytes;
  kemKey: Bytes;
}

/** Suspension is quick and reversible; removal is for good, as an id is never used twice. [RO2] */
export type Standing = "active" | "suspended" | "removed";

export interface Member extends MemberPublic {
  role: Role;
  standing: Standing;
}

export function makeMemberKeys(random: Random): MemberKeys {
  return { id: newId<MemberId>(random), signSeed: random(32), kemSeed: random(32) };
}

export async function publicKeys(keys: MemberKeys): Promise<MemberPublic> {
  return { id: keys.id, verifyKey: verifyKeyOf(keys.signSeed), kemKey: await kemKeyOf(keys.kemSeed) };
}
