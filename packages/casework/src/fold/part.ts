import type { Operation } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { SaidNote } from "./intake.ts";
import type { Place } from "./place.ts";

/** A part of a case for one kind of need: what was noted there, and what its holders call it. */
export type PartState = { title: string; notes: SaidNote[] };

export const emptyPart = (): PartState => ({ title: "", notes: [] });
export const copyPart = (state: PartState): PartState => ({ ...state });

export const foldPart = (state: PartState, operation: Operation, { by, at }: Place): Refusal | null => {
  switch (operation.op) {
    case "titlePart":
      if (operation.title.trim() === "") return { kind: "incomplete", field: "title" };
      state.title = operation.title;
      return null;
    case "note":
      if (operation.text.trim() === "") return { kind: "incomplete", field: "text" };
      state.notes = [...state.notes, { text: operation.text, by, at }];
      return null;
    default:
      return { kind: "wrong-compartment" };
  }
};
