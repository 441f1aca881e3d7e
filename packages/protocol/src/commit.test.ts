import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { box } from "./aead.ts";
import { type Bytes, sameBytes, toBytes, utf8 } from "./bytes.ts";
import { followCommit, maySkip, NO_COMMITS, type StreamHead, vouchedLength } from "./chain.ts";
import {
  COMMIT_KINDS,
  type Commit,
  type CommitHeader,
  commitKey,
  type Framing,
  parseCommit,
  sealCommit,
  verifyCommit,
} from "./commit.ts";
import { openCommit } from "./commit-open.ts";
import { epochCommitment, epochContinuation } from "./epoch.ts";
import { after, type League, paperBoatLeague, refusalOf, Scribe, seededRandom } from "./fixture.ts";
import { encodeForm, KIND } from "./form.ts";
import { digest } from "./hash.ts";
import { type AlarmId, type Hash, idFrom, type MailboxId, newId, type StreamId, ZERO_HASH } from "./id.ts";
import { makeMemberKeys } from "./member.ts";
import { pad } from "./padding.ts";
import { mayCommit, ROLES } from "./role.ts";
import { type Roster, readRoster } from "./roster.ts";
import { sign } from "./signature.ts";

const random = seededRandom("commit");
const epochKey = random(32);
let league: League;
let place: Parameters<typeof sealCommit>[0]["place"];

beforeAll(async () => {
  league = await paperBoatLeague();
  const { organisation, head } = league.roster;
  place = { organisation, stream: newId<StreamId>(random), seq: 3, prev: ZERO_HASH, epoch: 2, rosterHead: head };
});

const OPERATIONS = utf8("wrote down what she said");
const seal = (over: Partial<Parameters<typeof sealCommit>[0]> = {}) =>
  sealCommit({
    place,
    framing: { kind: "write" },
    epochKey,
    keys: league.cleo,
    operations: OPERATIONS,
    random,
    ...over,
  });
const verify = (commit: Commit, roster: Roster = league.roster) => refusalOf(() => verifyCommit(commit, roster));

describe("a commit", () => {
  it("[ST1] is read as it was written", async () => {
    const commit = await seal();
    const read = parseCommit(commit.bytes);
    expect(read).toEqual(commit);
    expect(await verify(read)).toBe("accepted");
    expect(await openCommit(read, epochKey)).toEqual(OPERATIONS);
  });

  const alarm = newId<AlarmId>(random);
  const desk = newId<StreamId>(random);
  const mailbox = idFrom<MailboxId>(random(32));
  const framings: Framing[] = [
    { kind: "write" },
    { kind: "epoch", commitment: ZERO_HASH, continuation: ZERO_HASH, link: null, keeping: "lasting" },
    { kind: "epoch", commitment: ZERO_HASH, continuation: ZERO_HASH, link: new Uint8Array(48), keeping: "perishable" },
    { kind: "retention", eraseAt: 500_100 },
    { kind: "retention", eraseAt: null },
    {
      kind: "alarm",
      step: {
        verb: "arm",
        alarm,
        due: 30_000_000,
        grace: 20,
        ladder: [
          { delay: 0, token: new Uint8Array(0) },
          { delay: 30, token: random(256) },
        ],
      },
    },
    { kind: "alarm", step: { verb: "arm", alarm, due: 0, grace: 0, ladder: [] } },
    { kind: "alarm", step: { verb: "acknowledge", alarm } },
    { kind: "alarm", step: { verb: "clear", alarm } },
    {
      kind: "watch",
      step: {
        verb: "set",
        desk,
        minutes: 15,
        ladder: [{ delay: 0, token: random(16), from: 30_000_000, until: null }],
      },
    },
    { kind: "watch", step: { verb: "end", desk } },
    { kind: "watch", step: { verb: "attend", mailbox, seen: 3, due: 30_000_005 } },
    { kind: "watch", step: { verb: "attend", mailbox, seen: 0, due: null } },
    { kind: "watch", step: { verb: "have" } },
  ];
  it.each(framings)("[ST1] carries its framing in the open: $kind (%#)", async (framing) => {
    expect(parseCommit((await seal({ framing })).bytes).header.framing).toEqual(framing);
  });

  const broken: [string, Framing][] = [
    [
      "an alarm due at a minute that says too much [P9]",
      { kind: "alarm", step: { verb: "arm", alarm, due: 30_000_001, grace: 20, ladder: [] } },
    ],
    [
      "a grace of more than a year",
      { kind: "alarm", step: { verb: "arm", alarm, due: 0, grace: 600_000, ladder: [] } },
    ],
    [
      "a ladder of seventeen rungs",
      {
        kind: "alarm",
        step: { verb: "arm", alarm, due: 0, grace: 0, ladder: Array(17).fill({ delay: 0, token: new Uint8Array(0) }) },
      },
    ],
    [
      "a token with room for a letter",
      {
        kind: "alarm",
        step: { verb: "arm", alarm, due: 0, grace: 0, ladder: [{ delay: 0, token: new Uint8Array(257) }] },
      },
    ],
    [
      "a watch that attends until a minute that says too much [P9]",
      { kind: "watch", step: { verb: "attend", mailbox, seen: 1, due: 30_000_001 } },
    ],
    [
      "a shift that begins at a minute that says too much [P9]",
      {
        kind: "watch",
        step: { verb: "set", desk, minutes: 15, ladder: [{ delay: 0, token: random(16), from: 1, until: null }] },
      },
    ],
    [
      "a watch of ninety-seven rungs",
      {
        kind: "watch",
        step: {
          verb: "set",
          desk,
          minutes: 15,
          ladder: Array(97).fill({ delay: 0, token: new Uint8Array(0), from: null, until: null }),
        },
      },
    ],
    [
      "a watch's token with room for a letter",
      {
        kind: "watch",
        step: { verb: "set", desk, minutes: 1, ladder: [{ delay: 0, token: random(65), from: null, until: null }] },
      },
    ],
    [
      "a link of another length",
      { kind: "epoch", commitment: ZERO_HASH, continuation: ZERO_HASH, link: new Uint8Array(47), keeping: "lasting" },
    ],
  ];
  it.each(broken)("refuses %s", async (_what, framing) => {
    const { bytes } = await seal({ framing });
    expect(await refusalOf(() => parseCommit(bytes))).toBe("FL_FORM_FIELD");
  });

  it("[CO1] a later epoch shows that its author held the one before; the first has none before it", async () => {
    const none: Framing = { kind: "epoch", commitment: ZERO_HASH, continuation: null, link: null, keeping: "lasting" };
    const some: Framing = { ...none, continuation: ZERO_HASH };
    const second = await seal({ framing: none, place: { ...place, epoch: 2 } });
    const first = await seal({ framing: some, place: { ...place, epoch: 1 } });
    expect(await refusalOf(() => parseCommit(second.bytes))).toBe("FL_FORM_FIELD");
    expect(await refusalOf(() => parseCommit(first.bytes))).toBe("FL_FORM_FIELD");
    const commitment = epochCommitment(epochKey, { ...place, epoch: 2 });
    const shown = epochContinuation(epochKey, { ...place, epoch: 2 }, commitment);
    expect(epochContinuation(random(32), { ...place, epoch: 2 }, commitment)).not.toBe(shown);
    expect(epochContinuation(epochKey, { ...place, epoch: 3 }, commitment)).not.toBe(shown);
    expect(epochContinuation(epochKey, { ...place, epoch: 2 }, ZERO_HASH)).not.toBe(shown);
  });

  it("[CO2] refuses a link in the first epoch, before which there was no key", async () => {
    const framing: Framing = {
      kind: "epoch",
      commitment: ZERO_HASH,
      continuation: ZERO_HASH,
      link: new Uint8Array(48),
      keeping: "lasting",
    };
    const { bytes } = await seal({ framing, place: { ...place, epoch: 1 } });
    expect(await refusalOf(() => parseCommit(bytes))).toBe("FL_FORM_FIELD");
  });

  it("[ST1] has every byte of its header, sealed part and signature bound by the author's signature", async () => {
    const commit = await seal();
    for (let at = 3; at < commit.bytes.length; at += 11) {
      const bent = toBytes(commit.bytes);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(await refusalOf(() => verifyCommit(parseCommit(bent), league.roster))).not.toBe("accepted");
    }
  });

  it("[ST1] with another header does not open, even where nobody checked the signature", async () => {
    const commit = await seal();
    const other = await seal({ place: { ...place, seq: 4 } });
    expect(await refusalOf(() => openCommit({ ...other, sealed: commit.sealed }, epochKey))).toBe("FL_OPEN");
    expect(await refusalOf(() => openCommit(commit, random(32)))).toBe("FL_OPEN");
  });

  it("[ST1] under a header in another's name, sealed by whoever holds the epoch key, is nobody's", async () => {
    const forged = await seal({ keys: { ...league.otto, id: league.cleo.id } });
    expect(await verify(forged)).toBe("FL_SIGNATURE");
  });

  it("[PAD1] [P9] is as long for a word as for a paragraph", async () => {
    const [short, long] = await Promise.all([
      seal({ operations: utf8("a") }),
      seal({ operations: new Uint8Array(900) }),
    ]);
    expect(short.bytes.length).toBe(long.bytes.length);
  });
});

describe("who may write", () => {
  it("[ST3] [P3] only the roles entitled to this kind; absent permission means no", () => {
    const table = ROLES.map((role) => [role, COMMIT_KINDS.filter((kind) => mayCommit(role, kind))]);
    expect(Object.fromEntries(table)).toMatchObject({
      specialist: ["write", "alarm"],
      communications: ["write"],
      auditor: [],
      caseworker: ["epoch", "write", "alarm", "watch", "retention"],
    });
  });

  it("[ST3] an auditor's commit, though signed, is refused", async () => {
    expect(await verify(await seal({ keys: league.udo }))).toBe("FL_COMMIT_AUTHOR");
  });

  it("[ST3] a stranger's, a suspended and a removed member's is refused at the head where they are that", async () => {
    const { roster, ann, otto } = league;
    const suspended = after(roster, [{ kind: "suspend", member: otto.id }, ann]);
    const removed = after(suspended, [{ kind: "remove", member: otto.id }, ann]);
    for (const later of [suspended, removed]) {
      const commit = await seal({ keys: otto, place: { ...place, rosterHead: later.head } });
      expect(await verify(commit, later)).toBe("FL_COMMIT_AUTHOR");
    }
    const before = await seal({ keys: otto });
    expect(await verify(before, removed)).toBe("accepted"); // what he wrote before; see vouchedLength
    expect(await verify(await seal({ keys: makeMemberKeys(random) }))).toBe("FL_COMMIT_AUTHOR");
  });

  it("[ST3] a member is not yet an author at a head before his enrolment", async () => {
    const { roster, entries, cleo } = league;
    const first = readRoster(entries.slice(0, 1));
    expect(await verify(await seal({ keys: cleo, place: { ...place, rosterHead: first.head } }), roster)).toBe(
      "FL_COMMIT_AUTHOR",
    );
  });

  it("[ST3] a roster head that this reader does not know is refused, not guessed at", async () => {
    const unknown = { ...place, rosterHead: "ee".repeat(32) as Hash };
    expect(await verify(await seal({ place: unknown }))).toBe("FL_COMMIT_ROSTER");
    const elsewhere = { ...place, organisation: "ee".repeat(32) as typeof place.organisation };
    expect(await verify(await seal({ place: elsewhere }))).toBe("FL_ORGANISATION");
  });
});

describe("keys and nonces", () => {
  it("[ST1] [ST5] a retry is the same bytes; sealing again draws a new salt", async () => {
    const [one, two] = [await seal(), await seal()];
    expect(parseCommit(one.bytes).hash).toBe(one.hash);
    expect(sameBytes(one.header.salt, two.header.salt)).toBe(false);
    expect(one.hash).not.toBe(two.hash);
  });

  it("[ST1] a generator that repeats itself still gives different operations different keys and nonces", async () => {
    const stuck = (length: number) => new Uint8Array(length).fill(7);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), async (a, b) => {
        const [one, two] = await Promise.all(
          [a, b].map((operations) => seal({ operations: toBytes(operations), random: stuck })),
        );
        const key = (commit: Commit) => JSON.stringify(commitKey(epochKey, commit.header, commit.headerBytes));
        expect(key(one!) === key(two!)).toBe(sameBytes(a, b));
        if (sameBytes(a, b)) expect(one!.sealed).toEqual(two!.sealed); // and then the text is the same too
      }),
      { numRuns: 60 },
    );
  });

  it("[ST1] … and any other place gives another key, even with the same salt and operations", async () => {
    const stuck = (length: number) => new Uint8Array(length).fill(7);
    const { roster, ann, bea, cleo } = league;
    const later = after(roster, [{ kind: "minimum-version", version: 1 }, ann, bea]);
    const places: Partial<CommitHeader>[] = [
      {},
      { seq: 4 },
      { epoch: 3 },
      { stream: newId<StreamId>(random) },
      { prev: "aa".repeat(32) as Hash },
      { rosterHead: later.head },
    ];
    const commits = await Promise.all([
      ...places.map((other) => seal({ place: { ...place, ...other }, random: stuck })),
      seal({ keys: ann, random: stuck }),
      seal({ framing: { kind: "retention", eraseAt: null }, random: stuck, keys: cleo }),
    ]);
    const salts = new Set(commits.map(({ header }) => String(header.salt)));
    const keys = new Set(
      commits.map(({ header, headerBytes }) => JSON.stringify(commitKey(epochKey, header, headerBytes))),
    );
    expect(salts.size).toBe(1);
    expect(keys.size).toBe(commits.length);
  });

  it("[ST1] the salt tells nothing to who guesses the operations without the epoch key", async () => {
    const stuck = (length: number) => new Uint8Array(length).fill(7);
    const [one, two] = [await seal({ random: stuck }), await seal({ random: stuck, epochKey: random(32) })];
    expect(sameBytes(one.header.salt, two.header.salt)).toBe(false);
  });

  it("[CO1] a key counts only if it is the one that the signed epoch commit names", () => {
    const commitment = epochCommitment(epochKey, place);
    expect(epochCommitment(epochKey, { ...place, epoch: 3 })).not.toBe(commitment);
    expect(epochCommitment(epochKey, { ...place, stream: newId<StreamId>(random) })).not.toBe(commitment);
    expect(epochCommitment(random(32), place)).not.toBe(commitment);
  });
});

describe("a chain", () => {
  const follow = (roster: Roster, commits: readonly Commit[], from: StreamHead = NO_COMMITS) =>
    commits.reduce((head, commit) => followCommit(head, commit, roster), from);

  it("[ST1] begins with an epoch and grows by one", async () => {
    const { roster, ann, cleo } = league;
    const scribe = new Scribe("chain");
    await scribe.begin(roster, ann);
    await scribe.write(roster, cleo);
    await scribe.begin(roster, cleo);
    await scribe.write(roster, ann);
    const head = follow(roster, scribe.commits);
    const commitment = epochCommitment(scribe.epochKeys[1]!, { ...scribe.place(roster), epoch: 2 });
    expect(head).toMatchObject({ seq: 3, epoch: 2, commitment, hash: scribe.commits[3]!.hash, rosterSeq: 3 });
  });

  it("[ST2] [ST3] refuses a gap, a repetition, a fork, and a beginning that is none", async () => {
    const { roster, ann, cleo } = league;
    const scribe = new Scribe("fork");
    await scribe.begin(roster, ann);
    await scribe.write(roster, cleo);
    await scribe.write(roster, cleo);
    const [first, second, third] = scribe.commits as [Commit, Commit, Commit];
    const twin = new Scribe("another fork");
    await twin.begin(roster, ann);
    await twin.write(roster, cleo);
    for (const chain of [[first, third], [first, second, second], [second], [first, twin.commits[1]!]])
      expect(await refusalOf(() => follow(roster, chain))).toBe("FL_COMMIT_CHAIN");
  });

  it("[CO1] an epoch begins only by an epoch commit, and none is skipped", async () => {
    const { roster, ann } = league;
    const scribe = new Scribe("epochs");
    await scribe.begin(roster, ann);
    const head = follow(roster, scribe.commits);
    const next = scribe.place(roster);
    const at = (epoch: number, framing: Framing) => seal({ place: { ...next, epoch }, framing });
    const epoch: Framing = {
      kind: "epoch",
      commitment: ZERO_HASH,
      continuation: ZERO_HASH,
      link: null,
      keeping: "lasting",
    };
    for (const [number, framing] of [
      [2, { kind: "write" }],
      [3, epoch],
      [1, epoch],
    ] as [number, Framing][]) {
      const commit = await at(number, framing);
      expect(await refusalOf(() => followCommit(head, commit, roster))).toBe("FL_COMMIT_CHAIN");
    }
    const none = await seal({ place: { ...next, seq: 0, prev: ZERO_HASH, epoch: 0 } });
    expect(await refusalOf(() => parseCommit(none.bytes))).toBe("FL_FORM_FIELD");
  });

  it("[P11] only what began as perishable can be given an hour of erasure, and no later epoch changes that", async () => {
    const { roster, ann } = league;
    const retention: Framing = { kind: "retention", eraseAt: 500_000 };
    const lasting = new Scribe("lasting");
    await lasting.begin(roster, ann);
    await lasting.write(roster, ann, roster.head, retention);
    expect(await refusalOf(() => follow(roster, lasting.commits))).toBe("FL_COMMIT_RETENTION");
    const passing = new Scribe("passing", "perishable");
    await passing.begin(roster, ann);
    await passing.write(roster, ann, roster.head, retention);
    await passing.begin(roster, ann);
    expect(follow(roster, passing.commits).keeping).toBe("perishable");
    const turned = new Scribe("lasting");
    await turned.begin(roster, ann);
    const framing: Framing = {
      kind: "epoch",
      commitment: ZERO_HASH,
      continuation: ZERO_HASH,
      link: null,
      keeping: "perishable",
    };
    const second = await seal({ place: { ...turned.place(roster), epoch: 2 }, framing });
    expect(await refusalOf(() => followCommit(follow(roster, turned.commits), second, roster))).toBe(
      "FL_COMMIT_RETENTION",
    );
  });

  it("[CO1] no commit is written under an epoch that is over", async () => {
    const { roster, ann } = league;
    const scribe = new Scribe("old epoch");
    await scribe.begin(roster, ann);
    await scribe.begin(roster, ann);
    const head = follow(roster, scribe.commits);
    const late = await seal({ place: { ...scribe.place(roster), epoch: 1 } });
    expect(await refusalOf(() => followCommit(head, late, roster))).toBe("FL_COMMIT_CHAIN");
  });

  it("[ST3] roster heads never go backwards along it", async () => {
    const { roster, ann, bea, cleo } = league;
    const later = after(roster, [{ kind: "minimum-version", version: 1 }, ann, bea]);
    const scribe = new Scribe("heads");
    await scribe.begin(later, ann);
    await scribe.write(later, cleo, roster.head);
    expect(await refusalOf(() => follow(later, scribe.commits))).toBe("FL_COMMIT_ROSTER");
    expect(await refusalOf(() => follow(roster, scribe.commits))).toBe("FL_COMMIT_ROSTER");
  });
});

describe("what a removed member wrote", () => {
  /** Otto writes at the old head; he is removed; the tail is given by each test. */
  async function story(name: string) {
    const { roster, ann, otto } = league;
    const later = after(roster, [{ kind: "remove", member: otto.id }, ann]);
    const scribe = new Scribe(name);
    await scribe.begin(roster, ann);
    await scribe.write(roster, otto);
    return { roster, later, scribe };
  }

  it("[ST3] counts once someone who knows of the removal has written after it", async () => {
    const { roster, later, scribe } = await story("vouched");
    expect(vouchedLength(scribe.commits, roster)).toBe(2); // not yet removed
    expect(vouchedLength(scribe.commits, later)).toBe(1); // removed, not vouched for
    await scribe.begin(later, league.ann, later.head);
    expect(vouchedLength(scribe.commits, later)).toBe(3);
  });

  it("[ST3] is not carried by a colleague who had not heard of the removal", async () => {
    const { roster, later, scribe } = await story("unknowing");
    await scribe.write(roster, league.cleo, roster.head);
    expect(vouchedLength(scribe.commits, later)).toBe(1);
    await scribe.begin(later, league.cleo, later.head);
    expect(vouchedLength(scribe.commits, later)).toBe(4);
  });

  it("[ST3] after the vouching commit, back-dated, is set aside with all that follows", async () => {
    const { later, scribe } = await story("back-dated");
    await scribe.begin(later, league.ann, later.head);
    await scribe.write(later, league.otto, league.roster.head);
    await scribe.write(later, league.otto, league.roster.head);
    expect(vouchedLength(scribe.commits, later)).toBe(3);
  });

  it("[ST3] each removed member needs a colleague who knows of his own removal", async () => {
    const { roster, ann, bea, cleo, otto } = league;
    const first = after(roster, [{ kind: "remove", member: otto.id }, ann]);
    const second = after(first, [{ kind: "remove", member: cleo.id }, ann, bea]);
    const scribe = new Scribe("two");
    await scribe.begin(roster, ann);
    await scribe.write(roster, otto);
    await scribe.write(roster, cleo);
    await scribe.write(roster, ann, first.head); // knows of Otto's removal, not of Cleo's
    expect(vouchedLength(scribe.commits, first)).toBe(4);
    expect(vouchedLength(scribe.commits, second)).toBe(2);
    await scribe.write(roster, bea, second.head);
    expect(vouchedLength(scribe.commits, second)).toBe(5);
  });

  it("[ST3] a removed member does not vouch for another", async () => {
    const { roster, ann, bea, cleo, otto } = league;
    const first = after(roster, [{ kind: "remove", member: otto.id }, ann]);
    const both = after(first, [{ kind: "remove", member: cleo.id }, ann, bea]);
    const scribe = new Scribe("puppet");
    await scribe.begin(roster, ann);
    await scribe.write(roster, otto);
    await scribe.write(roster, cleo, first.head);
    expect(vouchedLength(scribe.commits, both)).toBe(1);
  });
});

describe("a member who is out", () => {
  it("[ST3] what a suspended member wrote is set aside like a removed one's, and counts again once he is restored", async () => {
    const { roster, ann, bea, cleo, otto } = league;
    const scribe = new Scribe("suspended");
    await scribe.begin(roster, ann);
    await scribe.write(roster, otto);
    const suspended = after(roster, [{ kind: "suspend", member: otto.id }, cleo]);
    expect(vouchedLength(scribe.commits, suspended)).toBe(1);
    const restored = after(suspended, [{ kind: "restore", member: otto.id }, ann, bea]);
    expect(vouchedLength(scribe.commits, restored)).toBe(2);
    await scribe.begin(suspended, ann, suspended.head);
    expect(vouchedLength(scribe.commits, suspended)).toBe(3);
  });

  it("[ST3] [CO3] his last commits may be skipped by a new epoch that cites a head at which he is out, and by nothing else", async () => {
    const { roster, ann, cleo, otto } = league;
    const later = after(roster, [{ kind: "remove", member: otto.id }, ann]);
    const standing = new Scribe("standing");
    await standing.begin(roster, ann);
    await standing.write(roster, otto);
    await standing.write(roster, otto);
    const skipped = standing.commits.slice(1).map(({ header }) => header);
    const epoch = async (head: Hash) => {
      const scribe = new Scribe("standing");
      await scribe.begin(roster, ann);
      return scribe.begin(later, cleo, head);
    };
    expect(maySkip(await epoch(later.head), skipped, later)).toBe(true);
    // At the head before the removal he was a colleague like any other.
    expect(maySkip(await epoch(roster.head), skipped, later)).toBe(false);
    // Not over a commit of somebody who is still there, and not by an ordinary commit.
    const mixed = new Scribe("mixed");
    await mixed.begin(roster, ann);
    await mixed.write(roster, cleo);
    expect(maySkip(await epoch(later.head), [...skipped, mixed.commits[1]!.header], later)).toBe(false);
    const write = new Scribe("standing");
    await write.begin(roster, ann);
    expect(maySkip(await write.write(later, cleo, later.head), skipped, later)).toBe(false);
    expect(maySkip(await epoch(later.head), [], later)).toBe(false);
  });
});

describe("keys that are forgotten", () => {
  it("[RO3] [CO2] only epochs from before one that was begun without a back-link, by administrators alone", async () => {
    const { roster, ann, cleo, bea } = league;
    const scribe = new Scribe("turning", "turning");
    await scribe.begin(roster, ann);
    await scribe.begin(roster, ann);
    await scribe.begin(roster, ann, roster.head, false);
    await scribe.begin(roster, ann);
    const head = scribe.commits.reduce((before, commit) => followCommit(before, commit, roster), NO_COMMITS);
    expect(head.unlinked).toBe(3);
    const forgets = (before: number) => scribe.write(roster, ann, roster.head, { kind: "forget", before });
    const three = await forgets(3);
    expect(followCommit(head, three, roster).seq).toBe(4);
    scribe.commits.pop();
    const four = await forgets(4);
    expect(await refusalOf(() => followCommit(head, four, roster))).toBe("FL_COMMIT_CHAIN");
    scribe.commits.pop();
    for (const member of [cleo, bea]) {
      const commit = await scribe.write(roster, member, roster.head, { kind: "forget", before: 3 });
      expect(await verify(commit)).toBe(member === bea ? "accepted" : "FL_COMMIT_AUTHOR");
      scribe.commits.pop();
    }
  });

  it.each(["lasting", "perishable"] as const)(
    "[P11] nobody destroys the keys of a %s stream: what others said there stands",
    async (keeping) => {
      const { roster, ann } = league;
      const scribe = new Scribe("kept", keeping);
      await scribe.begin(roster, ann);
      await scribe.begin(roster, ann, roster.head, false);
      const head = scribe.commits.reduce((before, commit) => followCommit(before, commit, roster), NO_COMMITS);
      const forget = await scribe.write(roster, ann, roster.head, { kind: "forget", before: 2 });
      expect(await refusalOf(() => followCommit(head, forget, roster))).toBe("FL_COMMIT_RETENTION");
    },
  );
});

it("[PAD1] operations padded wrongly by a member's broken client are refused", async () => {
  const good = await seal();
  const sealed: Bytes = await box(
    commitKey(epochKey, good.header, good.headerBytes),
    good.headerBytes,
    new Uint8Array(pad(OPERATIONS).length),
  );
  const signature = sign(league.cleo.signSeed, encodeForm(KIND.commit, [good.headerBytes, digest(sealed)]));
  const commit = parseCommit(encodeForm(KIND.commit, [good.headerBytes, sealed, signature]));
  expect(await verify(commit)).toBe("accepted");
  expect(await refusalOf(() => openCommit(commit, epochKey))).toBe("FL_PADDING");
});
