/**
 * What came beside the words: each file into the mailbox under a letter of its own, or a letter that names it and says why not.
 * Which of the two it was stays so when the message is taken up again, as both have one id. [P6] [MB7]
 */
import { hashOf, safeName, safeType } from "@fairlead/protocol/files";
import type { MailboxKeys } from "@fairlead/protocol/seal";
import type { Correspondent } from "./correspondent.ts";
import type { Working } from "./gateway.ts";
import type { Posted } from "./line.ts";
import { plainLine, said } from "./text.ts";

/** More than this the gateway holds in memory for nobody. */
export const HELD_LIMIT = 25 * 1024 * 1024;

export type Attachment = {
  name: string;
  type: string;
  size: number;
  /** null: there is no hope of it; `why` says so to the team. */
  bytes: Uint8Array | null;
  why?: string;
};

export type Message = Pick<Correspondent, "way" | "address" | "language"> & {
  keys: MailboxKeys;
  /** As it tells itself apart from this person's other messages. */
  id: string;
};

const WHY = {
  large: "it is larger than this mailbox may send, which is more once it has been answered",
  full: "there is no room for it. A mailbox has more once it has been answered",
};

export const notTaken = (name: string, size: number, why: string): string =>
  said(
    `An attachment came and was not taken over: ${plainLine(safeName(name), 80)}, ${Math.ceil(size / 1024)} KB: ${why}`,
  );

/** @returns null once each is there or named; what else came is the reason to try all of it again */
export async function handOver(
  { secret, desk, counts }: Pick<Working, "secret" | "desk" | "counts">,
  { way, address, language, keys, id }: Message,
  attachments: readonly Attachment[],
): Promise<Exclude<Posted, { kind: "sent" }> | null> {
  for (const [index, { name, type, size, bytes, why }] of attachments.entries()) {
    const message = secret.messageOf(way, address, `${id}\0file ${index}`);
    const letter = { text: "", language, via: way, message };
    let refused = why ?? WHY.large;
    if (bytes !== null && bytes.length <= HELD_LIMIT) {
      const key = secret.fileOf(way, address, id, index, hashOf(bytes));
      const named = { name: safeName(name), type: safeType(type.toLowerCase()), size: bytes.length };
      const posted = await desk.postFile(keys, letter, { ...key, ...named, cleaned: "not-cleanable" }, bytes);
      if (posted.kind === "sent") {
        counts.add("files");
        continue;
      }
      if (posted.kind !== "refused") return posted;
      refused = WHY[posted.why];
    }
    const posted = await desk.post(keys, { ...letter, text: notTaken(name, size, refused) });
    if (posted.kind !== "sent") return posted;
    counts.add("files not taken over");
  }
  return null;
}
