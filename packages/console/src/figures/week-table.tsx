import { DAY, type FigureWeek } from "@fairlead/casework";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import "./figures.css";

const FIRST = 8;

/** People, cumulative, at the end of each week; the newest on top. */
export const WeekTable = ({ weeks }: { weeks: readonly FigureWeek[] }) => {
  const { t, days } = useWords();
  const [all, setAll] = useState(false);
  const newest = [...weeks].reverse();
  const asked = weeks.some((week) => week.asked !== null);
  return (
    <div className="panel week-table">
      <table>
        <caption className="hidden-visually">{t("figures.table")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("figures.week-to")}</th>
            {asked ? (
              <th scope="col" className="num">
                {t("figures.asked")}
              </th>
            ) : null}
            <th scope="col" className="num">
              {t("figures.evacuated")}
            </th>
            <th scope="col" className="num">
              {t("figures.abroad")}
            </th>
          </tr>
        </thead>
        <tbody>
          {(all ? newest : newest.slice(0, FIRST)).map((week, index) => (
            <tr key={week.ends} className={index === 0 ? "newest" : ""}>
              <td>{days.date(week.ends * DAY)}</td>
              {asked ? <td className="num">{week.asked ?? "·"}</td> : null}
              <td className="num">{week.evacuated}</td>
              <td className="num">{week.abroad}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {newest.length > FIRST && !all ? (
        <p className="panel-row">
          <button type="button" className="link" onClick={() => setAll(true)}>
            {t("figures.all-weeks", { n: newest.length })}
          </button>
        </p>
      ) : null}
    </div>
  );
};
