import {
  type Bytes,
  hourOf,
  makeInvitation,
  makeMemberKeys,
  publicKeys,
  type RosterBody,
  rosterEntry,
  signJoining,
} from "@fairlead/protocol";
import { invitationFrom } from "../../src/invitations.ts";
import { random } from "../house.ts";
import { replaced } from "./forge.ts";
import { type Fields, fieldsIn } from "./lying-line.ts";
import type { PaperLie, PaperWorld } from "./paper-lie.ts";

const stranger = makeMemberKeys(random);

/** Another answer to the invitation than the newcomer's own. */
const answers = (
  lie: string,
  make: (world: PaperWorld, own: Bytes) => Promise<Uint8Array> | Uint8Array,
  seen: PaperLie["seen"] = { state: "spoiled" },
): PaperLie => ({
  rule: "RO4",
  lie,
  how: async (world) => {
    const joining = await make(world, world.joining);
    world.line.change("/api/invitations", (answer) => withJoining(answer, joining));
  },
  seen,
});

const withJoining = (answer: Fields, joining: Uint8Array | null): Fields => ({
  ...answer,
  invitations: fieldsIn(answer, "invitations").map((one) => ({ ...one, joining })),
});

/** Someone who holds the link as well. */
async function thiefsAnswer({ code }: PaperWorld): Promise<Uint8Array> {
  return signJoining(invitationFrom(code), await publicKeys(stranger), stranger);
}

const withPaper = (answer: Fields, entry: Uint8Array, now: number): Fields => {
  const paper = { id: "00".repeat(16), hour: hourOf(now), entry, certificate: null };
  return { ...answer, waiting: [...fieldsIn(answer, "waiting"), paper] };
};

/** A paper for the administrator to sign, said to be the other one's. */
const proposes = (lie: string, make: (world: PaperWorld, body: RosterBody) => Bytes): PaperLie => ({
  rule: "RO2",
  lie,
  how: async (world) => {
    const body: RosterBody = { kind: "enrol", member: await publicKeys(stranger), role: "operator" };
    const entry = make(world, body);
    world.line.change("/api/waiting", (answer) => withPaper(answer, entry, world.house.now));
  },
  seen: { proposals: 0 },
});

export const PAPERS: readonly PaperLie[] = [
  answers("answers an invitation itself", async ({ scene }) => {
    const own = makeInvitation(scene.pin, "operator", 420_000, random);
    return signJoining(own, await publicKeys(stranger), stranger);
  }),
  answers("puts its own KEM key into a newcomer's answer", async (_world, own) => {
    const { kemKey } = await publicKeys(stranger);
    // The KEM key is the only field of its length.
    const at = own.length - 1216 - 2 - 32 - 2 - 64;
    return replaced(own, own.slice(at, at + 1216), kemKey);
  }),
  answers("downgrades the suite byte of a newcomer's answer", (_world, own) => Uint8Array.from(own).with(1, 0)),
  answers("gives the answer of somebody else who has the link", thiefsAnswer, { state: "answered", words: "others" }),
  {
    rule: "RO4",
    lie: "gives the newcomer's answer while the words are compared, and somebody else's when he is let in",
    how: async (world) => {
      await world.hand.sync();
      const thiefs = await thiefsAnswer(world);
      world.line.change("/api/invitations", (answer) => withJoining(answer, thiefs));
    },
    seen: { state: "spoiled" },
  },
  {
    rule: "RO4",
    lie: "keeps a newcomer's answer back",
    how: ({ line }) => line.change("/api/invitations", (answer) => withJoining(answer, null)),
    seen: { state: "open" },
  },
  proposes("puts the other administrator's name under a paper of its own", ({ scene, house }, body) => {
    const keel = { ...stranger, id: scene.held.Keel.keys.id };
    return rosterEntry(scene.held.Anchor.roster, body, [keel], hourOf(house.now));
  }),
  {
    ...proposes("puts its own key into what the other administrator has signed", () => new Uint8Array()),
    how: async (world) => {
      const { scene, house, line } = world;
      const newcomer = await publicKeys(makeMemberKeys(random));
      const body: RosterBody = { kind: "enrol", member: newcomer, role: "operator" };
      const signed = rosterEntry(scene.held.Anchor.roster, body, [scene.held.Keel.keys], hourOf(house.now));
      const entry = replaced(signed, newcomer.kemKey, (await publicKeys(stranger)).kemKey);
      line.change("/api/waiting", (answer) => withPaper(answer, entry, house.now));
    },
  },
];
