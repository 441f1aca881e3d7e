import { STAGES, STATUSES, URGENCIES } from "@fairlead/casework";
import { Check, SelectField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { languageName } from "../texts/languages.ts";
import { type CaseFilter, languagesIn } from "./filter.ts";

type Props = { filter: CaseFilter; onChange(filter: CaseFilter): void };

/** Asked of cases: whoever sets one looks for cases alone. */
export const SearchFilters = ({ filter, onChange }: Props) => {
  const { t, language: reader } = useWords();
  const { cases } = useView();
  const set = (change: Partial<CaseFilter>) => onChange({ ...filter, ...change });
  const any = { value: "any" as const, text: t("find.any") };
  const owners = new Map(cases.map(({ owner }) => [owner.id as string, owner]));
  return (
    <>
      <SelectField
        label={t("find.stage")}
        value={filter.stage}
        options={[any, ...STAGES.map((value) => ({ value, text: t(`stage.${value}`) }))]}
        onChange={(stage) => set({ stage })}
      />
      <SelectField
        label={t("queue.urgency")}
        value={filter.urgency}
        options={[any, ...URGENCIES.map((value) => ({ value, text: t(`urgency.${value}`) }))]}
        onChange={(urgency) => set({ urgency })}
      />
      <SelectField
        label={t("find.status")}
        value={filter.status}
        options={[any, ...STATUSES.map((value) => ({ value, text: t(`status-of.${value}`) }))]}
        onChange={(status) => set({ status })}
      />
      <SelectField
        label={t("find.owner")}
        value={filter.owner}
        options={[
          any,
          { value: "me", text: t("find.mine") },
          ...[...owners.values()].filter(({ me }) => !me).map((one) => ({ value: one.id, text: personText(t, one) })),
        ]}
        onChange={(owner) => set({ owner })}
      />
      <SelectField
        label={t("queue.language")}
        value={filter.language}
        options={[any, ...languagesIn(cases).map((value) => ({ value, text: languageName(value, reader) }))]}
        onChange={(language) => set({ language })}
      />
      <SelectField
        label={t("find.standing")}
        value={filter.standing}
        options={[any, { value: "open", text: t("find.open") }, { value: "closed", text: t("closed") }]}
        onChange={(standing) => set({ standing })}
      />
      <div className="search-checks">
        <Check label={t("find.danger")} checked={filter.danger} onChange={(danger) => set({ danger })} />
        <Check label={t("find.stale")} checked={filter.stale} onChange={(stale) => set({ stale })} />
        <Check label={t("find.consent")} checked={filter.consent} onChange={(consent) => set({ consent })} />
      </div>
    </>
  );
};
