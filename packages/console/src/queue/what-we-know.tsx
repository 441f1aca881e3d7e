import { isDeclining, lineOf, type ThreadView } from "@fairlead/casework";
import { useState } from "react";
import { ThreadBoard } from "../board/thread-board.tsx";
import { DecisionPanel } from "../decisions/decision-panel.tsx";
import { MarkButton } from "../exposure/mark-button.tsx";
import { FileLimitButton } from "../files/file-limit.tsx";
import { FreezeButton } from "../freezing/mailbox-freeze.tsx";
import { Interpreted } from "../interpreting/interpreted.tsx";
import { urgencyAge, urgencySource } from "../parts/urgency.tsx";
import { Provision } from "../provision/provision.tsx";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow } from "../session/session.tsx";
import { knownText, questionText } from "../thread/known.ts";
import { AgreedSignals } from "./agreed-signals.tsx";
import { CloseThread, ReopenThread } from "./close-thread.tsx";
import { ContactWindowDialog } from "./contact-window.tsx";
import { Flags } from "./flags.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import { SignalsDialog } from "./signals-dialog.tsx";
import { TakeIntoCase } from "./take-into-case.tsx";
import { UrgencyDialog } from "./urgency-dialog.tsx";
import { VoucherDialog } from "./voucher-dialog.tsx";

/** Turned away by one member alone: before two were needed for that. [P11] */
const closedByOne = ({ outcome, approvedBy }: NonNullable<ThreadView["closed"]>): boolean =>
  isDeclining(outcome) && approvedBy === null;

type Asking = "urgency" | "window" | "signals" | "note" | "voucher" | "take" | "close" | "reopen" | null;

/** The form beside the thread: what was said and by whom, and what can be done with it. */
export const WhatWeKnow = ({ thread }: { thread: ThreadView }) => {
  const words = useWords();
  const { t, days } = words;
  const now = useNow(60_000);
  const counting = useDeed();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const { contactWindow, signals, urgency } = thread;
  const open = thread.closed === null;
  return (
    <aside className="know" aria-label={t("know.title")}>
      <div className="spread">
        <h2>{t("know.title")}</h2>
        <span className="quiet small">{t("know.from")}</span>
      </div>
      <dl className="known">
        <div data-line={lineOf("urgency", urgency.at ?? 0)}>
          <dt>{t("urgency.label")}</dt>
          <dd>
            <b>{t(`urgency.${urgency.level}`)}</b>{" "}
            <button type="button" className="link small" onClick={() => setAsking("urgency")}>
              {t("urgency.set")}
            </button>
            <span className="quiet small">
              {urgencySource(words, urgency, now)}
              {urgency.reason === "" ? "" : `: ${urgency.reason}`}
            </span>
            {urgencyAge(words, urgency, now) === null ? null : (
              <span className={urgency.aged ? "warning small" : "quiet small"}>{urgencyAge(words, urgency, now)}</span>
            )}
          </dd>
        </div>
        {thread.known.map((known) => (
          <div key={known.question} data-line={lineOf("said", known.question)}>
            <dt>{questionText(words, known.question)}</dt>
            <dd>
              <span className="words" dir="auto">
                {knownText(words, known)}
              </span>
              <span className="quiet small">
                {t("know.caller-said", { at: days.when(known.at ?? known.hour * HOUR, now) })}
              </span>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("window.label")}</dt>
          <dd>
            {contactWindow === null ? (
              <span className="quiet">{t("window.not-agreed")}</span>
            ) : (
              <span dir="auto">{contactWindow.text}</span>
            )}{" "}
            <button type="button" className="link small" onClick={() => setAsking("window")}>
              {t("change")}
              <span className="hidden-visually"> {t("window.label")}</span>
            </button>
          </dd>
        </div>
        <div>
          <dt>{t("signals.label")}</dt>
          <dd>
            <AgreedSignals signals={signals} />
            <button type="button" className="link small" onClick={() => setAsking("signals")}>
              {t("change")}
              <span className="hidden-visually"> {t("signals.label")}</span>
            </button>
          </dd>
        </div>
      </dl>
      <Flags thread={thread} />
      <div className="stack" data-tight>
        <div className="spread">
          <h3>{t("notes.label")}</h3>
          <button type="button" className="link small" onClick={() => setAsking("note")}>
            {t("notes.add")}
          </button>
          <button type="button" className="link small" onClick={() => setAsking("voucher")}>
            {t("voucher.open")}
          </button>
        </div>
        {thread.notes.length === 0 ? <p className="quiet small">{t("notes.none")}</p> : null}
        {thread.notes.map((note) => (
          <p key={`${note.at}-${note.by.id}`} className="small" data-line={lineOf("note", note.at, note.by.id)}>
            <span className="words" dir="auto">
              {note.text}
            </span>
            <br />
            <span className="quiet">
              {personText(t, note.by)}, {days.when(note.at, now)}
            </span>
          </p>
        ))}
      </div>
      <Interpreted thread={thread} open={open && thread.takenInto === null} now={now} />
      <Provision
        place={{ mailbox: thread.mailbox, case: null }}
        name={thread.name}
        provision={thread.provision}
        language={thread.language}
        open={open && thread.takenInto === null}
        now={now}
      />
      <ThreadBoard thread={thread} now={now} />
      <div className="stack know-deeds">
        {thread.takenInto === null ? null : (
          <p className="quiet">{t("thread.taken", { alias: thread.takenInto.alias })}</p>
        )}
        {open && thread.takenInto === null ? (
          <>
            <button type="button" className="button" onClick={() => setAsking("take")}>
              {t("take.open")}
            </button>
            {thread.counted ? (
              <p className="quiet small">{t("count.done")}</p>
            ) : (
              <button
                type="button"
                className="button"
                disabled={counting.busy}
                onClick={() => void counting.run((act) => act.countThread(thread.mailbox))}
              >
                {t("count.do")}
              </button>
            )}
            <Refused deed={counting} />
            <FreezeButton
              mailbox={thread.mailbox}
              name={thread.name}
              frozen={thread.frozen}
              language={thread.language}
            />
            <MarkButton of={{ kind: "mailbox", mailbox: thread.mailbox }} name={thread.name} />
            <FileLimitButton mailbox={thread.mailbox} name={thread.name} />
            <button type="button" className="button" onClick={() => setAsking("close")}>
              {t("close-thread.open")}
            </button>
          </>
        ) : null}
        {thread.declines
          .filter(({ state }) => open || state === "approved")
          .slice(0, 2)
          .map((decline) => (
            <DecisionPanel key={decline.decision} decision={decline} now={now} />
          ))}
        {thread.closedBefore === null ? null : (
          <p className="small">
            {t("thread.closed-before", {
              outcome: t(`thread-outcome.${thread.closedBefore.outcome}`),
              who: personText(t, thread.closedBefore.by),
              at: days.when(thread.closedBefore.at, now),
            })}
          </p>
        )}
        {thread.closed === null ? null : (
          <>
            <p className="small">
              {t("thread.closed", {
                outcome: t(`thread-outcome.${thread.closed.outcome}`),
                who: personText(t, thread.closed.by),
                at: days.when(thread.closed.at, now),
                erase: days.date(thread.closed.eraseAfter),
              })}{" "}
              {closedByOne(thread.closed) ? t("thread.closed-by-one") : null}
            </p>
            <button type="button" className="button" onClick={() => setAsking("reopen")}>
              {t("reopen.open")}
            </button>
          </>
        )}
      </div>
      {asking === "reopen" ? <ReopenThread thread={thread} opened onClose={close} /> : null}
      {asking === "urgency" ? <UrgencyDialog thread={thread} opened onClose={close} /> : null}
      {asking === "window" ? <ContactWindowDialog thread={thread} opened onClose={close} /> : null}
      {asking === "signals" ? <SignalsDialog thread={thread} opened onClose={close} /> : null}
      {asking === "note" ? <NoteDialog thread={thread} opened onClose={close} /> : null}
      {asking === "voucher" ? <VoucherDialog thread={thread} opened onClose={close} /> : null}
      {asking === "take" ? <TakeIntoCase thread={thread} opened onClose={close} /> : null}
      {asking === "close" ? <CloseThread thread={thread} opened onClose={close} /> : null}
    </aside>
  );
};
