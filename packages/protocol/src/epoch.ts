import { BOX_KEY_LENGTH, box, boxKey } from "./aead.ts";
import { type Bytes, concat } from "./bytes.ts";
import type { Random } from "./effects.ts";
import { encodeForm, KIND } from "./form.ts";
import { derive, NOTHING } from "./hash.ts";
import { kemKeyOf } from "./hpke.ts";
import { type Hash, idFrom, idToBytes, type OrganisationId, type StreamId } from "./id.ts";
import { verifyKeyOf } from "./signature.ts";

/** One epoch of one compartment. */
export interface EpochPlace {
  organisation: OrganisationId;
  stream: StreamId;
  epoch: number;
}

export function makeEpochKey(random: Random): Bytes {
  return random(32);
}

export function encodePlace(
  kind: typeof KIND.commitment | typeof KIND.continuation | typeof KIND.link | typeof KIND.wrap,
  { organisation, stream, epoch }: EpochPlace,
): Bytes {
  return encodeForm(kind, [idToBytes(organisation), idToBytes(stream), epoch]);
}

/**
 * What an epoch commit says of its key: enough to recognise it, nothing to open with. A key found by
 * a wrap or a link is used only if it matches, as AES-GCM alone lets one text open under two keys. [CO1]
 */
export function epochCommitment(epochKey: Uint8Array, place: EpochPlace): Hash {
  return idFrom<Hash>(derive(epochKey, NOTHING, "commitment", encodePlace(KIND.commitment, place), 32));
}

/**
 * Shows whoever holds the epoch before that the author of the new one held it as well. Without it a member outside the
 * compartment, together with the server, could begin an epoch of his own in it and read what is written next. [CO1]
 * @param place the new epoch's, and `commitment` its commitment
 */
export function epochContinuation(oldKey: Uint8Array, place: EpochPlace, commitment: Hash): Hash {
  const context = concat(encodePlace(KIND.continuation, place), idToBytes(commitment));
  return idFrom<Hash>(derive(oldKey, NOTHING, "continuation", context, 32));
}

/** The key before, sealed under the new one. `place` is the new epoch's. [CO2] */
export function sealLink(newKey: Bytes, oldKey: Bytes, place: EpochPlace): Promise<Bytes> {
  return box(linkKey(newKey, place), encodePlace(KIND.link, place), oldKey);
}

export function linkKey(newKey: Uint8Array, place: EpochPlace): ReturnType<typeof boxKey> {
  return boxKey(derive(newKey, NOTHING, "link", encodePlace(KIND.link, place), BOX_KEY_LENGTH));
}

/**
 * A desk: the keys of a compartment's epoch to which letters are written and under which they are
 * answered. The intake's desk also signs cards. Whoever holds the epoch holds the desk. [MB3] [MB4]
 */
export interface DeskKeys {
  kemSeed: Bytes;
  kemKey: Bytes;
  replySeed: Bytes;
  replyKey: Bytes;
  signSeed: Bytes;
  signKey: Bytes;
}

export async function deskKeys(epochKey: Uint8Array): Promise<DeskKeys> {
  const kemSeed = derive(epochKey, NOTHING, "desk kem", NOTHING, 32);
  const replySeed = derive(epochKey, NOTHING, "desk reply", NOTHING, 32);
  const signSeed = derive(epochKey, NOTHING, "desk sign", NOTHING, 32);
  return {
    kemSeed,
    kemKey: await kemKeyOf(kemSeed),
    replySeed,
    replyKey: verifyKeyOf(replySeed),
    signSeed,
    signKey: verifyKeyOf(signSeed),
  };
}
