import { handleAsRead } from "../handle.ts";
import type { MemberId } from "../ids.ts";
import type { MemberHandle, Operation, Settings } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { type Fields, foldField } from "./fields.ts";
import { belongsTo, type Place } from "./place.ts";
import { foldReadRefusal, foldRefusedSigning, type RefusedSignings } from "./refused-signings.ts";
import { foldSamePerson, type SamePeople } from "./same-person.ts";

export type Terms = Omit<Settings, "op">;

/** What one member alone can only make longer. */
const LENGTHS = ["figuresDelayDays", "closedThreadDays", "closedCaseDays"] as const;

/** The organisation's terms, how its members are called, and what it asks for besides what everybody does. */
export type CommonsState = {
  settings: Terms | null;
  /** Every change after the founding terms, oldest first. */
  changes: { by: MemberId; at: number; from: Terms; to: Terms }[];
  handles: Map<MemberId, string>;
  /** What was said of which accounts are one person's. */
  same: SamePeople;
  /** From here on nobody unsays it of their own. Not so in what was written before that was the rule. [P11] */
  personTerms: boolean;
  /** What events of an exported calendar say, and nothing else. Empty: the program's own name. */
  calendarWord: string;
  fields: Fields;
  refusedSignings: RefusedSignings;
};

export const emptyCommons = (): CommonsState => ({
  settings: null,
  changes: [],
  handles: new Map(),
  same: [],
  personTerms: false,
  calendarWord: "",
  fields: new Map(),
  refusedSignings: new Map(),
});
export const copyCommons = (state: CommonsState): CommonsState => ({ ...state, handles: new Map(state.handles) });

/** Nobody is called otherwise later, nor as somebody else is: every decision of before would change its author on screen. */
const foldHandle = (handles: Map<MemberId, string>, { member, handle }: MemberHandle): Refusal | null => {
  if (handle.trim() === "") return { kind: "incomplete", field: "handle" };
  const stands = handles.get(member);
  if (stands !== undefined) return stands === handle ? null : { kind: "handle-stands" };
  if (bearerOf(handles, handle) !== null) return { kind: "handle-taken" };
  handles.set(member, handle);
  return null;
};

/** Who is called so, or so that nobody could tell them apart; null: nobody. */
export const bearerOf = (handles: ReadonlyMap<MemberId, string>, handle: string): MemberId | null => {
  const read = handleAsRead(handle);
  for (const [member, borne] of handles) if (handleAsRead(borne) === read) return member;
  return null;
};

export const foldCommons = (state: CommonsState, operation: Operation, place: Place): Refusal | null => {
  switch (operation.op) {
    case "settings": {
      if (operation.name.trim() === "") return { kind: "incomplete", field: "name" };
      const { op: _, ...settings } = operation;
      const from = state.settings;
      const shorter = from && LENGTHS.find((field) => settings[field] < from[field]);
      if (shorter) return { kind: "terms-shortened", field: shorter };
      if (from) state.changes = [...state.changes, { by: place.by, at: place.at, from, to: settings }];
      state.settings = settings;
      return null;
    }
    case "memberHandle":
      return foldHandle(state.handles, operation);
    case "samePerson": {
      const same = foldSamePerson(state.same, operation, place, state.personTerms);
      if ("kind" in same) return same;
      state.same = same;
      return null;
    }
    case "refuseSigning": {
      const refused = foldRefusedSigning(state.refusedSignings, operation, place);
      if ("kind" in refused) return refused;
      state.refusedSignings = refused;
      return null;
    }
    case "readRefusal": {
      const read = foldReadRefusal(state.refusedSignings, operation, place);
      if ("kind" in read) return read;
      state.refusedSignings = read;
      return null;
    }
    case "personTerms":
      state.personTerms = true;
      return null;
    case "calendarWord":
      if (operation.word.trim() === "") return { kind: "incomplete", field: "text" };
      state.calendarWord = operation.word.trim();
      return null;
    case "defineField":
    case "retireField": {
      const fields = foldField(state.fields, operation, place);
      if ("kind" in fields) return fields;
      state.fields = fields;
      return null;
    }
    default:
      return belongsTo(operation, "commons") ? null : { kind: "wrong-compartment" };
  }
};
