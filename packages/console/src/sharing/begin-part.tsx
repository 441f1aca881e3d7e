import type { MemberId } from "@fairlead/casework";
import { useState } from "react";
import type { CaseDialog } from "../case/facts.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { mayHoldNeeds, partsToBegin } from "./give.ts";

/** A part of its own for one kind of need, for those named: who holds it alone sees no more of the case. [CO5] [P3] */
export const BeginPart = ({ one, opened, onClose }: CaseDialog) => {
  const { t } = useWords();
  const { people } = useView();
  const deed = useDeed();
  const kinds = partsToBegin(one);
  const [part, setPart] = useState(kinds[0] ?? "needs");
  const [title, setTitle] = useState("");
  const [members, setMembers] = useState<ReadonlySet<MemberId>>(new Set());
  const candidates = people.filter((person) => mayHoldNeeds(person) && !person.me);
  const alias = one.alias.toLocaleLowerCase();
  const tells = alias !== "" && title.toLocaleLowerCase().includes(alias);
  return (
    <FormDialog
      title={t("begin-part.title", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("begin-part.do")}
      warning={t("begin-part.means")}
      ready={title.trim() !== "" && !tells}
      act={() => deed.run((act) => act.beginPart(one.case, { part, title: title.trim(), members: [...members] }))}
    >
      <SelectField
        label={t("begin-part.kind")}
        value={part}
        onChange={setPart}
        options={kinds.map((value) => ({ value, text: t(`part.${value}`) }))}
      />
      <TextField
        label={t("begin-part.name")}
        hint={tells ? <span className="warning">{t("begin-part.tells-alias")}</span> : t("begin-part.name-hint")}
        value={title}
        onChange={setTitle}
        focus
      />
      <fieldset>
        <legend>{t("begin-part.whom")}</legend>
        <p className="quiet small">{t("begin-part.whom-hint")}</p>
        {candidates.map((person) => (
          <Check
            key={person.id}
            label={
              <>
                {personText(t, person)} <span className="quiet">· {t(`role.${person.role}`)}</span>
              </>
            }
            checked={members.has(person.id)}
            onChange={(on) =>
              setMembers(new Set(on ? [...members, person.id] : [...members].filter((id) => id !== person.id)))
            }
          />
        ))}
      </fieldset>
    </FormDialog>
  );
};
