import { BOX_KEY_LENGTH, boxKey } from "./aead.ts";
import { unbox } from "./aead-open.ts";
import type { Bundle } from "./bundle.ts";
import { derive } from "./hash.ts";
import type { MemberKeys } from "./member.ts";
import type { UnlockingKeys } from "./unlock.ts";

/** @throws Refused FL_OPEN */
export async function openBundle(bundle: Bundle, { wrapKey }: UnlockingKeys): Promise<MemberKeys> {
  const key = boxKey(derive(wrapKey, bundle.salt, "bundle", bundle.headerBytes, BOX_KEY_LENGTH));
  const seeds = await unbox(key, bundle.headerBytes, bundle.sealed);
  const keys = { id: bundle.member, signSeed: seeds.slice(0, 32), kemSeed: seeds.slice(32, 64) };
  return seeds.length === 64 ? keys : { ...keys, otherKemSeed: seeds.slice(64, 96) };
}
