import {
  type CaseView,
  type Follow,
  type JourneyLeg,
  type JourneyView,
  type LegHours,
  momentOf,
} from "@fairlead/casework";
import { useWords } from "../say/words.tsx";

/** Legs that are not written yet, as tickets look at them. */
export const hoursOf = (on: Pick<JourneyView, "date" | "offset">, legs: readonly JourneyLeg[]): LegHours[] =>
  legs.map(({ leg, from, to, departs, arrives }) => ({
    ...{ leg, from, to },
    departsAt: momentOf(on, departs),
    arrivesAt: momentOf(on, arrives),
  }));

type Props = { one: CaseView; follows: readonly Follow[]; now: number };

/** What becomes of tickets by the same press: seen before it. Nothing where there is none. */
export const Follows = ({ one, follows, now }: Props) => {
  const { t, days } = useWords();
  if (follows.length === 0) return null;
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
          </li>
        ))}
      </ul>
      <p className="quiet small">{t("follow.means", { alias: one.alias })}</p>
    </section>
  );
};
