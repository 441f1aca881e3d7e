/** What is offered to be set for whoever is on the way: a sign of life at the end of each leg that is ridden. */
import { MINUTE } from "../day.ts";
import type { TicketId } from "../ids.ts";
import type { LegView } from "../journey/view.ts";
import type { CaseView, CheckInView } from "../view.ts";
import { isThrough } from "./expected.ts";

export type WayOffer = Pick<CheckInView, "expectedFrom"> & {
  leg: string;
  from: string;
  to: string;
  due: number;
  graceMinutes: number;
};

const TICK = 5 * MINUTE;
const GRACE = 30;

/** A leg as it will go: of one that is not written yet nobody has been asked. */
export type WatchedLeg = Pick<LegView, "kind" | "from" | "to" | "departsAt" | "arrivesAt"> & {
  leg: string;
  assigned: readonly Pick<LegView["assigned"][number], "as">[];
};

/**
 * The grace ends before the next leg's hour, while there is something left to decide. Not offered: what is set already, what
 * is over or was handed over, and where the ticket of the next leg calls somebody by itself. One that is held or cancelled calls nobody.
 *
 * @param stopped tickets that are held or cancelled by the same press
 */
export const wayCheckIns = (
  { tickets, checkIns }: Pick<CaseView, "tickets" | "checkIns">,
  { legs }: { legs: readonly WatchedLeg[] },
  now: number,
  stopped: readonly TicketId[] = [],
): WayOffer[] => {
  const there = legs.findLastIndex(({ leg }) =>
    tickets.some((ticket) => ticket.leg === leg && ticket.state !== "cancelled" && isThrough(ticket)),
  );
  return legs.flatMap((leg, index) => {
    const next = legs[index + 1];
    const due = Math.ceil(leg.arrivesAt / TICK) * TICK;
    const isSet = checkIns.some((one) => one.leg === leg.leg && one.closed === null && one.due <= due);
    const calls = tickets.some(
      ({ leg: of, awaitedBy }) =>
        of === leg.leg && awaitedBy.some(({ ticket, state }) => state === "going" && !stopped.includes(ticket)),
    );
    if ((leg.kind !== "ride" && leg.kind !== "drive") || index <= there || due <= now || isSet || calls) return [];
    const left = next === undefined ? GRACE : Math.floor((next.departsAt - due) / MINUTE) - 5;
    return [
      {
        ...{ leg: leg.leg, from: leg.from, to: leg.to, due },
        graceMinutes: Math.max(0, Math.min(GRACE, left)),
        expectedFrom: leg.assigned[0]?.as ?? "party",
      },
    ];
  });
};

/**
 * Check-ins at the end of legs that a journey has no more as it is written anew: nobody gets there, and they would ring for
 * nothing while whoever is called has somebody on the road. `waits`: not due yet; of one that is overdue somebody has still
 * to find out.
 */
export const lapsedCheckIns = (
  { checkIns }: Pick<CaseView, "checkIns">,
  before: readonly { leg: string }[],
  legs: readonly { leg: string }[],
): (CheckInView & { waits: boolean })[] =>
  checkIns
    .filter(({ leg, closed }) => leg !== null && closed === null)
    .filter(({ leg }) => before.some((one) => one.leg === leg) && !legs.some((one) => one.leg === leg))
    .map((one) => ({ ...one, waits: one.state === "waiting" }))
    .toSorted((a, b) => a.due - b.due);
