import { createHmac } from "node:crypto";
import { onceEach, type ShownReply, type WrittenAnswers } from "@fairlead/portal/pages";
import { type OnArrivalMailbox, openOnArrival } from "@fairlead/protocol/on-arrival";
import {
  type Card,
  cardExpired,
  type Hash,
  hourOf,
  idFrom,
  type MessageId,
  parseCard,
  parseRow,
  Refused,
  type Row,
  type RowPlace,
} from "@fairlead/protocol/verify";
import { type Posted, postLetter } from "../callers/post.ts";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { expiredSince } from "../pages/pages.ts";

const ZERO = "00".repeat(32);
/** A million rounds each: more at once would only make every one of them slower. */
const AT_ONCE = 2;
const WAITING = 40;
/** Of what `Date` can say. */
const LAST_HOUR = 2_399_999_999;

export type Written = {
  readonly language: string;
  readonly text: string;
  readonly answers: WrittenAnswers;
  readonly tap: "none" | "safe" | "danger";
  readonly anyway: boolean;
};

/**
 * A mailbox of the form without script, open in memory for one answer: nothing of it outlives the call. [MB6]
 */
export interface OnArrival {
  open(digits: string): Promise<OnArrivalMailbox>;
  /**
   * Seals and keeps one letter. The same mark and words again are the same letter: "elsewhere" when it lies in another
   * mailbox, opened by a node that has restarted since or is not this one.
   */
  write(mailbox: OnArrivalMailbox, written: Written, mark: Uint8Array): Promise<"here" | "elsewhere">;
  replies(mailbox: OnArrivalMailbox): Promise<ShownReply[]>;
  confirm(mailbox: OnArrivalMailbox, read: readonly string[]): Promise<void>;
}

export function onArrivalIn(context: Context): OnArrival {
  const { store, clock, roster } = context;
  const turns = makeTurns();

  return {
    async open(digits) {
      const { organisation } = await roster.require();
      return turns(() => openOnArrival(digits, organisation));
    },

    async write(mailbox, written, mark) {
      const { id } = mailbox.address;
      const { language, text, answers, tap } = written;
      const letter = { kind: "letter", language, text, answers, tap, at: clock() } as const;
      const message = messageOf(mark, written);
      const hour = hourOf(clock());
      // Two sendings of one form may race for one place; whoever comes second finds the message kept. [MB7]
      for (let tries = 0; tries < 4; tries++) {
        const kept = (await store.cards.newest(id)) ?? (await store.cards.newest("new"));
        if (kept === null) throw new Failure("FL_CLOSED");
        const expired = (await expiredSince(context, kept)) !== null;
        if (expired && !written.anyway) throw new Failure("FL_EXPIRED");
        const at = await store.mailboxes.letterAt(message);
        if (at !== null) return at === id ? "here" : "elsewhere";
        const { up, down } = await headsOf(context, id);
        const place = { seq: up.seq + 1, previous: up.hash, seen: down.hash, message, hour };
        const row = await mailbox.seal({ card: parseCard(kept.bytes), letter, expiredCard: expired, ...hashes(place) });
        const posted = await posting(postLetter(context, row, mailbox.address, { once: true }));
        if (posted !== null && "accepted" in posted) return "here";
      }
      throw new Failure("FL_BUSY");
    },

    async replies(mailbox) {
      const hour = hourOf(clock());
      const { id } = mailbox.address;
      const opened = await store.mailboxes.open(id, hour, 0);
      const kept = await Promise.all([store.cards.newest(id), store.cards.newest("new")]);
      const cards = kept.flatMap((one) => (one === null ? [] : [parseCard(one.bytes)]));
      // Valid ones first: a reply counts under the reply key of a card that is valid now, whichever it names. [MB3]
      cards.sort((a, b) => Number(cardExpired(a, hour)) - Number(cardExpired(b, hour)));
      const read = [];
      for (const { hash, bytes } of opened?.rows ?? []) {
        const row = parseRow(bytes);
        read.push({ hash, message: row.header.message, reply: await openReply(mailbox, row, cards, hour) });
      }
      return onceEach(read).shown.map(({ hash, twins, reply }): ShownReply => {
        const { text, standing, checkInBy, confirmable, at } = reply;
        return {
          hash,
          twins: twins.map((twin) => twin.hash),
          text,
          hour: hourOf(at),
          standing,
          checkInBy,
          confirmable,
        };
      });
    },

    async confirm(mailbox, read) {
      await store.mailboxes.confirm(mailbox.address.id, read, hourOf(clock()));
    },
  };
}

/** null: the letter is there already, or its card is no longer the one: look again. */
async function posting(post: Promise<Posted>): Promise<Posted | null> {
  try {
    return await post;
  } catch (error) {
    if (error instanceof Failure && (error.code === "FL_MESSAGE_USED" || error.code === "FL_CARD")) return null;
    throw error;
  }
}

/** The store's ids are plain text; these came out of rows that a parser had read. */
function hashes(place: Omit<RowPlace, "previous" | "seen"> & { previous: string; seen: string }): RowPlace {
  return {
    ...place,
    previous: idFrom<Hash>(Buffer.from(place.previous, "hex")),
    seen: idFrom<Hash>(Buffer.from(place.seen, "hex")),
  };
}

/** Under the first card whose reply key signed it. One that stands under none must not keep the others away. [MB3] */
async function openReply(
  mailbox: OnArrivalMailbox,
  row: Row,
  cards: readonly Card[],
  hour: number,
): Promise<(Awaited<ReturnType<OnArrivalMailbox["open"]>> & { confirmable: boolean }) | null> {
  for (const card of cards) {
    try {
      const reply = await mailbox.open(row, card);
      // Hours that no calendar has could not be shown.
      if (Math.max(hourOf(reply.at), reply.checkInBy ?? 0) < LAST_HOUR)
        return { ...reply, confirmable: !cardExpired(card, hour) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  return null;
}

async function headsOf({ store, clock }: Context, id: string) {
  const opened = await store.mailboxes.open(id, hourOf(clock()), Number.MAX_SAFE_INTEGER);
  return opened ?? { up: { seq: 0, hash: ZERO }, down: { seq: 0, hash: ZERO } };
}

function messageOf(mark: Uint8Array, { text, answers, tap }: Written): MessageId {
  const said = JSON.stringify([text, tap, Object.entries(answers).sort()]);
  return idFrom<MessageId>(createHmac("sha256", mark).update("message\0").update(said).digest().subarray(0, 16));
}

/** A few at a time, and a short queue; past it, an honest "busy". */
function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING) throw new Failure("FL_BUSY");
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
