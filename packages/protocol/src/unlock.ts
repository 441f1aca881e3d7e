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
  const loginSeed = derive(stretched, NOTHING, "login", NOTHING, 32);
  const loginKey = verifyKeyOf(loginSeed);
  return {
    login: loginIdOf(loginKey),
    loginKey,
    loginSeed,
    wrapKey: derive(stretched, NOTHING, "wrapping", NOTHING, 32),
  };
}
