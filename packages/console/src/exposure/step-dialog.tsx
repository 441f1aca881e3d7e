import type { MarkView, MemberId, StepTaken, StepView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { markedText, stepText } from "./marked-words.ts";

export type StepJudgement = StepTaken;
type Props = { step: StepView; mark: MarkView; judge: StepJudgement; onClose(): void };

/** What became of a step that nothing shows by itself: done, given to somebody, or not needed, and why. */
export const StepDialog = ({ step, mark, judge, onClose }: Props) => {
  const { t } = useWords();
  const { me } = useView();
  const deed = useDeed();
  const [note, setNote] = useState("");
  // Whoever does not read where the mark stands could not see what was handed to them.
  const members = mark.canBeHanded;
  const [to, setTo] = useState<MemberId | "">(members.find(({ id }) => id === me.id)?.id ?? members[0]?.id ?? "");
  return (
    <FormDialog
      title={stepText(t, step, markedText(t, mark.of))}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(`exposure.judge.${judge}`)}
      ready={judge === "done" || (judge === "handed" ? to !== "" : note.trim() !== "")}
      act={() =>
        deed.run((act) =>
          act.takeStep(mark.mark, step.case?.case ?? null, {
            step: step.key,
            taken: judge,
            to: judge === "handed" && to !== "" ? to : null,
            note: note.trim(),
          }),
        )
      }
    >
      {judge === "handed" ? (
        <SelectField
          label={t("exposure.hand-to")}
          value={to}
          onChange={setTo}
          options={members.map((person) => ({ value: person.id, text: personText(t, person) }))}
        />
      ) : null}
      <TextField
        label={t(judge === "not-needed" ? "reason" : "exposure.note")}
        value={note}
        onChange={setNote}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
