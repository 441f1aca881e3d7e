/**
 * Mail in, sealed rows out, and back. A mail leaves the account only once the server holds its row; killed anywhere, the
 * gateway begins where it was, and nothing is there twice: ids are derived from the mail itself. [P6] [MB7]
 */
import { createHash } from "node:crypto";
import { Replies } from "../carry-replies.ts";
import type { EmailConfig } from "../config.ts";
import type { Correspondent } from "../correspondent.ts";
import type { Gateway, Working } from "../gateway.ts";
import { handOver } from "../hand-over.ts";
import type { Posted } from "../line.ts";
import { Pace } from "../pace.ts";
import { type Arrived, MailAccount } from "./account.ts";
import { openOutgoing } from "./outgoing.ts";
import { type ReadMail, readMail } from "./read-mail.ts";

const RETRY_MS = 60_000;
const AWAY_MS = [1_000, 5_000, 15_000, 60_000];

export function mailGateway(config: EmailConfig, working: Working): Gateway {
  const { secret, desk, counts, clock, every, tell, greeting } = working;
  const outgoing = openOutgoing(config, secret);
  const pace = new Pace(config.lettersPerHour);
  let account: MailAccount | null = null;
  let stopped = false;
  let wake: () => void = () => undefined;
  /** Mails that could not be handed in, by when they are tried again. */
  const later = new Map<number, number>();

  const replies = new Replies({
    ...working,
    send: (to, text, about) => outgoing.send(to, text, about),
    remember: async (one) => account?.remember(one),
  });

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (stopped) wake();
    });

  const sayWaiting = (posted: Exclude<Posted, { kind: "sent" }>): void => {
    counts.add(posted.kind === "expired" ? "waiting for a fresh card" : "waiting for the server");
    if (posted.kind === "expired")
      tell("Nobody has renewed the card that letters are sealed to: mail waits where it is.");
    else if (posted.why.startsWith("FL_"))
      tell(`The server's answer does not hold (${posted.why}): mail waits where it is.`);
  };

  const handIn = async (at: MailAccount, arrived: Arrived, mail: ReadMail & { kind: "letter" }): Promise<boolean> => {
    const { from, text, language, subject } = mail;
    const id = mail.messageId === "" ? createHash("sha256").update(arrived.source).digest("hex") : mail.messageId;
    const keys = await secret.mailboxOf("e-mail", from);
    const message = secret.messageOf("e-mail", from, id);
    const posted = await desk.post(keys, { text, language, via: "e-mail", message });
    if (posted.kind !== "sent") {
      sayWaiting(posted);
      return false;
    }
    const sent = replies.find("e-mail", from)?.sent ?? [];
    const one: Correspondent = {
      way: "e-mail",
      address: from,
      subject,
      messageId: mail.messageId,
      language,
      at: clock(),
      sent,
    };
    await at.remember(one);
    await replies.follow(one, keys);
    if (posted.first && greeting !== null) {
      await outgoing.send(one, greeting(language), `first\0${message}`, { automatic: true });
      counts.add("first answers");
    }
    const open = await handOver(working, { ...one, keys, id }, mail.attachments);
    if (open !== null) {
      sayWaiting(open);
      return false;
    }
    await at.delete(arrived.uid);
    counts.add("letters");
    return true;
  };

  const take = async (at: MailAccount): Promise<void> => {
    for (const waiting of await at.waiting()) {
      if (stopped || (later.get(waiting.uid) ?? 0) > clock()) continue;
      const arrived = await at.fetch(waiting);
      if (arrived === null) continue;
      const mail = await readMail(arrived.source, { size: waiting.size, own: (id) => outgoing.isOwn(id) });
      if (mail.kind === "ignored" || mail.from === config.address.toLowerCase()) {
        counts.add("ignored");
        await at.setAside(waiting.uid);
        continue;
      }
      if (!pace.allows(secret.nameOf(`pace\0${mail.from}`), clock())) {
        counts.add("held back");
        later.set(waiting.uid, clock() + RETRY_MS);
        continue;
      }
      if (await handIn(at, arrived, mail)) later.delete(waiting.uid);
      else {
        pace.giveBack(secret.nameOf(`pace\0${mail.from}`));
        later.set(waiting.uid, clock() + RETRY_MS);
      }
    }
  };

  const work = async (): Promise<void> => {
    const at = await MailAccount.open(config, secret, () => wake());
    account = at;
    later.clear();
    try {
      await at.tidy(clock());
      for (const one of await at.remembered(clock(), config.forgetAfterDays))
        if (one.way === "e-mail") await replies.follow(one);
      while (!stopped && at.usable) {
        await take(at);
        await replies.carry();
        if (stopped) return;
        at.listen();
        await pause(every);
      }
    } finally {
      account = null;
      at.close();
    }
  };

  const run = async (): Promise<void> => {
    for (let failed = 0; !stopped; failed++) {
      const began = clock();
      try {
        await work();
      } catch (error) {
        // Of a mail server's error only that it is one: its text may hold an address.
        const refused =
          error instanceof Error && "authenticationFailed" in error && error.authenticationFailed === true;
        tell(refused ? "The mail account refuses the password." : "The mail account cannot be reached; trying again.");
      }
      if (stopped) return;
      counts.add("reconnected");
      if (clock() - began > 60_000) failed = 0;
      await pause(AWAY_MS[Math.min(failed, AWAY_MS.length - 1)] ?? 60_000);
    }
  };

  const running = run();
  return {
    stop: async () => {
      stopped = true;
      desk.hangUp();
      wake();
      account?.close();
      await running;
      outgoing.close();
    },
  };
}
