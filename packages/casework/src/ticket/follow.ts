/**
 * What becomes of tickets when the journey they belong to changes: said before it is done, and written in the same step. A
 * driver who waits by what was arranged yesterday waits in front of a house.
 */
import type { LegId } from "../ids.ts";
import type { LegHand } from "../journey/operation.ts";
import type { ChangeTicket, TurnTicket } from "./operation.ts";
import type { TicketView } from "./view.ts";

/** One leg as it goes. ms. */
export type LegHours = { leg: LegId; from: string; to: string; departsAt: number; arrivesAt: number };

/** `call`: they have them in the car. No page tells them to turn round: a person does. */
export type Follow = { ticket: TicketView } & (
  | { does: "change"; operation: ChangeTicket }
  | { does: "hold" | "cancel"; operation: TurnTicket }
  | { does: "call"; operation: null }
);

/** Still to be driven. */
const isOpen = ({ state, ended, step }: TicketView): boolean =>
  state !== "cancelled" && !ended && step !== "handed-over";

const turned = (ticket: TicketView, does: "hold" | "cancel", reason: string): Follow => {
  const to = does === "hold" ? "held" : "cancelled";
  const { ticket: id, version: over } = ticket;
  return { ticket, does, operation: { op: "turnTicket", ticket: id, to, reason, over } };
};

/** As much later as the leg leaves later, and there until it arrives; where it ends only as far as that was taken from the leg. */
const moved = (ticket: TicketView, before: LegHours, after: LegHours): Follow => {
  const { said, ticket: id, version: over } = ticket;
  const later = after.departsAt - before.departsAt;
  const to = said.to === before.to ? after.to : said.to;
  const hours = { at: said.at + later, opens: said.opens + later, ends: Math.max(said.ends + later, after.arrivesAt) };
  return { ticket, does: "change", operation: { op: "changeTicket", ticket: id, over, ...said, to, ...hours } };
};

const followOf = (ticket: TicketView, before: LegHours, after: LegHours | undefined, reason: string): Follow | null => {
  if (ticket.step === "with-me") return { ticket, does: "call", operation: null };
  if (after === undefined) return turned(ticket, "cancel", reason);
  // Where to meet was written for another place: a person writes it anew.
  if (after.from !== before.from) return turned(ticket, "hold", reason);
  return moved(ticket, before, after);
};

/** `after` empty: nobody goes. */
export const followsOf = (
  tickets: readonly TicketView[],
  before: readonly LegHours[],
  after: readonly LegHours[],
  reason: string,
): Follow[] =>
  tickets.filter(isOpen).flatMap((ticket) => {
    const then = before.find(({ leg }) => leg === ticket.leg);
    const now = after.find(({ leg }) => leg === ticket.leg);
    const isSame = then !== undefined && now !== undefined && isSameHours(then, now, ticket.said.ends);
    const follow = then === undefined || isSame ? null : followOf(ticket, then, now, reason);
    return follow === null ? [] : [follow];
  });

/** A page that is gone before they are there can be neither read nor tapped. */
const isSameHours = (one: LegHours, other: LegHours, ends: number): boolean =>
  one.from === other.from &&
  one.to === other.to &&
  one.departsAt === other.departsAt &&
  (other.arrivesAt <= one.arrivesAt || other.arrivesAt <= ends);

/** Somebody else drives, comes along, or takes them in: the one who was asked before is told not to. */
export const followsOfHand = (
  tickets: readonly TicketView[],
  { leg, as }: { leg: LegId; as: LegHand },
  reason: string,
): Follow[] =>
  tickets
    .filter((ticket) => isOpen(ticket) && ticket.leg === leg && ticket.holder === as)
    .map((ticket) =>
      ticket.step === "with-me" ? { ticket, does: "call", operation: null } : turned(ticket, "cancel", reason),
    );

export const followOperations = (follows: readonly Follow[]): (ChangeTicket | TurnTicket)[] =>
  follows.flatMap(({ operation }) => (operation === null ? [] : [operation]));
