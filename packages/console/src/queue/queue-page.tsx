import type { MailboxId } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { useShown } from "../access/shown.ts";
import { Ringing } from "../duty/ringing.tsx";
import { Icon } from "../parts/icon.tsx";
import { KeptWords } from "../parts/kept-words.tsx";
import { useWords } from "../say/words.tsx";
import { useWhenFound } from "../search/found.tsx";
import { useNow, useSession, useView } from "../session/session.tsx";
import { Thread } from "../thread/thread.tsx";
import { filtered } from "./filter.ts";
import { heldOrder } from "./held-order.ts";
import { OrderChanged } from "./order-changed.tsx";
import { PutAside } from "./put-aside.tsx";
import { QueueFilters } from "./queue-filters.tsx";
import { QueueFoot } from "./queue-foot.tsx";
import { useLooked } from "./remembered.ts";
import { ThreadList } from "./thread-list.tsx";
import { WhatWeKnow } from "./what-we-know.tsx";
import "./queue.css";

type Pane = "thread" | "form";

/** List, thread and form side by side; on a phone one after the other. */
export const QueuePage = ({ mailbox }: { mailbox?: string }) => {
  const { t } = useWords();
  const { queue, threads, duty } = useView();
  const now = useNow(15_000);
  const [pane, setPane] = useState<Pane>("thread");
  const [{ filter, held, scrolled }, look, remember] = useLooked();
  const [chosen, setChosen] = useState<ReadonlySet<MailboxId> | null>(null);
  const search = useRef<HTMLInputElement>(null);
  // Whoever works in the list, or reads a thread of it, finds it as it was; else the true order is followed.
  const [working, setWorking] = useState(false);
  const holds = working || mailbox !== undefined;
  const order = useMemo(
    () => heldOrder(holds && held !== null ? held : queue.threads, queue.threads),
    [holds, held, queue.threads],
  );
  // The key is painted first, then the list.
  const asked = useDeferredValue(filter);
  const shown = useMemo(() => filtered(order.threads, asked), [order, asked]);
  // On a phone the letters and what is known stand behind each other.
  useWhenFound(({ line }) => setPane(line.startsWith("message ") ? "thread" : "form"));
  const hold = () => {
    if (!holds || held === null) look({ held: queue.threads });
  };
  const follow = () => {
    look({ held: queue.threads, scrolled: 0 });
    document.querySelector(".thread-scroller")?.scrollTo({ top: 0 });
  };
  // A closed one is no longer in the list, but may still be read and reopened from where it was found.
  const thread = threads.find((one) => one.mailbox === mailbox && one.standing !== "in-case");
  useShown(thread === undefined ? undefined : "intake");
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
          <Link to="/call" className="button queue-call">
            <Icon name="phone" />
            {t("call.short")}
          </Link>
        </div>
        {duty.ringing === null ? null : (
          <div className="queue-ringing">
            <Ringing ringing={duty.ringing} here />
          </div>
        )}
        {queue.threads.length === 0 ? (
          <p className="quiet queue-empty">{t("queue.empty")}</p>
        ) : (
          <>
            <QueueFilters
              threads={queue.threads}
              aside={queue.aside}
              filter={filter}
              shown={shown.length}
              search={search}
              onChange={(next) => {
                look({ filter: next });
                if (next.aside !== filter.aside) setChosen(null);
              }}
            >
              {chosen === null ? (
                <button type="button" className="link small queue-choose" onClick={() => setChosen(new Set())}>
                  {t(filter.aside ? "aside.back-open" : "aside.open")}
                </button>
              ) : null}
            </QueueFilters>
            {chosen === null ? null : (
              <PutAside
                shown={shown}
                chosen={chosen}
                back={filter.aside}
                onChoose={setChosen}
                onEnd={() => setChosen(null)}
              />
            )}
            <OrderChanged order={order} onFollow={follow} />
            {shown.length === 0 ? (
              <p className="quiet queue-empty">{t("queue.found", { n: 0 })}</p>
            ) : (
              // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that somebody works in the list
              <div
                className="queue-work"
                onPointerEnter={() => {
                  hold();
                  setWorking(true);
                }}
                onPointerLeave={({ currentTarget }) => setWorking(currentTarget.contains(document.activeElement))}
                onFocus={() => {
                  hold();
                  setWorking(true);
                }}
                onBlur={({ currentTarget, relatedTarget }) => setWorking(currentTarget.contains(relatedTarget))}
              >
                <ThreadList
                  threads={shown}
                  selected={mailbox ?? null}
                  now={now}
                  scrolled={scrolled}
                  onScroll={(to) => remember({ scrolled: to })}
                  onSelect={() => setPane("thread")}
                  onSearch={() => search.current?.focus()}
                  chosen={chosen}
                  onChoose={setChosen}
                />
              </div>
            )}
          </>
        )}
        <QueueFoot duty={duty} handOver={queue.handOver} now={now} />
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
            <ThreadGone mailbox={mailbox} />
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

/** Gone under the hands of whoever was answering it: their words follow it into its case, or stay to be copied. */
const ThreadGone = ({ mailbox }: { mailbox: string }) => {
  const { t } = useWords();
  const { cases } = useView();
  const { drafts } = useSession();
  const { text } = drafts.read(mailbox);
  const one = cases.find(({ mailboxes }) => mailboxes.some((known) => known.mailbox === mailbox));
  return (
    <div className="queue-none stack">
      <p className="quiet">{t("queue.gone")}</p>
      {one === undefined ? null : (
        <p>
          <Link to="/cases/$case" params={{ case: one.case }} className="button">
            <bdi>{one.alias}</bdi>
          </Link>
        </p>
      )}
      {text === "" ? null : one === undefined ? (
        <KeptWords words={[{ label: "", text }]} />
      ) : (
        <p>{t("queue.gone-draft")}</p>
      )}
    </div>
  );
};
