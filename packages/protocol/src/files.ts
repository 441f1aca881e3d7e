/** What the caller's second script needs: to send a file, and to go on with one. It brings none of what the first has. */
export {
  type AttachedFile,
  CHUNK_LENGTH,
  chunksOf,
  FILES_LIMIT,
  newFileKey,
  paddedSize,
  safeName,
  safeType,
} from "./attachment.ts";
export { signOpening } from "./challenge.ts";
export { decodeBody } from "./form.ts";
export { hashOf } from "./hash.ts";
export { type MessageId, newId } from "./id.ts";
export type { MailboxKeys } from "./mailbox.ts";
export { unpadPage } from "./padding.ts";
export { readUpload, signChunk, signUpload, signUploadEnd, type UploadNote } from "./upload.ts";
export { openUploadNote } from "./upload-open.ts";
export { solveWork } from "./work.ts";
