import type { JourneyRecord } from "../journey/fold.ts";
import type { TicketRecord, Tickets } from "../ticket/fold.ts";
import type { Names } from "../view/person.ts";
import type { PersonRef } from "../view.ts";
import type { ArrivalRecord, LookedBack } from "./fold.ts";

type By<T extends { by: unknown }> = Omit<T, "by"> & { by: PersonRef };

export type AftermathView = {
  arrival: By<ArrivalRecord> | null;
  lookedBack: By<LookedBack> | null;
  /** The last hand-over as its holder confirmed it; null: not confirmed, or no ticket was given for a leg of it. */
  lastHandOver: { who: string; at: number } | null;
};

/** Whoever takes them in hands them to nobody: that they are with the host is the last word. */
const confirmedAt = ({ holder, presses, openings }: TicketRecord): number | null => {
  const last = holder === "host" ? ["with-me", "handed-over"] : ["handed-over"];
  return presses.find(({ press, opening }) => last.includes(press) && openings.includes(opening))?.pressedAt ?? null;
};

/** Of the ticket whose leg comes last. A cancelled one is nobody's. */
const lastHandOver = ({ legs }: JourneyRecord, tickets: Tickets): AftermathView["lastHandOver"] => {
  const placeOf = ({ leg }: TicketRecord): number => legs.findIndex((one) => one.leg === leg);
  const last = [...tickets.values()]
    .filter((ticket) => ticket.state !== "cancelled" && placeOf(ticket) >= 0)
    .toSorted((a, b) => placeOf(a) - placeOf(b) || a.said.at - b.said.at)
    .at(-1);
  const at = last === undefined ? null : confirmedAt(last);
  return last === undefined || at === null ? null : { who: last.who, at };
};

export const aftermathView = (journey: JourneyRecord, tickets: Tickets, names: Names): AftermathView => {
  const { arrival, lookedBack } = journey;
  return {
    arrival: arrival && { ...arrival, by: names(arrival.by) },
    lookedBack: lookedBack && { ...lookedBack, by: names(lookedBack.by) },
    lastHandOver: lastHandOver(journey, tickets),
  };
};
