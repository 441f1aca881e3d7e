import { isWord } from "@fairlead/client";
import { useState } from "react";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import type { Joining } from "./joining.ts";

type JoinPhraseProps = { phrase: string; joining: Pick<Joining, "twoPlaces">; onKept(): void };

/**
 * The phrase, this once. Its words are covered as soon as two of them are being typed back: a phrase that was not
 * written down is a member who never comes in again.
 */
export const JoinPhrase = ({ phrase, joining, onKept }: JoinPhraseProps) => {
  const { t } = useWords();
  const words = phrase.split(" ");
  const [places, setPlaces] = useState(() => joining.twoPlaces(words.length));
  const [typed, setTyped] = useState<[string, string]>(["", ""]);
  const [wrong, setWrong] = useState(false);
  const covered = typed[0] !== "" || typed[1] !== "";
  const check = () => {
    if (places.every((place, index) => isWord(typed[index] ?? "", words[place] ?? ""))) return onKept();
    setWrong(true);
    setTyped(["", ""]);
    setPlaces(joining.twoPlaces(words.length));
  };
  const field = (index: 0 | 1) => (
    <TextField
      label={t("join.word", { n: places[index] + 1 })}
      value={typed[index]}
      onChange={(value) => {
        setWrong(false);
        setTyped(index === 0 ? [value, typed[1]] : [typed[0], value]);
      }}
    />
  );
  return (
    <form
      className="join-step"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <h1>{t("join.phrase")}</h1>
      <p>{t("join.phrase-hint")}</p>
      {covered ? (
        <p className="quiet">{t("join.covered")}</p>
      ) : (
        <ol className="join-words">
          {words.map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in the phrase is what a word is known by
            <li key={index}>
              <span className="num quiet">{index + 1}</span>
              <b>{word}</b>
            </li>
          ))}
        </ol>
      )}
      <p>{t("join.two")}</p>
      {field(0)}
      {field(1)}
      <div role="alert">{wrong ? <p className="said">{t("join.wrong")}</p> : null}</div>
      <div className="row">
        <button type="submit" className="button" data-filled disabled={typed.some((one) => one.trim() === "")}>
          {t("join.check")}
        </button>
      </div>
    </form>
  );
};
