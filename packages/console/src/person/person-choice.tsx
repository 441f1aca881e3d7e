import { mayWrite, type PartyPersonView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

type Props = {
  persons: readonly PartyPersonView[];
  chosen: string;
  one: CaseInHand | null;
  open: boolean;
  onChoose(person: string): void;
  onMore(person: string): void;
};

/** Of whom of the party. By alias; by number where nothing else of the case is held. */
export const PersonChoice = ({ persons, chosen, one, open, onChoose, onMore }: Props) => {
  const { t } = useWords();
  const { me } = useView();
  const [naming, setNaming] = useState(false);
  const called = ({ person, alias }: PartyPersonView) => (alias === "" ? t("person.nth", { n: person }) : alias);
  const who = persons.find(({ person }) => person === chosen);
  const next = String(Math.max(...persons.map(({ person }) => Number(person))) + 1);
  return (
    <div className="spread">
      <fieldset className="row" aria-label={t("person.of-whom")}>
        {persons.length < 2
          ? null
          : persons.map((each) => (
              <button
                key={each.person}
                type="button"
                className="button person-choice"
                aria-pressed={each.person === chosen}
                onClick={() => onChoose(each.person)}
              >
                <bdi>{called(each)}</bdi>
              </button>
            ))}
      </fieldset>
      {open ? (
        <span className="row">
          {one !== null && mayWrite(me.role, "namePerson") && who !== undefined ? (
            <button type="button" className="link small" onClick={() => setNaming(true)}>
              {t("person.call", { who: called(who) })}
            </button>
          ) : null}
          {Number(next) > 99 ? null : (
            <button type="button" className="link small" onClick={() => onMore(next)}>
              {t("person.another")}
            </button>
          )}
        </span>
      ) : null}
      {naming && one !== null && who !== undefined ? (
        <Call who={who} one={one} onClose={() => setNaming(false)} />
      ) : null}
    </div>
  );
};

const Call = ({ who, one, onClose }: { who: PartyPersonView; one: CaseInHand; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [over] = useState(who.version);
  const [alias, setAlias] = useState(who.alias);
  return (
    <FormDialog
      title={t("person.call-title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={alias.trim() !== "" && alias.trim() !== who.alias}
      act={() => deed.run((act) => act.namePerson(one.case, { person: who.person, alias: alias.trim(), over }))}
    >
      <TextField label={t("person.alias")} hint={t("person.alias-hint")} value={alias} onChange={setAlias} focus />
    </FormDialog>
  );
};
