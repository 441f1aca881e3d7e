import { type CaseView, needsResponse, whomOf } from "@fairlead/casework";
import { statusText, whomText } from "../say/status.ts";
import { useWords } from "../say/words.tsx";

/**
 * How they are: in one word where it is so of all. Otherwise whoever is lost, held or gone stands by themselves, each with the
 * way to what is said of them next, and below them how the others are.
 */
export const HowTheyAre = ({
  one,
  onChange,
}: {
  one: CaseView;
  onChange: ((of: readonly string[]) => void) | null;
}) => {
  const words = useWords();
  const { t } = words;
  const [first] = one.statuses;
  if (first === undefined || first.whom === null)
    return (
      <p>
        <b className={first !== undefined && needsResponse(first.status) ? "danger" : ""}>
          {first === undefined ? t("facts.no-status") : t(`status-of.${first.status}`)}
        </b>
      </p>
    );
  const bad = one.statuses.filter(({ status }) => needsResponse(status));
  const well = one.statuses.filter(({ status }) => !needsResponse(status)).reduce((n, { people }) => n + people, 0);
  const unsaid = one.people - one.statuses.reduce((n, { people }) => n + people, 0);
  const each = bad.flatMap(({ status, whom }) => whomOf(one, whom).map((person) => ({ status, person })));
  return (
    <ul className="how-they-are">
      {each.map(({ status, person }) => (
        <li key={person}>
          <bdi>{whomText(one, [person])}</bdi>: <b className="danger">{t(`status-of.${status}`)}</b>{" "}
          {onChange === null ? null : (
            <button type="button" className="link small" onClick={() => onChange([person])}>
              {t("change")}
              <span className="hidden-visually">
                {" "}
                {t("facts.status")} {whomText(one, [person])}
              </span>
            </button>
          )}
        </li>
      ))}
      {well === 0 ? null : <li>{statusText(words, { status: "well", people: well }, one.people)}</li>}
      {unsaid === 0 ? null : <li className="quiet">{t("facts.unsaid", { n: unsaid, of: one.people })}</li>}
    </ul>
  );
};
