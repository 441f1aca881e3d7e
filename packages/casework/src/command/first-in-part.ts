import type { CaseState } from "../fold/state.ts";
import type { StreamId } from "../ids.ts";
import type { BeginPart, Operation } from "../operation.ts";
import type { CasePart } from "../words.ts";

/** `begin` goes in before anything else that is written there, `spine` into the case. */
export type FirstInPart = { stream: StreamId; begin: Operation[]; spine: BeginPart[] };

/**
 * The part in which something is written: the one that stands, or one that is begun with it in the same append, under the fresh
 * name `begins`. Half of it never exists. null where it is begun and not this member's, or may not be begun here.
 */
export const firstInPart = (
  { case: id, parts, contact }: CaseState,
  part: CasePart,
  begins: StreamId | null,
): FirstInPart | null => {
  const stream = parts.find((one) => one.part === part)?.stream;
  if (stream !== undefined) return { stream, begin: [], spine: [] };
  if (begins === null || contact.begun.some((one) => one.part === part)) return null;
  return {
    stream: begins,
    begin: [{ op: "begin", compartment: { about: "case", case: id, part } }],
    spine: [{ op: "beginPart", part, stream: begins }],
  };
};
