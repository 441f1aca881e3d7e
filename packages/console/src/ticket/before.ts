import type { TicketId, TicketView } from "@fairlead/casework";

type Known = Pick<TicketView, "ticket" | "leg" | "holder" | "state" | "ended" | "step">;

/** Its hand-over can still be confirmed: held ones go on, once somebody has looked. */
export const isToConfirm = ({ state, ended, step }: Pick<Known, "state" | "ended" | "step">): boolean =>
  state !== "cancelled" && !ended && step !== "handed-over";

/**
 * Whose hand-over opens a leg, unless somebody says otherwise: of whoever brings them on the nearest leg before it that a page
 * tells of. Not a host's, who hands them over to the very driver that would wait for it. null: nobody's, or it is confirmed.
 *
 * @param legs of the same journey, before this one, in its order
 */
export const beforeOf = (tickets: readonly Known[], legs: readonly string[]): TicketId | null => {
  for (const leg of legs.toReversed()) {
    const there = tickets.filter(
      (one) => one.leg === leg && one.holder !== "host" && one.state !== "cancelled" && !one.ended,
    );
    if (there.length > 0) return there.findLast(isToConfirm)?.ticket ?? null;
  }
  return null;
};
