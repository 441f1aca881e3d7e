import type { ThreadView } from "@fairlead/casework";
import type { Actions } from "@fairlead/client";
import { useMemo, useState } from "react";
import { MatchNotice } from "../board/match-notice.tsx";
import { FrozenNotice } from "../freezing/mailbox-freeze.tsx";
import { Icon } from "../parts/icon.tsx";
import { KeySign } from "../parts/key-sign.tsx";
import { UrgencyMark, urgencyAge, urgencySource } from "../parts/urgency.tsx";
import { useWords } from "../say/words.tsx";
import { useAltKeys } from "../session/alt-keys.ts";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useSession } from "../session/session.tsx";
import { HaltedPart, useHalt } from "../sharing/halted-part.tsx";
import { useUndo } from "../undo/undo.tsx";
import { answerAnew } from "./answer-anew.ts";
import { AnswerBox } from "./answer-box.tsx";
import { ContactWindow } from "./contact-window.tsx";
import { Guides } from "./guides.tsx";
import { HandedOver } from "./handed-over.tsx";
import { Messages } from "./messages.tsx";
import { OutsideWays } from "./outside-ways.tsx";
import { Passed } from "./passing.tsx";
import { ThreadSigns } from "./signs.tsx";
import { Vouched } from "./vouched.tsx";
import "./thread.css";

/** One caller's thread: who is answering, how it is safe to, what was said, the next words. */
export const Thread = ({ thread, lookAtMatches }: { thread: ThreadView; lookAtMatches(): void }) => {
  const words = useWords();
  const { t, days } = words;
  const now = useNow(15_000);
  const claiming = useDeed();
  const offer = useUndo();
  const { claim, mailbox } = thread;
  const mine = claim?.mine === true;
  const { drafts } = useSession();
  const [inserted, setInserted] = useState(0);
  // Below what stands there already; the box reads its draft anew.
  const insert = (text: string) => {
    const draft = drafts.read(mailbox);
    drafts.write(mailbox, { ...draft, text: draft.text === "" ? text : `${draft.text}\n\n${text}` });
    setInserted(inserted + 1);
  };
  const open = thread.closed === null;
  const place = { mailboxes: [mailbox], queue: true };
  const halt = useHalt(place);
  const { messages, flags } = thread;
  const isAsked = flags.includes("asks-after");
  const asked = useMemo(
    () =>
      isAsked
        ? messages.flatMap(({ direction, text }) => (direction === "to-team" && text !== null ? [text] : []))
        : null,
    [isAsked, messages],
  );
  const takeBack = (act: Actions) => act.claim(mailbox);
  const release = async () => {
    const outcome = await claiming.run((act) => act.release(mailbox));
    if (outcome?.kind === "done") offer({ said: t("undo.released", { name: thread.name }), back: takeBack });
  };
  const take = () => void claiming.run((act) => act.claim(mailbox));
  // Nobody else answers, and this reader has not passed it on already.
  const mayPass = open && (mine || claim === null) && !thread.passes.some(({ by }) => by.me);
  const passOn = async () => {
    const outcome = await claiming.run((act) => act.passOn(mailbox, { why: "not-said", word: "" }));
    if (outcome?.kind === "done") offer({ said: t("undo.passed", { name: thread.name }), back: takeBack });
  };
  useAltKeys([
    ["KeyC", () => (mine ? void release() : open && claim === null ? take() : undefined)],
    ["KeyP", () => (mayPass ? void passOn() : undefined)],
  ]);
  return (
    <section className="thread" aria-label={thread.name}>
      <header className="thread-head">
        <div className="row">
          <h2 className="thread-title">{thread.name}</h2>
          <UrgencyMark level={thread.urgency.level} />
          <ThreadSigns thread={thread} />
          <span className="thread-claim">
            {mayPass ? (
              <button
                type="button"
                className="button"
                disabled={claiming.busy}
                aria-keyshortcuts="Alt+P"
                onClick={() => void passOn()}
              >
                {t("passed.do")} <KeySign keys="Alt P" />
              </button>
            ) : null}
            {thread.closed !== null ? null : mine ? (
              <button
                type="button"
                className="button"
                disabled={claiming.busy}
                aria-keyshortcuts="Alt+C"
                onClick={() => void release()}
              >
                {t("claim.release")} <KeySign keys="Alt C" />
              </button>
            ) : (
              <button
                type="button"
                className="button"
                data-filled={claim === null || undefined}
                disabled={claiming.busy || claim !== null}
                aria-keyshortcuts="Alt+C"
                onClick={take}
              >
                {t("claim.take")} <KeySign keys="Alt C" />
              </button>
            )}
          </span>
        </div>
        <p className="quiet small claim-line">
          <Icon name="lock" />
          <span>
            {claim === null
              ? t("claim.nobody")
              : mine
                ? t("claim.yours-until", { at: days.clock(claim.until) })
                : t("claim.theirs-until", { who: claim.by.handle ?? "", at: days.clock(claim.until) })}
            {" · "}
            {t("urgency.set-by", { source: urgencySource(words, thread.urgency, now) })}
            {thread.urgency.aged ? <b className="warning"> · {urgencyAge(words, thread.urgency, now)}</b> : null}
          </span>
        </p>
        <Refused deed={claiming} />
      </header>
      <OutsideWays thread={thread} insert={insert} />
      <ContactWindow window={thread.contactWindow} via={thread.via} now={now} />
      <Vouched thread={thread} />
      <HandedOver thread={thread} now={now} />
      <MatchNotice mailbox={mailbox} look={lookAtMatches} />
      <HaltedPart {...place} />
      <FrozenNotice mailbox={mailbox} name={thread.name} frozen={thread.frozen} now={now} />
      <Passed thread={thread} now={now} />
      <Guides thread={thread} now={now} />
      <Messages
        messages={thread.messages}
        now={now}
        flags={thread.flags}
        unread={() => thread.unreadReplies}
        anew={
          open
            ? ({ text }) => {
                answerAnew(drafts, mailbox, text ?? "");
                setInserted(inserted + 1);
              }
            : null
        }
      />
      <AnswerBox
        key={inserted}
        place={mailbox}
        about={{ ...thread, asked }}
        barred={barred()}
        send={(act, reply) => act.answer(mailbox, reply)}
        keep={(act, reason) => act.note(mailbox, reason)}
      />
    </section>
  );

  function barred(): string | null {
    if (halt !== null) return t("halted.barred");
    if (thread.continuedIn !== null) return t("answer.continued", { name: thread.continuedIn.name });
    if (thread.closed !== null) return t("answer.closed");
    if (thread.frozen !== null) return t("answer.frozen");
    if (claim === null) return t("answer.claim-first");
    return mine ? null : t("answer.theirs", { who: claim.by.handle ?? "" });
  }
};
