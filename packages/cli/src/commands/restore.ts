import { readFile } from "node:fs/promises";
import { readBackup } from "../backup/read.ts";
import { BackupBroken } from "../backup/records.ts";
import type { Command } from "../command.ts";
import { Failure } from "../failure.ts";
import { DATABASE_MANUAL, DATABASE_OPTION, storeOf } from "../where.ts";

export const restore: Command = {
  name: "restore",
  summary: "bring a backup back into an empty store",
  manual: `fairlead restore --from FILE --identity FILE [--database URL] [--json]

Opens a backup with a secret key ("fairlead keygen") and fills an empty store with it: all of it
or nothing. A backup of either kind of store restores into either kind.

  --from FILE       the backup
  --identity FILE   the secret key; remove it from this machine afterwards
  ${DATABASE_MANUAL}

Everything written after the backup is missing, and everything erased after it is back. Members'
consoles that have seen newer heads will say so.`,
  options: { from: { type: "string" }, identity: { type: "string" }, json: { type: "boolean" }, ...DATABASE_OPTION },
  async run(given, effects) {
    const file = given.text("from");
    const identityFile = given.text("identity");
    if (file === undefined || identityFile === undefined) throw new Failure("Give --from FILE and --identity FILE.", 2);
    const text = await readFile(identityFile, "utf8").catch(() => {
      throw new Failure(`${identityFile} cannot be read.`, 2);
    });
    const identities = text.split("\n").filter((line) => line.startsWith("AGE-SECRET-KEY-"));
    if (identities.length === 0) throw new Failure(`${identityFile} holds no secret key.`, 2);
    const store = await storeOf(given, effects);
    try {
      const { hour, records } = await readBackup(store, file, identities);
      const made = new Date(hour * 3_600_000).toISOString().slice(0, 13);
      if (given.flag("json")) effects.print(JSON.stringify({ records, made: `${made}Z` }));
      else effects.print(`${records} records, as they stood at ${made} h UTC`);
      effects.tell("What was written after that hour is missing; what was erased after it is back.");
    } catch (error) {
      throw explained(error, file);
    } finally {
      await store.close();
    }
  },
};

function explained(error: unknown, file: string): unknown {
  if (error instanceof BackupBroken) return new Failure(`${file} is not a whole backup. Nothing was restored.`);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "FL_STORE_NOT_EMPTY")
    return new Failure("This store already holds something. Restore into an empty one.");
  if (code === "FL_STORE_NEWER" || code === "FL_STORE_RECORD")
    return new Failure("This backup was made by a newer Fairlead. Bring this one up to date first.");
  if (code === "ENOENT") return new Failure(`${file} is not there.`, 2);
  if (error instanceof Error && /no identity matched|invalid|stanza/i.test(error.message))
    return new Failure(`That key does not open ${file}, or it is no backup. Nothing was restored.`);
  return error;
}
