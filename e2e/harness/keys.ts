/**
 * What a member's phrase becomes, step by step, as an attacker would want it: for searching, after use, whether any of
 * it is left somewhere.
 */
import { httpTransport } from "@fairlead/client";
import {
  type Bytes,
  fromHex,
  openBundle,
  parseBundle,
  readCodeWords,
  signLogin,
  stretch,
  unlockingKeys,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { openHandWith, readHost } from "./hand.ts";
import type { Announcement } from "./server.ts";

export type Secret = { name: string; bytes: Bytes };

/** @returns his secrets, and ids that say of which organisation he is, who, and what he holds. */
export async function secretsOf(at: Announcement, phrase: string): Promise<{ secrets: Secret[]; ids: Secret[] }> {
  const { organisation } = (await readHost(at)).pin;
  const read = readCodeWords(phrase, [ENGLISH]);
  if (read.kind !== "words") throw new Error("not a phrase");
  const stretched = await stretch(read.entropy, organisation);
  const unlocking = await unlockingKeys(stretched);
  const transport = httpTransport(at.callerPage.replace(/\/$/, ""));
  const asked = await transport("/api/login/challenge", { login: unlocking.login });
  const login = signLogin(unlocking, organisation, bytesOf(asked.body.nonce));
  const answer = await transport("/api/login", { login });
  const keys = await openBundle(parseBundle(bytesOf(answer.body.bundle)), unlocking);
  const hand = await openHandWith(at, phrase);
  const streams = hand.view().cases.flatMap(({ parts }) => parts.map(({ stream }) => stream));
  const mailboxes = hand.view().threads.map(({ mailbox }) => mailbox);
  hand.lock();
  const secret = (name: string, bytes: Bytes): Secret => ({ name, bytes });
  const id = (name: string, hex: string): Secret => ({ name, bytes: fromHex(hex) });
  return {
    secrets: [
      secret("entropy of the phrase", read.entropy),
      secret("stretched phrase", stretched),
      secret("login seed", unlocking.loginSeed.slice()),
      secret("wrapping key", unlocking.wrapKey.slice()),
      secret("signing seed", keys.signSeed),
      secret("KEM seed", keys.kemSeed),
    ],
    ids: [
      id("organisation", organisation),
      id("member", keys.id),
      id("login", unlocking.login),
      ...streams.map((stream) => id("stream", stream)),
      ...mailboxes.map((mailbox) => id("mailbox", mailbox)),
    ],
  };
}

function bytesOf(value: unknown): Bytes {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  throw new Error("not bytes");
}
