/** Which signs of life were agreed, and by when. */
import type { JourneyView, LegView } from "../journey/view.ts";
import type { TicketView } from "../ticket/view.ts";
import type { CaseView, CheckInView } from "../view.ts";
import { SIGN_GRACE } from "./grace.ts";

/** A check-in · somebody has them with them · they are handed over · they are there. */
export type ExpectedKind = "check-in" | "meeting" | "hand-over" | "arrival";
export type Expected = { kind: ExpectedKind; due: number; until: number };
/** Of whom: those of one journey; null: of whoever the case is about. */
export type Travellers = readonly string[] | null;
export type Awaited = Expected & { of: Travellers };

const by = (kind: ExpectedKind, due: number, grace = SIGN_GRACE): Expected => ({ kind, due, until: due + grace });

/** What was agreed before somebody stopped it counts: a silence does not end because a ticket is cancelled. */
const before = (stopped: number | null) => (one: Expected) => stopped === null || one.until <= stopped;

/** Nothing more is to be tapped: whoever takes them in hands them to nobody. */
export const isThrough = ({ step, holder }: Pick<TicketView, "step" | "holder">): boolean =>
  step === "handed-over" || (holder === "host" && step === "with-me");

export const ticketExpects = (ticket: TicketView, leg: LegView | undefined): Expected | null => {
  const { step, said, awaitedBy } = ticket;
  if (isThrough(ticket)) return null;
  if (step !== "with-me") return by("meeting", said.at);
  const next = awaitedBy.map(({ at }) => at);
  return by("hand-over", Math.min(leg?.arrivesAt ?? said.ends, ...next, said.ends));
};

const stoppedAt = ({ ended, cancelled }: JourneyView): number | null => ended?.at ?? cancelled?.at ?? null;

/**
 * Where nothing was agreed for the way, the end of each leg is when one is expected to hear. A silence does not end because
 * somebody agrees upon something after it.
 */
const journeyExpects = (journey: JourneyView, tickets: readonly TicketView[], agreedAt: number): Awaited[] => {
  if (journey.started === null) return [];
  // Handed over before the planned hour they are there; at that hour nobody has to say so once more.
  const isThere = ({ leg }: { leg: string }): boolean =>
    tickets.some((ticket) => ticket.leg === leg && ticket.state !== "cancelled" && isThrough(ticket));
  const { legs, party, lapsed } = journey;
  const ends = legs.map(({ leg, arrivesAt: due }, index) => ({ leg, due, party, isLast: index === legs.length - 1 }));
  return [...lapsed, ...ends]
    .filter((end) => !isThere(end))
    .map(({ due, party: of, isLast }) => ({ ...by("arrival", due), of, isLast }))
    .filter(({ until, isLast }) => isLast || until <= agreedAt)
    .filter(before(stoppedAt(journey)))
    .map(({ isLast: _, ...one }) => one);
};

/** Whoever has had them with them since before their leg went otherwise was to hand them over then. */
const lapsedHandOvers = (ticket: TicketView, journeys: CaseView["journeys"]): Awaited[] =>
  ticket.step !== "with-me" || isThrough(ticket)
    ? []
    : journeys
        .flatMap(({ lapsed }) => lapsed)
        .filter(({ leg }) => leg === ticket.leg)
        .map(({ due, party: of }) => ({ ...by("hand-over", due), of }));

/** Who travels by it. */
export const travellersOf = (
  { journey, leg }: Pick<TicketView, "journey" | "leg">,
  journeys: CaseView["journeys"],
): Travellers =>
  journeys.find((one) => (journey ? one.journey === journey : one.legs.some((its) => its.leg === leg)))?.party ?? null;

/** Of the party; not whether something stands on a ticket, which is no silence of theirs. */
export const asksForSign = ({ handOver, unseen }: Pick<CheckInView, "handOver" | "unseen">): boolean =>
  handOver === null && unseen === null;

/** All of it, of the past too: what nobody has answered since is a silence. */
export const expectedOf = ({ checkIns, tickets, journeys, prunings }: CaseView): Awaited[] => {
  // Nobody is on the way by these: that they had arrived, and at what hour they were to, went with their journey.
  const pruned = new Set<string | null>(prunings.flatMap((one) => one.journeys));
  const legs = new Map(journeys.flatMap((one) => one.legs.map((leg) => [leg.leg as string, leg])));
  // That a hand-over is not confirmed is somebody's to decide about, and no silence of theirs.
  const real = checkIns.filter(({ drill, ...one }) => drill === null && asksForSign(one));
  // With the driver of those who went by another journey nothing is agreed for these, and with one who does not come for nobody.
  const agreedAt = ({ party }: JourneyView): number =>
    Math.min(
      ...tickets.flatMap((ticket) => {
        const of = travellersOf(ticket, journeys);
        if (ticket.state === "cancelled") return [];
        return of === null || of.some((person) => party.includes(person)) ? [ticket.at] : [];
      }),
      ...real.flatMap(({ closed, armedAt }) => (closed === null ? [armedAt] : [])),
    );
  return [
    ...real
      // Met, or another took its place before it was missed.
      .filter(
        ({ closed, graceUntil }) =>
          closed === null || closed.done === "no-sign" || (closed.done === "replaced" && closed.at >= graceUntil),
      )
      .map(({ due, graceUntil }): Awaited => ({ kind: "check-in", due, until: graceUntil, of: null })),
    ...tickets.flatMap((ticket): Awaited[] => {
      if (pruned.has(ticket.journey)) return [];
      const one = ticketExpects(ticket, ticket.leg === null ? undefined : legs.get(ticket.leg));
      const of = travellersOf(ticket, journeys);
      // A meeting that was missed stays so, to whatever hour it was moved since.
      const missed = ticket.missed === null ? [] : [{ ...by("meeting", ticket.missed), of }];
      const now = one === null ? [] : [{ ...one, of }];
      const stands = before(ticket.state === "going" ? null : ticket.changedAt);
      return [...missed, ...[...lapsedHandOvers(ticket, journeys), ...now].filter(stands)];
    }),
    ...journeys.flatMap((journey) => journeyExpects(journey, tickets, agreedAt(journey))),
  ];
};
