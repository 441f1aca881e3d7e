import { coverOf, lineOf, type MailboxId, type MessageView, type ThreadFlag } from "@fairlead/casework";
import { useEffect, useRef } from "react";
import { MessageFiles } from "../files/message-files.tsx";
import { Icon } from "../parts/icon.tsx";
import { OthersWords } from "../say/others-words.tsx";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { CoverDeeds, CoveredWords } from "./covered-words.tsx";
import { knownText, questionText } from "./known.ts";
import { type ReadState, readState } from "./read-state.ts";

type Props = {
  messages: readonly MessageView[];
  now: number;
  /** Of the thread or case: distressing covers what the caller wrote. */
  flags: readonly ThreadFlag[];
  /** Replies that the caller of a mailbox has not confirmed; null where this desk cannot know. */
  unread(mailbox: MailboxId): number | null;
  /** Puts what never arrived into the answer box; null where nobody answers here. */
  anew: ((message: MessageView) => void) | null;
};

/** Oldest first, the newest in sight. */
export const Messages = ({ messages, now, flags, unread, anew }: Props) => {
  const { t } = useWords();
  const end = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1)?.key;
  // A new message scrolls down; so does a box below that grows, or the newest words would slip under it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what it depends on
  useEffect(() => {
    const { current } = end;
    if (current === null) return;
    current.scrollTop = current.scrollHeight;
    let atEnd = true;
    const seen = () => {
      atEnd = current.scrollHeight - current.scrollTop - current.clientHeight < 40;
    };
    const watcher = new ResizeObserver(() => {
      if (atEnd) current.scrollTop = current.scrollHeight;
    });
    watcher.observe(current);
    current.addEventListener("scroll", seen, { passive: true });
    return () => {
      watcher.disconnect();
      current.removeEventListener("scroll", seen);
    };
  }, [newest]);
  const read = readState(messages, unread, now);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <div className="messages" ref={end} tabIndex={0} role="log" aria-label={t("thread.messages")}>
      {messages.length === 0 ? <p className="quiet">{t("thread.no-messages")}</p> : null}
      {messages.map((message) => (
        <Message
          key={message.key}
          message={message}
          now={now}
          flags={flags}
          read={read.get(message.key) ?? "unknown"}
          anew={anew}
        />
      ))}
    </div>
  );
};

const READ_TEXT = {
  yes: "message.read-once",
  no: "message.not-read-yet",
  unknown: "message.sealed",
  "never-came": "message.never-came",
} as const;

const QUESTIONS = ["danger", "need", "where", "reach", "company", "adult"] as const;

const answersOf = (answers: MessageView["answers"]) =>
  QUESTIONS.flatMap((question) => {
    const answer = answers[question];
    return answer === undefined ? [] : [{ question, answer }];
  });

type MessageProps = Pick<Props, "now" | "flags" | "anew"> & { message: MessageView; read: ReadState };

const Message = ({ message, now, flags, read, anew }: MessageProps) => {
  const words = useWords();
  const { t, days } = words;
  const fromCaller = message.direction === "to-team";
  // What the server alone can say is an hour; a minute comes from inside the seal.
  const when =
    message.at === null
      ? t("message.in-the-hour", { at: days.when(message.hour * HOUR, now) })
      : days.when(message.at, now);
  const danger = message.signal?.kind === "danger" || message.tap === "danger";
  const answers = answersOf(message.answers);
  const as = coverOf(message, flags);
  // A tap, a file or an answer speaks by itself; only a letter with nothing else is said to hold nothing.
  const speaks = message.tap !== "none" || message.files.length > 0 || answers.length > 0;
  const said = (
    <>
      {message.text === null ? (
        <p className="quiet">{t("message.unreadable")}</p>
      ) : message.text === "" && speaks ? null : (
        <OthersWords text={message.text} language={message.language} />
      )}
      {message.translated === undefined ? null : (
        <div className="stack" data-tight>
          <p className="quiet small">{t("message.translated", { who: personText(t, message.translated.by) })}</p>
          <OthersWords text={message.translated.text} language={null} />
        </div>
      )}
      {answers.length === 0 ? null : (
        <ul className="small quiet answers">
          {answers.map(({ question, answer }) => (
            <li key={question}>
              {questionText(words, question)}: <span dir="auto">{knownText(words, { question, answer })}</span>
            </li>
          ))}
        </ul>
      )}
      <MessageFiles files={message.files} />
    </>
  );
  return (
    <article
      className="message"
      data-from={fromCaller ? "caller" : "team"}
      data-danger={danger || undefined}
      data-line={lineOf("message", message.key)}
    >
      {message.signal === null ? null : (
        <p className={message.signal.kind === "danger" ? "danger row signal" : "well row signal"}>
          <Icon name={message.signal.kind === "danger" ? "flag" : "check"} />
          <b dir="auto">{t(`message.signal.${message.signal.kind}`, { wording: message.signal.wording })}</b>
        </p>
      )}
      <div className="bubble">
        {message.tap === "none" ? null : (
          <p className={message.tap === "danger" ? "danger" : "well"}>
            <b>{t(`message.tap.${message.tap}`)}</b>
          </p>
        )}
        {as === null ? said : <CoveredWords as={as}>{said}</CoveredWords>}
      </div>
      <div className="quiet small message-foot">
        <span>
          {message.author === null ? t("person.Caller") : personText(t, message.author)} · {when}
        </span>
        {fromCaller ? (
          <span className="sign">
            <Icon name={message.onArrival || message.via !== "page" ? "on-arrival" : "sealed"} />
            {message.via !== "page"
              ? t(`via.${message.via}`)
              : t(message.onArrival ? "message.on-arrival" : "message.sealed")}
          </span>
        ) : (
          <span className="sign">
            <Icon name={message.standing ? "stays" : "sealed"} />
            {message.replaced
              ? t("message.replaced")
              : message.standing && message.until !== null && read !== "never-came"
                ? t("message.stays-until", { at: days.when(message.until * HOUR, now) })
                : t(READ_TEXT[read])}
          </span>
        )}
        {read === "never-came" && !message.replaced && anew !== null ? (
          <button type="button" className="link" onClick={() => anew(message)}>
            {t("message.anew")}
          </button>
        ) : null}
        {message.whileFrozen ? (
          <b className="sign warning">
            <Icon name="frozen" />
            {t("message.while-frozen")}
          </b>
        ) : null}
        {message.givenUp ? (
          <b className="sign danger">
            <Icon name="warning" />
            {t("message.given-up")}
          </b>
        ) : null}
        {message.expiredCard ? <span className="warning">{t("message.expired-card")}</span> : null}
        {message.checkInBy === null ? null : (
          <span>{t("message.check-in-by", { at: days.when(message.checkInBy * HOUR, now) })}</span>
        )}
        {danger && fromCaller ? <span>{t("message.this-screen-only")}</span> : null}
        {fromCaller ? <CoverDeeds message={message} /> : null}
      </div>
    </article>
  );
};
