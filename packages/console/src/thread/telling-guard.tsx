import { useMemo } from "react";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { type Known, knownIn, type Telling, tellingIn } from "./telling.ts";

/** A night may bring more; then the warning knows the most pressing ones. */
const THREADS_MOST = 2_000;

const NOTHING: Known = { aliases: [], names: [], accounts: [] };

/** What in these words would confirm or deny; null where nobody asks after a person. */
export const useTelling = (asked: readonly string[] | null, text: string): Telling[] | null => {
  const { cases, queue } = useView();
  const isAsked = asked !== null;
  const known = useMemo(() => {
    if (!isAsked) return NOTHING;
    const open = cases.filter((one) => one.closed === null);
    const others = [...open, ...queue.threads.filter(({ flags }) => !flags.includes("asks-after"))];
    const letters = others
      .slice(0, THREADS_MOST)
      .flatMap(({ messages }) =>
        messages.flatMap(({ direction, text: said }) => (direction === "to-team" && said) || []),
      );
    return knownIn(
      open.map(({ alias }) => alias),
      letters,
    );
  }, [isAsked, cases, queue.threads]);
  return useMemo(() => (asked === null ? null : tellingIn(text, asked, known)), [asked, text, known]);
};

type Props = { telling: readonly Telling[]; dared: boolean; onDare(): void };

/** Sending what would tell needs a second, deliberate act, for these words and no others. */
export const TellingGuard = ({ telling, dared, onDare }: Props) => {
  const { t } = useWords();
  return (
    <div className="found row" data-top role="status">
      <Icon name="warning" className="warning" />
      <div className="small stack" data-tight>
        {telling.length === 0 ? (
          <p>
            <b>{t("telling.none")}</b> {t("telling.cannot-see")}
          </p>
        ) : (
          <>
            <p>
              <b>{t("telling.would")}</b>
            </p>
            <ul>
              {telling.map(({ kind, words }) => (
                <li key={`${kind} ${words}`}>
                  <b dir="auto">{t("quote", { text: words })}</b> {t(`telling.${kind}`)}
                </li>
              ))}
            </ul>
            <p>{t("telling.cannot-see")}</p>
            {dared ? (
              <p>
                <b>{t("telling.dared")}</b>
              </p>
            ) : (
              <p>
                <button type="button" className="button" onClick={onDare}>
                  {t("telling.dare")}
                </button>
              </p>
            )}
          </>
        )}
      </div>
    </div>
  );
};
