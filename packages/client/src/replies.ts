import {
  type CaseState,
  casesOf,
  frozenMailboxes,
  GOES_BY_ITSELF,
  intakeOf,
  isOfSome,
  MAY_BE_ANOTHER,
  mayWrite,
  TWIN_DIGITS,
  twinsOf,
} from "@fairlead/casework";
import {
  concat,
  digest,
  type Hash,
  hourOf,
  type MailboxId,
  type MessageId,
  newId,
  type Reply,
  type Row,
  sealReply,
  toHex,
  utf8,
} from "@fairlead/protocol";
import type { Answer } from "./answer.ts";
import type { Held } from "./held.ts";
import { ServerRefused } from "./session.ts";
import { followCompartments } from "./sync.ts";

/** A reply on its way: sealed once, kept, and sent with the same bytes until the server has it. [MB2] [MB3] */
export type Outgoing = {
  mailbox: MailboxId;
  message: MessageId;
  reply: Reply;
  until: number | null;
  row: Row | null;
  /** The text that a frozen mailbox shows. [MB8] */
  holding?: true;
  /** The message whose place it takes: what that one says is no longer so. */
  instead?: string;
};

/** What the team's copy says of an answer, in intake or in a case. */
type Copy = {
  message: string;
  text: string;
  standing: boolean;
  until: number | null;
  checkInBy: number | null;
  at: number;
  instead?: string;
};

/** `givenUp`: its case is closed, or who reads there may be somebody else. `carried`: answered in intake, before a case took the thread over with reply keys of its own. */
type Answered = Copy & { carried: boolean; replaced: boolean; givenUp: boolean };
type InCase = Answered & Pick<CaseState["contact"]["answers"][number], "mailbox">;

/** A mailbox opens as one page of 16 KiB: longer answers go as several. [P9] */
const PART_BYTES = 3_900;
const RETRIES = 8;
/** A holding text stands until the mailbox is thawed, and a year at most. */
const HOLDING_HOURS = 365 * 24;
const FROZEN = "FL_FROZEN";
const ALREADY: ReadonlySet<string> = new Set(["FL_MESSAGE_USED", "FL_REPLY_READ"]);
/** As many as the server takes at once. Of those before them one has arrived, and taken them out. */
const GONE_MOST = 16;

/**
 * The message id of a reply that is signed again. Its first twelve bytes stay, so that a page knows it for the same
 * reply; the others come from the key, so that the server takes it once for each. [MB3] [MB7]
 */
export function twinOf(message: string, replyKey: Uint8Array): MessageId {
  return `${twinsOf(message)}${toHex(digest(concat(utf8("again\0"), replyKey)).slice(0, 4))}` as MessageId;
}

/** Splits at spaces and line ends, else anywhere; nothing is lost. */
export function partsOf(text: string): string[] {
  const size = (part: string) => utf8(part).length;
  const parts: string[] = [];
  let part = "";
  for (const piece of text.split(/(?<=\s)/u)) {
    if (size(part) + size(piece) <= PART_BYTES) {
      part += piece;
      continue;
    }
    if (part !== "") parts.push(part);
    part = "";
    for (const letter of piece) {
      if (size(part) + size(letter) > PART_BYTES) {
        parts.push(part);
        part = "";
      }
      part += letter;
    }
  }
  if (part !== "" || parts.length === 0) parts.push(part);
  return parts;
}

/**
 * Replies between the team's copy (an operation, written first) and the row in the mailbox. A row that
 * did not arrive is made again from the copy, by whichever hand comes next, under the same message id,
 * which the server keeps once: nothing is lost, nothing arrives twice. [MB7]
 */
export class Outbox {
  readonly #held: Held;
  readonly #waiting: Outgoing[] = [];
  /** Message ids that the server was found to have, since it last listed those of their mailbox. */
  readonly #there = new Set<string>();

  constructor(held: Held) {
    this.#held = held;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Sealed and kept before anything is sent. null where the thread or its desk is not ours to answer. */
  async prepare(mailbox: MailboxId, reply: Reply, until: number | null): Promise<Outgoing | null> {
    const message = newId<MessageId>(this.#held.effects.random);
    const outgoing: Outgoing = { mailbox, message, reply, until, row: null };
    outgoing.row = await this.#seal(outgoing);
    return outgoing.row === null ? null : outgoing;
  }

  /** The team's copy stands: from here on the row must arrive. */
  async send(outgoing: readonly Outgoing[]): Promise<void> {
    // What has waited may be no longer so: looked at before it goes out.
    const hasWaited = this.#waiting.length > 0;
    this.#waiting.push(...outgoing);
    if (hasWaited) await followCompartments(this.#held);
    await this.flush();
  }

  /**
   * @throws Unreachable; what could not be sent stays. ServerRefused where a colleague has frozen the mailbox meanwhile:
   * that one is given up, or whatever this member writes to anybody would wait behind it. [MB8]
   */
  async flush(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      try {
        // A colleague has said since that it is no longer so: it would come after what took its place, and be gone by. [MB5]
        if (!isReplaced(this.#held, next)) await this.#deliver(next);
      } catch (error) {
        if (error instanceof ServerRefused && error.code === FROZEN) this.#waiting.shift();
        throw error;
      }
      this.#waiting.shift();
    }
  }

  async #seal({ mailbox, message, reply }: Outgoing): Promise<Row | null> {
    const { book, threads, effects } = this.#held;
    const thread = threads.get(mailbox);
    const known = book.current(mailbox);
    const desk = known === undefined ? null : await book.deskOf(known);
    if (thread === undefined || thread.halted !== null || known === undefined || desk === null) return null;
    return sealReply({
      mailbox: thread.address,
      card: known.card,
      replySeed: desk.replySeed,
      seq: thread.down.seq + 1,
      previous: thread.down.hash,
      seen: thread.up.hash,
      message,
      hour: hourOf(effects.clock()),
      reply,
    });
  }

  /** null where the server has this message, sealed by another hand, or where it has been read: nothing is left to do. */
  async #post(body: object): Promise<Answer | null> {
    try {
      return await this.#held.session.call("/api/reply", body);
    } catch (error) {
      if (error instanceof ServerRefused && ALREADY.has(error.code)) return null;
      throw error;
    }
  }

  async #deliver(outgoing: Outgoing, replaces?: Hash): Promise<void> {
    const held = this.#held;
    for (let attempt = 0; attempt < RETRIES; attempt++) {
      outgoing.row ??= await this.#seal(outgoing);
      if (outgoing.row === null) return; // halted since: the copy stays, a later hand finishes it
      const { row, until, mailbox, message } = outgoing;
      const holding = outgoing.holding ?? false;
      const instead = outgoing.instead === undefined ? undefined : goneBy(held, mailbox, outgoing.instead);
      const body = {
        ...{ row: row.bytes, until, notBefore: null, holding },
        ...(replaces !== undefined && { replaces }),
        ...(instead !== undefined && { instead }),
      };
      const answer = await this.#post(body);
      if (answer === null) {
        this.#there.add(message);
        return;
      }
      const thread = held.threads.get(mailbox);
      if (answer.has("accepted")) {
        this.#there.add(message);
        if (answer.longId<Hash>("accepted") !== row.hash) return;
        if (thread !== undefined && row.header.seq > thread.down.seq)
          thread.down = { seq: row.header.seq, hash: row.hash };
        return;
      }
      const down = answer.part("stale").part("down");
      const up = answer.part("stale").part("up");
      if (thread === undefined || down.uint("seq") < thread.down.seq) return;
      thread.down = { seq: down.uint("seq"), hash: down.longId<Hash>("hash") };
      if (up.uint("seq") < thread.up.seq) return;
      outgoing.row = null; // someone answered in between: sealed anew behind them, the message stays the same
    }
  }

  /**
   * Finishes what other hands left undone, and signs unread replies again where the mailbox's reply key
   * has changed since: after a rotation, or when a case took the thread over. [MB3]
   */
  async mend(): Promise<void> {
    const held = this.#held;
    if (!mayWrite(held.role, "answerThread")) return;
    const frozen = frozenMailboxes(held.state);
    for (const [mailbox, copies] of answersByMailbox(held)) {
      if (frozen.has(mailbox)) continue; // nothing older is said again to whoever holds the phone [MB8]
      const thread = held.threads.get(mailbox);
      const current = held.book.current(mailbox);
      if (thread === undefined || thread.halted !== null || current === undefined) continue;
      if (thread.ended !== null) continue; // its holder reads no more there [HO2]
      const { replies } = thread;
      if (replies === null) continue; // what lies there is not known: nothing is said twice
      const oldest = held.effects.clock() - GOES_BY_ITSELF;
      for (const copy of copies)
        if (!copy.replaced && !copy.givenUp && copy.at > oldest && !replies.has(twinsOf(copy.message)))
          await this.#sendCopy(mailbox, copy, copy.message as MessageId);
      const since = held.book.of(current.card.mailbox).find(({ epoch }) => epoch === current.epoch);
      if (thread.unread === 0 || since === undefined) continue;
      for (const copy of copies) {
        if (copy.replaced || (!copy.carried && copy.at >= since.at)) continue;
        const twins = replies.get(twinsOf(copy.message)) ?? [];
        const again = twinOf(copy.message, current.card.replyKey);
        const lies = twins.findLast(({ hash }) => hash !== null);
        if (lies === undefined || twins.some(({ message }) => message === again)) continue;
        // In the place of the row that lies there, which the server destroys in the same step. [MB5]
        await this.#sendCopy(mailbox, copy, again, lies.hash ?? undefined);
      }
    }
  }

  /**
   * Keeps frozen mailboxes frozen: the server's flag, and the holding text under the reply key that counts now. Whichever
   * hand of the desk comes by does it; the message id makes it one row for each key. [MB8]
   */
  async hold(): Promise<void> {
    const held = this.#held;
    if (!mayWrite(held.role, "freezeMailbox")) return;
    for (const [mailbox, freeze] of frozenMailboxes(held.state)) {
      const thread = held.threads.get(mailbox);
      const current = held.book.current(mailbox);
      if (thread === undefined || thread.halted !== null || current === undefined) continue;
      if (thread.ended !== null) continue;
      if (thread.frozen === null) {
        await held.session.call("/api/thread/freeze", { mailbox, frozen: true });
        thread.frozen = hourOf(held.effects.clock());
      }
      const first = toHex(digest(utf8(`holding ${mailbox} ${freeze.at}`)).slice(0, TWIN_DIGITS / 2));
      const message = twinOf(`${first}00000000`, current.card.replyKey);
      if (this.#there.has(message) || thread.replies?.get(twinsOf(message))?.some((one) => one.message === message))
        continue;
      const until = hourOf(held.effects.clock()) + HOLDING_HOURS;
      const reply: Reply = { kind: "reply", text: freeze.holding, standing: true, checkInBy: null, at: freeze.at };
      await this.#deliver({ mailbox, message, reply, until, row: null, holding: true });
    }
  }

  async #sendCopy(mailbox: MailboxId, copy: Copy, message: MessageId, replaces?: Hash): Promise<void> {
    const { until, text, standing, checkInBy, at, instead } = copy;
    if (this.#there.has(message) || !/^[0-9a-f]{32}$/.test(message)) return;
    if (until !== null && until <= hourOf(this.#held.effects.clock())) return; // an instruction that has run out
    const reply: Reply = { kind: "reply", text, standing, checkInBy, at };
    try {
      const outgoing = { mailbox, message, reply, until, row: null, ...(instead === undefined ? {} : { instead }) };
      await this.#deliver(outgoing, replaces);
    } catch (error) {
      if (!(error instanceof ServerRefused)) throw error; // tried again on the next round
    }
  }
}

const isReplaced = (held: Held, { mailbox, message }: Outgoing): boolean =>
  casesOf(held.state).some(({ contact }) =>
    contact.answers.some((one) => one.mailbox === mailbox && one.instead === message),
  );

/**
 * What goes when a reply comes: that whose place it takes, and what that one was to take the place of. Where the one between
 * never arrived, what stood before it lies there still. Newest first.
 */
function goneBy(held: Held, mailbox: MailboxId, instead: string): string[] {
  const before = new Map(
    casesOf(held.state).flatMap(({ contact }) =>
      contact.answers.flatMap((one) =>
        one.mailbox === mailbox && one.instead !== undefined ? [[one.message, one.instead] as const] : [],
      ),
    ),
  );
  const gone = new Set<string>();
  for (let one: string | undefined = instead; one !== undefined && gone.size < GONE_MOST; one = before.get(one)) {
    if (gone.has(one)) break;
    gone.add(one);
  }
  return [...gone].map(twinsOf);
}

/** The team's copies, in the order of writing, for mailboxes that this member may answer. */
function answersByMailbox(held: Held): Map<MailboxId, Answered[]> {
  const answers = new Map<MailboxId, Answered[]>();
  for (const { mailbox, answers: copies, takenInto } of intakeOf(held.state).threads.values())
    if (takenInto === null && copies.length > 0)
      answers.set(
        mailbox,
        copies.map((copy) => ({ ...copy, carried: false, replaced: false, givenUp: false })),
      );
  for (const { contact } of casesOf(held.state)) {
    for (const copy of answersIn(contact)) {
      const before = answers.get(copy.mailbox);
      if (before === undefined) answers.set(copy.mailbox, [copy]);
      else before.push(copy);
    }
  }
  return answers;
}

/** By the case as it was folded, which nobody changes: each round asks of all cases, and of those without a word anew. */
const answered = new WeakMap<CaseState["contact"], readonly InCase[]>();

function answersIn(contact: CaseState["contact"]): readonly InCase[] {
  const before = answered.get(contact);
  if (before !== undefined) return before;
  const carried = new Set<string>(
    contact.events.flatMap(({ operation }) => (operation.op === "keepAnswer" ? [operation.message] : [])),
  );
  const replaced = new Set(contact.answers.map(({ instead }) => instead));
  const answers = contact.answers.map((copy) => ({
    ...copy,
    carried: carried.has(copy.message),
    replaced: replaced.has(copy.message),
    givenUp: contact.closed !== null || isOfSome(contact, (status) => MAY_BE_ANOTHER.has(status)),
  }));
  answered.set(contact, answers);
  return answers;
}
