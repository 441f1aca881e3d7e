/** All of the protocol: for a member's client, and for tests. A server takes "./verify", a caller's page "./seal". */

export { type AttachedFile, type Cleaned, newFileKey, safeName, safeType } from "./attachment.ts";
export { openChunk } from "./attachment-open.ts";
export { signBeat } from "./beat.ts";
export { sealBundle } from "./bundle.ts";
export { openBundle } from "./bundle-open.ts";
export { signCard } from "./card.ts";
export { certifyToo, signCertificate } from "./certificate.ts";
export { signConfirmation, signEnding, signLogin, signOpening } from "./challenge.ts";
export { type CodeWords, makeCodeWords, readCodeWords, wordsFrom } from "./code-words.ts";
export { sealCommit } from "./commit.ts";
export { openCommit } from "./commit-open.ts";
export { type DeskKeys, deskKeys, epochCommitment, epochContinuation, makeEpochKey, sealLink } from "./epoch.ts";
export { kemKeyOf, sealTo } from "./hpke.ts";
export { openWith } from "./hpke-open.ts";
export {
  checkJoining,
  comparisonWords,
  encodeInvitation,
  type Invitation,
  type InvitationId,
  invitationId,
  makeInvitation,
  parseInvitation,
  signJoining,
} from "./invitation.ts";
export { type Answers, type Letter, type Reply, TEXT_LIMIT, type Via } from "./letter.ts";
export { openLetter } from "./letter-open.ts";
export { type MailboxKeys, mailboxKeys } from "./mailbox.ts";
export { type MemberKeys, makeMemberKeys, publicKeys } from "./member.ts";
export { pad, paddedLength, unpad, unpadPage } from "./padding.ts";
export { recordKey, recordName, sealRecord } from "./record.ts";
export { openRecord } from "./record-open.ts";
export { openReply } from "./reply-open.ts";
export { foundOrganisation, rosterEntry } from "./roster.ts";
export { countersign } from "./roster-entry.ts";
export { sealLetter, sealReply } from "./row.ts";
export { stretch } from "./stretch.ts";
export { parseSuccession, type Succession, signSuccession, verifySuccession } from "./succession.ts";
export {
  PRESSES,
  type Press,
  TICKET_SECRET_LENGTH,
  type TicketLeg,
  type TicketPage,
  type TicketPhrase,
  type TicketPress,
  ticketKeys,
} from "./ticket.ts";
export { type UnlockingKeys, unlockingKeys, unlockingKeysFrom } from "./unlock.ts";
export { signChunk, signUpload, signUploadEnd, type UploadNote } from "./upload.ts";
export { openUploadNote } from "./upload-open.ts";
export * from "./verify.ts";
export { makeVoucherWords, readVoucherWords, SENTENCE_LIMIT, sealVoucher, voucherKeys } from "./voucher.ts";
export { openVoucher } from "./voucher-open.ts";
export { solveWork } from "./work.ts";
export { makeWrap } from "./wrap.ts";
export { openLink, openWrap } from "./wrap-open.ts";
