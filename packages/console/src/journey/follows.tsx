import {
  type CaseView,
  type Ending,
  type Follow,
  type JourneyLeg,
  type JourneyView,
  type LegHours,
  momentOf,
} from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { notReached } from "../ticket/reached.ts";
import { RingShort } from "../ticket/ring.tsx";

/** Legs that are not written yet, as tickets look at them. */
export const hoursOf = (on: Pick<JourneyView, "date" | "offset">, legs: readonly JourneyLeg[]): LegHours[] =>
  legs.map(({ leg, from, to, departs, arrives }) => ({
    ...{ leg, from, to },
    departsAt: momentOf(on, departs),
    arrivesAt: momentOf(on, arrives),
  }));

type Props = { one: CaseView; follows: readonly Follow[]; endings?: readonly Ending[]; now: number };

/** A page that says what it said before needs nobody to read it; of whoever has them in the car the line says all. */
const ringOf = ({ ticket, does }: Pick<Follow, "ticket"> & { does: Follow["does"] | Ending["does"] }) =>
  does === "call" || does === "stays" ? null : notReached(ticket);

/** What becomes of tickets by the same press: seen before it, with whom it does not reach. Nothing where there is none. */
export const Follows = ({ one, follows, endings = [], now }: Props) => {
  const { t, days } = useWords();
  if (follows.length === 0 && endings.length === 0) return null;
  return (
    <section className="stack" data-tight>
      <h3>{t("follow.title")}</h3>
      <ul>
        {follows.map(({ ticket, does, operation }) => (
          <li key={ticket.ticket} dir="auto">
            <b>{ticket.who}</b>
            {": "}
            {does === "change" && operation.op === "changeTicket"
              ? t("follow.change", { at: days.when(operation.at, now), to: operation.to })
              : does === "stays"
                ? t("follow.stays", { at: days.when(ticket.said.at, now) })
                : t(`follow.${does === "change" ? "hold" : does}`)}
            <RingShort why={ringOf({ ticket, does })} />
          </li>
        ))}
        {endings.map(({ ticket, does }) => (
          <li key={ticket.ticket} dir="auto">
            <b>{ticket.who}</b>
            {": "}
            {does === "call" ? t("follow.call") : t(`ending.${does}`, { at: days.when(ticket.said.at, now) })}
            <RingShort why={ringOf({ ticket, does })} />
          </li>
        ))}
      </ul>
      {endings.some(({ does }) => does === "held" || does === "rests") ? (
        <p className="small">{t("ending.means")}</p>
      ) : null}
      <p className="quiet small">{t("follow.means", { alias: one.alias })}</p>
    </section>
  );
};
