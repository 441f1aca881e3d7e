/** A mailbox that words have opened: its replies, confirming them, answering. [MB3] [MB5] [MB7] */
import {
  type Hash,
  type MailboxKeys,
  type MessageId,
  mailboxKeys,
  readCodeWords,
  sealLetter,
  signConfirmation,
  signOpening,
  stretch,
} from "@fairlead/protocol/seal";
import { deliver } from "./delivery.ts";
import type { Cards } from "./door.ts";
import type { Line, Written } from "./line.ts";
import { type Head, type MailboxPage, type Replies, readPage, readReplies } from "./replies.ts";
import { type Trouble, troubleOf, type WordTrouble } from "./state.ts";
import { listOf } from "./words.ts";

export type Answered = { kind: "sent" } | { kind: "expired"; since: number } | { kind: "trouble"; trouble: Trouble };

export type OwnMailbox = {
  keys: MailboxKeys;
  replies: Replies;
  /** Nothing has been written to the team from it yet. */
  isNew: boolean;
  /** Makes the confirmable unread replies unreachable. Null when done, or what is in the way. */
  confirm: () => Promise<Trouble | null>;
  /** @param as the message id that files were sent under, where there are any */
  answer: (
    written: Written,
    anyway: boolean,
    onWaiting: (why: "network" | "busy" | null) => void,
    as?: MessageId,
  ) => Promise<Answered>;
  fileLimit: number;
  unfinished: boolean;
  wipe: () => void;
};

// A page of 16 KiB holds five short replies; more pages than this were never written by a team.
const PAGES = 12;
/** As many as one confirmation may name. */
const AT_ONCE = 64;

const fetchPages = async (line: Line, keys: MailboxKeys): Promise<MailboxPage[] | Trouble> => {
  const pages: MailboxPage[] = [];
  let nonce = await line.nonce();
  while (pages.length < PAGES) {
    if (typeof nonce === "string") return nonce;
    const opening = signOpening(keys, line.pin.organisation, nonce);
    const after = pages.at(-1)?.rows.at(-1)?.header.seq;
    const answer = await line.post("/api/mailbox/open", after === undefined ? { opening } : { opening, after });
    if (typeof answer === "string") return answer;
    if (!(answer instanceof Uint8Array)) return troubleOf(answer.code);
    const page = readPage(answer, { keys, pin: line.pin, hour: line.hour() });
    pages.push(page);
    if (!page.more || page.rows.length === 0) break;
    nonce = page.nonce;
  }
  return pages;
};

/** Words as typed; any well-formed ones open a mailbox, possibly empty. [PH3] @throws Refused, Lie, FalseList */
export const openMailbox = async (line: Line, typed: string): Promise<OwnMailbox | WordTrouble> => {
  const failed = (trouble: Trouble): WordTrouble => ({ kind: "trouble", trouble });
  const list = await line.words(listOf(typed));
  if (list === null) return failed("network");
  const read = readCodeWords(typed, [list]);
  if (read.kind !== "words") return read;
  const [keys] = await Promise.all([stretch(read.entropy, line.pin.organisation).then(mailboxKeys), line.door()]);
  const opened = await openWithKeys(line, keys);
  return typeof opened === "string" ? failed(opened) : opened;
};

/** The mailbox of these keys. @throws Refused, Lie */
export const openWithKeys = async (line: Line, keys: MailboxKeys): Promise<OwnMailbox | Trouble> => {
  const door = await line.door();
  if (typeof door === "string") return door;
  const pages = await fetchPages(line, keys);
  return typeof pages === "string" ? pages : holdMailbox(line, keys, pages, line.doorCards(door));
};

const holdMailbox = async (
  line: Line,
  keys: MailboxKeys,
  pages: readonly MailboxPage[],
  doorCards: Cards | null,
): Promise<OwnMailbox | Trouble> => {
  const last = pages.at(-1);
  if (last === undefined) return "other";
  const replies = await readReplies(pages, { keys, pin: line.pin, doorCards });
  let up: Head = last.up;
  let down: Head = last.down;
  let cards = last.cards ?? doorCards;
  let nonce: Uint8Array | null = last.nonce;

  const confirmThese = async (read: readonly Hash[]): Promise<Trouble | null> => {
    // Whoever reads slowly comes with a challenge that has aged: then one more, with a fresh one.
    for (let attempt = 0; ; attempt++) {
      const asked = nonce ?? (await line.nonce());
      nonce = null;
      if (typeof asked === "string") return asked;
      const confirmation = signConfirmation(keys, line.pin.organisation, asked, [...read]);
      const answer = await line.post("/api/mailbox/confirm", { confirmation });
      if (typeof answer === "string") return answer;
      if (answer instanceof Uint8Array) return null;
      if (answer.code !== "FL_NONCE" || attempt > 0) return troubleOf(answer.code);
    }
  };

  const confirm: OwnMailbox["confirm"] = async () => {
    const confirmable = replies.unread.filter((reply) => reply.confirmable);
    // With its twins: a reply that is gone must not lie there still under an older signature. [MB5]
    const read = confirmable.flatMap((reply) => reply.hashes);
    for (let from = 0; from < read.length; from += AT_ONCE) {
      const trouble = await confirmThese(read.slice(from, from + AT_ONCE));
      if (trouble !== null) return trouble;
    }
    return null;
  };

  const answer: OwnMailbox["answer"] = async (written, anyway, onWaiting, as) => {
    const message = as ?? line.message(written);
    const letter = line.letter(written);
    for (let attempt = 0; attempt < 4; attempt++) {
      if (cards === null) return { kind: "trouble", trouble: "closed" };
      if (cards.expiredSince !== null && !anyway) return { kind: "expired", since: cards.expiredSince };
      const row = await sealLetter({
        keys,
        card: cards.card,
        seq: up.seq + 1,
        previous: up.hash,
        seen: down.hash,
        message,
        hour: line.hour(),
        onArrival: false,
        expiredCard: cards.expiredSince !== null,
        letter,
      });
      const carrier = line.carrier({ onWaiting, onWorked: () => undefined });
      const files = written.files?.map(({ id }) => id);
      const delivered = await deliver(row, keys, line.takeWork(), carrier, files);
      if (delivered.kind === "accepted") {
        line.sent(written);
        up = { seq: row.header.seq, hash: row.hash };
        return { kind: "sent" };
      }
      if (delivered.kind === "stale") {
        up = delivered.up;
        down = delivered.down;
      } else if (delivered.code === "FL_CARD") {
        // The thread was taken into a case, or the card renewed, while this page was open. [MB4]
        const renewed = await fetchPages(line, keys);
        if (typeof renewed === "string") return { kind: "trouble", trouble: renewed };
        const page = renewed.at(-1);
        if (page !== undefined) [up, down, cards] = [page.up, page.down, page.cards ?? cards];
      } else {
        return { kind: "trouble", trouble: troubleOf(delivered.code) };
      }
    }
    return { kind: "trouble", trouble: "other" };
  };

  return {
    keys,
    replies,
    isNew: last.up.seq === 0,
    fileLimit: last.fileLimit,
    unfinished: last.unfinished,
    confirm,
    answer,
    wipe: () => {
      keys.signSeed.fill(0);
      keys.kemSeed.fill(0);
    },
  };
};
