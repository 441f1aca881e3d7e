import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { hourOf } from "@fairlead/protocol";
import type { Store } from "@fairlead/server";
import { Encrypter } from "age-encryption";
import { noteBackup } from "./noted.ts";
import { writeRecords } from "./records.ts";

/**
 * Writes everything in the store, as it stood at one moment, sealed to keys held elsewhere.
 * The file appears under its name only when it is whole and on the disk; only then is its age noted.
 *
 * @param recipients age public keys; whoever holds one of their identities can restore
 * @returns how many records and bytes
 */
export async function writeBackup(
  store: Store,
  file: string,
  recipients: readonly string[],
  now: number,
): Promise<{ records: number; bytes: number }> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const hour = hourOf(now);
  let records = 0;
  const plain = writeRecords(store.snapshot(), hour);
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await plain.next();
      if (next.done === true) {
        records = next.value;
        controller.close();
      } else controller.enqueue(next.value);
    },
  }).pipeThrough(new CompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>);
  const partial = `${file}.partial`;
  const handle = await open(partial, "w", 0o600);
  let bytes = 0;
  try {
    for await (const chunk of await encrypter.encrypt(source)) {
      await handle.writeFile(chunk);
      bytes += chunk.length;
    }
    await handle.sync();
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(partial, file);
  const folder = await open(dirname(file), "r");
  await folder.sync().finally(() => folder.close());
  await noteBackup(store, hour);
  return { records, bytes };
}
