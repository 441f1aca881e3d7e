import { DAY, type ReleaseView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { WeekTable } from "./week-table.tsx";

/** Releases that wait for a second member: what would go out, all of it, before saying yes. */
export const FigureReviews = ({ releases, now }: { releases: readonly ReleaseView[]; now: number }) => (
  <div className="stack">
    {releases.map((release) => (
      <Review key={release.release} release={release} now={now} />
    ))}
  </div>
);

const Review = ({ release, now }: { release: ReleaseView; now: number }) => {
  const { t, days } = useWords();
  const [asking, setAsking] = useState<"approve" | "refuse" | null>(null);
  const last = release.weeks.at(-1);
  return (
    <article className="panel decision" data-waiting>
      <div className="panel-row spread">
        <h3 className="row">
          <Icon name="two" />
          {t("release.title", { at: days.day(release.asOf * DAY, now) })}
        </h3>
        <span className="quiet">
          {t("decision.proposed-by", { who: personText(t, release.by), at: days.when(release.at, now) })}
        </span>
      </div>
      <div className="panel-row">
        <p>
          {last === undefined
            ? t("figures.no-week")
            : t("release.says", { evacuated: last.evacuated, abroad: last.abroad, n: release.delayDays })}
        </p>
        <details>
          <summary>{t("release.all-weeks")}</summary>
          <WeekTable weeks={release.weeks} />
        </details>
      </div>
      <div className="panel-row row">
        {release.mine === "may-decide" ? (
          <>
            <button type="button" className="button" data-filled onClick={() => setAsking("approve")}>
              {t("decide.approve")}
            </button>
            <button type="button" className="button" onClick={() => setAsking("refuse")}>
              {t("decide.refuse")}
            </button>
          </>
        ) : (
          <p className="quiet row" data-top>
            <Icon name="lock" />
            <span className="grow">{t(`may-not.${release.mine}`)}</span>
          </p>
        )}
      </div>
      {asking === null ? null : (
        <Verdict release={release} verdict={asking} onClose={() => setAsking(null)} key={asking} />
      )}
    </article>
  );
};

type VerdictProps = { release: ReleaseView; verdict: "approve" | "refuse"; onClose(): void };

const Verdict = ({ release, verdict, onClose }: VerdictProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t(`release.${verdict}-title`)}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(`decide.${verdict}-do`)}
      warning={t(`release.${verdict}-warning`)}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.reviewFigures(release.release, verdict, reason.trim()))}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};
