import { type Bytes, sameBytes, utf8 } from "../src/bytes.ts";
import { followCommit, maySkip, NO_COMMITS, type StreamHead, vouchedLength } from "../src/chain.ts";
import { type Commit, type Framing, parseCommit, sealCommit, verifyCommit } from "../src/commit.ts";
import type { Random } from "../src/effects.ts";
import { epochCommitment, epochContinuation, sealLink } from "../src/epoch.ts";
import { HOUR } from "../src/fixture.ts";
import { hashOf } from "../src/hash.ts";
import { type Hash, type MemberId, newId, type StreamId } from "../src/id.ts";
import { type MemberKeys, type MemberPublic, makeMemberKeys, publicKeys } from "../src/member.ts";
import { Refused, refuse } from "../src/refusal.ts";
import { mayCommit, type Role } from "../src/role.ts";
import { extendRoster, foundOrganisation, type Roster, readRoster, rosterEntry } from "../src/roster.ts";
import type { RosterBody } from "../src/roster-entry.ts";
import { makeWrap, parseWrap, verifyWrap, type Wrap } from "../src/wrap.ts";
import { openLink, openWrap } from "../src/wrap-open.ts";
import { Holder } from "./holder.ts";

export const ROLES = {
  ann: "administrator",
  bea: "administrator",
  cleo: "caseworker",
  cora: "coordinator",
  otto: "operator",
  omar: "operator",
  sven: "specialist",
} as const satisfies Record<string, Role>;
export type Member = keyof typeof ROLES;
export const MEMBERS = Object.keys(ROLES) as Member[];

type Epoch = { commitment: Hash; link: Bytes | null; key: Bytes | null };

/** What a member who keeps the rules finds in a chain, knowing the roster so far. */
export interface Reading {
  head: StreamHead;
  /** How many commits of the chain count for him. */
  counted: number;
  /** By number; keys where he has them. */
  epochs: Map<number, Epoch>;
}

/**
 * One compartment, its roster and its readers: real commits, wraps, links and entries, and a server that holds to the
 * order of the chain [ST2] and to nothing else. Members who keep the rules act through {@link read}, {@link begin},
 * {@link write}, {@link give}; what an outlaw may do stands beside them.
 */
export class World {
  readonly rosters: Roster[];
  readonly chain: Commit[] = [];
  /** Also those that were skipped: whoever copied the server has them. */
  readonly written: Commit[] = [];
  readonly wraps: Wrap[] = [];
  readonly stream: StreamId;
  readonly #keys: Map<Member, MemberKeys[]>;
  readonly #publics: Map<Member, MemberPublic[]>;
  readonly #random: Random;
  readonly #verified = new Set<Hash | Wrap>();
  readonly #opened = new Map<string, Bytes>();

  private constructor(
    random: Random,
    keys: Map<Member, MemberKeys[]>,
    publics: Map<Member, MemberPublic[]>,
    roster: Roster,
  ) {
    this.#random = random;
    this.#keys = keys;
    this.#publics = publics;
    this.rosters = [roster];
    this.stream = newId<StreamId>(random);
  }

  static async found(random: Random): Promise<World> {
    const keys = new Map(MEMBERS.map((name) => [name, [makeMemberKeys(random)]]));
    const keysOf = (name: Member) => keys.get(name)?.at(-1) ?? makeMemberKeys(random);
    const publics = new Map<Member, MemberPublic[]>();
    for (const name of MEMBERS) publics.set(name, [await publicKeys(keysOf(name))]);
    const administrators = [keysOf("ann"), keysOf("bea")];
    let roster = readRoster([await foundOrganisation(administrators, HOUR, random)]);
    for (const [name, [member]] of publics) {
      if (ROLES[name] === "administrator" || member === undefined) continue;
      const body: RosterBody = { kind: "enrol", member, role: ROLES[name] };
      roster = extendRoster(roster, rosterEntry(roster, body, administrators, HOUR));
    }
    return new World(random, keys, publics, roster);
  }

  get newest(): number {
    return this.rosters.length - 1;
  }

  roster(entry: number): Roster {
    return this.rosters[entry] ?? refuse("FL_ROSTER_CHAIN");
  }

  /** A member's keys as they were at an entry: of the generation that the roster names there. */
  keys(name: Member, generation = -1): MemberKeys {
    const keys = this.#keys.get(name)?.at(generation);
    if (keys === undefined) throw new TypeError(`${name} has no such keys`);
    return keys;
  }

  id(name: Member): MemberId {
    return this.keys(name).id;
  }

  generations(name: Member): number {
    return this.#keys.get(name)?.length ?? 0;
  }

  enter(body: RosterBody, signers: readonly Member[]): void {
    const before = this.roster(this.newest);
    const keys = signers.map((name) => this.keys(name));
    this.rosters.push(extendRoster(before, rosterEntry(before, body, keys, HOUR)));
  }

  /** New keys: the old one signs for them. */
  async rekey(name: Member): Promise<void> {
    const old = this.keys(name);
    const fresh: MemberKeys = { ...makeMemberKeys(this.#random), id: old.id };
    const member = await publicKeys(fresh);
    this.enter({ kind: "rekey", member }, [name, "ann"]);
    this.#keys.get(name)?.push(fresh);
    this.#publics.get(name)?.push(member);
  }

  /** Whoever reads this chain, and these wraps, cannot but know the roster up to here. */
  mustKnow(name: Member): number {
    const cited = [
      this.chain.at(-1)?.header.rosterHead,
      ...this.wraps.filter(({ member }) => member === this.id(name)).map(({ rosterHead }) => rosterHead),
    ];
    const newest = this.roster(this.newest);
    return this.entryOf(Math.max(0, ...cited.map((head) => (head === undefined ? 0 : (newest.seqOf(head) ?? 0)))));
  }

  /** Entries are counted from the one that completes the founding team. */
  entryOf(seq: number): number {
    return Math.max(0, seq - this.roster(0).seq);
  }

  isOut(name: Member, entry: number): boolean {
    return this.roster(entry).members.get(this.id(name))?.standing !== "active";
  }

  isRemoved(name: Member, entry: number): boolean {
    return this.roster(entry).members.get(this.id(name))?.standing === "removed";
  }

  /** Whoever was given the running epoch, as the wraps say. [CO4] */
  readersOf({ head }: Reading): Member[] {
    return MEMBERS.filter((name) =>
      this.#given(head.epoch, head.commitment).some(({ member }) => member === this.id(name)),
    );
  }

  /** [CO3]: a reader of the running epoch is out, or has other keys by now, and this hand knows. */
  isEpochDue({ head }: Reading, entry: number): boolean {
    const { members } = this.roster(entry);
    return this.#given(head.epoch, head.commitment).some(({ member: id, memberKey }) => {
      const member = members.get(id);
      return member?.standing !== "active" || hashOf(member.kemKey) !== memberKey;
    });
  }

  #given(epoch: number, commitment: Hash): Wrap[] {
    return this.wraps.filter((wrap) => wrap.epoch === epoch && wrap.commitment === commitment);
  }

  /** In the order of [ST3]. @throws Refused where the chain does not hold */
  async read(
    name: Member,
    entry: number,
    { chain = this.chain, whole = false }: { chain?: readonly Commit[]; whole?: boolean } = {},
  ): Promise<Reading> {
    const roster = this.roster(entry);
    const counted = whole ? chain.length : vouchedLength(chain, roster);
    const epochs = new Map<number, Epoch>();
    let head = NO_COMMITS;
    for (const commit of chain.slice(0, counted)) {
      this.#verifyOnce(commit.hash, () => verifyCommit(parseCommit(commit.bytes), roster));
      head = followCommit(head, commit, roster);
      const { framing, epoch } = commit.header;
      if (framing.kind === "epoch")
        epochs.set(epoch, { commitment: framing.commitment, link: framing.link, key: null });
    }
    await this.#findKeys(name, entry, epochs);
    for (const { header } of chain.slice(0, counted)) {
      const before = epochs.get(header.epoch - 1)?.key ?? null;
      if (header.framing.kind !== "epoch" || before === null) continue;
      const { commitment, continuation } = header.framing;
      if (continuation !== epochContinuation(before, this.#place(header.epoch), commitment)) refuse("FL_COMMITMENT");
    }
    return { head, counted, epochs };
  }

  async #findKeys(name: Member, entry: number, epochs: Map<number, Epoch>): Promise<void> {
    const roster = this.roster(entry);
    for (const [number, epoch] of epochs) {
      for (const wrap of this.#given(number, epoch.commitment).filter(({ member }) => member === this.id(name))) {
        this.#verifyOnce(wrap, () => verifyWrap(wrap, roster));
        epoch.key ??= await this.#openOnce(name, wrap, epoch.commitment);
      }
    }
    for (const number of [...epochs.keys()].sort((a, b) => b - a)) {
      const [epoch, next] = [epochs.get(number), epochs.get(number + 1)];
      if (epoch?.key !== null || next === undefined || next.key === null || next.link === null) continue;
      epoch.key = await openLink(next.key, next.link, this.#place(number + 1), epoch.commitment);
    }
  }

  #verifyOnce(what: Hash | Wrap, verify: () => void): void {
    if (this.#verified.has(what)) return;
    verify();
    this.#verified.add(what);
  }

  async #openOnce(name: Member, wrap: Wrap, commitment: Hash): Promise<Bytes> {
    const known = this.#opened.get(`${name} ${commitment}`);
    if (known !== undefined) return known;
    const generation = (this.#publics.get(name) ?? []).findIndex(({ kemKey }) => hashOf(kemKey) === wrap.memberKey);
    const key = await openWrap(wrap, this.keys(name, generation), commitment);
    this.#opened.set(`${name} ${commitment}`, key);
    return key;
  }

  #place(epoch: number) {
    return { organisation: this.roster(0).organisation, stream: this.stream, epoch };
  }

  /** The server's one exception to the order of the chain. [ST3] */
  maySkipTo(from: number, by: Commit): boolean {
    return maySkip(
      by,
      this.chain.slice(from).map(({ header }) => header),
      this.roster(this.newest),
    );
  }

  /** A new epoch on top of what counts; the server decides whether it may take the place of what lies beyond. */
  async begin(
    name: Member,
    entry: number,
    { reading, readers, linked }: { reading: Reading; readers: readonly Member[]; linked: boolean },
  ): Promise<{ commit: Commit; wraps: Wrap[] }> {
    const key = this.#random(32);
    const place = this.#place(reading.head.epoch + 1);
    const before = reading.epochs.get(reading.head.epoch)?.key ?? null;
    const commitment = epochCommitment(key, place);
    const framing: Framing = {
      kind: "epoch",
      commitment,
      keeping: reading.head.keeping,
      continuation: before === null ? null : epochContinuation(before, place, commitment),
      link: before === null || !linked ? null : await sealLink(key, before, place),
    };
    const commit = await this.#seal(name, entry, reading, framing, place.epoch, key);
    const wraps = await Promise.all(readers.map((to) => this.wrap(name, entry, to, place.epoch, key)));
    return { commit, wraps };
  }

  write(name: Member, entry: number, reading: Reading): Promise<Commit> {
    const key = reading.epochs.get(reading.head.epoch)?.key ?? refuse("FL_COMMITMENT");
    return this.#seal(name, entry, reading, { kind: "write" }, reading.head.epoch, key);
  }

  #seal(name: Member, entry: number, { head }: Reading, framing: Framing, epoch: number, epochKey: Bytes) {
    const { organisation, stream } = this.#place(epoch);
    const rosterHead = this.roster(entry).head;
    const place = { organisation, stream, seq: head.seq + 1, prev: head.hash, epoch, rosterHead };
    const operations = utf8(`an invented note by ${name}`);
    return sealCommit({ place, framing, epochKey, keys: this.signing(name, entry), operations, random: this.#random });
  }

  /** With the signing key that the roster names at that entry, whatever came later. */
  signing(name: Member, entry: number): MemberKeys {
    const { kemKey } = this.roster(entry).members.get(this.id(name)) ?? refuse("FL_ROSTER_MEMBER");
    const generation = (this.#publics.get(name) ?? []).findIndex((one) => sameBytes(one.kemKey, kemKey));
    return this.keys(name, generation);
  }

  async wrap(by: Member, entry: number, to: Member, epoch: number, epochKey: Bytes): Promise<Wrap> {
    const roster = this.roster(entry);
    const member = roster.members.get(this.id(to)) ?? refuse("FL_ROSTER_MEMBER");
    const keys = this.signing(by, entry);
    return parseWrap(
      await makeWrap({ place: this.#place(epoch), epochKey, to: member, keys, rosterHead: roster.head }),
    );
  }

  /** Each key from which he could not find his way to the one before, as whoever gives it holds them. [CO2] */
  async give(by: Member, entry: number, to: Member, { epochs }: Reading): Promise<void> {
    for (const [number, { key }] of epochs) {
      const next = epochs.get(number + 1);
      if (key === null || (next?.link && next.key !== null)) continue;
      this.wraps.push(await this.wrap(by, entry, to, number, key));
    }
  }

  append(commit: Commit, wraps: readonly Wrap[] = [], from = this.chain.length): void {
    this.chain.length = from;
    this.chain.push(commit);
    this.written.push(commit);
    this.wraps.push(...wraps);
  }

  mayBegin(name: Member): boolean {
    return mayCommit(ROLES[name], "epoch");
  }

  /** Whoever has a member's keys of the generations up to this one, or of this one alone. */
  holder(name: Member, from: number, to: number): Holder {
    return new Holder((this.#keys.get(name) ?? []).slice(from, to + 1));
  }
}

export async function refusal(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "accepted";
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}
