import { MINUTE } from "../day.ts";

/** A confirmation is late when the hour of meeting is that long over and nobody has them with them. */
export const LATE_AFTER = 30 * MINUTE;

export const TICKET_HOLDERS = ["driver", "escort", "host"] as const;
export type TicketHolder = (typeof TICKET_HOLDERS)[number];

export const TICKET_STATES = ["going", "held", "cancelled"] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const HOLD_REASONS = [
  "search",
  "threat",
  "journey",
  "no-go",
  "status",
  "changed",
  "other-hand",
  "arrived",
  "phone",
  "compromised",
  "consent",
  "closed",
] as const;
/**
 * What turns a ticket without anybody's hand on it: a search that looks worse, a threat that was not known, its journey
 * called off, the go taken back, a status that is not well, its leg going otherwise, somebody else asked for it. They have
 * arrived: what was to come is cancelled. Their mailbox was frozen, for somebody may have their telephone; its holder may be known
 * to a threat; they have said no to being moved; the case was closed.
 */
export type HoldReason = (typeof HOLD_REASONS)[number];

/** How far, in order. */
export const STEPS = ["opened", "on-my-way", "with-me", "handed-over"] as const;
export type Step = (typeof STEPS)[number];

/** What went wrong, in the words of the play-books. */
export const PROBLEMS = ["not-there", "id-check", "breakdown", "followed", "phone-lost"] as const;
export type Problem = (typeof PROBLEMS)[number];

export const PRESSES = [...STEPS, ...PROBLEMS] as const;
export type Press = (typeof PRESSES)[number];

/** What the team did with a ticket, and what was tapped on it. */
export type TicketDid = "given" | "changed" | "released" | "trusted" | "opened-elsewhere" | TicketState | Press;

export const isProblem = (press: Press): press is Problem => (PROBLEMS as readonly Press[]).includes(press);
