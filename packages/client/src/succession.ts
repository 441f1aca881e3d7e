import {
  type ContinueThread,
  continueThreads,
  followIntoCase,
  frozenMailboxes,
  intakeOf,
  mayWrite,
} from "@fairlead/casework";
import { type MailboxId, parseSuccession, type StreamId, verifySuccession } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { caseMailboxes } from "./cards.ts";
import { codeOf } from "./compartment.ts";
import type { Held } from "./held.ts";
import { successionProof } from "./proof.ts";
import type { HeldThread } from "./thread.ts";

type Found = Omit<ContinueThread, "op">;

/**
 * The mailbox that this one says to go on from, where the old key stands behind it; null where nothing says so, or
 * where the old thread is not this member's to know. [HO1]
 */
function successionIn(held: Held, thread: HeldThread): Found | null {
  for (const { letter } of thread.rows) {
    if (letter?.continues === undefined) continue;
    try {
      const succession = parseSuccession(letter.continues);
      const old = held.threads.get(succession.from);
      if (old === undefined || old.halted !== null) continue;
      const { organisation } = held.pin;
      verifySuccession(succession, { organisation, to: thread.mailbox, old: old.address });
      const seen = old.ended?.rows ?? old.rows.length;
      // A case says so in its own part; who does not hold that still has the server's word. [MB8]
      const frozen = old.frozen !== null || frozenMailboxes(held.state).has(old.mailbox);
      const proof = successionProof(letter.continues, old.address);
      return { mailbox: thread.mailbox, from: old.mailbox, seen, proof, ...(frozen && { frozen }) };
    } catch (error) {
      codeOf(error); // the words stand, whatever is wrong with what came beside them
    }
  }
  return null;
}

/**
 * Says in intake which threads go on in another mailbox, and lets the case of the old one take the new one over: its
 * team's clients then give it a card, and move its letters, as those of any mailbox of the case. Part of every round.
 */
export async function followSuccessions(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "continueThread") || held.compartment("intake") === null) return;
  await sayWhatGoesOn(held, appender);
  await followIntoCases(held, appender);
}

async function sayWhatGoesOn(held: Held, appender: Appender): Promise<void> {
  const unsaid = (): Found[] => {
    const { threads } = intakeOf(held.state);
    return [...held.threads.values()]
      .filter(({ mailbox, halted }) => {
        const known = threads.get(mailbox);
        return (
          halted === null && (known === undefined || (known.continues === null && known.claimsToContinue === null))
        );
      })
      .flatMap((thread) => successionIn(held, thread) ?? [])
      .sort((a, b) => firstHour(held, a) - firstHour(held, b));
  };
  if (unsaid().length === 0) return;
  await appender.write((hand) => {
    const found = unsaid();
    if (found.length === 0) return { kind: "draft", writes: [] };
    const outcome = continueThreads(held.state, found, hand);
    return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
  });
}

/** Where two go on from one thread, the one that came first. */
const firstHour = (held: Held, { mailbox }: Found): number => held.threads.get(mailbox)?.rows[0]?.hour ?? 0;

async function followIntoCases(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "linkMailbox")) return;
  const waiting = (): { mailbox: MailboxId; from: MailboxId; contact: StreamId }[] => {
    const { threads } = intakeOf(held.state);
    const found: { mailbox: MailboxId; from: MailboxId; into: { contact: StreamId } }[] = [];
    for (const { mailbox, continues, takenInto } of threads.values()) {
      const into = continues === null ? null : (threads.get(continues)?.takenInto ?? null);
      if (continues !== null && into !== null && takenInto === null) found.push({ mailbox, from: continues, into });
    }
    // As it is with most of thousands: then nobody looks which mailboxes are whose.
    if (found.length === 0) return [];
    const ours = new Map(caseMailboxes(held));
    const frozen = frozenMailboxes(held.state);
    return found.flatMap(({ mailbox, from, into }) => {
      const content = held.state.streams.get(into.contact)?.content;
      // A closed case takes nothing over: its person then stands in the queue, where somebody decides.
      const open = content?.is === "contact" && content.contact.closed === null;
      const follows = open && !frozen.has(from) && ours.has(from) && !ours.has(mailbox);
      return follows ? [{ mailbox, from, contact: into.contact }] : [];
    });
  };
  for (const { mailbox, from } of waiting())
    await appender.write((hand) => {
      if (!waiting().some((one) => one.mailbox === mailbox)) return { kind: "draft", writes: [] };
      const outcome = followIntoCase(held.state, { mailbox, from, why: "handed over" }, hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    });
}
