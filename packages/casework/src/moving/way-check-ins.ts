/** What is offered to be set when somebody sets out: a sign of life at the end of each leg that is ridden. */
import { MINUTE } from "../day.ts";
import type { JourneyView } from "../journey/view.ts";
import type { CaseView, CheckInView } from "../view.ts";

export type WayOffer = Pick<CheckInView, "expectedFrom"> & {
  leg: string;
  from: string;
  to: string;
  due: number;
  graceMinutes: number;
};

const TICK = 5 * MINUTE;
const GRACE = 30;

/**
 * The grace ends before the next leg's hour, while there is something left to decide. Not offered: what is set already, what
 * is over, and where the ticket of the next leg calls somebody by itself.
 */
export const wayCheckIns = (
  { tickets, checkIns }: Pick<CaseView, "tickets" | "checkIns">,
  { legs }: Pick<JourneyView, "legs">,
  now: number,
): WayOffer[] =>
  legs.flatMap((leg, index) => {
    const next = legs[index + 1];
    const due = Math.ceil(leg.arrivesAt / TICK) * TICK;
    const isSet = checkIns.some(({ leg: of, closed }) => of === leg.leg && closed === null);
    const calls = tickets.some(({ leg: of, awaitedBy }) => of === leg.leg && awaitedBy.length > 0);
    if ((leg.kind !== "ride" && leg.kind !== "drive") || due <= now || isSet || calls) return [];
    const left = next === undefined ? GRACE : Math.floor((next.departsAt - due) / MINUTE) - 5;
    return [
      {
        ...{ leg: leg.leg, from: leg.from, to: leg.to, due },
        graceMinutes: Math.max(0, Math.min(GRACE, left)),
        expectedFrom: leg.assigned[0]?.as ?? "party",
      },
    ];
  });
