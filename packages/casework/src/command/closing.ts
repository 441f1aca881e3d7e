import type { ContactState } from "../fold/contact.ts";
import { caseOf, type State } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import type { ReopenCase } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { closingStays } from "../rule/take-back.ts";
import type { TurnTicket } from "../ticket/operation.ts";
import type { Hand } from "./attempt.ts";
import { writeToCase } from "./case.ts";

/** Held by this closing and by nothing else: whatever else came to be known since has found none that goes. */
const heldByIt = ({ closed, stops, tickets }: ContactState, at: number) => {
  const stop = stops.at(-1);
  if (closed === null || stop?.why !== "closed") return [];
  return [...tickets.values()].filter(
    ({ heldFor, state, said, changed }) =>
      // One that an earlier closing held waits for somebody to look, whatever became of that closing.
      state === "held" && heldFor === "closed" && changed.by === stop.by && changed.at === stop.at && said.ends > at,
  );
};

/**
 * What takes a closing back, that was a slip: the case is open, and its drivers go on as before. What may not be let go on as
 * things stand stays held, and with it whatever something else holds too. A colleague's closing is none of the slips.
 */
export const takeBackClosing = (
  state: State,
  id: CaseId,
  reason: string,
  hand: Hand,
): (ReopenCase | TurnTicket)[] | Refusal => {
  const reopen = { op: "reopenCase" as const, reason };
  const known = caseOf(state, id);
  const why = known ? closingStays(known.contact, hand) : null;
  if (why !== null) return { kind: "stays", what: "closing", why };
  const held = known ? heldByIt(known.contact, hand.at) : [];
  const turns = held.map(({ ticket, version: over }) => ({
    ...{ op: "turnTicket" as const, ticket, to: "going" as const, reason, over },
  }));
  return [reopen, ...turns.filter((turn) => writeToCase(state, id, [reopen, turn], hand).kind === "operations")];
};
