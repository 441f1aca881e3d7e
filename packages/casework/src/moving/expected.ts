/** Which signs of life were agreed, and by when. */
import type { JourneyView, LegView } from "../journey/view.ts";
import type { TicketView } from "../ticket/view.ts";
import type { CaseView } from "../view.ts";
import { SIGN_GRACE } from "./signs.ts";

/** A check-in · somebody has them with them · they are handed over · they are there. */
export type ExpectedKind = "check-in" | "meeting" | "hand-over" | "arrival";
export type Expected = { kind: ExpectedKind; due: number; until: number };

const by = (kind: ExpectedKind, due: number, grace = SIGN_GRACE): Expected => ({ kind, due, until: due + grace });

/** What was agreed before somebody stopped it counts: a silence does not end because a ticket is cancelled. */
const before = (stopped: number | null) => (one: Expected) => stopped === null || one.until <= stopped;

export const ticketExpects = (ticket: TicketView, leg: LegView | undefined): Expected | null => {
  const { step, said, awaitedBy } = ticket;
  if (step === "handed-over") return null;
  if (step !== "with-me") return by("meeting", said.at);
  const next = awaitedBy.map(({ at }) => at);
  return by("hand-over", Math.min(leg?.arrivesAt ?? said.ends, ...next, said.ends));
};

const stoppedAt = ({ ended, cancelled }: JourneyView): number | null => ended?.at ?? cancelled?.at ?? null;

/** Where nothing was agreed for the way, the end of each leg is when one is expected to hear. */
const journeyExpects = (journey: JourneyView, agreed: boolean): Expected[] => {
  if (journey.started === null) return [];
  const { legs, arrivesAt } = journey;
  const ends = agreed ? [] : legs.slice(0, -1).map((leg) => by("arrival", leg.arrivesAt));
  return [...ends, by("arrival", arrivesAt)].filter(before(stoppedAt(journey)));
};

/** All of it, of the past too: what nobody has answered since is a silence. */
export const expectedOf = ({ checkIns, tickets, journeys }: CaseView): Expected[] => {
  const legs = new Map(journeys.flatMap((one) => one.legs.map((leg) => [leg.leg as string, leg])));
  const real = checkIns.filter(({ drill }) => drill === null);
  const agreed = tickets.length > 0 || real.some(({ closed }) => closed === null);
  return [
    ...real
      // Met, or another took its place.
      .filter(({ closed }) => closed === null || closed.done === "no-sign")
      .map(({ due, graceUntil }): Expected => ({ kind: "check-in", due, until: graceUntil })),
    ...tickets.flatMap((ticket) => {
      const one = ticketExpects(ticket, ticket.leg === null ? undefined : legs.get(ticket.leg));
      return one !== null && before(ticket.state === "going" ? null : ticket.changedAt)(one) ? [one] : [];
    }),
    ...journeys.flatMap((journey) => journeyExpects(journey, agreed)),
  ];
};
