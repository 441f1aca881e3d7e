import { SHELTER_TAGS, type ThingFacts } from "@fairlead/casework";
import { DateField } from "../parts/date-field.tsx";
import { Check, TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import type { Say } from "../say/words.tsx";
import { useWords } from "../say/words.tsx";

/** What is said of a shelter alone, as it is typed. */
export type ShelterSaid = {
  later: readonly { day: number | null; beds: string }[];
  rules: string;
  visited: number | null;
};

export const shelterSaid = (facts: Pick<ThingFacts, "bedsFrom" | "rules" | "visited"> | undefined): ShelterSaid => ({
  later: (facts?.bedsFrom ?? []).map(({ day, beds }) => ({ day, beds: String(beds) })),
  rules: facts?.rules ?? "",
  visited: facts?.visited ?? null,
});

const isWhole = (text: string): boolean => /^\d{1,4}$/.test(text.trim());

/** Half a line says nothing, and must not be lost unseen. */
export const isComplete = ({ later }: ShelterSaid): boolean =>
  later.every(({ day, beds }) => day !== null && isWhole(beds));

export const bedsLater = ({ later }: ShelterSaid): { day: number; beds: number }[] =>
  later
    .flatMap(({ day, beds }) => (day === null || !isWhole(beds) ? [] : [{ day, beds: Number(beds) }]))
    .toSorted((a, b) => a.day - b.day);

/** As it is shown: the program's own tags in the reader's language, any other as it was written. */
export const tagText = (t: Say, tag: string): string => {
  const known = SHELTER_TAGS.find((one) => one === tag);
  return known === undefined ? tag : t(`shelter-tag.${known}`);
};

type TagsProps = { legend: string; chosen: readonly string[]; onChange(chosen: readonly string[]): void };

export const ShelterTags = ({ legend, chosen, onChange }: TagsProps) => {
  const { t } = useWords();
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="things-together">
        {SHELTER_TAGS.map((tag) => (
          <Check
            key={tag}
            checked={chosen.includes(tag)}
            onChange={(on) => onChange(on ? [...chosen, tag] : chosen.filter((one) => one !== tag))}
            label={t(`shelter-tag.${tag}`)}
          />
        ))}
      </div>
    </fieldset>
  );
};

/** Beds that come or go on a day, what the host asks for, when somebody was there. */
export const ShelterFields = ({ said, onChange }: { said: ShelterSaid; onChange(said: ShelterSaid): void }) => {
  const { t } = useWords();
  const { later, rules, visited } = said;
  const change = (index: number, to: Partial<ShelterSaid["later"][number]>) =>
    onChange({ ...said, later: later.map((one, at) => (at === index ? { ...one, ...to } : one)) });
  return (
    <>
      <fieldset>
        <legend>{t("things.beds-later")}</legend>
        <ul className="stack" data-tight>
          {later.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines that are typed have no other name
            <li key={index} className="row shelter-later">
              <DateField
                label={t("things.beds-day")}
                value={one.day}
                onChange={(day) => change(index, { day })}
                labelHidden
              />
              <TextField
                label={t("things.beds-of")}
                type="number"
                min={0}
                value={one.beds}
                onChange={(beds) => change(index, { beds })}
              />
              <button
                type="button"
                className="button"
                aria-label={t("things.beds-remove")}
                onClick={() => onChange({ ...said, later: later.filter((_, at) => at !== index) })}
              >
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="button"
          onClick={() => onChange({ ...said, later: [...later, { day: null, beds: "" }] })}
        >
          {t("things.beds-add")}
        </button>
      </fieldset>
      <TextField
        label={t("things.rules")}
        hint={t("things.rules-hint")}
        value={rules}
        onChange={(text) => onChange({ ...said, rules: text })}
        lines={2}
      />
      <DateField label={t("things.visited")} value={visited} onChange={(day) => onChange({ ...said, visited: day })} />
    </>
  );
};
