import {
  type CaseId,
  casesWithTickets,
  mayWrite,
  PRESSES_MOST,
  shownOn,
  type TicketId,
  type TicketOperation,
  writeToCase,
} from "@fairlead/casework";
import {
  digest,
  fromHex,
  type Hash,
  hourOf,
  type MailboxId,
  type MessageId,
  mailboxAddress,
  Refused,
  type Reply,
  type StreamId,
  sealReply,
  type TicketPage,
  toHex,
  utf8,
  ZERO_HASH,
} from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { mayBeTickets, publishCard } from "./cards.ts";
import { earlierClock } from "./clocks.ts";
import type { Held } from "./held.ts";
import { twinOf } from "./replies.ts";
import { ServerRefused } from "./session.ts";
import { followCompartments } from "./sync.ts";
import type { HeldThread } from "./thread.ts";
import { Halted } from "./writing.ts";

type CaseTicket = {
  case: CaseId;
  stream: StreamId;
  tickets: Parameters<typeof shownOn>[0];
  ticket: TicketId;
  mailbox: MailboxId;
  keys: { verifyKey: string; kemKey: string };
};

/** Tickets of the cases held; also of closed ones, for what was tapped there must not be lost. */
function* ticketsOf(held: Held): Generator<CaseTicket> {
  for (const { case: theCase, contact, contactStream: stream } of casesWithTickets(held.state)) {
    const compartment = held.compartments.get(stream);
    if (compartment === undefined || compartment.halted !== null) continue;
    const { tickets } = contact;
    for (const { ticket, mailbox, keys } of tickets.values())
      if (mayBeTickets(held, mailbox, contact, stream)) yield { case: theCase, stream, tickets, ticket, mailbox, keys };
  }
}

/** Taps taken into the case in one commit; the others come with the next round. */
const PRESSES_AT_ONCE = 64;

/** What lies in a ticket's mailbox, as far as this hand sent it or was told that it is there: by message id. */
const there = new WeakMap<Held, Set<string>>();

/**
 * Begins the mailboxes of tickets, takes what was tapped on them into the case, and puts there what their holders are to
 * be shown now. Whichever hand of the team comes by does it. Part of every round. [TK1]
 */
export async function keepTickets(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "keepPress")) return;
  for (const one of [...ticketsOf(held)])
    await alone(async () => {
      const thread = held.threads.get(one.mailbox);
      if (thread === undefined) await beginTicket(held, appender, one);
      else if (thread.halted === null) await keepPresses(held, appender, one, thread);
    });
  // What lies there may be a colleague's, and newer than what this hand knew: read first, or a cancel would be destroyed
  // by the version before it.
  if ([...ticketsOf(held)].some((one) => toShow(held, one) !== null)) await followCompartments(held);
  // After all that was tapped is known: a hand-over that was confirmed opens the next leg in the same round.
  for (const one of [...ticketsOf(held)]) await alone(() => showTicket(held, one));
}

/** A driver can end their mailbox, and fill it: no other driver waits for "do not set out" because of that. */
async function alone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ServerRefused) && !(error instanceof Refused) && !(error instanceof Halted)) throw error;
  }
}

/** What this hand has not yet sent, nor was told that it is there. */
function toShow(held: Held, { tickets, ticket, mailbox }: CaseTicket) {
  // By a clock that is fast it would be over, and its holder would read that it does not go.
  const shown = shownOn(tickets, ticket, earlierClock(held));
  const known = held.book.newest(mailbox);
  if (shown === null || known === undefined || (held.threads.get(mailbox)?.halted ?? null) !== null) return null;
  const first = toHex(digest(utf8(`ticket ${shown.name}`)).slice(0, 12));
  const message: MessageId = twinOf(`${first}00000000`, known.card.replyKey);
  return there.get(held)?.has(message) ? null : { shown, known, message };
}

/** The card that leads to the case, and with it the mailbox. Safe to repeat. */
async function beginTicket(
  held: Held,
  appender: Appender,
  { mailbox, stream, keys, ...one }: CaseTicket,
): Promise<void> {
  if (shownOn(one.tickets, one.ticket, earlierClock(held)) === null) return;
  if (held.book.newest(mailbox) === undefined) return;
  const verifyKey = fromHex(keys.verifyKey);
  const kemKey = fromHex(keys.kemKey);
  await publishCard(held, appender, mailbox, stream, { verifyKey, kemKey });
}

/**
 * No more than one commit, or the ticket, takes: refused all together they would not even alert that somebody floods it.
 */
export function unkeptPresses(
  ticket: TicketId,
  rows: readonly Pick<HeldThread["rows"][number], "hash" | "seq" | "hour" | "letter">[],
  kept: ReadonlySet<string>,
): TicketOperation[] {
  const found = rows.flatMap(({ hash, seq, hour, letter }): TicketOperation[] => {
    if (letter?.press === undefined || kept.has(hash)) return [];
    return [{ op: "keepPress", ticket, row: hash, seq, hour, ...letter.press, pressedAt: letter.at }];
  });
  return found.slice(0, Math.min(PRESSES_MOST - kept.size, PRESSES_AT_ONCE));
}

async function keepPresses(
  held: Held,
  appender: Appender,
  { case: theCase, ticket, mailbox }: CaseTicket,
  thread: HeldThread,
): Promise<void> {
  const kept = () => {
    const record = [...ticketsOf(held)].find((one) => one.ticket === ticket)?.tickets.get(ticket);
    return new Set<string>(record?.presses.map(({ row }) => row) ?? []);
  };
  const unkept = () => unkeptPresses(ticket, thread.rows, kept());
  if (unkept().length > 0) {
    const written = await appender.write((hand) => {
      const operations = unkept();
      if (operations.length === 0) return { kind: "draft", writes: [] };
      const outcome = writeToCase(held.state, theCase, operations, hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    });
    if (written.kind !== "done") return;
  }
  const known = kept();
  // Words that are no tap come from no page of ours, and no screen shows them: they are not kept on the server for years.
  const isNoTap = (letter: HeldThread["rows"][number]["letter"]) => letter !== null && letter.press === undefined;
  const done = thread.rows.filter(({ hash, present, letter }) => present && (known.has(hash) || isNoTap(letter)));
  if (done.length === 0) return;
  await held.session.call("/api/rows/erase", { mailbox, rows: done.map(({ hash }) => hash) });
  for (const row of done) row.present = false;
}

/** @param keys of a mailbox that was begun a moment ago: its thread comes with the next round */
async function showTicket(held: Held, one: CaseTicket): Promise<void> {
  const waits = toShow(held, one);
  if (waits === null) return;
  const { shown, known, message } = waits;
  const { mailbox, keys } = one;
  const { book, effects } = held;
  const thread = held.threads.get(mailbox);
  const address = mailboxAddress(fromHex(keys.verifyKey), fromHex(keys.kemKey));
  const down = thread?.down ?? { seq: 0, hash: ZERO_HASH };
  const now = effects.clock();
  if (address.id !== mailbox) return;
  const desk = await book.deskOf(known);
  if (desk === null) return;
  const sent = there.get(held) ?? new Set();
  there.set(held, sent);
  const head = { version: shown.version, ends: shown.ends };
  const ticketPage: TicketPage =
    shown.state === "going"
      ? { ...head, state: "going", leg: shown.leg, phrase: shown.phrase }
      : { ...head, state: shown.state };
  const reply: Reply = { kind: "reply", text: "", standing: true, checkInBy: null, at: now, ticket: ticketPage };
  const row = await sealReply({
    mailbox: address,
    card: known.card,
    replySeed: desk.replySeed,
    seq: down.seq + 1,
    previous: down.hash,
    seen: thread?.up.hash ?? ZERO_HASH,
    message,
    hour: hourOf(now),
    reply,
  });
  const body = { row: row.bytes, until: shown.until, notBefore: shown.notBefore, alone: true };
  try {
    const answer = await held.session.call("/api/reply", body);
    if (answer.has("accepted")) {
      sent.add(message);
      if (thread !== undefined && answer.longId<Hash>("accepted") === row.hash)
        thread.down = { seq: row.header.seq, hash: row.hash };
      return;
    }
    // A colleague has sent something meanwhile, perhaps newer than what this hand knows: the next round reads it first.
    const newer = answer.part("stale").part("down");
    if (thread !== undefined && newer.uint("seq") > thread.down.seq)
      thread.down = { seq: newer.uint("seq"), hash: newer.longId<Hash>("hash") };
  } catch (error) {
    if (!(error instanceof ServerRefused) || error.code !== "FL_MESSAGE_USED") throw error;
    sent.add(message);
  }
}
