import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, concat, toBytes, utf8 } from "./bytes.ts";
import { type Card, type CardFields, signCard } from "./card.ts";
import { type Commit, type Framing, type Keeping, sealCommit } from "./commit.ts";
import type { Random } from "./effects.ts";
import { type DeskKeys, deskKeys, epochCommitment, epochContinuation, sealLink } from "./epoch.ts";
import { type Hash, type MailboxId, newId, type OrganisationId, type StreamId, ZERO_HASH } from "./id.ts";
import { type MemberKeys, makeMemberKeys, publicKeys } from "./member.ts";
import { type RefusalCode, Refused } from "./refusal.ts";
import type { Role } from "./role.ts";
import { extendRoster, foundOrganisation, type Roster, readRoster, rosterEntry } from "./roster.ts";
import type { RosterBody } from "./roster-entry.ts";

/** For tests and vectors only. Everybody here is invented; everything repeats from run to run. */
export const HOUR = 500_000;

/** A generator that is random to nobody. Never in an app. */
export function seededRandom(seed: string): Random {
  let block = 0;
  return (length) => {
    let bytes: Bytes = new Uint8Array(0);
    while (bytes.length < length) bytes = concat(bytes, sha256(utf8(`${seed} ${block++}`)));
    return toBytes(bytes.subarray(0, length));
  };
}

/** The code with which something is refused; "accepted" where it is not. A bug is thrown on. */
export async function refusalOf(attempt: () => unknown): Promise<RefusalCode | "accepted"> {
  try {
    await attempt();
    return "accepted";
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

/** Members of the Paper Boat League, who exist in these tests only. */
export interface League {
  roster: Roster;
  entries: Bytes[];
  /** Administrators. */
  ann: MemberKeys;
  bea: MemberKeys;
  /** Caseworker, operator, auditor. */
  cleo: MemberKeys;
  otto: MemberKeys;
  udo: MemberKeys;
}

export async function enrol(
  roster: Roster,
  keys: MemberKeys,
  role: Role,
  signers: readonly MemberKeys[],
): Promise<Bytes> {
  return rosterEntry(roster, { kind: "enrol", member: await publicKeys(keys), role }, signers, HOUR);
}

/** Founded by Ann and Bea together; Cleo, Otto and Udo are enrolled. */
export async function paperBoatLeague(seed = "league"): Promise<League> {
  const random = seededRandom(seed);
  const ann = makeMemberKeys(random);
  const bea = makeMemberKeys(random);
  const cleo = makeMemberKeys(random);
  const otto = makeMemberKeys(random);
  const udo = makeMemberKeys(random);
  const entries = [await foundOrganisation([ann, bea], HOUR, random)];
  entries.push(await enrol(readRoster(entries), cleo, "caseworker", [ann, bea]));
  entries.push(await enrol(readRoster(entries), otto, "operator", [ann]));
  entries.push(await enrol(readRoster(entries), udo, "auditor", [bea]));
  return { roster: readRoster(entries), entries, ann, bea, cleo, otto, udo };
}

/** The roster after these entries, each a body and who signs it. */
export function after(roster: Roster, ...steps: readonly [RosterBody, ...MemberKeys[]][]): Roster {
  return steps.reduce(
    (before, [body, ...signers]) => extendRoster(before, rosterEntry(before, body, signers, HOUR)),
    roster,
  );
}

/** A desk and its card for "new" or one mailbox. */
export async function desk(
  organisation: OrganisationId,
  rosterHead: Hash,
  mailbox: "new" | MailboxId = "new",
  seed = "desk",
): Promise<{ keys: DeskKeys; card: Card }> {
  const keys = await deskKeys(seededRandom(seed)(32));
  const fields: CardFields = {
    organisation,
    mailbox,
    kemKey: keys.kemKey,
    replyKey: keys.replyKey,
    counter: 1,
    previous: ZERO_HASH,
    expires: HOUR + 10,
    rosterHead,
  };
  return { keys, card: signCard(fields, keys.signSeed) };
}

/** A stream as its writers make it, one commit after another. */
export class Scribe {
  readonly stream: StreamId;
  readonly commits: Commit[] = [];
  readonly epochKeys: Bytes[] = [];
  readonly #random: Random;
  readonly #keeping: Keeping;

  constructor(seed: string, keeping: Keeping = "lasting") {
    this.#keeping = keeping;
    this.#random = seededRandom(seed);
    this.stream = newId<StreamId>(this.#random);
  }

  /** Where the next commit stands. */
  place(roster: Roster, rosterHead: Hash = roster.head): Parameters<typeof sealCommit>[0]["place"] {
    const { organisation } = roster;
    const prev = this.commits.at(-1)?.hash ?? ZERO_HASH;
    return {
      organisation,
      stream: this.stream,
      seq: this.commits.length,
      prev,
      epoch: this.epochKeys.length,
      rosterHead,
    };
  }

  async begin(roster: Roster, keys: MemberKeys, rosterHead: Hash = roster.head, linked = true): Promise<Commit> {
    const epochKey = this.#random(32);
    const before = this.epochKeys.at(-1);
    this.epochKeys.push(epochKey);
    const place = this.place(roster, rosterHead);
    const commitment = epochCommitment(epochKey, place);
    const framing: Framing = {
      kind: "epoch",
      commitment,
      keeping: this.#keeping,
      continuation: before === undefined ? null : epochContinuation(before, place, commitment),
      link: before === undefined || !linked ? null : await sealLink(epochKey, before, place),
    };
    return this.#seal(place, framing, keys, utf8("begin"));
  }

  async write(
    roster: Roster,
    keys: MemberKeys,
    rosterHead: Hash = roster.head,
    framing: Framing = { kind: "write" },
  ): Promise<Commit> {
    return this.#seal(this.place(roster, rosterHead), framing, keys, utf8("a note"));
  }

  async #seal(
    place: Parameters<typeof sealCommit>[0]["place"],
    framing: Framing,
    keys: MemberKeys,
    operations: Bytes,
  ): Promise<Commit> {
    const epochKey = this.epochKeys.at(-1) ?? new Uint8Array(32);
    const commit = await sealCommit({ place, framing, epochKey, keys, operations, random: this.#random });
    this.commits.push(commit);
    return commit;
  }
}
