import {
  type CaseView,
  lostAnswerOf,
  type MailboxId,
  type MessageView,
  NO_MAILBOX,
  type Via,
} from "@fairlead/casework";
import { useEffect, useState } from "react";
import { FileLimitButton } from "../files/file-limit.tsx";
import { FreezeButton, FrozenNotice } from "../freezing/mailbox-freeze.tsx";
import { Icon } from "../parts/icon.tsx";
import { Provision } from "../provision/provision.tsx";
import { VoucherDialog } from "../queue/voucher-dialog.tsx";
import { useWords } from "../say/words.tsx";
import type { Drafts } from "../session/drafts.ts";
import { useSession, useView } from "../session/session.tsx";
import { useHalt } from "../sharing/halted-part.tsx";
import { answerAnew, bringDrafts } from "../thread/answer-anew.ts";
import { AnswerBox } from "../thread/answer-box.tsx";
import type { Answering } from "../thread/answer-guards.tsx";
import { ContactWindow } from "../thread/contact-window.tsx";
import { Messages } from "../thread/messages.tsx";
import { Vouched } from "../thread/vouched.tsx";
import { addressed, type Chosen } from "./addressed.ts";
import { CaseNote } from "./case-note.tsx";
import { CheckIns } from "./check-ins.tsx";
import { Reaching } from "./reaching.tsx";
import { ToMailbox } from "./to-mailbox.tsx";
import "../thread/thread.css";

const isBrought = (drafts: Drafts, one: CaseView, lost: MessageView | null): lost is MessageView =>
  one.mailboxes.length > 1 && lost !== null && drafts.read(one.case).text === lost.text;

/** Messages and the next words; signs of life; notes. */
export const ContactTab = ({ one, now }: { one: CaseView; now: number }) => {
  const { t, days } = useWords();
  const { threads } = useView();
  const contact = one.parts.find(({ part }) => part === "contact");
  const halt = useHalt({ stream: contact?.stream, mailboxes: one.mailboxes.map((known) => known.mailbox) });
  const [noting, setNoting] = useState(false);
  const { drafts } = useSession();
  // Brought from *Today*: what never arrived goes to whom it was for.
  const lost = lostAnswerOf(one, now);
  const [mailbox, setMailbox] = useState<Chosen>(() => (isBrought(drafts, one, lost) ? lost.mailbox : ""));
  const about = one.mailboxes.length === 0 ? null : answeringCase(one, mailbox);
  const [inserted, setInserted] = useState(0);
  // Before the box reads its draft; and again when another thread comes into the case that is open.
  useState(() => bringDrafts(drafts, one));
  useEffect(() => {
    if (bringDrafts(drafts, one)) setInserted((before) => before + 1);
  }, [drafts, one]);
  // What did not come is read before what was said.
  const isPressing = one.checkIns.some(({ closed, overdue }) => closed === null && overdue > 0);
  return (
    <div className="contact-tab">
      {/* The key keeps it one and the same when an hour passes and it goes up: somebody may be writing in it. */}
      {isPressing && <CheckIns key="check-ins" one={one} now={now} />}
      <div className="spread">
        <h2>{t("case.messages")}</h2>
        <span className={one.waitingSince === null ? "quiet" : ""}>
          {one.waitingSince === null
            ? t(one.mailboxes.length === 0 ? "case.not-written" : "thread.answered")
            : t("case.waits", { age: days.age(now - one.waitingSince) })}
        </span>
      </div>
      <div className="case-thread">
        <CaseFlags flags={one.flags} />
        <Vouched thread={one} />
        <ContactWindow window={one.contactWindow} via={newestWay(one)} now={now} />
        {one.mailboxes.map((known) => (
          <FrozenNotice key={known.mailbox} {...known} now={now} />
        ))}
        <Messages
          messages={one.messages}
          now={now}
          flags={one.flags}
          unread={(of) => threads.find((thread) => thread.mailbox === of)?.unreadReplies ?? null}
          anew={
            one.closed === null
              ? (message) => {
                  answerAnew(drafts, one.case, message.text ?? "");
                  if (one.mailboxes.length > 1) setMailbox(message.mailbox);
                  setInserted(inserted + 1);
                }
              : null
          }
        />
        {about === null ? (
          <p className="answer quiet">{t("case.no-mailbox")}</p>
        ) : one.closed === null ? (
          <>
            {one.mailboxes.length < 2 ? null : (
              <div className="answer">
                <ToMailbox one={one} chosen={mailbox} choose={setMailbox} />
              </div>
            )}
            <AnswerBox
              key={inserted}
              place={one.case}
              about={about}
              barred={halt !== null ? t("halted.barred") : isFrozen(one, mailbox) ? t("answer.frozen") : null}
              send={(act, reply) => act.answerCase(one.case, { ...reply, mailbox: about.mailbox })}
              keep={(act, reason) => act.noteCase(one.case, reason)}
            />
          </>
        ) : (
          <p className="answer quiet">{t("case.closed-no-answer")}</p>
        )}
      </div>
      {!isPressing && <CheckIns key="check-ins" one={one} now={now} />}
      <CaseProvision one={one} now={now} />
      <Reaching one={one} />
      <Mailboxes one={one} />
      <div className="spread">
        <h2>{t("notes.label")}</h2>
        <button type="button" className="button" onClick={() => setNoting(true)}>
          {t("notes.add")}
        </button>
      </div>
      <p className="quiet small">{t("case.notes-in-timeline")}</p>
      {noting ? <CaseNote one={one} opened onClose={() => setNoting(false)} /> : null}
    </div>
  );
};

/** What the hotline flagged before it was a case: danger to the person's own life first. */
const CaseFlags = ({ flags }: Pick<CaseView, "flags">) => {
  const { t } = useWords();
  if (flags.length === 0) return null;
  return (
    <p className="row signs">
      {flags
        .toSorted((a, b) => Number(b === "suicide-risk") - Number(a === "suicide-risk"))
        .map((flag) => (
          <b key={flag} className={flag === "suicide-risk" ? "sign danger" : "sign"}>
            <Icon name={flag === "suicide-risk" ? "warning" : "flag"} />
            {t(`flag.${flag}`)}
          </b>
        ))}
    </p>
  );
};

export const isFrozen = (one: CaseView, chosen: Chosen): boolean =>
  one.mailboxes.some(({ mailbox, frozen }) => frozen !== null && mailbox === addressed(one, chosen));

export const answeringCase = (one: CaseView, chosen: Chosen): Answering => {
  const { contactWindow, safety, signals } = one;
  const to = one.mailboxes.find(({ mailbox }) => mailbox === addressed(one, chosen)) ?? one.mailboxes[0];
  if (to === undefined) throw new Error("a case has a mailbox");
  const language = one.messages.findLast((message) => message.language !== null)?.language ?? null;
  return { ...to, language, contactWindow, safety, signals, asked: null };
};

const CaseProvision = ({ one, now }: { one: CaseView; now: number }) => {
  const mailbox = one.mailboxes.at(-1)?.mailbox ?? NO_MAILBOX;
  return (
    <Provision
      place={{ mailbox, case: one.case }}
      name={one.alias}
      provision={one.provision}
      language={languageOf(one, mailbox)}
      open={one.closed === null}
      now={now}
    />
  );
};

const Mailboxes = ({ one }: { one: CaseView }) => {
  const { t } = useWords();
  const { threads } = useView();
  const [vouching, setVouching] = useState(false);
  const newest = threads.find(({ mailbox }) => mailbox === one.mailboxes.at(-1)?.mailbox);
  if (one.mailboxes.length === 0) return null;
  return (
    <>
      <div className="row">
        {newest === undefined ? null : (
          <button type="button" className="button" onClick={() => setVouching(true)}>
            {t("voucher.open")}
          </button>
        )}
        {vouching && newest !== undefined ? (
          <VoucherDialog thread={newest} opened onClose={() => setVouching(false)} />
        ) : null}
        {one.mailboxes.map((known) => (
          <FileLimitButton key={known.mailbox} mailbox={known.mailbox} name={known.name} />
        ))}
      </div>
      <section className="stack" data-tight>
        <h2>{t("freeze.mailboxes")}</h2>
        <p className="quiet small">{t("freeze.when")}</p>
        <div className="row">
          {one.mailboxes.map((known) => (
            <FreezeButton key={known.mailbox} {...known} language={languageOf(one, known.mailbox)} />
          ))}
        </div>
      </section>
    </>
  );
};

const languageOf = (one: CaseView, mailbox: MailboxId): string | null =>
  one.messages.findLast((message) => message.mailbox === mailbox && message.language !== null)?.language ?? null;

export const newestWay = (one: CaseView): Via =>
  one.messages.findLast(({ direction, text }) => direction === "to-team" && text !== null)?.via ?? "page";
