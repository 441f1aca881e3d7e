import { type Identifier, identifiersIn, takeOut } from "@fairlead/casework";
import type { Actions, Outcome, ReplyText } from "@fairlead/client";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { hourOf } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { isTaken, Refused, useDeed } from "../session/deed.tsx";
import { type Draft, EMPTY_DRAFT } from "../session/drafts.ts";
import { useSession } from "../session/session.tsx";

type Props = {
  /** Draft's name: the mailbox or the case. */
  place: string;
  /** Why nothing can be sent now; the words are kept all the same. */
  barred: string | null;
  send(act: Actions, reply: ReplyText): Promise<Outcome>;
  /** Where the reason for keeping a number goes. */
  keep(act: Actions, reason: string): Promise<Outcome>;
};

const HOURS = [2, 6, 12, 24, 48, 168] as const;

/** Longest reply that fits the seal. */
const TEXT_LIMIT = 60_000;

/** Nothing typed here is lost: not by switching threads, not by a failed send. Only sealing it, or locking, ends it. */
export const AnswerBox = ({ place, barred, send, keep }: Props) => {
  const { t } = useWords();
  const { drafts, clock } = useSession();
  const deed = useDeed();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(() => drafts.read(place));
  const write = (changed: Partial<Draft>) => {
    const next = { ...draft, ...changed };
    drafts.write(place, next);
    setDraft(next);
    if (deed.failed !== null) deed.forget();
  };
  const found = identifiersIn(draft.text).filter(({ text }) => !draft.kept.includes(text));
  const ready = barred === null && draft.text.trim() !== "" && draft.text.length <= TEXT_LIMIT && found.length === 0;
  const seal = async () => {
    if (!ready || deed.busy) return;
    const hour = hourOf(clock());
    const { text, standing, checkIn } = draft;
    const outcome = await deed.run((act) =>
      send(act, {
        text: text.trim(),
        standing: standing !== null,
        until: standing === null ? null : hour + standing,
        checkInBy: checkIn === null ? null : hour + checkIn,
      }),
    );
    if (!isTaken(outcome)) return;
    // What was typed while these words were on their way is the next answer: it is not taken with them.
    if (drafts.read(place).text === text) {
      drafts.write(place, EMPTY_DRAFT);
      setDraft(EMPTY_DRAFT);
    }
    box.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void seal();
    }
  };
  return (
    <form
      className="answer"
      onSubmit={(event) => {
        event.preventDefault();
        void seal();
      }}
    >
      <label htmlFor={id} className="hidden-visually">
        {t("answer.label")}
      </label>
      <div className="grows">
        <textarea
          id={id}
          ref={box}
          className="input"
          dir="auto"
          rows={2}
          spellCheck={false}
          autoComplete="off"
          placeholder={t("answer.placeholder")}
          value={draft.text}
          aria-describedby={found.length === 0 ? undefined : `${id}-found`}
          onInput={(event) => write({ text: event.currentTarget.value })}
          onKeyDown={onKey}
        />
        <div className="input mirror" aria-hidden="true" dir="auto">
          {marked(draft.text, found)}
        </div>
      </div>
      {found.map((one) => (
        <FoundIdentifier
          key={`${one.start}-${one.text}`}
          id={`${id}-found`}
          found={one}
          takeOut={() => write({ text: takeOut(draft.text, one) })}
          kept={() => write({ kept: [...draft.kept, one.text] })}
          keep={keep}
        />
      ))}
      <Refused deed={deed} />
      {barred === null ? null : <p className="quiet small">{barred}</p>}
      <div className="answer-deeds">
        <label className="answer-choice small">
          <span className="quiet">{t("answer.stays")}</span>
          <select
            value={draft.standing ?? ""}
            onChange={(event) => write({ standing: event.target.value === "" ? null : Number(event.target.value) })}
          >
            <option value="">{t("answer.read-once")}</option>
            {HOURS.map((n) => (
              <option key={n} value={n}>
                {t("answer.stays-hours", { n })}
              </option>
            ))}
          </select>
        </label>
        <label className="answer-choice small">
          <span className="quiet">{t("answer.sign-of-life")}</span>
          <select
            value={draft.checkIn ?? ""}
            onChange={(event) => write({ checkIn: event.target.value === "" ? null : Number(event.target.value) })}
          >
            <option value="">{t("answer.no-sign")}</option>
            {HOURS.slice(0, 5).map((n) => (
              <option key={n} value={n}>
                {t("answer.within-hours", { n })}
              </option>
            ))}
          </select>
        </label>
        <span className="answer-send">
          <kbd>Ctrl ↵</kbd>
          <button type="submit" className="button" data-filled disabled={!ready || deed.busy}>
            {deed.busy ? t("answer.sealing") : t("answer.seal")}
          </button>
        </span>
      </div>
    </form>
  );
};

/** The same words behind the box, so that what was found can be underlined where it stands. */
const marked = (text: string, found: readonly Identifier[]): ReactNode[] => {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, text: words } of found) {
    parts.push(text.slice(from, start), <mark key={start}>{words}</mark>);
    from = start + words.length;
  }
  // A last line break needs something after it, or the box would be one line short.
  return [...parts, text.slice(from), "\u200b"];
};

type FoundProps = {
  id: string;
  found: Identifier;
  takeOut(): void;
  kept(): void;
  keep: Props["keep"];
};

const FoundIdentifier = ({ id, found, takeOut, kept, keep }: FoundProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  return (
    <div className="found row" data-top id={id} role="status">
      <Icon name="warning" className="warning" />
      <p className="small">
        <b>{t(`found.${found.kind}`)}</b> {t("found.why")}{" "}
        <button type="button" className="link" onClick={takeOut}>
          {t("found.take-out")}
        </button>{" "}
        {t("or")}{" "}
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {t("found.keep")}
        </button>
      </p>
      <FormDialog
        title={t("found.keep-title")}
        opened={asking}
        onClose={() => setAsking(false)}
        deed={deed}
        submit={t("found.keep-do")}
        warning={t("found.keep-warning")}
        ready={reason.trim() !== ""}
        act={async () => {
          const outcome = await deed.run((act) => keep(act, t("found.note", { reason: reason.trim() })));
          if (isTaken(outcome)) kept();
          return outcome;
        }}
      >
        <p>
          <b dir="ltr">{found.text}</b>
        </p>
        <TextField label={t("reason")} value={reason} onChange={setReason} focus />
      </FormDialog>
    </div>
  );
};
