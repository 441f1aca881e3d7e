import { caseOf, casesBy, casesOf, casesWithTickets } from "@fairlead/casework";
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
  mayAdminister,
  mayCommit,
  type StreamId,
  sameBytes,
  signCard,
  ZERO_HASH,
} from "@fairlead/protocol";
import type { Appender, Written } from "./append.ts";
import { CLOCK_GRACE_HOURS, hasKey, type KnownCard } from "./card-book.ts";
import type { Compartment } from "./compartment.ts";
import type { Held } from "./held.ts";
import { isRenewalDue, renewalOf } from "./renewal.ts";
import { ServerRefused } from "./session.ts";
import { followCompartments } from "./sync.ts";
import type { HeldThread } from "./thread.ts";
import { proposeCertificate, proposeEntry, type Signing } from "./waiting.ts";

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

/** Cards whose keys are known to be their desk's: with thousands of them nobody derives, or waits, once more for that. */
const trueCards = new WeakSet<KnownCard>();

async function isFresh(held: Held, known: KnownCard | undefined, compartment: Compartment): Promise<boolean> {
  if (known === undefined || !lasts(held, known, compartment)) return false;
  if (await held.book.isFalse(known)) return false;
  if (hasKey(known.epoch)) trueCards.add(known);
  return true;
}

function lasts({ roster, effects }: Held, known: KnownCard, compartment: Compartment): boolean {
  const { intake } = roster;
  return (
    intake !== null &&
    known.epoch === compartment.epoch &&
    sameBytes(known.signedBy, intake.signKey) &&
    known.card.expires - hourOf(effects.clock()) >= RENEW_CARD_BELOW_HOURS
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

/** Of a mailbox that begins with its card: a ticket's. [TK1] */
type MailboxKeysGiven = { verifyKey: Bytes; kemKey: Bytes };

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
  keys?: MailboxKeysGiven,
): Promise<Written> {
  let written: Written;
  try {
    written = await tryToPublish(held, appender, mailbox, stream, keys);
  } catch (error) {
    if (!(error instanceof ServerRefused)) throw error;
    written = { kind: "refused-by-server", code: error.code };
  }
  if (written.kind === "done") held.cardTroubles.delete(mailbox);
  else if (written.kind === "refused-by-server" || written.kind === "halted")
    held.cardTroubles.set(mailbox, { stream, code: written.code });
  return written;
}

async function tryToPublish(
  held: Held,
  appender: Appender,
  mailbox: "new" | MailboxId,
  stream: StreamId,
  keys?: MailboxKeysGiven,
): Promise<Written> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const newest = held.book.newest(mailbox);
    if (newest === undefined) return { kind: "done" };
    const { bytes, hash, counter, expires } = newest.card;
    const answer = await held.session.call("/api/card", { card: bytes, desk: stream, ...(keys && { keys }) });
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

/** ms of renewing cards in one go: after a week away hundreds are due, and whoever presses something waits for no more. */
const AT_A_TIME_MS = 500;

/** Renews what runs out, and publishes what was recorded and never arrived. Part of every round; it can rest at each `yield`. */
export async function* keepCards(held: Held, appender: Appender): AsyncGenerator<void, void> {
  if (!mayCommit(held.role, "write")) return;
  const keys = held.compartment("intake-keys");
  if (keys === null || keys.halted !== null || (await intakeSigner(held)) === null) return;
  const { book } = held;
  if (!(await isFresh(held, book.newest("new"), keys)))
    await renewCardOf(held, appender, "new", keys.stream, "when-due");
  if (held.told.newCard?.hash !== book.newest("new")?.card.hash) await publishCard(held, appender, "new", keys.stream);
  const kept = new Set<MailboxId>();
  // Asked for anew after each rest: a case may have been closed in it.
  for (let left = dueIn(held, kept); left.length > 0; left = dueIn(held, kept)) {
    const until = held.effects.clock() + AT_A_TIME_MS;
    for (const [mailbox, contact] of left) {
      kept.add(mailbox);
      await keepCard(held, appender, mailbox, contact);
      if (held.effects.clock() >= until) break;
    }
    yield;
  }
}

const dueIn = (held: Held, kept: ReadonlySet<MailboxId>): [MailboxId, Compartment][] => {
  const due: [MailboxId, Compartment][] = [];
  for (const [mailbox, contact] of [...caseMailboxes(held), ...ticketMailboxes(held)])
    if (!kept.has(mailbox) && !isKept(held, mailbox, contact)) due.push([mailbox, contact]);
  return due;
};

/** Nothing is to be renewed or put anywhere: as it is with almost all of thousands, at each round. */
function isKept(held: Held, mailbox: MailboxId, contact: Compartment): boolean {
  const known = held.book.newest(mailbox);
  if (known === undefined || !trueCards.has(known) || !lasts(held, known, contact)) return false;
  const thread = held.threads.get(mailbox);
  return thread === undefined || (looked.get(held)?.has(thread) === true && thread.desk === contact.stream);
}

async function keepCard(held: Held, appender: Appender, mailbox: MailboxId, contact: Compartment): Promise<void> {
  if (!(await isFresh(held, held.book.newest(mailbox), contact)))
    await renewCardOf(held, appender, mailbox, contact.stream, "when-due");
  const seen = looked.get(held) ?? new WeakSet();
  looked.set(held, seen);
  const thread = held.threads.get(mailbox);
  if (thread === undefined || (seen.has(thread) && thread.desk === contact.stream)) return;
  const written = await publishCard(held, appender, mailbox, contact.stream);
  if (written.kind === "done") seen.add(thread);
}

const openMailboxes = casesBy(({ contact }) => (contact.closed === null ? contact.mailboxes : []));

/** Of the open cases whose mailbox this is. */
export function desksOf(held: Held, mailbox: MailboxId): Compartment[] {
  return [...(openMailboxes(held.state).get(mailbox) ?? [])].flatMap((id) => {
    const compartment = held.compartments.get(caseOf(held.state, id)?.contactStream ?? ("" as never));
    return compartment === undefined || compartment.halted !== null ? [] : [compartment];
  });
}

/** Mailboxes of open cases whose contact part this member holds. */
export function* caseMailboxes(held: Held): Generator<[MailboxId, Compartment]> {
  for (const { contact, contactStream } of casesOf(held.state)) {
    const compartment = held.compartments.get(contactStream);
    if (compartment === undefined || contact.closed !== null || compartment.halted !== null) continue;
    for (const mailbox of contact.mailboxes) yield [mailbox, compartment];
  }
}

/** Mailboxes of tickets that have not ended, of cases whose contact part this member holds. [TK1] */
function* ticketMailboxes(held: Held): Generator<[MailboxId, Compartment]> {
  const now = held.effects.clock();
  for (const { contact, contactStream } of casesWithTickets(held.state)) {
    const compartment = held.compartments.get(contactStream);
    if (compartment === undefined || compartment.halted !== null) continue;
    for (const { mailbox, said } of contact.tickets.values())
      if (said.ends > now && mayBeTickets(held, mailbox, contact, contactStream)) yield [mailbox, compartment];
  }
}

/**
 * A ticket's mailbox begins at its case's desk and stays there. One that is elsewhere is a caller's, whatever a colleague's
 * own program wrote into the case: it is not turned aside to that case, and its answers are not destroyed. [MB4] [TK1]
 */
export function mayBeTickets(
  held: Held,
  mailbox: MailboxId,
  { mailboxes }: { mailboxes: readonly MailboxId[] },
  stream: StreamId,
): boolean {
  const desk = held.threads.get(mailbox)?.desk ?? stream;
  return desk === stream && !mailboxes.includes(mailbox);
}

/** What pages are to be told: these intake keys are ours. [MB4] */
function certificateFor(held: Held, rosterHead: Hash, intakeKeys: readonly Bytes[]): Certificate {
  // The newest by its hour is the one that pages are given: two in one hour would be told apart by chance.
  const issued = Math.max(hourOf(held.effects.clock()), (held.told.certificate?.issued ?? -1) + 1);
  return {
    organisation: held.pin.organisation,
    rosterHead,
    // Cards live for two weeks and keys for one: those signed under the keys before stay good until they are renewed.
    intakeKeys: intakeKeys.slice(-3).reverse(),
    issued,
    expires: issued + CERTIFICATE_HOURS,
  };
}

/** Administrators: signs that the roster's intake key is ours, for pages that do not read rosters. [MB4] */
export async function publishCertificate(held: Held): Promise<Signing> {
  const { intakeKeys } = held.known;
  if (held.roster.intake === null) return "waiting";
  return proposeCertificate(held, certificateFor(held, held.roster.head, intakeKeys));
}

/** What of a rotation waits for another administrator already: it is not asked for twice. */
function isAsked(held: Held, signKey: Bytes | null): boolean {
  return held.waiting.some(({ entry, intake, stale }) => {
    if (signKey === null) return entry === null && intake === "same";
    return !stale && entry?.body.kind === "intake" && sameBytes(entry.body.signKey, signKey);
  });
}

const WEEK_HOURS = 7 * 24;

/**
 * Keeps the intake's keys: turns them every week, and brings a turning to its end from wherever it stands: epoch, roster
 * entry, certificate, card. Where two administrators must sign, the first one's hand asks, and the second presses once for
 * entry and certificate together. Part of every administrator's round. [RO3] [MB4]
 */
export async function finishIntake(held: Held, appender: Appender): Promise<void> {
  if (!mayAdminister(held.role)) return;
  const keys = held.compartment("intake-keys");
  if (keys === null || keys.halted !== null || !hasKey(keys.epoch) || isRenewalDue(held, keys)) return;
  if (!held.told.clockOff && isOld(held, keys) && (await beginIntakeEpoch(held, appender)).kind !== "done") return;
  if (!hasKey(keys.epoch)) return;
  const desk = await held.book.desk(keys.epoch);
  const { intake } = held.roster;
  if (intake === null || !sameBytes(intake.signKey, desk.signKey)) {
    if (isAsked(held, desk.signKey)) return;
    const body = { kind: "intake" as const, signKey: desk.signKey, counter: (intake?.counter ?? 0) + 1 };
    const named = [...held.known.intakeKeys, desk.signKey];
    if ((await proposeEntry(held, body, (entry) => certificateFor(held, entry, named))) === "waiting") return;
  }
  const { certificate } = held.told;
  const age = certificate === null ? null : hourOf(held.effects.clock()) - certificate.issued;
  const isDue = !isFor(certificate, held.roster.intake) || age === null || age >= CERTIFICATE_RENEW_HOURS;
  if (isDue && !isAsked(held, null)) await publishCertificate(held);
  for await (const _ of keepCards(held, appender));
  await forgetOldKeys(held, appender, keys);
}

/** A week has gone by since these keys began. */
function isOld(held: Held, keys: Compartment): boolean {
  const began = keys.accepted.findLast(({ commit }) => commit.header.framing.kind === "epoch")?.envelope?.at;
  return began !== undefined && hourOf(held.effects.clock()) - hourOf(began) >= WEEK_HOURS;
}

function isFor(certificate: Certificate | null, intake: Intake | null): boolean {
  const newest = certificate?.intakeKeys[0];
  return newest !== undefined && intake !== null && sameBytes(newest, intake.signKey);
}

/** No back-link: who gets the new key gets no old one with it. [RO3] [CO2] */
async function beginIntakeEpoch(held: Held, appender: Appender): Promise<Written> {
  return appender.write(() => {
    const keys = held.compartment("intake-keys");
    if (keys === null || !hasKey(keys.epoch)) return { kind: "not-held", part: "intake-keys" };
    return { kind: "draft", writes: [renewalOf(held, keys)] };
  });
}

/** New intake keys from now on. [RO3] */
export async function rotateIntake(held: Held, appender: Appender): Promise<Written> {
  if (!mayAdminister(held.role)) return { kind: "not-your-role" };
  const written = await beginIntakeEpoch(held, appender);
  if (written.kind !== "done") return written;
  await finishIntake(held, appender);
  // New keys that no page is given are no rotation.
  const trouble = held.cardTroubles.get("new");
  return trouble === undefined ? written : { kind: "refused-by-server", code: trouble.code };
}

/**
 * Destroys intake keys that nothing hangs on any more: no card that counts, and no letter that somebody may still read.
 * Their wraps leave the server and their keys every hand, so that a key stolen later opens nothing of then. [RO3]
 */
async function forgetOldKeys(held: Held, appender: Appender, keys: Compartment): Promise<void> {
  const hour = hourOf(held.effects.clock());
  const inUse = new Set<number>([keys.head.epoch]);
  for (const known of held.book.all())
    if (known.stream === keys.stream && known.card.expires + CLOCK_GRACE_HOURS >= hour) inUse.add(known.epoch.epoch);
  for (const { rows } of held.threads.values()) {
    for (const { header, present } of rows) {
      const known = header === null || !present ? undefined : held.book.byHash(header.card);
      if (known?.stream === keys.stream) inUse.add(known.epoch.epoch);
    }
  }
  const before = Math.min(...inUse);
  const isHeld = [...keys.epochs.values()].some((epoch) => epoch.epoch < before && hasKey(epoch));
  if (!isHeld || before > keys.head.unlinked || !isToldBy(keys, before)) return;
  await appender.write(() => ({
    kind: "draft",
    writes: [{ stream: keys.stream, operations: [], framing: { kind: "forget", before } }],
  }));
}

/** Whoever begins to read at this epoch learns there what the compartment is. */
function isToldBy(keys: Compartment, epoch: number): boolean {
  return keys.accepted.some(
    ({ commit, entries }) =>
      commit.header.epoch >= epoch &&
      entries.some(({ operation, role }) => operation.op === "checkpoint" && mayAdminister(role)),
  );
}
