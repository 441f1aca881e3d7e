import { checkInsAt, decisionsAt, type Glance } from "@fairlead/casework";
import { type ReactNode, useEffect, useId, useState } from "react";
import { UrgencyMark } from "../parts/urgency.tsx";
import { runningClock } from "../say/days.ts";
import { useWords } from "../say/words.tsx";
import "./glance.css";

/** As many as are read in the seconds that it stands there; the rest is found by its alias. */
const LISTED = 40;

type GlancePageProps = {
  glance: Glance;
  /** Compartments open by now; null: the cache is still being read. */
  progress: { done: number; of: number } | null;
  clock: () => number;
  lock(): void;
};

/**
 * Today as this device last showed it, while the desk opens: who is overdue, in danger, what is due, which cases there are.
 * Nothing here can be pressed but the lock: none of it has been checked against its compartment yet.
 */
export const GlancePage = ({ glance, progress, clock, lock }: GlancePageProps) => {
  const { t, days } = useWords();
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), 1_000);
    return () => clearInterval(timer);
  }, [clock]);
  const { overdue, soon } = checkInsAt(glance, now);
  const next = [
    ...soon.map(({ alias, due }) => ({ at: due, text: t("glance.check-in", { alias }) })),
    ...decisionsAt(glance, now).map(({ alias, expires }) => ({ at: expires, text: t("glance.decision", { alias }) })),
  ].toSorted((a, b) => a.at - b.at);
  return (
    <main className="glance">
      <header className="glance-head">
        <h1>{t("nav.today")}</h1>
        <p>{t("glance.as-of", { at: days.when(glance.at, now) })}</p>
        <div className="glance-progress">
          <progress
            aria-label={t("locked.opening")}
            {...(progress === null ? {} : { value: progress.done, max: progress.of })}
          />
          <p className="quiet small">{progress === null ? t("glance.reading") : t("glance.opening", progress)}</p>
        </div>
        <button type="button" className="button" onClick={lock}>
          {t("lock.now")}
        </button>
      </header>
      {overdue.length === 0 ? null : (
        <Lines title={t("today.overdue")} count={overdue.length}>
          {overdue.map((one) => (
            <li key={`${one.alias} ${one.due}`} className="panel-row">
              <b className={one.graceUntil <= now && !one.drill ? "danger num" : "num"}>
                {runningClock(now - one.due)}
              </b>
              <span>
                {one.drill ? <b className="drill">{t("drill.mark")}</b> : null} <b>{one.alias}</b>
                <span className="quiet"> {t("check-in.past", { at: days.when(one.due, now) })}</span>
                {one.seen ? <span className="quiet"> · {t("glance.seen")}</span> : null}
              </span>
            </li>
          ))}
        </Lines>
      )}
      {glance.danger.length === 0 ? null : (
        <Lines title={t("today.in-danger")} count={glance.danger.length}>
          {glance.danger.slice(0, LISTED).map((one) => (
            <li key={`${one.name} ${one.since}`} className="panel-row">
              <b className="danger num">{one.since === null ? "" : days.age(now - one.since)}</b>
              <b>{one.name}</b>
            </li>
          ))}
        </Lines>
      )}
      {overdue.length + glance.danger.length > 0 ? null : <p className="panel panel-row">{t("glance.nothing")}</p>}
      {next.length === 0 ? null : (
        <Lines title={t("today.next-hours")} count={next.length}>
          {next.map((one) => (
            <li key={`${one.text} ${one.at}`} className="panel-row">
              <span className="num">{days.clock(one.at)}</span>
              <span>{one.text}</span>
            </li>
          ))}
        </Lines>
      )}
      {glance.waiting + glance.tasks === 0 ? null : (
        <p className="quiet">{t("glance.counts", { waiting: glance.waiting, tasks: glance.tasks })}</p>
      )}
      <Cases cases={glance.cases} />
    </main>
  );
};

const Lines = ({ title, count, children }: { title: string; count: number; children: ReactNode }) => (
  <section>
    <div className="head">
      <h2>{title}</h2>
      <span className="quiet">{count}</span>
    </div>
    <ul className="panel glance-lines">{children}</ul>
  </section>
);

const Cases = ({ cases }: Pick<Glance, "cases">) => {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState("");
  if (cases.length === 0) return null;
  const wanted = typed.trim().toLowerCase();
  const found = wanted === "" ? cases : cases.filter(({ alias }) => alias.toLowerCase().includes(wanted));
  const more = found.length - LISTED;
  return (
    <section>
      <div className="head">
        <h2>{t("nav.cases")}</h2>
        <span className="quiet">{t("cases.open", { n: cases.length })}</span>
      </div>
      {cases.length <= LISTED ? null : (
        <p className="glance-find">
          <label htmlFor={id}>{t("glance.find")}</label>
          <input
            id={id}
            className="input"
            value={typed}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            onChange={(event) => setTyped(event.target.value)}
          />
        </p>
      )}
      <ul className="panel glance-lines">
        {found.slice(0, LISTED).map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two cases may have one alias, and the list never changes
          <li key={index} className="panel-row">
            <UrgencyMark level={one.level} />
            <span>
              <b>{one.alias}</b> <span className="quiet small">{t(`stage.${one.stage}`)}</span>
            </span>
          </li>
        ))}
      </ul>
      {more <= 0 ? null : <p className="quiet small">{t("glance.more", { n: more })}</p>}
    </section>
  );
};
