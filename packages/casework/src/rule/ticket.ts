import type { ContactState } from "../fold/contact.ts";
import { numbersOf, statusOf } from "../fold/status.ts";
import type { JourneyId } from "../ids.ts";
import type { Operation, SetStatus } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { TicketOperation } from "../ticket/operation.ts";
import type { HoldReason } from "../ticket/words.ts";
import { isNo, unwilling } from "./consent.ts";
import { isUnderWay, lacksOnTheWay, minorRefusal } from "./journey.ts";
import { isStopped, movesHouse, restsOnGo, stagesAfter, standingGo } from "./stage.ts";

/** Whether it lets somebody be told to set out on a leg of a journey. */
export const opens = ({ tickets }: ContactState, operation: TicketOperation): boolean => {
  if (operation.op === "giveTicket") return operation.journey !== undefined;
  if (operation.op !== "releaseTicket" && operation.op !== "turnTicket") return false;
  const known = tickets.get(operation.ticket);
  if (known?.journey === undefined) return false;
  return operation.op === "releaseTicket" || (operation.to === "going" && known.state === "held");
};

export const journeyOf = ({ tickets }: ContactState, operation: TicketOperation): JourneyId | null => {
  if (operation.op === "giveTicket") return operation.journey ?? null;
  return operation.op === "holdTickets" ? null : (tickets.get(operation.ticket)?.journey ?? null);
};

/**
 * Why no driver is told of a leg of a journey yet, or null. It asks for what setting out asks for: two have said go and not
 * no since, nor they themselves, and for somebody under age a lawyer was asked. What is written by hand stands outside of it: at night one person may order
 * the first move. [P11]
 */
export const ticketRefusal = (state: ContactState, operation: TicketOperation, at: number): Refusal | null => {
  if (!opens(state, operation)) return null;
  // Sheltered, a go of before they came opens nothing: they have arrived on it.
  const isOpen = isUnderWay(state)
    ? !isStopped(state, at) && restsOnGo(state, at, journeyOf(state, operation))
    : movesHouse(state, at, journeyOf(state, operation)) ||
      (state.stage !== "sheltered" && standingGo(state, at, null) !== null);
  const no = unwilling(state.consent, at);
  // Their no has ended the go that lacks.
  if (!isOpen) return no ?? { kind: "stage-not-open", missing: [lacksOnTheWay(state, at)] };
  return minorRefusal(state) ?? no;
};

/** The go is taken back, or the party has turned round: nobody else sets out by what was arranged on it. */
const takesGoBack = (state: ContactState, operation: Operation): boolean => {
  if (operation.op === "moveStage") return operation.to === "accepted" || operation.to === "withdrawn";
  if (operation.op !== "decide" || operation.verdict !== "approve") return false;
  const closes = state.declineEnds && stagesAfter(state.stage).includes("declined");
  return state.decisions.some(
    ({ decision, about }) => decision === operation.decision && (about === "no-go" || (about === "decline" && closes)),
  );
};

/**
 * Also where it is said of one of them alone, and tickets of the others are held with it: whoever was taken may have been made
 * to say where the rest are met, and the ticket of a leg does not say who is in the car. Somebody who has looked lets each go on.
 */
const isWorse = (state: ContactState, { status, whom, back }: SetStatus, before: ContactState["statuses"]): boolean =>
  status !== "well" &&
  back !== true &&
  (whom ?? numbersOf(state)).some((person) => statusOf({ statuses: before }, person)?.status !== status);

/** Why this holds all tickets by itself, or null. Whoever is detained, or lost, is at no meeting: somebody else may be. */
export const holdsBy = (
  state: ContactState,
  operation: Operation,
  before: ContactState["statuses"],
): HoldReason | null => {
  if (takesGoBack(state, operation)) return "no-go";
  // Whoever has the telephone has read where the next driver waits. [MB8]
  if (operation.op === "freezeMailbox") return "phone";
  if (operation.op === "closeCase") return "closed";
  // By their own word, and nobody's to overrule.
  if (isNo(operation) && state.consent.records.get(operation.consent)?.purpose === "journey") return "consent";
  return operation.op === "setStatus" && isWorse(state, operation, before) ? "status" : null;
};
