import { gapsIn, identifiersIn, takeOut } from "@fairlead/casework";
import type { Actions, Outcome, ReplyText } from "@fairlead/client";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { KeySign } from "../parts/key-sign.tsx";
import { hourOf } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useAltKeys } from "../session/alt-keys.ts";
import { isTaken, Refused, useDeed } from "../session/deed.tsx";
import { type Draft, EMPTY_DRAFT } from "../session/drafts.ts";
import { useSession } from "../session/session.tsx";
import { TemplatePicker } from "../texts/template-picker.tsx";
import { AnswerGuards, type Answering } from "./answer-guards.tsx";
import { FoundIdentifier } from "./found-identifier.tsx";
import { insertTemplate, nextGap } from "./insert-template.ts";
import { MarkedBox } from "./marked-box.tsx";
import { TellingGuard, useTelling } from "./telling-guard.tsx";

type Props = {
  /** Draft's name: the mailbox or the case. */
  place: string;
  about: Answering;
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
export const AnswerBox = ({ place, about, barred, send, keep }: Props) => {
  const { t } = useWords();
  const { drafts, clock } = useSession();
  const deed = useDeed();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [picking, setPicking] = useState(false);
  // Set once the words that it lies in are in the box.
  const [select, setSelect] = useState<{ start: number; end: number } | null>(null);
  useEffect(() => {
    if (select === null || picking) return;
    box.current?.focus();
    box.current?.setSelectionRange(select.start, select.end);
    setSelect(null);
  }, [select, picking]);
  const [draft, setDraft] = useState(() => drafts.read(place));
  const write = (changed: Partial<Draft>) => {
    const next = { ...draft, ...changed };
    drafts.write(place, next);
    setDraft(next);
    if (deed.failed !== null) deed.forget();
  };
  // Whoever writes has the newest letter directly above the words, also when warnings have grown below them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the draft, and nothing else
  useEffect(() => {
    if (box.current?.form?.contains(document.activeElement)) showNewest(box.current);
  }, [draft]);
  const found = identifiersIn(draft.text).filter(({ text }) => !draft.kept.includes(text));
  const gaps = gapsIn(draft.text);
  const telling = useTelling(about.asked, draft.text);
  const tells = telling !== null && telling.length > 0 && draft.dared !== draft.text;
  const ready =
    barred === null &&
    draft.text.trim() !== "" &&
    draft.text.length <= TEXT_LIMIT &&
    found.length === 0 &&
    gaps.length === 0 &&
    !tells;
  const toNextGap = () => setSelect(nextGap(draft.text, box.current?.selectionEnd ?? 0));
  const insert = (template: string) => {
    const { selectionStart: start = 0, selectionEnd: end = 0 } = box.current ?? {};
    const made = insertTemplate(draft.text, { start, end }, template);
    write({ text: made.text });
    setSelect(made.select);
    setPicking(false);
  };
  useAltKeys([
    ["KeyT", () => setPicking(true)],
    ["KeyG", toNextGap],
  ]);
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
      if (gaps.length > 0) toNextGap();
      else void seal();
    }
  };
  return (
    <form
      className="answer"
      onFocus={({ target }) => (target instanceof HTMLTextAreaElement ? showNewest(target) : undefined)}
      onSubmit={(event) => {
        event.preventDefault();
        void seal();
      }}
    >
      <MarkedBox
        id={id}
        ref={box}
        value={draft.text}
        marks={[...found, ...gaps]}
        label={t("answer.label")}
        placeholder={t("answer.placeholder")}
        describedBy={found.length === 0 && gaps.length === 0 ? undefined : `${id}-found`}
        onChange={(text) => write({ text })}
        onKeyDown={onKey}
      />
      {gaps.length === 0 ? null : (
        <div className="found row" data-top id={`${id}-found`} role="status">
          <Icon name="warning" className="warning" />
          <p className="small">
            <b>{t("gaps.fill", { gaps: [...new Set(gaps.map((gap) => gap.text))].join(", ") })}</b>{" "}
            <button type="button" className="link" aria-keyshortcuts="Alt+G" onClick={toNextGap}>
              {t("gaps.next")}
            </button>{" "}
            <KeySign keys="Alt G" />
          </p>
        </div>
      )}
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
      {telling === null || draft.text.trim() === "" ? null : (
        <TellingGuard telling={telling} dared={!tells} onDare={() => write({ dared: draft.text })} />
      )}
      <AnswerGuards about={about} text={draft.text} standing={draft.standing} checkIn={draft.checkIn} />
      <Refused deed={deed} />
      {barred === null ? null : <p className="quiet small">{barred}</p>}
      <div className="answer-deeds">
        <button type="button" className="button" aria-keyshortcuts="Alt+T" onClick={() => setPicking(true)}>
          {t("template.open")} <KeySign keys="Alt T" />
        </button>
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
      {picking ? (
        <TemplatePicker language={about.language} onClose={() => setPicking(false)} onChoose={insert} />
      ) : null}
    </form>
  );
};

const showNewest = (box: Element): void => {
  const thread = box.closest(".thread");
  thread?.scrollTo({ top: thread.scrollHeight });
};
