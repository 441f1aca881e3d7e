import { PASS_REASONS, type PassReason, type ThreadView } from "@fairlead/casework";
import { useState } from "react";
import { SelectField, TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { isTaken, Refused, useDeed } from "../session/deed.tsx";
import "./guides.css";

type Props = { thread: ThreadView; now: number };

/** Who could not answer, and the word that was left. Whoever passed it on says more here, or takes it back. */
export const Passed = ({ thread, now }: Props) => {
  const { t, days } = useWords();
  const mine = thread.passes.find(({ by }) => by.me);
  const others = thread.passes.filter(({ by }) => !by.me);
  if (thread.passes.length === 0) return null;
  return (
    <div className="passed stack" data-tight role="status">
      {others.map((pass) => (
        <p key={pass.by.id}>
          <b>{t("passed.by", { who: personText(t, pass.by), at: days.when(pass.at, now) })}</b>{" "}
          {pass.why === "not-said" ? null : t(`pass-reason.${pass.why}`)}{" "}
          {pass.word === "" ? null : (
            <span dir="auto" className="words">
              {t("quote", { text: pass.word })}
            </span>
          )}
        </p>
      ))}
      {mine === undefined ? null : (
        <>
          <p>
            <b>{t("passed.by-you", { at: days.when(mine.at, now) })}</b>{" "}
            {t(thread.heldBack ? "passed.held-back" : "passed.in-place")}
          </p>
          {thread.claim === null ? <LeaveWord thread={thread} why={mine.why} word={mine.word} /> : null}
        </>
      )}
    </div>
  );
};

/** Passing on is done already; this is for whoever comes next. */
const LeaveWord = ({ thread, ...said }: { thread: ThreadView; why: PassReason; word: string }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [why, setWhy] = useState(said.why);
  const [word, setWord] = useState(said.word);
  const [left, setLeft] = useState(false);
  return (
    <form
      className="passed-word"
      onSubmit={(event) => {
        event.preventDefault();
        void deed
          .run((act) => act.passOn(thread.mailbox, { why, word: word.trim() }))
          .then((outcome) => setLeft(isTaken(outcome)));
      }}
    >
      <SelectField
        label={t("passed.why")}
        value={why}
        onChange={setWhy}
        options={PASS_REASONS.map((value) => ({ value, text: t(`pass-reason.${value}`) }))}
      />
      <TextField label={t("passed.word")} hint={t("passed.word-hint")} value={word} onChange={setWord} />
      <div className="row">
        <button type="submit" className="button" disabled={deed.busy || (why === said.why && word === said.word)}>
          {t("passed.leave")}
        </button>
        <button
          type="button"
          className="link"
          disabled={deed.busy}
          onClick={() => void deed.run((act) => act.claim(thread.mailbox))}
        >
          {t("passed.take-back")}
        </button>
        <Refused deed={deed} />
        {left && why === said.why && word === said.word ? (
          <span className="quiet small">{t("passed.left")}</span>
        ) : null}
      </div>
    </form>
  );
};
