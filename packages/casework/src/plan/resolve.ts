import type { MemberId } from "../ids.ts";
import type { PersonRef } from "../view.ts";
import { readTaskLine, type WallClock } from "./line.ts";

/** Who can be named in a task of a case. */
export type TaskPeople = { readers: readonly PersonRef[]; owner: PersonRef; standIn: PersonRef | null };

export type ReadTask = {
  text: string;
  owner: MemberId;
  standIn: MemberId | null;
  due: number | null;
  /** Named in the line and not known here, or several are called so: it falls to the owner of the case. */
  unknown: string | null;
};

const OWNER = new Set(["owner", "ответственный", "ответственная"]);
const STAND_IN = new Set(["standin", "stand-in", "замена"]);
const ME = new Set(["me", "мне", "я"]);

/** One line as a task of this case. Whoever is named stands in for nobody else; the case's owner stands in for them. */
export const taskOf = (line: string, clock: WallClock, { readers, owner, standIn }: TaskPeople): ReadTask => {
  const { text, who, due } = readTaskLine(line, clock);
  const named = who === null ? owner : personCalled(who, { readers, owner, standIn });
  const whose = named ?? owner;
  return {
    text,
    due,
    owner: whose.id,
    standIn: whose.id === owner.id ? (standIn?.id ?? null) : owner.id,
    unknown: named === null ? who : null,
  };
};

const personCalled = (who: string, { readers, owner, standIn }: TaskPeople): PersonRef | null => {
  if (OWNER.has(who)) return owner;
  if (STAND_IN.has(who)) return standIn;
  if (ME.has(who)) return readers.find(({ me }) => me) ?? null;
  const called = ({ handle }: PersonRef) => (handle ?? "").toLocaleLowerCase();
  const exact = readers.filter((person) => called(person) === who);
  const begun = exact.length > 0 ? exact : readers.filter((person) => called(person).startsWith(who));
  return begun.length === 1 ? (begun[0] ?? null) : null;
};

/** The lines of a plan: empty ones, and those that begin with #, are for the eye. */
export const taskLines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim().replace(/^[-•*]\s+/u, ""))
    .filter((line) => line !== "" && !line.startsWith("#"));
