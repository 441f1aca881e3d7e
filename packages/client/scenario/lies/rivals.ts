import type { CasePart, Operation, StreamId } from "@fairlead/casework";
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
import { nothingUnder } from "./forge.ts";
import type { Lie, World } from "./lie.ts";
import type { Handle } from "./scene.ts";

/** Of the last rival begun; tellings take turns. */
let rival = { stream: "", key: new Uint8Array(32) };

/** A further compartment that says it is this part of the case, dated before everything, with keys of his own. */
async function beginRival(
  { scene, disk }: World,
  by: Handle,
  part: CasePart,
  rest: readonly Operation[],
): Promise<void> {
  const { keys, roster } = scene.held[by];
  const { organisation, head: rosterHead, members } = roster;
  const [stream, key] = [newId<StreamId>(random), makeEpochKey(random)];
  rival = { stream, key };
  const place = { organisation, stream, epoch: 1 };
  const commitment = epochCommitment(key, place);
  const framing: Framing = { kind: "epoch", commitment, continuation: null, link: null, keeping: "perishable" };
  const begin: Operation = { op: "begin", compartment: { about: "case", case: scene.theCase, part } };
  const commit = await sealCommit({
    place: { ...place, seq: 0, prev: ZERO_HASH, rosterHead },
    framing,
    epochKey: key,
    keys,
    operations: encodeEnvelope({ at: 1, operations: [begin, ...rest], readers: [keys.id, scene.held.Willow.keys.id] }),
    random,
  });
  const to = members.get(scene.held.Willow.keys.id);
  if (to === undefined) throw new Error("Willow is not in the roster");
  const wrap = await makeWrap({ place, epochKey: key, to, keys, rosterHead });
  disk((db) => {
    db.prepare(
      "INSERT INTO streams (stream, seq, hash, epoch, roster_seq, keeping) VALUES (?, 0, ?, 1, 0, 'perishable')",
    ).run(...([stream, commit.hash] as const));
    db.prepare("INSERT INTO commits (hash, stream, seq, bytes) VALUES (?, ?, 0, ?)").run(
      ...([commit.hash, stream, commit.bytes] as const),
    );
    db.prepare("INSERT INTO wraps (hash, stream, epoch, member, bytes) VALUES (?, ?, 1, ?, ?)").run(
      ...([commit.hash, stream, to.id, wrap] as const),
    );
  });
}

const readsNothing = (world: World): Promise<void> => nothingUnder(world, rival.stream, rival.key);

/** No lie of a server alone: any member who may begin a compartment can do this. */
export const RIVALS: readonly Lie[] = [
  {
    rule: "CO5",
    lie: "takes a second threat part of a case, begun and dated before the first by an operator whom it was not given to",
    place: "threat",
    hides: [],
    how: (world) => beginRival(world, "Marsh", "threat", []),
    seen: { ignores: true },
    check: readsNothing,
  },
  {
    rule: "CO5",
    lie: "takes a further part of a case, begun by an operator whom it was not given to",
    place: "threat",
    hides: [],
    how: (world) => beginRival(world, "Marsh", "identity", []),
    seen: { ignores: true },
    check: readsNothing,
  },
  {
    rule: "CO5",
    lie: "takes a second contact part of a case, begun and dated before the first by an operator whom it was not given to",
    place: "contact",
    hides: [],
    how: (world) => beginRival(world, "Marsh", "contact", []),
    seen: { ignores: true },
    check: readsNothing,
  },
  {
    rule: "CO5",
    lie: "takes a second contact part of a case, opened and dated before the first by a caseworker whom it was not given to",
    place: "contact",
    hides: [],
    how: async (world) => {
      const { theCase, inCase, held } = world.scene;
      const owner = held.Reed.keys.id;
      const opened = { alias: "Another kettle", people: 1, mailbox: inCase.keys.id, owner, standIn: null };
      await beginRival(world, "Reed", "contact", [{ op: "openCase", case: theCase, ...opened }]);
    },
    seen: { ignores: true },
    check: readsNothing,
  },
];
