import { type CaseView, type EntryView, entryKey, type JourneyView, lineOf, mayWrite } from "@fairlead/casework";
import { useState } from "react";
import { ChangeEntry } from "../network/change-entry.tsx";
import { entryTitle, placeNames } from "../network/entry-words.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { ArrivalDialog } from "./arrival-dialog.tsx";
import { AskAgainDialog } from "./ask-again-dialog.tsx";
import { LookBackDialog } from "./look-back-dialog.tsx";

type Props = { one: CaseView; journey: JourneyView; now: number; may: boolean };
type Asking = { kind: "sheet" | "look-back" } | { kind: "change" | "ask"; view: EntryView } | null;

/** What came of the journey: the arrival when it is due, the first day as it was seen to, what was learned. */
export const Aftermath = ({ one, journey, now, may }: Props) => {
  const { network } = useView();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const { state, arrival, ended } = journey;
  const due = state === "moving" || (ended?.how === "arrived" && arrival === null);
  if (!due && ended === null) return null;
  return (
    <div className="panel-row stack">
      {due ? <Due {...{ journey, now, may }} open={() => setAsking({ kind: "sheet" })} /> : null}
      {arrival === null ? null : <FirstDay {...{ journey, now, may }} open={() => setAsking({ kind: "sheet" })} />}
      {ended === null ? null : (
        <LookedBack {...{ journey, now, may }} open={() => setAsking({ kind: "look-back" })} ask={setAsking} />
      )}
      {asking?.kind === "sheet" ? <ArrivalDialog one={one} journey={journey} onClose={close} /> : null}
      {asking?.kind === "look-back" ? <LookBackDialog one={one} journey={journey} onClose={close} /> : null}
      {asking?.kind === "ask" ? (
        <AskAgainDialog view={asking.view} begin={journey.lookedBack?.change ?? ""} onClose={close} />
      ) : null}
      {asking?.kind === "change" ? (
        <ChangeEntry kind={asking.view.entry.kind} view={asking.view} entries={network ?? []} onClose={close} />
      ) : null}
    </div>
  );
};

type Of = Omit<Props, "one"> & { open(): void };

const Due = ({ journey, now, may, open }: Of) => {
  const { t, days } = useWords();
  const { lastHandOver } = journey;
  return (
    <>
      {lastHandOver === null ? null : (
        <p className="warning">
          {t("arrival.handed-over", { at: days.when(lastHandOver.at, now), who: lastHandOver.who })}
        </p>
      )}
      {may ? (
        <p>
          <button
            type="button"
            className="button"
            data-filled={lastHandOver !== null || journey.ended !== null || undefined}
            onClick={open}
          >
            {t(journey.ended === null ? "arrival.open" : "arrival.open-late")}
          </button>
        </p>
      ) : null}
    </>
  );
};

const FirstDay = ({ journey, now, may, open }: Of) => {
  const { t, days } = useWords();
  const { arrival } = journey;
  if (arrival === null) return null;
  const { lines, oldPhone } = arrival;
  const not = lines.filter(({ is }) => is === "not");
  const tasks = lines.filter(({ is }) => is === "task").map(({ line }) => t(`arrival.line.${line}`));
  return (
    <div className="stack" data-tight data-line={lineOf("arrival", journey.journey)}>
      <p>
        {t("arrival.was", { at: days.when(arrival.arrivedAt, now) })}{" "}
        {oldPhone === null ? null : t("arrival.old-is", { what: t(`arrival.old.${oldPhone}`) })}{" "}
        {not.length === 0 && tasks.length === 0 ? t("arrival.all-done") : null}{" "}
        <span className="quiet small">
          {personText(t, arrival.by)}, {days.when(arrival.at, now)}
        </span>
      </p>
      {tasks.length === 0 ? null : <p className="small">{t("arrival.as-tasks", { lines: tasks.join("; ") })}</p>}
      {not.length === 0 ? null : (
        <>
          <p className="small">{t("arrival.not-lines")}</p>
          <ul className="small arrival-not">
            {not.map(({ line, note }) => (
              <li key={line} dir="auto">
                {t(`arrival.line.${line}`)}: {note}
              </li>
            ))}
          </ul>
        </>
      )}
      {may ? (
        <p>
          <button type="button" className="link small" onClick={open}>
            {t("arrival.change")}
          </button>
        </p>
      ) : null}
    </div>
  );
};

const LookedBack = ({ journey, now, may, open, ask }: Of & { ask(asking: Asking): void }) => {
  const { t, days } = useWords();
  const { lookedBack } = journey;
  return (
    <div className="stack" data-tight data-line={lineOf("looked-back", journey.journey)}>
      {lookedBack === null ? null : (
        <>
          {lookedBack.worked === "" ? null : (
            <p dir="auto">
              <b>{t("look-back.worked")}:</b> {lookedBack.worked}
            </p>
          )}
          {lookedBack.change === "" ? null : (
            <p dir="auto">
              <b>{t("look-back.change")}:</b> {lookedBack.change}
            </p>
          )}
          <p className="quiet small">
            {personText(t, lookedBack.by)}, {days.when(lookedBack.at, now)}
          </p>
        </>
      )}
      {may ? (
        <>
          <p>
            <button type="button" className="button" onClick={open}>
              {t("look-back.open")}
            </button>
          </p>
          <Rested journey={journey} ask={ask} />
        </>
      ) : null}
    </div>
  );
};

/** Offered, one by one: what somebody learned on one evening is not yet how things are. */
const Rested = ({ journey, ask }: { journey: JourneyView; ask(asking: Asking): void }) => {
  const { t } = useWords();
  const { network, me } = useView();
  const rests = new Set((journey.route?.rests ?? []).map((rest) => entryKey(rest)));
  const found = (network ?? []).filter(({ entry, retired }) => retired === null && rests.has(entryKey(entry)));
  if (found.length === 0 || !mayWrite(me.role, "questionNetwork")) return null;
  const names = placeNames(network ?? []);
  return (
    <details>
      <summary>{t("look-back.rested")}</summary>
      <ul className="arrival-rested">
        {found.map((view) => {
          const name = entryTitle(view.entry, names);
          return (
            <li key={entryKey(view.entry)} className="spread">
              <span dir="auto">{name}</span>
              <span className="row">
                <button type="button" className="button" onClick={() => ask({ kind: "change", view })}>
                  {t("change")}
                  <span className="hidden-visually"> {name}</span>
                </button>
                <button type="button" className="button" onClick={() => ask({ kind: "ask", view })}>
                  {t("look-back.ask")}
                  <span className="hidden-visually"> {name}</span>
                </button>
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
};
