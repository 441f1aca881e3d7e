import {
  type ApplicationState,
  type ApplicationView,
  lineOf,
  mayWrite,
  type PaperCheck,
  type PartView,
  paperChecks,
} from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { consentText } from "../consent/consent-choice.tsx";
import { dateText } from "../person/fact-date.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { ApplicationDialog } from "./application-dialog.tsx";
import { StepDialog } from "./step-dialog.tsx";
import "./relocation.css";

type Props = {
  /** null: before there is a part for them, where the first is begun. */
  part: PartView | null;
  /** null for who holds nothing else of the case. */
  one: CaseInHand | null;
  closed: boolean;
  now: number;
};
type Asking =
  | { kind: "add" }
  | { kind: "change"; of: ApplicationView }
  | { kind: "step"; of: ApplicationView; to: ApplicationState }
  | null;

/** By which ways the party asks to go, how far each is, and what papers still lack. */
export const Applications = ({ part, one, closed, now }: Props) => {
  const { t } = useWords();
  const { me, pathways } = useView();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const applications = part?.applications ?? [];
  const may = !closed && part?.held == null && mayWrite(me.role, "writeApplication");
  const open = (pathways ?? []).filter(({ retired }) => retired === null);
  return (
    <section className="stack applications">
      <div className="spread">
        <h2>{t("application.title")}</h2>
        {may && one !== null && open.length > 0 ? (
          <button type="button" className="button" data-filled onClick={() => setAsking({ kind: "add" })}>
            {t("application.add-open")}
          </button>
        ) : null}
      </div>
      {applications.length === 0 ? <p className="quiet">{t("application.none")}</p> : null}
      {may && one !== null && open.length === 0 ? (
        <p className="quiet small">
          {t("application.no-pathways")} {pathways === null ? null : <Link to="/pathways">{t("pathway.title")}</Link>}
        </p>
      ) : null}
      {applications.map((of) => (
        <Application key={of.application} {...{ of, part, one, now, may }} onAsk={setAsking} />
      ))}
      {asking?.kind === "add" && one !== null ? (
        <ApplicationDialog one={one} before={null} part={part} onClose={close} />
      ) : null}
      {asking?.kind === "change" && part !== null ? (
        <ApplicationDialog one={one} before={asking.of} part={part} onClose={close} />
      ) : null}
      {asking?.kind === "step" && part !== null ? (
        <StepDialog one={one} part={part} of={asking.of} to={asking.to} onClose={close} />
      ) : null}
    </section>
  );
};

type OneProps = Omit<Props, "closed"> & { of: ApplicationView; may: boolean; onAsk(asking: Asking): void };

const Application = ({ of, part, one, now, may, onAsk }: OneProps) => {
  const { t, days } = useWords();
  const { me, pathways } = useView();
  const last = of.steps[0];
  const who = of.party.map((person) => one?.persons.find((each) => each.person === person)?.alias ?? person);
  const way = pathways?.find(({ pathway }) => pathway === of.pathway);
  const departure = one?.journeys.find(
    ({ application, state }) => application === of.application && state !== "cancelled",
  );
  const departs =
    of.state === "granted" &&
    one !== null &&
    one.closed === null &&
    departure === undefined &&
    !one.kept.some(({ application, how }) => application === of.application && how !== "cancelled") &&
    mayWrite(me.role, "writeJourney");
  return (
    <article className="panel application" data-state={of.state} data-line={lineOf("application", of.application)}>
      <header className="panel-row stack" data-tight>
        <h3 dir="auto">
          {of.rank}. {of.name}
        </h3>
        <p>
          <b>{t(`application.state.${of.state}`)}</b>
          {last === undefined ? null : ` · ${dateText(last.on, days)}`}
          {last?.until == null ? null : (
            <>
              {" "}
              ·{" "}
              {t(of.state === "granted" ? "application.holds-until" : "application.due-by", {
                day: dateText(last.until, days),
              })}
            </>
          )}
        </p>
        <p className="small" dir="auto">
          {who.join(", ")}
          {of.month === null ? null : ` · ${t("application.month", { month: dateText(of.month, days) })}`}
        </p>
        {of.fit === "meets" ? null : (
          <p className={of.fit === "barred" ? "danger small" : "warning small"} dir="auto">
            {t(`application.fit.${of.fit}`)}: {of.why}
          </p>
        )}
        {of.note === "" ? null : (
          <p className="small" dir="auto">
            {of.note}
          </p>
        )}
        <Allowed of={of} one={one} />
        {way?.retired == null ? null : <p className="warning small">{t("application.way-retired")}</p>}
        {departure === undefined ? null : (
          <p className="small">
            {t("application.departs", {
              date: dateText(departure.date, days),
              state: t(`journey.state.${departure.state}`),
            })}
          </p>
        )}
      </header>
      <Checklist of={of} one={one} now={now} />
      {/* The last stands above, but for its note. */}
      {of.steps.length < 2 && (last?.note ?? "") === "" ? null : (
        <details className="panel-row">
          <summary>{t("application.history")}</summary>
          <ol className="small application-steps">
            {of.steps.map((step) => (
              <li
                key={`${step.at} ${step.to}`}
                dir="auto"
                data-line={lineOf("application", of.application, step.to, step.at)}
              >
                {dateText(step.on, days)}: {t(`application.state.${step.to}`)}
                {step.note === "" ? "" : ` – ${step.note}`} ({personText(t, step.by)})
              </li>
            ))}
          </ol>
        </details>
      )}
      {may && part !== null ? (
        <div className="panel-row row application-deeds">
          {departs && one !== null ? (
            <Link
              to="/cases/$case/depart/$application"
              params={{ case: one.case, application: of.application }}
              className="button"
              data-filled
            >
              {t("application.depart")}
            </Link>
          ) : null}
          {of.next.map((to) => (
            <button key={to} type="button" className="button" onClick={() => onAsk({ kind: "step", of, to })}>
              {t(`application.to.${to}`)}
              <span className="hidden-visually"> {of.name}</span>
            </button>
          ))}
          <button type="button" className="button" onClick={() => onAsk({ kind: "change", of })}>
            {t("change")}
            <span className="hidden-visually"> {of.name}</span>
          </button>
        </div>
      ) : null}
    </article>
  );
};

/** On what it rests, or what is missing for it to go out; of what is over, nothing is asked any more. */
const Allowed = ({ of, one }: Pick<OneProps, "of" | "one">) => {
  const words = useWords();
  const { t } = words;
  if (of.state === "refused" || of.state === "withdrawn") return null;
  const out = of.out ? "-out" : "";
  if (of.allowed === null)
    return <p className={of.out ? "warning small" : "quiet small"}>{t(`application.allowed-none${out}`)}</p>;
  if (of.allowed === "unseen") return <p className="quiet small">{t("application.allowed-unseen")}</p>;
  const consent = one?.consents.find((each) => each.consent === of.rests);
  const on =
    consent === undefined ? null : (
      <p className="quiet small" dir="auto">
        {t("application.allowed", { consent: consentText(words, consent) })}
      </p>
    );
  if (of.allowed === "given") return on;
  return (
    <>
      <p className={of.out || of.allowed === "withdrawn" ? "danger" : "warning"}>
        <b>{t(`application.allowed-${of.allowed}${out}`)}</b>
      </p>
      {on}
    </>
  );
};

const SIGN = { good: "✓", "too-short": "!", "no-day": "?", missing: "–" } as const;

/** Each paper of each person, by the case's own facts: kinds and days, no name and no number. */
const Checklist = ({ of, one, now }: Pick<OneProps, "of" | "one" | "now">) => {
  const { t, days } = useWords();
  if (of.papers.length === 0) return null;
  // Papers stand in the part *identity*: who does not hold it cannot say that one is missing.
  const holds = one?.parts.some(({ part }) => part === "identity") === true;
  const checks = paperChecks(of, holds ? (one?.parts ?? []).flatMap(({ facts }) => facts) : null, now);
  const called = (person: string) => one?.persons.find((each) => each.person === person)?.alias ?? person;
  const text = (check: PaperCheck): string => {
    const { is, expires } = check;
    if (is === "missing" || is === "no-day") return t(`application.paper.${is}`);
    return t(`application.paper.${is}`, { day: dateText(expires ?? "", days), n: check.asked.days });
  };
  return (
    <div className="panel-row stack" data-tight>
      <h4>{t("application.papers")}</h4>
      {checks === null ? (
        <p className="small quiet">
          {t("application.papers-unknown", { what: of.papers.map(({ kind }) => t(`paper.${kind}`)).join("; ") })}
        </p>
      ) : (
        <ul className="small application-papers">
          {checks.map((check) => (
            <li key={`${check.person} ${check.asked.kind}`} data-is={check.is}>
              <span aria-hidden="true">{SIGN[check.is]}</span>
              <span dir="auto">
                <bdi>{called(check.person)}</bdi>: {t(`paper.${check.asked.kind}`)}, {text(check)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
