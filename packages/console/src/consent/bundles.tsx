import {
  type CaseView,
  DESTRUCTION_ANSWERS,
  type DestructionAnswer,
  mayWrite,
  type RestsView,
} from "@fairlead/casework";
import { useState } from "react";
import { Asked } from "../exporting/asked.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { DAY } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";

/** What is not yet made is stopped by the no itself: there is nothing to press. */
export const OfExport = ({ rest, now }: { rest: Extract<RestsView, { kind: "export" }>; now: number }) => {
  const { t, days } = useWords();
  if (!rest.stands) return <p className="quiet">{t("consent.export-stopped")}</p>;
  return (
    <p>
      {t(rest.approved ? "consent.export-approved" : "consent.export-waiting", { until: days.when(rest.expires, now) })}
    </p>
  );
};

type Props = { one: CaseView; to: string; rest: Extract<RestsView, { kind: "bundle" }>; now: number };

/** What has left stays out: whoever has it is asked, and what they say is written down. [P5] */
export const OfBundle = ({ one, to, rest, now }: Props) => {
  const { t, days } = useWords();
  const { me } = useView();
  const { clock } = useSession();
  const deed = useDeed();
  const [asking, setAsking] = useState(false);
  const planned = one.plan.open.find(({ from }) => from?.kind === "consent" && from.of === rest.bundle);
  const mark = rest.bundle.slice(0, 8);
  const task = () => ({
    text: t("consent.bundle-task-text", { to, mark }),
    owner: one.owner.id,
    standIn: one.standIn?.id ?? null,
    due: clock() + DAY,
    from: { kind: "consent" as const, of: rest.bundle },
  });
  const what = rest.covers.map((each) => t(`consent-covers.${each}`)).join("; ");
  return (
    <>
      <p className="row" data-top>
        {rest.due ? <Icon name="warning" className="danger" /> : null}
        <span className="grow">
          <b className={rest.due ? "danger" : undefined}>{t("consent.bundle", { to })}</b>{" "}
          <span className="quiet">
            {t("bundle.made", { who: personText(t, rest.by), at: days.when(rest.at, now) })} ·{" "}
            <code dir="ltr">{mark}…</code>
          </span>
        </span>
      </p>
      <p className="quiet small">{t("bundle.leaves", { what })}</p>
      {rest.asked === null ? null : <Asked asked={rest.asked} now={now} />}
      {rest.due ? (
        <>
          <p className="small">{t("consent.bundle-out")}</p>
          {planned === undefined ? null : (
            <p className="quiet small">
              {t("consent.bundle-in-plan", { who: personText(t, planned.owner) })}
              {planned.due === null ? null : `, ${days.when(planned.due, now)}`}
            </p>
          )}
          <p className="row">
            {planned === undefined && one.closed === null && mayWrite(me.role, "addTask") ? (
              <button
                type="button"
                className="button"
                data-filled={rest.asked === null || undefined}
                disabled={deed.busy}
                onClick={() => void deed.run((act) => act.addTasks(one.case, [task()]))}
              >
                {deed.busy ? t("working") : t("consent.bundle-task")}
              </button>
            ) : null}
            {mayWrite(me.role, "askDestruction") ? (
              <button type="button" className="button" onClick={() => setAsking(true)}>
                {t(rest.asked === null ? "consent.bundle-asked" : "consent.bundle-answered")}
              </button>
            ) : null}
          </p>
          <Refused deed={deed} />
        </>
      ) : null}
      {asking ? <AskDialog one={one} to={to} rest={rest} onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const AskDialog = ({ one, to, rest, onClose }: Omit<Props, "now"> & { onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [answer, setAnswer] = useState<DestructionAnswer | null>(null);
  const [note, setNote] = useState("");
  return (
    <FormDialog
      title={t("consent.bundle-ask-title", { to })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      warning={t("referral.stop-warning")}
      ready={answer !== null}
      act={async () =>
        answer === null
          ? null
          : deed.run((act) => act.askDestruction(one.case, { bundle: rest.bundle, answer, note: note.trim() }))
      }
    >
      <Radios
        legend={t("consent.bundle-answer")}
        value={answer}
        onChange={setAnswer}
        options={DESTRUCTION_ANSWERS.map((value) => ({ value, text: t(`bundle.asked.${value}`) }))}
      />
      <p className="quiet small">{t("consent.bundle-sure")}</p>
      <TextField label={t("referral.stop-note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};
