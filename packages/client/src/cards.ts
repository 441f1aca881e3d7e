import {
  type Bytes,
  CARD_HOURS,
  type Card,
  CERTIFICATE_HOURS,
  CERTIFICATE_RENEW_HOURS,
  type Certificate,
  type DeskKeys,
  type Hash,
  hourOf,
  type Intake,
  type MailboxId,
  makeEpochKey,
  mayAdminister,
  mayCommit,
  type StreamId,
  sameBytes,
  signCard,
  signCertificate,
  ZERO_HASH,
} from "@fairlead/protocol";
import type { Appender, Written } from "./append.ts";
import { hasKey, type KnownCard } from "./card-book.ts";
import type { Compartment } from "./compartment.ts";
import type { Held } from "./held.ts";
import { holdsByRole } from "./role-compartments.ts";
import { appendToRoster } from "./roster-append.ts";
import { ServerRefused } from "./session.ts";
import { followCompartments } from "./sync.ts";
import type { HeldThread } from "./thread.ts";

/** With fewer hours left a card is renewed by whoever works: a page must never be asked to trust an old one. [MB4] */
export const RENEW_CARD_BELOW_HOURS = 10 * 24;

/** The intake desk whose signing key the roster names now: it signs cards. null where this member does not hold it. */
export async function intakeSigner(held: Held): Promise<DeskKeys | null> {
  const { intake } = held.roster;
  const keys = held.compartment("intake-keys");
  if (intake === null || keys === null) return null;
  for (const epoch of [...keys.epochs.values()].sort((a, b) => b.epoch - a.epoch)) {
    if (!hasKey(epoch)) continue;
    const desk = await held.book.desk(epoch);
    if (sameBytes(desk.signKey, intake.signKey)) return desk;
  }
  return null;
}

/**
 * A card for this mailbox that leads to the compartment's running epoch. Within one epoch its keys stay
 * the same: what was answered under the card before still counts under this one. [MB3]
 */
export async function makeCard(
  held: Held,
  mailbox: "new" | MailboxId,
  desk: Pick<DeskKeys, "kemKey" | "replyKey">,
  before: { counter: number; hash: Hash } | undefined,
): Promise<Card | null> {
  const signer = await intakeSigner(held);
  if (signer === null) return null;
  return signCard(
    {
      organisation: held.pin.organisation,
      mailbox,
      kemKey: desk.kemKey,
      replyKey: desk.replyKey,
      counter: (before?.counter ?? 0) + 1,
      previous: before?.hash ?? ZERO_HASH,
      expires: hourOf(held.effects.clock()) + CARD_HOURS,
      rosterHead: held.roster.head,
    },
    signer.signSeed,
  );
}

async function isFresh(held: Held, known: KnownCard | undefined, compartment: Compartment): Promise<boolean> {
  const { intake } = held.roster;
  return (
    known !== undefined &&
    intake !== null &&
    known.epoch === compartment.epoch &&
    sameBytes(known.signedBy, intake.signKey) &&
    known.card.expires - hourOf(held.effects.clock()) >= RENEW_CARD_BELOW_HOURS &&
    !(await held.book.isFalse(known))
  );
}

type Place = { counter: number; hash: Hash };

/** What the server is known to give to pages; the next card goes on top of that, whatever we believed. */
const published = new WeakMap<Held, Map<"new" | MailboxId, Place>>();

function publishedBy(held: Held): Map<"new" | MailboxId, Place> {
  let known = published.get(held);
  if (known === undefined) {
    known = new Map();
    published.set(held, known);
  }
  return known;
}

/** Records a new card in its compartment. */
async function recordCard(
  held: Held,
  appender: Appender,
  mailbox: "new" | MailboxId,
  stream: StreamId,
  why: "when-due" | "anyway" | Place,
): Promise<Written> {
  const wanted = held.book.newest(mailbox);
  return appender.write(async () => {
    const compartment = held.compartments.get(stream);
    const epoch = compartment?.epoch;
    if (compartment === undefined || !hasKey(epoch)) return { kind: "not-held", part: "intake-keys" };
    const newest = held.book.newest(mailbox);
    const renewedMeanwhile = newest !== wanted;
    if ((why === "when-due" || renewedMeanwhile) && (await isFresh(held, newest, compartment)))
      return { kind: "draft", writes: [] };
    const before = typeof why === "object" ? why : (publishedBy(held).get(mailbox) ?? newest?.card);
    const card = await makeCard(held, mailbox, await held.book.desk(epoch), before);
    if (card === null) return { kind: "not-held", part: "intake-keys" };
    return { kind: "draft", writes: [{ stream, operations: [], cards: [card.bytes] }] };
  });
}

/**
 * Records a new card in its compartment, then publishes it. Recorded first: whoever finds it recorded
 * and not published can finish, and no letter is ever sealed to a card that the team does not know.
 */
export async function renewCardOf(
  held: Held,
  appender: Appender,
  mailbox: "new" | MailboxId,
  stream: StreamId,
  why: "when-due" | "anyway",
): Promise<Written> {
  if (held.told.clockOff) {
    // A card dated by this clock would be refused, or would run out at once.
    held.cardTroubles.set(mailbox, { stream, code: "FL_CLOCK" });
    return { kind: "refused-by-server", code: "FL_CLOCK" };
  }
  const wanted = held.book.newest(mailbox);
  const written = await recordCard(held, appender, mailbox, stream, why);
  if (written.kind !== "done" || held.book.newest(mailbox) === wanted) return written;
  return publishCard(held, appender, mailbox, stream);
}

/** Others may publish between our looking and our writing: then once more, on top of theirs. */
const TRIES = 4;

/**
 * Gives the newest recorded card to the server. Safe to repeat. Where the server gives out another one, ours goes on
 * top of it; and where that one is nobody's of ours, it alarms. What stands in the way shows in the status. [MB4]
 */
export async function publishCard(
  held: Held,
  appender: Appender,
  mailbox: "new" | MailboxId,
  stream: StreamId,
): Promise<Written> {
  let written: Written;
  try {
    written = await tryToPublish(held, appender, mailbox, stream);
  } catch (error) {
    if (!(error instanceof ServerRefused)) throw error;
    written = { kind: "refused-by-server", code: error.code };
  }
  if (written.kind === "done") held.cardTroubles.delete(mailbox);
  else if (written.kind === "refused-by-server") held.cardTroubles.set(mailbox, { stream, code: written.code });
  return written;
}

async function tryToPublish(
  held: Held,
  appender: Appender,
  mailbox: "new" | MailboxId,
  stream: StreamId,
): Promise<Written> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const newest = held.book.newest(mailbox);
    if (newest === undefined) return { kind: "done" };
    const { bytes, hash, counter, expires } = newest.card;
    const answer = await held.session.call("/api/card", { card: bytes, desk: stream });
    if (!answer.has("stale")) {
      publishedBy(held).set(mailbox, { counter, hash });
      if (mailbox === "new") held.told = { ...held.told, newCard: { hash, counter, expires } };
      return { kind: "done" };
    }
    const stale = answer.part("stale");
    const there = { counter: stale.uint("counter"), hash: stale.has("hash") ? stale.longId<Hash>("hash") : ZERO_HASH };
    publishedBy(held).set(mailbox, there);
    // Perhaps a colleague's, recorded since we last read.
    if (held.book.byHash(there.hash) === undefined) await followCompartments(held);
    const theirs = held.book.byHash(there.hash);
    if (theirs !== undefined && theirs === held.book.newest(mailbox)) return { kind: "done" };
    if (theirs === undefined && there.hash !== ZERO_HASH) held.foreignCards.set(there.hash, mailbox);
    const written = await recordCard(held, appender, mailbox, stream, there);
    if (written.kind !== "done") return written;
  }
  return { kind: "refused-by-server", code: "FL_CARD_CHAIN" };
}

/** The threads as they were when their cards were last looked at: a card that is put changes its thread. */
const looked = new WeakMap<Held, WeakSet<HeldThread>>();

/** Renews what runs out, and publishes what was recorded and never arrived. Part of every round. */
export async function keepCards(held: Held, appender: Appender): Promise<void> {
  if (!mayCommit(held.role, "write")) return;
  const keys = held.compartment("intake-keys");
  if (keys === null || keys.halted !== null || (await intakeSigner(held)) === null) return;
  const { book } = held;
  if (!(await isFresh(held, book.newest("new"), keys)))
    await renewCardOf(held, appender, "new", keys.stream, "when-due");
  if (held.told.newCard?.hash !== book.newest("new")?.card.hash) await publishCard(held, appender, "new", keys.stream);
  const seen = looked.get(held) ?? new WeakSet();
  looked.set(held, seen);
  for (const [mailbox, contact] of caseMailboxes(held)) {
    if (!(await isFresh(held, book.newest(mailbox), contact)))
      await renewCardOf(held, appender, mailbox, contact.stream, "when-due");
    const thread = held.threads.get(mailbox);
    if (thread === undefined || (seen.has(thread) && thread.desk === contact.stream)) continue;
    const written = await publishCard(held, appender, mailbox, contact.stream);
    if (written.kind === "done") seen.add(thread);
  }
}

/** Mailboxes of open cases whose contact part this member holds. */
export function* caseMailboxes(held: Held): Generator<[MailboxId, Compartment]> {
  for (const compartment of held.compartments.values()) {
    const content = held.state.streams.get(compartment.stream)?.content;
    if (content?.is !== "contact" || content.contact.closed !== null || compartment.halted !== null) continue;
    for (const mailbox of content.contact.mailboxes) yield [mailbox, compartment];
  }
}

/** Administrators: signs that the roster's intake key is ours, for pages that do not read rosters. [MB4] */
export async function publishCertificate(held: Held): Promise<void> {
  const { intake, head } = held.roster;
  if (intake === null) return;
  // The newest by its hour is the one that pages are given: two in one hour would be told apart by chance.
  const issued = Math.max(hourOf(held.effects.clock()), (held.told.certificate?.issued ?? -1) + 1);
  const certificate = {
    organisation: held.pin.organisation,
    rosterHead: head,
    // Cards live for two weeks and keys for one: those signed under the keys before stay good until they are renewed.
    intakeKeys: held.known.intakeKeys.slice(-3).reverse(),
    issued,
    expires: issued + CERTIFICATE_HOURS,
  };
  const bytes: Bytes = signCertificate(certificate, [held.keys]);
  await held.session.call("/api/certificate", { certificate: bytes });
  held.told = { ...held.told, certificate };
}

/**
 * Brings a rotation to its end, from wherever it stands: roster entry, certificate, card. [RO3]
 * Part of every administrator's round, so that an interrupted one is finished by the next.
 */
export async function finishIntake(held: Held, appender: Appender): Promise<void> {
  const keys = held.compartment("intake-keys");
  if (!mayAdminister(held.role) || keys === null || keys.halted !== null || !hasKey(keys.epoch)) return;
  const desk = await held.book.desk(keys.epoch);
  const { intake, twoAdministrators } = held.roster;
  // Two signatures are asked for once two administrators have existed: this hand alone cannot give them.
  if (twoAdministrators) return;
  if (intake === null || !sameBytes(intake.signKey, desk.signKey))
    await appendToRoster(held, { kind: "intake", signKey: desk.signKey, counter: (intake?.counter ?? 0) + 1 });
  const { certificate } = held.told;
  const age = certificate === null ? null : hourOf(held.effects.clock()) - certificate.issued;
  const { intake: named } = held.roster;
  const ours = isFor(certificate, named);
  if (!ours || age === null || age >= CERTIFICATE_RENEW_HOURS) await publishCertificate(held);
  await keepCards(held, appender);
}

function isFor(certificate: Certificate | null, intake: Intake | null): boolean {
  const newest = certificate?.intakeKeys[0];
  return newest !== undefined && intake !== null && sameBytes(newest, intake.signKey);
}

/** New intake keys from now on. No back-link: who gets the new key gets no old one with it. [RO3] [CO2] */
export async function rotateIntake(held: Held, appender: Appender): Promise<Written> {
  if (!mayAdminister(held.role)) return { kind: "not-your-role" };
  if (held.roster.twoAdministrators) return { kind: "refused-by-server", code: "FL_ROSTER_RIGHT" };
  const key = makeEpochKey(held.effects.random);
  const written = await appender.write(() => {
    const keys = held.compartment("intake-keys");
    if (keys === null) return { kind: "not-held", part: "intake-keys" };
    const readers = [...held.roster.members.values()].filter(
      ({ role, standing }) => standing === "active" && holdsByRole(role, "intake-keys"),
    );
    return { kind: "draft", writes: [{ stream: keys.stream, operations: [], begins: { key, readers, link: false } }] };
  });
  if (written.kind !== "done") return written;
  await finishIntake(held, appender);
  // New keys that no page is given are no rotation.
  const trouble = held.cardTroubles.get("new");
  return trouble === undefined ? written : { kind: "refused-by-server", code: trouble.code };
}
