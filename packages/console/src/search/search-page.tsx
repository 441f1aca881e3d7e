import { type KeyboardEvent, useId, useState } from "react";
import { Empty } from "../parts/empty.tsx";
import { useWords } from "../say/words.tsx";
import { isAny, NOTHING } from "./filter.ts";
import { ResultList } from "./result-list.tsx";
import { SavedSearches } from "./saved-searches.tsx";
import { SearchFilters } from "./search-filters.tsx";
import { useAsked, useSearch } from "./use-search.ts";
import "./search.css";

const PAGE = 20;

/** Up and down go from the words to what was found and back; Enter opens. */
const onArrow = (event: KeyboardEvent<HTMLElement>) => {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const here = event.target instanceof HTMLElement && event.target.matches("[data-walk]") ? event.target : null;
  if (step === 0 || here === null) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-walk]")];
  const next = all[all.indexOf(here) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
};

/** Words, names and numbers in everything that this member can read: on this device, and nowhere else. */
export const SearchPage = () => {
  const { t } = useWords();
  const id = useId();
  const [asked, ask] = useAsked();
  const [most, setMost] = useState(PAGE);
  const [filtering, setFiltering] = useState(() => !isAny(asked.filter));
  const { results, of, typed, reading } = useSearch(asked, most);
  const nothing = asked.typed.trim() === "" && isAny(asked.filter);
  const set = (next: typeof asked) => {
    setMost(PAGE);
    ask(next);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows walk between what is focusable inside
    <div className="page" onKeyDown={onArrow}>
      <div className="page-head">
        <h1>{t("find.title")}</h1>
        <p className="quiet">{t("find.here")}</p>
      </div>
      <search className="search-box">
        <input
          type="search"
          className="input"
          data-walk
          // biome-ignore lint/a11y/noAutofocus: who comes here comes to type
          autoFocus
          value={asked.typed}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          maxLength={400}
          aria-label={t("find.words")}
          placeholder={t("find.words")}
          onInput={(event) => set({ ...asked, typed: event.currentTarget.value })}
        />
        <button
          type="button"
          className="button"
          aria-expanded={filtering}
          aria-controls={`${id}-filters`}
          onClick={() => setFiltering(!filtering)}
        >
          {t("queue.filter")}
        </button>
        <div id={`${id}-filters`} className="search-filters" hidden={!filtering}>
          <SearchFilters filter={asked.filter} onChange={(filter) => set({ ...asked, filter })} />
        </div>
        <SavedSearches
          asked={asked}
          nothing={nothing}
          onTake={(one) => {
            setFiltering(!isAny(one.filter));
            set(one);
          }}
        />
      </search>
      <p className="small quiet search-said">
        <span role="status">{nothing || results === null ? "" : t("find.found", { n: of })}</span>
        {reading === null ? null : <span>{t("find.reading", { n: reading.read, of: reading.of })}</span>}
        {nothing ? null : (
          <button type="button" className="link" onClick={() => set(NOTHING)}>
            {t("find.anew")}
          </button>
        )}
      </p>
      <div className="panel" data-answers={typed}>
        {nothing ? (
          <Empty>{t("find.begin")}</Empty>
        ) : results === null ? null : results.length === 0 && reading === null ? (
          <Empty>{t("find.none")}</Empty>
        ) : (
          <ResultList results={results} />
        )}
        {results !== null && of > most ? (
          <div className="panel-row">
            <button type="button" className="button" data-walk onClick={() => setMost(most + PAGE)}>
              {t("find.more")}
            </button>
          </div>
        ) : null}
      </div>
    </div>
  );
};
