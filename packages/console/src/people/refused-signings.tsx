import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { askedForText } from "./waiting-words.ts";

/** What others asked for and somebody let go: what, who asked, who refused, why. Never gone from here. [P11] */
export const RefusedSignings = () => {
  const words = useWords();
  const { t, days } = words;
  const { refusedSignings, now } = useView();
  if (refusedSignings.length === 0) return null;
  return (
    <details className="refused-signings">
      <summary>{t("refused.earlier", { n: refusedSignings.length })}</summary>
      <ul className="panel">
        {refusedSignings.map(({ entry, asks, askedBy, askedAt, by, at, reason }) => (
          <li key={entry} className="panel-row stack" data-tight>
            <h3>{askedForText(words, asks)}</h3>
            <p className="quiet small">
              {t("refused.asked", { who: personText(t, askedBy), at: days.when(askedAt, now) })}
            </p>
            <p className="small">
              {t("refused.by", { who: personText(t, by), at: days.when(at, now) })} <span dir="auto">{reason}</span>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
};
