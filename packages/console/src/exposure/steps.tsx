import { type MarkView, mayWrite, type StepView, tasksOf } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FreezeDialog } from "../freezing/freeze-dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { failedText } from "../say/refusal.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { HandOver } from "../sharing/hand-over.tsx";
import { HoldTickets } from "./hold-tickets.tsx";
import { type MakingTasks, makeTasks } from "./make-tasks.ts";
import { markedText, stepText } from "./marked-words.ts";
import { StepDialog, type StepJudgement } from "./step-dialog.tsx";

/** What to do, in this order: the first open one stands open, with its buttons. */
export const Steps = ({ mark, now }: { mark: MarkView; now: number }) => {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const open = mark.steps.find(({ done }) => done === null);
  const shown = chosen ?? open?.key ?? null;
  const done = mark.steps.length - mark.steps.filter((step) => step.done === null).length;
  return (
    <section>
      <div className="spread exposure-steps-head">
        <h2>{t("exposure.steps")}</h2>
        <span className="quiet">{t("exposure.steps-done", { done, of: mark.steps.length })}</span>
      </div>
      {mark.steps.length === 0 ? (
        <p className="panel panel-row quiet">{t("exposure.steps-none")}</p>
      ) : (
        <ol className="panel exposure-steps">
          {mark.steps.map((step, index) => (
            <StepRow
              key={step.key}
              {...{ step, mark, now }}
              number={index + 1}
              first={step.key === open?.key}
              open={step.key === shown && step.done === null}
              onOpen={() => setChosen(step.key)}
            />
          ))}
        </ol>
      )}
      <TasksButton mark={mark} />
    </section>
  );
};

type RowProps = {
  step: StepView;
  mark: MarkView;
  now: number;
  number: number;
  first: boolean;
  open: boolean;
  onOpen(): void;
};

const StepRow = ({ step, mark, now, number, first, open, onOpen }: RowProps) => {
  const { t } = useWords();
  const title = stepText(t, step, markedText(t, mark.of));
  return (
    <li data-done={step.done !== null || undefined} data-first={first || undefined}>
      <span className="step-ring" aria-hidden="true">
        {step.done === null ? number : <Icon name="check" />}
      </span>
      <div className="stack" data-tight>
        {step.done === null && !open ? (
          <button type="button" className="link step-title" aria-expanded={false} onClick={onOpen}>
            {title}
          </button>
        ) : (
          <p className="step-title">
            {step.done === null ? null : <span className="hidden-visually">{t("exposure.step-done")} </span>}
            {title}
          </p>
        )}
        <StepLine step={step} now={now} />
        {open ? <StepMore step={step} mark={mark} now={now} first={first} /> : null}
      </div>
    </li>
  );
};

const StepLine = ({ step: { done, owner, by, tasked }, now }: { step: StepView; now: number }) => {
  const { t, days } = useWords();
  if (done !== null) {
    const at = done.at === null ? "" : days.when(done.at, now);
    const who = done.by === null ? "" : personText(t, done.by);
    const said = done.how === "seen" && done.by === null ? t("exposure.seen") : t("exposure.by-at", { who, at });
    return (
      <p className="quiet small">
        {said} {done.how === "not-needed" ? t("exposure.not-needed") : ""} <span dir="auto">{done.note}</span>
      </p>
    );
  }
  return (
    <p className={by < now ? "danger small" : "quiet small"}>
      {t(by < now ? "exposure.was-due" : "exposure.who-by", { who: personText(t, owner), at: days.when(by, now) })}
      {tasked ? ` ${t("exposure.is-task")}` : ""}
    </p>
  );
};

/** Where the step is done, and what can be said of it. */
const StepMore = ({ step, mark, now, first }: Pick<RowProps, "step" | "mark" | "now" | "first">) => {
  const { t, days } = useWords();
  const { cases, me } = useView();
  const [asking, setAsking] = useState<StepJudgement | "freeze" | "hand-over" | null>(null);
  const filled = first || undefined;
  const close = () => setAsking(null);
  const agreed = mark.of.kind === "thing" ? mark.of.agreed : "";
  const response = cases.find((one) => one.case === step.case?.case);
  const toCase =
    step.case === null ? null : (
      <Link
        to="/cases/$case"
        params={{ case: step.case.case }}
        className="button"
        data-filled={step.kind === "hold" ? undefined : filled}
      >
        {step.kind === "warn" ? t("case.write-to", { alias: step.case.alias }) : t("exposure.open-case")}
      </Link>
    );
  return (
    <>
      {step.kind === "warn" ? (
        <p className="small">
          {step.mailbox === null ? (
            <b className="warning">{t("exposure.no-safe-mailbox")}</b>
          ) : (
            t("exposure.makes-no-sound")
          )}{" "}
          {step.written === null
            ? ""
            : t("exposure.written", { who: personText(t, step.written.by), at: days.when(step.written.at, now) })}
        </p>
      ) : null}
      {step.kind === "tell-lawyer" ? (
        <p className="small" dir="auto">
          {agreed === "" ? t(response ? "exposure.agreed-in-case" : "exposure.nothing-agreed") : agreed}
        </p>
      ) : null}
      {step.kind === "suspend" ? <Suspended step={step} mark={mark} now={now} /> : null}
      {step.kind === "check-in" ? <p className="small">{t("ladder.out-means")}</p> : null}
      {step.kind === "remove" ? <p className="small">{t("exposure.who-signs", { n: step.count })}</p> : null}
      {step.others.length === 0 ? null : <Others of={step.others} />}
      <div className="row">
        {step.kind === "freeze" ? (
          <button type="button" className="button" data-filled={filled} onClick={() => setAsking("freeze")}>
            {t("freeze.do")}
          </button>
        ) : step.kind === "hand-over" && response !== undefined && mayWrite(me.role, "setOwner") ? (
          <button type="button" className="button" data-filled={filled} onClick={() => setAsking("hand-over")}>
            {t("hand-case.open")}
          </button>
        ) : step.kind === "hold" ? (
          <>
            <HoldTickets step={step} mark={mark} filled={filled} />
            {toCase}
          </>
        ) : step.kind === "suspend" || step.kind === "revoke" || step.kind === "remove" ? (
          <Link to="/people/$member" params={{ member: step.member?.id ?? "" }} className="button" data-filled={filled}>
            {t("exposure.open-member")}
          </Link>
        ) : (
          toCase
        )}
        {SHOWN_BY_ITSELF.has(step.kind) || mark.ofMe ? null : (
          <button type="button" className="button" onClick={() => setAsking("done")}>
            {t("exposure.done")}
          </button>
        )}
        {step.case === null && !SHOWN_BY_ITSELF.has(step.kind) && !mark.ofMe && mark.canBeHanded.length > 0 ? (
          <button type="button" className="button" onClick={() => setAsking("handed")}>
            {t("exposure.hand")}
          </button>
        ) : null}
        {mark.ofMe ? null : (
          <button type="button" className="button" onClick={() => setAsking("not-needed")}>
            {t("exposure.not-needed-do")}
          </button>
        )}
      </div>
      {asking === "freeze" && step.mailbox !== null ? (
        <FreezeDialog mailbox={step.mailbox} name={markedText(t, mark.of)} language={null} onClose={close} />
      ) : null}
      {asking === "hand-over" && response !== undefined ? <HandOver one={response} opened onClose={close} /> : null}
      {asking !== null && asking !== "freeze" && asking !== "hand-over" ? (
        <StepDialog step={step} mark={mark} judge={asking} onClose={close} />
      ) : null}
    </>
  );
};

/** What an administrator's key could do; of an account that was made with it, who made it and when. */
const Suspended = ({ step, mark: { of }, now }: Pick<RowProps, "step" | "mark" | "now">) => {
  const { t, days } = useWords();
  const { people } = useView();
  if (of.kind !== "member") return null;
  if (step.member?.id === of.person.id)
    return of.role === "administrator" ? <p className="small warning">{t("exposure.administrator")}</p> : null;
  const made = people.find(({ id }) => id === step.member?.id);
  if (made?.enrolled == null) return null;
  const who = made.enrolled.by.map((one) => personText(t, one)).join(", ");
  return (
    <p className="small">
      {t("exposure.made-by", { role: t(`role.${made.role}`), who, at: days.when(made.enrolled.at, now) })}
    </p>
  );
};

/** As many as anybody sees to in one go. */
const OTHERS_FIRST = 12;

const Others = ({ of }: { of: StepView["others"] }) => {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? of : of.slice(0, OTHERS_FIRST);
  return (
    <ul className="row small">
      {shown.map(({ case: id, alias }) => (
        <li key={id}>
          <Link to="/cases/$case" params={{ case: id }}>
            <span dir="auto">{alias}</span>
          </Link>
        </li>
      ))}
      {shown.length === of.length ? null : (
        <li>
          <button type="button" className="link" onClick={() => setAll(true)}>
            {t("exposure.others-all", { n: of.length })}
          </button>
        </li>
      )}
    </ul>
  );
};

/** Nobody's word is needed that these were done: roster, freezes and records say so. */
const SHOWN_BY_ITSELF: ReadonlySet<StepView["kind"]> = new Set([
  "suspend",
  "freeze",
  "hold",
  "revoke",
  "remove",
  "move",
  "hand-over",
  "check-in",
  "cancel",
]);

/** Every open step that concerns a case becomes a task in that case's plan, with its owner and its hour. */
const TasksButton = ({ mark }: { mark: MarkView }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [so, setSo] = useState<MakingTasks | null>(null);
  const marked = markedText(t, mark.of);
  const wanted = tasksOf(mark, (step) => stepText(t, step, marked));
  const count = wanted.flatMap(({ tasks }) => tasks).length;
  return (
    <>
      {count === 0 ? null : (
        <p className="row exposure-tasks">
          <button
            type="button"
            className="button"
            disabled={deed.busy}
            onClick={() =>
              void deed.run(async (act) => {
                await makeTasks(wanted, act.addTasks, setSo);
                return { kind: "done" };
              })
            }
          >
            {deed.busy ? t("working") : t("exposure.make-tasks", { n: count })}
          </button>
        </p>
      )}
      {so === null ? null : <MadeTasks so={so} busy={deed.busy} />}
      <Refused deed={deed} />
    </>
  );
};

/** How far it is, and afterwards what was made and what was not: nobody believes that a case was told which was not. */
const MadeTasks = ({ so: { done, of, made, kept, notMade }, busy }: { so: MakingTasks; busy: boolean }) => {
  const words = useWords();
  const { t } = words;
  const { people: members, now } = useView();
  return (
    <div className="stack" data-tight>
      <p role="status">
        {t("exposure.tasks-made", { n: made })} {kept === 0 ? "" : t("exposure.tasks-kept", { n: kept })}{" "}
        {busy ? <progress value={done} max={of} aria-label={t("exposure.tasks-going")} /> : null}
      </p>
      {notMade.length === 0 ? null : (
        <div role="alert">
          <ul>
            {notMade.map(({ case: id, alias, tasks, why }) => (
              <li key={id} className="warning small">
                <Link to="/cases/$case" params={{ case: id }}>
                  <b dir="auto">{alias}</b>
                </Link>
                : {t("exposure.tasks-not-made", { n: tasks })} {failedText(words, why, { members, now })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
};
