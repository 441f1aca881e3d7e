import { type CaseView, isLegDone, type JourneyView, type LegView, type TicketView } from "@fairlead/casework";

type Asked = { key: string; as: LegView["assigned"][number]["as"]; leg: LegView; who: string };

/** By a ticket that is still its own: what was called off, or held since somebody else was asked, is the former one's. */
const isTold = ({ leg }: LegView, as: Asked["as"], { leg: of, holder, state, heldFor }: TicketView): boolean =>
  of === leg && holder === as && state !== "cancelled" && heldFor !== "other-hand";

/** They gave their word on the telephone, and have no page that takes it back. */
export const askedWithoutTicket = (
  { tickets }: Pick<CaseView, "tickets">,
  { legs }: Pick<JourneyView, "legs">,
  now: number,
): Asked[] =>
  legs
    .filter((leg) => !isLegDone(leg, tickets, now))
    .flatMap((leg) =>
      leg.assigned
        .filter(({ as }) => !tickets.some((its) => isTold(leg, as, its)))
        .map(({ as, thing, words }) => ({ key: `${leg.leg} ${as}`, as, leg, who: thing?.name ?? words })),
    )
    .filter(({ who }) => who !== "");
