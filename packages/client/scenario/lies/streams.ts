import {
  type Commit,
  type Framing,
  type Hash,
  idToBytes,
  makeEpochKey,
  makeMemberKeys,
  type OrganisationId,
  parseCommit,
  parseRosterEntry,
  toHex,
  utf8,
} from "@fairlead/protocol";
import { random } from "../house.ts";
import { compartment, downgraded, type Forgery, flipped, forge, keep, ownEpoch, replaced } from "./forge.ts";
import { changeCommits, changeListed } from "./in-transit.ts";
import type { Lie, PlaceName, World } from "./lie.ts";
import { enter } from "./roster.ts";
import type { Compartments, Handle, Scene } from "./scene.ts";
import type { Words } from "./words.ts";

const anyHash = () => toHex(random(32)) as Hash;

/** The case's threat part stands as: epoch 1, a threat, epoch 2, another threat. */
const THREATS: readonly Words[] = ["oldThreat", "threat"];

type Commits = readonly Uint8Array[];

/** Gives the threat part otherwise from the first login on. */
const gives = (
  rule: string,
  lie: string,
  code: string,
  change: (commits: Commits, scene: Scene) => Uint8Array[],
  hides: readonly Words[] = THREATS,
): Lie => ({
  rule,
  lie,
  place: "threat",
  hides,
  how: ({ scene, line }) =>
    changeCommits(line, scene.streams["case threat"], (commits) =>
      commits.length < 2 ? commits : change(commits, scene),
    ),
  seen: { halts: code },
});

const swap = (commits: Commits, at: number, change: (commit: Uint8Array) => Uint8Array): Uint8Array[] =>
  commits.map((commit, index) => (index === at ? change(commit) : commit));

const PLACE: Partial<Record<Compartments, PlaceName>> = {
  "case contact": "contact",
  "case threat": "threat",
  intake: "intake",
};

type Forging = (world: World) => Forgery;

/** Keeps one more commit, which it should have refused. */
const keeps = (rule: string, lie: string, code: string, about: Compartments, forging: Forging): Lie => ({
  rule,
  lie,
  place: PLACE[about] ?? "roster",
  hides: [],
  how: async (world) => keep(world, await forge(world.scene, about, forging(world)), world.scene.streams[about]),
  seen: { halts: code },
});

const leaves = (kind: "suspend" | "remove", handle: Handle) => async (world: World) =>
  enter(world, { kind, member: world.scene.held[handle].keys.id }, ["Anchor"]);

/** What the list says of the case's contact part, to a hand that has followed it. */
const lists = (rule: string, lie: string, code: string, of: (scene: Scene) => object | null): Lie => ({
  rule,
  lie,
  place: "contact",
  to: "an open hand",
  how: ({ scene, line }) =>
    changeListed(line, scene.streams["case contact"], (listed) => {
      const told = of(scene);
      return told === null ? null : { ...listed, ...told };
    }),
  seen: { halts: code },
});

/** Says "accepted" to what it does not keep. */
async function swallow({ line, hand, scene }: World, ...texts: readonly string[]): Promise<void> {
  let swallowing = true;
  line.answerInstead("/api/append", () => (swallowing ? { accepted: true } : null));
  for (const text of texts) await hand?.act.noteCase(scene.theCase, text);
  swallowing = false;
}

const AT_ONCE: Framing = { kind: "retention", eraseAt: 414_000 };

/** Lists a compartment no longer, and gives this for what is left of it. */
const saysErased = (lie: string, stub: (scene: Scene) => Promise<Commit | null>): Lie => ({
  rule: "CO6",
  lie,
  place: "contact",
  to: "an open hand",
  how: async ({ scene, line }) => {
    const stream = scene.streams["case contact"];
    const left = await stub(scene);
    changeListed(line, stream, () => null);
    line.change("/api/commits", (answer, asked) =>
      asked.stream === stream ? { ...answer, commits: left === null ? [] : [left.bytes], erased: 414_000 } : answer,
    );
  },
  seen: { halts: "FL_STREAM_WITHHELD" },
});

export const STREAMS: readonly Lie[] = [
  gives("ST3", "changes a commit's signature", "FL_SIGNATURE", (commits) =>
    swap(commits, 1, (one) => flipped(one, 10)),
  ),
  gives("ST3", "changes what a commit has sealed", "FL_SIGNATURE", (commits) =>
    swap(commits, 1, (one) => flipped(one, 90)),
  ),
  gives("ST1", "downgrades a commit's suite byte", "FL_FORM_VERSION", (commits) => swap(commits, 1, downgraded)),
  gives("ST1", "downgrades the suite byte in a commit's header", "FL_FORM_VERSION", (commits) =>
    swap(commits, 1, (one) => {
      const { headerBytes } = parseCommit(one);
      return replaced(one, headerBytes, downgraded(headerBytes));
    }),
  ),
  gives("ST3", "says that a commit is a colleague's", "FL_SIGNATURE", (commits, { held }) =>
    swap(commits, 1, (one) => replaced(one, idToBytes(held.Willow.keys.id), idToBytes(held.Harbour.keys.id))),
  ),
  gives("ST2", "leaves a commit out of the middle", "FL_COMMIT_CHAIN", (commits) => [...commits].toSpliced(1, 1)),
  gives("ST2", "gives two commits in the other order", "FL_COMMIT_CHAIN", (commits) =>
    [...commits].toSpliced(1, 2, ...commits.slice(1, 3).toReversed()),
  ),
  gives("ST2", "gives a commit twice", "FL_HEAD_FORKED", (commits) => [...commits.slice(0, 2), ...commits.slice(1)], [
    "threat",
  ]),
  gives("ST3", "answers with another compartment's commits", "FL_COMMIT_CHAIN", (_commits, scene) =>
    compartment(scene, "case contact").held.accepted.flatMap(({ commit }) => commit.bytes ?? []),
  ),
  {
    ...gives("ST4", "cuts off the newest commits, and lists their head", "FL_STREAM_WITHHELD", () => [], ["threat"]),
    how: ({ scene, line }) =>
      changeCommits(line, scene.streams["case threat"], (commits) =>
        commits.filter((one) => parseCommit(one).header.seq < 3),
      ),
  },
  {
    ...gives("ST4", "lists a compartment and gives none of its commits", "FL_STREAM_WITHHELD", () => []),
    how: ({ scene, line }) => changeCommits(line, scene.streams["case threat"], () => []),
  },
  {
    ...gives("ST3", "answers with something that is no list of commits", "FL_BODY", () => []),
    how: ({ scene, line }) =>
      line.change("/api/commits", (answer, asked) =>
        asked.stream === scene.streams["case threat"] ? { ...answer, commits: "none" } : answer,
      ),
  },

  keeps("ST3", "writes a commit itself", "FL_COMMIT_AUTHOR", "case contact", () => ({ by: makeMemberKeys(random) })),
  keeps("CO1", "keeps the commit of an operator whom the case was not given to", "FL_OPEN", "case contact", () => ({
    by: "Marsh",
    key: new Uint8Array(random(32)),
  })),
  keeps("ST3", "keeps an auditor's commit", "FL_COMMIT_AUTHOR", "intake", () => ({ by: "Tern" })),
  keeps("P11", "keeps an operator's hour of erasure", "FL_COMMIT_AUTHOR", "intake", () => ({
    by: "Marsh",
    framing: { kind: "retention", eraseAt: 420_000 },
  })),
  keeps("P11", "keeps an hour of erasure for what is never erased", "FL_COMMIT_RETENTION", "intake", () => ({
    by: "Harbour",
    framing: { kind: "retention", eraseAt: 420_000 },
  })),
  keeps(
    "P11",
    "keeps an epoch that says of a case's part that it is never erased",
    "FL_COMMIT_RETENTION",
    "case contact",
    ({ scene }) => ({ by: "Harbour", ...ownEpoch(scene, "case contact", { keeping: "lasting" }) }),
  ),
  keeps("ST3", "keeps a commit that cites a roster head that nobody knows", "FL_COMMIT_ROSTER", "case contact", () => ({
    by: "Harbour",
    place: { rosterHead: anyHash() },
  })),
  keeps(
    "ST3",
    "keeps a commit that cites an older roster head than the one before it",
    "FL_COMMIT_ROSTER",
    "case contact",
    ({ scene }) => ({
      by: "Harbour",
      place: { rosterHead: parseRosterEntry(scene.entries[4] ?? new Uint8Array()).hash },
    }),
  ),
  {
    ...keeps("ST3", "keeps what a suspended member writes", "FL_COMMIT_AUTHOR", "case contact", ({ roster }) => ({
      by: "Harbour",
      place: { rosterHead: roster.head },
    })),
    before: leaves("suspend", "Harbour"),
  },
  keeps("ST3", "keeps a commit that was written for another organisation", "FL_ORGANISATION", "case contact", () => ({
    by: "Harbour",
    place: { organisation: toHex(random(32)) as OrganisationId },
  })),
  keeps("ST1", "keeps a commit that leaves out a number", "FL_COMMIT_CHAIN", "case contact", ({ scene }) => ({
    by: "Harbour",
    place: { seq: compartment(scene, "case contact").head.seq + 2 },
  })),
  keeps("ST2", "keeps a commit that follows another one than stands there", "FL_COMMIT_CHAIN", "case contact", () => ({
    by: "Harbour",
    place: { prev: anyHash() },
  })),
  keeps("CO1", "keeps a commit of an epoch that nobody began", "FL_COMMIT_CHAIN", "case contact", ({ scene }) => ({
    by: "Harbour",
    place: { epoch: compartment(scene, "case contact").head.epoch + 1 },
  })),
  keeps("ST3", "keeps a member's commit that holds no operations", "FL_BODY", "case contact", () => ({
    by: "Harbour",
    operations: utf8("not a map"),
  })),

  lists("ST4", "rolls a compartment back to yesterday", "FL_HEAD_REGRESSED", () => ({ seq: 0, hash: anyHash() })),
  lists("ST4", "forks a compartment: another commit stands where this one was seen", "FL_HEAD_FORKED", (scene) => ({
    seq: compartment(scene, "case contact").head.seq,
    hash: anyHash(),
  })),
  {
    ...lists("ST4", "lists a compartment no longer, and says nothing of it", "FL_STREAM_WITHHELD", () => null),
    // What colleagues signed and the server still gives is read on.
    hides: [],
  },
  {
    rule: "ST4",
    lie: "goes on from another history than the one that was seen",
    place: "contact",
    to: "an open hand",
    how: async ({ scene, line }) => {
      const { bytes } = await forge(scene, "case contact", { by: "Harbour", place: { prev: anyHash() } });
      changeCommits(line, scene.streams["case contact"], () => [bytes]);
    },
    seen: { halts: "FL_COMMIT_CHAIN" },
  },
  saysErased("says that a compartment was erased, which nobody asked for", async () => null),
  saysErased("says that a compartment was erased, on an operator's word", (scene) =>
    forge(scene, "case contact", { by: "Marsh", framing: { kind: "retention", eraseAt: 414_000 } }),
  ),
  saysErased("says that a compartment was erased, on an administrator's word who never read it", (scene) =>
    forge(scene, "case contact", { by: "Keel", key: makeEpochKey(random), framing: AT_ONCE }),
  ),
  saysErased("says that a compartment was erased, by an hour that left nobody time to object", (scene) =>
    forge(scene, "case contact", { by: "Harbour", framing: AT_ONCE }),
  ),
  saysErased("says that a compartment was erased, long before the hour that a member set", (scene) =>
    forge(scene, "case contact", { by: "Harbour", framing: { kind: "retention", eraseAt: 430_000 } }),
  ),
  {
    rule: "ST2",
    lie: "takes two commits for one place, and keeps the other one",
    place: "contact",
    to: "an open hand",
    how: (world) => swallow(world, "the loser of a race"),
    seen: { halts: "FL_HEAD_FORKED" },
  },
  {
    rule: "ST5",
    lie: "says that it has kept what it has not",
    place: "contact",
    to: "an open hand",
    how: (world) => swallow(world, "said to be kept", "this one too"),
    seen: { halts: "FL_HEAD_REGRESSED" },
  },
  {
    rule: "ST2",
    lie: "says for ever that somebody else was first",
    place: "contact",
    hides: [],
    how: ({ scene, line }) => {
      const { head } = compartment(scene, "case contact");
      const stale = { stream: scene.streams["case contact"], seq: head.seq, hash: head.hash };
      line.answerInstead("/api/append", () => ({ stale }));
    },
    seen: { undone: "conflict" },
  },
];
