import { peopleText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { olderBackups } from "./backups.ts";

/** What is left of cases that two erased: when, by whom, how much; and what could still bring them back. [CO6] */
export const Erased = () => {
  const { t, days } = useWords();
  const { erased, status, now } = useView();
  return (
    <section className="stack" data-tight>
      <h2>{t("erased.title")}</h2>
      {erased.length === 0 ? (
        <p className="panel panel-row quiet">{t("erased.none")}</p>
      ) : (
        <>
          <ul className="panel">
            {erased.map((one) => {
              const older = olderBackups(one.at, status.backups);
              return (
                <li key={one.entry} className="panel-row erased-row">
                  <span>
                    <b>{days.when(one.at, now)}</b>{" "}
                    <span className="quiet">· {t("erased.compartments", { n: one.streams })}</span>
                  </span>
                  <span>{t("erased.by", { who: peopleText(t, one.by) })}</span>
                  {older.length === 0 ? (
                    <span className="quiet">{t("erased.no-backup")}</span>
                  ) : (
                    <span className="warning">
                      {t("erased.older", { n: older.length })}{" "}
                      {older.map((hour) => days.when(hour * HOUR, now)).join("; ")}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
          <p className="quiet small">{t("erased.copies")}</p>
        </>
      )}
    </section>
  );
};
