import { type PersonView, ROLES, type Role } from "@fairlead/casework";
import type { Readable } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { epochsDue } from "./readable.ts";
import { Renewing } from "./renewing.tsx";

type Props = { person: PersonView; onClose(): void; onDone?(): void };

/** By any member, at once, alone: an arrest does not wait for a meeting. [RO2] */
export const SuspendDialog = ({ person, onClose, onDone }: Props) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const who = personText(t, person);
  return (
    <FormDialog
      title={t("suspend.title", { who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("suspend.do")}
      warning={t("suspend.means", { who })}
      grave
      ready
      act={async () => {
        const outcome = await deed.run((act) => act.suspend(person.id));
        if (outcome?.kind === "done") onDone?.();
        return outcome;
      }}
    >
      <p>{t("suspend.back", { who })}</p>
      <Renewing />
    </FormDialog>
  );
};

export const RestoreDialog = ({ person, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const who = personText(t, person);
  return (
    <FormDialog
      title={t("restore.title", { who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("restore.do")}
      warning={t("restore.two")}
      ready
      act={() => deed.run((act) => act.restore(person.id))}
    >
      <p>{t("restore.means", { who })}</p>
      <p>{t("restore.phrase", { who })}</p>
    </FormDialog>
  );
};

/** What removing does, in numbers, before it is done; progress while; the list of what was read stands on the page after. */
export const RemoveDialog = ({ person, readable, onClose }: Props & { readable: readonly Readable[] | null }) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const due = readable === null ? null : epochsDue(readable);
  const who = personText(t, person);
  return (
    <FormDialog
      title={t("remove.title", { who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("remove.do")}
      warning={t("remove.forever", { who })}
      grave
      ready
      act={() => deed.run((act) => act.remove(person.id))}
    >
      <ol className="steps">
        <li>{t("remove.ends", { who })}</li>
        <li>
          {due === null ? t("remove.counting") : t("remove.epochs", { n: due.here })}
          {due === null || due.elsewhere === 0 ? null : ` ${t("remove.epochs-elsewhere", { n: due.elsewhere })}`}
        </li>
        <li>{t("remove.copied", { who })}</li>
      </ol>
      {person.owns + person.standsIn === 0 ? null : (
        <p className="warning">{t("remove.hand-over", { who, n: person.owns + person.standsIn })}</p>
      )}
      <p className="quiet">{t("remove.two")}</p>
      <Renewing />
    </FormDialog>
  );
};

export const RoleDialog = ({ person, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const [role, setRole] = useState<Role>(person.role);
  const who = personText(t, person);
  return (
    <FormDialog
      title={t("rerole.title", { who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("rerole.do")}
      warning={t("rerole.two")}
      ready={role !== person.role}
      act={() => deed.run((act) => act.changeRole(person.id, role))}
    >
      <SelectField
        label={t("people.role")}
        hint={t(`role.${role}.may`)}
        value={role}
        onChange={setRole}
        options={ROLES.map((value) => ({ value, text: t(`role.${value}`) }))}
      />
      <p>{t("rerole.means", { who })}</p>
      <Renewing />
    </FormDialog>
  );
};
