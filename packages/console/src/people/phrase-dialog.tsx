import { isWord } from "@fairlead/client";
import { useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { isLanguage, LANGUAGES, type Language, useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import "./people.css";

type Step =
  | { kind: "before" }
  | { kind: "shown"; words: readonly string[]; asked: readonly [number, number] }
  | { kind: "changed"; state: "standing" | "waiting" };

/**
 * A new phrase: shown, asked back, and only then made to count. Closed before that, nothing has happened; a phrase that
 * counted before it was kept would shut its member out for good. [RO4]
 */
export const PhraseDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const [step, setStep] = useState<Step>({ kind: "before" });
  return (
    <Dialog title={t("phrase.title")} opened onClose={onClose} holds>
      {step.kind === "before" ? (
        <Before onClose={onClose} onMade={(words, asked) => setStep({ kind: "shown", words, asked })} />
      ) : step.kind === "shown" ? (
        <AskBack {...step} onClose={onClose} onChanged={(state) => setStep({ kind: "changed", state })} />
      ) : (
        <div className="stack">
          <p role="status">
            <b>{t("phrase.changed")}</b>
          </p>
          <p>{t(`phrase.changed-${step.state}`)}</p>
          <div className="row dialog-end">
            <button type="button" className="button" data-filled data-autofocus onClick={onClose}>
              {t("close")}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
};

const Before = ({
  onClose,
  onMade,
}: {
  onClose(): void;
  onMade(words: string[], asked: readonly [number, number]): void;
}) => {
  const { t, language } = useWords();
  const deed = useDeed({ kept: false });
  const [list, setList] = useState<Language>(isLanguage(language) ? language : "en");
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void deed
          .run((act) => act.newPhrase(list))
          .then((outcome) => {
            if (outcome?.kind === "done") onMade(outcome.phrase.split(" "), outcome.askedBack);
          });
      }}
    >
      <ol className="steps">
        <li>{t("phrase.step-shown")}</li>
        <li>{t("phrase.step-old")}</li>
        <li>{t("phrase.step-keys")}</li>
      </ol>
      <Radios
        legend={t("phrase.language")}
        value={list}
        onChange={setList}
        options={(Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, text: LANGUAGES[value] }))}
      />
      <Refused deed={deed} />
      <div className="row dialog-end">
        <button type="button" className="button" onClick={onClose}>
          {t("cancel")}
        </button>
        <button type="submit" className="button" data-filled disabled={deed.busy}>
          {t("phrase.show")}
        </button>
      </div>
    </form>
  );
};

type AskBackProps = {
  words: readonly string[];
  asked: readonly [number, number];
  onClose(): void;
  onChanged(state: "standing" | "waiting"): void;
};

const AskBack = ({ words, asked, onClose, onChanged }: AskBackProps) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const [typed, setTyped] = useState<[string, string]>(["", ""]);
  const [wrong, setWrong] = useState(false);
  const [shown, setShown] = useState(true);
  const type = (which: 0 | 1, text: string) => {
    // Whoever types looks at the words no longer; nor should anybody else.
    setShown(false);
    setWrong(false);
    setTyped(which === 0 ? [text, typed[1]] : [typed[0], text]);
  };
  const change = async () => {
    if (!asked.every((place, which) => isWord(typed[which] ?? "", words[place] ?? ""))) {
      setWrong(true);
      setShown(true);
      return;
    }
    const outcome = await deed.run((act) => act.changePhrase(words.join(" ")));
    if (outcome?.kind === "done") onChanged(outcome.state);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!deed.busy) void change();
      }}
    >
      <p>{t("phrase.keep")}</p>
      {shown ? (
        <ol className="phrase-words" aria-label={t("phrase.words")}>
          {words.map((word, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand twice; its place is its name
            <li key={place} dir="auto">
              {word}
            </li>
          ))}
        </ol>
      ) : (
        <p>
          <button type="button" className="link" onClick={() => setShown(true)}>
            {t("phrase.show-again")}
          </button>
        </p>
      )}
      <div className="phrase-asked">
        {asked.map((place, which) => (
          <TextField
            key={place}
            label={t("phrase.word", { n: place + 1 })}
            value={typed[which] ?? ""}
            onChange={(text) => type(which === 0 ? 0 : 1, text)}
            focus={which === 0}
          />
        ))}
      </div>
      <p className="quiet small">{t("phrase.covers")}</p>
      {wrong ? (
        <p role="alert" className="said">
          {t("phrase.wrong")}
        </p>
      ) : null}
      <Refused deed={deed} />
      {deed.failed === null || deed.failed.kind === "locked" ? null : <p className="said">{t("phrase.unsure")}</p>}
      <div className="row dialog-end">
        <button type="button" className="button" disabled={deed.busy} onClick={onClose}>
          {t("cancel")}
        </button>
        <button
          type="submit"
          className="button"
          data-filled
          disabled={deed.busy || typed.some((text) => text.trim() === "")}
        >
          {t(deed.busy ? "phrase.changing" : "phrase.change")}
        </button>
      </div>
    </form>
  );
};
