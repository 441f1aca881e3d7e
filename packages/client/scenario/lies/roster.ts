import {
  type Bytes,
  extendRoster,
  foundOrganisation,
  hourOf,
  type LastHead,
  type MemberKeys,
  type MemberPublic,
  makeMemberKeys,
  parseRosterEntry,
  publicKeys,
  type Roster,
  type RosterBody,
  readRoster,
  rosterEntry,
  utf8,
} from "@fairlead/protocol";
import { random } from "../house.ts";
import { compartment, downgraded, replaced } from "./forge.ts";
import { changeRoster } from "./in-transit.ts";
import type { Lie, World } from "./lie.ts";
import type { Compartments, Handle, Scene } from "./scene.ts";

/** Whoever runs the server, with keys that nobody in the organisation ever saw. */
const stranger = makeMemberKeys(random);

const memberOf = ({ held }: Scene, handle: Handle): MemberPublic => {
  const member = held.Anchor.roster.members.get(held[handle].keys.id);
  if (member === undefined) throw new Error(`${handle} is not in the roster`);
  return { id: member.id, verifyKey: member.verifyKey, kemKey: member.kemKey };
};

/** The entry after the newest of this roster, signed by these. */
export function next(
  { scene, house }: World,
  roster: Roster,
  body: RosterBody,
  signers: readonly (Handle | MemberKeys)[],
) {
  const keys = signers.map((signer) => (typeof signer === "string" ? scene.held[signer].keys : signer));
  return rosterEntry(roster, body, keys, hourOf(house.now));
}

/** Honest people add an entry. */
export function enter(world: World, body: RosterBody, signers: readonly Handle[]): void {
  const entry = next(world, world.roster, body, signers);
  world.roster = extendRoster(world.roster, entry);
  world.entries.push(entry);
  const { seq, hash } = parseRosterEntry(entry);
  world.disk((db) =>
    db.prepare("INSERT INTO roster_entries (seq, hash, bytes) VALUES (?, ?, ?)").run(seq, hash, entry),
  );
}

const removed = (handle: Handle) => async (world: World) =>
  enter(world, { kind: "remove", member: world.scene.held[handle].keys.id }, ["Anchor"]);
const suspended = (handle: Handle) => async (world: World) =>
  enter(world, { kind: "suspend", member: world.scene.held[handle].keys.id }, ["Willow"]);

/** Marsh, Harbour and Beacon: two of them bring administration back when it is lost. */
function nameRecovery(world: World): void {
  const { Marsh, Harbour, Beacon } = world.scene.held;
  const members = [Marsh, Harbour, Beacon].map(({ keys }) => keys.id);
  enter(world, { kind: "recovery", threshold: 2, members }, ["Anchor", "Keel"]);
}

export function lastHead(scene: Scene, about: Compartments): LastHead {
  const { seq, hash } = compartment(scene, about).head;
  return { stream: scene.streams[about], seq, hash };
}

type Change = (entries: readonly Uint8Array[], world: World) => Uint8Array[] | Promise<Uint8Array[]>;

/** From the first login on. */
const gives = (rule: string, lie: string, code: string, change: Change): Lie => ({
  rule,
  lie,
  place: "roster",
  how: async (world) => {
    const entries = await change(world.entries, world);
    changeRoster(world.line, (_real, from) => entries.slice(from));
  },
  seen: { lockedOut: code },
});

/** The same, to a hand that has checked the whole roster before. */
const givesLater = (rule: string, lie: string, code: string, change: Change): Lie => ({
  ...gives(rule, lie, code, change),
  to: "an open hand",
  seen: { halts: code },
});

type Entry = (
  world: World,
) => [RosterBody, ...(Handle | MemberKeys)[]] | Promise<[RosterBody, ...(Handle | MemberKeys)[]]>;

/** One entry more, signed by these. */
const adds =
  (entry: Entry): Change =>
  async (entries, world) => {
    const [body, ...signers] = await entry(world);
    return [...entries, next(world, world.roster, body, signers)];
  };

const enrols = async (keys: MemberKeys, over: Partial<MemberPublic> = {}): Promise<MemberPublic> => ({
  ...(await publicKeys(keys)),
  ...over,
});

const swap = (entries: readonly Uint8Array[], at: number, change: (entry: Uint8Array) => Uint8Array): Uint8Array[] =>
  entries.map((entry, index) => (index === at ? change(entry) : entry));

export const ROSTER: readonly Lie[] = [
  gives("RO1", "serves another organisation's roster", "FL_ORGANISATION", async () => [
    await foundOrganisation([stranger], 414_000, random),
  ]),
  gives("RO1", "says that there is no roster yet", "FL_ROSTER_CHAIN", () => []),
  gives("RO1", "ends the roster before the entry that the client has pinned", "FL_ROSTER_CHAIN", (entries) =>
    entries.slice(0, -1),
  ),
  gives(
    "RO1",
    "puts another entry, written with an administrator's stolen key, in the place of the pinned one",
    "FL_ROSTER_CHAIN",
    async (entries, world) => {
      const before = entries.slice(0, -1);
      const body: RosterBody = { kind: "enrol", member: await enrols(stranger), role: "operator" };
      return [...before, next(world, readRoster(before), body, ["Anchor"])];
    },
  ),
  gives("RO1", "leaves an entry out of the middle", "FL_ROSTER_CHAIN", (entries) => entries.toSpliced(3, 1)),
  gives("RO1", "gives two entries in the other order", "FL_ROSTER_CHAIN", (entries) =>
    entries.toSpliced(3, 2, ...entries.slice(3, 5).toReversed()),
  ),
  gives("RO1", "gives an entry twice", "FL_ROSTER_CHAIN", (entries) => [...entries.slice(0, 4), ...entries.slice(3)]),
  gives("RO2", "swaps a member's KEM key for its own", "FL_SIGNATURE", async (entries, { scene }) => {
    const { kemKey } = memberOf(scene, "Willow");
    const own = (await publicKeys(stranger)).kemKey;
    return swap(entries, 2, (entry) => replaced(entry, kemKey, own));
  }),
  gives("RO1", "downgrades an entry's suite byte", "FL_FORM_VERSION", (entries) => swap(entries, 2, downgraded)),
  gives("RO1", "gives an entry in a second encoding", "FL_FORM_ENCODING", (entries) =>
    swap(entries, 2, (entry) => Uint8Array.of(...entry, 0)),
  ),
  gives(
    "RO2",
    "enrols itself, by its own word",
    "FL_SIGNATURE",
    adds(async () => [{ kind: "enrol", member: await enrols(stranger), role: "caseworker" }, stranger]),
  ),
  givesLater(
    "RO2",
    "enrols itself as one who may approve, with one administrator's stolen key",
    "FL_ROSTER_RIGHT",
    adds(async () => [{ kind: "enrol", member: await enrols(stranger), role: "coordinator" }, "Anchor"]),
  ),
  givesLater(
    "RO2",
    "counts one administrator's signature for two",
    "FL_SIGNATURE",
    adds(async ({ scene: { held } }) => [
      { kind: "enrol", member: await enrols(stranger), role: "administrator" },
      "Anchor",
      { ...held.Anchor.keys, id: held.Keel.keys.id },
    ]),
  ),
  givesLater(
    "RO2",
    "puts a colleague's name under an entry that he has not signed, beside one who has",
    "FL_SIGNATURE",
    adds(async ({ scene: { held } }) => [
      { kind: "enrol", member: await enrols(stranger), role: "operator" },
      "Anchor",
      { ...stranger, id: held.Willow.keys.id },
    ]),
  ),
  {
    ...givesLater(
      "RO2",
      "brings back a member's KEM key of before, by an old paper that he and an administrator signed",
      "FL_KEY",
      adds(({ scene }) => [{ kind: "rekey", member: memberOf(scene, "Marsh") }, "Marsh", "Anchor"]),
    ),
    before: async (world) => {
      const { kemKey } = await publicKeys(makeMemberKeys(random));
      enter(world, { kind: "rekey", member: { ...memberOf(world.scene, "Marsh"), kemKey } }, ["Marsh", "Anchor"]);
    },
  },
  {
    ...givesLater(
      "RO2",
      "suspends again who is suspended, to make the roster long",
      "FL_ROSTER_MEMBER",
      adds(({ scene }) => [{ kind: "suspend", member: scene.held.Marsh.keys.id }, "Willow"]),
    ),
    before: suspended("Marsh"),
  },
  gives(
    "RO2",
    "makes an operator a coordinator, by his own word",
    "FL_ROSTER_RIGHT",
    adds(({ scene }) => [{ kind: "rerole", member: scene.held.Marsh.keys.id, role: "coordinator" }, "Marsh"]),
  ),
  givesLater(
    "RO2",
    "removes an administrator, by the other one's word alone",
    "FL_ROSTER_RIGHT",
    adds(({ scene }) => [{ kind: "remove", member: scene.held.Keel.keys.id }, "Anchor"]),
  ),
  givesLater(
    "RO2",
    "gives a member new keys that his old one did not sign",
    "FL_ROSTER_RIGHT",
    adds(async ({ scene }) => [
      { kind: "rekey", member: await enrols(stranger, { id: scene.held.Harbour.keys.id }) },
      "Anchor",
      "Keel",
    ]),
  ),
  gives(
    "RO2",
    "enrols someone under an id that another has",
    "FL_ROSTER_MEMBER",
    adds(async ({ scene }) => [
      { kind: "enrol", member: await enrols(stranger, { id: scene.held.Harbour.keys.id }), role: "operator" },
      "Anchor",
    ]),
  ),
  {
    ...givesLater(
      "RO2",
      "enrols a removed member again under his old id",
      "FL_ROSTER_MEMBER",
      adds(({ scene }) => [{ kind: "enrol", member: memberOf(scene, "Marsh"), role: "operator" }, "Anchor"]),
    ),
    before: removed("Marsh"),
  },
  gives(
    "RO2",
    "enrols someone under another's signing key, so that one signature is two people's",
    "FL_KEY",
    adds(async ({ scene }) => [
      {
        kind: "enrol",
        member: await enrols(stranger, { verifyKey: memberOf(scene, "Marsh").verifyKey }),
        role: "operator",
      },
      "Anchor",
    ]),
  ),
  gives(
    "RO2",
    "enrols someone under a key of small order, for which forgeries verify",
    "FL_KEY",
    adds(async () => {
      const verifyKey: Bytes = new Uint8Array(32).with(0, 1);
      return [{ kind: "enrol", member: await enrols(stranger, { verifyKey }), role: "operator" }, "Anchor"];
    }),
  ),
  {
    ...givesLater(
      "RO2",
      "lets a suspended member back, by one administrator's word and his own",
      "FL_ROSTER_RIGHT",
      adds(({ scene }) => [{ kind: "restore", member: scene.held.Marsh.keys.id }, "Anchor", "Marsh"]),
    ),
    before: suspended("Marsh"),
  },
  {
    ...givesLater(
      "RO2",
      "lets a suspended member suspend another",
      "FL_ROSTER_RIGHT",
      adds(({ scene }) => [{ kind: "suspend", member: scene.held.Harbour.keys.id }, "Marsh"]),
    ),
    before: suspended("Marsh"),
  },
  gives(
    "RO3",
    "puts its own key for the intake's, with an operator's signature",
    "FL_ROSTER_RIGHT",
    adds(async () => [{ kind: "intake", signKey: (await publicKeys(stranger)).verifyKey, counter: 3 }, "Marsh"]),
  ),
  givesLater(
    "CO6",
    "erases a case, by one member's word",
    "FL_ROSTER_RIGHT",
    adds(({ scene }) => [{ kind: "erase", streams: [lastHead(scene, "case contact")] }, "Harbour"]),
  ),
  {
    ...givesLater(
      "RO2",
      "lets a recovery member make himself administrator while there is one",
      "FL_ROSTER_RIGHT",
      adds(({ scene: { held } }) => [
        { kind: "recover", administrators: [held.Marsh.keys.id] },
        "Marsh",
        "Harbour",
        "Beacon",
      ]),
    ),
    before: async (world) => nameRecovery(world),
  },
  {
    ...givesLater(
      "RO2",
      "lets one recovery member bring administration back, where two are asked",
      "FL_ROSTER_RIGHT",
      adds(({ scene: { held } }) => [{ kind: "recover", administrators: [held.Marsh.keys.id] }, "Marsh", "Willow"]),
    ),
    before: async (world) => {
      nameRecovery(world);
      for (const handle of ["Anchor", "Keel"] as const) await suspended(handle)(world);
    },
  },
  givesLater("RO3", "brings the intake's old key back, by its old entry", "FL_ROSTER_CHAIN", (entries) => [
    ...entries,
    entries[1] ?? new Uint8Array(),
  ]),
  givesLater(
    "RO1",
    "adds an entry of a kind that this version does not know",
    "FL_ROSTER_UNKNOWN_ENTRY",
    (entries, world) => {
      const known = next(world, world.roster, { kind: "minimum-version", version: 1 }, ["Anchor", "Keel"]);
      return [...entries, replaced(known, utf8("minimum-version"), utf8("maximum-version"))];
    },
  ),
  givesLater("RO1", "adds another organisation's entry", "FL_ORGANISATION", async (entries, world) => {
    const theirs = readRoster([await foundOrganisation([stranger], 414_000, random)]);
    const member = await enrols(makeMemberKeys(random));
    return [...entries, next(world, theirs, { kind: "enrol", member, role: "operator" }, [stranger])];
  }),
  givesLater("ST4", "rolls the roster back to yesterday", "FL_ROSTER_REGRESSED", (entries) => entries.slice(0, -1)),
  givesLater(
    "ST4",
    "puts another entry, written with an administrator's stolen key, in the place of one that was seen",
    "FL_ROSTER_FORKED",
    async (entries, world) => {
      const before = entries.slice(0, -1);
      const body: RosterBody = { kind: "enrol", member: await enrols(stranger), role: "operator" };
      return [...before, next(world, readRoster(before), body, ["Anchor"])];
    },
  ),
  {
    rule: "ST4",
    lie: "forks the roster: each of two members is shown another newest entry",
    place: "contact",
    to: "an open hand",
    before: removed("Marsh"),
    how: async ({ scene, line, ...world }) => {
      const member = await enrols(makeMemberKeys(random));
      const body: RosterBody = { kind: "enrol", member, role: "operator" };
      const fork = [...scene.entries, next({ scene, line, ...world }, scene.held.Anchor.roster, body, ["Anchor"])];
      changeRoster(line, (_real, from) => fork.slice(from));
    },
    seen: { halts: "FL_COMMIT_ROSTER" },
  },
  {
    rule: "ST4",
    lie: "withholds the newest removal, which a colleague's commit cites",
    place: "contact",
    to: "an open hand",
    before: removed("Marsh"),
    how: ({ scene, line }) => changeRoster(line, (_real, from) => scene.entries.slice(from)),
    seen: { halts: "FL_COMMIT_ROSTER" },
  },
];
