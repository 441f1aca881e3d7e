import { DAY, HOUR } from "../day.ts";
import type { CommonsState } from "../fold/commons.ts";
import type { CaseClosing } from "../fold/contact.ts";
import type { ThreadClosing, ThreadState } from "../fold/intake.ts";
import type { ErasureSeen } from "../outside.ts";

/** The server takes no hour sooner than 30 days ahead; one day more, for clocks that differ. */
const LEAST_DAYS = 31;

/** Hour at which a case closed at `at` (ms) is erased. */
export const eraseAtHour = (at: number, days: number): number =>
  Math.floor((at + Math.max(days, LEAST_DAYS) * DAY) / HOUR);

/**
 * Whether an hour of erasure is what it should be: set by the member who closed the case, not sooner than the closing and the
 * organisation's term say, and not withdrawn since. Any other is one person's attempt to destroy what others need, or a mistake:
 * both are shown, and withdrawn by whoever sees it first. [P11]
 */
export const erasureHolds = (closed: CaseClosing | null, erasure: ErasureSeen, commons: CaseTerms): boolean =>
  closed !== null &&
  closed.kept === null &&
  closed.by === erasure.by &&
  erasure.hour >= eraseAtHour(closed.at, Math.max(closed.eraseAfterDays, caseTermAt(commons, closed.at)));

type CaseTerms = Pick<CommonsState, "settings" | "changes">;
/** Whoever closed it may not have heard of a longer term yet, and clocks differ. */
const UNHEARD = 2 * DAY;

/** The term by which somebody closed a case: made longer since, it was none of theirs. It is never made shorter. */
const caseTermAt = ({ settings, changes }: CaseTerms, at: number): number =>
  (changes.find((change) => change.at > at - UNHEARD)?.from ?? settings)?.closedCaseDays ?? 0;

/**
 * For how many days the letters of a closed thread stay: as the closing says, and not shorter than the organisation's term.
 * Of the days that stand in a closing only its author's client has made sure; a changed one writes none. [P6] [P11]
 */
export const threadTermDays = ({ eraseAfterDays }: Pick<ThreadClosing, "eraseAfterDays">, term: number): number =>
  Math.max(eraseAfterDays, term);

/**
 * From when on, and for how many days, what an interpreter had of a thread is kept: as long as the thread itself after
 * its closing; where a case has taken it, as short as can be, for its letters live there. null: the thread goes on.
 */
export const interpretingEnd = (thread: ThreadState | undefined): { at: number; days: number } | null => {
  if (thread?.closed) return { at: thread.closed.at, days: thread.closed.eraseAfterDays };
  // Whoever had the words of before interprets nothing of what comes under the new ones.
  const moved = thread?.takenInto ?? thread?.continuedIn;
  return moved ? { at: moved.at, days: 0 } : null;
};
