/**
 * What was agreed to mean danger, and that all is well: each pair that ever was, oldest first, with who agreed on it and when.
 *
 * Nothing of it is ever replaced. Whoever writes may not have read the new words yet, and whoever has stolen an account
 * must not be able to silence a letter by agreeing on others. Only *all is well* passes on: the old word may have been
 * forced out of somebody.
 */
import type { MemberId } from "../ids.ts";
import type { AgreeSignals } from "../operation.ts";
import type { Place } from "./place.ts";

export type AgreedSignals = {
  safe: string | null;
  danger: string | null;
  by: MemberId;
  at: number;
  /** From when its *all is well* counts; and until when, null while no other has taken its place. */
  from: number;
  until: number | null;
  /** Who carried it from the thread into the case. */
  carriedBy: MemberId | null;
};

export type Signals = readonly AgreedSignals[];

/**
 * @param since in a case, when it was opened: what an older client carried into it in that same commit says nothing of when
 *   it was agreed, and counts from ever, or a danger that was over would stand again.
 */
export const signalsAgreed = (
  signals: Signals,
  { safe, danger, carried }: AgreeSignals,
  { by, at }: Pick<Place, "by" | "at">,
  since: number | null = null,
): Signals => {
  const from = carried?.at ?? (at === since ? 0 : at);
  const agreed = carried ? { ...carried, carriedBy: by } : { by, at, until: null, carriedBy: null };
  const pair: AgreedSignals = { safe, danger, from, ...agreed };
  // One that had been replaced before it was carried along takes the place of none here.
  if (pair.until !== null)
    return [...signals.filter(({ until }) => until !== null), pair, ...signals.filter(({ until }) => until === null)];
  return [...signals.map((one) => (one.until === null ? { ...one, until: at } : one)), pair];
};

/** One person's thread goes on in another mailbox: what was agreed there last stands, else what was agreed before. */
export const signalsJoined = (old: Signals, next: Signals): Signals => {
  const [first] = next;
  if (first === undefined) return old;
  return [...old.map((one) => (one.until === null ? { ...one, until: first.at } : one)), ...next];
};
