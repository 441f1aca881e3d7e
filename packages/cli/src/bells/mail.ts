import type { Rang } from "@fairlead/server";
import { createTransport } from "nodemailer";

const PATIENCE_MS = 20_000;

export type MailOptions = {
  /** `smtps://user:password@host`, `smtp://host:587`. Secret. */
  smtp: string;
  from: string;
  text: string;
};

/** Mails the one text, as subject and as body. */
export function mailer({ smtp, from, text }: MailOptions): (to: string) => Promise<Rang> {
  const transport = createTransport(smtp, { from });
  return async (to) => {
    try {
      await withinPatience(
        transport.sendMail({ to, subject: text, text, disableFileAccess: true, disableUrlAccess: true }),
      );
      return "rang";
    } catch (error) {
      // A mailbox that does not exist stays so; everything else may pass.
      const code = error instanceof Error && "responseCode" in error ? error.responseCode : undefined;
      return typeof code === "number" && code >= 500 ? "refused" : "away";
    }
  };
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error("too slow")), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(limit);
  }
}
