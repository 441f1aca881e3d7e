import type { StreamId } from "@fairlead/casework";
import {
  epochCommitment,
  type Framing,
  makeEpochKey,
  makeWrap,
  newId,
  sealCommit,
  ZERO_HASH,
} from "@fairlead/protocol";
import { encodeEnvelope } from "../../src/envelope.ts";
import { random } from "../house.ts";
import { changeListed, changeRoster, changeThread, cutOff } from "./in-transit.ts";
import type { Lie, World } from "./lie.ts";
import { enter } from "./roster.ts";

const FIRST_LOGIN = "A hand that remembers no head from an earlier session believes the first one that it is shown.";

/** A second contact part for the case, begun by an operator whom it was not given to, and dated before the first. */
async function beginRival({ scene, disk }: World): Promise<void> {
  const { keys, roster } = scene.held.Marsh;
  const { organisation, head: rosterHead, members } = roster;
  const [stream, key] = [newId<StreamId>(random), makeEpochKey(random)];
  const place = { organisation, stream, epoch: 1 };
  const framing: Framing = {
    kind: "epoch",
    commitment: epochCommitment(key, place),
    continuation: null,
    link: null,
    perishable: true,
  };
  const begin = {
    op: "begin" as const,
    compartment: { about: "case" as const, case: scene.theCase, part: "contact" as const },
  };
  const commit = await sealCommit({
    place: { ...place, seq: 0, prev: ZERO_HASH, rosterHead },
    framing,
    epochKey: key,
    keys,
    operations: encodeEnvelope({ at: 1, operations: [begin] }),
    random,
  });
  const to = members.get(scene.held.Willow.keys.id);
  if (to === undefined) throw new Error("Willow is not in the roster");
  const wrap = await makeWrap({ place, epochKey: key, to, keys, rosterHead });
  disk((db) => {
    db.prepare("INSERT INTO streams (stream, seq, hash, epoch, roster_seq, perishable) VALUES (?, 0, ?, 1, 0, 1)").run(
      ...([stream, commit.hash] as const),
    );
    db.prepare("INSERT INTO commits (hash, stream, seq, bytes) VALUES (?, ?, 0, ?)").run(
      commit.hash,
      stream,
      commit.bytes,
    );
    db.prepare("INSERT INTO wraps (hash, stream, epoch, member, bytes) VALUES (?, ?, 1, ?, ?)").run(
      ...[commit.hash, stream, to.id, wrap],
    );
  });
}

/** Lies that work. A row that stops working belongs into another table. */
export const UNNOTICED: readonly Lie[] = [
  {
    rule: "ST4",
    lie: "never lists a compartment, from the first login on",
    place: "threat",
    how: ({ scene, line }) => changeListed(line, scene.streams["case threat"], () => null),
    seen: { unnoticed: FIRST_LOGIN },
  },
  {
    rule: "ST4",
    lie: "cuts off the newest commits and their place in the list, from the first login on",
    place: "threat",
    hides: ["threat"],
    how: ({ scene, line }) => {
      const stream = scene.streams["case threat"];
      const kept = scene.held.Willow.compartments.get(stream)?.accepted[2]?.commit;
      if (kept === undefined) throw new Error("the threat part has four commits");
      cutOff(line, stream, { seq: 2, hash: kept.hash });
    },
    seen: { unnoticed: FIRST_LOGIN },
  },
  {
    rule: "ST4",
    lie: "withholds a removal that no commit cites yet, from the first login on",
    place: "contact",
    hides: [],
    before: async (world) => enter(world, { kind: "remove", member: world.scene.held.Marsh.keys.id }, ["Anchor"]),
    how: ({ scene, line }) => changeRoster(line, (_real, from) => scene.entries.slice(from)),
    seen: { unnoticed: "Nobody has told this hand of a newer entry than the one that it has pinned." },
  },
  {
    rule: "MB7",
    lie: "keeps a thread back that nobody has answered yet",
    place: "thread",
    hides: ["otherLetter"],
    how: ({ scene, line }) => changeThread(line, scene.other.keys.id, () => null),
    seen: { unnoticed: "Of a letter that nobody but the server has seen there is no other record." },
  },
  {
    rule: "MB5",
    lie: "says that replies were read which lie there unread",
    place: "thread",
    hides: [],
    how: ({ scene, line }) => changeThread(line, scene.inIntake.keys.id, (thread) => ({ ...thread, unread: 0 })),
    seen: { unnoticed: "What a page has confirmed is not handed on to the team." },
  },
  {
    rule: "CO5",
    lie: "takes a second contact part of a case, by an operator whom the case was not given to, dated before the first",
    place: "contact",
    how: beginRival,
    seen: {
      unnoticed:
        "Of two streams that say that they are the same part the one counts that was begun first, by its author's clock.",
    },
  },
];
