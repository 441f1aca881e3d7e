import {
  type CaseId,
  type ChangeTicket,
  caseOf,
  type GiveTicket,
  type TicketId,
  type TicketOperation,
  type TurnTicket,
  writeToCase,
} from "@fairlead/casework";
import { TICKET_SECRET_LENGTH, ticketKeys, toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { hasKey } from "./card-book.ts";
import { makeCard, publishCard } from "./cards.ts";
import type { Outcome } from "./hand.ts";
import { keepHandOvers } from "./hand-overs.ts";
import type { Held } from "./held.ts";
import { ServerRefused } from "./session.ts";
import { keepTickets } from "./tickets.ts";
import { Unreachable } from "./transport.ts";
import { type WayCheckIn, wayWrites } from "./way-check-ins.ts";
import type { StreamWrite } from "./writing.ts";

type Said<O> = Omit<O, "op">;

export interface TicketActions {
  /**
   * `secret` stands in the link, and nowhere else: not in the case, not on the server. Whoever loses it gives another
   * ticket. `waits`: it has not gone out, and opens nothing until it has; this window alone has it. [TK1]
   */
  giveTicket(
    theCase: CaseId,
    said: Omit<Said<GiveTicket>, "ticket" | "mailbox" | "keys" | "seen">,
  ): Promise<Outcome<{ ticket: TicketId; secret: string; waits: boolean }>>;
  /** `changed-meanwhile` where a colleague has changed it since version `over`. */
  changeTicket(theCase: CaseId, said: Said<ChangeTicket>): Promise<Outcome>;
  /** Held, to go on, or cancelled for good. `checkIns`: where it would have called somebody, and calls nobody any more. */
  turnTicket(theCase: CaseId, said: Said<TurnTicket>, checkIns?: readonly WayCheckIn[]): Promise<Outcome>;
  /** Shown at its hour, though the hand-over before it was not confirmed. */
  releaseTicket(theCase: CaseId, ticket: TicketId, reason: string): Promise<Outcome>;
  /** Asked by another way: it was the holder who opened it there. */
  trustOpening(theCase: CaseId, ticket: TicketId, opening: string, reason: string): Promise<Outcome>;
}

type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
};

/** What is in the way here is not in the way of what was written: the next round, or another hand, does it. */
export async function atOnce(appender: Appender, work: () => Promise<unknown>): Promise<void> {
  try {
    await appender.aside(work);
  } catch (error) {
    if (!(error instanceof Unreachable) && !(error instanceof ServerRefused)) throw error;
  }
}

export function makeTicketActions({ held, appender, run }: Workings): TicketActions {
  /** Then at once to its page: a driver who waits for "do not set out" does not wait for a round. */
  const write = (theCase: CaseId, operation: TicketOperation, checkIns: readonly WayCheckIn[] = []): Promise<Outcome> =>
    run(async () => {
      const watched = wayWrites(held, theCase, checkIns);
      const written = await appender.write((hand) => {
        const outcome = writeToCase(held.state, theCase, [operation], hand);
        if (outcome.kind !== "operations") return outcome;
        const more = watched(hand);
        return "kind" in more ? more : { kind: "draft", writes: [...outcome.writes, ...more] };
      });
      if (written.kind === "done")
        await atOnce(appender, async () => {
          await keepTickets(held, appender);
          await keepHandOvers(held, appender);
        });
      return written;
    });

  return {
    giveTicket: (theCase, said) =>
      run(async (): Promise<Outcome<{ ticket: TicketId; secret: string; waits: boolean }>> => {
        const { random } = held.effects;
        const { contactStream: stream, contact } = caseOf(held.state, theCase) ?? {};
        if (stream === undefined) return { kind: "no-such-case" };
        const secret = random(TICKET_SECRET_LENGTH);
        const { id: mailbox, verifyKey, kemKey } = await ticketKeys(secret, held.pin.organisation);
        const ticket = toHex(random(16)) as TicketId;
        const operation: GiveTicket = {
          ...said,
          op: "giveTicket",
          seen: contact?.stops.length ?? 0,
          ticket,
          mailbox,
          keys: { verifyKey: toHex(verifyKey), kemKey: toHex(kemKey) },
        };
        const written = await appender.write(async (hand) => {
          const outcome = writeToCase(held.state, theCase, [operation], hand);
          if (outcome.kind !== "operations") return outcome;
          const epoch = held.compartments.get(stream)?.epoch;
          if (!hasKey(epoch)) return { kind: "not-held", part: "contact" };
          const card = await makeCard(held, mailbox, await held.book.desk(epoch), undefined);
          if (card === null) return { kind: "not-held", part: "intake-keys" };
          const writes = outcome.writes.map((one): StreamWrite => ({ ...one, cards: [card.bytes] }));
          return { kind: "draft", writes };
        });
        // It goes out by itself: without its link nobody could ever open it.
        if (written.kind === "offline") return { kind: "done", ticket, secret: toHex(secret), waits: true };
        if (written.kind !== "done") return written;
        await atOnce(appender, async () => {
          await publishCard(held, appender, mailbox, stream, { verifyKey, kemKey });
          await keepTickets(held, appender);
          await keepHandOvers(held, appender);
        });
        return { kind: "done", ticket, secret: toHex(secret), waits: false };
      }),
    changeTicket: (theCase, said) => write(theCase, { ...said, op: "changeTicket" }),
    turnTicket: (theCase, { ticket, to, reason, over }, checkIns) =>
      write(theCase, { op: "turnTicket", ticket, to, reason, over }, checkIns),
    releaseTicket: (theCase, ticket, reason) => write(theCase, { op: "releaseTicket", ticket, reason }),
    trustOpening: (theCase, ticket, opening, reason) => write(theCase, { op: "trustOpening", ticket, opening, reason }),
  };
}
