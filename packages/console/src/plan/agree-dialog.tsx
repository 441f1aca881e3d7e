import {
  type CaseView,
  type MailboxId,
  PUBLICITIES,
  type Publicity,
  type ResponseStatus,
  taskLines,
} from "@fairlead/casework";
import { useState } from "react";
import { linesOf } from "../case/lines.ts";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";

type Props = { one: CaseView; status: ResponseStatus; onClose(): void };

/** Written down as it was agreed with them: nothing is filled in that nobody said. */
export const AgreeDialog = ({ one, status, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const [known] = useState(one.plan.responses.find((agreed) => agreed.status === status));
  const [neverCall, setNeverCall] = useState(known?.neverCall.join("\n") ?? "");
  const [lawyer, setLawyer] = useState(known?.lawyer ?? "");
  const [publicity, setPublicity] = useState<Publicity | null>(known?.publicity ?? null);
  const [tell, setTell] = useState(known?.tell ?? "");
  const [text, setText] = useState(known?.text ?? "");
  const [tasks, setTasks] = useState(known?.tasks.join("\n") ?? "");
  const [agreedBy, setAgreedBy] = useState(known?.agreedBy ?? "");
  const [agreedAt, setAgreedAt] = useState(clock);
  const [thread, setThread] = useState<MailboxId | "">(
    known === undefined ? (one.mailboxes.at(-1)?.mailbox ?? "") : (known.thread ?? ""),
  );
  return (
    <FormDialog
      title={t("response.dialog", { alias: one.alias, status: t(`status-of.${status}`) })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={publicity !== null && agreedBy.trim() !== ""}
      act={async () =>
        publicity === null
          ? null
          : deed.run((act) =>
              act.agreeResponse(one.case, {
                status,
                lawyer: lawyer.trim(),
                publicity,
                tell: tell.trim(),
                neverCall: linesOf(neverCall),
                text: text.trim(),
                tasks: taskLines(tasks),
                agreedBy: agreedBy.trim(),
                agreedAt,
                thread: thread === "" ? null : thread,
                over: known?.version ?? 0,
              }),
            )
      }
    >
      <TextField
        label={t("response.never-call")}
        hint={t("response.never-call-hint")}
        value={neverCall}
        onChange={setNeverCall}
        lines={2}
        focus
      />
      <TextField label={t("response.lawyer")} value={lawyer} onChange={setLawyer} />
      <Radios
        legend={t("response.publicity")}
        value={publicity}
        onChange={setPublicity}
        options={PUBLICITIES.map((value) => ({ value, text: t(`publicity.${value}`) }))}
      />
      <TextField label={t("response.tell")} hint={t("response.tell-hint")} value={tell} onChange={setTell} lines={2} />
      <TextField label={t("response.text")} value={text} onChange={setText} lines={2} />
      <TextField
        label={t("response.tasks")}
        hint={t("response.tasks-hint")}
        value={tasks}
        onChange={setTasks}
        lines={3}
      />
      <TextField
        label={t("response.who-agreed")}
        hint={t("response.who-agreed-hint")}
        value={agreedBy}
        onChange={setAgreedBy}
      />
      <MomentField label={t("response.when")} value={agreedAt} onChange={setAgreedAt} />
      <SelectField<MailboxId | "">
        label={t("response.where")}
        value={thread}
        onChange={setThread}
        options={[
          { value: "", text: t("response.spoken") },
          ...one.mailboxes.map(({ mailbox, name }) => ({ value: mailbox, text: name })),
        ]}
      />
    </FormDialog>
  );
};
