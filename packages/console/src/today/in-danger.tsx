import type { CaseView, ThreadView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { UrgencyMark } from "../parts/urgency.tsx";
import { useWords } from "../say/words.tsx";
import { threadSecondLine } from "../thread/second-line.ts";
import { ThreadSigns } from "../thread/signs.tsx";

type Props = { threads: readonly ThreadView[]; cases: readonly CaseView[]; now: number };

/** More than anybody can take in at once are in the queue, in the same order. */
const MOST = 20;

export const InDanger = ({ threads, cases, now }: Props) => {
  const words = useWords();
  const { t } = words;
  return (
    <>
      {cases.map((one) => (
        <div className="panel-row danger-row" key={one.case}>
          <span>
            <UrgencyMark level={one.urgency.level} />
          </span>
          <div>
            <p>
              <b>{one.alias}</b> <span className="quiet">· {t(`stage.${one.stage}`)}</span>{" "}
              <b className="danger">
                {[
                  ...(one.closed === null || one.writtenAfterClosing?.danger ? [t("case.says-danger")] : []),
                  ...(one.closed === null ? [] : [t("case.written-to-closed")]),
                ].join(" · ")}
              </b>
            </p>
            <p className="quiet small">{t("case.owner-is", { who: one.owner.handle ?? "" })}</p>
          </div>
          <Waiting since={one.waitingSince} now={now} />
          <Link to="/cases/$case" params={{ case: one.case }} className="button" data-filled={one.mine || undefined}>
            {t("open")}
            <span className="hidden-visually"> {one.alias}</span>
          </Link>
        </div>
      ))}
      {threads.slice(0, MOST).map((thread) => (
        <div className="panel-row danger-row" key={thread.mailbox}>
          <span>
            <UrgencyMark level={thread.urgency.level} />
          </span>
          <div>
            <p className="row">
              <span>
                <b>{thread.name}</b>
                {thread.language === null ? null : <span className="quiet"> · {thread.language}</span>}
              </span>
              <ThreadSigns thread={thread} />
            </p>
            <p className="quiet small">{threadSecondLine(words, thread)}</p>
          </div>
          <Waiting since={thread.waitingSince} now={now} />
          <Link
            to="/queue/$mailbox"
            params={{ mailbox: thread.mailbox }}
            className="button"
            data-filled={thread.claim?.mine || undefined}
          >
            {t(thread.claim === null ? "thread.read" : thread.claim.mine ? "thread.continue" : "thread.read")}
            <span className="hidden-visually"> {thread.name}</span>
          </Link>
        </div>
      ))}
      {threads.length <= MOST ? null : (
        <p className="panel-row">
          <Link to="/queue" className="button">
            {t("today.more-in-queue", { n: threads.length - MOST })}
          </Link>
        </p>
      )}
    </>
  );
};

const Waiting = ({ since, now }: { since: number | null; now: number }) => {
  const { t, days } = useWords();
  if (since === null) return <p className="num quiet">{t("thread.answered")}</p>;
  return (
    <p className="num">
      <span className="quiet">{t("thread.waiting")}</span>
      <br />
      <b>{days.age(now - since)}</b>
    </p>
  );
};
