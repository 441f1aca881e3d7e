/** The hours of a ticket: what a leg begins it with, and what is made of what somebody chose. */
import type { CaseView, JourneyView, LegId, LegView, TicketHolder, TicketSaid } from "@fairlead/casework";
import { downToFiveMinutes } from "../say/moment.ts";
import { HOUR } from "../say/spans.ts";

type LegHours = Pick<LegView, "departsAt" | "arrivesAt">;
/** A leg as a ticket of it begins: of a journey, which has a clock of its own. */
export type TicketLegView = LegView & Pick<JourneyView, "journey" | "offset" | "party"> & { before: LegId[] };

export const legsOf = ({ journeys }: Pick<CaseView, "journeys">): TicketLegView[] =>
  journeys
    .filter(({ state }) => state === "planned" || state === "moving")
    .flatMap(({ journey, offset, party, legs }) =>
      legs.map((leg, index) => ({
        ...{ ...leg, journey, offset, party },
        before: legs.slice(0, index).map(({ leg: id }) => id),
      })),
    );

type Hours = Pick<TicketSaid, "at" | "opens" | "ends">;

/** Never later than it leaves: the party is told to be there at the ticket's hour. */
export const hourOfLeg = ({ departsAt }: LegHours): number => downToFiveMinutes(departsAt);

/** By then it has left. */
export const isPastLeg = (at: number, leg: LegHours | undefined): boolean => leg !== undefined && at > leg.departsAt;

export const AFTER = ["3", "6", "12", "24", "48", "96"] as const;
/** A drive takes longer than it was planned for, and whoever has handed them over still has to say so. */
const SLACK = 2 * HOUR;

/** So that the page is there until they are: it can be neither read nor tapped once it has ended. */
export const afterFor = (at: number, { arrivesAt }: LegHours): (typeof AFTER)[number] =>
  AFTER.find((hours) => Number(hours) >= 6 && at + Number(hours) * HOUR >= arrivesAt + SLACK) ?? "96";

export const isGoneBefore = (ends: number, leg: LegHours | undefined): boolean =>
  leg !== undefined && ends < leg.arrivesAt;

/** What a ticket of it begins with. Whoever takes them in knows where they come to, and when; not where they are met before. [P3] */
export const begunFrom = (leg: LegHours & Pick<TicketLegView, "from" | "to" | "party">, holder: TicketHolder) => {
  const at = holder === "host" ? downToFiveMinutes(leg.arrivesAt) : hourOfLeg(leg);
  const from = holder === "host" ? leg.to : leg.from;
  return { from, to: leg.to, people: leg.party.length, at, after: afterFor(at, leg) };
};

/** In hours from the meeting. null: as it stands. `before` 0: at once. */
type Chosen = { at: number; before: number | null; after: number | null };

/** Whoever mends a word moves no hour; whoever moves the meeting moves with it what they did not choose anew. */
export const hoursSaid = ({ at, before, after }: Chosen, known: Hours | undefined, now: number): Hours => {
  const later = known === undefined ? 0 : at - known.at;
  const stood = known === undefined ? now : known.opens <= now ? known.opens : known.opens + later;
  const opens = before === null ? stood : before === 0 ? now : at - before * HOUR;
  const ends = after === null && known !== undefined ? known.ends + later : at + (after ?? 0) * HOUR;
  return { at, opens: Math.min(opens, at), ends };
};
