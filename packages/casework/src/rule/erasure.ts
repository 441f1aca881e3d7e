import { DAY, HOUR } from "../day.ts";
import type { CaseClosing } from "../fold/contact.ts";
import type { ErasureSeen } from "../outside.ts";

/** The server takes no hour sooner than 30 days ahead; one day more, for clocks that differ. */
const LEAST_DAYS = 31;

/** Hour at which a case closed at `at` (ms) is erased. */
export const eraseAtHour = (at: number, days: number): number =>
  Math.floor((at + Math.max(days, LEAST_DAYS) * DAY) / HOUR);

/**
 * Whether an hour of erasure is what it should be: set by the member who closed the case, not sooner than the closing
 * says, and not withdrawn since. Any other is one person's attempt to destroy what others need, or a mistake: both are
 * shown, and withdrawn by whoever sees it first. [P11]
 */
export const erasureHolds = (closed: CaseClosing | null, erasure: ErasureSeen): boolean =>
  closed !== null &&
  closed.kept === null &&
  closed.by === erasure.by &&
  erasure.hour >= eraseAtHour(closed.at, closed.eraseAfterDays);
