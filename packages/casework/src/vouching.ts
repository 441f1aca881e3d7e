/** For whom two words speak, and whether somebody came with them before. [VO1] */
import type { IntakeState } from "./fold/intake.ts";
import type { MailboxId } from "./ids.ts";
import type { RowSeen, ThreadSeen } from "./outside.ts";
import { threadName } from "./thread-name.ts";
import type { VouchedView } from "./view.ts";

const plain = (words: string): string => words.toLocaleLowerCase().replaceAll("ё", "е").trim().split(/\s+/u).join(" ");

/** The two words of the newest letter that names any. */
export const voucherIn = (seen: Pick<ThreadSeen, "rows"> | undefined): { words: string; hour: number } | null => {
  const row = seen?.rows.findLast(({ letter }) => letter?.voucher !== undefined);
  return row?.letter?.voucher === undefined ? null : { words: plain(row.letter.voucher), hour: row.hour };
};

/** Whose two words they are, by words: of the mailbox in which that person writes now. */
export const giversIn = ({ threads }: Pick<IntakeState, "threads">): ReadonlyMap<string, MailboxId> => {
  const found = new Map<string, MailboxId>();
  for (const { mailbox, vouchers, continuedIn } of threads.values())
    if (continuedIn === null)
      for (const { words } of vouchers) if (!found.has(plain(words))) found.set(plain(words), mailbox);
  return found;
};

/** Those with whose words somebody came, in any of these letters. */
export const giversOf = (
  letters: readonly (Pick<NonNullable<RowSeen["letter"]>, "voucher"> | null)[],
  givers: ReadonlyMap<string, MailboxId>,
): MailboxId[] => [
  ...new Set(
    letters.flatMap((letter) => (letter?.voucher === undefined ? [] : (givers.get(plain(letter.voucher)) ?? []))),
  ),
];

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
