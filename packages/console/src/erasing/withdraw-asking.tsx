import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { askedFor } from "./asking.ts";

type Props = { one: CaseInHand; opened: true; onClose(): void };

/** Takes back the signature first: from then on nobody can approve, whatever the record in the case says. */
export const WithdrawAsking = ({ one, opened, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("erase.withdraw-title", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("erase.withdraw-do")}
      warning={t("erase.withdraw-means")}
      ready={reason.trim() !== ""}
      act={() =>
        deed.run(async (act) => {
          const { erasing } = one;
          if (erasing === null) return { kind: "nothing-waits" };
          const asked = askedFor(one);
          const taken = await act.unsign(erasing.id);
          // Nothing of a signature waits to be sent.
          if (taken.kind === "offline") return { kind: "needs-network" };
          if (taken.kind !== "done" || asked?.state !== "waiting") return taken;
          return act.withdraw(one.case, asked.decision, reason.trim());
        })
      }
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};
