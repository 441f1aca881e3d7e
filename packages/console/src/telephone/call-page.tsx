import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Check, Radios, SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { knownText, questionText } from "../thread/known.ts";
import { CALL_LANGUAGES, type CallDraft, callFrom, emptyCall, isUntouched, listFor, readCall } from "./call.ts";
import { WordsToRead } from "./words-to-read.tsx";
import "./telephone.css";

/** After the last key, before it is sealed onto this device. */
const KEEP_AFTER = 250;
const URGENCIES = ["", "now", "soon", "later", "unknown"] as const;
const FLAGS = ["suicide-risk", "minor", "distressing"] as const;
const CHOICES = {
  danger: ["now", "soon", "no", "unsure"],
  need: ["leave", "shelter", "doctor", "papers", "advice", "other"],
  adult: ["yes", "no"],
} as const;

/** Someone is on the phone: the questions of the caller's page, typed by whoever listens. */
export const CallPage = () => {
  const { language } = useWords();
  const { hand } = useSession();
  const [found, setFound] = useState<CallDraft | null>(null);
  useEffect(() => {
    void hand.keptDraft().then((kept) => setFound(readCall(kept, language)));
  }, [hand, language]);
  return found === null ? null : <CallForm first={found} />;
};

const CallForm = ({ first }: { first: CallDraft }) => {
  const words = useWords();
  const { t } = words;
  const { hand } = useSession();
  const navigate = useNavigate();
  // Without an answer nothing is kept to be sent later: the words stay here and are sent again from here.
  const deed = useDeed({ kept: false });
  const [draft, setDraft] = useState(first);
  const [keeps, setKeeps] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = (next: CallDraft) =>
    hand
      .keepDraft(isUntouched(next) ? "" : JSON.stringify(next))
      .then((outcome) => setKeeps(outcome.kind === "done" || outcome.kind === "locked"));
  const change = (changed: Partial<CallDraft>) => {
    const next = { ...draft, ...changed };
    setDraft(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keep(next), KEEP_AFTER);
    if (deed.failed !== null) deed.forget();
  };
  const begin = async (): Promise<CallDraft | null> => {
    if (draft.begun !== null) return draft;
    const outcome = await deed.run((act) => act.beginCall(listFor(draft.language)));
    if (outcome?.kind !== "done") return null;
    const { words: made, message } = outcome;
    const next = { ...draft, begun: { words: made, message } };
    setDraft(next);
    // Before it is first sent: the same words and the same id again make no second letter.
    await keep(next);
    return next;
  };
  const clear = () => {
    clearTimeout(timer.current);
    setDraft(emptyCall(words.language));
    return hand.keepDraft("");
  };
  const send = async () => {
    clearTimeout(timer.current);
    const next = await begin();
    if (next?.begun == null) return;
    const call = callFrom(next, next.begun, t(next.told ? "call.note-told" : "call.note-not-told"));
    const outcome = await deed.run((act) => act.takeCall(call));
    // Under these words something else was sent, from another window: the next try makes new ones, to be read out.
    if (outcome?.kind === "conflict") {
      const apart = { ...next, begun: null, told: false };
      setDraft(apart);
      await keep(apart);
    }
    if (outcome?.kind !== "done") return;
    await clear();
    await navigate({ to: "/queue/$mailbox", params: { mailbox: outcome.mailbox } });
  };
  const answer = (question: keyof CallDraft["answers"]) => ({
    value: draft.answers[question] ?? "",
    onChange: (value: string) => change({ answers: { ...draft.answers, [question]: value } }),
  });
  const choice = (question: keyof typeof CHOICES) => (
    <Radios
      legend={questionText(words, question)}
      value={draft.answers[question] ?? ""}
      onChange={answer(question).onChange}
      options={[
        ...CHOICES[question].map((value) => ({ value, text: knownText(words, { question, answer: value }) })),
        { value: "", text: t("call.not-asked") },
      ]}
    />
  );
  const ready = draft.text.trim() !== "" || Object.values(draft.answers).some((said) => said.trim() !== "");
  return (
    <form
      className="page call"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !deed.busy) void send();
      }}
    >
      <h1>{t("call.title")}</h1>
      <p className="quiet">{t("call.heard")}</p>
      {first.text !== "" && isUntouched(draft) === false && draft === first ? (
        <p role="status">{t("call.taken-up")}</p>
      ) : null}
      <div className="call-columns">
        <div className="stack">
          {choice("danger")}
          <TextField
            label={t("call.text")}
            hint={t("call.text-hint")}
            lines={8}
            value={draft.text}
            onChange={(text) => change({ text })}
            focus
          />
          <TextField label={questionText(words, "where")} {...answer("where")} />
          <TextField label={questionText(words, "reach")} hint={t("call.reach-hint")} lines={2} {...answer("reach")} />
          <Check label={t("window.may-ring")} checked={draft.mayRing} onChange={(mayRing) => change({ mayRing })} />
          <TextField label={questionText(words, "company")} {...answer("company")} />
          {choice("need")}
          {choice("adult")}
        </div>
        <div className="stack">
          <SelectField
            label={t("call.language")}
            value={draft.language}
            options={Object.entries(CALL_LANGUAGES).map(([value, text]) => ({
              value: value as CallDraft["language"],
              text,
            }))}
            onChange={(spoken) => change({ language: spoken })}
          />
          <SelectField
            label={t("call.urgency")}
            value={draft.urgency}
            options={URGENCIES.map((value) => ({
              value,
              text: value === "" ? t("call.urgency-said") : t(`urgency.${value}`),
            }))}
            onChange={(urgency) => change({ urgency })}
          />
          {draft.urgency === "" ? null : (
            <TextField label={t("reason")} value={draft.reason} onChange={(reason) => change({ reason })} />
          )}
          <fieldset>
            <legend>{t("flags.label")}</legend>
            {FLAGS.map((flag) => (
              <Check
                key={flag}
                label={t(`flag.${flag}`)}
                checked={draft.flags.includes(flag)}
                onChange={(on) =>
                  change({ flags: on ? [...draft.flags, flag] : draft.flags.filter((other) => other !== flag) })
                }
              />
            ))}
          </fieldset>
          <WordsToRead
            words={draft.begun?.words ?? null}
            told={draft.told}
            busy={deed.busy}
            show={() => void begin()}
            onTold={(told) => change({ told })}
          />
        </div>
      </div>
      {keeps ? null : (
        <p role="alert" className="said">
          {t("call.not-kept")}
        </p>
      )}
      <Refused deed={deed} />
      <div className="row call-deeds">
        <button type="submit" className="button" data-filled disabled={!ready || deed.busy}>
          {t(deed.busy ? "working" : "call.do")}
        </button>
        <Discard disabled={isUntouched(draft)} discard={() => void clear()} />
        <span className="quiet small">{t("call.kept")}</span>
      </div>
    </form>
  );
};

/** Asked once more: there is no second copy. */
const Discard = ({ disabled, discard }: { disabled: boolean; discard(): void }) => {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  return asked && !disabled ? (
    <>
      <span>{t("call.discard-sure")}</span>
      <button
        type="button"
        className="button"
        data-grave
        onClick={() => {
          setAsked(false);
          discard();
        }}
      >
        {t("call.discard-do")}
      </button>
      <button type="button" className="button" onClick={() => setAsked(false)}>
        {t("cancel")}
      </button>
    </>
  ) : (
    <button type="button" className="button" disabled={disabled} onClick={() => setAsked(true)}>
      {t("call.discard")}
    </button>
  );
};
