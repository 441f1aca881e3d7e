import { type Bytes, sameBytes } from "./bytes.ts";
import type { Random } from "./effects.ts";
import { type Hash, type MemberId, type OrganisationId, type StreamId, ZERO_HASH } from "./id.ts";
import { type Member, type MemberKeys, type MemberPublic, publicKeys, type Standing } from "./member.ts";
import { refuse } from "./refusal.ts";
import { mayAdminister, mayApprove } from "./role.ts";
import { type LastHead, parseRosterEntry, type RosterBody, type RosterEntry, signRosterEntry } from "./roster-entry.ts";
import { checkVerifyKey, isSigned } from "./signature.ts";

/** A member as of one entry and onwards. */
interface Chapter {
  from: number;
  member: Member;
  /** Who signed that entry with an effect. */
  by: readonly MemberId[];
}

export interface Intake {
  signKey: Bytes;
  counter: number;
}

/** Whoever may bring administration back when it is lost: so many of these members together. [RO2] */
export interface Recovery {
  threshold: number;
  members: readonly MemberId[];
}

/** What stays of a stream that two people decided to destroy: when, and who signed; not what it was. [CO6] */
export interface Erased extends LastHead {
  /** Of the roster entry: its hour and number. */
  hour: number;
  entry: number;
  by: readonly MemberId[];
}

/**
 * The organisation's members: an append-only signed chain, read whole by every client. [RO1] [RO2]
 * A value: {@link extendRoster} makes a new one and leaves the old as it was.
 */
export interface Roster {
  organisation: OrganisationId;
  head: Hash;
  /** Of the newest entry; entry 0 founds. */
  seq: number;
  intake: Intake | null;
  minimumVersion: number;
  /** Two administrators have existed: from then on one alone can no longer decide. [RO2] */
  twoAdministrators: boolean;
  /** null where nobody has been named: then lost administration stays lost. */
  recovery: Recovery | null;
  /** Streams that are destroyed for ever. */
  erased: ReadonlyMap<StreamId, Erased>;
  /** Members as they stand at the head. */
  members: ReadonlyMap<MemberId, Member>;
  /** The entry's number, or undefined where this roster has never held such a head. */
  seqOf(head: Hash): number | undefined;
  /** A member as he stood at an earlier head. */
  memberAt(id: MemberId, head: Hash): Member | undefined;
  /** What became of a member, oldest first: from which entry on, of which hour and by whose signatures, he stood so. */
  history(id: MemberId): readonly { from: number; hour: number; member: Member; by: readonly MemberId[] }[];
  /** Hour of an entry by its number, by its author's clock; undefined where there is none. */
  hourOf(seq: number): number | undefined;
  /** Hash of an entry by its number; null where there is none. */
  headAt(seq: number): Hash | null;
}

class ReadRoster implements Roster {
  readonly organisation: OrganisationId;
  readonly head: Hash;
  readonly seq: number;
  readonly intake: Intake | null;
  readonly minimumVersion: number;
  readonly twoAdministrators: boolean;
  readonly recovery: Recovery | null;
  readonly erased: ReadonlyMap<StreamId, Erased>;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly heads: ReadonlyMap<Hash, number>;
  readonly hours: readonly number[];
  readonly chapters: ReadonlyMap<MemberId, readonly Chapter[]>;

  constructor(from: Omit<ReadRoster, "seqOf" | "memberAt" | "history" | "hourOf" | "headAt">) {
    this.organisation = from.organisation;
    this.head = from.head;
    this.seq = from.seq;
    this.intake = from.intake;
    this.minimumVersion = from.minimumVersion;
    this.twoAdministrators = from.twoAdministrators;
    this.recovery = from.recovery;
    this.erased = from.erased;
    this.members = from.members;
    this.heads = from.heads;
    this.hours = from.hours;
    this.chapters = from.chapters;
  }

  seqOf(head: Hash): number | undefined {
    return this.heads.get(head);
  }

  memberAt(id: MemberId, head: Hash): Member | undefined {
    const seq = this.heads.get(head);
    if (seq === undefined) return undefined;
    return this.chapters.get(id)?.findLast(({ from }) => from <= seq)?.member;
  }

  history(id: MemberId): (Chapter & { hour: number })[] {
    return (this.chapters.get(id) ?? []).map((one) => ({ ...one, hour: this.hours[one.from] ?? 0 }));
  }

  hourOf(seq: number): number | undefined {
    return this.hours[seq];
  }

  headAt(seq: number): Hash | null {
    for (const [head, at] of this.heads) if (at === seq) return head;
    return null;
  }
}

/** Entry 0. Where two people found an organisation, both are named and both sign. [RO1] */
export async function foundOrganisation(founders: readonly MemberKeys[], hour: number, random: Random): Promise<Bytes> {
  const body: RosterBody = { kind: "found", founders: await Promise.all(founders.map(publicKeys)), nonce: random(16) };
  return signRosterEntry({ organisation: null, seq: 0, previous: ZERO_HASH, hour }, body, founders);
}

/** The next entry, signed; whether it is allowed shows when it is applied. */
export function rosterEntry(roster: Roster, body: RosterBody, signers: readonly MemberKeys[], hour: number): Bytes {
  return signRosterEntry(
    { organisation: roster.organisation, seq: roster.seq + 1, previous: roster.head, hour },
    body,
    signers,
  );
}

/** @throws Refused on the first entry that does not follow. */
export function readRoster(entries: readonly Uint8Array[]): Roster {
  const [first, ...rest] = entries;
  if (first === undefined) return refuse("FL_ROSTER_CHAIN");
  return rest.reduce<Roster>((roster, entry) => extendRoster(roster, entry), startRoster(parseRosterEntry(first)));
}

function startRoster(entry: RosterEntry): Roster {
  const { body, seq, previous, organisation } = entry;
  if (body.kind !== "found" || seq !== 0 || previous !== ZERO_HASH || organisation !== null)
    return refuse("FL_ROSTER_CHAIN");
  if (body.founders.length === 0) refuse("FL_FORM_FIELD");
  const members = new Map<MemberId, Member>();
  for (const founder of body.founders) {
    checkVerifyKey(founder.verifyKey);
    if (members.has(founder.id)) refuse("FL_ROSTER_MEMBER");
    for (const { verifyKey, kemKey } of members.values())
      if (sameBytes(verifyKey, founder.verifyKey) || sameBytes(kemKey, founder.kemKey)) refuse("FL_KEY");
    members.set(founder.id, { ...founder, role: "administrator", standing: "active" });
  }
  const signers = validSigners(entry, members);
  if (signers.size !== members.size) refuse("FL_ROSTER_RIGHT");
  return new ReadRoster({
    organisation: entry.hash as string as OrganisationId,
    head: entry.hash,
    seq: 0,
    intake: null,
    minimumVersion: 0,
    twoAdministrators: members.size >= 2,
    recovery: null,
    erased: new Map(),
    members,
    heads: new Map([[entry.hash, 0]]),
    hours: [entry.hour],
    chapters: new Map([...members].map(([id, member]) => [id, [{ from: 0, member, by: [...signers.keys()] }]])),
  });
}

/** @throws Refused; the roster given stays as it was. */
export function extendRoster(roster: Roster, bytes: Uint8Array): Roster {
  if (!(roster instanceof ReadRoster)) throw new TypeError("not a roster that readRoster made");
  const entry = parseRosterEntry(bytes);
  if (entry.organisation !== roster.organisation) refuse("FL_ORGANISATION");
  if (entry.seq !== roster.seq + 1 || entry.previous !== roster.head) refuse("FL_ROSTER_CHAIN");
  const { body, seq, hash, hour } = entry;
  // What no signature would mend comes first: an entry that lacks a right lacks nothing else. [RO2]
  const changed = changedMembers(roster, body);
  const intake = body.kind === "intake" ? nextIntake(roster, body) : roster.intake;
  const signers = validSigners(entry, roster.members);
  checkRight(roster, entry, signers);

  const members = new Map(roster.members);
  const chapters = new Map(roster.chapters);
  const by = [...signers.keys()];
  for (const member of changed) {
    members.set(member.id, member);
    chapters.set(member.id, [...(chapters.get(member.id) ?? []), { from: entry.seq, member, by }]);
  }
  const administrators = [...members.values()].filter(
    ({ role, standing }) => mayAdminister(role) && standing !== "removed",
  ).length;
  if (administrators === 0) refuse("FL_ROSTER_RIGHT"); // nobody could ever repair it
  return new ReadRoster({
    organisation: roster.organisation,
    head: hash,
    seq,
    intake,
    minimumVersion:
      body.kind === "minimum-version" ? Math.max(roster.minimumVersion, body.version) : roster.minimumVersion,
    // Suspension never lowers the count, and neither does removal: "have existed". [RO2]
    twoAdministrators: roster.twoAdministrators || administrators >= 2,
    recovery: body.kind === "recovery" ? body : roster.recovery,
    erased: body.kind === "erase" ? withErased(roster, body.streams, entry, signers) : roster.erased,
    members,
    heads: new Map(roster.heads).set(hash, seq),
    hours: [...roster.hours, hour],
    chapters,
  });
}

function withErased(
  roster: Roster,
  streams: readonly LastHead[],
  { hour, seq }: RosterEntry,
  signers: ReadonlyMap<MemberId, Member>,
): ReadonlyMap<StreamId, Erased> {
  const erased = new Map(roster.erased);
  const by = [...signers.keys()].sort();
  // What is gone is gone: the first entry that says so stands.
  for (const last of streams) if (!erased.has(last.stream)) erased.set(last.stream, { ...last, hour, entry: seq, by });
  return erased;
}

/**
 * Members, active at the entry before, who signed this entry. Each counts once.
 *
 * Recovery counts suspended members too: one hostile member can suspend everybody, and must not so outlive them all.
 *
 * @throws Refused FL_SIGNATURE where a signature on it is nobody's: an entry names no signer who has not signed
 */
function validSigners(entry: RosterEntry, members: ReadonlyMap<MemberId, Member>): Map<MemberId, Member> {
  const counts: readonly Standing[] = entry.body.kind === "recover" ? ["active", "suspended"] : ["active"];
  const valid = new Map<MemberId, Member>();
  for (const { member: id, signature } of entry.signatures) {
    const member = members.get(id);
    // Not passed over: whoever reads who signed would take the name beside it for a signer's.
    if (member === undefined || !isSigned(member.verifyKey, entry.signedBytes, signature))
      return refuse("FL_SIGNATURE");
    if (counts.includes(member.standing)) valid.set(id, member);
  }
  return valid;
}

/** Whose signatures on this entry are valid, whatever they are worth: for whoever joins them. Each member once. */
export function signersOf(entry: RosterEntry, { members }: Roster): MemberId[] {
  const valid = entry.signatures.filter(({ member: id, signature }) => {
    const member = members.get(id);
    return member !== undefined && isSigned(member.verifyKey, entry.signedBytes, signature);
  });
  return [...new Set(valid.map(({ member }) => member))];
}

function holdsPower({ role }: Pick<Member, "role">): boolean {
  return mayAdminister(role) || mayApprove(role);
}

/** The two-signature rules. [RO2] @throws Refused FL_ROSTER_RIGHT */
function checkRight(roster: Roster, { body }: RosterEntry, signers: ReadonlyMap<MemberId, Member>): void {
  const administrators = [...signers.values()].filter(({ role }) => mayAdminister(role)).length;
  const allow = (condition: boolean) => condition || refuse("FL_ROSTER_RIGHT");
  const byAdministrators = (power: boolean) => allow(administrators >= (power && roster.twoAdministrators ? 2 : 1));
  const of = (id: MemberId) => roster.members.get(id) ?? refuse("FL_ROSTER_MEMBER");
  switch (body.kind) {
    case "found":
      refuse("FL_ROSTER_CHAIN");
      break;
    case "enrol":
      byAdministrators(holdsPower(body));
      return;
    case "rerole":
      byAdministrators(holdsPower(body) || holdsPower(of(body.member)));
      return;
    case "remove":
      byAdministrators(holdsPower(of(body.member)));
      return;
    case "suspend":
      // Any member, at once, alone: an arrest does not wait for a meeting.
      allow(signers.size >= 1);
      return;
    case "restore":
      allow(signers.size >= 2 && !signers.has(body.member));
      byAdministrators(holdsPower(of(body.member)));
      return;
    case "rekey":
      // The old key proves that it is still the same person; else he is enrolled anew. [RO2]
      allow(signers.has(body.member.id) && administrators >= 1);
      return;
    case "intake":
    case "minimum-version":
    case "recovery":
      byAdministrators(true);
      return;
    case "recover":
      allow(isAdministrationLost(roster));
      allow([...signers.keys()].filter((id) => roster.recovery?.members.includes(id)).length >= quorum(roster));
      return;
    case "erase":
      // Two people who may decide, however small the team: what is destroyed cannot be asked for again. [P11]
      allow([...signers.values()].filter(({ role }) => mayApprove(role)).length >= 2);
      return;
  }
}

function quorum({ recovery }: Roster): number {
  return recovery?.threshold ?? Number.POSITIVE_INFINITY;
}

/**
 * Whether this member's signature is one that such an entry wants: for whoever joins signatures, and lets in none that
 * only takes room. It may still not be enough. [RO2]
 */
export function mayCountersign({ members, recovery }: Roster, body: RosterBody, id: MemberId): boolean {
  const member = members.get(id);
  if (member === undefined || member.standing === "removed") return false;
  if (body.kind === "recover") return recovery?.members.includes(id) === true;
  if (member.standing !== "active") return false;
  switch (body.kind) {
    case "suspend":
      return true;
    case "restore":
      return body.member !== id;
    case "rekey":
      return body.member.id === id || mayAdminister(member.role);
    case "erase":
      return mayApprove(member.role);
    default:
      return mayAdminister(member.role);
  }
}

/** Too few administrators are active to change anything: only then may the recovery members step in. [RO2] */
export function isAdministrationLost({ members, twoAdministrators }: Roster): boolean {
  const active = [...members.values()].filter(({ role, standing }) => mayAdminister(role) && standing === "active");
  return active.length < (twoAdministrators ? 2 : 1);
}

/**
 * The members whom an entry changes, as they stand after it. Suspending and restoring change something: else one member
 * alone could make everybody's roster as long as he likes.
 *
 * @throws Refused FL_ROSTER_MEMBER, FL_KEY
 */
function changedMembers(roster: ReadRoster, body: RosterBody): Member[] {
  const known = (id: MemberId): Member => {
    const member = roster.members.get(id);
    return member === undefined || member.standing === "removed" ? refuse("FL_ROSTER_MEMBER") : member;
  };
  const turned = (id: MemberId, from: Standing, standing: Standing): Member[] =>
    known(id).standing === from ? [{ ...known(id), standing }] : refuse("FL_ROSTER_MEMBER");
  switch (body.kind) {
    case "enrol":
      if (roster.members.has(body.member.id)) return refuse("FL_ROSTER_MEMBER");
      checkNewKeys(roster, body.member);
      return [{ ...body.member, role: body.role, standing: "active" }];
    case "rerole":
      return [{ ...known(body.member), role: body.role }];
    case "suspend":
      return turned(body.member, "active", "suspended");
    case "restore":
      return turned(body.member, "suspended", "active");
    case "remove":
      return [{ ...known(body.member), standing: "removed" }];
    case "rekey":
      checkNewKeys(roster, body.member);
      return [{ ...known(body.member.id), ...body.member }];
    case "recovery":
      for (const id of body.members) known(id);
      return [];
    case "recover":
      return body.administrators.map((id) => ({ ...known(id), role: "administrator", standing: "active" }));
    default:
      return [];
  }
}

/**
 * A signature names its signer but does not cover the name. So no signing key is ever a second
 * member's, or an old one again: one signature would count as two people's. A member may keep his
 * own current one when only his KEM key changes. [RO2]
 *
 * Nor is a KEM key: one that was given up may be in other hands, and what is written from now on would be wrapped to it.
 */
function checkNewKeys(roster: ReadRoster, { id, verifyKey, kemKey }: MemberPublic): void {
  checkVerifyKey(verifyKey);
  const current = roster.members.get(id);
  const keepsSigning = current !== undefined && sameBytes(current.verifyKey, verifyKey);
  for (const chapters of roster.chapters.values()) {
    for (const { member } of chapters) {
      if (!keepsSigning && sameBytes(member.verifyKey, verifyKey)) refuse("FL_KEY");
      if (sameBytes(member.kemKey, kemKey)) refuse("FL_KEY");
    }
  }
}

function nextIntake(roster: Roster, { signKey, counter }: { signKey: Bytes; counter: number }): Intake {
  checkVerifyKey(signKey);
  if (counter !== (roster.intake?.counter ?? 0) + 1) refuse("FL_ROSTER_CHAIN");
  return { signKey, counter };
}
