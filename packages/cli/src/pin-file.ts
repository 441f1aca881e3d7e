import { readFile } from "node:fs/promises";
import { fromHex, type Hash, type MemberId, type OrganisationId, type Pin, toHex } from "@fairlead/protocol";
import { z } from "zod";
import { Failure } from "./failure.ts";

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const PIN = z.strictObject({
  organisation: hex(32),
  head: hex(32),
  administrators: z.array(z.strictObject({ id: hex(16), verifyKey: hex(32) })).min(1),
});

export type PinJson = z.infer<typeof PIN>;
export const PIN_SHAPE = PIN;

export function pinToJson({ organisation, head, administrators }: Pin): PinJson {
  return {
    organisation,
    head,
    administrators: administrators.map(({ id, verifyKey }) => ({ id, verifyKey: toHex(verifyKey) })),
  };
}

export function pinFromJson({ organisation, head, administrators }: PinJson): Pin {
  return {
    organisation: organisation as OrganisationId,
    head: head as Hash,
    administrators: administrators.map(({ id, verifyKey }) => ({ id: id as MemberId, verifyKey: fromHex(verifyKey) })),
  };
}

/** An organisation's pin, as handed to a member by someone he knows. @throws Failure */
export async function readPin(file: string): Promise<Pin> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Failure(`${file} cannot be read.`, 2);
  });
  const parsed = PIN.safeParse(json(text));
  if (!parsed.success)
    throw new Failure(
      `${file} is not an organisation's pin (at ${parsed.error.issues[0]?.path.join(".") || "its beginning"}).`,
      2,
    );
  return pinFromJson(parsed.data);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
