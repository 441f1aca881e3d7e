import { resolve } from "node:path";
import { writeBackup } from "../backup/write.ts";
import type { Command } from "../command.ts";
import { Failure } from "../failure.ts";
import { DATABASE_MANUAL, DATABASE_OPTION, storeOf } from "../where.ts";

export const backup: Command = {
  name: "backup",
  summary: "write a sealed copy of everything, while the server runs",
  manual: `fairlead backup --to FILE --recipient KEY [--recipient KEY …] [--database URL] [--json]

Copies the whole store as it stands at one moment, while the server goes on, and seals the copy
to keys held elsewhere ("fairlead keygen", or any age public key). FILE appears only when it is
whole and on the disk. Administrators see in the console how old the last backup is.

  --to FILE         where to; an older file of that name is replaced when the new one is whole
  --recipient KEY   age1…: who can restore; several may be given
  ${DATABASE_MANUAL}

What is erased later still stands in backups made before: the store notes the hours of the newest 50, and
whoever erases a case is told which. Destroy old ones on your own schedule.`,
  options: {
    to: { type: "string" },
    recipient: { type: "string", multiple: true },
    json: { type: "boolean" },
    ...DATABASE_OPTION,
  },
  async run(given, effects) {
    const file = given.text("to");
    const recipients = given.texts("recipient");
    if (file === undefined) throw new Failure("Where to? Give --to FILE.", 2);
    if (recipients.length === 0)
      throw new Failure('For whom? Give --recipient KEY. "fairlead keygen --out FILE" makes one.', 2);
    const wrong = recipients.find((recipient) => !/^age1[a-z0-9]+$/.test(recipient));
    if (wrong !== undefined) throw new Failure("A recipient is a public key that begins with age1.", 2);
    const store = await storeOf(given, effects);
    try {
      const { records, bytes } = await writeBackup(store, resolve(file), recipients, effects.clock());
      if (given.flag("json")) effects.print(JSON.stringify({ file, records, bytes }));
      else effects.print(`${records} records, ${bytes} bytes, in ${file}`);
    } finally {
      await store.close();
    }
  },
};
