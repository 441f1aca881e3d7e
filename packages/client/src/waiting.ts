import { onePersonIn } from "@fairlead/casework";
import {
  type Bytes,
  type Certificate,
  certifiers,
  certifyToo,
  countersign,
  digest,
  extendRoster,
  type Hash,
  hourOf,
  isAdministrationLost,
  type MemberId,
  mayAdminister,
  mayCountersign,
  type ParsedCertificate,
  parseCertificate,
  parseRosterEntry,
  Refused,
  type RosterBody,
  type RosterEntry,
  rosterEntry,
  type Standing,
  signCertificate,
  signedPartOfCertificate,
  signersOf,
  toHex,
} from "@fairlead/protocol";
import type { Answer } from "./answer.ts";
import { CLOCK_GRACE_HOURS } from "./card-book.ts";
import type { Held } from "./held.ts";
import { type IntakeSeen, intakeSeen } from "./intake-seen.ts";

/** A roster entry, or a certificate, that wants more signatures than it has. [RO2] */
export type WaitingEntry = {
  id: string;
  /** Hour since which it waits. */
  hour: number;
  entry: RosterEntry | null;
  certificate: ParsedCertificate | null;
  /** Whether the intake keys that it names are those that this hand sees itself. */
  intake: IntakeSeen;
  /** Who has signed, first the one who proposed it. */
  signers: MemberId[];
  /** Another entry came first: its author's client signs it anew. */
  stale: boolean;
  /** What this member can do about it. */
  mine: "may-sign" | "signed" | "not-mine";
};

export type Signing = "standing" | "waiting";

/**
 * Proposes an entry: signed by this hand, it stands at once where one signature is enough, and else waits for a second.
 * Up to date first, so that what is signed follows what others have written. What holds already is done: an answer got
 * lost, or a colleague was quicker.
 *
 * @throws Refused for an entry that no signature would make right; Unreachable, ServerRefused
 */
export async function proposeEntry(
  held: Held,
  body: RosterBody,
  certificateFor?: (entry: Hash) => Certificate,
): Promise<Signing> {
  for (let attempt = 0; attempt < 8; attempt++) {
    if (await isDone(held, body)) return "standing";
    const { roster } = held.known;
    const entry = rosterEntry(roster, body, [held.keys], hourOf(held.effects.clock()));
    refuseUnlessOnlySignaturesLack(held, entry);
    const { hash } = parseRosterEntry(entry);
    const certificate = certificateFor === undefined ? null : signCertificate(certificateFor(hash), [held.keys]);
    const signed = await send(held, entry, certificate);
    if (signed === "waiting") held.proposed.add(hash);
    if (signed !== "stale") return signed;
    await held.followRoster();
  }
  throw new Refused("FL_ROSTER_CHAIN");
}

/** Whether somebody is suspended, or back, already: asked of the newest roster, before that is taken for an answer. */
async function isDone(held: Held, body: RosterBody): Promise<boolean> {
  if (body.kind !== "suspend" && body.kind !== "restore") return false;
  const wanted: Standing = body.kind === "suspend" ? "suspended" : "active";
  const isSo = () => held.roster.members.get(body.member)?.standing === wanted;
  if (!isSo()) return false;
  await held.followRoster();
  return isSo();
}

/** A certificate alone: renewed before it runs out. [MB4] */
export async function proposeCertificate(held: Held, certificate: Certificate): Promise<Signing> {
  const signed = await send(held, null, signCertificate(certificate, [held.keys]));
  return signed === "standing" ? "standing" : "waiting";
}

/** The second signature, or one more of several. */
export async function signWaiting(held: Held, { entry, certificate }: WaitingEntry): Promise<Signing | "stale"> {
  return send(
    held,
    entry === null ? null : countersign(entry.bytes, held.keys),
    certificate === null ? null : certifyToo(certificate.bytes, held.keys),
  );
}

async function send(held: Held, entry: Bytes | null, certificate: Bytes | null): Promise<Signing | "stale"> {
  const answer = await held.session.call("/api/waiting/sign", { entry, certificate });
  const state = answer.oneOf("state", ["standing", "waiting", "stale"]);
  if (state === "standing" && entry !== null) await held.followRoster();
  if (state === "standing" && certificate !== null)
    held.told = { ...held.told, certificate: parseCertificate(certificate) };
  await readWaiting(held);
  return state;
}

function refuseUnlessOnlySignaturesLack(held: Held, entry: Bytes): void {
  try {
    extendRoster(held.roster, entry);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "FL_ROSTER_RIGHT") throw error;
  }
}

/** What waits at the server. Papers that cannot be read are passed over: a server may invent what it likes. */
export async function readWaiting(held: Held): Promise<void> {
  const answer = await held.session.call("/api/waiting", {});
  const waiting: WaitingEntry[] = [];
  for (const one of answer.list("waiting")) {
    try {
      waiting.push(await waitingFrom(held, one));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  held.waiting = waiting;
  // What an administrator let go of meanwhile, or what has come to stand, is not asked for again.
  const there = new Set(held.waiting.map(({ id }) => id));
  for (const hash of held.proposed) if (!there.has(hash)) held.proposed.delete(hash);
}

async function waitingFrom(held: Held, given: Answer): Promise<WaitingEntry> {
  const [entryBytes, certificateBytes] = [given.optionalBytes("entry"), given.optionalBytes("certificate")];
  const entry = entryBytes === null ? null : parseRosterEntry(entryBytes);
  const certificate = certificateBytes === null ? null : parseCertificate(certificateBytes);
  const id = idOf(held, entry, certificate);
  if (given.text("id") !== id) throw new Refused("FL_SIGNATURE");
  // Only whose signature is on it: else a server could put a colleague's name under a paper of its own making.
  const signers = [
    ...new Set([
      ...(entry === null ? [] : signersOf(entry, held.roster)),
      ...(certificate === null ? [] : certifiersOf(held, certificate)),
    ]),
  ];
  if (signers.length === 0) throw new Refused("FL_SIGNATURE");
  const stale = entry !== null && (entry.seq !== held.roster.seq + 1 || entry.previous !== held.roster.head);
  const intake = await intakeSeen(held, entry, certificate);
  const wanted = mayAdd(held, entry) && intake !== "other";
  const one = onePersonIn(held.state, held);
  // A second account of whoever signed is no second person. [P11]
  const mine = signers.some((id) => one(id, held.keys.id)) ? "signed" : wanted ? "may-sign" : "not-mine";
  return { id, hour: given.uint("hour"), entry, certificate, intake, signers, stale, mine };
}

/**
 * What a paper is called follows from what it says, so that a signature goes under what was shown and under nothing that
 * a server puts in its place meanwhile. Two forms are one paper where one follows from the other: new intake keys and the
 * certificate that tells pages of them.
 *
 * @throws Refused for what waits no longer, is another organisation's, or would be signed unseen beside something else
 */
function idOf({ roster, effects }: Held, entry: RosterEntry | null, certificate: ParsedCertificate | null): string {
  for (const one of [entry, certificate])
    if (one !== null && one.organisation !== roster.organisation) throw new Refused("FL_ORGANISATION");
  // The newest by its hour is the one that pages are given: one of next year would keep all others out.
  if (certificate !== null && certificate.issued > hourOf(effects.clock()) + CLOCK_GRACE_HOURS)
    throw new Refused("FL_CERTIFICATE");
  if (entry === null) {
    if (certificate === null) throw new Refused("FL_FORM_FIELD");
    if (roster.seqOf(certificate.rosterHead) === undefined) throw new Refused("FL_CERTIFICATE");
    return toHex(digest(signedPartOfCertificate(certificate)));
  }
  if (roster.seqOf(entry.hash) !== undefined) throw new Refused("FL_ROSTER_CHAIN");
  if (certificate !== null && (entry.body.kind !== "intake" || certificate.rosterHead !== entry.hash))
    throw new Refused("FL_CERTIFICATE");
  return entry.hash;
}

function certifiersOf({ roster }: Held, certificate: ParsedCertificate): MemberId[] {
  const administrators = [...roster.members.values()].filter(({ role }) => mayAdminister(role));
  return administrators.filter((one) => certifiers(certificate, [one]) > 0).map(({ id }) => id);
}

/** Whether this member's signature is one that the entry wants. */
function mayAdd({ roster, keys, role }: Held, entry: RosterEntry | null): boolean {
  if (entry === null) return mayAdminister(role) && roster.members.get(keys.id)?.standing === "active";
  if (entry.body.kind === "recover" && !isAdministrationLost(roster)) return false;
  return mayCountersign(roster, entry.body, keys.id);
}

/**
 * An entry that this member proposed and that another has overtaken is signed anew at the new head, as long as it still
 * says something: nothing that was decided gets lost because somebody was quicker. Part of every round. [RO2]
 *
 * Only what this hand remembers to have proposed, and not to have taken back: old papers that his signature is on are
 * not his wish of today, and whoever keeps the server has all of them.
 */
export async function resignStale(held: Held): Promise<void> {
  for (const { id, entry, intake, stale, signers } of held.waiting) {
    if (signers[0] !== held.keys.id) continue;
    // A certificate that names keys of before: nobody signs it any more, and a new one is asked for.
    if (entry === null && intake === "other") await withdrawWaiting(held, id);
    if (!stale || entry === null) continue;
    const { body } = entry;
    // What was to be erased has gone on since, and a suspension never waits: both are for people to ask anew.
    if (body.kind === "erase" || body.kind === "suspend") continue;
    // New keys of the intake, and his own, this hand asks for by what it holds, not by what a paper says. [RO3] [RO4]
    const derived = body.kind === "intake" || body.kind === "rekey";
    const wished = held.proposed.has(entry.hash);
    if (!derived && !wished) continue;
    await withdrawWaiting(held, id);
    if (derived) continue;
    try {
      await proposeEntry(held, body);
    } catch (error) {
      if (!(error instanceof Refused)) throw error; // it can no longer stand: it was done otherwise
    }
  }
}

/** Takes back what waits: this hand does not propose it again. */
export async function withdrawWaiting(held: Held, id: string): Promise<void> {
  for (const hash of held.proposed) if (hash === id) held.proposed.delete(hash);
  await held.session.call("/api/waiting/withdraw", { id });
}
