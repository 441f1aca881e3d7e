/**
 * What a server may see: framing, signatures, the roster's public part. Nothing exported here, and
 * nothing that it imports, opens a compartment or a sealed mailbox; a test walks the imports.
 */

export { CHUNK_LENGTH, chunksOf, FILE_LIMIT, FILES_LIMIT, paddedSize, sealedLength } from "./attachment.ts";
export { type Beat, digestOfHeads, type ParsedBeat, parseBeat, type SeenHead, verifyBeat } from "./beat.ts";
export { type Bundle, parseBundle, verifyBundle, verifyBundleBy } from "./bundle.ts";
export { type Bytes, concat, fromHex, sameBytes, toBytes, toHex, utf8 } from "./bytes.ts";
export {
  CARD_HOURS,
  type Card,
  type CardFields,
  cardExpired,
  isCardSigned,
  type ParsedCard,
  parseCard,
  readCard,
} from "./card.ts";
export {
  CERTIFICATE_HOURS,
  CERTIFICATE_RENEW_HOURS,
  type Certificate,
  certifiedTogether,
  certifiers,
  type ParsedCertificate,
  type Pin,
  parseCertificate,
  readCertificate,
  signedPartOfCertificate,
} from "./certificate.ts";
export { followCommit, headAfter, maySkip, NO_COMMITS, type StreamHead, vouchedLength } from "./chain.ts";
export { NONCE_LENGTH, readConfirmation, readEnding, readLogin, readOpening } from "./challenge.ts";
export { organisationWords, type WordList } from "./code-words.ts";
export {
  type AlarmStep,
  COMMIT_KINDS,
  type Commit,
  type CommitHeader,
  type CommitKind,
  DUE_STEP_MINUTES,
  entitledAuthor,
  type Framing,
  type Keeping,
  parseCommit,
  type Rung,
  verifyCommit,
} from "./commit.ts";
export { type Clock, hourOf, type Random } from "./effects.ts";
export type { EpochPlace } from "./epoch.ts";
export { decodeBody, encodeBody } from "./form.ts";
export { digest, hashOf } from "./hash.ts";
export * from "./id.ts";
export { type Joining, parseJoining } from "./invitation.ts";
export { type MailboxAddress, mailboxAddress, mailboxId } from "./mailbox.ts";
export type { Member, MemberPublic, Standing } from "./member.ts";
export { PAGE_LENGTH, padPage } from "./padding.ts";
export { type RefusalCode, Refused, refuse } from "./refusal.ts";
export { mayAdminister, mayApprove, mayCommit, ROLES, type Role } from "./role.ts";
export {
  type Erased,
  extendRoster,
  type Intake,
  isAdministrationLost,
  mayCountersign,
  type Recovery,
  type Roster,
  readRoster,
  signersOf,
} from "./roster.ts";
export {
  countersigned,
  type LastHead,
  parseRosterEntry,
  type RosterBody,
  type RosterEntry,
} from "./roster-entry.ts";
export { parseRow, type Row, type RowHeader, type RowPlace, SEALED_LIMIT, verifyRow } from "./row.ts";
export {
  type Chunk,
  mailboxIn,
  readChunk,
  readUpload,
  readUploadEnd,
  type Upload,
  type UploadEnd,
} from "./upload.ts";
export { VOUCHER_LENGTH } from "./voucher-size.ts";
export { type WatchRung, type WatchStep, watchedAlarm } from "./watch.ts";
export { checkWork } from "./work.ts";
export { parseWrap, verifyWrap, type Wrap } from "./wrap.ts";
