/** The mail account over IMAP: what has come, what is done with it, and the gateway's only memory. */
import { ImapFlow } from "imapflow";
import type { EmailConfig } from "../config.ts";
import { type Correspondent, nameOf, openCorrespondent, sealCorrespondent } from "../correspondent.ts";
import type { Secret } from "../secret.ts";
import { SOURCE_LIMIT } from "./read-mail.ts";

const DAY = 86_400_000;
/** What was taken for a machine's mail lies so long where a person can look. */
const IGNORED_DAYS = 14;

export const isOnThisMachine = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

export type Arrived = { uid: number; size: number; source: Uint8Array };

export class MailAccount {
  readonly #client: ImapFlow;
  readonly #secret: Secret;
  readonly #folder: string;
  readonly #ignored: string;

  private constructor(client: ImapFlow, secret: Secret, folder: string) {
    this.#client = client;
    this.#secret = secret;
    this.#folder = folder;
    this.#ignored = `${folder}-ignored`;
  }

  /** @param wake told when something has come, or the connection is gone */
  static async open({ imap, folder }: EmailConfig, secret: Secret, wake: () => void): Promise<MailAccount> {
    const client = new ImapFlow({
      host: imap.host,
      port: imap.port,
      secure: imap.secure,
      ...(imap.secure ? {} : { doSTARTTLS: !isOnThisMachine(imap.host) }),
      auth: { user: imap.user, pass: imap.password },
      // It would log addresses and subjects.
      logger: false,
      maxIdleTime: 5 * 60_000,
    });
    client.on("error", wake);
    client.on("close", wake);
    client.on("exists", wake);
    await client.connect();
    const account = new MailAccount(client, secret, folder);
    for (const path of [folder, `${folder}-ignored`]) await client.mailboxCreate(path);
    await client.mailboxOpen("INBOX");
    return account;
  }

  get usable(): boolean {
    return this.#client.usable;
  }

  /** The server tells at once when something comes; the next command ends it. */
  listen(): void {
    void this.#client.idle().catch(() => undefined);
  }

  async waiting(): Promise<{ uid: number; size: number }[]> {
    // Without it a server may go on showing the account as it was.
    await this.#client.noop();
    const found = await this.#client.fetchAll("1:*", { uid: true, size: true });
    return found.map(({ uid, size }) => ({ uid, size: size ?? 0 }));
  }

  /** Its beginning, at most {@link SOURCE_LIMIT}; null where it is gone meanwhile. */
  async fetch({ uid, size }: { uid: number; size: number }): Promise<Arrived | null> {
    const query = { source: { start: 0, maxLength: SOURCE_LIMIT } };
    const message = await this.#client.fetchOne(String(uid), query, { uid: true });
    return message && message.source !== undefined ? { uid, size, source: new Uint8Array(message.source) } : null;
  }

  async delete(uid: number): Promise<void> {
    await this.#client.messageDelete(String(uid), { uid: true });
  }

  async setAside(uid: number): Promise<void> {
    await this.#client.messageMove(String(uid), this.#ignored, { uid: true });
  }

  /** Everybody whom an answer may still have to reach. Whoever has been silent for long is forgotten. */
  async remembered(now: number, forgetAfterDays: number): Promise<Correspondent[]> {
    return this.#inFolder(this.#folder, async () => {
      const newest = new Map<string, Correspondent>();
      const gone: number[] = [];
      for (const { uid, source } of await this.#client.fetchAll("1:*", { uid: true, source: true })) {
        const body = source?.toString("latin1").split(/\r?\n\r?\n/)[1] ?? "";
        const one = openCorrespondent(this.#secret, body.replace(/\s/g, ""));
        if (one === null || one.at < now - forgetAfterDays * DAY) gone.push(uid);
        else newest.set(nameOf(this.#secret, one), one);
      }
      if (gone.length > 0) await this.#client.messageDelete(gone.join(","), { uid: true });
      return [...newest.values()];
    });
  }

  /** The new one first: killed between the two, there are two, and the later counts. */
  async remember(one: Correspondent): Promise<void> {
    const name = nameOf(this.#secret, one);
    const body = sealCorrespondent(this.#secret, one).replace(/.{76}/g, "$&\r\n");
    const stub = `Subject: ${name}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n${body}\r\n`;
    const added = await this.#client.append(this.#folder, stub, ["\\Seen"]);
    await this.#inFolder(this.#folder, async () => {
      const found = (await this.#client.search({ header: { subject: name } }, { uid: true })) || [];
      const kept = added ? added.uid : undefined;
      const older = found.filter((uid) => uid !== kept && uid !== Math.max(...found));
      if (older.length > 0) await this.#client.messageDelete(older.join(","), { uid: true });
    });
  }

  async tidy(now: number): Promise<void> {
    await this.#inFolder(this.#ignored, async () => {
      const old = await this.#client.search({ before: new Date(now - IGNORED_DAYS * DAY) }, { uid: true });
      if (old && old.length > 0) await this.#client.messageDelete(old.join(","), { uid: true });
    });
  }

  close(): void {
    this.#client.close();
  }

  async #inFolder<T>(path: string, work: () => Promise<T>): Promise<T> {
    const lock = await this.#client.getMailboxLock(path);
    try {
      return await work();
    } finally {
      lock.release();
      await this.#client.mailboxOpen("INBOX");
    }
  }
}
