import { type CaseView, type ConsentVersionView, type ConsentView, lineOf } from "@fairlead/casework";
import { useState } from "react";
import { mayLeave } from "../case/case-deeds.ts";
import { ProposeExport } from "../exporting/propose-export.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { GiveConsentDialog } from "./give-consent.tsx";
import { Rests } from "./rests.tsx";
import { noon, standingText, versionText } from "./say-consent.ts";
import { WithdrawConsentDialog } from "./withdraw-consent.tsx";
import "./consent.css";

type Asking =
  | { kind: "give"; again: ConsentView | null }
  | { kind: "withdraw" | "export"; consent: ConsentView }
  | null;

/** What the person allows, to whom, until when: every version, who heard it, and what was done because of it. */
export const Consents = ({ one, now }: { one: CaseView; now: number }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <div className="stack">
      <div className="spread">
        <h2>{t("consent.label")}</h2>
        <button type="button" className="button" data-filled onClick={() => setAsking({ kind: "give", again: null })}>
          {t("consent.give")}
        </button>
      </div>
      {one.consents.length === 0 ? <p className="quiet">{t("consent.none")}</p> : null}
      <ul className="consents">
        {one.consents.map((consent) => (
          <li key={consent.consent} className="stack" data-tight data-line={lineOf("consent", consent.consent)}>
            <Consent one={one} consent={consent} now={now} ask={setAsking} />
          </li>
        ))}
      </ul>
      {asking?.kind === "give" ? <GiveConsentDialog one={one} again={asking.again} onClose={close} /> : null}
      {asking?.kind === "withdraw" ? (
        <WithdrawConsentDialog one={one} consent={asking.consent} onClose={close} />
      ) : null}
      {asking?.kind === "export" ? <ProposeExport one={one} consent={asking.consent} onClose={close} /> : null}
    </div>
  );
};

type Props = { one: CaseView; consent: ConsentView; now: number; ask(asking: Asking): void };

const Consent = ({ one, consent, now, ask }: Props) => {
  const { t, days } = useWords();
  const { standing, covers, until, endsSoon } = consent;
  const given = standing === "given";
  return (
    <>
      <div className="spread">
        <h3>
          {t(`consent-purpose.${consent.purpose}`)} · <span dir="auto">{consent.recipient}</span>
        </h3>
        <b className={given ? (endsSoon ? "warning" : "well") : "danger"}>{standingText(t, consent)}</b>
      </div>
      {given ? (
        <p>
          {covers.length === 0
            ? t("consent.covers-nothing")
            : t("consent.covers", { what: covers.map((each) => t(`consent-covers.${each}`)).join(", ") })}
          {" · "}
          <span className={endsSoon ? "warning" : "quiet"}>
            {until === null ? t("consent.until-withdrawn") : t("consent.until", { day: days.date(noon(until)) })}
          </span>
        </p>
      ) : null}
      <Version version={consent.now} now={now} />
      <Rests one={one} consent={consent} now={now} />
      {consent.earlier.length === 0 ? null : (
        <details className="small">
          <summary>{t("consent.earlier", { n: consent.earlier.length })}</summary>
          {consent.earlier.map((version) => (
            <Version key={`${version.at}-${version.by.id}-${version.kind}`} version={version} now={now} full />
          ))}
        </details>
      )}
      <p className="row">
        <button type="button" className="button" onClick={() => ask({ kind: "give", again: consent })}>
          {t("consent.replace")}
          <span className="hidden-visually"> {t(`consent-purpose.${consent.purpose}`)}</span>
        </button>
        {standing === "withdrawn" ? null : (
          <button type="button" className="button" onClick={() => ask({ kind: "withdraw", consent })}>
            {t("consent.withdraw")}
            <span className="hidden-visually"> {t(`consent-purpose.${consent.purpose}`)}</span>
          </button>
        )}
        {mayLeave(consent) ? (
          <button type="button" className="button" onClick={() => ask({ kind: "export", consent })}>
            {t("bundle.propose")}
            <span className="hidden-visually"> {consent.recipient}</span>
          </button>
        ) : null}
      </p>
    </>
  );
};

const Version = ({ version, now, full }: { version: ConsentVersionView; now: number; full?: boolean }) => {
  const words = useWords();
  const { t, days } = words;
  return (
    <div>
      {full ? <p>{versionText(words, version)}</p> : null}
      <blockquote className="words" dir="auto">
        {version.words}
      </blockquote>
      <p className="quiet small">
        {t(`consent-way.${version.how}`)} · {personText(t, version.by)}, {days.when(version.at, now)}
      </p>
    </div>
  );
};
