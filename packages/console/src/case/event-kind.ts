import type { TimelineEvent } from "@fairlead/casework";

export const EVENT_KINDS = ["messages", "decisions", "moves", "access"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** What was written, what was judged or agreed, what happened to the party, and who was let in or looked. */
const KIND: Record<TimelineEvent["what"]["kind"], EventKind> = {
  letter: "messages",
  answer: "messages",
  note: "messages",
  mailbox: "messages",
  frozen: "messages",
  thawed: "messages",
  opened: "decisions",
  urgency: "decisions",
  owner: "decisions",
  verification: "decisions",
  threat: "decisions",
  search: "decisions",
  proposed: "decisions",
  decided: "decisions",
  withdrawn: "decisions",
  "response-agreed": "decisions",
  "safety-plan": "decisions",
  "safety-plan-given": "decisions",
  referral: "decisions",
  "referral-answered": "decisions",
  "referral-stopped": "decisions",
  "no-referral": "decisions",
  "consent-given": "decisions",
  "consent-withdrawn": "decisions",
  closed: "decisions",
  reopened: "decisions",
  kept: "decisions",
  stage: "moves",
  status: "moves",
  "check-in-armed": "moves",
  "check-in-acknowledged": "moves",
  "check-in-closed": "moves",
  task: "moves",
  service: "moves",
  ticket: "moves",
  "tickets-held": "moves",
  "set-out": "moves",
  revealed: "access",
  "part-begun": "access",
  "part-shared": "access",
  "part-withdrawn": "access",
  exported: "access",
  "destruction-asked": "access",
  pruned: "decisions",
};

export const kindOf = ({ what }: TimelineEvent): EventKind => KIND[what.kind];
