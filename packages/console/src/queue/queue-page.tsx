import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { OnDuty } from "../duty/on-duty.tsx";
import { Ringing } from "../duty/ringing.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { Thread } from "../thread/thread.tsx";
import { ThreadList } from "./thread-list.tsx";
import { WhatWeKnow } from "./what-we-know.tsx";
import "./queue.css";

type Pane = "thread" | "form";

/** List, thread and form side by side; on a phone one after the other. */
export const QueuePage = ({ mailbox }: { mailbox?: string }) => {
  const { t, days } = useWords();
  const { queue, threads, duty } = useView();
  const now = useNow(15_000);
  const [pane, setPane] = useState<Pane>("thread");
  // A closed one is no longer in the list, but may still be read and reopened from where it was found.
  const thread = threads.find((one) => one.mailbox === mailbox && one.standing !== "in-case");
  const lookAtMatches = () => {
    setPane("form");
    // On a phone the form is not there before this pane is.
    requestAnimationFrame(() => {
      const matches = document.getElementById("matches");
      matches?.scrollIntoView({ block: "start" });
      matches?.focus({ preventScroll: true });
    });
  };
  return (
    <div className="queue" data-pane={mailbox === undefined ? "list" : pane}>
      <section className="queue-list" aria-label={t("nav.queue")}>
        <div className="queue-head">
          <h1>{t("nav.queue")}</h1>
          <span className="quiet">{t("queue.waiting", { n: queue.waiting })}</span>
          <Link to="/texts" className="small">
            {t("texts.title")}
          </Link>
          <span className="quiet small queue-order">{t("queue.order")}</span>
          <Link to="/call" className="button queue-call">
            <Icon name="phone" />
            {t("call.title")}
          </Link>
        </div>
        <div className="queue-duty">
          <OnDuty duty={duty} now={now} />
          {duty.ringing === null ? null : <Ringing ringing={duty.ringing} here />}
        </div>
        {queue.handOver === null ? null : (
          <p className="hand-over-note small">
            <span className="quiet">
              {t("hand-over.from", { who: personText(t, queue.handOver.by), at: days.when(queue.handOver.at, now) })}
            </span>{" "}
            <span dir="auto" className="words">
              {queue.handOver.text}
            </span>
          </p>
        )}
        {queue.threads.length === 0 ? (
          <p className="quiet queue-empty">{t("queue.empty")}</p>
        ) : (
          <ThreadList threads={queue.threads} selected={mailbox ?? null} now={now} onSelect={() => setPane("thread")} />
        )}
      </section>
      {mailbox === undefined ? (
        <p className="quiet queue-none">{queue.threads.length === 0 ? "" : t("queue.choose")}</p>
      ) : (
        <>
          <div className="queue-back">
            <Link to="/queue" className="button">
              <Icon name="back" />
              {t("nav.queue")}
            </Link>
            {thread === undefined ? null : (
              <button type="button" className="button" onClick={() => setPane(pane === "form" ? "thread" : "form")}>
                {pane === "form" ? t("thread.words") : t("know.title")}
              </button>
            )}
          </div>
          {thread === undefined ? (
            <p className="quiet queue-none">{t("queue.gone")}</p>
          ) : (
            <>
              <Thread thread={thread} lookAtMatches={lookAtMatches} key={thread.mailbox} />
              <WhatWeKnow thread={thread} key={`${thread.mailbox}-form`} />
            </>
          )}
        </>
      )}
    </div>
  );
};
