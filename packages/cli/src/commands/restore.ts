import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { hourOf, type Pin } from "@fairlead/protocol";
import { markRestored, type Store } from "@fairlead/server";
import { readBackup } from "../backup/read.ts";
import { BackupBroken } from "../backup/records.ts";
import { learnSince, type Since } from "../backup/since.ts";
import type { Command } from "../command.ts";
import type { Effects } from "../effects.ts";
import { Failure } from "../failure.ts";
import { pinFileIn, readPinIfThere } from "../pin-keeping.ts";
import { DATABASE_MANUAL, DATABASE_OPTION, folderOf, openAt, storeOf } from "../where.ts";

export const restore: Command = {
  name: "restore",
  summary: "bring a backup back into an empty store",
  manual: `fairlead restore --from FILE --identity FILE [--members STORE] [--pin FILE] [--database URL] [--json]
fairlead restore --disk [--database URL]

Opens a backup with a secret key ("fairlead keygen") and fills an empty store with it: all of it
or nothing. A backup of either kind of store restores into either kind.

  --from FILE       the backup
  --identity FILE   the secret key; remove it from this machine afterwards
  --members STORE   the store that this one takes the place of, a SQLite file or postgres://…, if it can
                    still be read. What members were let in, suspended and removed since the backup is
                    taken over from it, and what two have erased since is destroyed here again.
  --pin FILE        default pin.json in FAIRLEAD_DIR; a pin newer than the backup shows that something
                    of that kind has happened
  ${DATABASE_MANUAL}
  --disk            no backup of ours: the disk itself was put back as it was. Says so to the store, which
                    then takes back from members what was erased since

Everything written after the backup is missing, and without --members everything erased after it is
back. Members' consoles that have seen newer heads will say so.`,
  options: {
    from: { type: "string" },
    identity: { type: "string" },
    members: { type: "string" },
    pin: { type: "string" },
    disk: { type: "boolean" },
    json: { type: "boolean" },
    ...DATABASE_OPTION,
  },
  async run(given, effects) {
    if (given.flag("disk")) {
      const store = await storeOf(given, effects);
      await markRestored(store, hourOf(effects.clock()));
      await store.close();
      effects.print("The store knows now that it stands as it stood once.");
      return;
    }
    const file = given.text("from");
    const identityFile = given.text("identity");
    if (file === undefined || identityFile === undefined) throw new Failure("Give --from FILE and --identity FILE.", 2);
    const text = await readFile(identityFile, "utf8").catch(() => {
      throw new Failure(`${identityFile} cannot be read.`, 2);
    });
    const identities = text.split("\n").filter((line) => line.startsWith("AGE-SECRET-KEY-"));
    if (identities.length === 0) throw new Failure(`${identityFile} holds no secret key.`, 2);
    const pin = await readPinIfThere(given.text("pin") ?? pinFileIn(folderOf(effects)));
    const store = await storeOf(given, effects);
    try {
      const { hour, records } = await readBackup(store, file, identities);
      await markRestored(store, hourOf(effects.clock()));
      const since = await sinceThen(store, given.text("members"), pin, effects);
      const made = hourText(hour);
      if (given.flag("json")) effects.print(JSON.stringify({ records, made: `${made}Z`, ...since }));
      else effects.print(`${records} records, as they stood at ${made} h UTC`);
      for (const line of remarks(since, given.text("members") !== undefined)) effects.tell(line);
    } catch (error) {
      throw explained(error, file);
    } finally {
      await store.close();
    }
  },
};

const hourText = (hour: number) => new Date(hour * 3_600_000).toISOString().slice(0, 13);

async function sinceThen(store: Store, members: string | undefined, pin: Pin | null, { clock }: Effects) {
  if (members === undefined) return learnSince(store, null, pin, clock);
  if (!/^postgres(ql)?:/.test(members) && !existsSync(members))
    throw new Failure(`${members} is not there. The backup was restored; nothing was taken over.`, 2);
  const other = await openAt(members);
  try {
    return await learnSince(store, other, pin, clock);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("FL_")) throw error;
    throw new Failure(`The backup was restored; the members of the other store do not all follow from it (${code}).`);
  } finally {
    await other.close();
  }
}

/** What whoever restores must know, as far as anybody can from here. */
function remarks({ entries, erased, behindPin }: Since, asked: boolean): string[] {
  const lines = ["What was written after that hour is missing."];
  if (asked) lines.push(`Taken over: ${entries} changes of members since.`);
  for (const hour of erased) lines.push(`Erased by two at ${hourText(hour)} h UTC: destroyed here again.`);
  if (behindPin)
    lines.push(
      "The pin is newer than this store: since the backup members were changed or cases erased, and this store does not",
      'know it. "fairlead serve" refuses it under that pin. If nothing newer can be had: move the pin away, make one of this',
      'store ("fairlead pin"), and let a member come first whose console was in use since: it brings back what it knows.',
    );
  else if (!asked)
    lines.push(
      "What was erased after that hour is back, and whoever was suspended since is in again, until a member comes whose",
      "console was in use since: it brings back what it knows. From here it cannot be seen whether there was any. If the",
      "old store can still be read, restore into an empty one with --members.",
    );
  return lines;
}

function explained(error: unknown, file: string): unknown {
  if (error instanceof Failure) return error;
  if (error instanceof BackupBroken) return new Failure(`${file} is not a whole backup. Nothing was restored.`);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "FL_STORE_NOT_EMPTY")
    return new Failure("This store already holds something. Restore into an empty one.");
  if (code === "FL_STORE_NEWER" || code === "FL_STORE_RECORD")
    return new Failure("This backup was made by a newer Fairlead. Bring this one up to date first.");
  if (code === "FL_STORE_OLDER")
    return new Failure("This backup was made by a Fairlead too old for this one (CHANGELOG.md). Nothing was restored.");
  if (code === "ENOENT") return new Failure(`${file} is not there.`, 2);
  if (error instanceof Error && /no identity matched|invalid|stanza/i.test(error.message))
    return new Failure(`That key does not open ${file}, or it is no backup. Nothing was restored.`);
  return error;
}
