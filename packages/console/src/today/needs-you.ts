import { isUnheard, shortStays } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import { isForMe } from "../people/waiting-words.ts";
import { isPruneDoubted } from "../pruning/standing.ts";
import { hasLostAnswer } from "./has-lost-answer.ts";
import { lostIn } from "./is-lost.ts";

/** How many things on *Today* need this member: one number, wherever it is said. */
export const needsYou = ({
  today,
  duty,
  waiting,
  refusedSignings,
  invitations,
  status,
  cases,
  exposure,
  now,
}: View): number =>
  (duty.ringing?.had === null ? duty.ringing.threads + duty.ringing.cases.length : 0) +
  today.overdue.length +
  today.unheld.length +
  today.ladders.length +
  today.ownerOut.length +
  today.tickets.length +
  today.arrivals.length +
  today.moving.filter(isUnheard).length +
  today.inDanger.length +
  today.casesInDanger.length +
  today.writtenToClosed.length +
  today.waitingForMe.length +
  today.outcomes.length +
  today.left.length +
  today.figuresForMe.length +
  today.tasks.due.length +
  exposure.own.length +
  today.consents.filter(({ due }) => due > 0).length +
  waiting.filter(isForMe).length +
  refusedSignings.filter(({ news }) => news).length +
  cases.filter(isPruneDoubted).length +
  lostIn(cases).length +
  cases.filter((one) => hasLostAnswer(one, now)).length +
  cases.flatMap((one) => shortStays(one, exposure.things ?? [], now)).length +
  invitations.filter(({ state }) => state === "answered" || state === "spoiled").length +
  status.disputes.length;
