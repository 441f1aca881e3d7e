import type { Hand, Opened } from "@fairlead/client";
import { useEffect, useState } from "react";
import { useWords } from "../say/words.tsx";

/** Each try stretches the phrase and asks the server once. */
const TRY_AGAIN_MS = 10_000;

type JoinWaitingProps = {
  phrase: string;
  words: string[];
  open(phrase: string): Promise<Opened>;
  onOpen(hand: Hand): void;
};

/** Six words to be compared by another channel; then whoever invited lets the newcomer in, and the desk opens. */
export const JoinWaiting = ({ phrase, words, open, onOpen }: JoinWaitingProps) => {
  const { t } = useWords();
  const [state, setState] = useState<"waiting" | "unreachable" | { code: string }>("waiting");
  // biome-ignore lint/correctness/useExhaustiveDependencies: one wait for one phrase; what opens it may be made anew meanwhile
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const opened = await open(phrase).catch((): Opened => ({ kind: "unreachable" }));
      if (left) {
        if (opened.kind === "open") opened.hand.lock();
        return;
      }
      if (opened.kind === "open") return onOpen(opened.hand);
      if (opened.kind === "locked-out") return setState({ code: opened.code });
      setState(opened.kind === "unreachable" ? "unreachable" : "waiting");
      timer = setTimeout(() => void look(), TRY_AGAIN_MS);
    };
    timer = setTimeout(() => void look(), TRY_AGAIN_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [phrase]);
  return (
    <div className="join-step">
      <h1>{t("join.compare")}</h1>
      <p>{t("join.compare-hint")}</p>
      <ol className="join-words" lang="en" aria-label={t("join.six")}>
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the phrase is what a word is known by
          <li key={index}>
            <span className="num quiet">{index + 1}</span>
            <b>{word}</b>
          </li>
        ))}
      </ol>
      <p role="status">
        {typeof state === "object"
          ? t("locked.locked-out", state)
          : t(`join.${state === "waiting" ? "waiting" : "no-network"}`)}
      </p>
      <p className="quiet small">{t("join.may-close")}</p>
    </div>
  );
};
