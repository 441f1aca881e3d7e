import { type CaseView, stepToTell, untrueStep } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { journeyDay, minuteText } from "./labels.ts";

/** One short line: the journey under way, or the next one. Nothing where there is none. */
export const JourneyStrip = ({ one, now, open }: { one: CaseView; now: number; open(): void }) => {
  const { t, days } = useWords();
  const unwritten = one.journeys.find(({ ended, arrival }) => ended?.how === "arrived" && arrival === null);
  const journey = one.journeys.find(({ state }) => state === "moving" || state === "planned") ?? unwritten;
  // What they were told of a journey that is off is as dangerous with no other in its place.
  const off = one.journeys.find((known) => untrueStep(known, one.tickets, now)?.why === "over");
  if (off !== undefined && journey === undefined)
    return (
      <div className="facts-line">
        <b className="danger">{t("step.untrue.over")}</b>{" "}
        <button type="button" className="link small" onClick={open}>
          {t("journey.strip-open")}
        </button>
      </div>
    );
  if (journey === undefined || (journey === unwritten && one.closed !== null)) return null;
  const { lastHandOver } = journey;
  const leg = journey.now === null ? undefined : journey.legs[journey.now];
  const late = journey.state === "moving" && journey.lastHandOver === null && journey.arrivesAt < now;
  const { from, to, date } = journey;
  const untrue = untrueStep(journey, one.tickets, now)?.why ?? (off === undefined ? null : "over");
  const isNext = journey.state === "moving" && stepToTell(journey, one.tickets, now) !== null;
  return (
    <div className="facts-line">
      <span dir="auto" className={late ? "danger" : undefined}>
        {journey === unwritten
          ? t("journey.strip-unwritten", { to })
          : journey.state === "moving" && lastHandOver !== null
            ? t("journey.strip-arrived", { to, at: days.when(lastHandOver.at, now) })
            : journey.state === "planned"
              ? t("journey.strip-planned", {
                  from,
                  to,
                  date: journeyDay(date, days, now),
                  at: minuteText(journey.legs[0]?.departs ?? 0),
                })
              : late
                ? t("journey.strip-late", { to, at: minuteText(journey.legs.at(-1)?.arrives ?? 0) })
                : leg === undefined
                  ? t("journey.strip-moving", { from, to })
                  : t("journey.strip-leg", { to: leg.to, at: minuteText(leg.arrives) })}
      </span>{" "}
      {journey.unopened ? <b className="danger">{t("moving.unopened")} </b> : null}
      {untrue !== null ? (
        <b className="danger">{t(`step.untrue.${untrue}`)} </b>
      ) : isNext ? (
        <span>{t("step.strip")} </span>
      ) : null}
      <button type="button" className="link small" onClick={open}>
        {t("journey.strip-open")}
      </button>
    </div>
  );
};
