import type { ConsentRecord } from "../fold/consent.ts";
import type { ConsentId } from "../ids.ts";
import type { ExportPlan } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { standingRefusal } from "./consent.ts";

/** Bech32, as `age` writes its recipients. Whether its check sum holds, the client asks before it proposes. */
const AGE_RECIPIENT = /^age1[02-9ac-hj-np-z]{20,4000}$/;

/**
 * Why a case may not leave like this at `at`, or null. Asked when it is proposed, when it is approved, and when the bundle
 * is made: a no in between stops it. A consent that was given anew says something else, and is proposed anew.
 */
export const exportRefusal = (
  records: ReadonlyMap<ConsentId, ConsentRecord>,
  { consent, version, covers, key }: ExportPlan,
  at: number,
): Refusal | null => {
  if (covers.length === 0) return { kind: "incomplete", field: "covers" };
  if (key !== null && !AGE_RECIPIENT.test(key)) return { kind: "incomplete", field: "key" };
  const refusal = standingRefusal(records, consent, { for: "export", covers }, at);
  if (refusal) return refusal;
  const versions = records.get(consent)?.versions ?? [];
  const newest = versions.at(-1);
  return versions.length === version || newest === undefined
    ? null
    : { kind: "written-meanwhile", by: newest.by, at: newest.at };
};
