import { isUnheard, mayWrite, needsSomebody } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useShown } from "../access/shown.ts";
import { Empty } from "../parts/empty.tsx";
import { StatusDialog } from "../plan/status-dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { NextStepDialog } from "../step/next-step.tsx";
import { MovingList } from "./moving-list.tsx";
import { type AskMoving, legOf } from "./moving-row.tsx";
import { PlayBookDialog } from "./play-book-dialog.tsx";
import "../today/today.css";
import "./moving.css";

/** Over all cases that this member reads: who is on the way, and whom nobody has heard of. */
export const MovingPage = () => {
  const { t } = useWords();
  const { today, cases, me, now } = useView();
  const [asking, setAsking] = useState<AskMoving | null>(null);
  const { moving } = today;
  const close = () => setAsking(null);
  const byId = useMemo(() => new Map(cases.map((one) => [one.case as string, one])), [cases]);
  // More than an alias: where somebody is at this hour.
  useShown(...moving.map((each) => byId.get(each.case)?.parts.find(({ part }) => part === "journey")?.stream));
  const asked = asking === null ? undefined : byId.get(asking.one.case);
  return (
    <div className="page moving-page">
      <div className="page-head">
        <h1>{t("nav.moving")}</h1>
        <p className="quiet">
          {t("moving.count", {
            n: moving.length,
            unheard: moving.filter(isUnheard).length,
            needs: moving.filter(needsSomebody).length,
          })}
        </p>
      </div>
      <div className="panel">
        {moving.length === 0 ? (
          <Empty
            action={
              <Link to="/cases" className="button">
                {t("nav.cases")}
              </Link>
            }
          >
            {t("moving.none")}
          </Empty>
        ) : (
          <MovingList moving={moving} cases={byId} may={mayWrite(me.role, "setStatus")} onAsk={setAsking} />
        )}
      </div>
      <p className="quiet small">{t("moving.what-counts")}</p>
      {asked === undefined || asking === null ? null : asking.kind === "step" ? (
        <NextStepDialog one={asked} journey={asking.one.journey} now={now} onClose={close} />
      ) : asking.kind === "problem" ? (
        <PlayBookDialog
          one={asked}
          leg={legOf(asking.one)}
          onClose={close}
          onLost={() => setAsking({ kind: "lost", one: asking.one })}
        />
      ) : (
        <StatusDialog
          one={asked}
          opened
          onClose={close}
          // Those of the row: who else of the case is elsewhere is not lost with them.
          of={asked.journeys.find(({ journey }) => journey === asking.one.journey)?.party ?? []}
          {...(asking.kind === "lost" ? { begin: "lost-contact" as const } : {})}
        />
      )}
    </div>
  );
};
