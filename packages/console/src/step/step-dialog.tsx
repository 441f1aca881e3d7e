import {
  type CaseView,
  gapsIn,
  identifiersIn,
  isSameStep,
  type JourneyView,
  type LegView,
  type MailboxId,
  type StepSaid,
  stepOfLeg,
  takeOut,
} from "@fairlead/casework";
import { useEffect, useId, useRef, useState } from "react";
import type { Chosen } from "../case/addressed.ts";
import { answeringCase, isFrozen, newestWay } from "../case/contact-tab.tsx";
import { ToMailbox } from "../case/to-mailbox.tsx";
import { RestsChanged } from "../journey/rests-changed.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, SelectField } from "../parts/field.tsx";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useHalt } from "../sharing/halted-part.tsx";
import { languageName } from "../texts/languages.ts";
import { AnswerGuards } from "../thread/answer-guards.tsx";
import { FoundIdentifier } from "../thread/found-identifier.tsx";
import { nextGap } from "../thread/insert-template.ts";
import { MarkedBox } from "../thread/marked-box.tsx";
import { readableUntil, STANDS_HOURS, stepText, stepWordsFor } from "./step-text.ts";
import { STEP_WORDS, type StepWords } from "./step-words.ts";
import "../thread/thread.css";

type Props = { one: CaseView; journey: JourneyView; leg: LegView; now: number; onClose(): void };

/** As long as fits one row of the mailbox in any script: the next step then takes all of it out. */
const LONGEST = 1_200;

/**
 * The mailbox in which they would read something else than what is told to them now, on the telephone; null: none. The same
 * step may stay there. What a freeze took out, nobody reads.
 */
const toTakeOut = (one: CaseView, journey: JourneyView, leg: LegView, said: StepSaid): MailboxId | null => {
  const past = one.journeys.filter(({ journey: id, state }) => id === journey.journey || OVER.has(state));
  const isSaid = (message: string) =>
    journey.told.some((told) => told.message === message && told.leg === leg.leg && isSameStep(told.said, said));
  const other = past.flatMap(({ lying }) => lying).filter(({ message }) => !isSaid(message));
  return other.findLast(({ mailbox }) => !isFrozen(one, mailbox))?.mailbox ?? null;
};

const OVER: ReadonlySet<JourneyView["state"]> = new Set(["ended", "cancelled"]);

/** The words for this one step, to be looked at and changed; then into their mailbox, or read out. */
export const StepDialog = ({ one, journey, leg, now, onClose }: Props) => {
  const { t, days, language: reader } = useWords();
  const deed = useDeed({ asShown: true });
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const [chosen, setChosen] = useState<Chosen>("");
  const barred = useHalt({ mailboxes: one.mailboxes.map(({ mailbox }) => mailbox) }) !== null || isFrozen(one, chosen);
  const about = one.mailboxes.length === 0 ? null : answeringCase(one, chosen);
  const mayWrite = about !== null && !barred;
  const [way, setWay] = useState<"mailbox" | "telephone">(() =>
    mayWrite && newestWay(one) !== "telephone" ? "mailbox" : "telephone",
  );
  const phone = way === "telephone" || !mayWrite;
  const [words, setWords] = useState<StepWords>(
    () => stepWordsFor(about?.language ?? null) ?? stepWordsFor(reader) ?? STEP_WORDS[0],
  );
  const [withOther, setWithOther] = useState(true);
  // With what they were typed over: what a colleague changes meanwhile is not in these words, and is not noted as said.
  const [typed, setTyped] = useState<{ text: string; said: StepSaid; seen: number } | null>(null);
  const [kept, setKept] = useState<readonly string[]>([]);
  const step = stepOfLeg(journey, leg, one.tickets);
  const last = journey.told.at(-1);
  const changed = last !== undefined && (last.leg === leg.leg || last.stopped);
  const other = withOther && step.otherwise !== null;
  const text = typed?.text ?? stepText(step, { words, offset: journey.offset, otherwise: other, changed, phone });
  const type = (text: string) =>
    setTyped({ text, said: typed?.said ?? step.said, seen: typed?.seen ?? journey.version });
  const isOld = typed !== null && !isSameStep(typed.said, step.said);
  const gaps = gapsIn(text);
  const found = identifiersIn(text).filter((one) => !kept.includes(one.text));
  const until = readableUntil(step, now);
  const out = phone ? toTakeOut(one, journey, leg, step.said) : null;
  const takesOut =
    out === null ? null : { mailbox: out, until: Math.floor(now / HOUR) + STANDS_HOURS, text: words.since };
  const ready =
    !isOld && text.trim() !== "" && text.length <= LONGEST && gaps.length === 0 && (phone || found.length === 0);
  const toGap = () => {
    const gap = nextGap(text, box.current?.selectionEnd ?? 0);
    box.current?.focus();
    if (gap !== null) box.current?.setSelectionRange(gap.start, gap.end);
  };
  return (
    <FormDialog
      title={t("step.title", { alias: one.alias })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t(phone ? "step.read-out" : "step.send")}
      warning={phone ? t("step.read-out-means") : t("step.send-means", { at: days.when(until * HOUR, now) })}
      ready={ready}
      act={() =>
        deed.run((act) =>
          act.tellStep(one.case, {
            ...{ journey: journey.journey, leg: leg.leg, said: typed?.said ?? step.said, words: text.trim() },
            ...{ seen: typed?.seen ?? journey.version, over: journey.told.length },
            into: phone || about === null ? null : { mailbox: about.mailbox, until },
            takesOut,
          }),
        )
      }
    >
      <RestsChanged changes={journey.changed} />
      {about === null ? <p>{t("step.no-mailbox")}</p> : null}
      {about !== null && barred ? <p className="warning">{t("step.barred")}</p> : null}
      {mayWrite ? (
        <Radios
          legend={t("step.way")}
          value={way}
          onChange={setWay}
          options={[
            { value: "mailbox", text: t("step.way-mailbox") },
            { value: "telephone", text: t("step.way-telephone") },
          ]}
        />
      ) : null}
      {phone ? null : <ToMailbox one={one} chosen={chosen} choose={setChosen} />}
      <SelectField
        label={t("step.language")}
        hint={
          about?.language == null || stepWordsFor(about.language) !== null
            ? undefined
            : t("step.other-language", { language: languageName(about.language, reader) })
        }
        value={words.language}
        onChange={(language) => setWords(stepWordsFor(language) ?? words)}
        options={STEP_WORDS.map(({ language }) => ({ value: language, text: languageName(language, reader) }))}
      />
      {step.otherwise === null ? null : (
        <Check label={t("step.otherwise")} checked={withOther} onChange={setWithOther} />
      )}
      {step.held ? <p className="danger">{t("step.held")}</p> : null}
      <MarkedBox
        id={id}
        ref={box}
        value={text}
        marks={[...gaps, ...found]}
        label={t("step.words")}
        placeholder=""
        describedBy={gaps.length === 0 ? undefined : `${id}-gaps`}
        onChange={type}
        onKeyDown={() => undefined}
      />
      {typed === null ? null : (
        <p className={isOld ? "danger small" : "small"} role={isOld ? "alert" : undefined}>
          {t(isOld ? "step.typed-old" : "step.typed")}{" "}
          <button type="button" className="link" onClick={() => setTyped(null)}>
            {t("step.compose-again")}
          </button>
          {isOld ? (
            <>
              {" · "}
              <button
                type="button"
                className="link"
                onClick={() => setTyped({ text, said: step.said, seen: journey.version })}
              >
                {t("step.typed-holds")}
              </button>
            </>
          ) : null}
        </p>
      )}
      {gaps.length === 0 ? null : (
        <p className="small" id={`${id}-gaps`} role="status">
          <b>{t("gaps.fill", { gaps: [...new Set(gaps.map((gap) => gap.text))].join(", ") })}</b>{" "}
          <button type="button" className="link" onClick={toGap}>
            {t("gaps.next")}
          </button>
        </p>
      )}
      {text.length <= LONGEST ? null : <p className="danger small">{t("step.long")}</p>}
      {phone
        ? null
        : found.map((one_) => (
            <FoundIdentifier
              key={`${one_.start}-${one_.text}`}
              id={`${id}-found`}
              found={one_}
              takeOut={() => type(takeOut(text, one_))}
              kept={() => setKept([...kept, one_.text])}
              keep={(act, reason) => act.noteCase(one.case, reason)}
            />
          ))}
      {phone || about === null ? null : (
        <AnswerGuards about={about} text={text} standing={until - Math.floor(now / HOUR)} checkIn={null} />
      )}
      {takesOut === null ? null : (
        <p className="small" dir="auto">
          {t("step.takes-out", { text: takesOut.text })}
        </p>
      )}
      <p className="quiet small">{t("step.holds")}</p>
    </FormDialog>
  );
};
