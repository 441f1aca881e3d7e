import { type CaseView, type LookView, lineOf, type VerificationLine } from "@fairlead/casework";
import { Fragment, useState } from "react";
import { Matches } from "../board/matches.tsx";
import { StatementDialog } from "../board/statement-dialog.tsx";
import { Statements } from "../board/statements.tsx";
import { AssessDialog } from "../judging/assess-dialog.tsx";
import { Assessment } from "../judging/assessment.tsx";
import { Found } from "../judging/found.tsx";
import { Scrolls } from "../parts/scrolls.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { PartNotes } from "../sharing/part-notes.tsx";
import { SearchDialog } from "./search-dialog.tsx";
import { ThreatDialog } from "./threat-dialog.tsx";
import { Threats } from "./threats.tsx";

type Asking = "verification" | "risk" | "threat" | "search" | null;

/** Whether the account holds, who threatens, how soon, and whether anyone is searching. */
export const ThreatTab = ({ one, now }: { one: CaseView; now: number }) => {
  const { t, days } = useWords();
  const [asking, setAsking] = useState<Asking>(null);
  const [line, setLine] = useState<VerificationLine | null>(null);
  const close = () => {
    setAsking(null);
    setLine(null);
  };
  const open = one.closed === null;
  const add = (what: Exclude<Asking, null>) =>
    open ? (
      <button type="button" className="button" onClick={() => setAsking(what)}>
        {t(`threat-tab.add-${what}`)}
      </button>
    ) : null;
  return (
    <div className="stack threat-tab">
      <section>
        <div className="spread">
          <h2>{t("verification.title")}</h2>
          {add("verification")}
        </div>
        <p className={one.verified === null ? "quiet" : ""}>
          {one.verified === null
            ? t("verification.not-concluded")
            : t("verification.concluded", { how: t(`certainty.${one.verified}`) })}
        </p>
        <Statements
          statements={one.statements}
          now={now}
          change={
            open
              ? (line) => {
                  setLine(line);
                  setAsking("verification");
                }
              : null
          }
        />
        <Matches subject={{ kind: "case", case: one.case }} now={now} />
      </section>
      <section>
        <div className="spread">
          <h2>{t("risk.title")}</h2>
          {add("risk")}
        </div>
        <Assessment one={one} now={now} />
      </section>
      <section>
        <div className="spread">
          <h2>{t("threats.title")}</h2>
          {add("threat")}
        </div>
        <Threats one={one} now={now} />
        <Noted one={one} now={now} />
      </section>
      <section>
        <div className="spread">
          <h2>{t("search.title")}</h2>
          {add("search")}
        </div>
        <Scrolls label={t("search.title")}>
          <table>
            <tbody>
              {one.search.map((known) => (
                <Fragment key={known.about}>
                  <tr data-line={lineOf("search", known.about)} data-goes-on={known.earlier.length > 0 || undefined}>
                    <td>{t(`search.${known.about}`)}</td>
                    <td>
                      {known.checkedAt === null ? <b>{t(`search-known.${known.known}`)}</b> : <Found look={known} />}
                    </td>
                    <td className="quiet" dir="auto">
                      {known.checkedAt === null
                        ? t("search.never")
                        : t("search.checked", {
                            age: days.age(now - known.checkedAt),
                            who: known.by === null ? "" : personText(t, known.by),
                            source: known.source,
                          })}
                    </td>
                  </tr>
                  {known.earlier.length === 0 ? null : (
                    <tr>
                      <td colSpan={3}>
                        <EarlierLooks looks={known.earlier} now={now} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
            </tbody>
          </table>
        </Scrolls>
      </section>
      {asking === "verification" ? (
        <StatementDialog
          title={t("verification.dialog", { alias: one.alias })}
          line={line}
          concludes
          save={(act, said) => act.recordVerification(one.case, said)}
          onClose={close}
        />
      ) : null}
      {asking === "risk" ? <AssessDialog one={one} opened onClose={close} /> : null}
      {asking === "threat" ? <ThreatDialog one={one} opened onClose={close} /> : null}
      {asking === "search" ? <SearchDialog one={one} opened onClose={close} /> : null}
    </div>
  );
};

/** What was found before the last look, newest first: two may have decided by it. */
const EarlierLooks = ({ looks, now }: { looks: readonly LookView[]; now: number }) => {
  const { t, days } = useWords();
  return (
    <details className="small quiet">
      <summary>{t("search.earlier", { n: looks.length })}</summary>
      <ul>
        {looks.map((look, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a log; lines only come at its beginning
          <li key={looks.length - index}>
            <Found look={look} />{" "}
            <bdi>
              {t("search.looked-then", {
                at: days.when(look.checkedAt, now),
                who: personText(t, look.by),
                source: look.source,
              })}
            </bdi>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** What a list from before said of it and what is no threat of its own: places, a search that somebody heard of. */
const Noted = ({ one, now }: { one: CaseView; now: number }) => {
  const { t } = useWords();
  const notes = one.parts.filter(({ part }) => part === "threat").flatMap((part) => part.notes);
  return notes.length === 0 ? null : (
    <>
      <h3>{t("notes.label")}</h3>
      <PartNotes notes={notes} covered={false} now={now} />
    </>
  );
};
