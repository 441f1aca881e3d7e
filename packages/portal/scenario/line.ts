/**
 * A whole line in memory, for scenarios: an organisation with two administrators, its certificate and card, and a
 * server that keeps mailboxes. Keys, seals and checks are the real ones; only the network is pretended.
 */
import { randomBytes } from "node:crypto";
import {
  type Bytes,
  type Card,
  checkWork,
  type DeskKeys,
  decodeBody,
  deskKeys,
  encodeBody,
  foundOrganisation,
  type Hash,
  hourOf,
  type Letter,
  type MailboxAddress,
  type MailboxId,
  type MessageId,
  mailboxAddress,
  makeEpochKey,
  makeMemberKeys,
  newId,
  openLetter,
  padPage,
  parseRow,
  publicKeys,
  type Reply,
  type Row,
  readConfirmation,
  readOpening,
  readRoster,
  sealReply,
  signCard,
  signCertificate,
  verifyRow,
  ZERO_HASH,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import { readPin, type ScriptPin } from "../src/script/pin.ts";
import type { Answer, Transport } from "../src/script/transport.ts";
import { type Build, stampPortal } from "../src/stamp.ts";
import { packWords } from "../src/words/packing.ts";

export const random = (length: number): Bytes => new Uint8Array(randomBytes(length));

type Kept = { address: MailboxAddress; up: Row[]; down: { row: Row; read: boolean }[] };

export type Line = {
  pin: ScriptPin;
  transport: Transport;
  /** The organisation's clock, in milliseconds; scenarios move it. */
  clock: { now: number };
  /** What the scenario's network does to the next calls of a path: answers "lost" come after the server has acted. */
  weather: Map<string, ("offline" | "lost" | "busy" | string)[]>;
  calls: string[];
  card: () => Card;
  mailboxes: Map<MailboxId, Kept>;
  letters: (mailbox?: MailboxId) => Promise<{ letter: Letter; row: Row }[]>;
  reply: (
    mailbox: MailboxId,
    reply: Partial<Reply> & { text: string },
    from?: DeskKeys,
    message?: MessageId,
  ) => Promise<Hash>;
  /** Another card for the same keys, as every few days. */
  renewCard: () => void;
  /** A card for new keys; `falsely` signs it with a key that no certificate names. */
  rotate: (falsely?: boolean) => Promise<void>;
  desk: () => DeskKeys;
};

export const openLine = async (build: Build | null = null): Promise<Line> => {
  const clock = { now: Date.UTC(2017, 3, 2, 20) };
  const founders = [makeMemberKeys(random), makeMemberKeys(random)];
  const entry = await foundOrganisation(founders, hourOf(clock.now), random);
  const roster = readRoster([entry]);
  const { organisation, head } = roster;
  const administrators = await Promise.all(
    founders.map(async (keys) => ({ id: keys.id, verifyKey: (await publicKeys(keys)).verifyKey })),
  );
  const encoder = new TextEncoder();
  const words = { en: encoder.encode(packWords(ENGLISH)), ru: encoder.encode(packWords(RUSSIAN_LIST)) };
  const later = encoder.encode('"__FAIRLEAD_STEPS__"');
  const pinPlace = encoder.encode('"__FAIRLEAD_PIN__"');
  const parts = build ?? {
    css: new Uint8Array(),
    script: pinPlace,
    later,
    words,
    files: new Uint8Array(),
    ticket: pinPlace,
  };
  const { files, manifest } = stampPortal(parts, { organisation, head, administrators }, 0);
  const script = files.get(manifest.script)?.bytes ?? new Uint8Array();
  const pin = readPin(build === null ? JSON.parse(new TextDecoder().decode(script)) : pinIn(script));

  let desk = await deskKeys(makeEpochKey(random));
  const intake = await deskKeys(makeEpochKey(random));
  const certificate = signCertificate(
    {
      organisation,
      rosterHead: head,
      intakeKeys: [intake.signKey],
      issued: hourOf(clock.now),
      expires: hourOf(clock.now) + 35 * 24,
    },
    founders,
  );
  const cardOf = (seed: Uint8Array, counter: number, previous: Hash): Card =>
    signCard(
      {
        organisation,
        mailbox: "new",
        kemKey: desk.kemKey,
        replyKey: desk.replyKey,
        counter,
        previous,
        expires: hourOf(clock.now) + 14 * 24,
        rosterHead: head,
      },
      seed,
    );
  let card = cardOf(intake.signSeed, 1, ZERO_HASH);

  const mailboxes = new Map<MailboxId, Kept>();
  const nonces = new Set<string>();
  const used = new Map<string, string>();
  const nameOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
  const giveNonce = (): Bytes => {
    const nonce = random(32);
    nonces.add(nameOf(nonce));
    return nonce;
  };
  const headOf = (rows: readonly Row[]) => ({ seq: rows.length, hash: rows.at(-1)?.hash ?? ZERO_HASH });
  const headsOf = (kept: Kept | undefined) => ({
    up: headOf(kept?.up ?? []),
    down: headOf(kept?.down.map(({ row }) => row) ?? []),
  });
  /** The nonce stands second in every signed form; the reader then insists on it. */
  const nonceIn = (form: Uint8Array): Bytes => {
    const found = [...nonces].find((nonce) => nameOf(form).includes(nonce));
    if (found === undefined) throw new Error("FL_NONCE");
    nonces.delete(found);
    return new Uint8Array(Buffer.from(found, "hex"));
  };
  const bytesOf = (value: unknown): Bytes => new Uint8Array(value as Uint8Array);

  const serve = async (path: string, body: Record<string, unknown>): Promise<Uint8Array> => {
    if (path === "/api/door") {
      const { words: asked } = body;
      const list = asked === "en" || asked === "ru" ? files.get(manifest.words[asked])?.bytes : undefined;
      const work = { challenge: random(32), bits: 8 };
      return encodeBody({ certificate, card: card.bytes, work, ...(list && { words: list }) });
    }
    if (path === "/api/mailbox/challenge") return encodeBody({ nonce: giveNonce() });
    if (path === "/api/mailbox/open") {
      const opening = bytesOf(body.opening);
      const { id } = readOpening(opening, { organisation, nonce: nonceIn(opening) });
      const kept = mailboxes.get(id);
      const rows = (kept?.down ?? []).filter(({ read, row }) => !read && row.header.seq > Number(body.after ?? 0));
      const shown = rows.slice(0, 3);
      return padPage(
        encodeBody({
          ...headsOf(kept),
          rows: shown.map(({ row }) => ({ row: row.bytes, until: null })),
          card: card.bytes,
          certificate,
          more: shown.length < rows.length,
          nonce: giveNonce(),
        }),
      );
    }
    if (path === "/api/mailbox/confirm") {
      const form = bytesOf(body.confirmation);
      const { id, read } = readConfirmation(form, { organisation, nonce: nonceIn(form) });
      for (const held of mailboxes.get(id)?.down ?? []) held.read ||= read.includes(held.row.hash);
      return encodeBody({ erased: read.length });
    }
    const keys = body.keys as { verifyKey: Uint8Array; kemKey: Uint8Array };
    const work = body.work as { challenge: Uint8Array; answer: number };
    const row = parseRow(bytesOf(body.row));
    const address = mailboxAddress(keys.verifyKey, keys.kemKey);
    verifyRow(row, address.verifyKey);
    const challenge = nameOf(work.challenge);
    if (!checkWork(work.challenge, row.hash, 8, work.answer)) throw new Error("FL_WORK");
    if ((used.get(challenge) ?? row.hash) !== row.hash) throw new Error("FL_WORK");
    used.set(challenge, row.hash);
    if (row.header.card !== card.hash) throw new Error("FL_CARD");
    const kept = mailboxes.get(address.id) ?? { address, up: [], down: [] };
    if (kept.up.some(({ hash }) => hash === row.hash)) return encodeBody({ accepted: row.hash });
    if (row.header.seq !== kept.up.length + 1) return encodeBody({ stale: headsOf(kept) });
    kept.up.push(row);
    mailboxes.set(address.id, kept);
    return encodeBody({ accepted: row.hash });
  };

  const weather: Line["weather"] = new Map();
  const calls: string[] = [];
  const post = async (path: string, body: object): Promise<Answer> => {
    calls.push(path);
    const now = weather.get(path)?.shift();
    if (now === "offline") return { kind: "offline" };
    if (now === "busy") return { kind: "busy" };
    if (now?.startsWith("FL_")) return { kind: "refused", code: now };
    try {
      // Through the codec, as on the wire.
      const bytes = await serve(path, decodeBody(encodeBody(body)));
      return now === "lost" ? { kind: "offline" } : { kind: "answer", bytes };
    } catch (error) {
      return { kind: "refused", code: error instanceof Error ? error.message : "FL_BUG" };
    }
  };

  return {
    pin,
    clock,
    weather,
    calls,
    mailboxes,
    transport: { post, get: async (path) => files.get(path)?.bytes ?? null },
    card: () => card,
    desk: () => desk,
    letters: async (mailbox) => {
      const rows = [...mailboxes].filter(([id]) => mailbox === undefined || id === mailbox).flatMap(([, { up }]) => up);
      return Promise.all(rows.map(async (row) => ({ row, letter: await openLetter(row, desk.kemSeed) })));
    },
    reply: async (mailbox, reply, from = desk, message = newId<MessageId>(random)) => {
      const kept = mailboxes.get(mailbox);
      if (kept === undefined) throw new Error("no such mailbox");
      const { up, down } = headsOf(kept);
      const row = await sealReply({
        mailbox: kept.address,
        card,
        replySeed: from.replySeed,
        seq: down.seq + 1,
        previous: down.hash,
        seen: up.hash,
        message,
        hour: hourOf(clock.now),
        reply: { kind: "reply", standing: false, checkInBy: null, at: clock.now, ...reply },
      });
      kept.down.push({ row, read: false });
      return row.hash;
    },
    renewCard: () => {
      card = cardOf(intake.signSeed, card.counter + 1, card.hash);
    },
    rotate: async (falsely = false) => {
      desk = await deskKeys(makeEpochKey(random));
      card = cardOf(falsely ? desk.signSeed : intake.signSeed, card.counter + 1, card.hash);
    },
  };
};

/** The pin in a stamped script, as the script itself reads it. */
const pinIn = (script: Uint8Array): string => {
  const found = /"(\{\\"organisation\\".*?\})"/.exec(new TextDecoder().decode(script));
  if (found === null) throw new Error("the script is not stamped");
  return JSON.parse(`"${found[1]}"`);
};
