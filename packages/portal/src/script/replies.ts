/** What lies in an opened mailbox, checked before a word of it is shown. [MB3] [MB7] [P4] */
import {
  decodeBody,
  type Hash,
  type MailboxKeys,
  openReply,
  parseRow,
  type Reply,
  type Row,
  unpadPage,
  verifyRow,
  ZERO_HASH,
} from "@fairlead/protocol/seal";
import { bytesIn, type Cards, readCards } from "./door.ts";
import type { ScriptPin } from "./pin.ts";

export type Head = { seq: number; hash: Hash };

export type ShownReply = Reply & {
  hash: Hash;
  hour: number;
  /** Stands under a card that is valid now; otherwise it cannot be confirmed. */
  confirmable: boolean;
};

export type Replies = {
  /** Read once: gone when confirmed. */
  unread: readonly ShownReply[];
  /** Instructions that stay until their hour. [MB5] */
  standing: readonly ShownReply[];
  /** Replies that no card at hand vouches for: counted, not shown. */
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
  return { up: toHead(body.up), down: toHead(body.down), rows, cards, more: body.more === true, nonce };
};

/**
 * The replies of all pages, each under the reply key of a card that stands in the chain.
 *
 * @param doorCards the intake's card, which vouches too: new threads are answered under it
 * @throws Refused, Lie
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
  const replies: ShownReply[] = [];
  for (const row of rows) {
    const found = vouching.find(({ card }) => card.hash === row.header.card);
    if (found === undefined) continue;
    verifyRow(row, found.card.replyKey);
    const reply = await openReply(row, keys.kemSeed);
    replies.push({ ...reply, hash: row.hash, hour: row.header.hour, confirmable: found.expiredSince === null });
  }
  return {
    unread: replies.filter((reply) => !reply.standing),
    standing: replies.filter((reply) => reply.standing),
    withheld: rows.length - replies.length,
  };
};

/** The heads in an answer `{ stale: { up, down } }`, or null when it was accepted. */
export const readStale = (body: Record<string, unknown>): { up: Head; down: Head } | null => {
  if (body.accepted !== undefined) return null;
  const stale = body.stale as { up?: unknown; down?: unknown } | null | undefined;
  return { up: toHead(stale?.up), down: toHead(stale?.down) };
};
