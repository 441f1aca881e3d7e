import { type Bytes, fromHex } from "../src/bytes.ts";
import { Refused } from "../src/refusal.ts";
import { plain, READERS, type VectorFile } from "./readers.ts";

/** What this implementation makes of one file of vectors, to be compared with what the file says. */
export interface Tried {
  form: string;
  read: unknown;
  /** By twin: the code of its refusal, `accepted`, or what broke in us. */
  twins: Record<string, string>;
}

/** Reads the good one and every twin, wherever this runs: Node or a browser. */
export async function tryVectors({ form, context, good, malformed }: VectorFile): Promise<Tried> {
  const reader = READERS[form];
  if (reader === undefined) throw new TypeError(`no reader of ${form}`);
  const answerTo = async (bytes: Bytes): Promise<string> => {
    try {
      await reader(bytes, context);
      return "accepted";
    } catch (error) {
      return error instanceof Refused ? error.code : `broke: ${error}`;
    }
  };
  const twins: Record<string, string> = {};
  for (const { twin, bytes } of malformed) twins[twin] = await answerTo(fromHex(bytes));
  return { form, read: plain(await reader(fromHex(good), context)), twins };
}

/** What must come of it. */
export function expectedOf({ form, read, malformed }: VectorFile): Tried {
  return { form, read, twins: Object.fromEntries(malformed.map(({ twin, code }) => [twin, code])) };
}
