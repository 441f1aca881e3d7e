import type { Outcome } from "../src/index.ts";

/** What a deed gave; one that was refused fails the test with what was said. */
export const done = async <T>(outcome: Promise<Outcome<T>>): Promise<{ kind: "done" } & T> => {
  const said = await outcome;
  if (said.kind !== "done") throw new Error(JSON.stringify(said));
  return said;
};
