import { giveVoucher } from "@fairlead/casework";
import { hourOf, type MailboxId, makeVoucherWords, sealVoucher, voucherKeys } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import type { Appender, Written } from "./append.ts";
import type { Held } from "./held.ts";
import { ServerRefused } from "./session.ts";

const VOUCHER_HOURS = 30 * 24;
/** Two words that are in use already are rare: one in four million for each that stands. */
const TRIES = 3;

/**
 * Two words for the person of a thread to pass on. At the server first: words that nobody answers to would look like a
 * trap to whoever was given them. [VO1]
 *
 * @param language of those who will say them: "ru" or another
 */
export async function issueVoucher(
  held: Held,
  appender: Appender,
  mailbox: MailboxId,
  { sentence, language }: { sentence: string; language: string },
): Promise<Written & { words?: string }> {
  const { random, clock } = held.effects;
  const expires = hourOf(clock()) + VOUCHER_HOURS;
  for (let attempt = 0; ; attempt++) {
    const words = makeVoucherWords(random, language === "ru" ? RUSSIAN_LIST : ENGLISH);
    const keys = await voucherKeys(words, held.pin.organisation);
    try {
      await held.session.call("/api/voucher/put", { id: keys.id, sealed: await sealVoucher(keys, sentence), expires });
    } catch (error) {
      if (error instanceof ServerRefused && error.code === "FL_VOUCHER_TAKEN" && attempt < TRIES) continue;
      throw error;
    }
    const written = await appender.write((hand) => {
      const outcome = giveVoucher(held.state, { mailbox, words, sentence, expires }, hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    });
    if (written.kind === "done") return { kind: "done", words };
    await held.session.call("/api/voucher/drop", { id: keys.id });
    return written;
  }
}
