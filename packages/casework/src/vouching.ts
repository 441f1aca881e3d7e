/** For whom two words speak, and whether somebody came with them before. [VO1] */
import type { IntakeState } from "./fold/intake.ts";
import type { MailboxId } from "./ids.ts";
import type { ThreadSeen } from "./outside.ts";
import { threadName } from "./thread-name.ts";
import type { VouchedView } from "./view.ts";

const plain = (words: string): string => words.toLocaleLowerCase().replaceAll("ё", "е").trim().split(/\s+/u).join(" ");

/** The two words of the newest letter that names any. */
export const voucherIn = (seen: Pick<ThreadSeen, "rows"> | undefined): { words: string; hour: number } | null => {
  const row = seen?.rows.findLast(({ letter }) => letter?.voucher !== undefined);
  return row?.letter?.voucher === undefined ? null : { words: plain(row.letter.voucher), hour: row.hour };
};

export const vouchedFor = (
  { words, hour }: { words: string; hour: number },
  mailbox: MailboxId,
  { threads }: Pick<IntakeState, "threads">,
  rows: readonly ThreadSeen[],
): VouchedView => {
  const giver = [...threads.values()]
    .filter(({ continuedIn }) => continuedIn === null)
    .find(({ vouchers }) => vouchers.some((one) => plain(one.words) === words));
  const voucher = giver?.vouchers.find((one) => plain(one.words) === words);
  const related = new Set([mailbox, threads.get(mailbox)?.continues, threads.get(mailbox)?.continuedIn?.mailbox]);
  const again = rows.some((other) => {
    const theirs = related.has(other.mailbox) ? null : voucherIn(other);
    return theirs !== null && theirs.words === words && theirs.hour <= hour;
  });
  return {
    words,
    from: giver
      ? { mailbox: giver.mailbox, name: threadName(giver.mailbox), alias: giver.takenInto?.alias ?? null }
      : null,
    again,
    ranOut: voucher !== undefined && hour >= voucher.expires,
  };
};
