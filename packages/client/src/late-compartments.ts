import { makeEpochKey, mayAdminister, newId, type StreamId } from "@fairlead/protocol";
import type { Appender, Written } from "./append.ts";
import { keepingOf } from "./compartment.ts";
import type { Held } from "./held.ts";
import { COMMON_COMPARTMENTS, holdsByRole } from "./role-compartments.ts";
import type { StreamWrite } from "./writing.ts";

/** Added after organisations had been founded without it: what such a one lacks is begun later. */
const ADDED = ["resources"] as const satisfies (typeof COMMON_COMPARTMENTS)[number][];

/**
 * Begins what an organisation lacks that was founded before there was such a compartment. Only by whoever of the
 * administrators was enrolled first, and holds all the others: any other may lack it because nobody has given it yet, and
 * would begin a second one. Part of every round. [CO5]
 */
export async function beginLateCompartments(held: Held, appender: Appender): Promise<Written> {
  if (lateCompartments(held).length === 0) return { kind: "done" };
  return appender.write(() => ({
    kind: "draft",
    writes: lateCompartments(held).map((about): StreamWrite => {
      const { random } = held.effects;
      const readers = activeMembers(held).filter(({ role }) => holdsByRole(role, about));
      const begins = { key: makeEpochKey(random), readers, link: false, keeping: keepingOf({ about }) };
      return { stream: newId<StreamId>(random), operations: [{ op: "begin", compartment: { about } }], begins };
    }),
  }));
}

function lateCompartments(held: Held): (typeof ADDED)[number][] {
  const first = activeMembers(held).find(({ role }) => mayAdminister(role));
  if (first?.id !== held.keys.id) return [];
  const holdsAll = COMMON_COMPARTMENTS.every(
    (about) => ADDED.some((late) => late === about) || held.compartment(about) !== null,
  );
  if (!holdsAll || held.halts().length > 0) return [];
  return ADDED.filter((about) => held.compartment(about) === null);
}

const activeMembers = ({ roster }: Held) =>
  [...roster.members.values()].filter(({ standing }) => standing === "active");
