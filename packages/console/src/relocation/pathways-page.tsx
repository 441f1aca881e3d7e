import { mayWrite, type PathwayView } from "@fairlead/casework";
import { useState } from "react";
import { useShown } from "../access/shown.ts";
import { FormDialog } from "../parts/dialog.tsx";
import { Empty } from "../parts/empty.tsx";
import { TextField } from "../parts/field.tsx";
import { countryName } from "../person/code-names.ts";
import { dateText } from "../person/fact-date.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { PathwayDialog } from "./pathway-dialog.tsx";
import { placesLeft } from "./placing.ts";
import { PlacingPanel } from "./placing-panel.tsx";
import { monthsFrom } from "./typed.ts";
import "./relocation.css";

type Asking = { kind: "add" } | { kind: "change" | "retire"; view: PathwayView } | null;

/** Ways abroad: quota, papers, waits. No case stands here; who asks to go by one stands in their case. */
export const PathwaysPage = () => {
  const { t } = useWords();
  const { pathways, me } = useView();
  useShown(pathways === null ? undefined : "resources");
  const now = useNow(60_000);
  const [asking, setAsking] = useState<Asking>(null);
  const may = pathways !== null && mayWrite(me.role, "writePathway");
  const close = () => setAsking(null);
  return (
    <div className="page pathways">
      <div className="page-head">
        <h1>{t("pathway.title")}</h1>
        <p className="quiet">{t("pathway.count", { n: (pathways ?? []).filter(({ retired }) => !retired).length })}</p>
        {may ? (
          <button type="button" className="button head-aside" data-filled onClick={() => setAsking({ kind: "add" })}>
            {t("pathway.add-open")}
          </button>
        ) : null}
      </div>
      <p className="quiet measure">{t("pathway.about")}</p>
      {pathways === null ? (
        <p className="panel panel-row quiet">{t("things.not-held")}</p>
      ) : pathways.length === 0 ? (
        <div className="panel">
          <Empty>{t("pathway.none")}</Empty>
        </div>
      ) : (
        <ul className="panel">
          {pathways.map((view) => (
            <PathwayRow key={view.pathway} {...{ view, now, may }} onAsk={setAsking} />
          ))}
        </ul>
      )}
      {pathways !== null && pathways.length > 0 ? <PlacingPanel pathways={pathways} /> : null}
      {asking?.kind === "add" ? <PathwayDialog before={null} onClose={close} /> : null}
      {asking?.kind === "change" ? <PathwayDialog before={asking.view} onClose={close} /> : null}
      {asking?.kind === "retire" ? <RetirePathway view={asking.view} onClose={close} /> : null}
    </div>
  );
};

type RowProps = { view: PathwayView; now: number; may: boolean; onAsk(asking: Asking): void };

/** So many months of a quota are shown; what is further off is seen by changing it. */
const MONTHS_SHOWN = 6;

const PathwayRow = ({ view, now, may, onAsk }: RowProps) => {
  const { t, days, language } = useWords();
  const { cases } = useView();
  const { retired, wait, fresh } = view;
  const about = [
    view.country === null ? "" : countryName(view.country, language),
    view.partner,
    view.programme,
    wait === null ? "" : t("pathway.waits", { least: wait.least, most: wait.most }),
  ].filter((one) => one !== "");
  const soon = new Set(monthsFrom(now, MONTHS_SHOWN));
  const months = view.quota.filter(({ month }) => soon.has(month));
  return (
    <li className="panel-row pathway-row" data-retired={retired !== null || undefined}>
      <div className="stack" data-tight>
        <p>
          <b dir="auto">{view.name}</b>
        </p>
        <p className="small" dir="auto">
          {about.join(" · ")}
        </p>
        {retired !== null ? null : months.length === 0 ? (
          <p className="warning small">{t("pathway.no-quota")}</p>
        ) : (
          <ul className="pathway-months small">
            {months.map(({ month, places }) => (
              <li key={month}>
                {t("pathway.left", { month: dateText(month, days), n: placesLeft(view, month, cases), of: places })}
              </li>
            ))}
          </ul>
        )}
        {view.requirements.length === 0 ? null : (
          <p className="small" dir="auto">
            {t("pathway.requires", { what: view.requirements.join("; ") })}
          </p>
        )}
        {view.papers.length === 0 ? null : (
          <p className="small">
            {t("pathway.asks", {
              what: view.papers
                .map(({ kind, days: least }) =>
                  least === 0 ? t(`paper.${kind}`) : t("pathway.paper-for", { paper: t(`paper.${kind}`), n: least }),
                )
                .join("; "),
            })}
          </p>
        )}
      </div>
      <div className="stack small" data-tight>
        {retired === null ? (
          <p className={fresh === "fresh" ? "quiet" : "warning"}>
            {fresh === "fresh" ? "" : <b>{t("network.fading")} · </b>}
            {t("network.known", { at: days.when(view.asOf, now) })}
          </p>
        ) : (
          <p dir="auto">
            {t("things.retired", { who: personText(t, retired.by), at: days.when(retired.at, now) })} {retired.reason}
          </p>
        )}
        <p className="quiet" dir="auto">
          {t("network.said", { source: view.source, who: personText(t, view.by) })}
        </p>
      </div>
      {may && retired === null ? (
        <div className="row pathway-deeds">
          {(["change", "retire"] as const).map((kind) => (
            <button key={kind} type="button" className="button" onClick={() => onAsk({ kind, view })}>
              {t(kind === "change" ? "change" : "things.retire")}
              <span className="hidden-visually"> {view.name}</span>
            </button>
          ))}
        </div>
      ) : null}
    </li>
  );
};

const RetirePathway = ({ view, onClose }: { view: PathwayView; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("things.retire-title", { name: view.name })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("things.retire-do")}
      warning={t("pathway.retire-means")}
      ready={reason.trim() !== ""}
      act={() =>
        deed.run((act) => act.retirePathway({ pathway: view.pathway, reason: reason.trim(), over: view.version }))
      }
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};
