import { casesWithTickets, compromisedTickets, holdCompromised, mayWrite } from "@fairlead/casework";
import type { Appender } from "./append.ts";
import type { Held } from "./held.ts";

/**
 * Holds tickets whose driver, escort or host is marked as known to a threat. Whoever marks holds other cases than those who
 * answer for the ticket: whichever hand reads both does it. Part of every round.
 */
export async function holdMarked(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "holdTickets")) return;
  for (const { case: theCase, contactStream } of casesWithTickets(held.state)) {
    const compartment = held.compartments.get(contactStream);
    if (compartment === undefined || compartment.halted !== null) continue;
    if (compromisedTickets(held.state, theCase, held.effects.clock()).length === 0) continue;
    await appender.write((hand) => {
      const outcome = holdCompromised(held.state, theCase, hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    });
  }
}
