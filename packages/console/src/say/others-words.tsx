import { type ReactNode, useState } from "react";
import { fold } from "./fold.ts";
import { useWords } from "./words.tsx";

/** As much of a long text as was asked for, and the button that shows the rest; none where all of it stands there. */
const useFolded = (text: string, most: number | undefined): { shown: string; button: ReactNode } => {
  const { t } = useWords();
  const [whole, setWhole] = useState(false);
  const { shown, more } = fold(text, most);
  if (more === 0) return { shown: text, button: null };
  return {
    shown: whole ? text : `${shown}…`,
    button: (
      <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? t("message.fold") : t("message.show-all", { n: text.length })}
      </button>
    ),
  };
};

/**
 * What somebody else wrote, in its own direction and with its own line breaks. The view has made it safe to look at; here
 * it is kept from filling the screen: a long one is folded until asked for.
 */
export const OthersWords = ({ text, language, most }: { text: string; language: string | null; most?: number }) => {
  const { t } = useWords();
  const { shown, button } = useFolded(text, most);
  return (
    <>
      <p className="words" dir="auto" lang={language ?? undefined}>
        {shown}
      </p>
      {text.trim() === "" ? <p className="quiet small">{t("message.nothing-seen")}</p> : null}
      {button}
    </>
  );
};

/** The same inside a line of others: a note of fifty pages must not push away what was decided before it. */
export const FoldedWords = ({ text, most }: { text: string; most: number }) => {
  const { shown, button } = useFolded(text, most);
  return (
    <>
      {shown} {button}
    </>
  );
};
