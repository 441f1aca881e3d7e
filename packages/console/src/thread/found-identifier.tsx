import type { Identifier } from "@fairlead/casework";
import type { Actions, Outcome } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { isTaken, useDeed } from "../session/deed.tsx";

type FoundProps = {
  id: string;
  found: Identifier;
  takeOut(): void;
  kept(): void;
  keep(act: Actions, reason: string): Promise<Outcome>;
};

/** A number or an address in an answer: taken out, or kept with a reason that is written down. */
export const FoundIdentifier = ({ id, found, takeOut, kept, keep }: FoundProps) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <div className="found row" data-top id={id} role="status">
      <Icon name="warning" className="warning" />
      <p className="small">
        <b>{t(`found.${found.kind}`)}</b> {t("found.why")}{" "}
        <button type="button" className="link" onClick={takeOut}>
          {t("found.take-out")}
        </button>{" "}
        {t("or")}{" "}
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {t("found.keep")}
        </button>
      </p>
      {asking ? <Keep found={found} kept={kept} keep={keep} onClose={() => setAsking(false)} /> : null}
    </div>
  );
};

const Keep = ({ found, kept, keep, onClose }: Pick<FoundProps, "found" | "kept" | "keep"> & { onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("found.keep-title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("found.keep-do")}
      warning={t("found.keep-warning")}
      ready={reason.trim() !== ""}
      act={async () => {
        const outcome = await deed.run((act) => keep(act, t("found.note", { reason: reason.trim() })));
        if (isTaken(outcome)) kept();
        return outcome;
      }}
    >
      <p>
        <b dir="ltr">{found.text}</b>
      </p>
      <TextField label={t("reason")} value={reason} onChange={setReason} focus />
    </FormDialog>
  );
};
