import { type CaseId, type CaseView, type ShelterTerms, type ThingId, WEEKS_MOST } from "@fairlead/casework";
import { useState } from "react";
import { linesOf } from "../case/lines.ts";
import { ShelterTags } from "../exposure/shelter-fields.tsx";
import { DateField } from "../parts/date-field.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";
import type { Shelter } from "./shelters.ts";

type Props = { one: CaseView; shelters: readonly Shelter[]; first: number; onClose(): void };

/** Chosen in the list, a shelter becomes a line of its own. */
const NONE: string = "";

const NOTHING: ShelterTerms = { from: 0, latest: null, weeks: 4, needs: [], barred: [], apart: [] };

/** What a party needs of a roof: said once in its case, and asked of every plan. */
export const TermsDialog = ({ one, shelters, first, onClose }: Props) => {
  const { t } = useWords();
  const { cases } = useView();
  const deed = useDeed();
  const offer = useUndo();
  const before = one.shelter;
  const known = before?.terms ?? { ...NOTHING, from: first };
  const [needsOne, setNeedsOne] = useState(before === null || before.terms !== null);
  const [from, setFrom] = useState<number | null>(known.from);
  const [latest, setLatest] = useState<number | null>(known.latest);
  const [weeks, setWeeks] = useState(String(known.weeks));
  const [needs, setNeeds] = useState<readonly string[]>(known.needs);
  const [barred, setBarred] = useState(known.barred);
  const [apart, setApart] = useState<readonly CaseId[]>(known.apart);
  const [note, setNote] = useState(before?.note ?? "");
  const count = /^\d{1,3}$/.test(weeks.trim()) ? Number(weeks) : 0;
  const others = cases.filter((other) => other.case !== one.case && other.closed === null);
  const ready =
    !needsOne ||
    (from !== null &&
      (latest === null || latest >= from) &&
      count >= 1 &&
      count <= WEEKS_MOST &&
      barred.every(({ reason }) => reason.trim() !== ""));
  const terms = (): ShelterTerms | null =>
    needsOne && from !== null
      ? { from, latest, weeks: count, needs: [...needs], barred: [...barred], apart: [...apart] }
      : null;
  return (
    <FormDialog
      title={t("beds.terms-title", { alias: one.alias })}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      ready={ready}
      act={async () => {
        const over = before?.version ?? 0;
        const outcome = await deed.run((act) =>
          act.seekShelter(one.case, { terms: terms(), note: linesOf(note).join("\n"), over }),
        );
        if (outcome?.kind === "done" && before !== null)
          offer({
            said: t("beds.terms-undo", { alias: one.alias }),
            back: (act) => act.seekShelter(one.case, { terms: before.terms, note: before.note, over: over + 1 }),
          });
        return outcome;
      }}
    >
      <p className="quiet small">{t("beds.terms-about")}</p>
      <Check label={t("beds.needs-one")} checked={needsOne} onChange={setNeedsOne} />
      {needsOne ? (
        <>
          <div className="bed-terms">
            <DateField label={t("beds.terms-from")} value={from} onChange={setFrom} />
            <DateField
              label={t("beds.terms-latest")}
              hint={t("beds.terms-latest-hint")}
              value={latest}
              onChange={setLatest}
            />
            <TextField label={t("beds.terms-weeks")} type="number" min={1} value={weeks} onChange={setWeeks} />
          </div>
          <ShelterTags legend={t("beds.terms-needs")} chosen={needs} onChange={setNeeds} />
          <Barred shelters={shelters} barred={barred} onChange={setBarred} />
          {others.length === 0 ? null : (
            <fieldset>
              <legend>{t("beds.terms-apart")}</legend>
              <div className="things-together bed-apart">
                {others.map((other) => (
                  <Check
                    key={other.case}
                    checked={apart.includes(other.case)}
                    onChange={(on) =>
                      setApart(on ? [...apart, other.case] : apart.filter((listed) => listed !== other.case))
                    }
                    label={<span dir="auto">{other.alias}</span>}
                  />
                ))}
              </div>
            </fieldset>
          )}
        </>
      ) : null}
      <TextField label={t("exposure.note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};

type BarredProps = {
  shelters: readonly Shelter[];
  barred: ShelterTerms["barred"];
  onChange(barred: ShelterTerms["barred"]): void;
};

/** Never there, and why: the reason is what a colleague reads when they ask for just that. */
const Barred = ({ shelters, barred, onChange }: BarredProps) => {
  const { t } = useWords();
  const left = shelters.filter(({ thing }) => !barred.some((one) => one.thing === thing));
  const nameOf = (thing: ThingId) => shelters.find((one) => one.thing === thing)?.name ?? "…";
  if (shelters.length === 0) return null;
  return (
    <fieldset>
      <legend>{t("beds.terms-barred")}</legend>
      {barred.map((one) => (
        <div key={one.thing} className="row bed-barred">
          <TextField
            label={t("beds.terms-why", { shelter: nameOf(one.thing) })}
            value={one.reason}
            onChange={(reason) =>
              onChange(barred.map((other) => (other.thing === one.thing ? { ...one, reason } : other)))
            }
          />
          <button
            type="button"
            className="button"
            onClick={() => onChange(barred.filter(({ thing }) => thing !== one.thing))}
          >
            {t("beds.terms-unbar")}
            <span className="hidden-visually"> {nameOf(one.thing)}</span>
          </button>
        </div>
      ))}
      {left.length === 0 ? null : (
        <SelectField
          label={t("beds.terms-bar")}
          value={NONE}
          onChange={(thing) => {
            const chosen = left.find((one) => one.thing === thing);
            if (chosen !== undefined) onChange([...barred, { thing: chosen.thing, reason: "" }]);
          }}
          options={[
            { value: NONE, text: "–" },
            ...left.map(({ thing, name }) => ({ value: thing as string, text: name })),
          ]}
        />
      )}
    </fieldset>
  );
};
