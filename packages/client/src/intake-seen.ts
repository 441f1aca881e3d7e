import { type Bytes, type ParsedCertificate, type RosterEntry, sameBytes } from "@fairlead/protocol";
import { hasKey } from "./card-book.ts";
import type { Held } from "./held.ts";

/**
 * What this hand sees of the intake keys that a paper names: the `same` as it derives them itself, `other` ones, or
 * nothing, because it does not hold the intake's keys. null where a paper names none.
 */
export type IntakeSeen = "same" | "other" | "not-held" | null;

/**
 * Compares what is about to be signed for all callers with what this hand holds. The second signature is worth something
 * only if it is not given blindly: an administrator alone could name a key of his own, and every page would take his
 * cards. [RO3] [MB4]
 */
export async function intakeSeen(
  held: Held,
  entry: RosterEntry | null,
  certificate: ParsedCertificate | null,
): Promise<IntakeSeen> {
  const added = entry?.body.kind === "intake" ? entry.body.signKey : null;
  if (added === null && certificate === null) return null;
  if (
    certificate !== null &&
    !namesNewest(certificate.intakeKeys, [...held.known.intakeKeys, ...(added ? [added] : [])])
  )
    return "other";
  // The roster's own keys stand under two signatures already.
  if (added === null) return "same";
  const keys = held.compartment("intake-keys");
  if (keys === null || keys.halted !== null || !hasKey(keys.epoch)) return "not-held";
  const desk = await held.book.desk(keys.epoch);
  return sameBytes(desk.signKey, added) ? "same" : "other";
}

/** The running key and those directly before it: one that was given up long ago may be in other hands. */
function namesNewest(named: readonly Bytes[], oldestFirst: readonly Bytes[]): boolean {
  return named.every((key, index) => {
    const known = oldestFirst.at(-1 - index);
    return known !== undefined && sameBytes(key, known);
  });
}
