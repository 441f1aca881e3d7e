import {
  CASE_OUTCOMES,
  type CaseOutcome,
  type CaseView,
  closingsOf,
  type DecisionId,
  type DecisionView,
  isUnheard,
  peopleThere,
  type Stage,
  type TaskId,
} from "@fairlead/casework";
import { useState } from "react";
import { Conditions } from "../judging/conditions.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, SelectField, TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { heldIn, heldText } from "../ticket/still-held.ts";
import { TicketLines } from "../ticket/ticket-lines.tsx";
import { useUndo } from "../undo/undo.tsx";
import type { CaseTab } from "./case-tabs.ts";
import type { CaseDialog } from "./facts.tsx";

/** What has to be decided by two before it. A first move at night leads into the country's shelters alone. */
const RESTS_ON: Partial<Record<Stage, readonly DecisionView["about"][]>> = {
  evacuating: ["go", "night-move"],
  relocating: ["go"],
  declined: ["decline"],
};

type Props = { one: CaseView; tabs: readonly CaseTab[]; onGo(tab: string): void };

/** Where the case may go, and what is still missing, by name. */
export const NextStage = ({ one, tabs, onGo }: Props) => {
  const { t } = useWords();
  const [to, setTo] = useState<Stage | null>(null);
  if (one.closed !== null || one.next.length === 0) return null;
  const open = one.next.find(({ missing }) => missing.length === 0);
  return (
    <div className="next-stage">
      {one.next.map(({ to: stage, missing, conditions }) => (
        <div key={stage} className="stack" data-tight>
          <button
            type="button"
            className="button"
            data-filled={(stage === open?.to && stage !== "closed" && stage !== "withdrawn") || undefined}
            disabled={missing.length > 0}
            onClick={() => setTo(stage)}
          >
            {t("stage.move-to", { stage: t(`stage.${stage}`) })}
          </button>
          <Conditions next={{ to: stage, missing, conditions }} tabs={tabs} onGo={onGo} />
        </div>
      ))}
      {to === null || to === "closed" ? null : <Move key={to} one={one} to={to} opened onClose={() => setTo(null)} />}
      {to === "closed" ? <CloseCase one={one} opened onClose={() => setTo(null)} /> : null}
    </div>
  );
};

const Move = ({ one, to, opened, onClose }: CaseDialog & { to: Stage }) => {
  const { t, days } = useWords();
  const deed = useDeed({ asShown: opened });
  const offer = useUndo();
  const needed = RESTS_ON[to] ?? [];
  const decisions = one.decisions.filter(
    (decision) =>
      needed.includes(decision.about) &&
      !decision.spent &&
      (decision.state === "approved" || decision.state === "ordered"),
  );
  const [decision, setDecision] = useState<DecisionId | "">(decisions[0]?.decision ?? "");
  const [people, setPeople] = useState(String(peopleThere(one)));
  const [reason, setReason] = useState("");
  const counted = to === "sheltered" || to === "abroad";
  const number = Number(people);
  return (
    <FormDialog
      title={t("move.title", { alias: one.alias, stage: t(`stage.${to}`) })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("move.do", { stage: t(`stage.${to}`) })}
      {...(counted ? { warning: t("move.counts") } : {})}
      ready={
        reason.trim() !== "" &&
        (!counted || (Number.isInteger(number) && number >= 1 && number <= one.people)) &&
        (needed.length === 0 || decision !== "")
      }
      act={async () => {
        const moved = await deed.run((act) =>
          act.moveStage(one.case, {
            to,
            people: counted && number !== one.people ? number : null,
            decision: decision === "" ? null : decision,
            reason: reason.trim(),
          }),
        );
        if (moved?.kind === "done")
          offer({
            said: t("undo.stage", { name: one.alias, stage: t(`stage.${to}`) }),
            back: (act) => act.takeBackStage(one.case, t("undo.reason")),
            left: ({ cases }) => heldText(t, cases, one.case),
          });
        return moved;
      }}
    >
      {needed.length === 0 ? null : (
        <SelectField<DecisionId | "">
          label={t("move.decision")}
          value={decision}
          onChange={setDecision}
          options={decisions.map((known) => ({
            value: known.decision,
            text: `${t(`decision.${known.about}`)}, ${days.date(known.at)}`,
          }))}
        />
      )}
      {counted ? (
        <TextField
          label={t("move.people")}
          hint={t("move.people-hint", { n: one.people })}
          type="number"
          min={1}
          max={one.people}
          value={people}
          onChange={setPeople}
        />
      ) : null}
      <TextField label={t("reason")} hint={t("move.reason-hint")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};

const CloseCase = ({ one, opened, onClose }: CaseDialog) => {
  const { t, days } = useWords();
  const deed = useDeed();
  const offer = useUndo();
  const [outcome, setOutcome] = useState<CaseOutcome | null>(null);
  const [note, setNote] = useState("");
  const { today, exposure } = useView();
  const { clock } = useSession();
  const closings = closingsOf(one.tickets);
  const out = closings.filter(({ does }) => does === "held").map(({ ticket }) => ticket);
  // Whoever has the people in the car is not held: what comes next is for a person to say.
  const away = closings.filter(({ does }) => does === "call").map(({ ticket }) => ticket);
  const lies = one.journeys.some(({ lying }) => lying.some(({ isStep }) => isStep));
  const ask = [one.owner, one.standIn].flatMap((person) => (person && !person.me ? [personText(t, person)] : []));
  const tasks = one.plan.open;
  const [struck, setStruck] = useState<ReadonlySet<TaskId>>(new Set());
  const [why, setWhy] = useState("");
  // Of what was struck or done meanwhile nothing is struck again.
  const gone = tasks.flatMap(({ task }) => (struck.has(task) ? [task] : []));
  const undecided = one.decisions.filter(
    ({ state, about }) => state === "waiting" && about !== "erase" && about !== "export",
  );
  const steps = exposure.marks.flatMap((mark) =>
    mark.withdrawn === null ? mark.steps.filter((step) => step.done === null && step.case?.case === one.case) : [],
  ).length;
  const unheard = today.moving.some((row) => row.case === one.case && isUnheard(row));
  return (
    <FormDialog
      title={t("close-case.title", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("close-case.do")}
      warning={t("close-case.destroys")}
      grave
      ready={outcome !== null && note.trim() !== "" && (gone.length === 0 || why.trim() !== "")}
      act={async () => {
        if (outcome === null) return null;
        const closed = await deed.run((act) =>
          act.closeCase(one.case, {
            ...{ outcome, note: note.trim() },
            ...(gone.length > 0 ? { drop: { tasks: gone, reason: why.trim() } } : {}),
          }),
        );
        if (closed?.kind === "done")
          offer({
            said: t("undo.closed", { name: one.alias }),
            back: (act) => act.takeBackClosing(one.case, t("undo.reason"), gone),
            left: ({ cases }) => {
              const n = heldIn(cases, one.case);
              return n === 0 ? null : t("undo.closed-held", { n });
            },
          });
        return closed;
      }}
    >
      <Radios
        legend={t("close-case.outcome")}
        value={outcome}
        onChange={setOutcome}
        options={CASE_OUTCOMES.map((value) => ({ value, text: t(`case-outcome.${value}`) }))}
      />
      {one.unreadWay === null ? null : (
        <p className={one.unreadWay === "set-out" ? "small danger" : "small warning"}>
          {t(`close-case.way-${one.unreadWay}`, { who: ask.length === 0 ? t("close-case.way-ask") : ask.join(", ") })}
        </p>
      )}
      {unheard ? <p className="small danger">{t("close-case.unheard")}</p> : null}
      {out.length === 0 ? null : (
        <div>
          <p className="small warning">{t("close-case.tickets", { n: out.length })}</p>
          <TicketLines tickets={out} />
        </div>
      )}
      {away.length === 0 ? null : (
        <div>
          <p className="small warning">{t("close-case.with-them")}</p>
          <TicketLines tickets={away} />
        </div>
      )}
      {lies ? <p className="small warning">{t("close-case.step")}</p> : null}
      {undecided.length === 0 ? null : (
        <p className="small warning">
          {t("close-case.undecided", { what: undecided.map(({ about }) => t(`decision.${about}`)).join(", ") })}
        </p>
      )}
      {steps === 0 ? null : <p className="small warning">{t("close-case.exposure", { n: steps })}</p>}
      {tasks.length === 0 ? null : (
        <fieldset>
          <legend>{t("close-case.tasks", { n: tasks.length })}</legend>
          <p className="small">{t("close-case.tasks-stay")}</p>
          {tasks.map(({ task, text, owner, due }) => (
            <Check
              key={task}
              checked={struck.has(task)}
              onChange={(on) => setStruck(new Set(on ? [...struck, task] : [...struck].filter((id) => id !== task)))}
              label={
                <>
                  <span dir="auto">{text}</span>{" "}
                  <span className="quiet small">
                    {personText(t, owner)}
                    {due === null ? "" : ` · ${days.when(due, clock())}`}
                  </span>
                </>
              }
            />
          ))}
          {gone.length === 0 ? null : (
            <TextField label={t("close-case.strike-why", { n: gone.length })} value={why} onChange={setWhy} lines={2} />
          )}
        </fieldset>
      )}
      <TextField label={t("close-case.note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};
