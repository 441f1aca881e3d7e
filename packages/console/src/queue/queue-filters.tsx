import { type ThreadView, URGENCIES } from "@fairlead/casework";
import { type ReactNode, type RefObject, useId, useMemo, useState } from "react";
import { useWords } from "../say/words.tsx";
import { EVERYTHING, isEverything, languagesIn, type QueueFilter } from "./filter.ts";

type Props = {
  threads: readonly ThreadView[];
  aside: number;
  filter: QueueFilter;
  shown: number;
  search: RefObject<HTMLInputElement | null>;
  onChange(filter: QueueFilter): void;
  /** What can be done with those that are found. */
  children: ReactNode;
};

/** One line to search in, two lists to choose from. What is typed here stays here. */
export const QueueFilters = ({ threads, aside, filter, shown, search, onChange, children }: Props) => {
  const { t } = useWords();
  const id = useId();
  const languages = useMemo(() => languagesIn(threads), [threads]);
  const [more, setMore] = useState(() => !isEverything({ ...filter, text: "" }));
  const set = (change: Partial<QueueFilter>) => onChange({ ...filter, ...change });
  return (
    <search className="queue-filters">
      <input
        ref={search}
        type="search"
        className="input"
        value={filter.text}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label={t("queue.search")}
        placeholder={t("queue.search")}
        onInput={(event) => set({ text: event.currentTarget.value })}
      />
      <button
        type="button"
        className="button"
        aria-expanded={more}
        aria-controls={`${id}-more`}
        onClick={() => setMore(!more)}
      >
        {t("queue.filter")}
      </button>
      {/* Closed, it takes no room from callers who wait. What is filtered stays said below. */}
      <div className="queue-more" id={`${id}-more`} hidden={!more}>
        <label className="hidden-visually" htmlFor={`${id}-urgency`}>
          {t("queue.urgency")}
        </label>
        <select
          id={`${id}-urgency`}
          className="input"
          value={filter.urgency}
          onChange={({ target }) =>
            set({ urgency: URGENCIES.find((level) => level === target.value) ?? EVERYTHING.urgency })
          }
        >
          <option value="any">{t("queue.any-urgency")}</option>
          {URGENCIES.map((level) => (
            <option key={level} value={level}>
              {t(`urgency.${level}`)}
            </option>
          ))}
        </select>
        <label className="hidden-visually" htmlFor={`${id}-language`}>
          {t("queue.language")}
        </label>
        <select
          id={`${id}-language`}
          className="input"
          value={filter.language}
          onChange={({ target }) => set({ language: target.value })}
        >
          <option value="any">{t("queue.any-language")}</option>
          {languages.map((language) => (
            <option key={language} value={language}>
              {language === "" ? t("queue.no-language") : language}
            </option>
          ))}
        </select>
        <label className="choice small">
          <input type="checkbox" checked={filter.waiting} onChange={({ target }) => set({ waiting: target.checked })} />
          <span>{t("queue.only-waiting")}</span>
        </label>
        {children}
        {aside === 0 && !filter.aside ? null : (
          <label className="choice small">
            <input type="checkbox" checked={filter.aside} onChange={({ target }) => set({ aside: target.checked })} />
            <span>{t("queue.aside", { n: aside })}</span>
          </label>
        )}
      </div>
      {isEverything(filter) ? null : (
        <p className="small quiet queue-found">
          <span role="status">{t("queue.found", { n: shown })}</span>{" "}
          <button type="button" className="link" onClick={() => onChange(EVERYTHING)}>
            {t("queue.all")}
          </button>
        </p>
      )}
    </search>
  );
};
