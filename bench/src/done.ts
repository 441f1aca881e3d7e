import type { Outcome } from "@fairlead/client";

/** What a benchmark does must not be refused, or it would measure a refusal. @throws Error */
export async function done<T>(outcome: Promise<Outcome<T>>): Promise<{ kind: "done" } & T> {
  const said = await outcome;
  if (said.kind !== "done") throw new Error(`refused: ${said.kind}`);
  return said;
}
