import type { GoSearchView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { foundText } from "./found-text.ts";
import "./judging.css";

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
            <Icon name={fresh ? "check" : "warning"} className={fresh ? "well" : "warning"} />
            <span>
              {t(`search.${about}`)}
              {known === null || looked?.checkable === false ? null : (
                <b className={known === "none-found" ? "" : "danger"}> · {t(`search-known.${known}`)}</b>
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
