import type { MemberId } from "@fairlead/casework";
import { Check, SelectField } from "../parts/field.tsx";
import { TeamChecks } from "../people/team-checks.tsx";
import { mayHoldCases } from "../queue/team.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

export type Given = { owner: MemberId; standIn: MemberId | ""; team: ReadonlySet<MemberId>; unread: "refuse" | "note" };

/** Whom all of these cases are given to: as at the opening of any other. */
export const TeamCard = ({ given, onChange }: { given: Given; onChange(given: Given): void }) => {
  const { t } = useWords();
  const view = useView();
  const { owner, standIn, team, unread } = given;
  const holders = view.people.filter(mayHoldCases);
  const options = holders.map((person) => ({ value: person.id, text: personText(t, person) }));
  const always: MemberId[] = [view.me.id, owner, ...(standIn === "" ? [] : [standIn])];
  return (
    <section className="panel import-card">
      <h2>{t("import.team")}</h2>
      <div className="import-pair">
        <SelectField
          label={t("take.owner")}
          value={owner}
          onChange={(id) => onChange({ ...given, owner: id, standIn: standIn === id ? "" : standIn })}
          options={options}
        />
        <SelectField<MemberId | "">
          label={t("take.stand-in")}
          value={standIn}
          onChange={(id) => onChange({ ...given, standIn: id })}
          options={[{ value: "", text: t("take.nobody") }, ...options.filter(({ value }) => value !== owner)]}
        />
      </div>
      <fieldset>
        <legend>{t("take.team")}</legend>
        <p className="quiet small">{t("import.team-hint")}</p>
        <TeamChecks
          holders={holders}
          always={always}
          team={team}
          onChange={(chosen) => onChange({ ...given, team: chosen })}
        />
      </fieldset>
      <Check
        label={t("import.unread-note")}
        checked={unread === "note"}
        onChange={(on) => onChange({ ...given, unread: on ? "note" : "refuse" })}
      />
    </section>
  );
};
