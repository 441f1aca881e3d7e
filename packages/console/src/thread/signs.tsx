import { lostAnswerIn, type ThreadView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

/** Whether a danger signal or tap still stands unanswered in what is shown. */
export const hasDangerSignal = (thread: ThreadView): boolean =>
  thread.messages.some(
    (message) =>
      message.direction === "to-team" &&
      message.signal?.kind === "danger" &&
      (thread.waitingSince === null || (message.at ?? 0) >= thread.waitingSince),
  );

/** What must be seen before the words are: danger signal, under 18, suicide risk, how it arrived. */
export const ThreadSigns = ({ thread }: { thread: ThreadView }) => {
  const { t } = useWords();
  const { now } = useView();
  return (
    <>
      {thread.escalated === null ? null : (
        <b className="sign danger">
          <Icon name="warning" />
          {t(thread.escalated.had ? "sign.escalated-had" : "sign.escalated")}
        </b>
      )}
      {hasDangerSignal(thread) ? (
        <b className="sign danger">
          <Icon name="flag" />
          {t("sign.danger-signal")}
        </b>
      ) : null}
      {thread.lastTap?.tap === "danger" ? (
        <b className="sign danger">
          <Icon name="halted" />
          {t("sign.danger-tap")}
        </b>
      ) : null}
      {thread.flags.includes("suicide-risk") ? (
        <b className="sign danger">
          <Icon name="warning" />
          {t("flag.suicide-risk")}
        </b>
      ) : null}
      {thread.flags.includes("minor") || thread.saysMinor ? (
        <b className="sign">
          <Icon name="person" />
          {t(thread.flags.includes("minor") ? "flag.minor" : "sign.says-minor")}
        </b>
      ) : null}
      {thread.flags.includes("asks-after") ? (
        <b className="sign">
          <Icon name="person" />
          {t("flag.asks-after")}
        </b>
      ) : null}
      {lostAnswerIn(thread, now) === null ? null : (
        <b className="sign danger">
          <Icon name="warning" />
          {t("sign.never-came")}
        </b>
      )}
      {thread.frozen === null ? null : (
        <span className="sign">
          <Icon name="frozen" />
          {t("sign.frozen")}
        </span>
      )}
      {thread.declines.some(({ state }) => state === "waiting") ? (
        <span className="sign">
          <Icon name="two" />
          {t("sign.decline-waits")}
        </span>
      ) : null}
      {thread.outsideWays.map((via) => (
        <span className="sign quiet" key={via}>
          <Icon name={via === "telephone" ? "phone" : "on-arrival"} />
          {t(`via.${via}`)}
        </span>
      ))}
      {thread.onArrival ? (
        <span className="sign quiet">
          <Icon name="on-arrival" />
          {t("sign.on-arrival")}
        </span>
      ) : null}
    </>
  );
};
