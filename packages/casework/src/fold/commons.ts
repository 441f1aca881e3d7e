import type { MemberId } from "../ids.ts";
import type { Operation, Settings } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { belongsTo, type Place } from "./place.ts";

/** The organisation's terms and how its members are called. */
export type CommonsState = {
  settings: Omit<Settings, "op"> | null;
  handles: Map<MemberId, string>;
};

export const emptyCommons = (): CommonsState => ({ settings: null, handles: new Map() });
export const copyCommons = (state: CommonsState): CommonsState => ({ ...state, handles: new Map(state.handles) });

export const foldCommons = (state: CommonsState, operation: Operation, _place: Place): Refusal | null => {
  switch (operation.op) {
    case "settings": {
      if (operation.name.trim() === "") return { kind: "incomplete", field: "name" };
      const { op: _, ...settings } = operation;
      state.settings = settings;
      return null;
    }
    case "memberHandle":
      if (operation.handle.trim() === "") return { kind: "incomplete", field: "handle" };
      state.handles.set(operation.member, operation.handle);
      return null;
    default:
      return belongsTo(operation, "commons") ? null : { kind: "wrong-compartment" };
  }
};
