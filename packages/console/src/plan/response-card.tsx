import type { ResponseView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";

type Forbidden = ResponseView["forbidden"][number];

/** Beside whatever names them: whoever reads this line is about to ring. */
export const ForbiddenSince = ({ forbidden, now }: { forbidden: Forbidden; now: number }) => {
  const { t, days } = useWords();
  return (
    <span className="forbidden-since danger">
      <Icon name={forbidden.where === "publicity" ? "warning" : "no-phone"} />
      <b>
        {forbidden.where === "publicity"
          ? t("response.forbidden-publicity", { at: days.when(forbidden.at, now) })
          : t("response.forbidden", { who: forbidden.recipient, at: days.when(forbidden.at, now) })}
      </b>
    </span>
  );
};

const Since = ({ one, field, now }: { one: ResponseView; field: Forbidden["where"]; now: number }) =>
  one.forbidden
    .filter(({ where }) => where === field)
    .map((each) => <ForbiddenSince key={each.consent} forbidden={each} now={now} />);

/** What was agreed: first whom never to call, before anybody reaches for a telephone. */
export const ResponseCard = ({ one, now }: { one: ResponseView; now: number }) => {
  const { t, days } = useWords();
  const lines = (["lawyer", "tell", "text"] as const).filter((field) => one[field].trim() !== "");
  return (
    <div className="stack" data-tight>
      {one.neverCall.length === 0 ? null : (
        <div className="never-call">
          <p className="danger row">
            <Icon name="no-phone" />
            <b>{t("response.never-call")}</b>
          </p>
          <ul>
            {one.neverCall.map((who) => (
              <li key={who} dir="auto">
                <b>{who}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
      <dl className="response">
        <div>
          <dt className="quiet">{t("response.publicity")}</dt>
          <dd>
            <b>{t(`publicity.${one.publicity}`)}</b>
            <Since one={one} field="publicity" now={now} />
          </dd>
        </div>
        {lines.map((field) => (
          <div key={field}>
            <dt className="quiet">{t(`response.${field}`)}</dt>
            <dd>
              <span className="words" dir="auto">
                {one[field]}
              </span>
              <Since one={one} field={field} now={now} />
            </dd>
          </div>
        ))}
      </dl>
      {one.forbidden.length === 0 ? null : <p className="danger small">{t("response.agree-anew")}</p>}
      <p className="quiet small">
        {t("response.agreed-by", {
          with: one.agreedBy,
          at: days.when(one.agreedAt, now),
          who: personText(t, one.by),
          where: t(one.thread === null ? "response.spoken" : "response.in-thread"),
        })}
      </p>
    </div>
  );
};
