import { type CaseView, PROBLEMS } from "@fairlead/casework";
import { Dialog } from "../parts/dialog.tsx";
import { useWords } from "../say/words.tsx";
import { Refused } from "../session/deed.tsx";
import { useNow } from "../session/session.tsx";
import { stepsText } from "./moving-words.ts";
import { usePlayBook } from "./use-play-book.ts";

type Props = {
  one: CaseView;
  /** Of the journey, or the ticket that stands for none. */
  leg: string;
  onClose(): void;
  onLost(): void;
};

/** What went wrong, in one press: nobody reads a form while a car stands at a checkpoint. */
export const PlayBookDialog = ({ one, leg, onClose, onLost }: Props) => {
  const words = useWords();
  const { t, days } = words;
  const now = useNow(60_000);
  const book = usePlayBook();
  const open = one.plan.open.filter(({ from }) => from?.kind === "problem");
  return (
    <Dialog title={t("play-book.title", { alias: one.alias })} opened onClose={onClose}>
      <div className="stack">
        {/* Begun by whoever reads another leg, or none, it is not known to be the same one. */}
        {open.length === 0 ? null : (
          <p className="warning">{stepsText(words, { open: open.length, due: open[0]?.due ?? null }, now)}</p>
        )}
        <ul className="play-books">
          {PROBLEMS.map((problem) => {
            const steps = book.stepsOf(one, problem);
            const first = steps.flatMap(({ due }) => due ?? []).toSorted((a, b) => a - b)[0];
            return (
              <li key={problem}>
                <button
                  type="button"
                  className="button"
                  disabled={book.deed.busy}
                  onClick={() => void book.begin(one, problem, leg).then((isDone) => isDone && onClose())}
                >
                  {t(`ticket-press.${problem}`)}
                </button>
                <span className="small quiet">
                  {book.underWay === problem
                    ? t("play-book.under-way")
                    : t("play-book.steps", { n: steps.length, at: days.when(first ?? now, now) })}
                </span>
              </li>
            );
          })}
          <li>
            <button type="button" className="button" onClick={onLost}>
              {t("play-book.lost")}
            </button>
            <span className="small quiet">{t("play-book.lost-means")}</span>
          </li>
        </ul>
        <p className="small quiet">{t("play-book.hint")}</p>
        <Refused deed={book.deed} />
      </div>
    </Dialog>
  );
};
