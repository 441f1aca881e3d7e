import type { Bytes } from "./bytes.ts";
import { encodeForm, KIND } from "./form.ts";
import { derive, digest, NOTHING } from "./hash.ts";
import { idFrom, type LoginId } from "./id.ts";
import { verifyKeyOf } from "./signature.ts";

/** What a member's phrase becomes: a key to log in with, and one that opens the bundle. [PH2] [RO4] */
export interface UnlockingKeys {
  login: LoginId;
  loginKey: Bytes;
  loginSeed: Bytes;
  wrapKey: Bytes;
}

export function loginIdOf(loginKey: Uint8Array): LoginId {
  return idFrom<LoginId>(digest(encodeForm(KIND.loginId, [loginKey])));
}

/** @param stretched 32 secret bytes from `stretch` */
export async function unlockingKeys(stretched: Uint8Array): Promise<UnlockingKeys> {
  return unlockingKeysFrom(
    derive(stretched, NOTHING, "login", NOTHING, 32),
    derive(stretched, NOTHING, "wrapping", NOTHING, 32),
  );
}

/** The same from its two secrets, where a passkey has given them back. */
export function unlockingKeysFrom(loginSeed: Bytes, wrapKey: Bytes): UnlockingKeys {
  const loginKey = verifyKeyOf(loginSeed);
  return { login: loginIdOf(loginKey), loginKey, loginSeed, wrapKey };
}
