import { unbox } from "./aead-open.ts";
import type { Bytes } from "./bytes.ts";
import { type EpochPlace, encodePlace, epochCommitment, linkKey } from "./epoch.ts";
import { KIND } from "./form.ts";
import { openWith } from "./hpke-open.ts";
import type { Hash } from "./id.ts";
import type { MemberKeys } from "./member.ts";
import { Refused, refuse } from "./refusal.ts";
import { type Wrap, wrapInfo } from "./wrap.ts";

/**
 * The epoch key in a wrap. Verify the wrap first; `commitment` is that of the accepted epoch commit.
 * @throws Refused FL_WRAP, FL_OPEN, FL_COMMITMENT
 */
export async function openWrap(wrap: Wrap, keys: MemberKeys, commitment: Hash): Promise<Bytes> {
  if (wrap.member !== keys.id) refuse("FL_WRAP");
  const epochKey = await openWithEither(keys, wrapInfo(wrap, wrap.member), encodePlace(KIND.wrap, wrap), wrap.sealed);
  if (wrap.commitment !== commitment || epochCommitment(epochKey, wrap) !== commitment) refuse("FL_COMMITMENT");
  return epochKey;
}

/** While a member's KEM key changes, wraps come under both. */
async function openWithEither({ kemSeed, otherKemSeed }: MemberKeys, info: Bytes, place: Bytes, sealed: Bytes) {
  if (otherKemSeed === undefined) return openWith(kemSeed, info, place, sealed);
  try {
    return await openWith(kemSeed, info, place, sealed);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return openWith(otherKemSeed, info, place, sealed);
  }
}

/**
 * The key of the epoch before, found by the back-link of epoch `place`. [CO2]
 * @throws Refused FL_OPEN, FL_COMMITMENT
 */
export async function openLink(newKey: Bytes, link: Bytes, place: EpochPlace, commitmentBefore: Hash): Promise<Bytes> {
  const before = await unbox(linkKey(newKey, place), encodePlace(KIND.link, place), link);
  if (epochCommitment(before, { ...place, epoch: place.epoch - 1 }) !== commitmentBefore) refuse("FL_COMMITMENT");
  return before;
}
