import type { CaseView, JourneyEnd, JourneyView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

type Props = { one: CaseView; journey: JourneyView; how: "cancel" | "end"; onClose(): void };

/** They do not go so after all; or they came, or did not come. */
export const EndDialog = ({ one, journey, how, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [end, setEnd] = useState<JourneyEnd>("arrived");
  const [note, setNote] = useState("");
  const said = { journey: journey.journey, over: journey.version };
  const needsNote = how === "cancel" || end === "broken-off";
  return (
    <FormDialog
      title={t(how === "cancel" ? "journey.cancel-title" : "journey.end-title", {
        from: journey.from,
        to: journey.to,
      })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(how === "cancel" ? "journey.cancel-do" : "save")}
      {...(how === "cancel" ? { warning: t("journey.cancel-means"), grave: journey.state === "moving" } : {})}
      ready={!needsNote || note.trim() !== ""}
      act={() =>
        deed.run((act) =>
          how === "cancel"
            ? act.cancelJourney(one.case, { ...said, reason: note.trim() })
            : act.endJourney(one.case, { ...said, how: end, note: note.trim() }),
        )
      }
    >
      {how === "end" ? (
        <Radios
          legend={t("journey.how-ended")}
          value={end}
          onChange={setEnd}
          options={(["arrived", "broken-off"] as const).map((value) => ({ value, text: t(`journey.ended.${value}`) }))}
        />
      ) : null}
      <TextField
        label={t(how === "cancel" ? "reason" : "field.note")}
        value={note}
        onChange={setNote}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
