import { unbox } from "./aead-open.ts";
import type { Bytes } from "./bytes.ts";
import { type Commit, commitKey } from "./commit.ts";
import { unpad } from "./padding.ts";

/** The operations of a commit that has been verified and whose epoch key matches its commitment. @throws Refused FL_OPEN */
export async function openCommit({ header, headerBytes, sealed }: Commit, epochKey: Uint8Array): Promise<Bytes> {
  return unpad(await unbox(commitKey(epochKey, header, headerBytes), headerBytes, sealed));
}
