import { makeMemberKeys, publicKeys, type RosterBody, readRoster, toHex } from "@fairlead/protocol";
import { random } from "../house.ts";
import { compartment } from "./forge.ts";
import { changeListed, changeRoster, changeThread, cutOff } from "./in-transit.ts";
import type { Lie } from "./lie.ts";
import { fieldsIn } from "./lying-line.ts";
import { next } from "./roster.ts";

const REMEMBERS = { to: "a device that remembers" } as const;

/** Told in a new session, on a device that has seen more in an earlier one. */
export const DEVICES: readonly Lie[] = [
  {
    ...REMEMBERS,
    rule: "ST4",
    lie: "rolls a compartment back to its first commit",
    place: "contact",
    how: ({ scene, line }) => {
      const first = compartment(scene, "case contact").held.accepted[0]?.head;
      if (first === undefined) throw new Error("a compartment without commits");
      cutOff(line, scene.streams["case contact"], { seq: first.seq, hash: first.hash });
    },
    seen: { halts: "FL_HEAD_REGRESSED" },
  },
  {
    ...REMEMBERS,
    rule: "ST4",
    lie: "puts another commit in the place of the newest that was seen",
    place: "contact",
    how: ({ scene, line }) =>
      changeListed(line, scene.streams["case contact"], (listed) => ({
        ...listed,
        seq: compartment(scene, "case contact").head.seq,
        hash: toHex(random(32)),
      })),
    seen: { halts: "FL_HEAD_FORKED" },
  },
  {
    ...REMEMBERS,
    rule: "ST4",
    lie: "lists a compartment no longer, and says nothing of it",
    place: "contact",
    hides: [],
    how: ({ scene, line }) => changeListed(line, scene.streams["case contact"], () => null),
    seen: { halts: "FL_STREAM_WITHHELD" },
  },
  {
    ...REMEMBERS,
    rule: "ST4",
    lie: "rolls the roster back by one entry",
    place: "roster",
    how: ({ scene, line }) => changeRoster(line, (_real, from) => scene.entries.slice(from, -1)),
    seen: { halts: "FL_ROSTER_REGRESSED" },
  },
  {
    ...REMEMBERS,
    rule: "ST4",
    lie: "puts another roster entry, written with an administrator's stolen key, in the place of the newest",
    place: "roster",
    how: async (world) => {
      const before = world.scene.entries.slice(0, -1);
      const body: RosterBody = { kind: "enrol", member: await publicKeys(makeMemberKeys(random)), role: "operator" };
      const fork = [...before, next(world, readRoster(before), body, ["Anchor"])];
      changeRoster(world.line, (_real, from) => fork.slice(from));
    },
    seen: { halts: "FL_ROSTER_FORKED" },
  },
  {
    ...REMEMBERS,
    rule: "ST4",
    lie: "rolls a mailbox back to its first letter",
    place: "thread",
    how: ({ scene, line }) =>
      changeThread(line, scene.inIntake.keys.id, (thread) => {
        const rows = fieldsIn(thread, "rows").slice(0, 1);
        return { ...thread, rows, up: { seq: 1, hash: rows[0]?.hash } };
      }),
    seen: { halts: "FL_THREAD_SHRUNK" },
  },
];
