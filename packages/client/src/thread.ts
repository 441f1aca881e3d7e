import { type RowSeen, type ThreadSeen, twinsOf } from "@fairlead/casework";
import {
  type Hash,
  type Letter,
  type MailboxAddress,
  type MailboxId,
  type MessageId,
  mailboxAddress,
  type OrganisationId,
  openLetter,
  parseRow,
  Refused,
  type Row,
  type StreamId,
  verifyRow,
  ZERO_HASH,
} from "@fairlead/protocol";
import type { Answer } from "./answer.ts";
import type { CardBook } from "./card-book.ts";
import { codeOf } from "./compartment.ts";
import type { Alarm } from "./hand.ts";
import type { SeenThread } from "./shelf/seen.ts";

export type Place = { seq: number; hash: Hash };

/** A row of which bytes were seen at least once keeps what its header said after it was erased. */
export type HeldRow = {
  seq: number;
  hash: Hash;
  /** By the server. */
  hour: number;
  header: Row["header"] | null;
  /** The server still has its bytes, and this member may have them. */
  present: boolean;
  letter: Letter | null;
};

/** `hash`: while it lies there unread. */
export type ReplyThere = { message: MessageId; hash: Hash | null };

/** One mailbox as the team sees it: rows checked against each other and the mailbox's own keys. [MB1] [MB7] */
export type HeldThread = {
  mailbox: MailboxId;
  address: MailboxAddress;
  desk: StreamId;
  up: Place;
  down: Place;
  /**
   * Every row that the team ever sent there, by what its message id shares with its twins. null where the server did not list
   * them: one of before does not, and what a device kept of one.
   */
  replies: ReadonlyMap<string, readonly ReplyThere[]> | null;
  /** So many of them lie there unread. */
  unread: number;
  /** Hour since which the server keeps it frozen. [MB8] */
  frozen: number | null;
  /** Ended by its holder: letters after so many were written as if in an empty mailbox. [HO2] */
  ended: { hour: number; rows: number } | null;
  rows: HeldRow[];
  alarms: Alarm[];
  /** Something does not fit; what was read before stands, nothing after it is shown. */
  halted: string | null;
};

/** Codes for what no single row shows, only their order. */
export type ThreadCode = "FL_THREAD_GAP" | "FL_THREAD_ALTERED" | "FL_THREAD_SHRUNK";

class ThreadBroken extends Error {
  readonly code: ThreadCode;
  constructor(code: ThreadCode) {
    super(code);
    this.name = "ThreadBroken";
    this.code = code;
  }
}

export type ReadAs = {
  /** The highest heads seen of it: of `known`, or what this device remembers of earlier sessions. [ST4] */
  least?: Pick<SeenThread, "up" | "down"> | undefined;
  /** The answer comes from this device's own sealed records, where only checked rows stand. */
  kept?: boolean;
};

const endedIn = (answer: Answer) => ({ hour: answer.uint("hour"), rows: answer.uint("rows") });

const placeOf = (answer: Answer): Place => ({ seq: answer.uint("seq"), hash: answer.longId<Hash>("hash") });

function repliesIn(given: Answer): Map<string, ReplyThere[]> | null {
  if (!given.has("replies")) return null;
  const replies = new Map<string, ReplyThere[]>();
  for (const answer of given.list("replies")) {
    const reply = {
      message: answer.shortId<MessageId>("message"),
      hash: answer.has("hash") ? answer.longId<Hash>("hash") : null,
    };
    const twins = replies.get(twinsOf(reply.message));
    if (twins === undefined) replies.set(twinsOf(reply.message), [reply]);
    else twins.push(reply);
  }
  return replies;
}

/**
 * One thread of `/api/threads`, joined with what was known of it.
 *
 * Never throws for what the server or a caller sent: the thread is returned as far as it holds, with
 * the code that stopped it.
 */
export async function readThread(
  given: Answer,
  known: HeldThread | undefined,
  book: CardBook,
  organisation: OrganisationId,
  { least = known, kept = false }: ReadAs = {},
): Promise<HeldThread> {
  const mailbox = given.longId<MailboxId>("mailbox");
  const address = mailboxAddress(given.bytes("verifyKey"), given.bytes("kemKey"));
  const replies = repliesIn(given);
  const thread: HeldThread = {
    mailbox,
    address,
    desk: given.shortId<StreamId>("desk"),
    up: placeOf(given.part("up")),
    down: placeOf(given.part("down")),
    replies,
    unread:
      replies === null ? given.uint("unread") : [...replies.values()].flat().filter(({ hash }) => hash !== null).length,
    frozen: given.optionalUint("frozen"),
    ended: given.has("ended") ? endedIn(given.part("ended")) : null,
    rows: [],
    alarms: [],
    halted: known?.halted ?? null,
  };
  if (known !== undefined && known.halted !== null)
    return { ...known, replies, unread: thread.unread, frozen: thread.frozen, ended: thread.ended };
  try {
    // The id is recomputed: a server that could choose the KEM key could read every reply. [MB1]
    if (address.id !== mailbox) throw new Refused("FL_MAILBOX");
    if (known !== undefined && !endsAsBefore(known, thread)) throw new ThreadBroken("FL_THREAD_ALTERED");
    if (least !== undefined && (thread.up.seq < least.up.seq || thread.down.seq < least.down.seq))
      throw new ThreadBroken("FL_THREAD_SHRUNK");
    if (least !== undefined && thread.down.seq === least.down.seq && thread.down.hash !== least.down.hash)
      throw new ThreadBroken("FL_THREAD_ALTERED");
    await readRows(thread, given.list("rows"), known, book, { organisation, kept });
    if (least !== undefined && (thread.rows[least.up.seq - 1]?.hash ?? ZERO_HASH) !== least.up.hash)
      throw new ThreadBroken("FL_THREAD_ALTERED");
    if ((thread.rows.at(-1)?.hash ?? ZERO_HASH) !== thread.up.hash || thread.rows.length !== thread.up.seq)
      throw new ThreadBroken("FL_THREAD_GAP");
  } catch (error) {
    thread.halted = error instanceof ThreadBroken ? error.code : codeOf(error);
  }
  return thread;
}

/**
 * An ending is said once, of what stood there by then. Taken back it would pass a stranger's words off as the caller's;
 * moved to before what was read it would give the caller's out as a stranger's. [HO2]
 */
function endsAsBefore(known: HeldThread, { ended }: HeldThread): boolean {
  if (known.ended === null) return ended === null || ended.rows >= known.rows.length;
  return ended !== null && ended.rows === known.ended.rows;
}

async function readRows(
  thread: HeldThread,
  given: readonly Answer[],
  known: HeldThread | undefined,
  book: CardBook,
  { organisation, kept }: { organisation: OrganisationId; kept: boolean },
): Promise<void> {
  const begin = thread.ended?.rows ?? 0;
  const met = new Set<Hash>();
  for (const [index, answer] of given.entries()) {
    const seq = answer.uint("seq");
    const hash = answer.longId<Hash>("hash");
    const hour = answer.uint("hour");
    const bytes = answer.optionalBytes("row");
    if (seq !== index + 1) throw new ThreadBroken("FL_THREAD_GAP");
    // A second chain begins where the first was ended; no row of the first can be shown again as one of it.
    if (met.has(hash)) throw new ThreadBroken("FL_THREAD_ALTERED");
    met.add(hash);
    const late = thread.ended !== null && index >= begin;
    const before = known?.rows[index];
    if (before !== undefined && before.hash !== hash) throw new ThreadBroken("FL_THREAD_ALTERED");
    if (before !== undefined && (before.letter !== null || bytes === null)) {
      thread.rows.push({ ...before, present: bytes !== null });
      if (!late) await noteCard(thread, before, book);
      continue;
    }
    const held: HeldRow = { seq, hash, hour, header: null, present: bytes !== null, letter: null };
    if (bytes !== null) {
      const row = parseRow(bytes);
      const { header } = row;
      if (row.hash !== hash || header.direction !== "to-team" || header.seq !== (late ? seq - begin : seq))
        throw new ThreadBroken("FL_THREAD_ALTERED");
      const last = late && index === begin ? undefined : thread.rows.at(-1);
      if (header.previous !== (last?.hash ?? ZERO_HASH)) throw new ThreadBroken("FL_THREAD_GAP");
      if (header.organisation !== organisation) throw new Refused("FL_ORGANISATION");
      if (header.mailbox !== thread.mailbox) throw new Refused("FL_MAILBOX");
      if (!kept) verifyRow(row, thread.address.verifyKey);
      held.header = header;
      held.letter = await open(row, book);
      // As to an empty mailbox the server gave the general card, which is right; that it was written at all is said.
      if (!late) await noteCard(thread, held, book);
    }
    thread.rows.push(held);
  }
}

/**
 * A letter that does not open is its writer's doing, or sealed to keys that we do not hold: it is shown
 * as unreadable, and stops nobody else.
 */
async function open(row: Row, book: CardBook): Promise<Letter | null> {
  const card = book.byHash(row.header.card);
  const desk = card === undefined ? null : await book.deskOf(card);
  if (desk === null) return null;
  try {
    return await openLetter(row, desk.kemSeed);
  } catch (error) {
    codeOf(error);
    return null;
  }
}

async function noteCard(thread: HeldThread, row: HeldRow, book: CardBook): Promise<void> {
  if (row.header === null) return;
  const { mailbox } = thread;
  const card = book.byHash(row.header.card);
  if (card === undefined || (await book.isFalse(card)))
    thread.alarms.push({ kind: "unknown-card", mailbox, seq: row.seq });
  else if (book.superseded(mailbox, card, Math.max(row.hour, row.header.hour)))
    thread.alarms.push({ kind: "superseded-card", mailbox, seq: row.seq });
}

export function threadSeen({ mailbox, desk, rows, unread, replies, ended }: HeldThread): ThreadSeen {
  return {
    mailbox,
    desk,
    unread,
    ...(replies === null ? {} : { arrived: new Set(replies.keys()) }),
    rows: rows.map(
      ({ seq, hash, hour, header, letter }): RowSeen => ({
        seq,
        hash,
        hour,
        direction: "to-team",
        onArrival: header?.onArrival ?? false,
        expiredCard: header?.expiredCard ?? false,
        ...(ended !== null && seq > ended.rows ? { late: true as const } : {}),
        letter,
      }),
    ),
  };
}
