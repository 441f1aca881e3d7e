import type { MailboxId, ThreadView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useRef } from "react";
import { Icon } from "../parts/icon.tsx";
import { stepRows } from "../parts/step-rows.ts";
import { UrgencyMark, urgencyAge } from "../parts/urgency.tsx";
import { useWords } from "../say/words.tsx";
import { threadSecondLine } from "../thread/second-line.ts";
import { ThreadSigns } from "../thread/signs.tsx";
import { mayGoAside } from "./put-aside.tsx";

type Props = {
  threads: readonly ThreadView[];
  selected: string | null;
  now: number;
  /** Where it stood when it was last looked at. */
  scrolled: number;
  onScroll(to: number): void;
  onSelect(): void;
  /** "/" goes to the search box: only from inside the list, a letter alone belongs to whoever is typing. */
  onSearch(): void;
  /** null: nothing is being chosen. */
  chosen: ReadonlySet<MailboxId> | null;
  onChoose(chosen: ReadonlySet<MailboxId>): void;
};

const ROW = 63;

/** Most pressing first, in the order that casework gives. Only what is in sight is in the page. */
export const ThreadList = ({ threads, selected, now, chosen, ...on }: Props) => {
  const { t } = useWords();
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: threads.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => threads[index]?.mailbox ?? index,
    initialOffset: on.scrolled,
    overscan: 8,
  });
  // Enter opens, as on any link.
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "/" && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      on.onSearch();
      return;
    }
    stepRows(event, {
      within: scroller.current,
      count: threads.length,
      target: ".thread-row",
      from: threads.findIndex(({ mailbox }) => mailbox === selected),
      scrollTo: (index) => rows.scrollToIndex(index),
    });
  };
  const choose = (mailbox: MailboxId, is: boolean): void => {
    const next = new Set(chosen);
    if (is) next.add(mailbox);
    else next.delete(mailbox);
    on.onChoose(next);
  };
  return (
    <section
      className="thread-scroller"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
      aria-label={t("queue.threads")}
      aria-keyshortcuts="j k /"
      onKeyDown={onKey}
      onScroll={(event) => on.onScroll(event.currentTarget.scrollTop)}
    >
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
              className={chosen === null ? undefined : "thread-choice"}
              style={{ position: "absolute", insetBlockStart: 0, insetInline: 0, translate: `0 ${row.start}px` }}
            >
              {chosen === null ? null : (
                <label className="choice">
                  <input
                    type="checkbox"
                    aria-label={t("aside.choose", { name: thread.name })}
                    checked={chosen.has(thread.mailbox)}
                    disabled={!mayGoAside(thread)}
                    onChange={({ target }) => choose(thread.mailbox, target.checked)}
                  />
                </label>
              )}
              <ThreadRow thread={thread} current={thread.mailbox === selected} now={now} onSelect={on.onSelect} />
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
