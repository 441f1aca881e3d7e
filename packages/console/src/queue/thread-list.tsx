import type { ThreadView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useRef } from "react";
import { Icon } from "../parts/icon.tsx";
import { UrgencyMark, urgencyAge } from "../parts/urgency.tsx";
import { useWords } from "../say/words.tsx";
import { threadSecondLine } from "../thread/second-line.ts";
import { ThreadSigns } from "../thread/signs.tsx";

type Props = { threads: readonly ThreadView[]; selected: string | null; now: number; onSelect(): void };

const ROW = 63;

/** Most pressing first, in the order that casework gives. Only what is in sight is in the page. */
export const ThreadList = ({ threads, selected, now, onSelect }: Props) => {
  const { t } = useWords();
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: threads.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => threads[index]?.mailbox ?? index,
    overscan: 8,
  });
  // Up and down go from thread to thread; the rows just out of sight are in the page already.
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>(".thread-row")];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = step === 0 ? undefined : links[at < 0 ? 0 : at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section className="thread-scroller" ref={scroller} tabIndex={0} aria-label={t("queue.threads")} onKeyDown={onKey}>
      <ul style={{ blockSize: rows.getTotalSize(), position: "relative" }}>
        {rows.getVirtualItems().map((row) => {
          const thread = threads[row.index];
          return thread === undefined ? null : (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={threads.length}
              aria-posinset={row.index + 1}
              style={{ position: "absolute", insetBlockStart: 0, insetInline: 0, translate: `0 ${row.start}px` }}
            >
              <ThreadRow thread={thread} current={thread.mailbox === selected} now={now} onSelect={onSelect} />
            </li>
          );
        })}
      </ul>
    </section>
  );
};

type RowProps = { thread: ThreadView; current: boolean; now: number; onSelect(): void };

const ThreadRow = ({ thread, current, now, onSelect }: RowProps) => {
  const words = useWords();
  const { t, days } = words;
  return (
    <Link
      to="/queue/$mailbox"
      params={{ mailbox: thread.mailbox }}
      className="thread-row"
      aria-current={current || undefined}
      onClick={onSelect}
    >
      <span className="thread-row-first">
        <UrgencyMark level={thread.urgency.level} />
        <b className="thread-name">{thread.name}</b>
        {thread.urgency.aged && thread.urgency.at !== null ? (
          <b className="sign warning small">
            <Icon name="warning" label={urgencyAge(words, thread.urgency, now) ?? ""} />
            {t("urgency.old", { age: days.age(now - thread.urgency.at) })}
          </b>
        ) : null}
        <span className="quiet num small">
          {thread.waitingSince === null ? t("thread.answered") : days.age(now - thread.waitingSince)}
        </span>
      </span>
      <span className="thread-row-second quiet small">
        <ThreadSigns thread={thread} />
        {thread.claim !== null && !thread.claim.mine ? <Icon name="lock" /> : null}
        {thread.flags.includes("distressing") ? <Icon name="eye-off" /> : null}
        <span className="thread-excerpt" dir="auto">
          {threadSecondLine(words, thread)}
        </span>
        {thread.language === null ? null : <span>· {thread.language}</span>}
      </span>
    </Link>
  );
};
