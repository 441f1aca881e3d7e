import type { JourneyRecord } from "../journey/fold.ts";
import type { TicketRecord, Tickets } from "../ticket/fold.ts";
import type { Names } from "../view/person.ts";
import type { PersonRef } from "../view.ts";
import type { ArrivalRecord, LookedBack } from "./fold.ts";

type By<T extends { by: unknown }> = Omit<T, "by"> & { by: PersonRef };

export type AftermathView = {
  arrival: By<ArrivalRecord> | null;
  lookedBack: By<LookedBack> | null;
  /** The hand-over at the end of the way, as its holder confirmed it; null: not confirmed, or its last leg has no ticket. */
  lastHandOver: { who: string; at: number } | null;
};

/** Whoever takes them in hands them to nobody: that they are with the host is the last word. */
const confirmedAt = ({ holder, presses, openings }: TicketRecord): number | null => {
  const last = holder === "host" ? ["with-me", "handed-over"] : ["handed-over"];
  return presses.find(({ press, opening }) => last.includes(press) && openings.includes(opening))?.pressedAt ?? null;
};

/** From any leg before the last the way goes on, whether or not somebody has a ticket for the rest. A cancelled one is nobody's. */
const lastHandOver = ({ legs }: JourneyRecord, tickets: Tickets): AftermathView["lastHandOver"] => {
  const end = legs.at(-1)?.leg;
  const last = [...tickets.values()]
    .filter(({ state, leg }) => state !== "cancelled" && leg !== undefined && leg === end)
    .toSorted((a, b) => a.said.at - b.said.at)
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
