import { openWith } from "./hpke-open.ts";
import { decodeLetter, type Letter } from "./letter.ts";
import { refuse } from "./refusal.ts";
import { type Row, rowInfo } from "./row.ts";

/** Opens a caller's letter in a team member's hand. Verify the row first. @throws Refused FL_OPEN */
export async function openLetter(row: Row, kemSeed: Uint8Array): Promise<Letter> {
  if (row.header.direction !== "to-team") refuse("FL_FORM_FIELD");
  return decodeLetter(await openWith(kemSeed, rowInfo(row.header), row.headerBytes, row.sealed));
}
