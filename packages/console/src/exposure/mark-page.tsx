import { type MarkView, mayWrite } from "@fairlead/casework";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useShown } from "../access/shown.ts";
import { Icon } from "../parts/icon.tsx";
import { runningClock } from "../say/days.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { JudgeMark } from "./judge-mark.tsx";
import { MarkDialog, type Subject } from "./mark-dialog.tsx";
import { markTitle, thingText } from "./marked-words.ts";
import { ReachedList } from "./reached-list.tsx";
import { Steps } from "./steps.tsx";
import "./exposure.css";

export const MarkPage = ({ id }: { id: string }) => {
  const { exposure } = useView();
  const mark = exposure.marks.find((one) => one.mark === id);
  useShown(mark === undefined ? undefined : "resources");
  return mark === undefined ? <NotFound /> : <OneMark mark={mark} />;
};

type Asking = { kind: "confirm" | "withdraw" | "mark" } | { kind: "mark-too"; subject: Subject } | null;

const OneMark = ({ mark }: { mark: MarkView }) => {
  const { t } = useWords();
  const { me, status } = useView();
  const now = useNow(15_000);
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const goTo = (made: string) => void navigate({ to: "/exposure/$mark", params: { mark: made } });
  return (
    <div className="page exposure-page">
      <p>
        <Link to="/exposure" className="row people-back">
          <Icon name="back" />
          {t("nav.exposure")}
        </Link>
      </p>
      <MarkHead mark={mark} now={now} />
      {status.reading === null ? null : <p role="status">{t("exposure.reading")}</p>}
      {mark.withdrawn === null ? (
        <div className="exposure-columns">
          <div className="stack">
            <ReachedList mark={mark} now={now} />
            <div className="exposure-sides">
              {status.reading === null ? <NotReached mark={mark} /> : null}
              <CannotKnow mark={mark} />
            </div>
            <MarkToo mark={mark} onMark={(subject) => setAsking({ kind: "mark-too", subject })} />
          </div>
          <div className="stack">
            <Steps mark={mark} now={now} />
            <div className="row">
              <button type="button" className="button" onClick={() => setAsking({ kind: "mark" })}>
                {t("exposure.mark-else")}
              </button>
              {mark.confirmed === null && !mark.byMe ? (
                <button type="button" className="button" onClick={() => setAsking({ kind: "confirm" })}>
                  {t("exposure.confirm-open")}
                </button>
              ) : null}
              {mayWrite(me.role, "withdrawMark") && !mark.ofMe ? (
                <button type="button" className="button" onClick={() => setAsking({ kind: "withdraw" })}>
                  {t("exposure.withdraw-open")}
                </button>
              ) : null}
            </div>
            {mark.ofMe ? <p className="small quiet">{t("refusal.marked-yourself")}</p> : null}
            {mark.byMe && mark.confirmed === null ? <p className="small quiet">{t("refusal.own-mark")}</p> : null}
          </div>
        </div>
      ) : (
        <p className="measure">{t("exposure.was-false")}</p>
      )}
      {asking?.kind === "confirm" || asking?.kind === "withdraw" ? (
        <JudgeMark mark={mark} judge={asking.kind} onClose={close} />
      ) : null}
      {asking?.kind === "mark" ? <MarkDialog onClose={close} onMarked={goTo} /> : null}
      {asking?.kind === "mark-too" ? <MarkDialog subject={asking.subject} onClose={close} onMarked={goTo} /> : null}
    </div>
  );
};

const MarkHead = ({ mark, now }: { mark: MarkView; now: number }) => {
  const { t, days } = useWords();
  const { confirmed, withdrawn, firstHarm } = mark;
  return (
    <header className="panel exposure-head" data-first={withdrawn === null || undefined}>
      <div className="stack" data-tight>
        <h1 dir="auto">{markTitle(t, mark.of)}</h1>
        <p>
          {t("exposure.since-at", { since: days.when(mark.since, now) })}{" "}
          {t("exposure.marked-by", { who: personText(t, mark.by), at: days.when(mark.at, now) })}{" "}
          <span className="quiet" dir="auto">
            {t("exposure.source-is", { source: mark.source })}{" "}
            {confirmed === null
              ? t("exposure.not-confirmed")
              : t("exposure.confirmed-by", {
                  who: personText(t, confirmed.by),
                  at: days.when(confirmed.at, now),
                  source: confirmed.source,
                })}
          </span>
        </p>
        {mark.note === "" ? null : <p dir="auto">{mark.note}</p>}
        {withdrawn === null ? null : (
          <p>
            <b>
              {t("exposure.withdrawn-by", {
                who: personText(t, withdrawn.by),
                at: days.when(withdrawn.at, now),
              })}
            </b>{" "}
            <span dir="auto">{withdrawn.reason}</span>
          </p>
        )}
      </div>
      {firstHarm === null ? null : <FirstHarm at={firstHarm} />}
    </header>
  );
};

const FirstHarm = ({ at }: { at: number }) => {
  const { t, days } = useWords();
  const now = useNow(1_000);
  return (
    <div className="exposure-clock">
      <p className="quiet">
        {at <= now ? t("exposure.harm-possible") : t("exposure.harm-possible-at", { at: days.when(at, now) })}
      </p>
      <p className="danger" role="timer">
        {at <= now ? t("exposure.harm-now") : t("exposure.harm-in", { clock: runningClock(at - now) })}
      </p>
    </div>
  );
};

/** Said as clearly as what is: nobody moves a party that is safe where it sleeps. */
const NotReached = ({ mark: { notReached, of, unseen } }: { mark: MarkView }) => {
  const { t } = useWords();
  const shelters = notReached.shelters.slice(0, 6);
  const journeys = unseen.parts.find(({ part }) => part === "journey");
  const parts = unseen.parts.flatMap(({ part, cases }) =>
    part === "journey" ? [] : [t("exposure.unseen-part", { part: t(`part.${part}`), n: cases })],
  );
  return (
    <section className="stack" data-tight>
      <h3 className="row">
        <Icon name="check" />
        {t("exposure.not-reached")}
      </h3>
      <p className="small">
        {t(`exposure.clear.${of.kind}`)}{" "}
        {shelters.length === 0 ? "" : t("exposure.clear-shelters", { names: shelters.join(", ") })}{" "}
        {t("exposure.clear-cases", { n: notReached.cases })}
      </p>
      <p className="small">
        {unseen.cases === null
          ? t("exposure.unseen-unknown")
          : unseen.cases === 0
            ? t("exposure.unseen-none")
            : t("exposure.unseen", { n: unseen.cases })}{" "}
        {unseen.register ? "" : t("exposure.unseen-register")}{" "}
        {journeys === undefined ? "" : t("exposure.unseen-journeys", { n: journeys.cases })}{" "}
        {parts.length === 0 ? "" : t("exposure.unseen-parts", { parts: parts.join(", ") })}
      </p>
    </section>
  );
};

const CannotKnow = ({ mark: { of } }: { mark: MarkView }) => {
  const { t } = useWords();
  return (
    <section className="stack" data-tight>
      <h3 className="row">
        <Icon name="warning" />
        {t("exposure.cannot-know")}
      </h3>
      <p className="small">{t(`exposure.unknown.${of.kind}`)}</p>
    </section>
  );
};

const MarkToo = ({ mark, onMark }: { mark: MarkView; onMark(subject: Subject): void }) => {
  const { t } = useWords();
  const offered = mark.suggested.slice(0, 4);
  if (offered.length === 0) return null;
  return (
    <ul className="panel mark-too">
      {offered.map(({ thing, planned, there, moving }) => (
        <li key={thing.thing} className="spread">
          <div>
            <p>
              <b dir="auto">{t("exposure.mark-too", { name: thingText(t, thing) })}</b>
            </p>
            <p className="quiet small">
              {planned + there + moving === 0
                ? t("exposure.closes-it")
                : t("exposure.rests", { planned, there, moving })}
            </p>
          </div>
          <button
            type="button"
            className="button"
            onClick={() =>
              onMark({
                key: thing.thing,
                of: { kind: "thing", thing: thing.thing },
                name: thingText(t, thing),
                what: "",
              })
            }
          >
            {t("exposure.mark-open")}
            <span className="hidden-visually"> {thingText(t, thing)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};
