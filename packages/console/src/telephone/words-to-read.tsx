import { Check } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";

type Props = {
  words: readonly string[] | null;
  told: boolean;
  busy: boolean;
  show(): void;
  onTold(told: boolean): void;
};

/** Eight words for the caller to come back to the page with; skipped where reading them out is not safe. */
export const WordsToRead = ({ words, told, busy, show, onTold }: Props) => {
  const { t } = useWords();
  return (
    <section className="stack call-words" aria-label={t("call.words")}>
      <h2>{t("call.words")}</h2>
      <p className="small">{t("call.words-why")}</p>
      {words === null ? (
        <button type="button" className="button" disabled={busy} onClick={show}>
          {t("call.words-show")}
        </button>
      ) : (
        <>
          <ol>
            {words.map((word, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand twice; its place is its name
              <li key={place} dir="auto">
                {word}
              </li>
            ))}
          </ol>
          <p className="small">{t("call.words-how")}</p>
          <Check label={t("call.words-told")} checked={told} onChange={onTold} />
        </>
      )}
      <p className="quiet small">{t("call.words-skip")}</p>
    </section>
  );
};
