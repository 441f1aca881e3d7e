import { HOUR } from "../day.ts";
import type { CaseId, MemberId, StreamId } from "../ids.ts";
import type { Operation } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { AccessHow, AccessPart } from "../words.ts";
import type { Place } from "./place.ts";

/** The newest count: years of one member's screens; a list without end would slow every auditor's console. */
const LOOKS_MOST = 50_000;
/** So many more than that, and the oldest go at once: to move all others up for each one costs more with each. */
const CUT = 5_000;
/** Hours that a console's clock may have run ahead of itself between noting and writing. */
const AHEAD = 1;

/** One compartment on a screen, in one hour. `written` (ms): when the console said so, later where it was away. */
export type Look = {
  hour: number;
  stream: StreamId;
  case: CaseId | null;
  part: AccessPart;
  how: AccessHow;
  written: number;
};

/** What one member's console says. Nobody else's word counts here: it would put looks into another's mouth. */
export type AccessState = {
  of: MemberId;
  /** Hours in which this member's console was unlocked, in their order. */
  desks: number[];
  /** In the order in which they were written. */
  looks: Look[];
  /** Of looks and desks that stand there. */
  seen: Set<string>;
};

export const emptyAccess = (of: MemberId): AccessState => ({ of, desks: [], looks: [], seen: new Set() });
export const copyAccess = ({ of, desks, looks, seen }: AccessState): AccessState => ({
  of,
  desks: [...desks],
  looks: [...looks],
  seen: new Set(seen),
});

export const lookKey = ({ hour, stream, how }: Pick<Look, "hour" | "stream" | "how">): string =>
  `${hour} ${stream} ${how}`;
export const deskKey = ({ hour }: Pick<Look, "hour">): string => `${hour}`;

export const foldAccess = (state: AccessState, operation: Operation, { by, at }: Place): Refusal | null => {
  if (operation.op !== "unlockedDesk" && operation.op !== "openedCompartment") return { kind: "wrong-compartment" };
  if (by !== state.of) return { kind: "not-your-role" };
  // What has not been yet was seen by nobody.
  if (operation.hour > at / HOUR + AHEAD) return { kind: "incomplete", field: "hour" };
  const key = operation.op === "unlockedDesk" ? deskKey(operation) : lookKey(operation);
  // Sent twice, by a console that did not hear that it had arrived: once is what was meant.
  if (state.seen.has(key)) return null;
  state.seen.add(key);
  if (operation.op === "unlockedDesk") {
    state.desks.push(operation.hour);
    for (const hour of cutOf(state.desks)) state.seen.delete(deskKey({ hour }));
    return null;
  }
  const { hour, stream, part, how } = operation;
  state.looks.push({ hour, stream, case: operation.case, part, how, written: at });
  for (const oldest of cutOf(state.looks)) state.seen.delete(lookKey(oldest));
  return null;
};

const cutOf = <T>(list: T[]): T[] => (list.length < LOOKS_MOST + CUT ? [] : list.splice(0, CUT));
