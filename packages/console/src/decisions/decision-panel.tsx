import { type DecisionView, lineOf } from "@fairlead/casework";
import type { Actions } from "@fairlead/client";
import { useState } from "react";
import { eventWords } from "../case/event-words.ts";
import { EraseDeeds } from "../erasing/erase-deeds.tsx";
import { type ExportDecision, ExportSummary } from "../exporting/export-summary.tsx";
import { GoFacts } from "../judging/go-facts.tsx";
import { GoSearch } from "../judging/go-search.tsx";
import { ReviewedAsAnother } from "../judging/night-moves.tsx";
import { GoMoney } from "../money/go-money.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProvisionSummary } from "../provision/provision-lines.tsx";
import { readsJourneys } from "../pruning/standing.ts";
import { WhatIsPruned } from "../pruning/what-is-pruned.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { DecisionLink } from "./decision-link.tsx";
import "./decisions.css";

type Verdict = "approve" | "refuse" | "withdraw";

/** What one proposed, what changed since, and the second person's verdict. Nobody decides their own. [P11] */
export const DecisionPanel = ({ decision, now, titled }: { decision: DecisionView; now: number; titled?: boolean }) => {
  const words = useWords();
  const { t, days } = words;
  const [asking, setAsking] = useState<Verdict | null>(null);
  const { cases } = useView();
  const waiting = decision.state === "waiting" || decision.state === "ordered";
  const toPrune = decision.about === "prune" && waiting;
  const one = toPrune ? cases.find((known) => known.case === decision.case) : undefined;
  const unseen = toPrune && !readsJourneys(one);
  return (
    <article
      className="panel decision"
      data-waiting={waiting || undefined}
      data-line={lineOf("decision", decision.decision)}
    >
      <div className="panel-row spread">
        <h3 className="row">
          <Icon name="two" />
          {titled ? (
            <DecisionLink decision={decision}>
              {t(`decision.${decision.about}`)} · {decision.alias}
            </DecisionLink>
          ) : (
            t(`decision.${decision.about}`)
          )}
        </h3>
        <span className={waiting ? "" : "quiet"}>
          <b>{t(`decision-state.${decision.state}`)}</b>
          {waiting ? ` · ${t("decision.until", { at: days.when(decision.expires, now) })}` : ""}
          {decision.late ? ` · ${t(decision.verdict === null ? "night-move.over" : "night-move.late")}` : ""}
          {decision.spent ? ` · ${t("decision.spent")}` : ""}
        </span>
      </div>
      <div className="panel-row stack">
        {decision.outcome === null ? null : (
          <p>{t("decline.as", { outcome: t(`thread-outcome.${decision.outcome}`) })}</p>
        )}
        <p className="words" dir="auto">
          {decision.text}
        </p>
        {toPrune ? <WhatIsPruned one={one} /> : null}
        {isExport(decision) ? <ExportSummary decision={decision} now={now} /> : null}
        {/* In its own thread it stands right above. */}
        {decision.provision === null || (decision.mailbox !== null && !titled) ? null : (
          <ProvisionSummary provision={decision.provision} now={now} />
        )}
        {decision.search.length === 0 ? null : (
          <GoSearch search={decision.search} until={decision.searchedUntil} now={now} />
        )}
        <GoFacts facts={decision.facts} now={now} />
        {decision.about === "go" && waiting && decision.case !== null ? (
          <GoMoney of={decision.case} now={now} alone />
        ) : null}
        {decision.checklist.length === 0 ? null : (
          <ul className="checklist">
            {decision.checklist.map((point) => (
              <li key={point.text} data-met={point.met || undefined}>
                <Icon name={point.met ? "check" : "warning"} className={point.met ? "well" : "warning"} />
                <span>
                  {point.text}
                  {point.met ? null : <b className="warning"> {t("decision.not-met")}</b>}
                  {point.why === undefined ? null : <span dir="auto"> {point.why}</span>}
                </span>
              </li>
            ))}
          </ul>
        )}
        <p className="quiet small">
          {t(decision.state === "ordered" ? "decision.ordered-by" : "decision.proposed-by", {
            who: personText(t, decision.proposedBy),
            at: days.when(decision.at, now),
          })}
        </p>
        {decision.changedSince.length === 0 || !waiting ? null : (
          <div className="changed-since">
            <p>
              <b>{t("decision.changed", { n: decision.changedSince.length })}</b>
            </p>
            <ul>
              {decision.changedSince.map((event, index) => {
                const { title, second } = eventWords(words, event);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a log; lines only come at its end
                  <li key={index} className="small">
                    {days.when(event.at, now)} · {title}
                    {second === "" ? null : <span className="quiet"> · {second}</span>}
                  </li>
                );
              })}
            </ul>
          </div>
        )}
        <ReviewedAsAnother decision={decision} now={now} />
        {decision.saidNo === null ? null : (
          <p className="row danger">
            <Icon name="warning" className="danger" />
            <b>
              {t(decision.about === "night-move" ? "said-no.order" : "said-no.go", {
                at: days.when(decision.saidNo, now),
              })}
            </b>
          </p>
        )}
        {decision.verdict === null ? null : (
          <p>
            <b>
              {t(`verdict.${decision.verdict.verdict}`, {
                who: personText(t, decision.verdict.by),
                at: days.when(decision.verdict.at, now),
              })}
            </b>
            : <span dir="auto">{decision.verdict.reason}</span>
          </p>
        )}
      </div>
      {waiting && decision.about === "erase" ? (
        <EraseDeeds decision={decision} onRefuse={() => setAsking("refuse")} onWithdraw={() => setAsking("withdraw")} />
      ) : null}
      {waiting && decision.about !== "erase" ? (
        <div className="panel-row row">
          {decision.mine === "may-decide" ? (
            <>
              {unseen ? (
                <p className="quiet">{t("prune.not-read")}</p>
              ) : (
                <button type="button" className="button" data-filled onClick={() => setAsking("approve")}>
                  {t("decide.approve")}
                </button>
              )}
              <button type="button" className="button" onClick={() => setAsking("refuse")}>
                {t("decide.refuse")}
              </button>
            </>
          ) : (
            <p className="quiet row" data-top>
              <Icon name="lock" />
              <span className="grow">{t(`may-not.${decision.mine}`)}</span>
            </p>
          )}
          {decision.proposedBy.me && decision.state === "waiting" ? (
            <button type="button" className="button" onClick={() => setAsking("withdraw")}>
              {t("decide.withdraw")}
            </button>
          ) : null}
        </div>
      ) : null}
      {asking === null ? null : (
        <VerdictDialog key={asking} decision={decision} verdict={asking} onClose={() => setAsking(null)} />
      )}
    </article>
  );
};

const isExport = (decision: DecisionView): decision is ExportDecision => decision.export !== null;

const say = (act: Actions, { case: theCase, mailbox, decision }: DecisionView, verdict: Verdict, reason: string) => {
  if (mailbox !== null)
    return verdict === "withdraw"
      ? act.withdrawDecline(mailbox, decision, reason)
      : act.decideDecline(mailbox, decision, verdict, reason);
  if (theCase === null) throw new TypeError("a decision about nothing");
  return verdict === "withdraw"
    ? act.withdraw(theCase, decision, reason)
    : act.decide(theCase, decision, verdict, reason);
};

type VerdictProps = { decision: DecisionView; verdict: Verdict; onClose(): void };

const VerdictDialog = ({ decision, verdict, onClose }: VerdictProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  // What is not so now as well: the sheet may be older, or written by another client than ours. [P11]
  const notSo = (decision.about === "go" ? decision.facts : [])
    .filter(({ met }) => !met)
    .map(({ point }) => t(`go-fact.${point}`));
  const said = decision.checklist.filter(({ met, text }) => !met && !notSo.some((point) => text.startsWith(point)));
  const unmet = notSo.length + said.length;
  const warning =
    verdict === "approve"
      ? decision.mailbox !== null
        ? t("decline.approve-warning")
        : decision.about === "prune"
          ? t("prune.approve-warning")
          : unmet === 0
            ? t("decide.approve-warning")
            : t("decide.approve-unmet", { n: unmet })
      : t(
          verdict === "refuse" && decision.about === "night-move"
            ? "decide.refuse-order-warning"
            : `decide.${verdict}-warning`,
        );
  return (
    <FormDialog
      title={t(`decide.${verdict}-title`, { about: t(`decision.${decision.about}`), alias: decision.alias })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(`decide.${verdict}-do`)}
      warning={warning}
      grave={verdict === "approve" && (unmet > 0 || decision.about === "prune")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => say(act, decision, verdict, reason.trim()))}
    >
      <TextField
        label={t("reason")}
        hint={t(decision.about === "prune" ? "prune.verdict-hint" : "decide.reason-hint")}
        value={reason}
        onChange={setReason}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
