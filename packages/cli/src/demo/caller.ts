import {
  type Answers,
  type Card,
  type Clock,
  decodeBody,
  encodeBody,
  fromHex,
  type Hash,
  hourOf,
  type Letter,
  type MailboxId,
  type MailboxKeys,
  type MessageId,
  mailboxKeys,
  newId,
  type OpeningId,
  type Pin,
  type Press,
  parseRow,
  type Random,
  readCard,
  readCertificate,
  sealLetter,
  signConfirmation,
  signOpening,
  solveWork,
  ticketKeys,
  unpadPage,
} from "@fairlead/protocol";

/** What a caller of the invented season does, over the same HTTP as the page in a real caller's hand. */
export interface Caller {
  /** null where the server keeps the keys for a moment (no script): nobody else knows the mailbox. */
  mailbox: MailboxId | null;
  write(letter: { language: string; text: string; answers: Answers; tap: Letter["tap"] }): Promise<void>;
  /** Opens the mailbox, reads every reply and confirms. */
  read(): Promise<void>;
}

export interface SealedCaller extends Caller {
  write(letter: Pick<Letter, "language" | "text" | "answers" | "tap" | "press">): Promise<void>;
}

export interface CallerWorld {
  url: string;
  pin: Pin;
  clock: Clock;
  random: Random;
}

interface Opened {
  up: { seq: number; hash: Hash };
  down: { seq: number; hash: Hash };
  rows: { row: Uint8Array; until: number | null }[];
  card: Uint8Array | null;
  certificate: Uint8Array;
  nonce: Uint8Array;
}

async function call(url: string, path: string, body: object): Promise<Uint8Array> {
  const answer = await fetch(new URL(path, url), {
    method: "POST",
    headers: { "content-type": "application/cbor" },
    body: encodeBody(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** The season plays against the process that it started itself and takes its shapes as they come. */
function trusted<T>(body: Record<string, unknown>): T {
  return body as T;
}

async function ask<T>(url: string, path: string, body: object): Promise<T> {
  return trusted<T>(decodeBody(await call(url, path, body)));
}

/** A caller with the script: keys from chance instead of words, as nobody will come back with them. */
export async function sealedCaller(world: CallerWorld): Promise<SealedCaller> {
  return mailboxHolder(world, await mailboxKeys(world.random(32)));
}

/** Whoever was given a ticket's link: their page says with each tap which opening of it this is. [TK1] */
export async function ticketHolder(world: CallerWorld, secret: string): Promise<(press: Press) => Promise<void>> {
  const { pin, random } = world;
  const holder = mailboxHolder(world, await ticketKeys(fromHex(secret), pin.organisation));
  const opening = newId<OpeningId>(random);
  return (press) =>
    holder.write({ language: "ru", text: "", answers: {}, tap: "none", press: { press, opening, version: 1 } });
}

function mailboxHolder(world: CallerWorld, keys: MailboxKeys): SealedCaller {
  const { url, pin, clock, random } = world;

  async function open(): Promise<Opened> {
    const { nonce } = await ask<{ nonce: Uint8Array }>(url, "/api/mailbox/challenge", {});
    const page = await call(url, "/api/mailbox/open", { opening: signOpening(keys, pin.organisation, nonce) });
    return trusted<Opened>(decodeBody(unpadPage(page)));
  }

  async function currentCard(opened: Opened): Promise<Card> {
    const { intakeKeys } = readCertificate(opened.certificate, pin);
    if (opened.card === null) throw new Error("no card for new mailboxes");
    return readCard(opened.card, intakeKeys, { organisation: pin.organisation, mailbox: keys.id });
  }

  return {
    mailbox: keys.id,
    async write({ language, text, answers, tap, press }) {
      const opened = await open();
      const door = await ask<{ work: { challenge: Uint8Array; bits: number } }>(url, "/api/door", {});
      const row = await sealLetter({
        keys,
        card: await currentCard(opened),
        letter: {
          kind: "letter",
          language,
          text,
          answers,
          tap,
          at: clock(),
          ...(press === undefined ? {} : { press }),
        },
        onArrival: false,
        expiredCard: false,
        seq: opened.up.seq + 1,
        previous: opened.up.hash,
        seen: opened.down.hash,
        message: newId<MessageId>(random),
        hour: hourOf(clock()),
      });
      const answer = await solveWork(door.work.challenge, row.hash, door.work.bits);
      await call(url, "/api/mailbox/post", {
        keys: publicPart(keys),
        row: row.bytes,
        work: { challenge: door.work.challenge, answer },
      });
    },
    async read() {
      const opened = await open();
      const read = opened.rows.filter(({ until }) => until === null).map(({ row }) => parseRow(row).hash);
      if (read.length > 0)
        await call(url, "/api/mailbox/confirm", {
          confirmation: signConfirmation(keys, pin.organisation, opened.nonce, read),
        });
    },
  };
}

function publicPart({ verifyKey, kemKey }: MailboxKeys): { verifyKey: Uint8Array; kemKey: Uint8Array } {
  return { verifyKey, kemKey };
}

/**
 * A caller whose browser has no script: types into the form, is given digits, comes back with them. [MB6]
 * @param later moves the season's clock: the server takes no form that was filled in within two seconds
 */
export function plainCaller({ url }: CallerWorld, language: string, later: (milliseconds: number) => void): Caller {
  let digits: string | null = null;

  async function submit(path: string, token: string, fields: Record<string, string | string[]>): Promise<string> {
    const body = new URLSearchParams({ token });
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) body.append(name, one);
    }
    later(3_000);
    const answer = await fetch(new URL(`/${language}/${path}`, url), { method: "POST", body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the form ${path} answered ${answer.status}`);
    return text;
  }

  async function freshToken(): Promise<string> {
    return tokenIn(await (await fetch(new URL(`/${language}/write`, url))).text());
  }

  return {
    mailbox: null,
    async write({ text, answers, tap }) {
      if (digits === null) {
        const sent = await submit("write", await freshToken(), { ...answers, text });
        digits = codeIn(sent);
      } else await submit("answer", await freshToken(), { digits, text, act: tap === "none" ? "answer" : tap });
    },
    async read() {
      if (digits === null) return;
      const opened = await submit("back", await freshToken(), { digits });
      const read = [...opened.matchAll(/name="read" value="([0-9a-f]{64})"/g)].map(([, hash]) => hash ?? "");
      if (read.length > 0) await submit("answer", tokenIn(opened), { digits, read, act: "confirm" });
    },
  };
}

function tokenIn(page: string): string {
  return /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
}

function codeIn(page: string): string {
  const code = /id="code"[^>]*>([\d\s]+)</.exec(page)?.[1]?.replace(/\s/g, "");
  if (code === undefined) throw new Error("the form gave no code");
  return code;
}
