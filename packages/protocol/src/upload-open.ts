import { NOTHING } from "./hash.ts";
import { openWith } from "./hpke-open.ts";
import { decodeUploadNote, type Upload, type UploadNote, uploadInfo } from "./upload.ts";

/**
 * Opens one's own note. Read the upload first, under the mailbox's own key: a note that somebody else had written would
 * name a key that he knows. @throws Refused FL_OPEN
 */
export async function openUploadNote(upload: Upload, kemSeed: Uint8Array): Promise<UploadNote> {
  return decodeUploadNote(await openWith(kemSeed, uploadInfo(upload), NOTHING, upload.note));
}
