import { type Bytes, utf8 } from "./bytes.ts";
import type { Card } from "./card.ts";
import type { Random } from "./effects.ts";
import type { OrganisationId } from "./id.ts";
import type { Letter, Reply } from "./letter.ts";
import { type MailboxAddress, mailboxKeys } from "./mailbox.ts";
import { openReply } from "./reply-open.ts";
import { type Row, type RowPlace, sealLetter, verifyRow } from "./row.ts";
import { stretch } from "./stretch.ts";

/**
 * The no-script form: the server makes and opens these mailboxes in memory, for one answer at a
 * time, and has seen the text while it did. Every row says so for ever. [MB6]
 * It takes digits only, never words, so that nothing sealed by a script can be opened here.
 */
const LENGTH = 21;
/** Reserved: no other code starts with it. */
const FIRST = "9";

/** 21 digits: a reserved first one and twenty random ones. */
export function makeDigits(random: Random): string {
  let digits = FIRST;
  while (digits.length < LENGTH) {
    for (const byte of random(32)) {
      if (byte < 250 && digits.length < LENGTH) digits += String(byte % 10); // without bias
    }
  }
  return digits;
}

/** The digits as typed, with any spacing; null where they are not such a code. */
export function readDigits(text: string): string | null {
  const digits = text
    .normalize("NFKC")
    .replace(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf)) // Arabic and Persian keyboards
    .replace(/[\s\p{P}]/gu, "");
  return new RegExp(`^${FIRST}[0-9]{${LENGTH - 1}}$`).test(digits) ? digits : null;
}

/** A mailbox of this form, open in the server's memory for one answer. */
export interface OnArrivalMailbox {
  address: MailboxAddress;
  seal(from: { card: Card; letter: Letter; expiredCard: boolean } & RowPlace): Promise<Row>;
  /** @throws Refused where the reply does not stand under this card's reply key */
  open(row: Row, card: Card): Promise<Reply>;
}

/** @param digits as {@link readDigits} gives them */
export async function openOnArrival(digits: string, organisation: OrganisationId): Promise<OnArrivalMailbox> {
  const secret: Bytes = utf8(digits);
  const keys = await mailboxKeys(await stretch(secret, organisation));
  return {
    address: { id: keys.id, verifyKey: keys.verifyKey, kemKey: keys.kemKey },
    seal: (from) => sealLetter({ ...from, keys, onArrival: true }),
    open: (row, card) => {
      verifyRow(row, card.replyKey);
      return openReply(row, keys.kemSeed);
    },
  };
}
