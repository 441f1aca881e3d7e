import { mayWrite, type PartyPersonView, personAlias } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { isTaken, useDeed } from "../session/deed.tsx";
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
  const [naming, setNaming] = useState<PartyPersonView | null>(null);
  const called = ({ person, alias }: PartyPersonView) => (alias === "" ? t("person.nth", { n: person }) : alias);
  const who = persons.find(({ person }) => person === chosen);
  const next = String(Math.max(...persons.map(({ person }) => Number(person))) + 1);
  const mayName = one !== null && mayWrite(me.role, "namePerson");
  // Whoever is given a name is counted. Without the case in hand nobody can do that, and a colleague is asked to.
  const another = () =>
    mayName
      ? setNaming({ person: next, alias: personAlias(one.alias, next), version: 0, counted: false })
      : onMore(next);
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
          {mayName && who !== undefined ? (
            <button type="button" className="link small" onClick={() => setNaming(who)}>
              {who.counted ? t("person.call", { who: called(who) }) : t("person.count", { who: called(who) })}
            </button>
          ) : null}
          {Number(next) > 99 ? null : (
            <button type="button" className="link small" onClick={another}>
              {t("person.another")}
            </button>
          )}
        </span>
      ) : null}
      {open && one !== null && who?.counted === false ? (
        <p className="warning">{t("person.not-counted", { who: called(who), n: one.people })}</p>
      ) : null}
      {naming !== null && one !== null ? (
        <Call who={naming} one={one} onDone={onMore} onClose={() => setNaming(null)} />
      ) : null}
    </div>
  );
};

type CallProps = { who: PartyPersonView; one: CaseInHand; onDone(person: string): void; onClose(): void };

const Call = ({ who, one, onDone, onClose }: CallProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [over] = useState(who.version);
  const [alias, setAlias] = useState(who.alias);
  return (
    <FormDialog
      title={who.counted ? t("person.call-title") : t("person.count-title", { alias: one.alias })}
      opened
      onClose={onClose}
      deed={deed}
      submit={who.counted ? t("save") : t("person.count-do")}
      {...(!who.counted && { warning: t("person.count-means", { n: one.people + 1 }) })}
      ready={alias.trim() !== "" && !(who.counted && alias.trim() === who.alias)}
      act={async () => {
        const outcome = await deed.run((act) =>
          act.namePerson(one.case, { person: who.person, alias: alias.trim(), over }),
        );
        if (isTaken(outcome)) onDone(who.person);
        return outcome;
      }}
    >
      <TextField label={t("person.alias")} hint={t("person.alias-hint")} value={alias} onChange={setAlias} focus />
    </FormDialog>
  );
};
