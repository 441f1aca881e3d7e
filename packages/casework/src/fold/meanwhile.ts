import type { MemberId } from "../ids.ts";
import type { ChangedField, Refusal } from "../refusal.ts";

/**
 * Whoever writes over a version that they had not seen is shown what a colleague wrote, field by field; where nothing
 * differs, that somebody was there.
 */
export const writtenMeanwhile = ({ by, at }: { by: MemberId; at: number }, fields: ChangedField[]): Refusal => {
  const differ = fields.filter(({ theirs, ours }) => JSON.stringify(theirs) !== JSON.stringify(ours));
  return differ.length === 0
    ? { kind: "written-meanwhile", by, at }
    : { kind: "changed-meanwhile", by, at, fields: differ };
};
