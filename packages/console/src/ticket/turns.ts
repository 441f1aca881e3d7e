import type { TicketView } from "@fairlead/casework";

/** Held · goes on · cancelled · a problem was dealt with · no longer waits for the hand-over before · it was they who opened it. */
export type Turn = "held" | "going" | "cancelled" | "dealt" | "release" | "trust";

/** Held, and still to come: a person lets each go on, or cancels it. */
export const heldTickets = (tickets: readonly Pick<TicketView, "state" | "ended">[]): number =>
  tickets.filter(({ state, ended }) => state === "held" && !ended).length;

/** What stops a leg: all that is left of it once its case is closed. */
const STOPS: readonly Turn[] = ["held", "cancelled"];

/** What can be done with it now. Once they are handed over there is nobody to be stopped or sent elsewhere. */
export const turnsOf = (
  ticket: Pick<TicketView, "state" | "problem" | "waitsFor" | "step">,
  closed: boolean,
): Turn[] => {
  const all = openTurns(ticket);
  return closed ? all.filter((turn) => STOPS.includes(turn)) : all;
};

const openTurns = ({ state, problem, waitsFor, step }: Parameters<typeof turnsOf>[0]): Turn[] => {
  if (state === "held") return ["going", "cancelled"];
  const dealt = problem === null ? [] : (["dealt"] as const);
  if (step === "handed-over") return [...dealt];
  return [...dealt, ...(waitsFor === null ? [] : (["release"] as const)), "held", "cancelled"];
};
