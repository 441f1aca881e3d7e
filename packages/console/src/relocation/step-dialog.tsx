import { type ApplicationState, type ApplicationView, isWholeDay, type PartView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { readDate } from "../person/fact-date.ts";
import { partsOf } from "../say/moment.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";

type Props = { part: PartView; of: ApplicationView; to: ApplicationState; onClose(): void };

const dayIn = (typed: string): string | null => {
  const date = readDate(typed);
  return date !== null && isWholeDay(date) ? date : null;
};

/** How far it is from that day on. */
export const StepDialog = ({ part, of, to, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed({ asShown: true });
  const [on, setOn] = useState(() => partsOf(clock()).day);
  const [until, setUntil] = useState("");
  const [note, setNote] = useState("");
  const needsNote = to === "refused" || to === "withdrawn";
  const wrong = <span className="warning">{t("paper.whole-day")}</span>;
  const isBack = to === "considered" || needsNote;
  return (
    <FormDialog
      title={t("application.step-title", { name: of.name, state: t(`application.state.${to}`) })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={dayIn(on) !== null && (until.trim() === "" || dayIn(until) !== null) && (!needsNote || note.trim() !== "")}
      act={() =>
        deed.run((act) =>
          act.moveApplication(part.stream, {
            ...{ application: of.application, to, on: dayIn(on) ?? "", note: note.trim(), over: of.version },
            until: isBack || until.trim() === "" ? null : dayIn(until),
          }),
        )
      }
    >
      <TextField
        label={t("application.on")}
        hint={dayIn(on) === null ? wrong : t("application.on-hint")}
        value={on}
        onChange={setOn}
      />
      {isBack ? null : (
        <TextField
          label={t(to === "granted" ? "application.until-granted" : "application.until")}
          hint={until.trim() !== "" && dayIn(until) === null ? wrong : t("application.until-hint")}
          value={until}
          onChange={setUntil}
        />
      )}
      <TextField label={t(needsNote ? "reason" : "notes.text")} value={note} onChange={setNote} lines={2} focus />
    </FormDialog>
  );
};
