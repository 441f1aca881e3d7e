import { DAY, type FiguresView, type FigureWeek, type ReleaseView, statement } from "@fairlead/casework";
import { lazy, Suspense, useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Timeline } from "../parts/rings.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { Exports } from "./exports.tsx";
import { FigureReviews } from "./reviews.tsx";
import { WeekTable } from "./week-table.tsx";
import "./figures.css";

// Only those who look at figures load what draws them.
const StepChart = lazy(() => import("./step-chart.tsx"));

export const FiguresPage = () => {
  const { t } = useWords();
  const { figures } = useView();
  if (figures === null) {
    return (
      <div className="page">
        <h1>{t("nav.figures")}</h1>
        <p className="quiet">{t("figures.not-yours")}</p>
      </div>
    );
  }
  return <Figures figures={figures} />;
};

type Shown = { asOf: number; delayDays: number; weeks: FigureWeek[] };

const Figures = ({ figures }: { figures: FiguresView }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const [draft, setDraft] = useState(figures.draft !== null && figures.published === null);
  const [proposing, setProposing] = useState(false);
  const shown: Shown | null = draft && figures.draft !== null ? figures.draft : figures.published;
  const isDraft = shown !== null && shown === figures.draft;
  const waiting = figures.releases.filter((release) => release.state === "waiting");
  return (
    <div className="page figures">
      <div className="page-head">
        <h1>{t("nav.figures")}</h1>
        <p className="quiet">{t(isDraft ? "figures.is-draft" : "figures.is-published")}</p>
      </div>
      <div className="figures-columns">
        <div className="stack figures-rules">
          {figures.draft === null ? null : (
            <fieldset>
              <legend>{t("figures.show")}</legend>
              <label className="choice">
                <input type="radio" name="figures" checked={!draft} onChange={() => setDraft(false)} />
                <span>{t("figures.published")}</span>
              </label>
              <label className="choice">
                <input type="radio" name="figures" checked={draft} onChange={() => setDraft(true)} />
                <span>{t("figures.draft")}</span>
              </label>
            </fieldset>
          )}
          <div className="stack" data-tight>
            <h2>{t("figures.rules")}</h2>
            <p>{t("figures.rule-totals")}</p>
            <p>{t("figures.rule-delay", { n: (shown ?? figures.draft)?.delayDays ?? 30 })}</p>
            <p>{t("figures.rule-two")}</p>
            <p className="quiet small">{t("figures.rule-limits")}</p>
          </div>
        </div>
        <div className="stack figures-main">
          {shown === null || shown.weeks.length === 0 ? (
            <p className="panel panel-row quiet">{t(shown === null ? "figures.none" : "figures.no-week")}</p>
          ) : (
            <Release shown={shown} draft={isDraft} organisation={figures.organisation} now={now} />
          )}
          {isDraft ? (
            <div className="row">
              <p className="quiet grow">{t("figures.second-member")}</p>
              <button
                type="button"
                className="button"
                data-filled
                disabled={waiting.length > 0}
                onClick={() => setProposing(true)}
              >
                {t("figures.propose")}
              </button>
            </div>
          ) : null}
          {waiting.length === 0 ? null : (
            <section>
              <h2 className="head">{t("figures.waiting")}</h2>
              <FigureReviews releases={waiting} now={now} />
            </section>
          )}
        </div>
        <section className="figures-releases">
          <h2>{t("figures.releases")}</h2>
          {figures.releases.length === 0 ? <p className="quiet">{t("figures.no-releases")}</p> : null}
          <Timeline
            label={t("figures.releases")}
            moments={figures.releases.map((release) => ({
              key: release.release,
              ring: release.state === "approved" ? "done" : release.state === "waiting" ? "here" : "to-come",
              when: days.day(release.at, now),
              title: releaseTitle(release),
              second: releaseSecond(release),
            }))}
          />
          {figures.releases.length === 0 ? null : <p className="quiet small">{t("figures.every-release")}</p>}
        </section>
      </div>
      {proposing ? <ProposeRelease onClose={() => setProposing(false)} /> : null}
    </div>
  );

  function releaseTitle({ state, weeks }: ReleaseView): string {
    const last = weeks.at(-1);
    if (last === undefined) return t(`release.${state}`);
    const evacuated = `${last.evacuated} ${t("figures.evacuated-short")}`;
    return `${t(`release.${state}`)}: ${evacuated}, ${last.abroad} ${t("figures.abroad-short")}`;
  }

  function releaseSecond({ by, review }: ReleaseView): string {
    const proposed = t("release.by", { who: personText(t, by) });
    if (review === null) return proposed;
    const reviewed = t(`release.reviewed.${review.verdict}`, { who: personText(t, review.by) });
    return `${proposed} ${reviewed}${review.reason === "" ? "" : ` ${t("quote", { text: review.reason })}`}`;
  }
};

type ReleaseProps = { shown: Shown; draft: boolean; organisation: string; now: number };

const Release = ({ shown, draft, organisation, now }: ReleaseProps) => {
  const { t, language, days } = useWords();
  const words = statement(shown, { language: language === "ru" ? "ru" : "en", organisation });
  return (
    <>
      <section className="panel">
        <div className="panel-row spread">
          <h2>{t("figures.chart")}</h2>
          <span className="quiet">{t("figures.as-of", { at: days.day(shown.asOf * DAY, now) })}</span>
        </div>
        <div className="panel-row">
          <Suspense fallback={<p className="quiet chart-wait">{t("figures.drawing")}</p>}>
            <StepChart weeks={shown.weeks} label={words.text} />
          </Suspense>
        </div>
      </section>
      <WeekTable weeks={shown.weeks} />
      <section>
        <h2 className="head">{t("figures.as-it-reads")}</h2>
        <div className="panel panel-row stack">
          <p className="statement words">{words.text}</p>
          {draft ? (
            <p className="quiet">{t("figures.no-export-yet")}</p>
          ) : (
            <Exports statement={words} asOf={shown.asOf} />
          )}
        </div>
      </section>
    </>
  );
};

const ProposeRelease = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  return (
    <FormDialog
      title={t("figures.propose-title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("figures.propose-do")}
      warning={t("figures.propose-warning")}
      ready
      act={() => deed.run((act) => act.publishFigures())}
    >
      {null}
    </FormDialog>
  );
};
