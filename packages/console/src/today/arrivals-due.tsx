import type { ArrivalDue } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useWords } from "../say/words.tsx";
import { Section } from "./section.tsx";

/** They came, and the first day is nobody's yet: the longest waiting first. */
export const ArrivalsDue = ({ arrivals, now }: { arrivals: readonly ArrivalDue[]; now: number }) => {
  const { t, days } = useWords();
  if (arrivals.length === 0) return null;
  return (
    <Section title={t("today.arrivals")} count={arrivals.length}>
      <ul className="panel">
        {arrivals.map(({ case: theCase, alias, journey, to, at, who }) => (
          <li key={journey} className="panel-row">
            <p>
              <Link to="/cases/$case" params={{ case: theCase }}>
                <b>{alias}</b>
              </Link>{" "}
              <span dir="auto">
                ·{" "}
                {who === null
                  ? t("journey.strip-unwritten", { to })
                  : t("journey.strip-arrived", { to, at: days.when(at, now) })}
              </span>
            </p>
            <p className="small quiet">{t("today.arrivals-means")}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
};
