import type { ResponseView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";

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
          </dd>
        </div>
        {lines.map((field) => (
          <div key={field}>
            <dt className="quiet">{t(`response.${field}`)}</dt>
            <dd className="words" dir="auto">
              {one[field]}
            </dd>
          </div>
        ))}
      </dl>
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
