import { readFile } from "node:fs/promises";
import type { BellKind, Ringer } from "@fairlead/server";
import type { Given } from "../command.ts";
import type { Effects } from "../effects.ts";
import { Failure } from "../failure.ts";
import { mayBeRung } from "./address.ts";
import { mailer } from "./mail.ts";
import { postNtfy } from "./ntfy.ts";

const TEXT = "Something waits";

export const BELLS_MANUAL = `--notify-ntfy      call members who have no console open by ntfy: each names his own topic
  --notify-mail FROM call them by e-mail from this address; the SMTP server, with its password, is
                     read from FAIRLEAD_SMTP or --smtp-file (smtps://user:password@host)
  --smtp-file FILE   a file with that one line, readable by nobody else
  --notify-text TEXT what such a call says, the same for everybody (default "${TEXT}"):
                     never whose, never where
  --notify-proxy URL calls by ntfy go through socks5h://… (Tor) or http://…
  --notify-internal  topics may lie in this machine's own network too (an ntfy beside it)`;

export const BELLS_OPTIONS = {
  "notify-ntfy": { type: "boolean" },
  "notify-mail": { type: "string" },
  "smtp-file": { type: "string" },
  "notify-text": { type: "string" },
  "notify-proxy": { type: "string" },
  "notify-internal": { type: "boolean" },
} as const;

/** null where nobody has asked for any bell: then nobody is called, and the consoles say so. */
export async function ringerOf(given: Given, { env }: Pick<Effects, "env">): Promise<Ringer | null> {
  const text = given.text("notify-text") ?? TEXT;
  const internal = given.flag("notify-internal");
  const proxy = proxyOf(given);
  const from = given.text("notify-mail");
  const mail = from === undefined ? null : mailer({ smtp: await smtpOf(given, env), from: senderOf(from), text });
  const kinds: BellKind[] = [
    ...(given.flag("notify-ntfy") ? (["ntfy"] as const) : []),
    ...(mail ? (["mail"] as const) : []),
  ];
  if (kinds.length === 0) return null;
  return {
    kinds,
    accepts: (kind, address) => kinds.includes(kind) && mayBeRung(kind, address, internal),
    ring: ({ kind, address }) =>
      kind === "mail" && mail !== null ? mail(address) : postNtfy(address, { text, internal, proxy }),
  };
}

async function smtpOf(given: Given, env: Effects["env"]): Promise<string> {
  const file = given.text("smtp-file");
  const smtp = file === undefined ? env.FAIRLEAD_SMTP : await readFile(file, "utf8").catch(() => undefined);
  const url = URL.parse(smtp?.trim() ?? "");
  // Without what was read: it holds a password.
  if (url === null || !/^smtps?:$/.test(url.protocol))
    throw new Failure("For --notify-mail, FAIRLEAD_SMTP or --smtp-file holds smtps://user:password@host.", 2);
  return url.href;
}

function senderOf(from: string): string {
  if (!mayBeRung("mail", from, false)) throw new Failure("--notify-mail takes the address that calls come from.", 2);
  return from;
}

function proxyOf(given: Given): string | null {
  const proxy = given.text("notify-proxy");
  if (proxy === undefined) return null;
  const url = URL.parse(proxy);
  if (url === null || !/^(socks5h?|http):$/.test(url.protocol) || url.password !== "")
    throw new Failure("--notify-proxy takes socks5h://host:port or http://host:port, without a password.", 2);
  return proxy;
}
