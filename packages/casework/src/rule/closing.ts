import { DECLINING_OUTCOMES, type DecliningOutcome, type ThreadOutcome } from "../words.ts";

/** Whether somebody is turned away by it, so that two must say it. [P11] */
export const isDeclining = (outcome: ThreadOutcome): outcome is DecliningOutcome =>
  DECLINING_OUTCOMES.some((one) => one === outcome);
