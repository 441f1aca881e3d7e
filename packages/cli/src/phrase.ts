import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import type { Effects } from "./effects.ts";
import { Failure } from "./failure.ts";

export const PHRASE_MANUAL = `Your phrase is asked for at the terminal and does not appear there. Without a terminal:
  FAIRLEAD_PHRASE_FILE   a file that holds it, readable by you alone
  FAIRLEAD_PHRASE_FD     or the number of an open file descriptor, e.g. 3
Never on the command line: every account on the machine can read that.`;

/** A member's phrase, from the terminal or from where the environment says. @throws Failure */
export async function readPhrase({ env, person }: Pick<Effects, "env" | "person">): Promise<string> {
  const { FAIRLEAD_PHRASE_FILE: file, FAIRLEAD_PHRASE_FD: descriptor } = env;
  if (file !== undefined) return fromFile(file);
  if (descriptor !== undefined) return fromDescriptor(descriptor);
  if (person === null)
    throw new Failure("Nobody can be asked for the phrase here. Set FAIRLEAD_PHRASE_FILE or FAIRLEAD_PHRASE_FD.", 2);
  return person.askHidden("Your phrase (nothing will appear): ");
}

function fromFile(file: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch {
    throw new Failure("The file that FAIRLEAD_PHRASE_FILE names cannot be read.", 2);
  }
  try {
    const stat = fstatSync(descriptor);
    // A pipe or a terminal is read once and is nobody else's; a file lies there.
    if (stat.isFile() && (stat.mode & 0o077) !== 0)
      throw new Failure("Others can read the file that FAIRLEAD_PHRASE_FILE names. Run: chmod 600 on it.", 2);
    return readFileSync(descriptor, "utf8").trim();
  } finally {
    closeSync(descriptor);
  }
}

function fromDescriptor(text: string): string {
  const descriptor = Number(text);
  if (!Number.isInteger(descriptor) || descriptor < 0)
    throw new Failure("FAIRLEAD_PHRASE_FD is the number of an open file descriptor.", 2);
  try {
    return readFileSync(descriptor, "utf8").trim();
  } catch {
    throw new Failure("The file descriptor that FAIRLEAD_PHRASE_FD names cannot be read.", 2);
  }
}
