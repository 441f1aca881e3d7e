/** What a caller's page needs: to seal a letter, to open what was answered, to check that it is us. */
export type { Bytes } from "./bytes.ts";
export { type Card, cardExpired, readCard } from "./card.ts";
export { type Certificate, type Pin, readCertificate } from "./certificate.ts";
export { signConfirmation, signEnding, signOpening } from "./challenge.ts";
export { type CodeWords, makeCodeWords, organisationWords, readCodeWords, type WordList } from "./code-words.ts";
export { type Clock, hourOf, type Random } from "./effects.ts";
export { decodeBody, encodeBody } from "./form.ts";
export {
  type Hash,
  type MailboxId,
  type MemberId,
  type MessageId,
  newId,
  type OpeningId,
  type OrganisationId,
  ZERO_HASH,
} from "./id.ts";
export { type Answers, type Letter, type Reply, TEXT_LIMIT, type Via } from "./letter.ts";
export { type MailboxAddress, type MailboxKeys, mailboxKeys } from "./mailbox.ts";
export { unpadPage } from "./padding.ts";
export { type RefusalCode, Refused } from "./refusal.ts";
export { openReply } from "./reply-open.ts";
export { parseRow, type Row, type RowPlace, sealLetter, verifyRow } from "./row.ts";
export { SHARED } from "./shared.ts";
export { stretch } from "./stretch.ts";
export { signSuccession } from "./succession.ts";
export { PRESSES, type Press, type TicketLeg, type TicketPage, ticketKeys } from "./ticket.ts";
export { readVoucherWords, voucherKeys } from "./voucher.ts";
export { openVoucher } from "./voucher-open.ts";
export { solveWork } from "./work.ts";
