import { endedBefore, endIt, notEnded, saysOfEnding } from "./endings.ts";
import { forge, keep } from "./forge.ts";
import { changeListed, changeRoster, changeThread, cutOff } from "./in-transit.ts";
import type { Lie } from "./lie.ts";
import { type Fields, fieldsIn } from "./lying-line.ts";
import { enter } from "./roster.ts";
import { saysOfAlarms, watchLetters } from "./watches.ts";

const FIRST_LOGIN =
  "A device that remembers no earlier session believes the first state that it is shown, and of a case's parts colleagues' notes carry no heads.";

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
    seen: {
      unnoticed:
        "Not until a colleague's note of it gets through, or two days without any note have passed; those of the removed member count.",
    },
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
    ...saysOfEnding("says that a mailbox was ended before its first letter, from the first login on", endedBefore),
    seen: { unnoticed: "The signed ending is not handed on to the team: that there was one is the server's word." },
  },
  {
    ...saysOfEnding("says nothing of an ending after which nobody wrote", notEnded),
    before: endIt,
    unwritable: true,
    seen: {
      unnoticed:
        "As above. Where the thread was handed over, the letter of the mailbox that goes on says so all the same.",
    },
  },
  {
    ...saysOfAlarms("drops the alarm of a letter that waits, and says that it stands", (alarms) => alarms),
    before: watchLetters,
    how: ({ line, disk }) => {
      let said: Fields[] = [];
      line.change("/api/alarms", (answer) => {
        const alarms = fieldsIn(answer, "alarms");
        said = alarms.length > 0 ? alarms : said;
        // Read once before they go.
        disk((db) => db.exec("DELETE FROM alarms; DELETE FROM watched_alarms"));
        return { ...answer, alarms: said };
      });
    },
    seen: {
      unnoticed:
        "Whether a bell will ring is the server's doing. Consoles show the letter, and from half an hour after its time that nobody was called.",
    },
  },
  {
    rule: "MB5",
    lie: "says that replies were read which lie there unread",
    place: "thread",
    hides: [],
    how: ({ scene, line }) =>
      changeThread(line, scene.inIntake.keys.id, (thread) => ({
        ...thread,
        replies: (thread.replies as object[]).map((one) => ({ ...one, hash: null })),
      })),
    seen: { unnoticed: "What a page has confirmed is not handed on to the team." },
  },
  {
    rule: "ST3",
    lie: "accepts a suspended member's commit, backdated to a head at which he was in office",
    place: "intake",
    hides: [],
    shows: "forged",
    before: async (world) => enter(world, { kind: "suspend", member: world.scene.held.Marsh.keys.id }, ["Willow"]),
    how: async (world) => keep(world, await forge(world.scene, "intake", { by: "Marsh" })),
    seen: {
      unnoticed:
        "His colleagues vouch for what he wrote: one member alone must not undo another's last words by suspending him.",
    },
  },
];
