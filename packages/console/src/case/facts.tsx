import { type CaseView, mayWrite, type Urgency } from "@fairlead/casework";
import { useState } from "react";
import { ConsentStrip } from "../consent/consent-strip.tsx";
import { JourneyStrip } from "../journey/journey-strip.tsx";
import { AssessButton, AssessmentAge } from "../judging/ask-again.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { UrgencyMark, urgencyAge, urgencySource } from "../parts/urgency.tsx";
import { PapersLine } from "../person/expiring.tsx";
import { HowTheyAre } from "../plan/how-they-are.tsx";
import { StatusDialog } from "../plan/status-dialog.tsx";
import { UrgencyRadios } from "../queue/urgency-dialog.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { HandOver } from "../sharing/hand-over.tsx";
import { useUndo } from "../undo/undo.tsx";
import { SaidBy } from "./said-by.tsx";

type FactsProps = { one: CaseView; now: number; openConsents(): void; openJourneys(): void };

/** The strip under the stages: how urgent and how old that is, the next sign of life, who answers for it, how they are. */
export const Facts = ({ one, now, openConsents, openJourneys }: FactsProps) => {
  const words = useWords();
  const { t, days } = words;
  const { me } = useView();
  const [asking, setAsking] = useState<"urgency" | "owner" | null>(null);
  const [statusOf, setOf] = useState<readonly string[] | null>(null);
  const close = () => {
    setAsking(null);
    setOf(null);
  };
  const age = urgencyAge(words, one.urgency, now);
  const { nextCheckIn, verified } = one;
  const open = one.closed === null;
  return (
    <div className="facts panel">
      <div>
        <p className="row">
          <UrgencyMark level={one.urgency.level} />
          <span className="quiet">{urgencySource(words, one.urgency, now)}</span>
        </p>
        {open ? <AssessmentAge one={one} now={now} /> : null}
        {age === null || one.assessment !== null ? null : (
          <p className={one.urgency.aged ? "warning small" : "quiet small"}>{age}</p>
        )}
        {open ? (
          <p className="fact-links">
            <AssessButton one={one} />
            <button type="button" className="link small" onClick={() => setAsking("urgency")}>
              {t("urgency.set")}
            </button>
          </p>
        ) : null}
      </div>
      <div>
        <p className="quiet">{t("facts.next-check-in")}</p>
        <p>
          {nextCheckIn === null ? (
            t("case.no-check-in")
          ) : nextCheckIn.due < now ? (
            <b className="danger">{t("facts.past", { age: days.age(now - nextCheckIn.due) })}</b>
          ) : (
            <b>{t("facts.in", { at: days.when(nextCheckIn.due, now), age: days.age(nextCheckIn.due - now) })}</b>
          )}
        </p>
      </div>
      <div>
        <p className="quiet">{t("facts.owner")}</p>
        <p>
          <b>{personText(t, one.owner)}</b>
          {one.standIn === null ? null : (
            <>
              {" "}
              {t("and")} <b>{personText(t, one.standIn)}</b>
            </>
          )}
        </p>
        {open && mayWrite(me.role, "setOwner") ? (
          <button type="button" className="link small" onClick={() => setAsking("owner")}>
            {t("hand-case.open")}
          </button>
        ) : null}
      </div>
      <div>
        <p className="quiet">{t("facts.status")}</p>
        <HowTheyAre one={one} onChange={open ? setOf : null} />
        <p className="quiet small">
          {verified === null ? t("facts.not-verified") : t("facts.verified", { how: t(`certainty.${verified}`) })}
        </p>
        <PapersLine one={one} />
        {open ? (
          <button type="button" className="link small" onClick={() => setOf([])}>
            {t("change")}
            <span className="hidden-visually"> {t("facts.status")}</span>
          </button>
        ) : null}
      </div>
      <ConsentStrip one={one} open={openConsents} />
      <JourneyStrip one={one} now={now} open={openJourneys} />
      {asking === "urgency" ? <CaseUrgency one={one} opened onClose={close} /> : null}
      {asking === "owner" ? <HandOver one={one} opened onClose={close} /> : null}
      {statusOf === null ? null : <StatusDialog one={one} opened onClose={close} of={statusOf} />}
    </div>
  );
};

export type CaseDialog = { one: CaseView; opened: true; onClose(): void };

export const CaseUrgency = ({ one, opened, onClose }: CaseDialog) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: opened });
  const offer = useUndo();
  const [level, setLevel] = useState<Urgency>(one.urgency.level);
  const [saidBy, setSaidBy] = useState<"caller" | "team">("team");
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("urgency.title", { name: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("urgency.set")}
      ready={reason.trim() !== ""}
      act={async () => {
        const said = { urgency: level, reason: reason.trim(), saidBy };
        const set = await deed.run((act) => act.setUrgency(one.case, said));
        // Where it is the first that anybody set there is none to go back to.
        if (set?.kind === "done" && one.urgency.saidBy.kind !== "nobody")
          offer({
            said: t("undo.urgency", { name: one.alias, urgency: t(`urgency.${level}`) }),
            back: (act) => act.takeBackUrgency(one.case, t("undo.reason")),
          });
        return set;
      }}
    >
      <UrgencyRadios value={level} onChange={setLevel} />
      <SaidBy value={saidBy} onChange={setSaidBy} />
      <TextField label={t("reason")} hint={t("urgency.reason-hint")} value={reason} onChange={setReason} />
    </FormDialog>
  );
};
