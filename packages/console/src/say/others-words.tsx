import { useState } from "react";
import { fold } from "./fold.ts";
import { useWords } from "./words.tsx";

/**
 * What somebody else wrote, in its own direction and with its own line breaks. The view has made it safe to look at; here
 * it is kept from filling the screen: a long one is folded until asked for.
 */
export const OthersWords = ({ text, language, most }: { text: string; language: string | null; most?: number }) => {
  const { t } = useWords();
  const [whole, setWhole] = useState(false);
  const { shown, more } = fold(text, most);
  return (
    <>
      <p className="words" dir="auto" lang={language ?? undefined}>
        {whole ? text : shown}
        {more > 0 && !whole ? "…" : null}
      </p>
      {text.trim() === "" ? <p className="quiet small">{t("message.nothing-seen")}</p> : null}
      {more === 0 ? null : (
        <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t("message.fold") : t("message.show-all", { n: text.length })}
        </button>
      )}
    </>
  );
};
