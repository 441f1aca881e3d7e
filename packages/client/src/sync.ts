import {
  type AlarmSeen,
  casesOf,
  type DestroyedLetter,
  destroyedLetters,
  intakeOf,
  type Unheld,
} from "@fairlead/casework";
import {
  type AlarmId,
  type Bytes,
  type Certificate,
  certifiers,
  type Hash,
  hourOf,
  isCardSigned,
  type MailboxId,
  type MemberId,
  mayAdminister,
  parseCard,
  parseCertificate,
  parseCommit,
  Refused,
  type StreamId,
  verifyCommit,
} from "@fairlead/protocol";
import type { Answer } from "./answer.ts";
import { exchangeBeats } from "./beats.ts";
import { breathe } from "./breath.ts";
import { CLOCK_GRACE_HOURS, hasKey } from "./card-book.ts";
import { Compartment } from "./compartment.ts";
import { applyErasures } from "./erasing.ts";
import { aboutText, type CardTold, type Held } from "./held.ts";
import { readInvitations } from "./invitations.ts";
import { extendedRoster } from "./roster-sync.ts";
import { ServerRefused } from "./session.ts";
import { type HeldThread, readThread } from "./thread.ts";
import { Unreachable } from "./transport.ts";
import { readWaiting } from "./waiting.ts";

/** As many intake keys as a certificate names. */
const CERTIFIED_KEYS = 3;
/** Thirty days, less two for clocks that do not agree. [P11] */
const ERASE_AFTER_HOURS = 28 * 24;
const PAGE = 200;
/** Between two looks at everything that the server lists, where its changes are followed in between. */
const WHOLE_MS = 60_000;
/** Streams fetched side by side; what they bring is checked one after the other. */
const ABREAST = 6;

/**
 * One round: roster, compartments, threads, alarms. What does not hold halts where it is found; the rest
 * goes on. Lost network leaves everything as it was.
 *
 * @param came told once compartments, threads and alarms are read: somebody waits for a colleague's word, and the rest
 * takes as long again; not in the first round of all
 */
export async function syncRound(
  held: Held,
  came: () => void = () => undefined,
  look: "all" | "changes" = "all",
): Promise<void> {
  try {
    await followCompartments(held, look);
    if (held.shutOut !== null) return;
    if (held.stopped === null) {
      const answered = answeredThreads(held);
      const whole = held.threadsRead === 0;
      const before = held.threadChanges;
      await readThreads(held);
      if (missesThreads(held) && !whole) {
        held.threadsRead = 0;
        await readThreads(held);
      }
      if (held.threadChanges !== before && missesKept(held)) await followCompartments(held);
      await lookForDestroyed(held, held.threadChanges !== before || held.syncedAt === null);
      held.withheldThreads = answered.filter((mailbox) => !held.threads.has(mailbox));
      // With the server's word on them: a check-in of which it does not know alarms.
      await readAlarms(held);
      if (held.syncedAt !== null) came();
      await askStatus(held);
      await readWaiting(held);
      await readInvitations(held);
      held.syncedAt = held.effects.clock();
      held.syncedHere = true;
      held.threadsNotKept = 0;
      await exchangeBeats(held);
    }
    held.online = true;
    held.refused = null;
  } catch (error) {
    if (error instanceof Unreachable) held.online = false;
    else if (error instanceof ServerRefused && error.status === 401) await endDesk(held);
    else if (error instanceof ServerRefused || error instanceof Refused) held.refused = error.code;
    else throw error;
  }
}

/**
 * This desk ends. Who was suspended in the middle of a round may still read the roster, and is told so; to anybody else
 * his own phrase opens nothing here any more: removed, or changed elsewhere. [P5]
 */
async function endDesk(held: Held): Promise<void> {
  try {
    await followRoster(held);
  } catch (error) {
    if (!(error instanceof Unreachable) && !(error instanceof ServerRefused)) throw error;
  }
  held.shutOut ??= "phrase";
}

/** Roster first: everything after it is judged by it. [ST3] */
async function followRoster(held: Held): Promise<void> {
  try {
    const call = (path: string, body: object) => held.session.call(path, body);
    held.known = await extendedRoster(call, held.known);
    held.stopped = null;
    const standing = held.roster.members.get(held.keys.id)?.standing ?? "removed";
    if (standing !== "active") held.shutOut = standing;
    applyErasures(held);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    held.stopped = error.code;
  }
}

/** A compartment as the server lists it: its newest commit, the running epoch, which this member has, and how many have it. */
type Listed = { stream: StreamId; seq: number; hash: Hash; epoch: number; readers: number };

/**
 * Reads what came, by the server's list of compartments.
 *
 * @param look "changes": of what was touched since the last list alone, if that was whole a minute ago at most. With
 * thousands of compartments the whole list takes as long as all the rest; that one is kept back shows in it, and nowhere else.
 */
export async function followCompartments(held: Held, look: "all" | "changes" = "all"): Promise<void> {
  await followRoster(held);
  if (held.stopped !== null || held.shutOut !== null) return;
  const now = held.effects.clock();
  const { listedUpTo: since, listedAt } = held;
  const changes = look === "changes" && since !== null && listedAt !== null && Math.abs(now - listedAt) < WHOLE_MS;
  const answer = await held.session.call("/api/compartments", changes ? { since } : {});
  // Whoever asked for all takes nothing less for it.
  const whole = !changes || !answer.has("left");
  // One was touched that this member holds no more: whether it was taken from him shows in the whole list.
  if (!whole && answer.uint("left") > 0) return followCompartments(held);
  // Whoever is cut off before all of it is read asks for all again: what is not read looks like what is not there.
  held.listedAt = null;
  const listed: Listed[] = answer.list("compartments").map((one) => ({
    stream: one.shortId<StreamId>("stream"),
    seq: one.uint("seq"),
    hash: one.longId<Hash>("hash"),
    epoch: one.uint("epoch"),
    readers: one.uint("readers"),
  }));
  if (whole) {
    const streams = new Set(listed.map(({ stream }) => stream));
    for (const stream of held.compartments.keys()) if (!streams.has(stream)) await whereDidItGo(held, stream);
  }
  const behind = listed.filter((one) => isBehind(held, one));
  for (let from = 0; from < behind.length; from += ABREAST) {
    await Promise.all(behind.slice(from, from + ABREAST).map((one) => follow(held, one)));
    await breathe();
  }
  held.fold();
  for (const one of listed.filter((each) => countsOthers(held, each))) await compareReaders(held, one);
  held.listedUpTo = answer.has("now") ? answer.uint("now") : null;
  const isMissing = listed.some(({ stream }) => held.compartments.get(stream)?.missed != null);
  if (!isMissing) held.listedAt = whole ? now : listedAt;
}

/**
 * Whoever holds the running epoch stands in the compartment's record. Where the server counts others, somebody was given
 * the key unsaid: that alarms, and the next epoch, which begins before anything is written, leaves them out. [CO3] [CO4]
 */
async function compareReaders(held: Held, { stream }: Listed): Promise<void> {
  const compartment = held.compartments.get(stream);
  if (compartment === undefined) return;
  const answer = await held.session.call("/api/readers", { stream });
  const epoch = compartment.head.epoch;
  const now = answer.list("readers").filter((one) => one.uint("epoch") === epoch);
  const unsaid = now.map((one) => one.shortId<MemberId>("member")).filter((id) => !compartment.readers.has(id));
  if (unsaid.length === 0) return;
  held.unrecorded.set(stream, unsaid);
  compartment.renewAnyway = true;
}

function countsOthers(held: Held, { stream, seq, readers }: Listed): boolean {
  const compartment = held.compartments.get(stream);
  if (compartment === undefined || compartment.halted !== null || compartment.head.seq !== seq) return false;
  return hasKey(compartment.epoch) && compartment.readers.size !== readers && !held.unrecorded.has(stream);
}

/** The heads that this hand has seen are the least that the server may show. [ST4] */
function isBehind(held: Held, { stream, seq, hash }: Listed): boolean {
  const compartment = held.compartments.get(stream);
  if (compartment === undefined) return true;
  if (compartment.halted !== null) return false;
  if (compartment.missed !== null) return true;
  const { head } = compartment;
  const changed = seq < head.seq || (seq === head.seq && hash !== head.hash);
  // Perhaps a new epoch took the place of what a member wrote who is out: what is there is looked at. [ST3]
  if (changed && compartment.mayBeSkippedFrom(held.roster) !== null) return true;
  if (seq < head.seq) compartment.halted = "FL_HEAD_REGRESSED";
  else if (seq === head.seq && hash !== head.hash) compartment.halted = "FL_HEAD_FORKED";
  else if (seq === head.seq && compartment.isBelowFloor(held.roster)) compartment.halted = "FL_HEAD_REGRESSED";
  return compartment.halted === null && seq > head.seq;
}

/**
 * A compartment that is listed no longer was erased at its hour, was taken from this member, or is being withheld. That it
 * was taken is shown by an epoch of which he has no key, signed by a colleague: a server cannot begin one. Of one that was
 * meant for him too it can keep his wrap back, and make it look the same; so the screen says to ask who did it. [CO3] [P4]
 */
async function whereDidItGo(held: Held, stream: StreamId): Promise<void> {
  const compartment = held.compartments.get(stream);
  if (compartment === undefined || compartment.halted !== null) return;
  // What an earlier session saw and this device no longer has the commits of: then only an epoch after it shows as much.
  const seen = compartment.count === 0 ? (compartment.floor?.seq ?? -1) : -1;
  const isLeftOut = () => !hasKey(compartment.epoch) && compartment.beganAfter(seen);
  try {
    // Left out by what the last round read already, he is given nothing of what came after.
    for (let more = !isLeftOut(); more; ) {
      const page = await held.session.call("/api/commits", { stream, from: compartment.head.seq + 1, limit: PAGE });
      if (page.has("erased")) {
        if (wasToBeErased(held, compartment, page.bytesList("commits"))) held.erase(stream);
        // Perhaps by two, since we last read the roster: then it is let go of there.
        else if (!(await newerRoster(held)) || held.compartments.has(stream)) compartment.halted = "FL_STREAM_WITHHELD";
        return;
      }
      const commits = page.bytesList("commits");
      await compartment.follow(commits, held.roster, held.keys, async () => []);
      more = commits.length > 0 && compartment.halted === null && compartment.head.seq <= seen;
    }
    const leftOut = isLeftOut();
    if (compartment.halted === "FL_COMMIT_ROSTER" && (await newerRoster(held))) compartment.halted = null;
    else if (compartment.halted === null && !leftOut) compartment.halted = "FL_STREAM_WITHHELD";
    // Whoever is out takes nothing from anybody: the next epoch begins in the place of his. [CO3]
    if (compartment.halted !== null || !leftOut || compartment.leavesBehind(held.roster)) return;
    held.takenAway.set(stream, aboutText(compartment.about));
    held.drop(stream);
  } catch (error) {
    if (!(error instanceof ServerRefused) && !(error instanceof Refused)) throw error;
    compartment.halted ??= "FL_STREAM_WITHHELD";
  }
}

/**
 * Only a member's signed word erases a stream, and not before its hour: one that was followed, or the one that the
 * server keeps of an erased stream. Else a server could let a case vanish by saying so. [P11]
 */
function wasToBeErased({ effects, roster, syncedAt }: Held, compartment: Compartment, stub: readonly Bytes[]): boolean {
  const { stream, head, erasure, count, readers, floor } = compartment;
  const now = hourOf(effects.clock()) + CLOCK_GRACE_HOURS;
  // Erased before anything of it was read: nothing is missed.
  if (count === 0) return floor === null;
  if (erasure !== null && erasure.hour <= now) return true;
  return stub.map(parseCommit).some((commit) => {
    const { framing, seq, stream: of, author } = commit.header;
    if (of !== stream || seq <= head.seq || head.keeping !== "perishable" || framing.kind !== "retention") return false;
    verifyCommit(commit, roster);
    // Nothing in it can be opened any more. So only one who read the compartment when it was last seen is believed, who
    // is in office now, and an hour that leaves their thirty days to those who had not seen it in our last round.
    if (!readers.has(author) || roster.members.get(author)?.standing !== "active") return false;
    const soonest = syncedAt === null ? 0 : hourOf(syncedAt) + ERASE_AFTER_HOURS;
    return framing.eraseAt !== null && framing.eraseAt <= now && framing.eraseAt >= soonest;
  });
}

async function follow(held: Held, listed: Listed): Promise<void> {
  const { stream } = listed;
  const compartment = held.compartments.get(stream) ?? new Compartment(stream);
  if (!(await followInto(compartment, held, listed))) return;
  held.compartments.set(stream, compartment);
  if (compartment.halted !== null || !compartment.opensMore) return;
  // What he passed over he can open now. Until all of it is there what he has stays.
  const again = new Compartment(stream);
  again.renewAnyway = compartment.renewAnyway;
  const author = compartment.lastAuthor;
  const { seq, hash } = compartment.head;
  if (author !== null) again.floor = { seq, hash, author };
  if (!(await followInto(again, held, listed))) return;
  if (again.halted !== null) {
    compartment.halted = again.halted;
    return;
  }
  held.drop(stream);
  held.compartments.set(stream, again);
}

/** @returns false where it was erased by two: then it is not held again */
async function followInto(compartment: Compartment, held: Held, listed: Listed): Promise<boolean> {
  const { stream } = listed;
  let fetched: Promise<readonly Bytes[]> | null = null;
  const wraps = () => {
    fetched ??= held.session.call("/api/wraps", { stream }).then((answer) => answer.bytesList("wraps"));
    return fetched;
  };
  try {
    let from = compartment.mayBeSkippedFrom(held.roster) ?? compartment.head.seq + 1;
    for (;;) {
      const page = await held.session.call("/api/commits", { stream, from, limit: PAGE });
      const commits = page.bytesList("commits");
      if (commits.length === 0) break;
      // A server that gives out what two have erased lies; nothing of it is opened again. [CO6]
      if (held.roster.erased.has(stream) && (compartment.head.keeping === "perishable" || beganPerishable(commits)))
        return false;
      // A commit may cite a roster entry that was written since we asked.
      await compartment.follow(commits, held.roster, held.keys, wraps);
      if (compartment.halted === "FL_COMMIT_ROSTER" && (await newerRoster(held))) {
        compartment.halted = null;
        continue;
      }
      if (compartment.halted !== null) break;
      // Taken from him since the list was made: what comes after that epoch is not his to ask for. [CO3]
      if (!page.has("head") && !hasKey(compartment.epoch)) break;
      from = compartment.head.seq + 1;
      const seq = page.part("head").uint("seq");
      if (seq < compartment.head.seq) throw new Refused("FL_HEAD_REGRESSED");
      if (seq === compartment.head.seq) break;
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    compartment.halted = error.code;
  }
  // What there is was read; this device has seen more.
  if (compartment.isBelowFloor(held.roster)) compartment.halted ??= "FL_HEAD_REGRESSED";
  const missing = missingOf(compartment, listed);
  // Somebody may have written between the list and the answer: what is missing twice is being kept back.
  if (missing !== null && compartment.missed !== null) compartment.halted ??= missing;
  compartment.missed = missing;
  // Two members tried to destroy what all share: it stays, and alarms. [CO6]
  if (held.roster.erased.has(stream)) held.unlawful.add(stream);
  return true;
}

/** As the first commit says, once for all. */
function beganPerishable([first]: readonly Bytes[]): boolean {
  if (first === undefined) return false;
  const { framing, seq } = parseCommit(first).header;
  return seq === 0 && framing.kind === "epoch" && framing.keeping === "perishable";
}

/** What the server lists it must also give: the newest commit, and the wrap for which it lists the compartment. [ST4] [CO4] */
function missingOf({ head, epochs }: Compartment, { seq, hash, epoch }: Listed): string | null {
  if (head.seq < seq) return "FL_STREAM_WITHHELD";
  if (head.seq === seq && head.hash !== hash) return "FL_HEAD_FORKED";
  return hasKey(epochs.get(epoch)) ? null : "FL_WRAP";
}

async function newerRoster(held: Held): Promise<boolean> {
  const { head } = held.roster;
  await followRoster(held);
  return held.stopped === null && held.roster.head !== head;
}

async function readThreads(held: Held): Promise<void> {
  for (let again = true; ; ) {
    const answer = await held.session.call("/api/threads", { since: held.threadsRead });
    const threads = answer.list("threads");
    const fresh: { given: Answer; thread: HeldThread }[] = [];
    for (const given of threads) {
      const known = held.threads.get(given.longId<MailboxId>("mailbox"));
      const least = known ?? held.device?.leastOf(given.longId<MailboxId>("mailbox"));
      const thread = await readThread(given, known, held.book, held.pin.organisation, { least });
      held.threads.set(thread.mailbox, thread);
      held.threadChanges++;
      held.device?.noteThread(thread, given);
      fresh.push({ given, thread });
      await breathe();
    }
    await secondLook(held, fresh);
    const now = answer.uint("now");
    // The server counts from an older state than the one that we read: nothing may be taken for "no change".
    if (now < held.threadsRead && again) {
      held.threadsRead = 0;
      again = false;
      continue;
    }
    const more = threads.length > 0 && now > held.threadsRead;
    held.threadsRead = now;
    if (!more) return;
  }
}

/**
 * Threads that the team's own record has answered, and the intake still holds: the server must give them. One that it
 * keeps back is somebody who waits, and is on nobody's screen. [P6]
 */
function answeredThreads(held: Held): MailboxId[] {
  if (held.compartment("intake-keys") === null) return [];
  return [...intakeOf(held.state).threads.values()]
    .filter(({ answers, takenInto }) => answers.length > 0 && takenInto === null)
    .map(({ mailbox }) => mailbox);
}

/**
 * Whether a colleague moved a letter into its case between our reading of the case and of the mailbox: then it is in
 * neither of the two as we read them, and the case is looked at once more. [MB4]
 */
function missesKept(held: Held): boolean {
  for (const { content } of held.state.streams.values()) {
    if (content.is !== "contact") continue;
    const kept = new Set<string>(content.contact.letters.map(({ row }) => row));
    for (const mailbox of content.contact.mailboxes) {
      const rows = held.threads.get(mailbox)?.rows ?? [];
      if (rows.some(({ present, letter, hash }) => !present && letter === null && !kept.has(hash))) return true;
    }
  }
  return false;
}

/**
 * Letters that are gone although no signed word says what became of them. What accounts for one may have been written between
 * our reading of the record and of the mailbox, so that the record is read once more before anybody is told. [P6]
 */
async function lookForDestroyed(held: Held, changed: boolean): Promise<void> {
  if (!changed && held.destroyedLetters.length === 0) return;
  const known = new Set(held.destroyedLetters.map(({ mailbox, seq }) => `${mailbox} ${seq}`));
  const found = destroyedIn(held);
  const fresh = found.some(({ mailbox, seq }) => !known.has(`${mailbox} ${seq}`));
  if (fresh) await followCompartments(held);
  held.destroyedLetters = fresh ? destroyedIn(held) : found;
}

function destroyedIn(held: Held): DestroyedLetter[] {
  // What is not read yet looks like what was never written.
  if (held.reading !== null) return [];
  const intakeDesk = held.compartment("intake-keys")?.stream ?? null;
  const reads = (stream: StreamId): boolean => {
    const one = held.compartments.get(stream);
    return one !== undefined && one.halted === null && one.readers.get(held.keys.id)?.from === null;
  };
  const threads = [...held.threads.values()].filter(({ halted }) => halted === null);
  return destroyedLetters(held.state, threads, { intakeDesk, reads });
}

/**
 * Whether a compartment came whose threads the server's changes did not bring: who is given an old case gets its
 * letters only by asking for all.
 */
function missesThreads(held: Held): boolean {
  const desks = new Set([...held.threads.values()].map(({ desk }) => desk));
  let misses = false;
  for (const [stream, { about }] of held.compartments) {
    if (held.threadsReadFor.has(stream)) continue;
    held.threadsReadFor.add(stream);
    const mayHold = about?.about === "intake-keys" || (about?.about === "case" && about.part === "contact");
    if (mayHold && !desks.has(stream)) misses = true;
  }
  return misses;
}

/** A letter may be sealed to a card that was recorded after we read the compartments: read them, look again. */
async function secondLook(held: Held, fresh: readonly { given: Answer; thread: HeldThread }[]): Promise<void> {
  const unknown = fresh.filter(({ thread }) => thread.alarms.some(({ kind }) => kind === "unknown-card"));
  if (unknown.length === 0) return;
  await followCompartments(held);
  for (const { given, thread } of unknown) {
    held.threads.set(thread.mailbox, await readThread(given, thread, held.book, held.pin.organisation));
  }
}

/**
 * With which open check-ins the server holds no alarm for, or another than their case says. Only of those that it could
 * have answered for: one that a colleague closed, or set, since this hand read the case is in the one and not in the other.
 */
export async function readAlarms(held: Held): Promise<void> {
  const before = openAlarms(held);
  const { state } = held;
  held.alarms = alarmsIn(await held.session.call("/api/alarms", {}));
  const doubted = unheldIn(held, state === held.state ? before : bothIn(before, openAlarms(held)));
  // Nothing new is wrong: what was looked into before need not be again.
  const isNew = [...doubted].some(([alarm, how]) => held.unheld.get(alarm) !== how);
  if (isNew) await followCompartments(held);
  held.unheld = isNew
    ? unheldIn(
        held,
        openAlarms(held).filter(({ alarm }) => doubted.has(alarm)),
      )
    : doubted;
}

type OpenAlarm = { alarm: AlarmId; due: number };

/** Those of the later that stood before, too. */
function bothIn(before: readonly OpenAlarm[], later: readonly OpenAlarm[]): OpenAlarm[] {
  const stood = new Set(before.map(({ alarm }) => alarm));
  return later.filter(({ alarm }) => stood.has(alarm));
}

/** Of compartments that the server lists for this hand: of no other does it say anything. */
const openAlarms = (held: Held): OpenAlarm[] =>
  casesOf(held.state).flatMap(({ contact, contactStream }) => {
    if (contact.closed !== null || contact.checkIns.size === 0) return [];
    const compartment = held.compartments.get(contactStream);
    if (compartment === undefined || compartment.halted !== null || !hasKey(compartment.epoch)) return [];
    return [...contact.checkIns.values()].filter(({ closed }) => closed === null);
  });

function unheldIn(held: Held, open: readonly OpenAlarm[]): Map<AlarmId, Unheld> {
  const known = new Map(held.alarms.map((one) => [one.alarm, one]));
  return new Map(
    open.flatMap(({ alarm, due }): [AlarmId, Unheld][] => {
      const one = known.get(alarm);
      if (one === undefined || one.state === "cleared") return [[alarm, "none"]];
      return one.due === due / 60_000 ? [] : [[alarm, "other-hour"]];
    }),
  );
}

/** @throws Refused FL_BODY */
export function alarmsIn(answer: Answer): (AlarmSeen & { stream: StreamId; due: number })[] {
  return answer.list("alarms").map((alarm) => ({
    alarm: alarm.shortId<AlarmId>("alarm"),
    stream: alarm.shortId<StreamId>("stream"),
    state: alarm.oneOf("state", ["armed", "due", "missed", "cleared"]),
    due: alarm.uint("due"),
    acknowledged: alarm.optionalUint("acknowledged"),
    rungs: alarm.list("rungs").map((rung) => ({ reached: rung.flag("reached") })),
  }));
}

async function askStatus(held: Held): Promise<void> {
  const status = await held.session.call("/api/status", {});
  const door = await held.session.open("/api/door", {});
  const card = door.optionalBytes("card");
  held.told = {
    certificate: certificateTold(held, door.optionalBytes("certificate")),
    newCard: card === null ? null : cardTold(held, card),
    backup: { hour: status.optionalUint("backup") },
    backups: status.has("backups") ? status.uintList("backups").sort((a, b) => b - a) : [],
    clockAhead: status.uint("clock") - held.effects.clock(),
    clockOff: Math.abs(hourOf(status.uint("clock")) - hourOf(held.effects.clock())) > CLOCK_GRACE_HOURS,
  };
}

/** The same check as a page's: whoever took the server shows here no card that a page would refuse. [MB4] */
function cardTold({ pin, known }: Held, bytes: Bytes): CardTold | null {
  const card = parseCard(bytes);
  const ours = card.organisation === pin.organisation && card.mailbox === "new";
  const signed = known.intakeKeys.slice(-CERTIFIED_KEYS).some((key) => isCardSigned(card, key));
  return ours && signed ? { hash: card.hash, counter: card.counter, expires: card.expires } : null;
}

/** What pages are given counts here only where an administrator of ours signed it. */
function certificateTold({ pin, roster }: Held, bytes: Bytes | null): Certificate | null {
  if (bytes === null) return null;
  const certificate = parseCertificate(bytes);
  const administrators = [...roster.members.values()].filter(({ role }) => mayAdminister(role));
  const sound = certificate.organisation === pin.organisation && certifiers(certificate, administrators) > 0;
  return sound ? certificate : null;
}
