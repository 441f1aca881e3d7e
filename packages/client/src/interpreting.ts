import {
  beginInterpreting,
  endInterpreting,
  eraseAtHour,
  interpretedThreads,
  interpretingEnd,
  mayWrite,
  toRelay,
  writeToInterpreting,
} from "@fairlead/casework";
import {
  type MailboxId,
  type Member,
  type MemberId,
  makeEpochKey,
  mayCommit,
  newId,
  type StreamId,
} from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { hasKey } from "./card-book.ts";
import type { Compartment } from "./compartment.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { stayingReaders } from "./renewal.ts";
import { holdsByRole } from "./role-compartments.ts";
import { threadSeen } from "./thread.ts";
import type { Draft } from "./writing.ts";

const NOTHING: Draft = { kind: "draft", writes: [] };

/** Whoever reads the intake reads the thread already, and goes on with it for the interpreter. */
const intakeReaders = (held: Held): Member[] =>
  [...held.roster.members.values()].filter(
    ({ role, standing }) => standing === "active" && holdsByRole(role, "intake"),
  );

/**
 * Gives one thread to an interpreter: a compartment of its own under a random id, with the letters and answers sealed again
 * and nothing that names the mailbox. Its keys open nothing else. [P3] [CO1]
 */
export async function giveInterpreting(
  held: Held,
  appender: Appender,
  mailbox: MailboxId,
  interpreter: MemberId,
): Promise<Outcome<{ stream: StreamId }>> {
  if (!mayWrite(held.role, "beginInterpreting")) return { kind: "not-your-role" };
  const stream = newId<StreamId>(held.effects.random);
  const key = makeEpochKey(held.effects.random);
  const written = await appender.write((hand) => {
    const thread = held.threads.get(mailbox);
    if (thread === undefined) return { kind: "no-such-thread" };
    const member = held.roster.members.get(interpreter);
    if (member?.standing !== "active" || !mayWrite(member.role, "translate"))
      return { kind: "incomplete", field: "member" };
    const outcome = beginInterpreting(held.state, { seen: threadSeen(thread), stream, interpreter }, hand);
    if (outcome.kind !== "operations") return outcome;
    const begins = { key, readers: [...intakeReaders(held), member], link: false, keeping: "perishable" as const };
    return {
      kind: "draft",
      writes: outcome.writes.map((write) => (write.stream === stream ? { ...write, begins } : write)),
    };
  });
  return written.kind === "done" ? { kind: "done", stream } : written;
}

/** Takes it back in one act: what is written from here on the interpreter does not read. [CO3] */
export async function withdrawInterpreting(held: Held, appender: Appender, mailbox: MailboxId): Promise<Outcome> {
  if (!mayWrite(held.role, "endInterpreting")) return { kind: "not-your-role" };
  return appender.write((hand) => {
    const running = interpretedThreads(held.state)
      .find((thread) => thread.mailbox === mailbox)
      ?.interpreting.find(({ ended }) => ended === null);
    if (running === undefined) return { kind: "not-interpreted" };
    const { stream } = running;
    const compartment = held.compartments.get(stream);
    if (compartment === undefined || !isUsable(compartment)) return { kind: "not-held", part: "thread" };
    const outcome = endInterpreting(held.state, { mailbox, stream }, hand);
    if (outcome.kind !== "operations") return outcome;
    // Whoever intake says it was given to, and whoever else was given it unsaid.
    const readers = stayingReaders(held, compartment).filter(({ role }) => holdsByRole(role, "intake"));
    const begins = { key: makeEpochKey(held.effects.random), readers, link: true };
    return { kind: "draft", writes: [{ stream, operations: [], begins }, ...outcome.writes] };
  });
}

/** What intake calls a thread's may be anything, and is ended and erased by us: only a thread's own compartment is. [P11] */
const isUsable = ({ about, halted, epoch }: Compartment): boolean =>
  about?.about === "thread" && halted === null && hasKey(epoch);

/**
 * Goes on with what interpreters were given: new letters and answers are passed on, each once; a thread that has ended is
 * taken back and runs out with its letters; one that goes on again does not. Derived from what stands, by whichever hand
 * of the team comes by. Part of every round.
 */
export async function keepInterpreting(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "endInterpreting")) return;
  for (const { mailbox, interpreting } of interpretedThreads(held.state)) {
    for (const { stream } of interpreting) {
      const compartment = held.compartments.get(stream);
      if (compartment === undefined || !isUsable(compartment)) continue;
      await goOn(held, appender, mailbox, stream);
      await runOut(held, appender, mailbox, compartment);
    }
  }
}

const knownThread = (held: Held, mailbox: MailboxId) =>
  interpretedThreads(held.state).find((thread) => thread.mailbox === mailbox);

async function goOn(held: Held, appender: Appender, mailbox: MailboxId, stream: StreamId): Promise<void> {
  const known = knownThread(held, mailbox);
  if (known?.interpreting.find((one) => one.stream === stream)?.ended !== null) return;
  if (interpretingEnd(known) !== null) {
    await withdrawInterpreting(held, appender, mailbox);
    return;
  }
  const missing = () => {
    const thread = held.threads.get(mailbox);
    const isOver = knownThread(held, mailbox)?.interpreting.find((one) => one.stream === stream)?.ended !== null;
    return thread === undefined || thread.halted !== null || isOver
      ? []
      : toRelay(held.state, stream, knownThread(held, mailbox), threadSeen(thread));
  };
  if (missing().length === 0) return;
  await appender.write((hand) => {
    const relayed = missing();
    if (relayed.length === 0) return NOTHING;
    const outcome = writeToInterpreting(held.state, stream, relayed, hand);
    return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
  });
}

/** By those who may set an hour: the compartment ends with the thread that it was made of. [P11] */
async function runOut(held: Held, appender: Appender, mailbox: MailboxId, compartment: Compartment): Promise<void> {
  if (!mayCommit(held.role, "retention")) return;
  const { stream } = compartment;
  const wanted = () => interpretingEnd(knownThread(held, mailbox));
  const isSet = () => compartment.erasure !== null;
  if ((wanted() !== null) === isSet()) return;
  await appender.write((hand) => {
    const end = wanted();
    if ((end !== null) === isSet()) return NOTHING;
    // A hand that comes by late still leaves the month in which somebody can object.
    const eraseAt = end === null ? null : Math.max(eraseAtHour(end.at, end.days), eraseAtHour(hand.at, 0));
    return { kind: "draft", writes: [{ stream, operations: [], framing: { kind: "retention", eraseAt } }] };
  });
}
