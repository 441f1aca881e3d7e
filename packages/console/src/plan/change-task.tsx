import type { CaseView, MemberId, TaskView } from "@fairlead/casework";
import type { Actions } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { upToFiveMinutes } from "../say/moment.ts";
import { personText } from "../say/people.ts";
import { DAY } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";

const WHAT = ["give", "move", "drop"] as const;
type Props = { task: TaskView; one: CaseView; onClose(): void };

/** To somebody else, to another time, or off the plan: one thing at once, over what stood on screen. */
export const ChangeTask = ({ task, one, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const offer = useUndo();
  // What a colleague changes meanwhile is not taken as seen; nor is it what undoing puts back.
  const [before] = useState(task);
  const over = { given: before.given, moved: before.moved };
  const [what, setWhat] = useState<(typeof WHAT)[number]>(one.closed === null ? "give" : "drop");
  const [owner, setOwner] = useState(task.owner.id);
  const [standIn, setStandIn] = useState<MemberId | "">(task.standIn?.id ?? "");
  const [timed, setTimed] = useState(true);
  const [due, setDue] = useState(() => upToFiveMinutes(task.due ?? clock() + DAY));
  const [reason, setReason] = useState("");
  const readers = one.parts.find(({ part }) => part === "contact")?.readers ?? [];
  const people = readers.map((person) => ({ value: person.id, text: personText(t, person) }));
  const known = people.some(({ value }) => value === owner)
    ? people
    : [{ value: task.owner.id, text: personText(t, task.owner) }, ...people];
  const back = (act: Actions) => {
    const { task: id, case: theCase, owner, standIn, due } = before;
    if (what === "drop") return act.reopenTask(theCase, id, "");
    return what === "give"
      ? act.giveTask(theCase, { task: id, owner: owner.id, standIn: standIn?.id ?? null, over: over.given + 1 })
      : act.moveTask(theCase, { task: id, due, reason: t("undo.reason"), over: over.moved + 1 });
  };
  return (
    <FormDialog
      title={t("task.change-title", { text: task.text })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(`task.${what}`)}
      ready={what === "give" ? owner !== standIn : reason.trim() !== ""}
      act={async () => {
        const outcome = await deed.run((act) => {
          if (what === "drop") return act.dropTask(task.case, task.task, reason.trim());
          return what === "give"
            ? act.giveTask(task.case, {
                task: task.task,
                owner,
                standIn: standIn === "" ? null : standIn,
                over: over.given,
              })
            : act.moveTask(task.case, {
                task: task.task,
                due: timed ? due : null,
                reason: reason.trim(),
                over: over.moved,
              });
        });
        if (outcome?.kind === "done" && one.closed === null)
          offer({ said: t(`undo.task-${what}`, { text: task.text }), back });
        return outcome;
      }}
    >
      <Radios
        legend={t("task.what")}
        value={what}
        onChange={setWhat}
        options={WHAT.filter((value) => one.closed === null || value === "drop").map((value) => ({
          value,
          text: t(`task.what.${value}`),
        }))}
      />
      {what === "give" ? (
        <>
          <SelectField label={t("task.owner")} value={owner} onChange={setOwner} options={known} />
          <SelectField<MemberId | "">
            label={t("task.stand-in-label")}
            hint={owner === standIn ? <span className="warning">{t("task.same-person")}</span> : undefined}
            value={standIn}
            onChange={setStandIn}
            options={[{ value: "", text: t("take.nobody") }, ...people]}
          />
        </>
      ) : null}
      {what === "move" ? (
        <>
          <Check label={t("task.timed")} checked={timed} onChange={setTimed} />
          {timed ? <MomentField label={t("task.due")} value={due} onChange={setDue} /> : null}
        </>
      ) : null}
      {what === "give" ? null : (
        <TextField label={t("reason")} value={reason} onChange={setReason} hint={t("task.reason-hint")} />
      )}
    </FormDialog>
  );
};
