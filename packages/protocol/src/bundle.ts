import { BOX_KEY_LENGTH, BOX_OVERHEAD, box, boxKey } from "./aead.ts";
import { type Bytes, concat, toBytes } from "./bytes.ts";
import type { Random } from "./effects.ts";
import { decodeForm, encodeForm, KIND } from "./form.ts";
import { derive, NOTHING } from "./hash.ts";
import { idToBytes, type LoginId, type MemberId, type OrganisationId } from "./id.ts";
import type { MemberKeys } from "./member.ts";
import { refuse } from "./refusal.ts";
import type { Roster } from "./roster.ts";
import { checkSigned, sign } from "./signature.ts";
import { loginIdOf, type UnlockingKeys } from "./unlock.ts";

/**
 * A member's keys, sealed under his phrase and kept on the server as opaque bytes. [RO4]
 * Signed by the member, so that nobody else can put a bundle in its place; `counter` grows with
 * each change of phrase.
 */
export interface Bundle {
  organisation: OrganisationId;
  member: MemberId;
  login: LoginId;
  loginKey: Bytes;
  counter: number;
  salt: Bytes;
  sealed: Bytes;
  signature: Bytes;
  headerBytes: Bytes;
  bytes: Bytes;
}

const SEALED_LENGTH = 64 + BOX_OVERHEAD;
/** While a member's KEM key changes, both are kept. */
const SEALED_CHANGING_LENGTH = SEALED_LENGTH + 32;

export async function sealBundle(
  keys: MemberKeys,
  unlocking: UnlockingKeys,
  organisation: OrganisationId,
  counter: number,
  random: Random,
): Promise<Bytes> {
  const salt = random(32);
  const header = [idToBytes(organisation), idToBytes(keys.id), unlocking.loginKey, counter, salt];
  const headerBytes = encodeForm(KIND.bundleHeader, header);
  const sealed = await box(
    boxKey(derive(unlocking.wrapKey, salt, "bundle", headerBytes, BOX_KEY_LENGTH)),
    headerBytes,
    concat(keys.signSeed, keys.kemSeed, keys.otherKemSeed ?? NOTHING),
  );
  const signature = sign(keys.signSeed, encodeForm(KIND.bundle, [...header, sealed]));
  return encodeForm(KIND.bundle, [...header, sealed, signature]);
}

/** Framing only. @throws Refused */
export function parseBundle(bytes: Uint8Array): Bundle {
  const fields = decodeForm(KIND.bundle, bytes, 7);
  const organisation = fields.longId<OrganisationId>();
  const member = fields.shortId<MemberId>();
  const loginKey = fields.bytes(32);
  const counter = fields.uint();
  const salt = fields.bytes(32);
  const sealed = fields.bytes(SEALED_LENGTH, SEALED_CHANGING_LENGTH);
  if (sealed.length !== SEALED_LENGTH && sealed.length !== SEALED_CHANGING_LENGTH) refuse("FL_FORM_FIELD");
  const signature = fields.bytes(64);
  const headerBytes = encodeForm(KIND.bundleHeader, [
    idToBytes(organisation),
    idToBytes(member),
    loginKey,
    counter,
    salt,
  ]);
  return {
    organisation,
    member,
    login: loginIdOf(loginKey),
    loginKey,
    counter,
    salt,
    sealed,
    signature,
    headerBytes,
    bytes: toBytes(bytes),
  };
}

/** A bundle counts only from a member who is in the roster and was not removed. @throws Refused */
export function verifyBundle(bundle: Bundle, roster: Roster): void {
  if (bundle.organisation !== roster.organisation) refuse("FL_ORGANISATION");
  const member = roster.members.get(bundle.member) ?? refuse("FL_ROSTER_MEMBER");
  if (member.standing === "removed") refuse("FL_ROSTER_MEMBER");
  verifyBundleBy(bundle, roster.organisation, member.verifyKey);
}

/** The same of someone who is not in the roster yet, by the key that he brings along. @throws Refused */
export function verifyBundleBy(bundle: Bundle, of: OrganisationId, verifyKey: Bytes): void {
  if (bundle.organisation !== of) refuse("FL_ORGANISATION");
  const { organisation, loginKey, counter, salt, sealed, signature } = bundle;
  checkSigned(
    verifyKey,
    encodeForm(KIND.bundle, [idToBytes(organisation), idToBytes(bundle.member), loginKey, counter, salt, sealed]),
    signature,
  );
}
