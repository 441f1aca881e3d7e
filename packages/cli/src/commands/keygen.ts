import { open } from "node:fs/promises";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import type { Command } from "../command.ts";
import { Failure } from "../failure.ts";

export const keygen: Command = {
  name: "keygen",
  summary: "make a key pair for backups",
  manual: `fairlead keygen --out FILE

Writes a new secret key for backups to FILE (readable by you alone) and prints its public key,
which "fairlead backup --recipient" takes. Keep FILE away from the server: on paper, on a stick,
with two different people. Whoever has it can read the backup's outer seal; what is inside stays
sealed to the members' keys.

The key is post-quantum (ML-KEM-768 with X25519). The "age" command opens such backups from
version 1.3 on.`,
  options: { out: { type: "string" } },
  async run(given, effects) {
    const file = given.text("out");
    if (file === undefined) throw new Failure("Where to? Give --out FILE.", 2);
    const identity = await generateHybridIdentity();
    const handle = await open(file, "wx", 0o600).catch(() => {
      throw new Failure(`${file} cannot be made: it may exist already, or its folder does not.`);
    });
    await handle.writeFile(`${identity}\n`);
    await handle.sync();
    await handle.close();
    effects.print(await identityToRecipient(identity));
    effects.tell(`The secret key is in ${file}. Move it off this machine.`);
  },
};
