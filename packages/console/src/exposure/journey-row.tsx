import type { JourneyNode } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { Way } from "../parts/way.tsx";
import { useWords } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";

/** A journey that a mark reaches: what of it is still to come, and who holds tickets for it. */
export const JourneyRow = ({ node }: { node: JourneyNode }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const { legs, tickets } = node;
  return (
    <>
      <p>
        <Link to="/cases/$case" params={{ case: node.case }}>
          <b dir="auto">{t("exposure.journey-of", { alias: node.alias })}</b>
        </Link>
        , {t(`exposure.journey.${node.state}`)}
      </p>
      {node.read ? null : <p className="quiet small">{t("exposure.journey-unread")}</p>}
      {legs.length + tickets.length === 0 ? null : (
        <details className="small journey-more">
          <summary>{t("exposure.to-come", { legs: legs.length, tickets: tickets.length })}</summary>
          <ul>
            {legs.map((leg) => (
              <li key={leg.leg}>
                {days.when(leg.departsAt, now)} <Way from={leg.from} to={leg.to} />
                {leg.by.length === 0 ? null : (
                  <>
                    : <bdi>{leg.by.join(", ")}</bdi>
                  </>
                )}
              </li>
            ))}
            {tickets.map(({ ticket, who, at, state }) => (
              <li key={ticket} dir="auto">
                {t("exposure.ticket-of", { who, at: days.when(at, now) })}
                {state === "going" ? "" : ` (${t(`ticket-state.${state}`)})`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
