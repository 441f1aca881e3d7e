/**
 * When the safe signal is asked for before anything else is said: somebody else may hold the phone. [MB8]
 *
 * Only what the caller wrote counts. The signal answers the question wherever it stands after what raised it; nobody
 * has to tick it off, and nobody can.
 */
import { HOUR } from "./day.ts";

/** Who comes back after this long may not be who left. */
export const SILENCE = 48 * HOUR;

/** Of the caller, in the order of sealing. */
type Letter = { at: number; signal: { kind: "safe" | "danger"; wording: string } | null };

export type Safety = {
  /** The agreed danger signal came and no safe one since: the caller is not free, or not the caller. */
  danger: { at: number; wording: string } | null;
  /** Why the safe signal is to be asked for, and since when. */
  ask: { why: "danger" | "phones-seized" | "silence"; since: number } | null;
};

const afterSilence = (letters: readonly Letter[]): number =>
  letters.findLastIndex(({ at }, index) => {
    const before = letters[index - 1];
    return before !== undefined && at - before.at >= SILENCE;
  });

/** @param seizedSince when a member wrote down that phones are seized there, or null */
export const safetyOf = (letters: readonly Letter[], seizedSince: number | null): Safety => {
  const safe = letters.findLastIndex(({ signal }) => signal?.kind === "safe");
  const dangerAt = letters.findLastIndex(({ signal }) => signal?.kind === "danger");
  const last = letters[dangerAt];
  const danger = last?.signal && dangerAt > safe ? { at: last.at, wording: last.signal.wording } : null;
  if (danger) return { danger, ask: { why: "danger", since: danger.at } };
  // The letter that lay there when it was written down is asked about too.
  const seized =
    seizedSince === null
      ? -1
      : Math.max(
          0,
          letters.findLastIndex(({ at }) => at <= seizedSince),
        );
  if (seizedSince !== null && letters.length > 0 && safe < seized)
    return { danger, ask: { why: "phones-seized", since: seizedSince } };
  const back = afterSilence(letters);
  const returned = letters[back];
  if (returned && safe < back) return { danger, ask: { why: "silence", since: returned.at } };
  return { danger, ask: null };
};

const SEIZED =
  /(?:(?:took|take|takes|taken|seiz\w*|search\w*|confiscat\w*|checks?|checked)\s+(?:away\s+)?(?:my|our|the|his|her|their|all|everyone'?s)?\s*phones?|phones?\s+(?:was|were|is|are|got|been)\s+(?:taken|seized|searched|confiscated))|(?:забрал|забирал|забира|отобрал|отбира|отнял|отнима|изъял|изыма|проверя|проверил|обыск)\p{L}*\s+(?:\p{L}+\s+){0,2}?телефон|телефон\p{L}*\s+(?:\p{L}+\s+){0,2}?(?:забрал|забира|отобрал|отбира|отнял|отнима|изъял|изъят|изыма|проверя|проверил)|(?:أخذوا|صادروا|فتشوا|يفتشون|يأخذون)\s+(?:\p{L}+\s+)?(?:هاتف|الهاتف|هواتف|الهواتف|موبايل|الموبايل|جوال|الجوال)/iu;

/** Whether a letter speaks of phones that are taken or searched: a suggestion to whoever reads it, never a fact. */
export const speaksOfSeizedPhones = (text: string): boolean => SEIZED.test(text);
