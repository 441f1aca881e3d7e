import { type Bytes, sameBytes, toBytes } from "./bytes.ts";
import { decodeForm, encodeForm, KIND } from "./form.ts";
import { type Hash, idToBytes, type MemberId, type OrganisationId } from "./id.ts";
import { refuse } from "./refusal.ts";
import { isSigned, sign } from "./signature.ts";

/**
 * What a script, a client and an invitation bring along and trust: the organisation, a roster head
 * as new as their release, and the administrators at that head. [RO1]
 */
export interface Pin {
  organisation: OrganisationId;
  head: Hash;
  administrators: { id: MemberId; verifyKey: Bytes }[];
}

/** "These are our intake's signing keys now": lets a page check cards without the roster. [MB4] */
export interface Certificate {
  organisation: OrganisationId;
  rosterHead: Hash;
  /**
   * Newest first. Those before it stay for as long as cards that they signed are in use, so that a weekly rotation
   * does not shut out a caller whose case's team has not been by to sign again; after a removal from intake they go.
   */
  intakeKeys: readonly Bytes[];
  /** Hours since 1970. */
  issued: number;
  expires: number;
}

/** Weekly keys and cards of 14 days: the running one, two before it, and one to spare. */
const MOST_INTAKE_KEYS = 4;

export const CERTIFICATE_HOURS = 35 * 24;
/** From this age on an administrator is reminded to renew it. */
export const CERTIFICATE_RENEW_HOURS = 21 * 24;

type SignedPart = Parameters<typeof encodeForm>[1];

function signedPart({ organisation, rosterHead, intakeKeys, issued, expires }: Certificate): SignedPart {
  return [idToBytes(organisation), idToBytes(rosterHead), intakeKeys.map((key) => [key]), issued, expires];
}

export function signCertificate(
  certificate: Certificate,
  signers: readonly { id: MemberId; signSeed: Uint8Array }[],
): Bytes {
  const part = signedPart(certificate);
  const message = encodeForm(KIND.certificate, part);
  const signatures = signers.map(({ id, signSeed }) => [idToBytes(id), sign(signSeed, message)]);
  return encodeForm(KIND.certificate, [...part, signatures]);
}

export interface ParsedCertificate extends Certificate {
  signatures: { member: MemberId; signature: Bytes }[];
  bytes: Bytes;
}

export function parseCertificate(bytes: Uint8Array): ParsedCertificate {
  const fields = decodeForm(KIND.certificate, bytes, 6);
  const certificate = {
    organisation: fields.longId<OrganisationId>(),
    rosterHead: fields.longId<Hash>(),
    intakeKeys: fields.list(MOST_INTAKE_KEYS, 1, (entry) => entry.bytes(32)),
    issued: fields.uint(),
    expires: fields.uint(),
  };
  const signatures = fields.list(8, 2, (entry) => ({ member: entry.shortId<MemberId>(), signature: entry.bytes(64) }));
  if (certificate.intakeKeys.length === 0) refuse("FL_CERTIFICATE");
  if (certificate.expires < certificate.issued || certificate.expires - certificate.issued > CERTIFICATE_HOURS)
    refuse("FL_CERTIFICATE");
  return { ...certificate, signatures, bytes: toBytes(bytes) };
}

/**
 * One certificate with the signatures of both copies, each member's once: the other copy's stands.
 * @throws Refused FL_CERTIFICATE where they do not say the same
 */
export function certifiedTogether(one: ParsedCertificate, other: ParsedCertificate): Bytes {
  const part = signedPart(one);
  if (!sameBytes(encodeForm(KIND.certificate, part), encodeForm(KIND.certificate, signedPart(other))))
    refuse("FL_CERTIFICATE");
  const signatures = new Map<MemberId, SignedPart[number]>();
  for (const { member, signature } of [...one.signatures, ...other.signatures])
    signatures.set(member, [idToBytes(member), signature]);
  return encodeForm(KIND.certificate, [...part, [...signatures.values()]]);
}

/** Adds one administrator's signature to a certificate that another has signed. [MB4] */
export function certifyToo(bytes: Uint8Array, signer: { id: MemberId; signSeed: Uint8Array }): Bytes {
  const certificate = parseCertificate(bytes);
  return certifiedTogether(certificate, parseCertificate(signCertificate(certificate, [signer])));
}

/** What its signatures are over: two certificates that say the same are one. */
export function signedPartOfCertificate(certificate: Certificate): Bytes {
  return encodeForm(KIND.certificate, signedPart(certificate));
}

/** How many different administrators of this list signed. */
export function certifiers(certificate: ParsedCertificate, administrators: Pin["administrators"]): number {
  const message = encodeForm(KIND.certificate, signedPart(certificate));
  const valid = new Set<MemberId>();
  for (const { member, signature } of certificate.signatures) {
    const administrator = administrators.find(({ id }) => id === member);
    if (administrator !== undefined && isSigned(administrator.verifyKey, message, signature)) valid.add(member);
  }
  return valid.size;
}

/**
 * Reads a certificate under a pin: two different administrators sign once two have existed, else
 * one stolen key would give every caller a false intake key.
 * Whether it has expired is for the reader to weigh, beside the card.
 *
 * @throws Refused FL_ORGANISATION, FL_CERTIFICATE
 */
export function readCertificate(bytes: Uint8Array, pin: Pin): Certificate {
  const certificate = parseCertificate(bytes);
  if (certificate.organisation !== pin.organisation) refuse("FL_ORGANISATION");
  const needed = pin.administrators.length >= 2 ? 2 : 1;
  if (certifiers(certificate, pin.administrators) < needed) refuse("FL_CERTIFICATE");
  return certificate;
}
