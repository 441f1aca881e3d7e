/** What lies in an opened mailbox, checked before a word of it is shown. [MB3] [MB7] [P4] */
import {
  decodeBody,
  type Hash,
  hourOf,
  type MailboxKeys,
  openReply,
  parseRow,
  type Reply,
  type Row,
  unpadPage,
  verifyRow,
  ZERO_HASH,
} from "@fairlead/protocol/seal";
import { onceEach } from "../pages/twins.ts";
import { bytesIn, type Cards, readCards } from "./door.ts";
import type { ScriptPin } from "./pin.ts";

const HOUR = 3_600_000;
/** Of what `Date` can say. */
const LAST_HOUR = 2_399_999_999;

export type Head = { seq: number; hash: Hash };

export type ShownReply = Reply & {
  /** Its row's, and those of the same reply signed before or besides: all are confirmed together. */
  hashes: readonly Hash[];
  hour: number;
  /** Stands under a card that is valid now; otherwise it cannot be confirmed. */
  confirmable: boolean;
};

export type Replies = {
  /** Read once: gone when confirmed. */
  unread: readonly ShownReply[];
  /** Instructions that stay until their hour. [MB5] */
  standing: readonly ShownReply[];
  /** Replies that no card at hand vouches for, or that do not open: counted, not shown. */
  withheld: number;
};

export type MailboxPage = {
  up: Head;
  down: Head;
  rows: readonly Row[];
  /** The card to answer to; null means: take the door's. */
  cards: Cards | null;
  /** Rows did not fit into this page. */
  more: boolean;
  /** Bytes that one file of this mailbox may have, and whether one is half sent. */
  fileLimit: number;
  unfinished: boolean;
  nonce: Uint8Array;
};

/** A server that lies about the order of rows. */
export class Lie extends Error {
  readonly code = "FL_ROWS";
}

const toHead = (value: unknown): Head => {
  const head = value as { seq?: unknown; hash?: unknown } | null | undefined;
  const hash = bytesIn(head?.hash);
  const seq = head?.seq;
  if (typeof seq !== "number" || !Number.isSafeInteger(seq) || seq < 0) throw new Lie();
  const hex = hash === null ? head?.hash : [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (typeof hex !== "string" || !/^[0-9a-f]{64}$/.test(hex)) throw new Lie();
  if ((seq === 0) !== (hex === ZERO_HASH)) throw new Lie();
  return { seq, hash: hex as Hash };
};

/** Rows must be this mailbox's, in order, linked where they touch, and end where the server says they end. */
const checkOrder = (rows: readonly Row[], down: Head, keys: MailboxKeys, pin: ScriptPin): void => {
  let before: Row | undefined;
  for (const row of rows) {
    const { header } = row;
    if (header.organisation !== pin.organisation || header.mailbox !== keys.id) throw new Lie();
    if (header.direction !== "to-mailbox" || header.seq > down.seq) throw new Lie();
    if (before !== undefined && header.seq <= before.header.seq) throw new Lie();
    if (header.seq === (before?.header.seq ?? 0) + 1 && header.previous !== (before?.hash ?? ZERO_HASH)) {
      throw new Lie();
    }
    if (header.seq === down.seq && row.hash !== down.hash) throw new Lie();
    before = row;
  }
};

/** One answer of /api/mailbox/open, framing only. @throws Refused, Lie */
export const readPage = (
  page: Uint8Array,
  { keys, pin, hour }: { keys: MailboxKeys; pin: ScriptPin; hour: number },
): MailboxPage => {
  const body = decodeBody(unpadPage(page));
  const nonce = bytesIn(body.nonce);
  if (!Array.isArray(body.rows) || nonce === null) throw new Lie();
  const rows = body.rows.map((entry: { row?: unknown } | null) => {
    const bytes = bytesIn(entry?.row);
    if (bytes === null) throw new Lie();
    return parseRow(bytes);
  });
  const cards = readCards({ certificate: body.certificate, card: body.card }, pin, hour, keys.id);
  return {
    up: toHead(body.up),
    down: toHead(body.down),
    rows,
    cards,
    more: body.more === true,
    fileLimit: Number(body.fileLimit) || 0,
    unfinished: body.unfinished === true,
    nonce,
  };
};

/** One row under the first card whose reply key signed it; null where none did, or where it does not open. */
const readReply = async (
  row: Row,
  keys: MailboxKeys,
  vouching: readonly Cards[],
): Promise<(Reply & { confirmable: boolean }) | null> => {
  for (const { card, expiredSince } of vouching) {
    try {
      verifyRow(row, card.replyKey);
      const reply = await openReply(row, keys.kemSeed);
      // Hours that no calendar has would stop the page while it is shown.
      if (Math.max(reply.at / HOUR, reply.checkInBy ?? 0) < LAST_HOUR)
        return { ...reply, confirmable: expiredSince === null };
    } catch {
      // One row that somebody with access has spoiled must not keep the others from being read.
    }
  }
  return null;
};

/**
 * The replies of all pages. What counts is the reply *key* of a card that is valid now, not the card that the row
 * names: cards are renewed every few days, and within one epoch their keys stay the same. [MB3]
 *
 * @param doorCards the intake's card, which vouches too: new threads are answered under it
 * @throws Lie
 */
export const readReplies = async (
  pages: readonly MailboxPage[],
  { keys, pin, doorCards }: { keys: MailboxKeys; pin: ScriptPin; doorCards: Cards | null },
): Promise<Replies> => {
  const rows = pages.flatMap((page) => page.rows);
  const last = pages.at(-1);
  if (last === undefined) throw new Lie();
  checkOrder(rows, last.down, keys, pin);
  const vouching = [last.cards, doorCards].filter((cards) => cards !== null);
  // Valid ones first: a key that stands on both counts as valid.
  vouching.sort((a, b) => (a.expiredSince ?? 0) - (b.expiredSince ?? 0));
  const read = [];
  for (const row of rows)
    read.push({ hash: row.hash, message: row.header.message, reply: await readReply(row, keys, vouching) });
  const { shown, withheld } = onceEach(read);
  const replies = shown.map(({ reply, hash, twins }) => ({
    ...reply,
    hashes: [hash, ...twins.map((twin) => twin.hash)],
    // Of writing, not of signing again.
    hour: hourOf(reply.at),
  }));
  return {
    unread: replies.filter((reply) => !reply.standing),
    standing: replies.filter((reply) => reply.standing),
    withheld,
  };
};

/** The heads in an answer `{ stale: { up, down } }`, or null when it was accepted. */
export const readStale = (body: Record<string, unknown>): { up: Head; down: Head } | null => {
  if (body.accepted !== undefined) return null;
  const stale = body.stale as { up?: unknown; down?: unknown } | null | undefined;
  return { up: toHead(stale?.up), down: toHead(stale?.down) };
};
