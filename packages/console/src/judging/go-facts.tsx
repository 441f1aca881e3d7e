import type { GoFactView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords, type Words } from "../say/words.tsx";
import { againText } from "./judging-words.ts";
import "./judging.css";

/** Whose word it rests on, and how old that is. */
const sourceOf = ({ t, days }: Words, { said }: GoFactView, now: number): string =>
  said === null ? "" : t("go-fact.by", { who: personText(t, said.by), at: days.when(said.at, now) });

/** As it goes into the proposal: what the case said then. */
export const factLine = (words: Words, fact: GoFactView, now: number): string => {
  const source = sourceOf(words, fact, now);
  const point = words.t(`go-fact.${fact.point}`);
  const why = fact.again === undefined ? "" : againText(words, fact.again, now);
  return [point, source, why].filter(Boolean).join(" · ");
};

/** A go's sheet: what nobody has to tick, because the case answers it. */
export const GoFacts = ({ facts, now }: { facts: readonly GoFactView[]; now: number }) => {
  const words = useWords();
  const { t } = words;
  if (facts.length === 0) return null;
  return (
    <div className="stack" data-tight>
      <p>
        <b>{t("go-fact.title")}</b>
      </p>
      <ul className="checklist">
        {facts.map((fact) => (
          <li key={fact.point} data-met={fact.met || undefined}>
            <Icon name={fact.met ? "check" : "warning"} className={fact.met ? "well" : "warning"} />
            <span>
              {t(`go-fact.${fact.point}`)}
              {fact.met ? null : <b className="warning">: {t("go-fact.not-so")}</b>}
              {fact.again === undefined ? null : (
                <span className="warning small"> · {againText(words, fact.again, now)}</span>
              )}
              <span className="quiet small">{fact.said === null ? "" : ` · ${sourceOf(words, fact, now)}`}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};
