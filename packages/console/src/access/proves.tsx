import { useWords } from "../say/words.tsx";

/** What such a log can show and what it cannot, beside every one of them. */
export const Proves = () => {
  const { t } = useWords();
  return (
    <details className="access-proves">
      <summary>{t("access.proves")}</summary>
      <ul>
        <li>{t("access.proves.shown")}</li>
        <li>{t("access.proves.lists")}</li>
        <li>{t("access.proves.changed")}</li>
        <li>{t("access.proves.copied")}</li>
        <li>{t("access.proves.own-word")}</li>
      </ul>
    </details>
  );
};
