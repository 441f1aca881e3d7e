import {
  type Bytes,
  epochCommitment,
  type Hash,
  idToBytes,
  type MemberKeys,
  makeEpochKey,
  makeMemberKeys,
  type OrganisationId,
  publicKeys,
  sealLink,
  toHex,
} from "@fairlead/protocol";
import { random } from "../house.ts";
import { downgraded, flipped, forge, forgeWrap, type Giving, keep, keepWrap, ownEpoch, replaced } from "./forge.ts";
import { changeCommits, changeWraps } from "./in-transit.ts";
import type { Lie, World } from "./lie.ts";
import { enter } from "./roster.ts";
import type { Handle, Scene } from "./scene.ts";
import type { Words } from "./words.ts";

const THREATS: readonly Words[] = ["oldThreat", "threat"];

type Wraps = readonly Uint8Array[];

/** Gives Willow's wraps of the threat part otherwise: of epoch 1 and of epoch 2, in this order. */
const gives = (
  rule: string,
  lie: string,
  code: string,
  change: (wraps: Wraps, world: World) => Uint8Array[] | Promise<Uint8Array[]>,
  hides = THREATS,
): Lie => ({
  rule,
  lie,
  place: "threat",
  hides,
  how: async (world) => {
    const { streams, held } = world.scene;
    const sql = "SELECT bytes FROM wraps WHERE stream = ? AND member = ? ORDER BY epoch";
    const rows = world.read(sql, streams["case threat"], held.Willow.keys.id);
    const given = await change(
      rows.flatMap(({ bytes }) => (bytes instanceof Uint8Array ? bytes : [])),
      world,
    );
    changeWraps(world.line, streams["case threat"], () => given);
  },
  seen: { halts: code },
});

/** A wrap of the threat part. */
const wrap = (scene: Scene, by: Handle | MemberKeys, over: Giving = {}) => forgeWrap(scene, "case threat", by, over);

/** Only this wrap, in the place of the running epoch's. */
const forges = (rule: string, lie: string, code: string, make: (world: World) => Promise<Bytes>): Lie =>
  gives(rule, lie, code, async (_wraps, world) => [await make(world)]);

const threatPlace = ({ held, streams }: Scene, epoch: number) => ({
  organisation: held.Willow.roster.organisation,
  stream: streams["case threat"],
  epoch,
});

export const KEYS: readonly Lie[] = [
  gives("CO1", "gives another member's wraps", "FL_WRAP", (_wraps, { scene, read }) =>
    read(
      "SELECT bytes FROM wraps WHERE stream = ? AND member = ?",
      scene.streams["case threat"],
      scene.held.Harbour.keys.id,
    ).flatMap(({ bytes }) => (bytes instanceof Uint8Array ? bytes : [])),
  ),
  gives("CO1", "changes what a wrap has sealed", "FL_SIGNATURE", (wraps) => wraps.map((one) => flipped(one, 90))),
  gives("CO1", "says that an old epoch's wrap is the running one's", "FL_SIGNATURE", ([old], { scene }) => {
    const place = threatPlace(scene, 1);
    // The epoch stands right behind the compartment's id.
    const numbered = (epoch: number) => Uint8Array.of(...idToBytes(place.stream), epoch);
    return old === undefined ? [] : [replaced(old, numbered(1), numbered(2))];
  }),
  gives("CO1", "replays an old epoch's wrap for the running one", "FL_WRAP", (wraps) => wraps.slice(0, 1), ["threat"]),
  gives("CO1", "downgrades the suite byte of every wrap", "FL_WRAP", (wraps) => wraps.map(downgraded)),
  gives("CO4", "lists a compartment and withholds its wraps", "FL_WRAP", () => []),
  forges(
    "CO1",
    "gives a key of an operator whom the case was not given to, in a wrap signed by him",
    "FL_COMMITMENT",
    ({ scene }) => wrap(scene, "Marsh", { epochKey: makeEpochKey(random) }),
  ),
  forges("CO1", "gives a wrap that it signed itself", "FL_COMMIT_AUTHOR", ({ scene }) =>
    wrap(scene, makeMemberKeys(random), { epochKey: makeEpochKey(random) }),
  ),
  forges("CO1", "gives a wrap by a member who may begin no epoch", "FL_COMMIT_AUTHOR", ({ scene }) =>
    wrap(scene, "Beacon"),
  ),
  forges("CO1", "gives a wrap to another KEM key than the member has", "FL_WRAP", async ({ scene }) => {
    const { kemKey } = await publicKeys(makeMemberKeys(random));
    const { verifyKey } = await publicKeys(scene.held.Willow.keys);
    return wrap(scene, "Harbour", { to: { id: scene.held.Willow.keys.id, verifyKey, kemKey } });
  }),
  forges("CO1", "gives another compartment's wrap", "FL_WRAP", ({ scene }) =>
    wrap(scene, "Harbour", { place: { ...threatPlace(scene, 2), stream: scene.streams["case contact"] } }),
  ),
  forges("CO1", "gives a wrap that was made for another organisation", "FL_ORGANISATION", ({ scene }) =>
    wrap(scene, "Harbour", {
      place: { ...threatPlace(scene, 2), organisation: toHex(random(32)) as OrganisationId },
    }),
  ),
  forges("CO1", "gives a wrap that cites a roster head that nobody knows", "FL_COMMIT_ROSTER", ({ scene }) =>
    wrap(scene, "Harbour", { rosterHead: toHex(random(32)) as Hash }),
  ),
  {
    ...forges("CO1", "gives a wrap that a member made after his suspension", "FL_COMMIT_AUTHOR", ({ scene, roster }) =>
      wrap(scene, "Harbour", { rosterHead: roster.head }),
    ),
    before: async (world) => enter(world, { kind: "suspend", member: world.scene.held.Harbour.keys.id }, ["Anchor"]),
  },
  {
    ...gives("CO1", "swaps an epoch's key: the commitment in its commit", "FL_SIGNATURE", () => []),
    how: ({ scene, line }) =>
      changeCommits(line, scene.streams["case threat"], (commits) => {
        const own = idToBytes(epochCommitment(makeEpochKey(random), threatPlace(scene, 1)));
        const real = scene.held.Willow.compartments.get(scene.streams["case threat"])?.epochs.get(1)?.commitment;
        return commits.map((one, index) =>
          index === 0 && real !== undefined ? replaced(one, idToBytes(real), own) : one,
        );
      }),
  },
  {
    rule: "CO1",
    lie: "keeps an epoch that an operator outside the case began with keys of his own",
    place: "threat",
    hides: [],
    how: async (world) => {
      const { scene } = world;
      const outside = toHex(random(32)) as Hash;
      const { key, place, framing } = ownEpoch(scene, "case threat", { continuation: outside });
      keep(world, await forge(scene, "case threat", { by: "Marsh", key, place, framing }));
      keepWrap(world, await wrap(scene, "Marsh", { place, epochKey: key }));
    },
    seen: { halts: "FL_COMMITMENT" },
  },
  {
    rule: "CO1",
    lie: "gives one member another key than the epoch's, with the help of who began it",
    place: "threat",
    hides: [],
    how: async (world) => {
      const { scene } = world;
      const { key, place, framing } = ownEpoch(scene, "case threat");
      keep(world, await forge(scene, "case threat", { by: "Harbour", key, place, framing }));
      keepWrap(world, await wrap(scene, "Harbour", { place, epochKey: makeEpochKey(random) }));
    },
    seen: { halts: "FL_COMMITMENT" },
  },
  {
    rule: "CO2",
    lie: "withholds the old wraps behind a back-link that leads to another key",
    place: "threat",
    hides: THREATS,
    how: async (world) => {
      const { scene, line } = world;
      const { key, place } = ownEpoch(scene, "case threat");
      const link = await sealLink(key, makeEpochKey(random), place);
      const { framing } = ownEpoch(scene, "case threat", { link });
      const commitment = epochCommitment(key, place);
      keep(
        world,
        await forge(scene, "case threat", { by: "Harbour", key, place, framing: { ...framing, commitment } }),
      );
      const given = await wrap(scene, "Harbour", { place, epochKey: key });
      keepWrap(world, given);
      changeWraps(line, place.stream, () => [given]);
    },
    seen: { halts: "FL_COMMITMENT" },
  },
  {
    rule: "CO2",
    lie: "withholds the wrap of an older epoch that no back-link leads to",
    place: "thread",
    hides: ["letter"],
    how: ({ scene, line }) => changeWraps(line, scene.streams["intake-keys"], (wraps) => wraps.slice(1)),
    seen: { unreadable: true },
  },
];
