import type { Judged, MatchedWith, MatchVerdict } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

type Props = {
  here: Judged;
  there: MatchedWith;
  name: string;
  verdict: MatchVerdict;
  onClose(): void;
};

/** One person or two: with a reason, so that the next night can see what it rested on. */
export const JudgeDialog = ({ here, there, name, verdict, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t(`judge.${verdict}-title`, { name })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(`judge.${verdict}`)}
      warning={t(here.kind === "case" || there.kind === "case" ? "judge.in-case" : "judge.in-intake")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.judgeMatch({ here, there, verdict, reason: reason.trim() }))}
    >
      <TextField
        label={t("reason")}
        hint={t("judge.reason-hint")}
        value={reason}
        onChange={setReason}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
