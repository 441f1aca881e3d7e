import type { GoSearchView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Found, foundText, isToWeigh } from "./found.tsx";
import "./judging.css";

/** What a fresh look found is nothing that is ticked off. */
const Sign = ({ line: { known, looked, fresh } }: { line: Pick<GoSearchView, "known" | "looked" | "fresh"> }) => {
  if (known !== null && looked !== null && isToWeigh({ known, checkable: looked.checkable }))
    return <Icon name="warning" className="danger" />;
  return <Icon name={fresh ? "check" : "warning"} className={fresh ? "well" : "warning"} />;
};

type Props = {
  search: readonly GoSearchView[];
  /** When the go was over; null: it stands as it is now. */
  until?: number | null;
  now: number;
  look?(about: GoSearchView["about"]): void;
};

/** A go's sheet: whether anybody is searching, and how old that knowledge is. */
export const GoSearch = ({ search, until = null, now, look }: Props) => {
  const { t, days } = useWords();
  return (
    <div className="stack" data-tight>
      <p>
        <b>{t("go-search.title")}</b>{" "}
        <span className="quiet small">
          {look === undefined ? "" : t("go-search.rule")}
          {until === null ? "" : t("go-search.until", { at: days.when(until, now) })}
        </span>
      </p>
      <ul className="checklist">
        {search.map(({ about, looked, fresh, known, proposed }) => (
          <li key={about} data-met={fresh || undefined}>
            <Sign line={{ known, looked, fresh }} />
            <span>
              {t(`search.${about}`)}
              {known === null || looked?.checkable === false ? null : (
                <>
                  {" · "}
                  <Found look={{ known, checkable: true }} />
                </>
              )}
              <span className={fresh ? "quiet small" : "warning small"}>
                {" · "}
                {looked === null
                  ? t("go-search.never")
                  : t(looked.checkable ? "go-search.looked" : "go-search.not-checkable", {
                      at: days.when(looked.at, now),
                      who: personText(t, looked.by),
                    })}
                {looked !== null && !fresh ? ` · ${t("go-search.too-old")}` : ""}
              </span>
              {proposed === null ? null : (
                <span className="small">
                  {" · "}
                  {t("go-search.proposed", { known: foundText(t, proposed) })}
                </span>
              )}
            </span>
            {look === undefined ? null : (
              <button type="button" className="link small" onClick={() => look(about)}>
                {t("go-search.look")}
                <span className="hidden-visually"> {t(`search.${about}`)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};
