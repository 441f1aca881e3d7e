/** What a party tapped and said since a sign of life was set. */
import type { CaseLetter } from "./case-letters.ts";
import type { Signals } from "./fold/signals.ts";
import { latestWritten, saysDanger, whenWritten } from "./letter.ts";

export type SaidSince = {
  /** The newest tap. */
  tapped: { tap: "safe" | "danger"; at: number } | null;
  /**
   * The newest that says danger, by a tap or in words, those that were agreed among them. A tap that says *safe* takes none of it
   * back: whoever holds the telephone can tap. [CK1]
   */
  danger: { at: number; how: "tap" | "words" } | null;
};

export const saidSince = (letters: readonly CaseLetter[], signals: Signals, since: number): SaidSince => {
  const said = letters
    .flatMap(({ row }) =>
      row.letter !== null && latestWritten(row) >= since ? [{ ...row.letter, at: whenWritten(row) }] : [],
    )
    .toSorted((a, b) => a.at - b.at);
  const last = said.findLast(({ tap }) => tap !== "none");
  const danger = said.findLast((letter) => saysDanger(letter, signals));
  return {
    tapped: last !== undefined && last.tap !== "none" ? { tap: last.tap, at: last.at } : null,
    danger: danger === undefined ? null : { at: danger.at, how: danger.tap === "danger" ? "tap" : "words" },
  };
};
