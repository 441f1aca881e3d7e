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

function isFresh(held: Held, known: KnownCard | undefined, compartment: Compartment): known is KnownCard {
  const { intake } = held.roster;
  return (
    known !== undefined &&
    intake !== null &&
    known.epoch === compartment.epoch &&
    sameBytes(known.signedBy, intake.signKey) &&
    known.card.expires - hourOf(held.effects.clock()) >= RENEW_CARD_BELOW_HOURS
  );
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
  why: "when-due" | "anyway" | { onTopOf: Hash },
): Promise<Written> {
  const wanted = held.book.newest(mailbox);
  const written = await appender.write(async () => {
    const compartment = held.compartments.get(stream);
    const epoch = compartment?.epoch;
    if (compartment === undefined || !hasKey(epoch)) return { kind: "not-held", part: "intake-keys" };
    const newest = held.book.newest(mailbox);
    const renewedMeanwhile = newest !== wanted;
    if (isFresh(held, newest, compartment) && (why === "when-due" || renewedMeanwhile))
      return { kind: "draft", writes: [] };
    const previous = typeof why === "object" ? why.onTopOf : newest?.card.hash;
    const before = previous === undefined ? undefined : { counter: newest?.card.counter ?? 0, hash: previous };
    const card = await makeCard(held, mailbox, await held.book.desk(epoch), before);
    if (card === null) return { kind: "not-held", part: "intake-keys" };
    return { kind: "draft", writes: [{ stream, operations: [], cards: [card.bytes] }] };
  });
  if (written.kind === "done" && held.book.newest(mailbox) !== wanted)
    await publishCard(held, appender, mailbox, stream);
  return written;
}

const published = new WeakMap<Held, Set<Hash>>();

function publishedBy(held: Held): Set<Hash> {
  let set = published.get(held);
  if (set === undefined) {
    set = new Set();
    published.set(held, set);
  }
  return set;
}

/** Gives the newest recorded card to the server. Safe to repeat. */
export async function publishCard(
  held: Held,
  appender: Appender,
  mailbox: "new" | MailboxId,
  stream: StreamId,
): Promise<void> {
  const newest = held.book.newest(mailbox);
  if (newest === undefined || publishedBy(held).has(newest.card.hash)) return;
  const answer = await held.session.call("/api/card", { card: newest.card.bytes, desk: stream });
  if (!answer.has("stale")) {
    publishedBy(held).add(newest.card.hash);
    return;
  }
  // An earlier card was recorded and never published: the next one goes on top of what the server has.
  const stale = answer.part("stale");
  if (!stale.has("hash") || stale.uint("counter") >= newest.card.counter) return;
  const onTopOf = stale.longId<Hash>("hash");
  if (onTopOf !== newest.card.previous) await renewCardOf(held, appender, mailbox, stream, { onTopOf });
}

/** Renews what runs out, and publishes what was recorded and never arrived. Part of every round. */
export async function keepCards(held: Held, appender: Appender): Promise<void> {
  if (!mayCommit(held.role, "write")) return;
  const keys = held.compartment("intake-keys");
  if (keys === null || keys.halted !== null || (await intakeSigner(held)) === null) return;
  const { book } = held;
  if (!isFresh(held, book.newest("new"), keys)) await renewCardOf(held, appender, "new", keys.stream, "when-due");
  const newest = book.newest("new");
  if (newest !== undefined && held.told.newCard !== newest.card.hash)
    await publishCard(held, appender, "new", keys.stream);
  for (const [mailbox, contact] of caseMailboxes(held)) {
    if (!isFresh(held, book.newest(mailbox), contact))
      await renewCardOf(held, appender, mailbox, contact.stream, "when-due");
    const known = book.newest(mailbox);
    const thread = held.threads.get(mailbox);
    const young = known !== undefined && hourOf(held.effects.clock()) - known.from <= 1;
    if (thread !== undefined && (thread.desk !== contact.stream || young))
      await publishCard(held, appender, mailbox, contact.stream);
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
  if (written.kind === "done") await finishIntake(held, appender);
  return written;
}
