import type { CaseView, Problem } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { Refused } from "../session/deed.tsx";
import { usePlayBook } from "./use-play-book.ts";

/** Beside a problem that a holder has tapped: the same steps, in the same one press. */
export const PlayBookButton = ({ one, problem, leg }: { one: CaseView; problem: Problem; leg: string }) => {
  const { t } = useWords();
  const book = usePlayBook();
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={book.deed.busy}
        onClick={() => void book.begin(one, problem, leg)}
      >
        {t("play-book.begin")}
        <span className="hidden-visually"> {t(`ticket-press.${problem}`)}</span>
      </button>
      {book.underWay === null ? null : (
        <span className="small" role="status">
          {t("play-book.under-way")}
        </span>
      )}
      <Refused deed={book.deed} />
    </>
  );
};
