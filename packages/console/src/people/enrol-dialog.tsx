import { ROLES, type Role } from "@fairlead/casework";
import { useState } from "react";
import { Dialog, FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

/** Makes a member's keys on this device. The phrase is shown once, to be said and not sent. */
export const EnrolDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const { people } = useView();
  const deed = useDeed();
  const [handle, setHandle] = useState("");
  const [role, setRole] = useState<Role>("operator");
  const [phrase, setPhrase] = useState<string | null>(null);
  const taken = people.some((person) => person.handle?.toLocaleLowerCase() === handle.trim().toLocaleLowerCase());
  if (phrase !== null) {
    return (
      <Dialog title={t("enrol.phrase-title", { handle })} opened onClose={onClose}>
        <div className="stack">
          <p className="enrol-phrase">{phrase}</p>
          <p>{t("enrol.phrase-once")}</p>
          <div className="row dialog-end">
            <button type="button" className="button" data-filled onClick={onClose}>
              {t("enrol.phrase-said")}
            </button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t("enrol.title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("enrol.do")}
      warning={t("enrol.warning")}
      ready={handle.trim() !== "" && !taken}
      act={async () => {
        const outcome = await deed.run((_act, hand) => hand.enrol({ handle: handle.trim(), role }));
        // Stays open: what it shows now is shown once.
        if (outcome?.kind === "done") setPhrase(outcome.phrase);
        return null;
      }}
    >
      <TextField
        label={t("people.handle")}
        hint={taken ? <span className="warning">{t("enrol.taken")}</span> : t("enrol.handle-hint")}
        value={handle}
        onChange={setHandle}
        focus
      />
      <SelectField
        label={t("people.role")}
        hint={t(`role.${role}.may`)}
        value={role}
        onChange={setRole}
        options={ROLES.map((value) => ({ value, text: t(`role.${value}`) }))}
      />
    </FormDialog>
  );
};
