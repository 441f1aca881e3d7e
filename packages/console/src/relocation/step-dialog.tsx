import { type ApplicationState, type ApplicationView, dayFrom, dayText, type PartView } from "@fairlead/casework";
import { useState } from "react";
import { DateField } from "../parts/date-field.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { partsOf } from "../say/moment.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";

type Props = { part: PartView; of: ApplicationView; to: ApplicationState; onClose(): void };

/** How far it is from that day on. */
export const StepDialog = ({ part, of, to, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed({ asShown: true });
  const [on, setOn] = useState<number | null>(() => dayFrom(partsOf(clock()).day));
  const [until, setUntil] = useState<number | null>(null);
  const [note, setNote] = useState("");
  const needsNote = to === "refused" || to === "withdrawn";
  const isBack = to === "considered" || needsNote;
  return (
    <FormDialog
      title={t("application.step-title", { name: of.name, state: t(`application.state.${to}`) })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={on !== null && (!needsNote || note.trim() !== "")}
      act={() =>
        deed.run((act) =>
          act.moveApplication(part.stream, {
            ...{
              application: of.application,
              to,
              on: on === null ? "" : dayText(on),
              note: note.trim(),
              over: of.version,
            },
            until: isBack || until === null ? null : dayText(until),
          }),
        )
      }
    >
      <DateField label={t("application.on")} value={on} onChange={setOn} />
      {isBack ? null : (
        <DateField
          label={t(to === "granted" ? "application.until-granted" : "application.until")}
          hint={t("application.until-hint")}
          value={until}
          onChange={setUntil}
        />
      )}
      <TextField label={t(needsNote ? "reason" : "notes.text")} value={note} onChange={setNote} lines={2} focus />
    </FormDialog>
  );
};
