/** The mail account as the memory of a way that has none of its own. */
import type { EmailConfig } from "../config.ts";
import type { Memory } from "../gateway.ts";
import type { Secret } from "../secret.ts";
import { MailAccount } from "./account.ts";

export function mailMemory(config: EmailConfig, secret: Secret, clock: () => number): Memory {
  const within = async <T>(work: (account: MailAccount) => Promise<T>): Promise<T> => {
    const account = await MailAccount.open(config, secret, () => undefined);
    try {
      return await work(account);
    } finally {
      account.close();
    }
  };
  return {
    load: () => within((account) => account.remembered(clock(), config.forgetAfterDays)),
    keep: (one) => within((account) => account.remember(one)),
  };
}

/** Nothing outlives the process: after a restart somebody is known again once they write again. */
export const NO_MEMORY: Memory = { load: async () => [], keep: async () => undefined };
