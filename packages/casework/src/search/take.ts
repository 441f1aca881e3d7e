import type { PersonRef } from "../view.ts";
import { lineOf, type Piece, type PieceKind } from "./piece.ts";

/** What is read together: its words, who said them and when, and on which line of its place they stand. */
export type Taken = {
  words: readonly (string | null | undefined)[];
  said: { by?: PersonRef | null; at?: number | null };
  line: string | null;
  part?: Piece["part"];
  covered?: boolean;
};

/** How each kind of text is taken out of one thing. A kind that is not named does not stand there. */
export type Table<Of> = { readonly [K in PieceKind]?: (of: Of) => readonly Taken[] };

/** Goes through a table; what it says of no part stands in `part`. Where no word was written there is no piece. */
export const takeFrom = <Of>(table: Table<Of>, of: Of, part: Piece["part"]): Piece[] => {
  const pieces: Piece[] = [];
  for (const kind of Object.keys(table) as PieceKind[])
    for (const { words, said, line, part: own = part, covered = false } of table[kind]?.(of) ?? []) {
      const text = words.filter((one) => one != null && one.trim() !== "").join("\n");
      if (text !== "") pieces.push({ kind, part: own, by: said.by ?? null, at: said.at ?? null, text, line, covered });
    }
  return pieces;
};

export const noteLine = ({ at, by }: { at: number; by: PersonRef }): string => lineOf("note", at, by.id);

export const NOBODY = { by: null, at: null };
