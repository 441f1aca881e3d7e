import { openWith } from "./hpke-open.ts";
import { decodeReply, type Reply } from "./letter.ts";
import { refuse } from "./refusal.ts";
import { type Row, rowInfo } from "./row.ts";

/** Opens a reply in the hand of the mailbox's holder. Verify the row first. @throws Refused FL_OPEN */
export async function openReply(row: Row, kemSeed: Uint8Array): Promise<Reply> {
  if (row.header.direction !== "to-mailbox") refuse("FL_FORM_FIELD");
  return decodeReply(await openWith(kemSeed, rowInfo(row.header), row.headerBytes, row.sealed));
}
