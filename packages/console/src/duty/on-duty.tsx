import type { DutyView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import "./duty.css";

/** `here`: on the rota's own page, where no link leads to it. */
type Props = { duty: DutyView; now: number; here?: boolean; children?: ReactNode };

/** Who is on now and who follows; that nobody is, in so many words. Links to the rota. */
export const OnDuty = ({ duty, now, here = false, children }: Props) => {
  const { t, days } = useWords();
  const next = duty.next[0];
  const gap = duty.gaps[0];
  return (
    <p className="on-duty small">
      {duty.on.length === 0 ? (
        <b className="warning on-duty-sign">
          <Icon name="warning" />
          {t("duty.nobody-now")}
        </b>
      ) : (
        <span>
          <span className="quiet">{t("duty.on-now")}</span>{" "}
          <b>
            {duty.on
              .map(({ person, until }) => t("duty.until", { who: personText(t, person), at: days.when(until, now) }))
              .join(", ")}
          </b>
        </span>
      )}
      {next === undefined ? null : (
        <span className="quiet">
          {t("duty.then", { who: personText(t, next.person), at: days.when(next.from, now) })}
        </span>
      )}
      {duty.on.length === 0 || gap === undefined ? null : (
        <span className="warning on-duty-sign">
          <Icon name="warning" />
          {t("duty.gap", { from: days.when(gap.from, now), until: days.when(gap.until, now) })}
        </span>
      )}
      {duty.limits === null ? (
        <span className="warning on-duty-sign">
          <Icon name="warning" />
          {t("duty.no-limits")}
        </span>
      ) : duty.callable.length === 0 ? (
        <span className="warning on-duty-sign">
          <Icon name="warning" />
          {t("duty.nobody-callable")}
        </span>
      ) : null}
      {here ? null : (
        <Link to="/duty" className="link">
          {t("duty.title")}
        </Link>
      )}
      {children}
    </p>
  );
};
