import type { CaseView, JourneyView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

/** What worked, and what should be otherwise: while it is still remembered. */
export const LookBackDialog = ({ one, journey, onClose }: { one: CaseView; journey: JourneyView; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: true });
  const [worked, setWorked] = useState(journey.lookedBack?.worked ?? "");
  const [change, setChange] = useState(journey.lookedBack?.change ?? "");
  const said = { worked: worked.trim(), change: change.trim() };
  return (
    <FormDialog
      title={t("look-back.title", { from: journey.from, to: journey.to })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      warning={t("look-back.hint")}
      ready={said.worked !== "" || said.change !== ""}
      act={() =>
        deed.run((act) =>
          act.lookBack(one.case, { journey: journey.journey, ...said, over: journey.lookedBack?.version ?? 0 }),
        )
      }
    >
      <TextField label={t("look-back.worked")} value={worked} onChange={setWorked} lines={3} focus />
      <TextField label={t("look-back.change")} value={change} onChange={setChange} lines={3} />
    </FormDialog>
  );
};
