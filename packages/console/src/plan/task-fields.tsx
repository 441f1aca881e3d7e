import { type CaseView, type MemberId, type TaskFrom, taskOf } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { upToFiveMinutes } from "../say/moment.ts";
import { personText } from "../say/people.ts";
import { DAY } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { taskPeople, wallClock } from "./people.ts";

type Props = { one: CaseView; line: string; from?: TaskFrom; onClose(): void };

/** The same task in fields; begun from what was typed in the line. */
export const TaskFields = ({ one, line, from = { kind: "own" }, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const people = taskPeople(one);
  const [begun] = useState(() => taskOf(line, wallClock(clock()), people));
  const [text, setText] = useState(begun.text);
  const [owner, setOwner] = useState(begun.owner);
  const [standIn, setStandIn] = useState<MemberId | "">(begun.standIn ?? "");
  const [timed, setTimed] = useState(begun.due !== null);
  const [due, setDue] = useState(() => upToFiveMinutes(begun.due ?? clock() + DAY));
  const options = people.readers.map((person) => ({ value: person.id, text: personText(t, person) }));
  return (
    <FormDialog
      title={t("task.add-title", { alias: one.alias })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("task.add")}
      ready={text.trim() !== "" && owner !== standIn}
      act={() =>
        deed.run((act) =>
          act.addTasks(one.case, [
            {
              text: text.trim(),
              owner,
              standIn: standIn === "" ? null : standIn,
              due: timed ? due : null,
              from,
            },
          ]),
        )
      }
    >
      <TextField label={t("task.text")} value={text} onChange={setText} focus />
      <SelectField label={t("task.owner")} value={owner} onChange={setOwner} options={options} />
      <SelectField<MemberId | "">
        label={t("task.stand-in-label")}
        hint={owner === standIn ? <span className="warning">{t("task.same-person")}</span> : undefined}
        value={standIn}
        onChange={setStandIn}
        options={[{ value: "", text: t("take.nobody") }, ...options]}
      />
      <Check label={t("task.timed")} checked={timed} onChange={setTimed} />
      {timed ? <MomentField label={t("task.due")} value={due} onChange={setDue} /> : null}
    </FormDialog>
  );
};
