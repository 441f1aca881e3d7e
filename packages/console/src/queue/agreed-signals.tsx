import type { SignalsView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";

const Pair = ({ pair }: { pair: SignalsView }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const { safe, danger, by, at, carriedBy } = pair;
  const said = { who: personText(t, by), at: days.when(at, now) };
  return (
    <div>
      {safe === null && danger === null ? <p className="quiet">{t("signals.none")}</p> : null}
      {safe === null ? null : <p dir="auto">{t("signals.safe", { wording: safe })}</p>}
      {danger === null ? null : <p dir="auto">{t("signals.danger", { wording: danger })}</p>}
      <p className="quiet small">
        {carriedBy === null
          ? t("signals.agreed", said)
          : t("signals.carried", { ...said, other: personText(t, carriedBy) })}
      </p>
    </div>
  );
};

/** The two that stand, with who agreed on them and when; the earlier ones folded away, since their danger counts still. */
export const AgreedSignals = ({ signals }: { signals: readonly SignalsView[] }) => {
  const { t } = useWords();
  const standing = signals.at(-1);
  const earlier = signals.slice(0, -1).toReversed();
  if (standing === undefined) return <p className="quiet">{t("signals.none")}</p>;
  return (
    <div className="stack" data-tight>
      <Pair pair={standing} />
      {earlier.length === 0 ? null : (
        <details className="small">
          <summary>{t("signals.earlier", { n: earlier.length })}</summary>
          <div className="stack" data-tight>
            {earlier.map((pair) => (
              <Pair key={`${pair.from}-${pair.until}-${pair.danger}`} pair={pair} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
};
