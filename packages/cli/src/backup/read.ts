import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { Store } from "@fairlead/server";
import { Decrypter } from "age-encryption";
import { noteBackup } from "./noted.ts";
import { readRecords } from "./records.ts";

/**
 * Restores a backup into an empty store, all or nothing.
 * What was erased after the backup was made comes back with it: the caller of this says so.
 *
 * @returns the hour at which the backup was made, and how many records it held
 */
export async function readBackup(
  store: Store,
  file: string,
  identities: readonly string[],
): Promise<{ hour: number; records: number }> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const sealed = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  const opened = (await decrypter.decrypt(sealed)).pipeThrough(
    new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>,
  );
  const { hour, records } = await readRecords(opened);
  let count = 0;
  await store.restore(
    (async function* counted() {
      for await (const record of records) {
        count++;
        yield record;
      }
    })(),
  );
  // The copy was taken before it was noted, so it does not know of itself.
  await noteBackup(store, hour);
  return { hour, records: count };
}
