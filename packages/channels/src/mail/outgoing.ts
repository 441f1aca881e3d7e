/** Mails that go out: the team's answers, and the one that a machine gives. */
import { createTransport } from "nodemailer";
import type { EmailConfig } from "../config.ts";
import type { Correspondent } from "../correspondent.ts";
import type { Secret } from "../secret.ts";
import { isOnThisMachine } from "./account.ts";

export type Sent = "sent" | "later" | "never";

export type Outgoing = {
  /** @param about what the mail's own id is made from: sent twice, after a crash, it is one mail to most readers */
  send(to: Correspondent, text: string, about: string, options?: { automatic?: boolean }): Promise<Sent>;
  /** Whether this Message-ID is one that {@link send} gave. */
  isOwn(id: string): boolean;
  close(): void;
};

export function openOutgoing({ smtp, address }: EmailConfig, secret: Secret): Outgoing {
  const local = isOnThisMachine(smtp.host);
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    ...(smtp.secure ? {} : local ? { ignoreTLS: true } : { requireTLS: true }),
    ...(local && smtp.user === "-" ? {} : { auth: { user: smtp.user, pass: smtp.password } }),
    // What a text says is text: no file of this machine and no address is ever read for it.
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 20_000,
    socketTimeout: 60_000,
  });
  const idOf = (about: string): string => {
    const base = secret.nameOf(`mail\0${about}`);
    return `<${base}.${secret.nameOf(`own\0${base}`)}@${address.split("@")[1] ?? "localhost"}>`;
  };
  return {
    async send(to, text, about, { automatic = false } = {}) {
      const subject = /^re:/i.test(to.subject) ? to.subject : `Re: ${to.subject}`.trim();
      try {
        await transport.sendMail({
          from: address,
          to: { name: "", address: to.address },
          subject,
          text,
          messageId: idOf(about),
          ...(to.messageId === "" ? {} : { inReplyTo: to.messageId, references: to.messageId }),
          headers: automatic ? { "Auto-Submitted": "auto-replied" } : {},
        });
        return "sent";
      } catch (error) {
        const code = error instanceof Error && "responseCode" in error ? Number(error.responseCode) : 0;
        // A password that is refused is ours to mend, not the reader's absence.
        const ours = error instanceof Error && "code" in error && error.code === "EAUTH";
        return code >= 500 && code < 600 && !ours ? "never" : "later";
      }
    },
    isOwn(id) {
      const [, base, mark] = /^<?([0-9a-f]{32})\.([0-9a-f]{32})@/.exec(id) ?? [];
      return base !== undefined && mark === secret.nameOf(`own\0${base}`);
    },
    close: () => transport.close(),
  };
}
