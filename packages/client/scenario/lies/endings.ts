import type { SuccessionProof } from "@fairlead/casework";
import { signSuccession } from "@fairlead/protocol";
import { successionProof } from "../../src/proof.ts";
import { Caller } from "../caller.ts";
import { envelopeOf, forge, keep } from "./forge.ts";
import { changeThread } from "./in-transit.ts";
import type { Lie, World } from "./lie.ts";
import { type Fields, fieldsIn } from "./lying-line.ts";
import { SAID } from "./scene.ts";

const anEnding =
  (rows: number) =>
  (thread: Fields): Fields => ({ ...thread, ended: { hour: 1, rows } });

/** What the server says of how the caller's mailbox ended. */
export const saysOfEnding = (lie: string, change: (thread: Fields) => Fields): Omit<Lie, "seen"> => ({
  rule: "HO2",
  lie,
  place: "thread",
  hides: [],
  how: ({ line, scene }) => changeThread(line, scene.inIntake.keys.id, change),
});

export const notEnded = ({ ended: _, ...thread }: Fields): Fields => thread;
export const endedBefore = anEnding(0);

/** Its holder gives the words up; nobody writes with them any more. */
export const endIt = ({ house, scene }: World): Promise<void> => new Caller(house, scene.inIntake.keys).end();

/** … or whoever else has them does. */
async function useOldWords(world: World): Promise<void> {
  await endIt(world);
  await new Caller(world.house, world.scene.inIntake.keys).write(SAID.later);
}

/** An operator's word that this caller's thread goes on in that of another, with whatever stands behind it. */
const leads = (lie: string, shown: (world: World) => SuccessionProof | null): Lie => ({
  rule: "HO1",
  lie,
  place: "intake",
  hides: [],
  how: async (world) => {
    const { scene } = world;
    const [mailbox, from, proof] = [scene.other.keys.id, scene.inIntake.keys.id, shown(world)];
    const said = { op: "continueThread" as const, mailbox, from, seen: 2, ...(proof && { proof }) };
    keep(world, await forge(scene, "intake", { by: "Marsh", operations: envelopeOf(scene, [said]) }));
  },
  seen: { alarm: "unproven-succession" },
});

export const ENDINGS: readonly Lie[] = [
  {
    ...saysOfEnding("says that a mailbox was ended between two letters of one chain", anEnding(1)),
    hides: ["secondLetter"],
    seen: { halts: "FL_THREAD_ALTERED" },
  },
  {
    ...saysOfEnding(
      "says nothing of an ending, after which somebody wrote with the words that were given up",
      notEnded,
    ),
    before: useOldWords,
    unwritable: true,
    hides: ["later"],
    seen: { halts: "FL_THREAD_ALTERED" },
  },
  {
    ...saysOfEnding("gives a letter again, as one that came after the ending", (thread) => {
      const [first] = fieldsIn(thread, "rows");
      return {
        ...thread,
        ended: { hour: 1, rows: 2 },
        rows: [...fieldsIn(thread, "rows"), { ...first, seq: 3 }],
        up: { seq: 3, hash: first?.hash },
      };
    }),
    seen: { halts: "FL_THREAD_ALTERED" },
  },
  {
    ...saysOfEnding("says that a mailbox was ended before letters that were read", endedBefore),
    to: "an open hand",
    hides: ["later"],
    seen: { halts: "FL_THREAD_ALTERED" },
  },
  leads("takes an operator's word that a thread goes on in his mailbox, with nothing behind it", () => null),
  leads("takes an operator's word that a thread goes on in his mailbox, in his own hand", ({ scene }) => {
    const { keys } = scene.other;
    const signed = signSuccession({ ...keys, id: scene.inIntake.keys.id }, scene.pin.organisation, keys.id);
    return successionProof(signed, scene.inIntake.keys);
  }),
  leads(
    "takes an operator's word that a thread goes on in his mailbox, with what its holder signed for another",
    ({ scene }) => {
      const { keys } = scene.inIntake;
      return successionProof(signSuccession(keys, scene.pin.organisation, scene.inCase.keys.id), keys);
    },
  ),
];
