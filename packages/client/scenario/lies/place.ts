import type { Operation } from "@fairlead/casework";
import type { Hand, Outcome } from "../../src/index.ts";
import { Caller } from "../caller.ts";
import { allRowsOn, onDisk, rowsOn } from "./disk.ts";
import { envelopeOf, forge, keep } from "./forge.ts";
import type { Lie, PlaceName, World } from "./lie.ts";
import { SAID, type Scene, threatNamed } from "./scene.ts";
import type { Words } from "./words.ts";

/** What a lie is about: what was said there, how a member writes there, and what honest people say there meanwhile. */
export type Place = {
  /** As a halt names it. */
  about: string;
  words: readonly Words[];
  write: (hand: Hand, scene: Scene) => Promise<Outcome<object>>;
  later: (world: World) => Promise<unknown>;
};

const reply = (text: string) => ({ text, standing: false, until: null, checkInBy: null });

/** A colleague writes on; the server takes it. */
async function colleagueWrites(
  { scene, house, roster }: World,
  about: "case contact" | "case threat" | "intake" | "intake-keys",
  operations: readonly Operation[],
): Promise<void> {
  const place = { rosterHead: roster.head };
  const commit = await forge(scene, about, { by: "Harbour", place, operations: envelopeOf(scene, operations) });
  keep({ disk: (change) => onDisk(house, change) }, commit);
}

const contact: Place = {
  about: "case contact",
  words: ["caseNote"],
  write: (hand, { theCase }) => hand.act.noteCase(theCase, "written on top"),
  later: (world) => colleagueWrites(world, "case contact", [{ op: "note", text: SAID.later }]),
};

const threat: Place = {
  about: "case threat",
  words: ["oldThreat", "threat"],
  write: (hand, { theCase }) => hand.act.addThreat(theCase, threatNamed("written on top")),
  later: (world) =>
    colleagueWrites(world, "case threat", [{ op: "addThreat", threat: "11".repeat(16), ...threatNamed(SAID.later) }]),
};

const intake: Place = {
  about: "intake",
  words: ["threadNote"],
  write: (hand, { inIntake }) => hand.act.note(inIntake.keys.id, "written on top"),
  later: (world) => colleagueWrites(world, "intake", [{ op: "handOver", text: SAID.later }]),
};

/** A mailbox in the intake: its caller is the one who writes on. */
const thread: Place = {
  about: "thread",
  words: ["letter", "secondLetter"],
  write: (hand, { inIntake }) => hand.act.answer(inIntake.keys.id, reply("written on top")),
  later: ({ scene, house }) => new Caller(house, scene.inIntake.keys).write(SAID.later),
};

/** Where the roster does not hold nothing else does. */
const roster: Place = { ...contact, about: "roster", words: ["caseNote", "threat", "letter", "threadNote"] };

const intakeKeys: Place = {
  about: "intake-keys",
  words: ["secondLetter"],
  write: (hand) => hand.act.renewCard(),
  later: (world) => colleagueWrites(world, "intake-keys", []),
};

export const PLACES: Readonly<Record<PlaceName, Place>> = {
  contact,
  threat,
  intake,
  thread,
  roster,
  "intake-keys": intakeKeys,
};

/** How much the server keeps at that place; of everything, where the roster is the place. */
export function keptAt({ house, scene }: Pick<World, "house" | "scene">, place: PlaceName): number {
  if (place === "roster") return allRowsOn(house);
  if (place === "thread") return rowsOn(house, { mailbox: scene.inIntake.keys.id });
  const names = {
    contact: "case contact",
    threat: "case threat",
    intake: "intake",
    "intake-keys": "intake-keys",
  } as const;
  return rowsOn(house, { stream: scene.streams[names[place]] });
}

/** What a lie must keep from being shown. */
export const hiddenBy = ({ hides, place, to }: Lie): readonly Words[] =>
  hides ?? (to === undefined ? PLACES[place].words : ["later"]);
