/**
 * What the end of a journey does with the tickets that nobody turned by hand: said before it is done, by the same rule as
 * what then happens (`withStop`). Whoever is not told by a page is told by a person, and has to be named for that.
 */
import type { JourneyId } from "../ids.ts";
import { isThrough } from "../moving/expected.ts";
import type { TicketView } from "./view.ts";

/** Called off or broken off · they are there. */
export type HowOver = "off" | "arrived";

/**
 * `held`: its page says to wait, and to nobody that there is nothing to wait for. `rests`: it was held before and stays so.
 * `ended`: cancelled, for they have arrived. `call`: they have them in the car, and no page turns them round.
 */
export type Ending = { ticket: TicketView; does: "held" | "rests" | "ended" | "call" };

const endingOf = (ticket: TicketView, how: HowOver): Ending["does"] | null => {
  const { state, step, ended } = ticket;
  if (state === "cancelled" || ended || step === "handed-over") return null;
  // Whoever took them in has them with them for good: that is the arrival.
  if (how === "arrived" && isThrough(ticket)) return null;
  if (how === "arrived" && step !== "with-me") return "ended";
  if (step === "with-me") return "call";
  return state === "held" ? "rests" : "held";
};

/** What was written by hand may belong to the journey, and is held with it; it ends by no arrival. */
const isMeant = (ticket: TicketView, journey: JourneyId, how: HowOver): boolean =>
  ticket.journey === journey || (ticket.journey === null && how === "off");

/** @param turned those that the same step turns, or leaves, in its author's own word */
export const endingsOf = (
  tickets: readonly TicketView[],
  journey: JourneyId,
  how: HowOver,
  turned: readonly { ticket: TicketView }[] = [],
): Ending[] =>
  tickets
    .filter((one) => isMeant(one, journey, how) && !turned.some(({ ticket }) => ticket.ticket === one.ticket))
    .flatMap((ticket) => {
      const does = endingOf(ticket, how);
      return does === null ? [] : [{ ticket, does }];
    });

/** What closing the case does with all of its tickets. Whoever took them in has them there for good, and goes nowhere. */
export const closingsOf = (tickets: readonly TicketView[]): Ending[] =>
  tickets.flatMap((ticket) => {
    const does = isThrough(ticket) ? null : endingOf(ticket, "off");
    return does === null ? [] : [{ ticket, does }];
  });
