/**
 * What becomes of tickets when the journey they belong to changes: said before it is done, and written in the same step. A
 * driver who waits by what was arranged yesterday waits in front of a house.
 */
import type { LegId, TicketId } from "../ids.ts";
import type { LegHand } from "../journey/operation.ts";
import type { ChangeTicket, TurnTicket } from "./operation.ts";
import type { TicketView } from "./view.ts";

/** One leg as it goes. ms. */
export type LegHours = { leg: LegId; from: string; to: string; departsAt: number; arrivesAt: number };

/** Seen in this version, and left as it is. Nothing of it is written: the command alone asks whether it still is so. */
export type LeaveTicket = { op: "leaveTicket"; ticket: TicketId; over: number };

/** What a change of a journey does with a ticket in the same step. */
export type TicketFollow = ChangeTicket | TurnTicket | LeaveTicket;

/**
 * `call`: they have them in the car. No page tells them to turn round: a person does. `stays`: somebody has written another
 * hour by hand since; moved as well, it would be moved twice. `end`: it would be over by now.
 */
export type Follow = { ticket: TicketView } & (
  | { does: "change"; operation: ChangeTicket }
  | { does: "hold"; operation: TurnTicket | LeaveTicket }
  | { does: "cancel" | "end"; operation: TurnTicket }
  | { does: "stays"; operation: LeaveTicket }
  | { does: "call"; operation: null }
);

/** Still to be driven. */
const isOpen = ({ state, ended, step }: TicketView): boolean =>
  state !== "cancelled" && !ended && step !== "handed-over";

const turned = (ticket: TicketView, does: "hold" | "cancel" | "end", reason: string): Follow => {
  const to = does === "hold" ? "held" : "cancelled";
  const { ticket: id, version: over } = ticket;
  return { ticket, does, operation: { op: "turnTicket", ticket: id, to, reason, over } };
};

/** What held it before is not forgotten: somebody is still called until they have decided about that. */
const held = (ticket: TicketView, reason: string): Follow =>
  ticket.state === "held"
    ? { ticket, does: "hold", operation: { op: "leaveTicket", ticket: ticket.ticket, over: ticket.version } }
    : turned(ticket, "hold", reason);

/** The hour that somebody wrote is not the leg's, and stays theirs until the two agree. */
const isByHand = ({ hourByHand, said }: TicketView, { departsAt }: LegHours): boolean =>
  hourByHand && said.at !== departsAt;

type Change = { ticket: TicketView; before: LegHours; after: LegHours; reason: string; now: number };

/** As much later as the leg leaves later, and there until it arrives; where it ends only as far as that was taken from the leg. */
const moved = ({ ticket, before, after, reason, now }: Change): Follow => {
  const { said, ticket: id, version: over } = ticket;
  const later = isByHand(ticket, before) ? 0 : after.departsAt - before.departsAt;
  const to = said.to === before.to ? after.to : said.to;
  const hours = { at: said.at + later, opens: said.opens + later, ends: Math.max(said.ends + later, after.arrivesAt) };
  if (later === 0 && to === said.to && hours.ends === said.ends)
    return { ticket, does: "stays", operation: { op: "leaveTicket", ticket: id, over } };
  if (hours.ends <= now) return turned(ticket, "end", reason);
  return {
    ...{ ticket, does: "change" },
    operation: { op: "changeTicket", ticket: id, over, follows: true, ...said, to, ...hours },
  };
};

const followOf = (change: Omit<Change, "after"> & { after: LegHours | undefined }): Follow | null => {
  const { ticket, before, after, reason } = change;
  if (ticket.step === "with-me") return { ticket, does: "call", operation: null };
  if (after === undefined) return turned(ticket, "cancel", reason);
  // Where to meet was written for another place: a person writes it anew.
  if (after.from !== before.from) return held(ticket, reason);
  return moved({ ...change, after });
};

/** By the time that somebody presses, what was only moved may be over: then it is called off, and the journey goes on. */
export const asOfNow = (follow: TicketFollow, reason: string, at: number): TicketFollow =>
  follow.op === "changeTicket" && follow.ends <= at
    ? { op: "turnTicket", ticket: follow.ticket, to: "cancelled", reason, over: follow.over }
    : follow;

/** Whose holders do not set out by it: nobody is called for what they wait for. */
export const stoppedBy = (follows: readonly Follow[]): TicketId[] =>
  follows.flatMap(({ ticket, does }) =>
    does === "hold" || does === "cancel" || does === "end" ? [ticket.ticket] : [],
  );

/** Its leg, as its holder knows it: a host meets them where it ends, when it ends. */
const asMet = ({ leg, holder }: TicketView, legs: readonly LegHours[]): LegHours | undefined => {
  const its = legs.find((one) => one.leg === leg);
  return its !== undefined && holder === "host" ? { ...its, from: its.to, departsAt: its.arrivesAt } : its;
};

/** @param after empty: nobody goes */
export const followsOf = (
  tickets: readonly TicketView[],
  before: readonly LegHours[],
  after: readonly LegHours[],
  reason: string,
  at: number,
): Follow[] =>
  tickets.filter(isOpen).flatMap((ticket) => {
    const then = asMet(ticket, before);
    const now = asMet(ticket, after);
    const isSame = then !== undefined && now !== undefined && isSameHours(then, now, ticket.said.ends);
    const follow =
      then === undefined || isSame ? null : followOf({ ticket, before: then, after: now, reason, now: at });
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

export const followOperations = (follows: readonly Follow[]): TicketFollow[] =>
  follows.flatMap(({ operation }) => (operation === null ? [] : [operation]));
