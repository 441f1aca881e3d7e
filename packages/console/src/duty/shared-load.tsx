import type { LoadView } from "@fairlead/casework";
import { Scrolls } from "../parts/scrolls.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { nightsIn } from "./nights.ts";

/** What each has carried, so that nights are shared fairly: by name, in no order of merit. */
export const SharedLoad = ({ load }: { load: readonly LoadView[] }) => {
  const { t } = useWords();
  return (
    <section className="stack" data-tight>
      <h2>{t("shared-load.title")}</h2>
      <p className="quiet small">{t("shared-load.hint")}</p>
      <Scrolls label={t("shared-load.title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("shared-load.member")}</th>
              <th scope="col">{t("shared-load.nights")}</th>
              <th scope="col">{t("shared-load.answered")}</th>
              <th scope="col">{t("shared-load.now")}</th>
            </tr>
          </thead>
          <tbody>
            {load.map(({ person, week, month }) => (
              <tr key={person.id}>
                <th scope="row">{personText(t, person)}</th>
                <td className="num">
                  {t("shared-load.pair", { week: nightsIn(week.shifts), month: nightsIn(month.shifts) })}
                </td>
                <td className="num">{t("shared-load.pair", { week: week.answered, month: month.answered })}</td>
                <td className="num">{t("shared-load.pair", { week: week.now, month: month.now })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  );
};
