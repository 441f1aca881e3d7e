import { unbox } from "./aead-open.ts";
import { type AttachedFile, CHUNK_LENGTH, chunkKey, paddedSize, sealedLength } from "./attachment.ts";
import { type Bytes, toBytes } from "./bytes.ts";
import { NOTHING } from "./hash.ts";
import { refuse } from "./refusal.ts";

/**
 * The bytes of the file that lie in one chunk: none, where only zeros are left. Read all of them, in order, to know that
 * the file is whole.
 * @throws Refused FL_OPEN for a chunk of another place, file or length; FL_PADDING
 */
export async function openChunk(
  file: Pick<AttachedFile, "id" | "key" | "size">,
  index: number,
  sealed: Uint8Array,
): Promise<Bytes> {
  if (sealed.length !== sealedLength(paddedSize(file.size), index)) return refuse("FL_OPEN");
  const text = await unbox(chunkKey(file, index), NOTHING, toBytes(sealed));
  const ends = Math.min(text.length, Math.max(0, file.size - index * CHUNK_LENGTH));
  if (text.subarray(ends).some((byte) => byte !== 0)) return refuse("FL_PADDING");
  return text.slice(0, ends);
}
