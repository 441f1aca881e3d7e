import type { MemberId, PersonView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, SelectField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { Section } from "../today/section.tsx";

const MOST_NAMED = 9;

/** Who brings administration back when it is lost; and, when it is, how. [RO2] */
export const Recovery = () => {
  const { t } = useWords();
  const { recovering, people, me } = useView();
  const [asking, setAsking] = useState<"name" | "recover" | null>(null);
  const { threshold, named, lost, mine } = recovering;
  const handleOf = (id: MemberId) => {
    const person = people.find((one) => one.id === id);
    return person === undefined ? t("person.unnamed", { id: id.slice(0, 6) }) : personText(t, person);
  };
  return (
    <Section title={t("recovery.title")}>
      <div className="panel panel-row stack">
        {lost ? <p className="danger">{t("recovery.lost")}</p> : null}
        {threshold === null ? (
          <p className={lost ? "danger" : "quiet"}>{t("recovery.nobody")}</p>
        ) : (
          <>
            <p>{t("recovery.named", { k: threshold, n: named.length })}</p>
            <ul className="recovery-named">
              {named.map(({ id, standing }) => (
                <li key={id}>
                  <b>{handleOf(id)}</b>
                  {standing === "active" ? null : <span className="warning"> · {t(`standing.${standing}`)}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
        <div className="row">
          {lost && mine ? (
            <button type="button" className="button" data-filled onClick={() => setAsking("recover")}>
              {t("recover.open")}
            </button>
          ) : null}
          {me.role === "administrator" ? (
            <button type="button" className="button" onClick={() => setAsking("name")}>
              {t(threshold === null ? "recovery.name" : "recovery.change")}
            </button>
          ) : null}
        </div>
      </div>
      {asking === "name" ? <NameDialog onClose={() => setAsking(null)} /> : null}
      {asking === "recover" ? <RecoverDialog onClose={() => setAsking(null)} /> : null}
    </Section>
  );
};

type ChooseProps = {
  legend: string;
  people: readonly PersonView[];
  chosen: readonly MemberId[];
  most: number;
  onChange(chosen: MemberId[]): void;
};

const Choose = ({ legend, people, chosen, most, onChange }: ChooseProps) => {
  const { t } = useWords();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {people.map((person) => (
        <Check
          key={person.id}
          label={
            <>
              {personText(t, person)} <span className="quiet">· {t(`role.${person.role}`)}</span>
            </>
          }
          checked={chosen.includes(person.id)}
          disabled={!chosen.includes(person.id) && chosen.length >= most}
          onChange={(on) => onChange(on ? [...chosen, person.id] : chosen.filter((id) => id !== person.id))}
        />
      ))}
    </fieldset>
  );
};

const NameDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const { people, recovering } = useView();
  const deed = useDeed({ kept: false });
  const active = people.filter(({ standing }) => standing === "active");
  const [chosen, setChosen] = useState<MemberId[]>(
    recovering.named.filter(({ standing }) => standing === "active").map(({ id }) => id),
  );
  const [wanted, setWanted] = useState(recovering.threshold ?? 2);
  const threshold = Math.max(2, Math.min(wanted, chosen.length));
  const choices = Array.from({ length: Math.max(1, chosen.length - 1) }, (_, index) => String(index + 2));
  return (
    <FormDialog
      title={t("recovery.title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("recovery.do")}
      warning={t("recovery.two")}
      ready={chosen.length >= 2}
      act={() => deed.run((act) => act.nameRecovery({ threshold, members: chosen }))}
    >
      <p>{t("recovery.choose-hint")}</p>
      <Choose legend={t("recovery.who")} people={active} chosen={chosen} most={MOST_NAMED} onChange={setChosen} />
      <SelectField
        label={t("recovery.how-many")}
        hint={t("recovery.how-many-hint")}
        value={String(threshold)}
        options={choices.map((value) => ({ value, text: value }))}
        onChange={(value) => setWanted(Number(value))}
      />
    </FormDialog>
  );
};

const RecoverDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const { people } = useView();
  const deed = useDeed({ kept: false });
  const there = people.filter(({ standing }) => standing !== "removed");
  const [chosen, setChosen] = useState<MemberId[]>([]);
  return (
    <FormDialog
      title={t("recover.title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("recover.do")}
      warning={t("recover.warning")}
      grave
      ready={chosen.length > 0}
      act={() => deed.run((act) => act.recover(chosen))}
    >
      <p>{t("recover.means")}</p>
      <Choose legend={t("recover.who")} people={there} chosen={chosen} most={MOST_NAMED} onChange={setChosen} />
    </FormDialog>
  );
};
