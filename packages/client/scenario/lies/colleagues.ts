import {
  digestOfHeads,
  type Hash,
  hourOf,
  type MemberKeys,
  makeMemberKeys,
  publicKeys,
  type RosterBody,
  type SeenHead,
  signBeat,
  toHex,
} from "@fairlead/protocol";
import { encodeEnvelope } from "../../src/envelope.ts";
import { HOUR, random } from "../house.ts";
import { onDisk } from "./disk.ts";
import { compartment, forge, forgeWrap, keep, keepWrap, nothingUnder, ownEpoch } from "./forge.ts";
import { changeCommits, changeListed, changeRoster, cutOff } from "./in-transit.ts";
import type { Lie, World } from "./lie.ts";
import { bytesIn } from "./lying-line.ts";
import { enter, lastHead, next } from "./roster.ts";
import type { Handle } from "./scene.ts";

/** As long as it takes until a client misses the others, and one more hour. */
const TWO_DAYS = 49 * HOUR;

type Note = { rosterSeq?: number; rosterHead?: Hash; heads?: readonly SeenHead[]; keys?: MemberKeys };

/** A colleague's console says what it has been shown. */
export function note({ scene, house, roster, disk }: World, handle: Handle, over: Note = {}): void {
  const hour = hourOf(house.now);
  const { organisation } = roster;
  const { rosterSeq = roster.seq, rosterHead = roster.head, heads = [], keys = scene.held[handle].keys } = over;
  const bytes = signBeat(
    { organisation, hour, rosterSeq, rosterHead, heads, digest: digestOfHeads(heads, organisation) },
    keys,
  );
  disk((db) =>
    db.prepare("INSERT OR REPLACE INTO beats (member, hour, bytes) VALUES (?, ?, ?)").run(keys.id, hour, bytes),
  );
}

const marshLeaves = (world: World): void =>
  enter(world, { kind: "remove", member: world.scene.held.Marsh.keys.id }, ["Anchor"]);

/** Marsh is removed, and Harbour's console knows it. */
const removed = async (world: World): Promise<void> => {
  marshLeaves(world);
  note(world, "Harbour");
};

const anyHash = () => toHex(random(32)) as Hash;

/** What a colleague's signed note gives away. */
const NOTES: readonly Lie[] = [
  {
    rule: "ST4",
    lie: "withholds a removal from the first login on, which a colleague has been shown",
    place: "contact",
    hides: [],
    before: removed,
    how: ({ scene, line }) => changeRoster(line, (_real, from) => scene.entries.slice(from)),
    seen: { disputes: "roster-withheld-from-us" },
  },
  {
    rule: "ST4",
    lie: "shows one newest roster entry to a member, from his first login on, and another to his colleague",
    place: "contact",
    hides: [],
    before: removed,
    how: async (world) => {
      const { scene, line } = world;
      const body: RosterBody = { kind: "enrol", member: await publicKeys(makeMemberKeys(random)), role: "operator" };
      const fork = [...scene.entries, next(world, scene.held.Anchor.roster, body, ["Anchor"])];
      changeRoster(line, (_real, from) => fork.slice(from));
    },
    seen: { disputes: "roster-forked" },
  },
  {
    rule: "ST4",
    lie: "keeps a removal from a colleague",
    place: "contact",
    hides: [],
    before: async (world) => {
      marshLeaves(world);
      await world.house.pass(5 * HOUR);
    },
    how: (world) => {
      const { seq, head } = world.scene.held.Anchor.roster;
      note(world, "Harbour", { rosterSeq: seq, rosterHead: head });
    },
    seen: { disputes: "roster-withheld-from-them" },
  },
  {
    rule: "ST4",
    lie: "cuts off the newest commits of the intake from the first login on, which a colleague has been shown",
    place: "intake",
    before: async (world) => {
      const { seq, hash } = compartment(world.scene, "intake").head;
      note(world, "Harbour", { heads: [{ stream: world.scene.streams.intake, seq, hash }] });
    },
    how: ({ scene, line }) => {
      const { accepted } = compartment(scene, "intake").held;
      const noted = accepted.findIndex(({ entries }) => entries.some(({ operation }) => operation.op === "noteThread"));
      const before = accepted[noted - 1]?.head;
      if (before === undefined) throw new Error("the intake has a note that is not its first word");
      cutOff(line, scene.streams.intake, { seq: before.seq, hash: before.hash });
    },
    seen: { disputes: "stream-withheld-from-us" },
  },
  {
    rule: "ST4",
    lie: "shows a colleague another history of the intake",
    place: "intake",
    hides: [],
    how: (world) => {
      const { seq } = compartment(world.scene, "intake").head;
      note(world, "Harbour", { heads: [{ stream: world.scene.streams.intake, seq, hash: anyHash() }] });
    },
    seen: { disputes: "stream-forked" },
  },
  {
    rule: "ST4",
    lie: "makes up a colleague's note",
    place: "contact",
    hides: [],
    how: (world) => {
      const keys = { ...makeMemberKeys(random), id: world.scene.held.Harbour.keys.id };
      note(world, "Harbour", { rosterHead: anyHash(), keys });
    },
    seen: { ignores: true },
  },
  {
    rule: "ST4",
    lie: "hands on a removed member's note",
    place: "contact",
    hides: [],
    before: removed,
    how: (world) => note(world, "Marsh", { rosterHead: anyHash() }),
    seen: { ignores: true },
  },
  {
    rule: "ST4",
    lie: "hands on nobody's notes",
    place: "contact",
    hides: [],
    before: async (world) => {
      await world.house.pass(TWO_DAYS);
      note(world, "Harbour");
    },
    how: ({ line }) => line.change("/api/beats", (answer) => ({ ...answer, beats: [] })),
    seen: { lonely: true },
  },
  {
    rule: "ST4",
    lie: "hands on the notes of the day before yesterday for ever",
    place: "contact",
    hides: [],
    before: async (world) => {
      await world.house.pass(TWO_DAYS);
      note(world, "Harbour");
    },
    how: ({ line, scene }) => {
      const rows = onDisk(scene.house, (db) => db.prepare("SELECT bytes FROM beats").all());
      line.change("/api/beats", (answer) =>
        bytesIn(answer, "beats").length === 0 ? answer : { ...answer, beats: rows.map(({ bytes }) => bytes) },
      );
    },
    seen: { lonely: true },
  },
];

/** Of the last epoch that he began; tellings take turns. */
let hisKey = new Uint8Array(32);

/** Members who are out, and what two have destroyed. */
const GONE: readonly Lie[] = [
  {
    rule: "ST3",
    lie: "accepts a removed member's commit, backdated to a head at which he was in office",
    place: "intake",
    hides: [],
    before: async (world) => marshLeaves(world),
    how: async (world) => keep(world, await forge(world.scene, "intake", { by: "Marsh" })),
    seen: { passesOver: true },
  },
  {
    rule: "CO3",
    lie: "accepts a removed member's epoch, backdated, in which he names only others as its readers",
    place: "intake",
    hides: [],
    before: async (world) => marshLeaves(world),
    how: async (world) => {
      const { scene } = world;
      const { key, place, framing } = ownEpoch(scene, "intake");
      hisKey = key;
      const readers = (["Willow", "Harbour", "Anchor"] as const).map((handle) => scene.held[handle].keys.id);
      const operations = encodeEnvelope({ at: scene.house.now, operations: [], readers });
      keep(world, await forge(scene, "intake", { by: "Marsh", key, place, framing, operations }));
      keepWrap(world, await forgeWrap(scene, "intake", "Marsh", { place, epochKey: key }));
    },
    seen: { passesOver: true },
    check: (world) => nothingUnder(world, world.scene.streams.intake, hisKey),
  },
  {
    rule: "CO3",
    lie: "accepts a removed member's epoch, backdated, of which he gave the key to nobody",
    place: "intake",
    hides: [],
    before: async (world) => marshLeaves(world),
    how: async (world) => {
      const { key, place, framing } = ownEpoch(world.scene, "intake");
      keep(world, await forge(world.scene, "intake", { by: "Marsh", key, place, framing }));
      world.disk((db) => db.prepare("UPDATE streams SET epoch = ? WHERE stream = ?").run(place.epoch, place.stream));
    },
    to: "an open hand",
    later: "nothing",
    seen: { passesOver: true },
  },
  {
    rule: "CO3",
    lie: "accepts a removed member's commit, backdated, in which he adds a friend to the readers",
    place: "contact",
    hides: [],
    before: async (world) =>
      enter(world, { kind: "remove", member: world.scene.held.Harbour.keys.id }, ["Anchor", "Keel"]),
    how: async (world) => {
      const { scene } = world;
      const given = [{ member: scene.held.Marsh.keys.id, history: true }];
      const operations = encodeEnvelope({ at: scene.house.now, operations: [], given });
      keep(world, await forge(scene, "case contact", { by: "Harbour", operations }));
    },
    seen: { passesOver: true },
    check: ({ scene, read }) => {
      const sql = "SELECT 1 FROM wraps WHERE stream = ? AND member = ?";
      if (read(sql, scene.streams["case contact"], scene.held.Marsh.keys.id).length > 0)
        throw new Error("the friend was given a key");
    },
  },
  {
    rule: "CO3",
    lie: "says that a compartment was taken from a member, by an epoch that an operator outside the case began",
    place: "contact",
    to: "an open hand",
    how: async ({ scene, line }) => {
      const { key, place, framing } = ownEpoch(scene, "case contact", { continuation: anyHash() });
      const { bytes } = await forge(scene, "case contact", { by: "Marsh", key, place, framing });
      changeListed(line, place.stream, () => null);
      changeCommits(line, place.stream, () => [bytes]);
    },
    seen: { halts: "FL_COMMITMENT" },
  },
  {
    rule: "CO6",
    lie: "keeps a case that two have erased, and gives it out again",
    place: "contact",
    how: (world) => {
      const streams = [lastHead(world.scene, "case contact"), lastHead(world.scene, "case threat")];
      enter(world, { kind: "erase", streams }, ["Willow", "Harbour"]);
    },
    seen: { gone: true },
  },
  {
    rule: "CO6",
    lie: "erases what all share, with the word of two members",
    place: "intake",
    hides: [],
    how: (world) => enter(world, { kind: "erase", streams: [lastHead(world.scene, "intake")] }, ["Willow", "Harbour"]),
    seen: { alarm: "unlawful-erasure" },
  },
];

export const COLLEAGUES: readonly Lie[] = [...NOTES, ...GONE];
