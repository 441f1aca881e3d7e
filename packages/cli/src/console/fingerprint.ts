import { buildInWords } from "@fairlead/client";
import { sha256 } from "@fairlead/console/dist";
import { fromHex } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";

/** What one person reads out to another about a build of the console, and the hash that it stands for. */
export function fingerprintOf(files: string): { words: string; sha256: string } {
  const hash = sha256(Buffer.from(files));
  return { words: buildInWords(fromHex(hash), ENGLISH).join(" "), sha256: hash };
}
